"""Parser events to nodes; what YAML allows and a report has no use for is refused.

Anchors, aliases, tags, folded blocks, keys that are no text, keys given twice, a second document, deep nesting
and endless numbers are found here, in what the parser understood, so that none is missed.

Most of a report's events are the numbers of its tables. A row of bare numbers on a line of its own is told to the
parser as an empty text, and made a list where the parser comes to it. If it does not come to all of them, as inside
of a block of text, or if anything is wrong, the parser reads the text as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Protocol, cast

import yaml

from gongkai.data_classes import dataclass
from gongkai.findings import Place
from gongkai.ground.patterns import later
from gongkai.problems import (
    Alias,
    Anchor,
    ComplexKey,
    DuplicateKey,
    FoldedText,
    Problem,
    SecondDocument,
    Tag,
    TooDeep,
    TooManyDigits,
    What,
    WideSpace,
)
from gongkai.source.nodes import Entry, Mapping, Node, Scalar, Sequence, Style, alike
from gongkai.source.without_libyaml import PureLoader

LEVELS = 12
"""How deep collections may be nested, the outermost counted."""

DIGITS = 30
"""The most digits of one bare number."""

_ROW = later(r" *[0-9A-Za-z\u4e00-\u9fff（）、]+: (\[[0-9]{1,15}(?:, [0-9]{1,15})*\])")
"""A key with a list of bare numbers, and nothing else on its line."""
_STAND_IN = "''"

_NUMBER = later(r"[-+]?[\d.,_]+")
_STYLES = {"'": Style.QUOTED, '"': Style.QUOTED, "|": Style.LITERAL, ">": Style.LITERAL}
_LOADER: type[yaml.CSafeLoader] | type[PureLoader] = getattr(yaml, "CSafeLoader", PureLoader)


@dataclass(frozen=True, slots=True)
class Built:
    """What came of the events."""

    root: Node | None
    """None for an empty file; what was understood so far where there are problems or a refusal."""
    problems: list[Problem]
    refusal: yaml.MarkedYAMLError | None
    """Why the parser stopped, if it did."""


class _Mark(Protocol):
    line: int
    column: int


class _Event(Protocol):
    """The attributes that we use of the parser's events; each class of event has some of them."""

    start_mark: _Mark
    value: str
    style: str | None
    anchor: str | None
    tag: str | None


_Report = Callable[[What, int, int], None]
"""Takes what is wrong, line and column (from 1)."""


@dataclass(slots=True)
class _Open:
    """A collection that is being read. A mapping has `seen`, its keys so far, and the key that waits for its value."""

    mark: _Mark
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    seen: dict[str, Scalar] | None = None
    key: Scalar | None = None

    def node(self) -> Node:
        line, column = self.mark.line + 1, self.mark.column + 1
        if self.seen is None:
            return Sequence(tuple(self.items), line, column)
        return Mapping(tuple(self.entries), line, column)


def build(file: str, text: str, lines: tuple[str, ...]) -> Built:
    """The nodes of a text without control characters. `lines` is the text split at its line ends."""
    problems: list[Problem] = []

    def report(what: What, line: int, column: int) -> None:
        problems.append(Problem(what, Place(file, line, column)))

    short, rows = _without_rows(text)
    if rows:
        root = _parsed(short, lines, rows, report)
        if not (rows or problems or isinstance(root, yaml.MarkedYAMLError)):
            return Built(root, [], None)
        problems.clear()
    root = _parsed(text, lines, {}, report)
    if isinstance(root, yaml.MarkedYAMLError):
        return Built(None, problems, root)
    return Built(root, problems, None)


def _without_rows(text: str) -> tuple[str, dict[int, tuple[int, str]]]:
    """The text with something short for each row of numbers, and those by line, each with the column where it begins."""
    lines = text.split("\n")
    rows = {}
    for number, line in enumerate(lines):
        if line.endswith("]") and (row := _ROW.fullmatch(line)):
            rows[number] = row.start(1), row[1]
            lines[number] = line[: row.start(1)] + _STAND_IN
    return "\n".join(lines), rows


def _parsed(
    text: str, lines: tuple[str, ...], rows: dict[int, tuple[int, str]], report: _Report
) -> Node | yaml.MarkedYAMLError | None:
    """The one document's node, or why the parser stopped. rows: as `_without_rows` gives them; those met are taken out."""
    loader = _LOADER(text)
    try:
        return _root(cast(Callable[[], _Event], loader.get_event), lines, rows, report)
    except yaml.MarkedYAMLError as refusal:
        return refusal
    finally:
        loader.dispose()


def _root(
    get: Callable[[], _Event], lines: tuple[str, ...], rows: dict[int, tuple[int, str]], report: _Report
) -> Node | None:
    """The one document's node. Stops early, with a problem, at a second document and at too many levels."""
    stack: list[_Open] = []
    root: Node | None = None
    documents = 0
    while True:
        event = get()
        kind: type = type(event)
        node: Node
        if kind is yaml.ScalarEvent:
            mark = event.start_mark
            style = _STYLES.get(event.style or "", Style.PLAIN)
            value = event.value
            row = rows.get(mark.line) if rows and event.style == "'" else None
            if row is not None and row[0] == mark.column and len(stack) < LEVELS:
                node = _row(row[1], mark.line + 1, mark.column + 1, lines)
                del rows[mark.line]
            else:
                node = scalar = Scalar(value, style, mark.line + 1, mark.column + 1, lines)
                if event.anchor or event.tag or event.style == ">" or len(value) > DIGITS:
                    _check_scalar(event, scalar, report)
        elif kind is yaml.SequenceStartEvent or kind is yaml.MappingStartEvent:
            mark = event.start_mark
            if event.anchor or event.tag:
                _check_properties(event, report)
            if len(stack) == LEVELS:
                report(TooDeep(LEVELS), mark.line + 1, mark.column + 1)
                return root
            stack.append(_Open(mark, seen={} if kind is yaml.MappingStartEvent else None))
            continue
        elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
            node = stack.pop().node()
        elif kind is yaml.AliasEvent:
            mark = event.start_mark
            report(Alias(f"*{event.anchor}"), mark.line + 1, mark.column + 1)
            node = Scalar("", Style.PLAIN, mark.line + 1, mark.column + 1, lines)
        elif kind is yaml.StreamEndEvent:
            return root
        else:
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    report(SecondDocument("---"), event.start_mark.line + 1, 1)
                    return root
            continue
        if stack:
            parent = stack[-1]
            if parent.seen is None:
                parent.items.append(node)
            else:
                _add(parent, parent.seen, node, report)
        else:
            root = node


def _row(text: str, line: int, column: int, lines: tuple[str, ...]) -> Sequence:
    """A row of bare numbers, [12, 0, 3]."""
    at = column + 1
    items = []
    for number in text[1:-1].split(", "):
        items.append(Scalar(number, Style.PLAIN, line, at, lines))
        at += len(number) + 2
    return Sequence(tuple(items), line, column)


def _add(parent: _Open, seen: dict[str, Scalar], node: Node, report: _Report) -> None:
    """Put a finished node into a mapping: as a key, or as the value of the waiting key."""
    if parent.key is not None:
        parent.entries.append(Entry(parent.key, node))
        parent.key = None
    elif isinstance(node, Scalar) and node.value:
        parent.key = node
        first = seen.setdefault(alike(node.value), node)
        if first is not node:
            report(DuplicateKey(node.value, first.line), node.line, node.column)
        if node.style is Style.PLAIN and node.value != node.value.strip():
            name = node.value.strip()
            place = node.position(0, len(name) if node.value.startswith(name) else 0)
            report(WideSpace(name), *place)
    else:
        report(ComplexKey(), node.line, node.column)
        parent.key = Scalar("", Style.PLAIN, node.line, node.column)


def _check_scalar(event: _Event, node: Scalar, report: _Report) -> None:
    _check_properties(event, report)
    if event.style == ">":
        report(FoldedText(), node.line, node.column)
    if node.style is Style.PLAIN and _NUMBER.fullmatch(node.value):
        digits = sum(character.isdecimal() for character in node.value)
        if digits > DIGITS:
            report(TooManyDigits(digits), node.line, node.column)


def _check_properties(event: _Event, report: _Report) -> None:
    """Report an anchor or a tag, which stand before a value; the event starts at the first of them."""
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if event.anchor:
        report(Anchor(f"&{event.anchor}"), line, column)
    if event.tag:
        report(Tag(event.tag), line, column)
