"""What the words of a report mean in terms of the tables: `texts.yml`, which explains its keys, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

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


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One way, or several, of saying something that the tables count."""

    family: Matter
    axis: Axis
    pattern: re.Pattern[str]
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
    by_first: Mapping[str, tuple[re.Pattern[str], tuple[Word, ...]]]
    """The words that may begin with a character, and whether any does: nine of ten places need no further look."""
    anywhere: re.Pattern[str]
    """Any of these characters."""
    other_subjects: re.Pattern[str]
    other_topics: re.Pattern[str]
    """Those of the other subjects that a sentence goes on to speak of."""
    not_of_requests: re.Pattern[str]
    """Those that go with documents, decisions and fees: 清理."""
    channels: re.Pattern[str]
    fillers: re.Pattern[str]
    """What may stand between a word of applications and its number, and makes it no part of them."""
    leads: re.Pattern[str]
    """What else may stand before such a word, in its clause."""
    other_periods: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A word in a text."""

    start: int
    end: int
    word: Word


def hits(wording: Wording, text: str) -> Iterator[Hit]:
    """The words of a text from left to right, the longest at each place."""
    at = 0
    for found in wording.anywhere.finditer(text):
        start = found.start()
        if start < at:
            continue
        any_word, words = wording.by_first[found[0]]
        if not any_word.match(text, start):
            continue
        longest, word = start, None
        for each in words:
            match = each.pattern.match(text, start)
            if match is not None and match.end() > longest:
                longest, word = match.end(), each
        if word is not None:
            yield Hit(start, longest, word)
            at = longest


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
    by_first: dict[str, tuple[Word, ...]] = {}
    for word in words:
        for character in sorted(_firsts(word.pattern.pattern)[0]):
            by_first[character] = (*by_first.get(character, ()), word)
    return Wording(
        families,
        tuple(words),
        {
            first: (re.compile("|".join(word.pattern.pattern for word in words)), words)
            for first, words in by_first.items()
        },
        re.compile(f"[{re.escape(''.join(by_first))}]"),
        re.compile(f"{_any(top['other_topics']).pattern}|{_any(top['other_subjects']).pattern}"),
        *(
            _any(top[key])
            for key in ("other_topics", "not_of_requests", "channels", "fillers", "leads", "other_periods")
        ),
    )


_GROUP = re.compile(r"\((?P<look>\?[=!<])?(?:\?:)?")


def _firsts(pattern: str) -> tuple[frozenset[str], bool]:
    """The characters that a word may begin with, and whether it may be empty. Only what texts.yml may use."""
    found: set[str] = set()
    is_empty = False
    for alternative in _split(pattern):
        rest = alternative
        while rest:
            part, rest = _part(rest)
            firsts, may_miss = (frozenset(part), False) if part[0] not in "([" else _inside(part)
            found |= firsts
            if rest.startswith("?"):
                rest, may_miss = rest[1:], True
            if not may_miss:
                break
        else:
            is_empty = True
    return frozenset(found), is_empty


def _inside(part: str) -> tuple[frozenset[str], bool]:
    if part[0] == "[":
        return frozenset(part[1:-1]), False
    group = _GROUP.match(part)
    assert group is not None
    return (frozenset(), True) if group["look"] else _firsts(part[group.end() : -1])


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


_LITERALS = re.compile(r"\(([^()?]+)\)")


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
        re.compile(f"(?:{patterns})"),
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


def _any(node: Node) -> re.Pattern[str]:
    return re.compile("|".join(_texts(node)))


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
