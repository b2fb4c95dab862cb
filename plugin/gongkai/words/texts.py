"""What the words of a report mean in terms of the tables: `texts.yml`, which explains its keys, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from itertools import compress, count
from operator import add
from typing import NamedTuple

from gongkai.data_classes import dataclass
from gongkai.ground.patterns import later
from gongkai.source import Mapping as Entries
from gongkai.source import Node, Scalar, Sequence, read

Expression = tuple[tuple[int, str], ...]
"""Signed names of rows, or of columns: 新收 + 上年结转."""

TRUE = "true"


class Axis(StrEnum):
    """Whether a word names a row or a column."""

    ROW = "row"
    COLUMN = "column"


class Matter(StrEnum):
    """What a family of words is about: a table, or part of one."""

    REQUESTS = "requests"
    DISPUTES = "disputes"
    DOCUMENTS = "documents"
    DECISIONS = "decisions"
    FEES = "fees"


class Group(StrEnum):
    """Words of one group may stand in a series."""

    FLOW = "flow"
    NOUN = "noun"
    """Counts only where no other is there."""
    CARRIED = "carried"
    OUTCOME = "outcome"
    REASON = "reason"
    CASE = "case"
    DOCUMENT = "document"
    DECISION = "decision"
    FEE = "fee"
    COLUMN = "column"
    WEAK = "weak"
    """A column that counts only where no other is there."""


@dataclass(frozen=True, eq=False)
class Word:
    """One way, or several, of saying something that the tables count."""

    family: Matter
    axis: Axis
    ways: str
    """As a regular expression."""
    means: tuple[Expression, ...]
    """The strictest first."""
    group: Group
    is_sum: bool
    """Whether words beside each other are meant together, or each may be meant alone."""
    part_of: tuple[Expression, ...]
    """The group of a row."""
    implies: tuple[Expression, ...]
    """The rows of a column, where none is named."""
    needs_subject: bool
    """Whether the word says nothing unless what it is said of has been named."""
    beside: Group | None
    """The group of which another word must stand next to it."""
    implied_columns: tuple[Expression, ...]
    """Of a row: the columns meant where none is named, if not the family's."""
    is_alone: bool
    """Whether it counts only where its clause begins with it, and nothing was published in the sentence."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled where the word may stand: half of them stand in no report of a year."""
        return re.compile(self.ways)


@dataclass(frozen=True, slots=True)
class Family:
    """Words about the same table, or part of it."""

    name: Matter
    units: frozenset[str]
    units_if_named: frozenset[str]
    """Counted only where the clause names what is counted: 申请3条."""
    about: tuple[str, ...]
    default_rows: tuple[Expression, ...]
    default_columns: tuple[Expression, ...]
    needs_column: bool


@dataclass(frozen=True)
class Wording:
    """All words, and what must not stand beside a number for them to count."""

    families: Mapping[Matter, Family]
    words: tuple[Word, ...]
    by_start: Mapping[str, tuple[Word, ...]]
    """The words that may begin with three characters; by fewer those that may be no longer."""
    begin: frozenset[str]
    """The two characters that words may begin with: no other place needs a look."""
    may_begin: re.Pattern[str]
    """A character with which a word may begin, before one with which some word goes on."""
    other_subjects: re.Pattern[str]
    other_topics: re.Pattern[str]
    """Those of the other subjects that a sentence goes on to speak of."""
    not_of_requests: re.Pattern[str]
    """Those that go with documents, decisions and fees: 清理."""
    channels: re.Pattern[str]
    other_periods: re.Pattern[str]


class Hit(NamedTuple):
    """A word in a text."""

    start: int
    end: int
    word: Word


def hits(wording: Wording, text: str) -> Iterator[Hit]:
    """The words of a text from left to right, the longest at each place."""
    at = 0
    # Asked of every two characters, without a step of the interpreter for each.
    begins = map(wording.begin.__contains__, map(add, text, text[1:]))
    for start in compress(count(), begins):
        if start < at:
            continue
        longest, word = start, None
        for each in words_at(wording, text, start):
            match = each.pattern.match(text, start)
            if match is not None and match.end() > longest:
                longest, word = match.end(), each
        if word is not None:
            yield Hit(start, longest, word)
            at = longest


def words_at(wording: Wording, text: str, start: int) -> tuple[Word, ...]:
    """The words that may begin at a place, in their order."""
    by_start = wording.by_start
    return by_start.get(text[start : start + _START]) or by_start.get(text[start : start + 2], ())


@cache
def wording() -> Wording:
    """The words that come with the package."""
    name = "texts.yml"
    data = resources.files("gongkai.words").joinpath(name).read_bytes()
    return read_wording(name, data)


def read_wording(file: str, data: bytes) -> Wording:
    """A file of words. Raises ValueError where it is none."""
    root = read(file, data).root
    if root is None:
        raise ValueError(f"{file}: not YAML")
    top = _entries(root)
    families: dict[Matter, Family] = {}
    words: list[Word] = []
    for node in _items(top["families"]):
        values = _entries(node)
        family = Family(
            name=Matter(_text(values["id"])),
            units=frozenset(_texts(values["units"])),
            units_if_named=frozenset(_texts(values.get("units_if_named"))),
            about=_texts(values.get("about")),
            default_rows=_expressions(values.get("rows_by_default")),
            default_columns=_expressions(values.get("columns_by_default")),
            needs_column=_is_true(values.get("without_columns")),
        )
        families[family.name] = family
        for axis, key in ((Axis.ROW, "rows"), (Axis.COLUMN, "columns")):
            words += [_word(family.name, axis, item) for item in _items(values.get(key))]
    by_start = _by_start(words)
    return Wording(
        families,
        tuple(words),
        by_start,
        frozenset(start[:2] for start in by_start),
        _may_begin(by_start),
        _any(top["other_topics"], top["other_subjects"]),
        *(_any(top[key]) for key in ("other_topics", "not_of_requests", "channels", "other_periods")),
    )


_START = 3
"""Characters of a start."""
_RANGE = later("(.)-(.)")
_GROUP = later(r"\((?P<look>\?[=!<])?(?:\?:)?")


def _by_start(words: list[Word]) -> Mapping[str, tuple[Word, ...]]:
    """As in `Wording`, the words of each start in their order."""
    found: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        for start in _starts(word.ways):
            found.setdefault(start, []).append(number)
    by_start = {}
    for start, own in found.items():
        # What may be no longer may begin with more characters too.
        shorter = found.get(start[:2])
        numbers = sorted({*own, *shorter}) if shorter else own
        by_start[start] = tuple(words[number] for number in numbers)
    return by_start


def _starts(pattern: str, length: int = _START) -> frozenset[str]:
    """The characters, so many, that a pattern may begin with; fewer where it may be no longer. Only what texts.yml may use."""
    found: set[str] = set()
    for alternative in _split(pattern):
        begun, rest = {""}, alternative
        while rest and begun:
            part, rest = _part(rest)
            longer = {(start + more)[:length] for start in begun for more in _inside(part, length)}
            if rest.startswith("?"):
                longer, rest = longer | begun, rest[1:]
            begun = {start for start in longer if len(start) < length}
            found |= longer - begun
            if rest.startswith("+"):
                # 废(?=[0-9]+件): what follows is of any length.
                break
        found |= begun
    return frozenset(found)


@cache
def _inside(part: str, length: int) -> frozenset[str]:
    if part[0] == "[":
        return frozenset(_RANGE.sub(lambda ends: _characters(*ends.groups()), part[1:-1]))
    group = _GROUP.match(part)
    if group is None:
        return frozenset((part,))
    # 结(?=[0-9]): what must follow is part of how it begins; what must not, or stands before, is none.
    is_apart = group["look"] not in (None, "?=")
    return frozenset(("",)) if is_apart else _starts(part[group.end() : -1], length)


def _characters(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


def _may_begin(starts: Iterable[str]) -> re.Pattern[str]:
    firsts, seconds = (re.escape("".join(sorted({start[at] for start in starts}))) for at in (0, 1))
    return re.compile(f"[{firsts}](?=[{seconds}])")


def _part(pattern: str) -> tuple[str, str]:
    """The first character, class or group of a pattern, and the rest."""
    depth = 0
    for at, character in enumerate(pattern):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return pattern[: at + 1], pattern[at + 1 :]
    raise ValueError(f"{pattern}: a bracket is not closed")


def _split(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern, those in its groups apart."""
    depth = start = 0
    for at, character in enumerate(pattern):
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


_LITERALS = later(r"\(([^()?]+)\)")


def _longest_first(match: re.Match[str]) -> str:
    """(数|数量) as (数量|数): a pattern takes the first that fits."""
    return f"({'|'.join(sorted(match[1].split('|'), key=len, reverse=True))})"


def _word(family: Matter, axis: Axis, node: Node) -> Word:
    values = _entries(node)
    said = sorted(_texts(values["words"]), key=len, reverse=True)
    patterns = re.sub(r"\((?!\?)", "(?:", _LITERALS.sub(_longest_first, "|".join(said)))
    return Word(
        family,
        axis,
        f"(?:{patterns})",
        _expressions(values["means"]),
        Group(_text(values["group"])) if "group" in values else Group.COLUMN,
        _text(values["series"]) == "sum" if "series" in values else True,
        _expressions(values.get("part_of")),
        _expressions(values.get("implies")),
        _is_true(values.get("about")),
        Group(_text(values["beside"])) if "beside" in values else None,
        _expressions(values.get("columns")),
        _is_true(values.get("alone")),
    )


def _expressions(node: Node | None) -> tuple[Expression, ...]:
    texts = (node.value,) if isinstance(node, Scalar) else _texts(node)
    return tuple(_expression(text) for text in texts)


def _expression(text: str) -> Expression:
    """`a + b - c` as signed names."""
    parts = re.split(r" ([-+]) ", text)
    signs = ("+", *parts[1::2])
    return tuple((1 if sign == "+" else -1, name) for sign, name in zip(signs, parts[::2], strict=True))


def _any(*nodes: Node) -> re.Pattern[str]:
    """One pattern of all; nearly every place of a text is rejected by the characters that it may begin with."""
    pattern = "|".join(text for node in nodes for text in _texts(node))
    first = re.escape("".join(sorted(_starts(pattern, 1))))
    return re.compile(f"(?=[{first}])(?:{pattern})")


def _entries(node: Node) -> dict[str, Node]:
    if not isinstance(node, Entries):
        raise ValueError(f"line {node.line}: a mapping is wanted")
    return {entry.key.value: entry.value for entry in node.entries}


def _items(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        raise ValueError(f"line {node.line}: a list is wanted")
    return node.items


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(_text(item) for item in _items(node))


def _text(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise ValueError(f"line {node.line}: text is wanted")
    return node.value


def _is_true(node: Node | None) -> bool:
    return node is not None and _text(node) == TRUE
