"""A region's tables as the sum of the reports of the agencies directly below it.

A sum is exact, and made of like cells of one form only. What is no number everywhere is no sum: blanks and strokes
that all agree stay what they are, and one of them among numbers leaves the cell in doubt, never 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Context, Decimal, Inexact
from functools import cached_property

from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Number
from gongkai.forms import Form, Header, Quantity
from gongkai.model import Agency, Archive, Cell, Report, State
from gongkai.model.cells import YUAN

_EXACT = Context(prec=200, traps=[Inexact])
"""A cell has 40 characters at most: no sum of cells has more digits than this."""
_STATES = {
    State.BLANK: "空白",
    State.STROKE: "“/”",
    State.TEXT: "写的是文字",
    None: "读不出来",
}


@dataclass(frozen=True, slots=True)
class Left:
    """A subordinate whose report is not in the sum."""

    agency: Agency
    why: str


@dataclass(frozen=True, slots=True)
class Summed:
    """One cell of the sum, in one of three states: number, blank, stroke."""

    state: State
    value: Number | None = None
    unit: str | None = None
    is_signed: bool = False
    """Whether the reports write a sign before it."""
    known: Number | None = None
    """In doubt: what the numbers that are there come to."""
    doubts: tuple[str, ...] = ()
    """In doubt: the subordinates without a number, and what they have instead."""

    @property
    def text(self) -> str:
        """The number as a report has it; "/" for a stroke, "" for a blank."""
        if self.state is State.NUMBER:
            assert self.value is not None
            number = written(self.value)
            return f"+{number}" if self.is_signed and self.value > 0 else number
        return "/" if self.state is State.STROKE else ""


@dataclass(frozen=True)
class RollUp:
    """The reports of one year directly below an agency, those left out, and what they come to."""

    form: Form
    """With 其他处理 as one row where a report has it so."""
    parts: tuple[tuple[Agency, Report], ...]
    left: tuple[Left, ...]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each agency is called, by its path; with the path where another is called the same."""
        every = (*(part for part, _ in self.parts), *(left.agency for left in self.left))
        alike = Counter(agency.name for agency in every)
        return {
            agency.path: f"{agency.name}（{agency.path}）" if alike[agency.name] > 1 else agency.name
            for agency in every
        }

    @cached_property
    def cells(self) -> Mapping[CellName, Summed]:
        """The sum of every cell of the form."""
        return {
            name: _summed(
                table.column(name.row or "", name.column or ""),
                [(self.names[agency.path], self._cells_of(report, name)) for agency, report in self.parts],
            )
            for table in self.form.tables
            for name in table.cells
            if not table.rows[name.row or ""].is_extra
        }

    def _cells_of(self, report: Report, name: CellName) -> tuple[Cell | None, ...]:
        """The cells of a report that are one in the form: several where its rows are merged."""
        assert name.row is not None
        if name.row not in self.form.merged or name.row in report.form.merged:
            return (report.cells.get(name),)
        group = report.form.table(name.table).rows[name.row]
        return tuple(report.cells.get(name._replace(row=row.id)) for row in group.leaves)


def roll_up(archive: Archive, path: str, form: Form, year: int, *, drafts: bool = False) -> RollUp:
    """What is directly below an agency in a year for which the form holds. drafts: whether drafts count.

    A subordinate that is known to owe no report of that year is neither counted nor missing.
    """
    parts, left = [], []
    for agency in archive.subordinates(path):
        if archive.is_second(agency) or not owes_report(archive, agency, year):
            continue
        report = archive.by_agency[agency.path].get(year)
        why = _why_left(archive, agency, report, form, year, drafts=drafts)
        if report is None or why:
            left.append(Left(agency, why))
        else:
            parts.append((agency, report))
    left += [
        Left(agency, f"{agency.path} 的 agency.yml 有错误")
        for below, agency in archive.refused.items()
        if agency.parent == path and below not in archive.agencies
    ]
    for group in sorted({group for _, report in parts for group in report.form.merged} - {*form.merged}):
        form = form.with_merged(group)
    return RollUp(form, tuple(parts), tuple(left))


def owes_report(archive: Archive, agency: Agency, year: int) -> bool:
    """Whether the agency may owe a report of that year; not if it is known to have none."""
    if agency.first_year is not None and year < agency.first_year:
        return False
    if agency.last_year is not None:
        return year <= agency.last_year
    merged = bool(archive.successors(agency.path))
    return not merged or year <= max(archive.by_agency[agency.path], default=year)


def added(values: Iterable[Number]) -> Number:
    """The exact sum, whatever the number of digits."""
    total: Number = 0
    for value in values:
        whole = isinstance(total, int) and isinstance(value, int)
        total = total + value if whole else _EXACT.add(Decimal(total), Decimal(value))
    return total


def written(number: Number) -> str:
    """A number with all its digits, as a report has it."""
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def _why_left(
    archive: Archive, agency: Agency, report: Report | None, form: Form, year: int, *, drafts: bool
) -> str:
    """Why a report is not in the sum; "" if it is."""
    if report is None:
        return "报告读不出来" if (agency.path, year) in archive.unreadable else "没有报告"
    if report.withdrawal is not None:
        return "已撤回"
    if report.is_elsewhere:
        return "只有附件或原址"
    if report.form.name != form.name:
        return f"用的是{report.form.name}格式"
    if report.draft and not drafts:
        return "还是草稿"
    return "草稿还没有填数" if report.draft and _is_unfilled(report) else ""


def _is_unfilled(report: Report) -> bool:
    """Whether it has no number but those carried over from last year, which a new file begins with."""
    carried = {taken for taken, _ in report.form.carried}
    return all(cell.value is None or name in carried for name, cell in report.cells.items())


def _summed(column: Header, parts: list[tuple[str, tuple[Cell | None, ...]]]) -> Summed:
    cells = [cell for _, several in parts for cell in several]
    states = {None if cell is None else cell.state for cell in cells}
    if states <= {State.NUMBER, State.COMPUTED}:
        return _number(column, [cell for cell in cells if cell is not None])
    if states in ({State.BLANK}, {State.STROKE}):
        return Summed(State.BLANK if states == {State.BLANK} else State.STROKE)
    doubts = tuple(
        f"{name}{_STATES.get(None if cell is None else cell.state)}"
        for name, several in parts
        for cell in dict.fromkeys(several)
        if cell is None or cell.value is None
    )
    numbers = [cell for cell in cells if cell is not None and cell.value is not None]
    known = _number(column, numbers).value if numbers else None
    return Summed(State.BLANK, known=known, doubts=doubts)


def _number(column: Header, cells: list[Cell]) -> Summed:
    signed = column.quantity is Quantity.CHANGE and any(cell.text.startswith("+") for cell in cells)
    # Nothing is nothing in any unit.
    units = {cell.unit for cell in cells if cell.value} if column.unit == "any" else set()
    if units <= {"元", "万元"} and len(units) > 1:
        return Summed(State.NUMBER, added(_in_yuan(cell) for cell in cells if cell.value), "元")
    if len(units) > 1 or None in units:
        return Summed(State.BLANK, doubts=("金额的单位不同，或没有写单位",))
    unit = next(iter(units), None) or next((cell.unit for cell in cells if cell.unit), None)
    return Summed(State.NUMBER, added(cell.value for cell in cells if cell.value is not None), unit, signed)


def _in_yuan(cell: Cell) -> Decimal:
    assert cell.value is not None
    return _EXACT.multiply(Decimal(cell.value), Decimal(YUAN if cell.unit == "万元" else 1))
