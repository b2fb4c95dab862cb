"""The words that stand in the tables of a form, and the heads over the figures of a source: which column is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache

from gongkai.data_classes import dataclass
from gongkai.forms import Form, Layout, Table
from gongkai.readings._rows import Item, Row
from gongkai.readings.labels import Labels, core, plain


@dataclass(frozen=True)
class Vocabulary:
    """The labels of a form's tables."""

    rows: tuple[tuple[Table, Labels], ...]
    heads: Labels
    """All columns of figures, and the groups above them."""
    cases: Labels
    """What stands above the columns of a table of cases, groups too."""
    others: frozenset[str]
    """Words over rows that are neither row nor column: captions of blocks, stubs, corners."""
    groups: Labels
    """Groups of rows."""
    whole: tuple[str, ...]
    """The labels of all rows and groups in full, for comparison with parts of them."""
    of_block: Mapping[str, Labels]
    """The columns of figures of each block, by table and block."""


@dataclass(frozen=True)
class _Known:
    """A form as a key: to compare or hash all of it takes longer than to read a report."""

    form: Form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[object, ...]:
        return self.form.name, self.form.merged, self.form.extra


def vocabulary_of(form: Form) -> Vocabulary:
    """The labels of that form's tables, worked out once."""
    return _vocabulary(_Known(form))


@cache
def _vocabulary(known: _Known) -> Vocabulary:
    form = known.form
    blocks = [(table, block) for table in form.tables for block in table.blocks]
    rows = tuple(
        (table, Labels(leaf for block in table.blocks for leaf in block.row_leaves)) for table in form.tables
    )
    columns = (column for _, block in blocks for top in block.columns for column in top.walk())
    groups = [top for _, block in blocks for row in block.rows for top in row.walk() if top.children]
    cases = [
        each
        for table, block in blocks
        if table.layout is Layout.CASES
        for row in block.rows
        for each in row.walk()
    ]
    others = {core(text) for _, block in blocks for text in (block.label, block.stub) if text}
    others |= {core(table.corner) for table in form.tables if table.corner}
    others |= {plain(table.corner) for table in form.tables if table.corner}
    every = [top.label for _, block in blocks for row in (*block.rows, *block.columns) for top in row.walk()]
    every += [table.corner for table in form.tables if table.corner]
    of_block = {f"{table.id} {block.id}": Labels(block.column_leaves) for table, block in blocks}
    return Vocabulary(
        rows,
        Labels(columns),
        Labels(cases),
        frozenset(others),
        Labels(groups),
        tuple(plain(label) for label in every),
        of_block,
    )


@dataclass(slots=True)
class Band:
    """Rows of heads that stand above rows of figures."""

    rows: list[Row]
    _found: dict[tuple[Labels, int], dict[str, int]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((row.width for row in self.rows), default=0)

    def words(self) -> Iterator[Item]:
        """All its texts."""
        for row in self.rows:
            yield from row.words

    def columns(self, labels: Labels) -> dict[str, int]:
        """The columns of a grid by the ids of their heads; a head that stands in two columns, or none, is not there."""
        key = labels, len(self.rows)
        if key not in self._found:
            self._found[key] = self._columns(labels)
        return self._found[key]

    def _columns(self, labels: Labels) -> dict[str, int]:
        found: dict[str, list[tuple[int, Item]]] = {}
        for column in range(self.width):
            items = self.items_above(column)
            for count in (1, 2, 3):
                # A head that is broken in two stands in two rows: 商业 and below it 企业.
                text = "".join(item.text for item in items[-count:])
                if len(items) >= count and (match := labels.match(text)):
                    found.setdefault(match.header.id, []).append((column, items[-1]))
                    break
        # Columns that are padded by a wide head are one column: one cell covers them all.
        return {head: at[0][0] for head, at in found.items() if all(item is at[0][1] for _, item in at)}

    def above(self, column: int) -> list[str]:
        """The texts over a column, from the top."""
        return [item.text for item in self.items_above(column)]

    def items_above(self, column: int) -> list[Item]:
        """The cells over a column that have a text, from the top."""
        items: list[Item] = []
        for row in self.rows:
            for item in row.items:
                is_over = item.column <= column < item.column + item.columns
                is_new = not items or item.text != items[-1].text
                if is_over and is_new and not item.is_above and not item.is_blank:
                    items.append(item)
        return items
