"""Rows of tables from grids and from lines of text, before anybody has said what they are.

A row of a grid knows its columns, a row of text only its order: tabs and spaces say nothing reliable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field

from gongkai.data_classes import dataclass
from gongkai.readings.figures import is_figure, tidy
from gongkai.readings.pieces import Grid, Paragraph, SourceCell, Spot

_HEADS = 4
"""So many short words with spaces between are heads."""
_LONGEST_HEAD = 10
_NEXT_LABEL = re.compile(r"\s(?=[（(][一二三四五六七八九十][）)]|[0-9]{1,2}[.．、](?![0-9]))")
"""Of text: where a label begins behind that of its group, with one space between."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A text of a row, and where it stands. Compared by identity: each is placed once, or not at all."""

    text: str
    spot: Spot
    column: int = 0
    """From 0; of text only its number in the row."""
    columns: int = 1
    is_above: bool = False
    """Whether it reaches down from a row above."""
    line: int = 0
    """Of text: the number of its line among those of the table."""

    @property
    def is_figure(self) -> bool:
        return is_figure(self.text)

    @property
    def is_blank(self) -> bool:
        return not tidy(self.text)


@dataclass(slots=True, eq=False)
class Row:
    """A row: everything that stands in it, from left to right."""

    items: list[Item]
    spot: Spot
    width: int = 0
    """Columns of its grid; 0 for text."""
    labels_apart: bool = False
    """Whether its label stands on lines before its figures."""
    grid: Grid | None = None
    extent: int = 0
    """Columns that this row really has."""
    lines: list[list[Item]] = field(default_factory=list)
    """Of text: the lines of labels before the figures."""

    @property
    def is_loose(self) -> bool:
        return self.width == 0

    @property
    def figures(self) -> list[Item]:
        """The figures and blanks behind the last words that are a label."""
        own = [item for item in self.items if not item.is_above]
        last = max((at for at, item in enumerate(own) if not item.is_figure and not item.is_blank), default=-1)
        return own[last + 1 :]

    @property
    def filled(self) -> list[Item]:
        """The figures that are there."""
        return [item for item in self.figures if not item.is_blank]

    @property
    def is_empty(self) -> bool:
        """Whether no figure stands in it, not even between words."""
        return not any(i.is_figure and not i.is_blank and not i.is_above for i in self.items)

    @property
    def words(self) -> list[Item]:
        """What is neither figure nor blank, from left to right."""
        return [item for item in self.items if not item.is_figure and not item.is_blank]


def rows_of_grid(grid: Grid) -> list[Row]:
    """The rows of a grid, each with the cells that reach into it from above."""
    covered = grid.covered()
    width = grid.width
    rows = []
    for number, places in enumerate(covered):
        items: list[Item] = []
        seen: set[int] = set()
        extent = 0
        for column, cell in enumerate(places):
            if cell is None:
                continue
            extent = column + 1
            if id(cell) in seen:
                continue
            seen.add(id(cell))
            items.append(_item(grid, cell, number))
        rows.append(
            Row(
                items,
                grid.spot_of(SourceCell("", number, 0))._replace(column=0),
                width,
                grid=grid,
                extent=extent,
            )
        )
    return rows


def _item(grid: Grid, cell: SourceCell, row: int) -> Item:
    return Item(cell.text, grid.spot_of(cell), cell.column, cell.columns, cell.row != row)


def _parted(text: str) -> list[str]:
    """The cells of a row that was typed as a paragraph: between tabs; or heads, or a label and figures, with spaces between."""
    if "\t" in text:
        return text.split("\t")
    if text.strip() == "|":
        return [""]
    words = text.split()
    if len(words) >= _HEADS and max(map(len, words)) <= _LONGEST_HEAD and not any(map(is_figure, words)):
        return words
    start = len(words)
    while start and is_figure(words[start - 1]):
        start -= 1
    return [" ".join(words[:start]), *words[start:]] if 0 < start < len(words) - 1 else [text]


def rows_of_lines(lines: Iterable[Paragraph]) -> Iterator[Row]:
    """The rows of lines of text: a line with words and figures, or lines of words and then lines of figures."""
    labels: list[list[Item]] = []
    figures: list[Item] = []

    def flush() -> Iterator[Row]:
        if labels or figures:
            items = [item for line in labels for item in line] + figures
            yield Row(items, (figures or items)[0].spot, labels_apart=bool(figures), lines=list(labels))
        labels.clear()
        figures.clear()

    for number, line in enumerate(lines):
        tokens = [part for token in line.tokens or _parted(line.text) for part in _NEXT_LABEL.split(token)]
        items = [Item(text, line.spot, at, line=number) for at, text in enumerate(tokens)]
        filled = [item for item in items if not item.is_blank]
        if not filled:
            # One cell a line, and this one is empty.
            if line.text.strip() == "|" and (labels or figures):
                figures.append(items[0])
            continue
        first = next((at for at, item in enumerate(items) if not item.is_blank), 0)
        if all(item.is_figure for item in filled):
            figures.extend(items)
        elif filled[-1].is_figure or items[-1].is_blank:
            # Words with figures behind them, or with the places of blank ones.
            if figures:
                yield from flush()
            waiting = list(labels)
            labels.clear()
            yield Row(items[first:], line.spot, lines=waiting)
        else:
            if figures:
                yield from flush()
            labels.append(items)
    yield from flush()
