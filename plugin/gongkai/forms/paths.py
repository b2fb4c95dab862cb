"""Paths of cells by the names editors use: `新收.总计`, `不予公开.属于国家秘密.总计`, `行政复议.总计`, `行政许可`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.findings import CellName
from gongkai.forms.form import Block, Form, Table
from gongkai.forms.header import Header
from gongkai.source import alike


def cells_at(form: Form, names: tuple[str, ...]) -> tuple[CellName, ...]:
    """The cells whose sum the path means: one, or several for a group (不予公开, 行政诉讼, 法人); none if unknown.

    The last name is a column, those before it lead to a row; where the row has only one column it may be left
    out. A row may be named by itself, or after the groups it stands in.
    """
    wanted = tuple(alike(name.strip()) for name in names)
    for table in form.tables:
        for block in table.blocks:
            if found := _cells(table, block, wanted):
                return found
    return ()


def cells_of_columns(form: Form, name: str) -> frozenset[CellName]:
    """The cells of every column of that name, and of the columns below it (法人或其他组织); none if unknown."""
    wanted = alike(name.strip())
    return frozenset(
        CellName(table.id, row.id, leaf.id)
        for table in form.tables
        for block in table.blocks
        for column, _ in _walk(block.columns, ())
        if _bears(column, wanted) or alike(column.label) == wanted
        for leaf in column.leaves
        for row in block.row_leaves
    )


def path_of(form: Form, cells: tuple[CellName, ...]) -> str | None:
    """The path that means exactly these cells, as an editor would write it; None if there is none."""
    blocks = (block for table in form.tables if cells and table.id == cells[0].table for block in table.blocks)
    for block in blocks:
        for row, rows_above in _walk(block.rows, ()):
            for column, _ in _walk(block.columns, ()):
                if len(row.addends) * len(column.addends) != len(cells) or not _bound(cells, row, column):
                    continue
                for path in _paths(row, rows_above, column):
                    if cells_at(form, path) == cells:
                        return ".".join(path)
    return None


def _bound(cells: tuple[CellName, ...], row: Header, column: Header) -> bool:
    """Whether as many cells as the row and column have begin and end with theirs."""
    first, last = cells[0], cells[-1]
    rows, columns = row.addends, column.addends
    return (first.row, first.column, last.row, last.column) == (
        rows[0].id,
        columns[0].id,
        rows[-1].id,
        columns[-1].id,
    )


def _paths(row: Header, above: tuple[Header, ...], column: Header) -> Iterator[tuple[str, ...]]:
    """What an editor may call a cell, the shortest first: by its row alone, then after the groups it stands in."""
    for start in range(len(above), -1, -1):
        groups = tuple(group.names[0] for group in above[start:] if group.names)
        for row_name in row.names:
            yield from ((*groups, row_name, column_name) for column_name in column.names)


def _cells(table: Table, block: Block, names: tuple[str, ...]) -> tuple[CellName, ...]:
    columns = _named(block.columns, names[-1:]) if len(names) > 1 else None
    if columns is not None:
        rows = _named(block.rows, names[:-1])
    elif len(block.column_leaves) == 1:
        columns, rows = block.columns[0], _named(block.rows, names)
    else:
        rows = None
    if rows is None or columns is None:
        return ()
    return tuple(CellName(table.id, row.id, column.id) for row in rows.addends for column in columns.addends)


def _named(tops: tuple[Header, ...], names: tuple[str, ...]) -> Header | None:
    """The header that the names lead to; groups above it may be left out, but not the header's own name."""
    for header, above in _walk(tops, ()):
        if _bears(header, names[-1]) and _leads(names[:-1], above):
            return header
    return None


def _walk(headers: Iterable[Header], above: tuple[Header, ...]) -> Iterator[tuple[Header, tuple[Header, ...]]]:
    for header in headers:
        yield header, above
        yield from _walk(header.children, (*above, header))


def _bears(header: Header, name: str) -> bool:
    return name in map(alike, header.names)


def _leads(names: tuple[str, ...], above: tuple[Header, ...]) -> bool:
    """Whether the names are groups above, in that order."""
    remaining = iter(above)
    return all(any(_bears(header, name) for header in remaining) for name in names)
