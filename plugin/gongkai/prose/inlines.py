"""Inside a line: strong text, links and references; all else is literal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.findings import Place
from gongkai.ground.patterns import later
from gongkai.problems import Problem, ReferenceBraces, ReferenceSyntax, ReferenceUnclosed
from gongkai.prose.nodes import Inline, Line, Link, Operand, Operation, Reference, Strong, Text

# str.strip alone leaves the invisible ones that Word and web pages bring along: U+200B, U+2060, U+FEFF.
SPACES = " \t\r\n\f\v\u00a0\u1680\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))
"""White space around text, which is not part of it."""

INLINE = later(
    r"(?P<reference>\{\{)"
    r"|\*\*(?P<strong>(?:(?!\*\*).)+)\*\*"
    r"|!\[(?P<image>[^\[\]]*)\]\((?P<file>[^()\s]+)\)"
    r"|\[(?P<link>[^\[\]]+)\]\((?P<address>[^()\s]+)\)"
)
_MAY_BE_INLINE = later(r"\{\{|\*\*|\[")
"""Faster, and matches wherever `INLINE` does."""
_ADDRESS = later(r"(?:https?://|mailto:)[^\s]+|(?![./])[^/\\:?#%]+\.[A-Za-z0-9]+", re.IGNORECASE)
_IN_OTHER_BRACES = later("[{｛]{1,2}([^{}｛｝]{1,80})[}｝]{1,2}")
_BRACES = later("[{｛]")
_HAN = later("[一-鿿]")
FILE = later(r"(?![./])[^/\\:?#%]+\.[A-Za-z0-9]+")
_NAME = r"[^-+(){}（），,\s.]+"
_OPERAND = rf"{_NAME}(?:\.{_NAME})*"
_VALUE = later(rf"({_OPERAND})")
_ARITHMETIC = later(rf"({_OPERAND})\s*([-+])\s*({_OPERAND})")
_FUNCTION = later(
    rf"(占比|增减|增幅)\s*[(（]\s*({_OPERAND})\s*[,，]\s*({_OPERAND})\s*(?:[,，]\s*([0-9])\s*)?[)）]"
)


def has_inlines(text: str) -> bool:
    """Whether anything in a line is not literal, or may not be."""
    return _MAY_BE_INLINE.search(text) is not None


def after(line: Line, count: int) -> Line:
    """The line without its first characters and the spaces that follow them."""
    rest = line.text[count:]
    stripped = rest.lstrip(SPACES)
    return Line(stripped, line.at(count + len(rest) - len(stripped)))


def inlines(line: Line, problems: list[Problem]) -> tuple[Inline, ...]:
    """The inlines of a line, neighbouring texts as one; what is wrong with its references goes to problems."""
    if not has_inlines(line.text):
        if _BRACES.search(line.text):
            problems.extend(_miswritten(line.text, line.place))
        return (Text(line.text),) if line.text else ()
    return tuple(_merge(_scan(line, problems)))


def _merge(scanned: Iterator[Inline]) -> Iterator[Inline]:
    """Neighbouring texts as one."""
    text = ""
    for inline in scanned:
        if isinstance(inline, Text):
            text += inline.text
            continue
        if text:
            yield Text(text)
            text = ""
        yield inline
    if text:
        yield Text(text)


def _scan(line: Line, problems: list[Problem]) -> Iterator[Inline]:
    text, place = line
    at = 0
    while match := INLINE.search(text, at):
        yield Text(text[at : match.start()])
        problems.extend(_miswritten(text[at : match.start()], place._replace(column=place.column + at)))
        here = Place(place.file, place.line, place.column + match.start())
        at = match.end()
        if match["reference"]:
            close = text.find("}}", at)
            if close < 0:
                problems.append(Problem(ReferenceUnclosed(), here))
                yield Text(text[match.start() :])
                return
            inner = text[at:close].strip(SPACES)
            reference = read_reference(inner, here)
            if reference is None:
                problems.append(Problem(ReferenceSyntax(inner), here))
                yield Text(text[match.start() : close + 2])
            else:
                yield reference
            at = close + 2
        elif match["strong"]:
            within = Line(match["strong"], Place(place.file, place.line, here.column + 2))
            yield Strong(tuple(i for i in inlines(within, problems) if not isinstance(i, Strong)))
        elif match["link"] and _ADDRESS.fullmatch(match["address"]):
            within = Line(match["link"], Place(place.file, place.line, here.column + 1))
            label = tuple(i for i in inlines(within, problems) if not isinstance(i, Link))
            yield Link(label, match["address"], here)
        elif match["image"] is not None:
            # Images stand in paragraphs alone; elsewhere, and with any other address, they are literal.
            yield Text(match[0])
        else:
            # A link to anything else is literal, but what is between its brackets may hold more.
            yield Text(text[match.start()])
            at = match.start() + 1
    yield Text(text[at:])
    problems.extend(_miswritten(text[at:], place._replace(column=place.column + at)))


def _miswritten(text: str, place: Place) -> Iterator[Problem]:
    """References in full-width or single braces, printed as they stand. Only Chinese names with a point count."""
    for match in _IN_OTHER_BRACES.finditer(text):
        inner = match[1].strip(SPACES)
        if "." in inner and _HAN.search(inner) and read_reference(inner, place) is not None:
            here = place._replace(column=place.column + match.start())
            yield Problem(ReferenceBraces(match[0], inner), here)


def read_reference(source: str, place: Place) -> Reference | None:
    """The reference between braces, or None if the grammar has no such form."""
    if match := _VALUE.fullmatch(source):
        return Reference(Operation.VALUE, (_operand(match[1]),), place, source)
    if match := _ARITHMETIC.fullmatch(source):
        return Reference(Operation(match[2]), (_operand(match[1]), _operand(match[3])), place, source)
    if match := _FUNCTION.fullmatch(source):
        if match[4] and match[1] != Operation.SHARE:
            return None
        operands = (_operand(match[2]), _operand(match[3]))
        return Reference(Operation(match[1]), operands, place, source, int(match[4] or 1))
    return None


def _operand(path: str) -> Operand:
    names = tuple(path.split("."))
    return Operand(names[1:], last_year=True) if names[0] == "上年" and len(names) > 1 else Operand(names)
