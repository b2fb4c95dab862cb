"""References of the narrative as the numbers they name."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from gongkai.findings import CellName, Number
from gongkai.forms import cells_at
from gongkai.model import Archive, Report
from gongkai.problems import (
    Problem,
    ReferenceNoLastYear,
    ReferenceNoNumber,
    ReferenceUnknown,
    ReferenceZeroBase,
)
from gongkai.prose import Operand, Operation, Reference


def reference_text(reference: Reference, report: Report, archive: Archive) -> str | Problem:
    """What a reference says, or why it says nothing."""
    numbers: list[Number] = []
    for operand in reference.operands:
        number = _number(operand, report, archive, reference)
        if isinstance(number, Problem):
            return number
        numbers.append(number)
    if reference.operation is Operation.VALUE:
        return str(numbers[0])
    first, second = numbers
    if reference.operation is Operation.SUM:
        return str(first + second)
    if reference.operation is Operation.DIFFERENCE:
        return str(first - second)
    if reference.operation is Operation.CHANGE:
        change = first - second
        if change == 0:
            return "持平"
        return f"{'增加' if change > 0 else '减少'}{abs(change)}{_unit(reference.operands[0], report)}"
    if second == 0:
        return Problem(ReferenceZeroBase(reference.source), reference.place)
    if reference.operation is Operation.SHARE:
        return f"{rounded(Decimal(first) * 100 / Decimal(second), reference.digits)}%"
    growth = (Decimal(first) - Decimal(second)) * 100 / Decimal(second)
    return "持平" if growth == 0 else f"{'增长' if growth > 0 else '下降'}{rounded(abs(growth), 1)}%"


def rounded(value: Decimal, digits: int) -> Decimal:
    """Rounded to so many decimals, half up, as percentages are published."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _unit(operand: Operand, report: Report) -> str:
    """The unit of a cell: the column's own, else that of all counts."""
    name: CellName = cells_at(report.form, operand.names)[0]
    assert name.row is not None and name.column is not None
    return report.form.table(name.table).column(name.row, name.column).unit or "件"


def _number(operand: Operand, report: Report, archive: Archive, reference: Reference) -> Number | Problem:
    path = ".".join(operand.names)
    if operand.last_year:
        last_year = archive.last_year(report)
        if last_year is None or last_year.withdrawal is not None or last_year.is_elsewhere:
            return Problem(ReferenceNoLastYear(reference.source, report.year - 1), reference.place)
        report = last_year
    names = cells_at(report.form, operand.names)
    if not names:
        return Problem(ReferenceUnknown(path), reference.place)
    values = [cell.value if (cell := report.cells.get(name)) else None for name in names]
    known: list[Number] = [value for value in values if value is not None]
    if len(known) < len(values):
        # A cell that could not be read is absent and already a problem: one is enough.
        unreadable = any(name not in report.cells for name in names)
        return Problem(ReferenceNoNumber(path, unreadable), reference.place)
    return sum(known)
