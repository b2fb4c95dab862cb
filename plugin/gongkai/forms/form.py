"""The types of a statutory form: sections, tables as blocks of rows and columns, and what sums to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from functools import cache, cached_property
from typing import Any

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms.header import Header, expand
from gongkai.forms.kinds import Layout
from gongkai.ground.patterns import later

_UNIT = later("单位：([^，。；]+)")
"""How a form prints the unit of a whole table: `单位：件，另注明的除外`."""


@dataclass(frozen=True)
class Block:
    """Rows that share the same columns."""

    id: str
    columns: tuple[Header, ...]
    rows: tuple[Header, ...]
    label: str | None = None
    """Printed above the block (table 二: 第二十条第（一）项)."""
    stub: str | None = None
    """Printed above the row labels (table 二: 信息内容)."""

    @cached_property
    def row_leaves(self) -> tuple[Header, ...]:
        """The rows that hold cells."""
        return tuple(leaf for row in self.rows for leaf in row.leaves)

    @cached_property
    def column_leaves(self) -> tuple[Header, ...]:
        """The columns that hold cells."""
        return tuple(leaf for column in self.columns for leaf in column.leaves)

    @cached_property
    def columns_of(self) -> dict[str, Header]:
        """Every column and column group by id."""
        return {each.id: each for column in reversed(self.columns) for each in column.walk()}


@dataclass(frozen=True)
class Balance:
    """Two pairs of rows whose sums are equal in every column (一 + 二 = 三（七） + 四)."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    rule: str
    formula: str


@dataclass(frozen=True)
class Identity:
    """left cells add up to right cells; wrong ones are reported at `at`, the given total."""

    rule: str
    formula: str
    at: CellName
    left: tuple[CellName, ...]
    right: tuple[CellName, ...]
    group: str
    """Identities that share cells have the same group: table 三, and each case of table 四."""

    @property
    def cells(self) -> tuple[CellName, ...]:
        """All cells of both sides."""
        return self.left + self.right


@dataclass(frozen=True)
class Table:
    """A statutory table."""

    id: str
    caption: str
    layout: Layout
    blocks: tuple[Block, ...]
    unit: str | None = None
    corner: str | None = None
    """The note that the form prints in the corner above the row labels; no header."""
    balance: Balance | None = None

    @cached_property
    def rows(self) -> dict[str, Header]:
        """Every row and row group by id, in the form's order."""
        return {row.id: row for block in self.blocks for top in block.rows for row in top.walk()}

    @cached_property
    def paths(self) -> dict[str, tuple[Header, ...]]:
        """Each row and row group, after the groups it is in, the outermost first."""
        found: dict[str, list[Header]] = {}
        for row in self.rows.values():
            for below in row.walk():
                found.setdefault(below.id, []).append(row)
        return {row: tuple(path) for row, path in found.items()}

    @cached_property
    def _blocks(self) -> dict[str, Block]:
        return {row.id: block for block in reversed(self.blocks) for top in block.rows for row in top.walk()}

    def block_of(self, row: str) -> Block:
        """The block that a row stands in."""
        return self._blocks[row]

    def column(self, row: str, column: str) -> Header:
        """The column of that id among those of the row."""
        return self.block_of(row).columns_of[column]

    def unit_of(self, column: Header) -> str | None:
        """The unit of a column's cells; None if the form prints none, or each cell has its own."""
        if column.unit is not None:
            return None if column.unit == "any" else column.unit
        printed = _UNIT.match(self.unit or "")
        return printed[1] if printed else None

    @cached_property
    def cells_of(self) -> dict[str, tuple[CellName, ...]]:
        """The cells of each row, in the form's order."""
        return {
            row.id: tuple(CellName(self.id, row.id, column.id) for column in block.column_leaves)
            for block in self.blocks
            for row in block.row_leaves
        }

    @cached_property
    def cells(self) -> tuple[CellName, ...]:
        """Every cell, in the form's order."""
        return tuple(name for names in self.cells_of.values() for name in names)


@dataclass(frozen=True, slots=True)
class LabelledCell:
    """A cell with the leaf labels of its row and column, in full."""

    name: CellName
    row_label: str
    column_label: str
    unit: str | None
    """By the form."""


@dataclass(frozen=True)
class Section:
    """A section of the report: a narrative, or a table."""

    id: str
    key: str
    label: str
    table: str | None = None
    guide: str | None = None
    """What belongs in it, in one line, for its author."""
    outline: tuple[str, ...] = ()
    """Headings that its text usually has."""

    @property
    def number(self) -> str:
        """Its number in the form: 一."""
        return self.label.partition("、")[0]

    @property
    def title(self) -> str:
        """Its label without the number."""
        return self.label.partition("、")[2]


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A row that a report has and its form has not (其他行): last in its group, or in its block."""

    table: str
    block: str
    group: str | None
    """The id of the group of rows that it stands in."""
    label: str


@dataclass(frozen=True)
class Form:
    """A statutory form, with its validity and the notice it comes from."""

    name: str
    first_year: int
    last_year: int | None
    """None while it is in force."""
    notice: str | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    merged: tuple[str, ...] = ()
    """Ids of the mergeable groups that this variant has as one row."""
    extra: tuple[tuple[str, ExtraRow], ...] = ()
    """The rows that this variant has more than the form, by their ids: x1, x2 … in each table."""

    def __reduce__(self) -> tuple[Callable[..., Form], tuple[object, ...]]:
        """Equal forms that come from other processes are one: what is worked out of a form is kept with it."""
        return _sent, tuple(getattr(self, each.name) for each in fields(self))

    def covers(self, year: int) -> bool:
        """Whether the form is the one for that report year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    @property
    def is_free(self) -> bool:
        """Whether the form leaves headings and tables to the office (before 2019)."""
        return not self.sections

    def table(self, table_id: str) -> Table:
        """The table of that id."""
        return next(table for table in self.tables if table.id == table_id)

    @cached_property
    def labelled_cells(self) -> tuple[LabelledCell, ...]:
        """Every cell of every table with its labels, in the form's order."""
        return tuple(
            LabelledCell(CellName(table.id, row.id, column.id), row.label, column.label, table.unit_of(column))
            for table in self.tables
            for block in table.blocks
            for row in block.row_leaves
            for column in block.column_leaves
        )

    @cached_property
    def cell_names(self) -> frozenset[CellName]:
        """The names of every cell of every table."""
        return frozenset(name for table in self.tables for name in table.cells)

    @cached_property
    def row_names(self) -> frozenset[str | None]:
        """The ids of every row of every table."""
        return frozenset(name.row for name in self.cell_names)

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """Every equation between cells, in the form's order: sums along rows, along columns, balances."""
        return tuple(i for table in self.tables for block in table.blocks for i in _identities(table, block))

    @cached_property
    def identities_of(self) -> dict[str, tuple[Identity, ...]]:
        """The equations that each rule checks, in the form's order."""
        rules = dict.fromkeys(identity.rule for identity in self.identities)
        return {rule: tuple(each for each in self.identities if each.rule == rule) for rule in rules}

    @property
    def carried(self) -> Iterator[tuple[CellName, CellName]]:
        """Each cell of 上年结转 with the one of 结转下年度 in its column: the second rows of the form's balance."""
        for table in self.tables:
            if table.balance is not None:
                taken, left = table.balance.left[-1], table.balance.right[-1]
                for column in table.block_of(taken).column_leaves:
                    yield CellName(table.id, taken, column.id), CellName(table.id, left, column.id)

    def with_merged(self, group: str) -> Form:
        """This form with the rows of a mergeable group as one row of the same id."""
        tables = tuple(
            replace(
                table,
                blocks=tuple(
                    replace(block, rows=tuple(_merged(row, group) for row in block.rows))
                    for block in table.blocks
                ),
            )
            for table in self.tables
        )
        return replace(self, tables=tables, merged=(*self.merged, group))

    def with_extra(self, rows: Iterable[ExtraRow]) -> Form:
        """This form with rows that one report has, in the order of their numbers."""
        counts: Counter[str] = Counter()
        form = self
        for extra in rows:
            counts[extra.table] += 1
            form = form._with_one(f"{EXTRA_ID}{counts[extra.table]}", extra)
        return form

    def _with_one(self, id_: str, extra: ExtraRow) -> Form:
        row = Header(id_, extra.label, extra.label, is_extra=True)
        tables = tuple(
            replace(table, blocks=tuple(_added(block, row, extra) for block in table.blocks))
            if table.id == extra.table
            else table
            for table in self.tables
        )
        return replace(self, tables=tables, extra=(*self.extra, (id_, extra)))

    def place_of_extra(self, table: str, id_: str) -> tuple[ExtraRow, int]:
        """An extra row, and which of its list it is, from 0: there is one list a group, and one of the rows in none."""
        extra = next(extra for each, extra in self.extra if (extra.table, each) == (table, id_))
        beside = [each for each, other in self.extra if (other.table, other.group) == (table, extra.group)]
        return extra, beside.index(id_)


EXTRA_ID = "x"
"""Begins the ids of rows that a form does not have."""


def _added(block: Block, row: Header, extra: ExtraRow) -> Block:
    if block.id != extra.block:
        return block
    if extra.group is None:
        return replace(block, rows=(*block.rows, row))
    return replace(block, rows=tuple(_with_child(top, row, extra.group) for top in block.rows))


def _with_child(header: Header, row: Header, group: str) -> Header:
    if header.id == group:
        return replace(header, children=(*header.children, row))
    return replace(header, children=tuple(_with_child(child, row, group) for child in header.children))


def _merged(row: Header, group: str) -> Header:
    if row.id == group:
        return replace(row, children=(), mergeable=False)
    return replace(row, children=tuple(_merged(child, group) for child in row.children))


def _identities(table: Table, block: Block) -> Iterator[Identity]:
    columns = {column.id: column for top in block.columns for column in top.walk()}
    rows = {row.id: row for top in block.rows for row in top.walk()}

    # The same objects that are the keys of cells: a lookup by identity is faster.
    names = {(name.row, name.column): name for name in table.cells}

    def cell(row: str, column: str) -> CellName:
        return names[row, column]

    def group(row: str) -> str:
        # The rows of table 四 share no cells, so each case is a group. Nor does a row that no column counts.
        is_alone = table.layout is Layout.CASES or rows[row].is_extra
        return f"{table.id}-{row}" if is_alone else table.id

    for row in block.row_leaves:
        for total in block.column_leaves:
            if total.sum is not None:
                left = tuple(cell(row.id, addend.id) for addend in expand(total, columns))
                at = cell(row.id, total.id)
                yield Identity(total.sum.rule, total.sum.formula, at, left, (at,), group(row.id))
    for total in block.row_leaves:
        if total.sum is not None:
            for column in block.column_leaves:
                left = tuple(cell(addend.id, column.id) for addend in expand(total, rows))
                at = cell(total.id, column.id)
                yield Identity(total.sum.rule, total.sum.formula, at, left, (at,), group(total.id))
    if table.balance is not None:
        for column in block.column_leaves:
            left = tuple(cell(row_id, column.id) for row_id in table.balance.left)
            right = tuple(cell(row_id, column.id) for row_id in table.balance.right)
            yield Identity(table.balance.rule, table.balance.formula, right[-1], left, right, table.id)


@cache
def _sent(*values: Any) -> Form:
    return Form(*values)
