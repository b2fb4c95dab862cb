"""A form's table and a report's numbers as a grid of cells.

A grid is what every writer draws: header and data cells in the order of the form, each with its spans, its id and
the ids of the headers it belongs to. Ids are `t3-granted-natural` for a cell, `t3-r-granted` for the header of a
row, `t3-c-natural` for that of a column (with the block between where a table has several).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import Block, Header, Layout, Table
from gongkai.ground.once import once_for_each
from gongkai.model import Cell, Report


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell with a label of the form."""

    id: str
    text: str
    scope: str
    """row, rowgroup, col or colgroup."""
    columns: int = 1
    """How many columns of the grid it spans."""
    rows: int = 1
    """How many rows it spans."""
    groups: tuple[str, ...] = ()
    """For the label of a row: the labels of the groups it stands in, outermost first."""
    is_total: bool = False
    block: int = 0
    """In table 四, the case that it stands above, from 1, the first where it spans several; else 0."""

    is_narrow: bool = False
    """Whether a single narrow column of numbers stands under it (tables 三 and 四)."""
    is_block_caption: bool = False
    """Whether it stands above a whole block (第二十条第（一）项)."""

    @property
    def is_row(self) -> bool:
        """Whether it labels rows and not columns."""
        return self.scope in ("row", "rowgroup")


@dataclass(frozen=True, slots=True)
class CornerCell:
    """The form's note in the corner of the header; labels nothing."""

    text: str
    columns: int
    rows: int


class DataCell(NamedTuple):
    """A cell of the form. A tuple, as the cell of a report is one: hundreds are made of each report."""

    id: str
    name: CellName
    cell: Cell | None
    """None where the file has nothing readable."""
    headers: tuple[str, ...]
    """Ids of all header cells of its row and its column."""
    columns: int = 1
    in_closing_row: bool = False
    """Whether its row is a total, or the last that the balance of the table counts."""
    in_total_column: bool = False
    block: int = 0


GridCell = HeaderCell | CornerCell | DataCell
GridRow = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class GridBlock:
    """Rows that stand together: a body of the table with, in table 二, a header of its own."""

    header: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is drawn."""

    table: Table
    year: int
    columns: int
    """Width, label columns included."""
    label_columns: int
    blocks: tuple[GridBlock, ...]

    @property
    def data_cells(self) -> Iterator[DataCell]:
        """Every cell of the form, in the form's order."""
        for block in self.blocks:
            for row in block.rows:
                yield from (cell for cell in row if isinstance(cell, DataCell))


def cell_id(name: CellName) -> str:
    """The anchor of a cell."""
    return f"{name.table}-{name.row}-{name.column}"


def grid(report: Report, table: Table) -> Grid:
    """A table of the report's form with the report's numbers."""
    width, labels, blocks = _drawn(table)
    cells = report.cells
    return Grid(table, report.year, width, labels, tuple(_filled(block, cells) for block in blocks))


def empty_grid(table: Table) -> Grid:
    """A table of a form without numbers, of no year."""
    return Grid(table, 0, *_drawn(table))


def _filled(block: GridBlock, cells: Mapping[CellName, Cell]) -> GridBlock:
    of = cells.get
    rows = tuple(
        tuple(
            [
                DataCell(each.id, each.name, of(each.name), *each[3:]) if isinstance(each, DataCell) else each
                for each in row
            ]
        )
        for row in block.rows
    )
    return GridBlock(block.header, rows)


@once_for_each
def _drawn(table: Table) -> tuple[int, int, tuple[GridBlock, ...]]:
    """The width of a table, that of its labels, and its blocks without numbers."""
    if table.layout is Layout.CASES:
        return _cases(table)
    # All blocks are as wide as the widest: the last column of the others takes what is left (table 二).
    width = max(len(block.column_leaves) for block in table.blocks)
    labels = max(_depth(block.rows) for block in table.blocks)
    blocks = tuple(_block(table, block, labels, width) for block in table.blocks)
    return labels + width, labels, blocks


def _depth(headers: tuple[Header, ...]) -> int:
    return max((1 + _depth(header.children) for header in headers), default=0)


def _column_id(table: Table, block: Block, column: Header) -> str:
    within = f"{block.id}-" if len(table.blocks) > 1 else ""
    return f"{table.id}-c-{within}{column.id}"


def _row_id(table: Table, row: Header) -> str:
    return f"{table.id}-r-{row.id}"


def _block(table: Table, block: Block, labels: int, width: int) -> GridBlock:
    levels = _column_levels(table, block, width)
    header: list[GridRow] = []
    shared: tuple[str, ...] = ()
    if block.label is not None:
        caption = HeaderCell(
            f"{table.id}-c-{block.id}", block.label, "colgroup", labels + width, is_block_caption=True
        )
        header.append((caption,))
        shared = (caption.id,)
    for depth, level in enumerate(levels):
        first: GridRow = ()
        if depth == 0 and table.corner is not None:
            first = (CornerCell(table.corner, labels, len(levels)),)
        elif depth == 0 and block.stub is not None:
            first = (HeaderCell(f"{table.id}-c-{block.id}-stub", block.stub, "col", labels, len(levels)),)
        header.append((*first, *level))
    paths = {leaf.id: path for path, leaf in _leaf_paths(block.columns)}
    rows = []
    for row_headers, above, row in _row_labels(table, block.rows, labels):
        row_ids = tuple(_row_id(table, each) for each in (*above, row))
        cells: list[GridCell] = list(row_headers)
        for column in block.column_leaves:
            name = CellName(table.id, row.id, column.id)
            column_ids = tuple(_column_id(table, block, each) for each in paths[column.id])
            cells.append(
                DataCell(
                    cell_id(name),
                    name,
                    None,
                    (*shared, *row_ids, *column_ids),
                    columns=_span(block, column, width),
                    in_closing_row=_closes(table, row),
                    in_total_column=column.sum is not None,
                )
            )
        rows.append(tuple(cells))
    return GridBlock(tuple(header), tuple(rows))


def _closes(table: Table, row: Header) -> bool:
    return row.sum is not None or (table.balance is not None and row.id in table.balance.right)


def _span(block: Block, column: Header, width: int) -> int:
    is_last = column is block.column_leaves[-1]
    return width - len(block.column_leaves) + 1 if is_last else 1


def _leaf_paths(
    headers: tuple[Header, ...], above: tuple[Header, ...] = ()
) -> Iterator[tuple[tuple[Header, ...], Header]]:
    for header in headers:
        if header.children:
            yield from _leaf_paths(header.children, (*above, header))
        else:
            yield (*above, header), header


def _column_levels(table: Table, block: Block, width: int) -> tuple[tuple[HeaderCell, ...], ...]:
    """The header rows: a leaf reaches down to the last of them."""
    depth = _depth(block.columns)
    levels: list[list[HeaderCell]] = [[] for _ in range(depth)]

    def put(headers: tuple[Header, ...], level: int) -> None:
        for header in headers:
            group = bool(header.children)
            levels[level].append(
                HeaderCell(
                    _column_id(table, block, header),
                    header.label,
                    "colgroup" if group else "col",
                    columns=len(header.leaves) if group else _span(block, header, width),
                    rows=1 if group else depth - level,
                    is_total=header.sum is not None,
                    is_narrow=not group and table.layout is not Layout.BLOCKS,
                )
            )
            put(header.children, level + 1)

    put(block.columns, 0)
    return tuple(tuple(level) for level in levels)


def _row_labels(
    table: Table, headers: tuple[Header, ...], labels: int, above: tuple[Header, ...] = ()
) -> Iterator[tuple[GridRow, tuple[Header, ...], Header]]:
    """For each row of numbers: the label cells that begin there, the groups it stands in, and the row."""
    for header in headers:
        groups = tuple(each.label for each in above)
        if not header.children:
            label = HeaderCell(
                _row_id(table, header),
                header.label,
                "row",
                columns=labels - len(above),
                groups=groups,
                is_total=header.sum is not None,
            )
            yield (label,), above, header
            continue
        group = HeaderCell(
            _row_id(table, header), header.label, "rowgroup", rows=len(header.leaves), groups=groups
        )
        first: GridRow = (group,)
        for cells, path, row in _row_labels(table, header.children, labels, (*above, header)):
            yield (*first, *cells), path, row
            first = ()


def _cases(table: Table) -> tuple[int, int, tuple[GridBlock, ...]]:
    """One line of cells: the rows side by side, each above the columns (table 四)."""
    (block,) = table.blocks
    depth = _depth(block.rows)
    levels: list[list[HeaderCell]] = [[] for _ in range(depth + 1)]
    cells: list[GridCell] = []
    width = len(block.column_leaves)
    number = {row.id: index for index, row in enumerate(block.row_leaves, 1)}

    def put(headers: tuple[Header, ...], level: int, above: tuple[str, ...]) -> None:
        for header in headers:
            id_ = _row_id(table, header)
            group = bool(header.children)
            levels[level].append(
                HeaderCell(
                    id_,
                    header.label,
                    "colgroup",
                    columns=len(header.leaves) * width,
                    rows=1 if group else depth - level,
                    block=number[header.leaves[0].id],
                )
            )
            if group:
                put(header.children, level + 1, (*above, id_))
            else:
                case(header, (*above, id_))

    def case(row: Header, above: tuple[str, ...]) -> None:
        for column in block.column_leaves:
            name = CellName(table.id, row.id, column.id)
            header = f"{table.id}-c-{row.id}-{column.id}"
            total = column.sum is not None
            levels[depth].append(
                HeaderCell(header, column.label, "col", is_total=total, block=number[row.id], is_narrow=True)
            )
            cells.append(
                DataCell(
                    cell_id(name),
                    name,
                    None,
                    (*above, header),
                    in_total_column=total,
                    block=number[row.id],
                )
            )

    put(block.rows, 0, ())
    header = tuple(tuple(level) for level in levels)
    return len(cells), 0, (GridBlock(header, (tuple(cells),)),)
