"""Texts into cells: what is there already, what two lay claim to, and what was placed nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.findings import CellName, Place
from gongkai.model import State
from gongkai.readings._offers import digits_in
from gongkai.readings._row_words import UNIT, RowWords
from gongkai.readings._rows import Item, Row
from gongkai.readings.figures import Figure, has_digit, read_figure, tidy
from gongkai.readings.labels import plain
from gongkai.readings.marks import parted
from gongkai.readings.pieces import Doubt, Offer
from gongkai.readings.tables_read import Placed, TablesRead


class Placing:
    """Places the texts of one file."""

    def __init__(self, out: TablesRead, file: str) -> None:
        self.form = out.form
        self.file = file
        self.out = out
        self.exact: set[CellName] = set()
        self.consumed: set[int] = set()
        self.disputed: set[CellName] = set()
        """Cells that two texts lay claim to."""

    def place(self, names: Sequence[CellName], items: Sequence[Item], *, is_exact: bool) -> None:
        """Put the texts of a row into cells.

        A row that is there already keeps what it has, unless a surer label says otherwise; where neither is surer,
        nobody can tell which of them is right.
        """
        figures = []
        for name, item in zip(names, items, strict=True):
            table = self.form.table(name.table)
            column = table.column(str(name.row), str(name.column))
            figure = read_figure(item.text, column, table.unit_of(column), Place(self.file))
            figures.append((name, item, figure))
        met = self.disputed & set(names)
        clashes = {n for n, _, f in figures if (known := self.out.cells.get(n)) and known.cell != f.cell} | met
        if clashes and not met and is_exact and not self.exact & clashes:
            # A surer label: all of the row before was another's.
            for name in names:
                if (known := self.out.cells.pop(name, None)) is not None:
                    self.out.unplaced.append(Doubt(f"“{known.cell.text}”", known.spot, raw=known.cell.text))
        elif clashes and not is_exact and clashes <= self.exact:
            said = f"{self.row_named(names)}读到两次，不一样，按行名相符的一行读入"
            self.out.doubts.append(Doubt(said, items[0].spot))
            return
        elif clashes:
            for name, item, figure in figures:
                if name in clashes:
                    self.dispute(name, item, figure)
            return
        for name, item, figure in figures:
            self.consumed.add(id(item))
            if name in self.out.cells:
                continue
            self.out.cells[name] = Placed(figure.cell, item.spot)
            self.out.marks += [(name, mark, item.spot) for mark in parted(item.text)[1]]
            if is_exact:
                self.exact.add(name)
            if figure.said:
                is_number = figure.cell.state is State.NUMBER
                values = (figure.cell.text,) if is_number else digits_in(tidy(item.text))
                self.out.doubts.append(
                    Doubt(
                        f"{self.named(name)}{figure.said}",
                        item.spot,
                        (name,),
                        tidy(item.text),
                        tuple(Offer(value) for value in values),
                    )
                )

    def dispute(self, name: CellName, item: Item, figure: Figure) -> None:
        """Take out a cell that a second text lays claim to: which of them is right nobody can tell from here."""
        known = self.out.cells.pop(name, None)
        if known is not None:
            self.out.unplaced.append(Doubt(f"“{known.cell.text}”", known.spot, raw=known.cell.text))
        self.disputed.add(name)
        self.exact.discard(name)
        values = tuple(dict.fromkeys(cell.text for cell in ((known and known.cell), figure.cell) if cell))
        said = f"{self.named(name)}读到两次，不一样，没有放入：{'、'.join(text or '空白' for text in values)}"
        offers = tuple(Offer(value) for value in values if value)
        self.out.doubts.append(Doubt(said, item.spot, (name,), tidy(item.text), offers))

    def row_named(self, names: Sequence[CellName]) -> str:
        """What the row of these cells is called; of table 四, all of it."""
        table = self.form.table(names[0].table)
        if len({name.row for name in names}) > 1:
            return table.caption
        row = table.rows[str(names[0].row)]
        return f"{table.caption}“{row.key or row.label}”"

    def named(self, name: CellName) -> str:
        table = self.form.table(name.table)
        row, column = table.rows[str(name.row)], table.column(str(name.row), str(name.column))
        return f"{table.caption}“{row.key or row.label}”的“{column.key or column.label}”"

    def account(self, rows: Iterable[Row], words: RowWords) -> None:
        """List every text with a number that was not placed."""
        for row in rows:
            for item in row.items:
                if item.is_above or item.is_blank or id(item) in self.consumed:
                    continue
                if not item.is_figure and (
                    words.row_of(item.text) or words.is_head(item.text) or words.is_part_of_label(item.text)
                ):
                    continue
                if not item.is_figure or not has_digit(item.text):
                    if not item.is_figure and not UNIT.fullmatch(plain(item.text)):
                        self.out.rest.append(Doubt(tidy(item.text), item.spot))
                    continue
                told = f"“{tidy(item.text)[:60]}”{self.beside(row, item)}"
                self.out.unplaced.append(Doubt(told, item.spot, raw=tidy(item.text)))

    def beside(self, row: Row, item: Item) -> str:
        label = next((i.text for i in reversed(row.words) if i is not item and not i.is_above), "")
        return f"（“{tidy(label)[:30]}”一行）" if label else ""
