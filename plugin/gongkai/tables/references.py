"""Figures of the narrative as the numbers they name."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from gongkai.findings import CellName, Kind, Number, Problem
from gongkai.forms import cells_at
from gongkai.model import Archive, Report
from gongkai.prose import Operand, Operation, Reference


def reference_text(figure: Reference, report: Report, archive: Archive) -> str | Problem:
    """What a figure says, or why it says nothing."""
    numbers: list[Number] = []
    for operand in figure.operands:
        number = _number(operand, report, archive, figure)
        if isinstance(number, Problem):
            return number
        numbers.append(number)
    if figure.operation is Operation.VALUE:
        return str(numbers[0])
    first, second = numbers
    if figure.operation is Operation.SUM:
        return str(first + second)
    if figure.operation is Operation.DIFFERENCE:
        return str(first - second)
    if figure.operation is Operation.CHANGE:
        change = first - second
        if change == 0:
            return "持平"
        return f"{'增加' if change > 0 else '减少'}{abs(change)}{_unit(figure.operands[0], report)}"
    if second == 0:
        return _problem(Kind.REFERENCE_ZERO_BASE, figure)
    if figure.operation is Operation.SHARE:
        return f"{rounded(Decimal(first) * 100 / Decimal(second), figure.digits)}%"
    growth = (Decimal(first) - Decimal(second)) * 100 / Decimal(second)
    return "持平" if growth == 0 else f"{'增长' if growth > 0 else '下降'}{rounded(abs(growth), 1)}%"


def rounded(value: Decimal, digits: int) -> Decimal:
    """To so many decimals, half up, as percentages are published."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _unit(reference: Operand, report: Report) -> str:
    """The unit of a figure: the column's own, else that of all counts."""
    name: CellName = cells_at(report.form, reference.names)[0]
    assert name.row is not None and name.column is not None
    return report.form.table(name.table).column(name.row, name.column).unit or "件"


def _number(reference: Operand, report: Report, archive: Archive, figure: Reference) -> Number | Problem:
    path = ".".join(reference.names)
    if reference.last_year:
        last_year = archive.last_year(report)
        if last_year is None or last_year.withdrawal is not None or last_year.is_elsewhere:
            return _problem(Kind.REFERENCE_NO_LAST_YEAR, figure, year=report.year - 1)
        report = last_year
    names = cells_at(report.form, reference.names)
    if not names:
        return _problem(Kind.REFERENCE_UNKNOWN, figure, path=path)
    values = [cell.value if (cell := report.cells.get(name)) else None for name in names]
    known: list[Number] = [value for value in values if value is not None]
    if len(known) < len(values):
        # An unreadable cell is absent and a finding of its own: the rule need not speak twice.
        unreadable = any(name not in report.cells for name in names)
        return _problem(Kind.REFERENCE_NO_NUMBER, figure, path=path, unreadable=unreadable)
    return known[0] if len(known) == 1 else sum(known)


def _problem(kind: Kind, figure: Reference, **values: object) -> Problem:
    return Problem(kind, figure.place, {"figure": figure.source, **values})
