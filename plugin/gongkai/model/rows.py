"""The tables of a report: rows of the YAML to cells of the form; missing totals are computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.findings import CellName, Number, Place
from gongkai.forms import Block, Form, Header, Table, expand
from gongkai.model.cells import Cell, State, is_cell_mapping, read_cell
from gongkai.model.shape import NodeReader
from gongkai.problems import CellCount, MissingColumn, MissingRow, NotACell, NotARow, Problem
from gongkai.source import Mapping, Node, Scalar, Sequence, alike

TABLE_NOTE = "表注"
TABLE_TEXT = "正文"

Cells = dict[CellName, Cell]
RowPlaces = dict[tuple[str, str], Place]


def merge_rows(form: Form, root: Mapping) -> Form:
    """The form as the report has it: a mergeable group given as one row is one row (其他处理: [...])."""
    for section in form.sections:
        if section.table is None:
            continue
        for block in form.table(section.table).blocks:
            for group in (header for top in block.rows for header in top.walk() if header.mergeable):
                node = _find(root.get(section.key), block.rows, group)
                if node is not None and _is_row(node, block, group):
                    form = form.with_merged(group.id)
    return form


def _find(node: Node | None, headers: Iterable[Header], wanted: Header) -> Node | None:
    """The node that holds a row, following the keys of the groups above it."""
    for header in headers:
        if any(wanted is below for below in header.walk()):
            below = node if header.key is None else _value(node, header.key)
            return below if header is wanted else _find(below, header.children, wanted)
    return None


def _value(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, Mapping):
        return None
    return next((e.value for e in node.entries if alike(e.key.value) == alike(key)), None)


def _is_row(node: Node, block: Block, group: Header) -> bool:
    if isinstance(node, Sequence):
        return True
    if not isinstance(node, Mapping):
        return False
    rows = {alike(row.key or "") for row in group.children}
    columns = {alike(column.key or "") for column in block.column_leaves}
    keys = {alike(entry.key.value) for entry in node.entries}
    return bool(keys & (columns - rows))


def read_table(reader: NodeReader, table: Table, node: Node, place: Place) -> tuple[Cells, RowPlaces]:
    """The cells of a table and where its rows stand. place: the section's key."""
    found = _TableReader(reader, table)
    tops = tuple(top for block in table.blocks for top in block.rows)
    found.level(tops, node, place, (TABLE_NOTE, TABLE_TEXT))
    for block in table.blocks:
        _compute(table, block, found)
    return found.cells, found.rows


class _TableReader:
    """Collects the cells of one table."""

    def __init__(self, reader: NodeReader, table: Table) -> None:
        self.reader = reader
        self.table = table
        self.cells: Cells = {}
        self.rows: RowPlaces = {}
        self.groups = {
            alike(child.key): group.key
            for group in table.rows.values()
            for child in group.children
            if group.key and child.key
        }
        """The key of the group that each row belongs to, for a hint if it is elsewhere."""
        self.given: set[CellName] = set()
        """Cells that the file gives, readable or not: never computed."""

    def level(self, headers: tuple[Header, ...], node: Node, place: Place, more: tuple[str, ...] = ()) -> None:
        """The rows and groups that stand beside each other under one key."""
        keyed = list(_keyed(headers))
        if isinstance(node, Scalar) and node.is_blank:
            values: dict[str, Node] = {}
        else:
            values = self.reader.mapping(node, (*(header.key or "" for header in keyed), *more), self.groups)
            if not isinstance(node, Mapping):
                return
        for header in keyed:
            if header.key not in values:
                # A total row left out is computed; any other must be there.
                if header.sum is None:
                    name = CellName(self.table.id, header.id)
                    missing = MissingRow(header.key or "", header.label)
                    self.reader.problems.append(Problem(missing, place, name))
                continue
            value = values[header.key]
            key_place = self.reader.place(_key(node, value))
            if header.children:
                self.level(header.children, value, key_place)
            else:
                self.rows[self.table.id, header.id] = key_place
                self.row(header, value)

    def row(self, row: Header, node: Node) -> None:
        """One row of cells: a list, a mapping by column, or the one cell of a row that has only one."""
        columns = self.table.block_of(row.id).column_leaves
        names = self.table.cells_of[row.id]
        if len(columns) == 1 and (isinstance(node, Scalar) or is_cell_mapping(node)):
            self.cell(node, names[0], columns[0])
        elif isinstance(node, Scalar) and node.is_blank:
            # Nothing behind the key: a row of blanks, not a row left out.
            self.given.update(names)
            for name in names:
                self.cells[name] = Cell(State.BLANK, "", self.reader.place(node))
        elif isinstance(node, Sequence) and len(columns) == 1:
            self.given.update(names)
            self.reader.problem(NotACell(), node, names[0])
        elif isinstance(node, Sequence):
            if len(node.items) != len(columns):
                self.given.update(names)
                keys = tuple(column.key or "" for column in columns)
                count = CellCount(row.label, len(columns), len(node.items), keys)
                self.reader.problem(count, node, CellName(self.table.id, row.id))
                return
            for item, name, column in zip(node.items, names, columns, strict=True):
                self.cell(item, name, column)
        elif isinstance(node, Mapping):
            values = self.reader.mapping(node, [column.key or "" for column in columns])
            for name, column in zip(names, columns, strict=True):
                if column.key in values:
                    self.cell(values[column.key], name, column)
                elif column.sum is None:
                    self.reader.problem(MissingColumn(row.label, column.key or ""), node, name)
        else:
            self.given.update(names)
            one = NotARow(node.value, row.label, len(columns))
            self.reader.problem(one, node, CellName(self.table.id, row.id))

    def cell(self, node: Node, name: CellName, column: Header) -> None:
        self.given.add(name)
        cell = read_cell(self.reader, node, name, column)
        if cell is not None:
            self.cells[name] = cell


def _keyed(headers: Iterable[Header]) -> Iterator[Header]:
    """The headers that have a key; of a group without one, its children."""
    for header in headers:
        if header.key is None:
            yield from _keyed(header.children)
        else:
            yield header


def _key(node: Node, value: Node) -> Scalar:
    """The key that has that value."""
    assert isinstance(node, Mapping)
    return next(entry.key for entry in node.entries if entry.value is value)


def _compute(table: Table, block: Block, found: _TableReader) -> None:
    """Compute the totals that were left out, first along the rows, then down the columns."""
    columns = {column.id: column for top in block.columns for column in top.walk()}
    headers = {row.id: row for top in block.rows for row in top.walk()}
    rows = found.rows
    totals = [column for column in block.column_leaves if column.sum]
    for row in block.row_leaves:
        if (table.id, row.id) in rows:
            for total in totals:
                name = CellName(table.id, row.id, total.id)
                if name in found.given:
                    continue
                addends = [CellName(table.id, row.id, addend.id) for addend in expand(total, columns)]
                _put(found, name, addends, rows[table.id, row.id])
    for total in (row for row in block.row_leaves if row.sum and (table.id, row.id) not in rows):
        # A missing row has no line; an editor would add it below the one above.
        place = rows.get((table.id, expand(total, headers)[-1].id))
        if place is None:
            continue
        rows[table.id, total.id] = place
        for column in block.column_leaves:
            addends = [CellName(table.id, row.id, column.id) for row in expand(total, headers)]
            _put(found, CellName(table.id, total.id, column.id), addends, place)


def _put(found: _TableReader, name: CellName, addends: list[CellName], place: Place) -> None:
    """A missing total: the sum; a blank if an addend is not a number; nothing if one could not be read."""
    cells = found.cells
    if name in found.given or any(addend not in cells for addend in addends):
        return
    values = [cells[addend].value for addend in addends]
    known: list[Number] = [value for value in values if value is not None]
    if len(known) < len(values):
        cells[name] = Cell(State.BLANK, "", place)
    else:
        total = sum(known)
        cells[name] = Cell(State.COMPUTED, str(total), place, total, addends=tuple(addends))
