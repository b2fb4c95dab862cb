"""What a number may mean, and what the tables of a report say to that."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import Form, cells_at
from gongkai.model import Report
from gongkai.model.cells import State
from gongkai.words.texts import Expression

READINGS = 3
"""A total as given, as the sum of its row, as the sum of its column: one of them may be wrong, and is told elsewhere."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Rows, and columns of them, added up."""

    rows: Expression
    columns: Expression

    @property
    def name(self) -> str:
        """As it is said in a message: 新收＋上年结转总计."""
        return f"{_said(self.rows)}{_said(self.columns)}"


def _said(expression: Expression) -> str:
    return "".join(f"{'＋' if sign > 0 else '－'}{name}" for sign, name in expression)[1:]


def of_all(rows: Iterable[Expression], columns: Iterable[Expression]) -> tuple[Meaning, ...]:
    """Every row with every column, in their order."""
    across = tuple(columns)
    return tuple(dict.fromkeys(Meaning(row, column) for row in rows for column in across))


def added(alternatives: Iterable[tuple[Expression, ...]]) -> tuple[Expression, ...]:
    """What several words mean together, each of which may have several meanings."""
    sums: tuple[Expression, ...] = ((),)
    for meanings in alternatives:
        sums = tuple((*before, *meaning) for before in sums for meaning in meanings)
    return sums


class Unreadable(Exception):  # noqa: N818  # no error: the answer is silence
    """A cell that a meaning needs cannot be read."""


class Tables:
    """The numbers of a report, blanks put right as far as the other cells allow."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._values: dict[Meaning, tuple[Decimal, ...]] = {}
        self._all_values: dict[tuple[Expression, tuple[Expression, ...]], frozenset[Decimal]] = {}
        self._paths = _paths(report.form.name, report.form.merged)
        self._sums = _sums(report.form.name, report.form.merged)
        if not self._sums:
            self._sums.update(_sums_of(report.form))

    def values(self, meaning: Meaning) -> tuple[Decimal, ...]:
        """What the tables give for a meaning, as given and as summed; nothing where the form has no such cell.

        Raises Unreadable.
        """
        values = self._values.get(meaning)
        if values is None:
            values = self._values[meaning] = self._read(meaning)
        return values

    def all_values(self, row: Expression, columns: tuple[Expression, ...]) -> frozenset[Decimal]:
        """What the tables give for a row in any of these columns. Raises Unreadable."""
        if (row, columns) not in self._all_values:
            self._all_values[row, columns] = frozenset(
                value for meaning in of_all([row], columns) for value in self.values(meaning)
            )
        return self._all_values[row, columns]

    def _read(self, meaning: Meaning) -> tuple[Decimal, ...]:
        terms = []
        for sign, row in meaning.rows:
            for across, column in meaning.columns:
                names = self._cells((row, column))
                if not names:
                    return ()
                terms.append((sign * across, names))
        readings = (
            sum((sign * self._cell(name, reading) for sign, names in terms for name in names), Decimal(0))
            for reading in range(READINGS)
        )
        return tuple(dict.fromkeys(readings))

    def _cells(self, path: tuple[str, str]) -> tuple[CellName, ...]:
        if path not in self._paths:
            self._paths[path] = cells_at(self._report.form, path)
        return self._paths[path]

    def _cell(self, name: CellName, reading: int) -> Decimal:
        """A cell as given (0) or as the sum that it ought to be (1, 2)."""
        cell = self._report.cells.get(name)
        if cell is None or cell.state is State.TEXT:
            raise Unreadable
        sums = self._sums.get(name, ())
        if cell.value is not None and reading == 0:
            return Decimal(cell.value)
        which = reading - 1 if cell.value is not None else 0
        if which < len(sums) and (cell.value is None or self._is_known(sums[which])):
            return sum((self._cell(addend, 0) for addend in sums[which]), Decimal(0))
        return Decimal(cell.value or 0)

    def _is_known(self, names: Iterable[CellName]) -> bool:
        cells = self._report.cells
        return all(name in cells and cells[name].state is not State.TEXT for name in names)


@cache
def _paths(form: str, merged: tuple[str, ...]) -> dict[tuple[str, str], tuple[CellName, ...]]:
    """The cells of each path that was asked for, by form: kept, as finding them is slow."""
    return {}


@cache
def _sums(form: str, merged: tuple[str, ...]) -> dict[CellName, tuple[tuple[CellName, ...], ...]]:
    """What each total of a form is the sum of: along its row first."""
    return {}


def _sums_of(form: Form) -> dict[CellName, tuple[tuple[CellName, ...], ...]]:
    found: dict[CellName, tuple[tuple[CellName, ...], ...]] = {}
    for identity in form.identities:
        if len(identity.right) == 1:
            found[identity.at] = (*found.get(identity.at, ()), identity.left)
    return found
