"""What one report says in a handful of numbers, each against the report of the year before."""

from __future__ import annotations

from decimal import Decimal

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import Table
from gongkai.model import Report
from gongkai.series.key_numbers import KEYS, RESULT, Measure, short_name
from gongkai.series.series import Key, Series, two_years
from gongkai.series.value import Value
from gongkai.tables import rounded


@dataclass(frozen=True, slots=True)
class KeyCell:
    """One of the numbers."""

    name: str
    """The form's word for it, without number and remark."""
    value: Value
    """With that of the year before."""
    cell: CellName | None
    """Where it stands on the form; of a sum, the only addend that is not 0. None for a sum of several."""
    cells: tuple[CellName, ...]
    """All that it is made of."""


@dataclass(frozen=True, slots=True)
class KeyYear:
    """The key numbers of one report."""

    year: int
    has_before: bool
    """Whether the report of the year before has numbers to compare with."""
    numbers: dict[Measure, KeyCell]
    """Every one that the form has."""
    outcomes: tuple[KeyCell, ...]
    """What the results are the sum of, in the order of the form."""


def key_year(report: Report, before: Report | None) -> KeyYear | None:
    """The key numbers of a report; None where it has none. before: the report of the year before, if there is one."""
    series = two_years(report, before)
    if series.years[-1].report is None:
        return None
    table_id, row_id, column = RESULT
    table = report.form.table(table_id)
    total = table.rows[row_id].sum
    assert total is not None
    numbers = {measure: _key_cell(series, key, report) for measure, key in KEYS.items()}
    outcomes = tuple(_key_cell(series, (table_id, row, column), report) for row in total.of)
    if all(numbers[each].value.number is None for each in (Measure.NEW, Measure.RESULT, Measure.CARRIED_OUT)):
        return None
    return KeyYear(report.year, series.years[0].report is not None, numbers, outcomes)


def share(parts: tuple[KeyCell, ...], whole: KeyCell) -> Decimal | None:
    """What the parts are of the whole, in percent with one decimal; None where a number is missing or the whole is 0."""
    numbers = [part.value.number for part in parts]
    if not whole.value.number or any(number is None for number in numbers):
        return None
    known = sum(number for number in numbers if number is not None)
    return rounded(Decimal(known) * 100 / Decimal(whole.value.number), 1)


def _key_cell(series: Series, key: Key, report: Report) -> KeyCell:
    value = series.values(key)[-1]
    table = report.form.table(key[0])
    row = table.rows.get(key[1])
    name = short_name(row) if row is not None else ""
    cells = _cells(table, key)
    filled = [cell for cell in cells if (found := report.cells.get(cell)) is not None and found.value]
    alone = cells[0] if len(cells) == 1 else filled[0] if len(filled) == 1 else None
    return KeyCell(name, value, alone, cells)


def _cells(table: Table, key: Key) -> tuple[CellName, ...]:
    """The cells of the form that a number is made of."""
    table_id, row_id, column = key
    own = CellName(table_id, row_id, column)
    if own in table.cells:
        return (own,)
    row = table.rows.get(row_id)
    addends = row.addends if row is not None and row.children else ()
    return tuple(CellName(table_id, leaf.id, column) for leaf in addends)
