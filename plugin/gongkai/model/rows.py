"""The tables of a report: rows of the YAML to cells of the form; missing totals are computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

from gongkai.findings import CellName, Number, Place
from gongkai.forms import EXTRA_ID, Block, ExtraRow, Form, Header, Layout, Table, expand
from gongkai.model.cells import Cell, State, is_cell_mapping, read_cell
from gongkai.model.shape import NodeReader
from gongkai.problems import (
    CellCount,
    MissingColumn,
    MissingKey,
    MissingRow,
    NotACell,
    NotARow,
    Problem,
    RowTwice,
    UnclearBlock,
)
from gongkai.source import Mapping, Node, Scalar, Sequence, alike

TABLE_NOTE = "表注"
TABLE_TEXT = "正文"
EXTRA_ROWS = "其他行"
EXTRA_LABEL, EXTRA_CELLS, EXTRA_BLOCK = "标签", "数", "所属"

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


Extras = dict[int, str]
"""The ids of the rows that the form does not have, by the identity of their items in the file."""


def add_rows(form: Form, root: Mapping) -> tuple[Form, Extras]:
    """The form as the report has it: with the rows that it lists beyond the form's (其他行), as far as they can be told.

    What is wrong with them is said when they are read.
    """
    found: list[tuple[Node, ExtraRow]] = []
    for section in form.sections:
        if section.table is not None and (node := _value(root, section.key)) is not None:
            table = form.table(section.table)
            tops = tuple(top for block in table.blocks for top in block.rows)
            found += _extra_rows(table, None, tops, node)
    counts: Counter[str] = Counter()
    extras: Extras = {}
    for item, extra in found:
        counts[extra.table] += 1
        extras[id(item)] = f"{EXTRA_ID}{counts[extra.table]}"
    return form.with_extra(extra for _, extra in found), extras


def may_have_more(table: Table) -> bool:
    """Whether a report may list rows that the form does not have; the cases of table 四 are columns."""
    return table.layout is not Layout.CASES


def _extra_rows(
    table: Table, group: Header | None, headers: Iterable[Header], node: Node
) -> Iterator[tuple[Node, ExtraRow]]:
    """The rows listed at one level, and those below it, in the form's order; the list itself comes last."""
    for header in _keyed(headers):
        below = _value(node, header.key or "") if header.children else None
        if below is not None:
            yield from _extra_rows(table, header, header.children, below)
    items = _value(node, EXTRA_ROWS)
    for item in items.items if isinstance(items, Sequence) and may_have_more(table) else ():
        label, cells = _value(item, EXTRA_LABEL), _value(item, EXTRA_CELLS)
        if not isinstance(label, Scalar) or not label.value.strip() or cells is None:
            continue
        block = table.block_of(group.id) if group is not None else _block_of(table, item, cells)
        if block is not None:
            yield (
                item,
                ExtraRow(table.id, block.id, group.id if group is not None else None, label.value.strip()),
            )


def _block_of(table: Table, item: Node, cells: Node) -> Block | None:
    """The block that a row says, else the only one whose columns its cells fit."""
    said = _value(item, EXTRA_BLOCK)
    if said is not None:
        text = alike(said.value) if isinstance(said, Scalar) else ""
        return next((block for block in table.blocks if text == alike(block.label or "")), None)
    fitting = [block for block in table.blocks if _fits(block, cells)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(block: Block, cells: Node) -> bool:
    columns = block.column_leaves
    if isinstance(cells, Sequence):
        return len(cells.items) == len(columns) > 1
    if isinstance(cells, Mapping) and not is_cell_mapping(cells):
        keys = {alike(column.key or "") for column in columns}
        return bool(cells.entries) and all(alike(entry.key.value) in keys for entry in cells.entries)
    return len(columns) == 1


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


def read_table(
    reader: NodeReader, table: Table, node: Node, place: Place, extras: Extras
) -> tuple[Cells, RowPlaces]:
    """The cells of a table and where its rows stand. place: the section's key. extras: by `add_rows`."""
    found = _TableReader(reader, table, extras)
    tops = tuple(top for block in table.blocks for top in block.rows)
    found.level(tops, node, place, (TABLE_NOTE, TABLE_TEXT))
    for block in table.blocks:
        _compute(table, block, found)
    return found.cells, found.rows


class _TableReader:
    """Collects the cells of one table."""

    def __init__(self, reader: NodeReader, table: Table, extras: Extras) -> None:
        self.reader = reader
        self.extras = extras
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
        keyed = [header for header in _keyed(headers) if not header.is_extra]
        if may_have_more(self.table):
            more = (*more, EXTRA_ROWS)
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
        for item in self.reader.items(values.get(EXTRA_ROWS)):
            self.extra_row(item, in_group=TABLE_TEXT not in more)

    def extra_row(self, node: Node, *, in_group: bool) -> None:
        """A row that the form does not have."""
        parts = tuple(block.label for block in self.table.blocks if block.label)
        known = (EXTRA_LABEL, EXTRA_CELLS, *((EXTRA_BLOCK,) if parts and not in_group else ()))
        values = self.reader.mapping(node, known)
        if not isinstance(node, Mapping):
            return
        label = self.reader.required(values, EXTRA_LABEL, node)
        if EXTRA_CELLS not in values:
            self.reader.problem(MissingKey(EXTRA_CELLS), node)
        elif label is not None and id(node) not in self.extras:
            self.reader.problem(UnclearBlock(label, parts), values.get(EXTRA_BLOCK, values[EXTRA_CELLS]))
        elif label is not None:
            row = self.table.rows[self.extras[id(node)]]
            if any(alike(label) in map(alike, (each.key or "", each.label)) for each in self.before(row)):
                self.reader.problem(RowTwice(label), values[EXTRA_LABEL])
            self.rows[self.table.id, row.id] = self.reader.place(_key(node, values[EXTRA_LABEL]))
            self.row(row, values[EXTRA_CELLS])

    def before(self, row: Header) -> Iterator[Header]:
        """The rows that stand before it in its group, or in its block in none."""
        tops = self.table.block_of(row.id).rows
        together = next((top.children for each in tops for top in each.walk() if row in top.children), tops)
        return takewhile(lambda each: each is not row, together)

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
