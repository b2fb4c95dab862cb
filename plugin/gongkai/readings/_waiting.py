"""Rows that wait until all are read: whether figures without places are those of the columns, the others tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.model import State
from gongkai.readings._placing import Placing
from gongkai.readings._rows import Item, Row
from gongkai.readings._sums import decide
from gongkai.readings.figures import tidy
from gongkai.readings.pieces import Doubt


@dataclass(slots=True)
class _Short:
    """A row of figures from which cells are missing."""

    names: tuple[CellName, ...]
    items: list[Item]
    row: Row


@dataclass(slots=True)
class Tabbed:
    """A row of text with blanks: as many as there are columns, or more, or fewer."""

    names: tuple[CellName, ...]
    figures: list[Item]
    row: Row
    is_exact: bool
    is_torn: bool = False
    """Whether figures without a label follow, that may be its own."""


@dataclass(slots=True)
class Ordered:
    """A row with as many figures as there are columns."""

    names: tuple[CellName, ...]
    items: list[Item]
    row: Row
    is_plain: bool
    """Whether there is no blank beside them that may be one of the columns."""


class Waiting:
    """The rows of one file that wait."""

    def __init__(self, placing: Placing) -> None:
        self.form = placing.form
        self.out = placing.out
        self.placing = placing
        self.by_order: dict[str, list[Ordered]] = {}
        """By block, as the two below."""
        self.tabbed: dict[str, list[Tabbed]] = {}
        self.ragged: set[str] = set()
        """Tables of text in which some row has more places than columns, or fewer: no blank can be told by its place."""
        self.overfull: set[str] = set()
        """Blocks of which some row has more figures than columns: another with as many may have one of a column more."""
        self.met: set[tuple[str, str]] = set()
        """The rows whose labels were met, by table and row."""
        self.apart: Counter[str] = Counter()
        """Rows whose figures stand on other lines than their labels, by the captions of their tables."""
        self.by_tabs: Counter[str] = Counter()
        self.short: list[_Short] = []

    def settle(self) -> None:
        """Place what can be placed, and say what could not, and how the rest was."""
        self.orders()
        self.blanks()
        self.place_short()

    def orders(self) -> None:
        """Place the rows that have all their figures, unless the sums say that the columns are others."""
        cells_vanish = any(map(self.has_short, self.tabbed)) or any(
            len(row.row.figures) > len(row.names) for rows in self.by_order.values() for row in rows
        )
        for key, rows in self.by_order.items():
            has_short = self.has_short(key)
            table = self.form.table(rows[0].names[0].table)
            holds = fails = 0
            proven: set[tuple[int, ...]] = set()
            refuted: set[tuple[int, ...]] = set()
            sums = [self.sums(row.names, row.items) for row in rows]
            for row, (held, failed) in zip(rows, sums, strict=True):
                holds, fails = holds + held, fails + failed
                places = tuple(item.column for item in row.items)
                if held and not failed:
                    proven.add(places)
                elif failed:
                    refuted.add(places)
            if fails > holds and fails > 1:
                said = f"{table.caption}有{fails}处各数之和不等于总计，各列的次序可疑，数没有放入"
                self.out.doubts.append(Doubt(said, rows[0].row.spot))
                continue
            for row, (held, failed) in zip(rows, sums, strict=True):
                places = tuple(item.column for item in row.items)
                if key in self.overfull and (failed or not held):
                    said = (
                        f"{self.placing.row_named(row.names)}的数与列数相同，但同一表中有的行比列多，没有放入"
                    )
                    self.out.doubts.append(Doubt(said, row.row.spot))
                elif row.row.is_loose and ((cells_vanish and self.lacks_next(row)) or (has_short and failed)):
                    # Where cells vanish, labels may.
                    said = f"{self.placing.row_named(row.names)}可能是两行的数，没有放入"
                    self.out.doubts.append(Doubt(said, row.row.spot))
                elif row.is_plain or places in proven - refuted:
                    self.placing.place(row.names, row.items, is_exact=True)
                else:
                    label = table.rows[str(row.names[0].row)].label
                    said = f"{table.caption}“{label}”一行旁边有空格，不能确定各在哪一格，没有放入"
                    self.out.doubts.append(Doubt(said, row.row.spot))

    def has_short(self, key: str) -> bool:
        """Whether a row of a block has fewer figures than columns."""
        return any(len(each.figures) < len(each.names) for each in self.tabbed.get(key, ()))

    def lacks_next(self, row: Ordered) -> bool:
        """Whether the figures behind a label may be those of the next row too, whose label is not there."""
        name = row.names[0]
        if any(each.row != name.row for each in row.names):
            # One line of figures for all cases.
            return False
        order = [leaf.id for leaf in self.form.table(name.table).block_of(str(name.row)).row_leaves]
        after = order[order.index(str(name.row)) + 1 :][:1]
        return row.row.labels_apart and any((name.table, each) not in self.met for each in after)

    def sums(self, names: Sequence[CellName], items: Sequence[Item]) -> tuple[int, int]:
        """How many sums along a row hold and fail, those of noughts alone left out."""
        texts = (tidy(item.text) for item in items)
        values = {name: "0" if text == "/" else text for name, text in zip(names, texts, strict=True)}
        holds = fails = 0
        for identity in self.form.identities:
            if identity.at in values and all(cell in values for cell in identity.cells):
                parts = [values[cell] for cell in identity.left]
                if all(text.isdecimal() for text in (*parts, values[identity.at])):
                    left, right = sum(map(int, parts)), int(values[identity.at])
                    if left or right:
                        holds += left == right
                        fails += left != right
        return holds, fails

    def blanks(self) -> None:
        """Place the rows of text that have blanks, where every row of the file has as many places as columns."""
        # Where one table pads its rows, all may.
        is_even = not self.ragged and all(
            row.row.is_loose and len(row.figures) == len(row.names)
            for rows in self.tabbed.values()
            for row in rows
        )
        for rows in self.tabbed.values():
            for row in rows:
                filled = [item for item in row.figures if not item.is_blank]
                if is_even:
                    self.by_tabs[self.form.table(row.names[0].table).caption] += 1
                    self.placing.place(row.names, row.figures, is_exact=row.is_exact)
                elif filled and row.is_torn:
                    said = f"{self.placing.row_named(row.names)}后面还有没有行名的数，可能是这一行的，没有放入"
                    self.out.doubts.append(Doubt(said, row.row.spot))
                elif filled:
                    self.short.append(_Short(row.names, filled, row.row))

    def place_short(self) -> None:
        """Of rows from which cells vanished, place what the sums leave no choice in."""
        if not self.short:
            return
        known = {
            name: int(placed.cell.text or 0)
            for name, placed in self.out.cells.items()
            if placed.cell.state in (State.NUMBER, State.BLANK) and (placed.cell.text or "0").isdecimal()
        }
        rows = []
        for short in self.short:
            values = [tidy(item.text) for item in short.items]
            if all(value.isdecimal() for value in values):
                rows.append((short.names, tuple(map(int, values))))
            else:
                rows.append((short.names, ()))
        decided = decide(self.form, known, rows)
        for short, places in zip(self.short, decided, strict=True):
            row = self.form.table(short.names[0].table).rows[str(short.names[0].row)]
            label = row.key or row.label
            if len({name.row for name in short.names}) > 1:
                label = self.form.table(short.names[0].table).caption
            placed = [(name, short.items[at]) for name, at in places.items()]
            self.placing.place([name for name, _ in placed], [item for _, item in placed], is_exact=False)
            said = f"“{label}”只有{len(short.items)}个数，缺{len(short.names) - len(short.items)}格"
            said += f"；其中{len(placed)}个由勾稽关系确定" if placed else "；不能确定各在哪一格，没有放入"
            raw = " ".join(tidy(item.text) for item in short.items)
            self.out.doubts.append(Doubt(said, short.row.spot, short.names, raw))

    def tell(self) -> None:
        for caption, count in self.apart.items():
            said = f"{caption}有{count}行的数与行名不在同一行上，按紧接在前的行名读入，请核对"
            self.out.doubts.append(Doubt(said))
        for caption, count in self.by_tabs.items():
            self.out.doubts.append(Doubt(f"{caption}有{count}行有空格，按制表符的位置读入，请核对"))
