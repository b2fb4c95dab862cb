"""What a file of any format is taken apart into: paragraphs, grids and pictures, each with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongkai.data_classes import dataclass
from gongkai.findings import CellName


class UnreadableFile(Exception):  # noqa: N818  # it is no error of a program: the file is none that can be read
    """A file that cannot be read; the message is one line and says why, and what to do."""


class Spot(NamedTuple):
    """A place in the source, as somebody finds it who has the file open. All numbers count from 1; 0 is unknown."""

    page: int = 0
    sheet: str = ""
    line: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = (
            (f"第{self.page}页", self.page),
            (f"工作表“{self.sheet}”", self.sheet),
            (f"第{self.line}行", self.line),
            (f"第{self.paragraph}段", self.paragraph),
            (f"第{self.table}张表", self.table),
            (f"第{self.row}行", self.row),
            (f"第{self.column}格", self.column),
        )
        return "".join(text for text, known in parts if known)


NOWHERE = Spot()
"""Of the file as a whole."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text with its numbering in it."""

    text: str
    spot: Spot
    tokens: tuple[str, ...] = ()
    """Where the source is plain text, or has tabs: what tabs, bars or wide spaces part, empty ones too; else empty."""
    indent: int = -1
    """Where the source has lines and not paragraphs: the characters that the line begins further in."""
    after_gap: bool = False
    """Whether there is more than usual between this line and the one before."""
    level: int = 0
    """Of a heading, where the source says that it is one; 1 is the highest."""

    @property
    def is_line(self) -> bool:
        """Whether it may be only a part of a paragraph."""
        return self.indent >= 0


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of a grid, at its upper left corner; row and column count from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each cell once, merged ones in the row where they begin."""

    rows: tuple[tuple[SourceCell, ...], ...]
    spot: Spot

    @property
    def width(self) -> int:
        """Columns of the widest row, merged cells included."""
        return max((cell.column + cell.columns for row in self.rows for cell in row), default=0)

    def spot_of(self, cell: SourceCell) -> Spot:
        """Where a cell stands."""
        if self.spot.sheet:
            return self.spot._replace(row=self.spot.row + cell.row, column=cell.column + 1)
        return self.spot._replace(row=cell.row + 1, column=cell.column + 1)

    def covered(self) -> list[list[SourceCell | None]]:
        """The cell that covers each place, row by row; None where none does."""
        width = self.width
        places: list[list[SourceCell | None]] = [[None] * width for _ in self.rows]
        for row in self.rows:
            for cell in row:
                for at in range(cell.row, min(cell.row + cell.rows, len(places))):
                    for column in range(cell.column, cell.column + cell.columns):
                        places[at][column] = cell
        return places


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, whose text nobody reads here."""

    text: str
    spot: Spot


Piece = Paragraph | Grid | Picture


class Offer(NamedTuple):
    """A value that a cell in doubt may have."""

    value: str
    holds: bool | None = None
    """Whether the sums that the cell stands in hold with it; None where no sum tells."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that whoever reads in a file has to look at, in one line."""

    text: str
    spot: Spot = NOWHERE
    cells: tuple[CellName, ...] = ()
    """The cells that it is about: one, or those of a row of which not all are known."""
    raw: str = ""
    """What stands in the source there; "" where it is about no text of its own."""
    offers: tuple[Offer, ...] = ()
    """What the cell may hold."""

    def __str__(self) -> str:
        where = str(self.spot)
        return f"{where}：{self.text}" if where else self.text


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file taken apart."""

    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...] = ()
    """What the format itself leaves in doubt: tracked changes, hidden text, pictures."""
    facts: tuple[tuple[str, str], ...] = ()
    """What the file says of itself by name: 标题, 发布日期, 来源."""


MOST_SPAN = 1000
"""Rows or columns that one cell may span: more is no table but a trap."""
MOST_CELLS = 50_000
"""Places of one grid, and cells of one file, that are looked at."""


def laid_out(rows: Iterable[Iterable[tuple[str, int, int]]], spot: Spot) -> Grid:
    """A grid of rows of (text, rows, columns) as HTML has them: each cell takes the next place that is free."""
    taken: dict[int, int] = {}
    """Rows that are still covered from above, by column."""
    laid: list[tuple[SourceCell, ...]] = []
    places = 0
    for number, row in enumerate(rows):
        cells: list[SourceCell] = []
        column = 0
        fresh: dict[int, int] = {}
        for text, *spans in row:
            while taken.get(column, 0) > 0:
                column += 1
            tall, wide = (min(max(span, 1), MOST_SPAN) for span in spans)
            cells.append(SourceCell(text, number, column, tall, wide))
            places += wide
            for at in range(column, column + wide):
                fresh[at] = tall
            column += wide
        taken = {at: left - 1 for at, left in taken.items() if left > 1}
        taken.update({at: tall - 1 for at, tall in fresh.items() if tall > 1})
        laid.append(tuple(cells))
        if places > MOST_CELLS:
            raise UnreadableFile("表格过大，不是年度报告")
    # A cell cannot reach below the last row.
    total = len(laid)
    return Grid(
        tuple(tuple(_cut(cell, total) for cell in row) for row in laid),
        spot,
    )


def _cut(cell: SourceCell, total: int) -> SourceCell:
    if cell.row + cell.rows <= total:
        return cell
    return SourceCell(cell.text, cell.row, cell.column, total - cell.row, cell.columns)


def texts(grid: Grid) -> Iterator[str]:
    """The texts of all cells that have one."""
    for row in grid.rows:
        for cell in row:
            if cell.text:
                yield cell.text
