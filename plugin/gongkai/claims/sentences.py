"""A line of text as sentences, their brackets apart, with the numbers and the words that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from gongkai.claims.numbers import FIGURE, Numeral, Sort, numerals, plain
from gongkai.prose import Line
from gongkai.words.texts import Hit, hits, wording

AWAY = "\0"
"""Stands for what is not in the layer: a bracket seen from outside, the sentence seen from a bracket."""
PAUSE = "，,；;：:。！？!?"

REMEMBERED = 512
"""Lines kept from one rule to the next."""

_PAUSE = re.compile(f"[{PAUSE}]")
_NAMED = re.compile(
    r"《[^《》]*》|\]\([^()\s]*\)|https?://[^\s)）]+|[〔\[][0-9]{4}[〕\]]\s*第?\s*[0-9]+\s*号|\*\*"
)
_YEARS = {5: "一个年度", 6: "一统计年度", 7: "一个统计年度"}
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_BRACKET = re.compile(r"[（(][^（()）]*[）)]")
_MAY_BE_NAMED = re.compile(r"[《\]h〔\[*]")
_NUMBERING = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]+[）)、]|[（(]?[0-9]{1,2}[）)]|[0-9]{1,2}[.、](?![0-9]))"
)
_WORTH_READING = re.compile(
    rf"[0-9%未没无零{FIGURE}一二两三四五六七八九十百](?:(?<=[0-9%未没无零{FIGURE}])|分之|[件宗份起例])"
)


@dataclass(frozen=True, slots=True)
class Layer:
    """A sentence without its brackets, or what stands in one of them; as long as the sentence."""

    text: str
    start: int
    """Where it begins: the bracket, or 0."""
    in_brackets: bool
    pauses: tuple[int, ...]
    """Where the marks stand that part clauses."""
    numerals: tuple[Numeral, ...]
    hits: tuple[Hit, ...]

    def between(self, start: int, end: int) -> tuple[Hit, ...]:
        """The words that stand wholly there."""
        return tuple(hit for hit in self.hits if start <= hit.start and hit.end <= end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a line."""

    line: Line
    offset: int
    """Of its first character in the line."""
    text: str
    layers: tuple[Layer, ...]
    """The sentence itself first."""


def sentences(line: Line, year: int) -> Iterator[Sentence]:
    """The sentences of a line that may hold a number. year: of the report."""
    if line.text.startswith("|"):
        return
    for start, text, layers in _read(line.text, year):
        yield Sentence(line, start, text, layers)


def _blotted(text: str) -> str:
    """The text with its `{{ figures }}` blotted out. By hand, for a pattern looks for each end to the end of the line."""
    parts, at = [], 0
    while (start := text.find("{{", at)) >= 0 and (end := text.find("}}", start + 2)) >= 0:
        parts += [text[at:start], FIGURE * (end + 2 - start)]
        at = end + 2
    return "".join((*parts, text[at:]))


@lru_cache(maxsize=REMEMBERED)
def _read(text: str, year: int) -> tuple[tuple[int, str, tuple[Layer, ...]], ...]:
    """Each sentence of a line worth reading, where it begins, and its layers. Two rules look at the same lines."""
    text = _blotted(plain(text))
    if _MAY_BE_NAMED.search(text):
        text = _NAMED.sub(lambda match: AWAY * len(match[0]), text)
    if numbering := _NUMBERING.match(text):
        text = "，" * numbering.end() + text[numbering.end() :]
    found = []
    for match in _SENTENCE.finditer(text):
        if _WORTH_READING.search(match[0]):
            layers = tuple(_layers(_with_years(match[0], year)))
            is_told = any(layer.numerals for layer in layers)
            if is_told and ("（" in match[0] or "(" in match[0] or any(layer.hits for layer in layers)):
                found.append((match.start(), match[0], layers))
    return tuple(found)


def _with_years(text: str, year: int) -> str:
    """The text, as long as before, with the neighbouring years in words: 2022年 as 下一个年度."""
    if str(year + 1) not in text and str(year - 1) not in text:
        return text
    text = re.sub(rf"{year + 1}\s?年度?", lambda match: "下" + _YEARS[len(match[0])], text)
    return re.sub(rf"{year - 1}\s?年度?", lambda match: "上" + _YEARS[len(match[0])], text)


def _layers(text: str) -> Iterator[Layer]:
    brackets = list(_BRACKET.finditer(text))
    if not brackets:
        found = numerals(text)
        if _is_counted(found):
            yield _layer(text, found, 0, in_brackets=False)
        return
    outside = list(text)
    for bracket in brackets:
        outside[bracket.start() : bracket.end()] = AWAY * len(bracket[0])
    outer = "".join(outside)
    yield _layer(outer, numerals(outer), 0, in_brackets=False)
    for bracket in brackets:
        if _WORTH_READING.search(bracket[0]):
            inside = AWAY * (bracket.start() + 1) + bracket[0][1:-1] + AWAY * (len(text) - bracket.end() + 1)
            yield _layer(inside, numerals(inside), bracket.start(), in_brackets=True)


def _is_counted(found: list[Numeral]) -> bool:
    """Whether a table may know of one of the numbers."""
    units = _units()
    return any(numeral.sort is not Sort.OTHER and numeral.unit in units for numeral in found)


def _layer(text: str, found: list[Numeral], start: int, *, in_brackets: bool) -> Layer:
    pauses = tuple([match.start() for match in _PAUSE.finditer(text)])
    if not _is_counted(found):
        return Layer(text, start, in_brackets, pauses, tuple(_without_one(found)), ())
    words = tuple(hits(wording(), text))
    covered = [(hit.start, hit.end) for hit in words]
    kept = [
        numeral
        for numeral in found
        if not any(
            begin <= numeral.start and (numeral.end <= end or begin < numeral.start < end)
            for begin, end in covered
        )
    ]
    return Layer(text, start, in_brackets, pauses, tuple(_without_one(kept)), words)


@cache
def _units() -> frozenset[str]:
    """What is counted by any table; no unit, as with none at all, and percentages too."""
    return frozenset(("", "%")).union(*(family.units for family in wording().families.values()))


def _without_one(found: list[Numeral]) -> Iterator[Numeral]:
    """未发生一起: the one is part of the none."""
    before: Numeral | None = None
    for numeral in found:
        if (
            before is None
            or before.sort is not Sort.NONE
            or numeral.start - before.end > 1
            or numeral.value != 1
        ):
            yield numeral
        before = numeral
