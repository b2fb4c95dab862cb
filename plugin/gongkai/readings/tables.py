"""Grids and lines of text to the cells of a form: rows by their labels, columns by their heads, never by order alone.

What is not certain is not placed: it is listed. Where cells vanished from a row, only what the sums of the form leave
no choice in is placed, and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Place
from gongkai.forms import Block, ExtraRow, Form, Header, Layout, Table
from gongkai.readings._broken_heads import mended
from gongkai.readings._offers import weighed
from gongkai.readings._placing import Placing
from gongkai.readings._row_words import RowWords
from gongkai.readings._rows import Item, Row, rows_of_grid, rows_of_lines
from gongkai.readings._table_words import Band, vocabulary_of
from gongkai.readings._waiting import Ordered, Tabbed, Waiting
from gongkai.readings.figures import has_digit, read_figure, tidy
from gongkai.readings.labels import Labels, core, number_of, plain
from gongkai.readings.pieces import Doubt, Grid, Paragraph, Spot
from gongkai.readings.tables_read import ExtraRead, Placed, TablesRead


@dataclass(frozen=True, slots=True)
class Stretch:
    """A table, or lines of text that may hold tables, and its rows: they are the same for every form."""

    pieces: tuple[Grid | Paragraph, ...]
    rows: list[Row]

    @classmethod
    def of(cls, source: Grid | Sequence[Paragraph]) -> Stretch:
        """One with its rows laid out."""
        if isinstance(source, Grid):
            return cls((source,), rows_of_grid(source))
        return cls(tuple(source), list(rows_of_lines(source)))


def read_tables(form: Form, stretches: Sequence[Stretch], file: str) -> TablesRead:
    """The cells of a form's tables in these stretches of a file."""
    return _Reader(form, file).read(stretches)


def _named(block: Block) -> str:
    return block.label or "、".join(row.label for row in block.row_leaves)


class _Reader:
    """Reads the tables of one file by one form."""

    def __init__(self, form: Form, file: str) -> None:
        self.form = form
        self.file = file
        self.words = vocabulary_of(form)
        self.kinds = RowWords(form)
        self.out = TablesRead(form)
        self.placing = Placing(self.out, file)
        self.waiting = Waiting(self.placing)
        self.last: tuple[Table, Block, Band | None] | None = None
        """What the row before stands in."""
        self.cut: tuple[Row, Band | None, int] | None = None
        """The row before, where its label is none: it may go on on the next page."""
        self.begun: Tabbed | None = None
        """The row before, where it has fewer figures than columns."""
        self.is_shifted = False
        """Whether labels and figures of the lines at hand stand apart, and not each label before its figures."""

    def read(self, stretches: Sequence[Stretch]) -> TablesRead:
        everything: list[Row] = []
        before: Band | None = None
        for stretch in stretches:
            rows = [each for row in stretch.rows for each in self.mended(row)]
            if not self.kinds.concerns(rows):
                continue
            self.out.used.update(map(id, stretch.pieces))
            everything += rows
            before = self.rows(rows, before)
        self.waiting.settle()
        self.placing.account(everything, self.kinds)
        self.waiting.tell()
        cells = {name: placed.cell for name, placed in self.out.cells.items()}
        self.out.doubts = [weighed(doubt, self.form, cells) for doubt in self.out.doubts]
        return self.out

    def mended(self, row: Row) -> list[Row]:
        """The row, with heads that lines of text broke in two whole again."""
        whole = mended(row, self.form)
        if not whole:
            return [row]
        table = next(table for table in self.form.tables if table.layout is Layout.CASES)
        self.out.doubts.append(Doubt(f"{table.caption}的列标题断成几行，按格式的次序读入，请核对", row.spot))
        return whole

    # Rows of a stretch.

    def rows(self, rows: list[Row], before: Band | None) -> Band | None:
        """Read the rows; the band of heads that stands over those that follow. before: the last one of the table before."""
        band: Band | None = before
        open_band: Band | None = None
        # Figures without a label stand before theirs, as where it takes two lines: those behind another are not its own.
        self.is_shifted = any(row.is_loose and not row.words and len(row.filled) > 1 for row in rows)
        for number, row in enumerate(rows):
            own = None if row.is_loose else self.kinds.heads_of(row)
            if own is not None:
                if open_band is None:
                    open_band = Band([])
                open_band.rows.append(own)
                for item in own.words:
                    self.placing.consumed.add(id(item))
                continue
            if row.is_loose:
                heads = self.kinds.loose_heads(row)
                if heads:
                    open_band = Band([]) if open_band is None else open_band
                    open_band.rows.append(Row(heads, row.spot))
                met = {id(item) for line in row.lines for item in line}
                words = [item.text for item in row.words if id(item) not in met]
                # 3.其他 without a figure is a blank row.
                is_head = any(self.kinds.is_head(text) and not number_of(text) for text in words)
                if not row.filled and (is_head or not row.figures):
                    continue
            if open_band is not None:
                band, open_band = open_band, None
            self.row(row, band, rows[number + 1 :])
        return open_band or band

    def row(self, row: Row, band: Band | None, following: list[Row]) -> None:
        """One row of figures, or of blanks."""
        cut, self.cut = self.cut, None
        begun, self.begun = self.begun, None
        if cut is not None and row.is_empty and self.cut_row(*cut, row):
            return
        if row.is_loose and all(self.kinds.is_head(item.text) for item in row.words) and self.cases(row, band):
            return
        label = self.label(row, band, following)
        if label is None:
            if not self.cases(row, band) and not row.is_empty:
                if not row.is_loose:
                    self.cut = row, band, len(self.out.extra)
                elif begun is not None:
                    begun.is_torn = True
                self.out.misfits += 1
                self.extra_row(row, band)
            return
        table, header, is_exact, item = label
        if table.layout is Layout.CASES and band is not None and self.cases(row, band):
            return
        self.placing.consumed.add(id(item))
        is_numbered = number_of(item.text) == number_of(header.label) != ""
        if not is_exact and not row.is_loose and row.is_empty and not is_numbered:
            # The end of a label that began on the page before has nothing beside it either, but no number.
            self.out.doubts.append(Doubt(f"“{tidy(item.text)}”一行是空的，行名认不准，没有读入", item.spot))
            return
        block = table.block_of(header.id)
        self.last = table, block, band
        self.out.met.add(table.id)
        self.waiting.met.add((table.id, header.id))
        if self.is_shifted and row.labels_apart:
            said = f"“{tidy(item.text)}”的数不在它的那一行上，可能是别的行的，没有放入"
            self.out.doubts.append(Doubt(said, row.spot))
            return
        names = tuple(CellName(table.id, header.id, column.id) for column in block.column_leaves)
        if not is_exact:
            said = f"“{tidy(item.text)}”按“{header.label}”读入，请核对"
            self.out.doubts.append(Doubt(said, item.spot))
        self.figures(row, band, table, block, names, is_exact=is_exact)

    def cut_row(self, row: Row, band: Band | None, extra: int, rest: Row) -> bool:
        """Read the last row of a page whose label goes on in the first row of the next; whether it is one.

        extra: how many rows of its own there were before it.
        """
        last = max(item.column for item in row.filled or row.items if item.is_figure)
        begun = [item for item in row.words if not item.is_above and item.column < last][-1:]
        ended = [item for item in rest.words if any(item.column == each.column for each in begun)]
        text = "".join(item.text for item in (*begun, *ended))
        found = self.kinds.row_of(text) if begun and ended else None
        own = self.kinds.row_of(ended[0].text) if ended else None
        # A label that is whole goes on nowhere.
        if found is None or found[0].layout is Layout.CASES or (own is not None and own[2]):
            return False
        table, header, is_exact = found
        if not is_exact:
            self.out.doubts.append(Doubt(f"“{tidy(text)}”按“{header.label}”读入，请核对", begun[0].spot))
        block = table.block_of(header.id)
        self.placing.consumed.update(map(id, (*begun, *ended)))
        del self.out.extra[extra:]
        self.out.misfits -= 1
        self.last = table, block, band
        self.out.met.add(table.id)
        names = tuple(CellName(table.id, header.id, column.id) for column in block.column_leaves)
        self.figures(row, band, table, block, names, is_exact=is_exact)
        return True

    def extra_row(self, row: Row, band: Band | None) -> None:
        """Note a row of a grid that has figures under all heads of the block of the row before it, and a label of its own."""
        if row.is_loose or band is None or self.last is None or band.width != row.width:
            return
        table, block, its_band = self.last
        if its_band is not band and len(table.blocks) > 1:
            # Other heads begin another block.
            return
        columns = band.columns(self.words.of_block[f"{table.id} {block.id}"])
        items = self.under(row, band, columns, block.column_leaves)
        if items is None or len(items) < 2 or not all(item.is_figure for item in items):
            return
        first = min(item.column for item in items)
        words = [item for item in row.words if not item.is_above and item.column < first]
        if not words:
            return
        groups = [m.header for item in row.items if item.is_above and (m := self.words.groups.match(item.text))]
        inside = [group for group in groups if group.id in table.rows]
        label = "".join(tidy(item.text) for item in words)
        extra = ExtraRow(table.id, block.id, inside[-1].id if inside else None, label)
        cells = {}
        for column, item in zip(block.column_leaves, items, strict=True):
            figure = read_figure(item.text, column, table.unit_of(column), Place(self.file))
            cells[column.id] = Placed(figure.cell, item.spot)
        self.out.extra.append(ExtraRead(extra, cells, tuple(item.spot for item in (*words, *items))))

    def label(
        self, row: Row, band: Band | None, following: list[Row]
    ) -> tuple[Table, Header, bool, Item] | None:
        """The row of the form that a row is: by the words nearest to its figures."""
        right: list[Item] = []
        for item in reversed(row.words):
            if found := self.kinds.row_of(item.text):
                table, header, is_exact = found
                if header.id in self.merged_groups and not self.is_merged(following):
                    return None
                if row.is_loose and self.kinds.ends_heads(item, row):
                    return None
                if not all(self.may_follow(word, row, band, table, header) for word in right):
                    # Words of its own that no row has: what stands before them or reaches down is not its label.
                    break
                return table, header, is_exact, item
            if not item.is_above:
                right.append(item)
        return self.label_of_lines(row)

    def may_follow(self, item: Item, row: Row, band: Band | None, table: Table, header: Header) -> bool:
        """Whether words between a row's label and its figures are none of another label."""
        if row.is_loose:
            bare = plain(item.text)
            return bare.startswith(("(", "[", "【")) or (len(bare) > 1 and bare in plain(header.label))
        return self.is_under(item, band, table, header)

    def is_under(self, item: Item, band: Band | None, table: Table, header: Header) -> bool:
        """Whether words stand below the heads of a row's figures: in the place of a figure."""
        if band is None:
            return False
        labels = self.words.of_block[f"{table.id} {table.block_of(header.id).id}"]
        columns = band.columns(labels)
        return bool(columns) and item.column >= min(columns.values())

    def label_of_lines(self, row: Row) -> tuple[Table, Header, bool, Item] | None:
        """A label that is broken over the lines before the figures, or over cells."""
        lines = [[item for item in line if not item.is_blank] for line in row.lines]
        if not row.is_loose:
            first = min((i.column for i in row.items if i.is_figure and not i.is_above), default=row.width)
            lines = [[item] for item in row.words if not item.is_above and item.column < first]
        tails = [line[-1] for line in lines if line]
        if row.is_loose and not row.labels_apart and row.words:
            tails.append(row.words[-1])
        for count in range(2, min(len(tails), 4) + 1):
            text = "".join(item.text for item in tails[-count:])
            if found := self.kinds.row_of(text):
                for item in tails[-count:]:
                    self.placing.consumed.add(id(item))
                return (*found, tails[-1])
        return None

    @property
    def merged_groups(self) -> tuple[str, ...]:
        return self.form.merged

    def is_merged(self, following: list[Row]) -> bool:
        """Whether a merged row is one: the rows that follow it have labels of their own."""
        after = next((each for each in following if each.filled), None)
        return after is None or any(self.kinds.row_of(item.text) for item in after.words if not item.is_above)

    # The figures of a row.

    def figures(
        self,
        row: Row,
        band: Band | None,
        table: Table,
        block: Block,
        names: tuple[CellName, ...],
        *,
        is_exact: bool,
    ) -> None:
        leaves = block.column_leaves
        key = f"{table.id} {block.id}"
        labels = self.words.of_block[key]
        if not row.is_loose:
            # Heads of a page before are those of this one where the tables are as wide.
            is_alike = band is not None and band.width == row.width
            columns = band.columns(labels) if band is not None and is_alike else {}
            if items := self.under(row, band, columns, leaves):
                self.placing.place(names, items, is_exact=is_exact)
                return
            if len(leaves) > 1 and 0 < len(columns) < len(leaves):
                self.under_known(row, band, columns, names, is_exact=is_exact)
                return
        figures, filled = row.figures, row.filled
        if len(leaves) == 1:
            heads = [i for i in band.words() if core(i.text) not in self.words.others] if band else []
            is_other = bool(heads) and (len(heads) > 1 or labels.match(heads[0].text) is None)
            # One cell a line: a head that the form does not know is no head to the band, but stands before the label.
            if is_other or (row.is_loose and any(map(self.kinds.is_foreign, row.words))):
                if filled:
                    self.out.doubts.append(
                        Doubt(f"{table.caption}“{_named(block)}”的列标题不是这一栏的，数没有放入", row.spot)
                    )
            elif len(filled) == 1:
                self.placing.place(names, filled, is_exact=is_exact)
            elif not filled and figures and not any(i.is_above for i in figures):
                self.placing.place(names, figures[:1], is_exact=is_exact)
            return
        order, is_known = self.order(row, band, table, block)
        if order is None:
            return
        ordered = tuple(CellName(table.id, names[0].row, column) for column in order)
        if len(filled) > len(leaves):
            self.waiting.overfull.add(key)
        if len(filled) == len(leaves):
            if row.labels_apart:
                self.waiting.apart[table.caption] += 1
            if row.is_loose and len(figures) != len(leaves):
                self.waiting.ragged.add(key)
            is_plain = row.is_loose or len(figures) == len(leaves)
            self.waiting.by_order.setdefault(key, []).append(Ordered(ordered, filled, row, is_plain))
        elif not is_known or (not row.is_loose and row.extent >= row.width):
            # No cell vanished, or nobody knows of how many.
            if filled:
                said = f"{table.caption}有一行的数与列标题对不上，没有放入"
                self.out.doubts.append(Doubt(said, row.spot))
        elif filled or figures:
            self.begun = Tabbed(ordered, figures, row, is_exact)
            self.waiting.tabbed.setdefault(key, []).append(self.begun)

    def under(
        self,
        row: Row,
        band: Band | None,
        columns: dict[str, int],
        leaves: Sequence[Header],
        *,
        is_whole: bool = True,
    ) -> list[Item] | None:
        """The cells of a row of a grid under its heads; None where they cannot be told.

        is_whole: whether these are all the heads that there are.
        """
        if band is None or len(columns) < len(leaves) or row.extent < row.width:
            return None
        items: list[Item] = []
        for leaf in leaves:
            at = columns[leaf.id]
            item = next((i for i in row.items if i.column <= at < i.column + i.columns), None)
            if item is None or item.is_above or item in items:
                return None
            items.append(item)
        inside = set(map(id, items))
        if any(id(item) in inside and self.kinds.row_of(item.text) for item in row.words):
            return None
        first = min(item.column for item in items)
        label = max((item.column for item in row.words if item.column < first), default=-1)
        for item in row.items:
            if id(item) in inside or item.is_above or not item.is_figure:
                continue
            # Before a label stands its number.
            if label < item.column < first and has_digit(item.text) and is_whole:
                return None
            # A figure that stands beside the heads, under none, says that they stand elsewhere.
            if item.column > first and not band.above(item.column):
                return None
        return items

    def under_known(
        self,
        row: Row,
        band: Band | None,
        columns: dict[str, int],
        names: tuple[CellName, ...],
        *,
        is_exact: bool,
    ) -> None:
        """Place what stands below the heads that are known, where others are not: which column is which is no guess."""
        known = [name for name in names if name.column in columns]
        leaves = [self.form.table(name.table).column(str(name.row), str(name.column)) for name in known]
        if items := self.under(row, band, columns, leaves, is_whole=False):
            self.placing.place(known, items, is_exact=is_exact)
        table = self.form.table(names[0].table)
        unknown = [table.column(str(n.row), str(n.column)).label for n in names if n.column not in columns]
        said = f"{table.caption}没有认出“{'”“'.join(unknown)}”的列标题，这几列的数没有放入"
        if not any(doubt.text == said for doubt in self.out.doubts):
            self.out.doubts.append(Doubt(said, row.spot))

    def order(
        self, row: Row, band: Band | None, table: Table, block: Block
    ) -> tuple[tuple[str, ...] | None, bool]:
        """The columns in the order in which a row gives them, and whether the heads say so; None where they leave it open."""
        leaves = tuple(column.id for column in block.column_leaves)
        labels = self.words.of_block[f"{table.id} {block.id}"]
        heads: list[tuple[str, Item]] = []
        is_clean = True
        if band is not None:
            if band.width:
                columns = band.columns(labels)
                met = sorted(columns, key=lambda column: columns[column])
                heads = [(head, Item("", Spot())) for head in met]
                is_clean = not self.foreign_heads(band, columns, labels)
            else:
                for item in band.words():
                    match = labels.match(item.text)
                    if match and match.header.id not in [head for head, _ in heads]:
                        heads.append((match.header.id, item))
        found = [head for head, _ in heads]
        totals = {column.id for column in block.column_leaves if column.sum is not None}
        if band is not None and not band.width:
            found = self.with_total(heads, totals)
        if sorted(found) == sorted(leaves) and is_clean:
            return tuple(found), True
        at = [leaves.index(head) for head in found]
        # Heads that are there and say nothing may stand in any order.
        is_unknown = len(found) < 2 and band is not None and any(True for _ in band.words())
        if at != sorted(at) or is_unknown or not is_clean:
            self.out.doubts.append(
                Doubt(f"{table.caption}的列标题没有认全，次序与格式不同，数没有放入", row.spot)
            )
            return None, False
        missing = len(leaves) - len(found)
        told = f"{table.caption}的列标题有{missing}个没有认出，按格式的次序读入，请核对"
        if not any(doubt.text == told for doubt in self.out.doubts):
            self.out.doubts.append(Doubt(told, row.spot))
        return leaves, False

    def foreign_heads(self, band: Band, columns: Mapping[str, int], labels: Labels) -> bool:
        """Whether beside the heads of a block stand others that the form does not know, or columns without one."""
        if not columns:
            return False
        for column in range(min(columns.values()), band.width):
            texts = band.above(column)
            if not any(labels.match("".join(texts[-count:])) for count in (1, 2, 3) if len(texts) >= count):
                return True
        return False

    def with_total(self, heads: list[tuple[str, Item]], totals: set[str]) -> list[str]:
        """Heads of lines of text in the order of the columns: a total, printed on a line above, stands last.

        Unless it stands on the line of the others, before one of them.
        """
        found = [head for head, _ in heads]
        for head, item in heads:
            if head in totals:
                line = [other for other, its in heads if its.line == item.line and other != head]
                if not line:
                    found.remove(head)
                    found.append(head)
        return found

    # Table 四: one line of figures for all cases.

    def cases(self, row: Row, band: Band | None) -> bool:
        """Read a line of figures below the heads of cases; whether it is one."""
        table = next((t for t in self.form.tables if t.layout is Layout.CASES), None)
        if table is None or band is None or not (row.filled or row.figures):
            return False
        (block,) = table.blocks
        labels = self.words.of_block[f"{table.id} {block.id}"]
        heads = [match.header.id for item in band.words() if (match := labels.match(item.text))]
        if len(heads) < len(block.column_leaves) or len(set(heads)) < 2:
            return False
        leaves = [column.id for column in block.column_leaves]
        cases = [case.id for case in block.row_leaves]
        names = [CellName(table.id, case, column) for case in cases for column in leaves]
        self.out.met.add(table.id)
        if band.width and not row.is_loose and (found := self.under_cases(row, band, table, block)):
            self.placing.place(tuple(found), list(found.values()), is_exact=True)
            return True
        if len(row.words) > len(row.lines) and not row.is_loose:
            return False
        if heads != leaves * len(cases):
            if len(heads) != len(leaves) * len(cases) or heads != heads[: len(leaves)] * len(cases):
                said = f"{table.caption}的列标题没有认全，数没有放入"
                self.out.doubts.append(Doubt(said, row.spot))
                return True
            names = [CellName(table.id, case, column) for case in cases for column in heads[: len(leaves)]]
        if not self.cases_in_order(band, table, block):
            self.out.doubts.append(Doubt(f"{table.caption}的各类案件没有认全，数没有放入", row.spot))
            return True
        if len(row.filled) == len(names):
            is_plain = row.is_loose or len(row.figures) == len(names)
            self.waiting.by_order.setdefault(table.id, []).append(
                Ordered(tuple(names), row.filled, row, is_plain)
            )
        elif row.filled or row.figures:
            self.waiting.tabbed.setdefault(table.id, []).append(
                Tabbed(tuple(names), row.figures, row, is_exact=True)
            )
        return True

    def cases_in_order(self, band: Band, table: Table, block: Block) -> bool:
        labels = next(labels for each, labels in self.words.rows if each.id == table.id)
        met: list[str] = []
        for item in band.words():
            if (match := labels.match(item.text)) and match.header.id not in met:
                met.append(match.header.id)
        return met == [case.id for case in block.row_leaves]

    def under_cases(self, row: Row, band: Band, table: Table, block: Block) -> dict[CellName, Item] | None:
        rows = next(labels for each, labels in self.words.rows if each.id == table.id)
        columns = self.words.of_block[f"{table.id} {block.id}"]
        found: dict[CellName, Item] = {}
        if row.extent < row.width or row.width != band.width:
            return None
        for at in range(band.width):
            above = band.above(at)
            case = next((m for text in reversed(above) if (m := rows.match(text))), None)
            # A head that is broken in two stands in two rows.
            tails = ("".join(above[-count:]) for count in (1, 2))
            leaf = next((m for tail in tails if (m := columns.match(tail))), None)
            if case is None or leaf is None:
                continue
            name = CellName(table.id, case.header.id, leaf.header.id)
            item = next((i for i in row.items if i.column <= at < i.column + i.columns), None)
            if item is None or item.is_above:
                return None
            if name in found:
                if found[name] is item:
                    continue
                return None
            if item in found.values():
                return None
            found[name] = item
        inside = set(map(id, found.values()))
        left = [i for i in row.items if id(i) not in inside and i.is_figure and not i.is_above]
        return found if len(found) == len(table.cells) and not left else None
