"""The numbers of an agency over the years: like with like, by the ids of the forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Number
from gongkai.forms import Block, Form, Header, Table, statutory_forms
from gongkai.model import Cell, Report, State
from gongkai.series.value import NOTHING, CellOfReport, Found, Value

Key = tuple[str, str, str]
"""A cell, or the sum of a group's: ids of table, row and column."""

InDoubt = Mapping[tuple[str, int], Mapping[CellName, CellName]]
"""By agency and year: each cell in doubt, and the one at which it is said why."""

_FOUND = {state: Found(state.value) for state in State}


class Gap(StrEnum):
    """Why a year has no numbers."""

    MISSING = "missing"
    WITHDRAWN = "withdrawn"
    FILE = "file"
    """Only a file (附件)."""
    ADDRESS = "address"
    """It stands at another address (原址)."""
    FREE = "free"
    """It follows no statutory form."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the series."""

    year: int
    form: Form
    """That of the report, else that which covers the year."""
    report: Report | None
    """None where there are no numbers."""
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class Line:
    """A cell of a form, or the sum of a group's, over the years."""

    table: Table
    block: Block
    groups: tuple[Header, ...]
    """The groups that the row stands in, outermost first."""
    row: Header
    column: Header
    values: tuple[Value, ...]
    """One a year."""

    @property
    def is_sum_of_group(self) -> bool:
        """Whether the form prints no such cell, and it is added up from those of the group."""
        return bool(self.row.children)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines of a form that no newer form has, over the years in which they can stand."""

    form: Form
    years: tuple[Year, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Series:
    """The years of one agency from the first with a statutory form to the last, none left out."""

    agency: str
    years: tuple[Year, ...]
    in_doubt: Mapping[int, Mapping[CellName, CellName]] = field(default_factory=dict)
    """By year: each cell in doubt, and the one at which it is said why."""

    @cached_property
    def with_numbers(self) -> tuple[Year, ...]:
        """The years that have numbers."""
        return tuple(year for year in self.years if year.report is not None)

    @property
    def can_be_compared(self) -> bool:
        """Whether there are at least two years with numbers."""
        return len(self.with_numbers) > 1

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms in use, whole, newest first."""
        names = {year.form.name for year in self.with_numbers}
        return tuple(form for form in reversed(statutory_forms()) if form.name in names)

    @cached_property
    def _sources(self) -> Mapping[int, _Source]:
        return {
            year.year: _Source.of(year.report, self.in_doubt.get(year.year, {}))
            for year in self.with_numbers
            if year.report is not None
        }

    def values(self, key: Key) -> tuple[Value, ...]:
        """A cell, or the sum of a group's, over all years."""
        for form in self.forms:
            spot = _spots(form.name).get(key)
            if spot is not None:
                return self._values(spot, self.years)
        return tuple(NOTHING for _ in self.years)

    def _values(self, spot: _Spot, years: tuple[Year, ...]) -> tuple[Value, ...]:
        found: list[Value] = []
        before: Value | None = None
        last = 0
        for year in years:
            source = self._sources.get(year.year)
            value = NOTHING if source is None else source.value(spot)
            follows = before is not None and year.year == last + 1
            found.append(value._replace(before=before) if follows else value)
            before, last = value, year.year
        return tuple(found)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Every cell of every form, newest first: those of the newest over all years, and what older ones had more."""
        found: list[Comparison] = []
        seen: set[Key] = set()
        for form in self.forms:
            years = self.years if not found else tuple(y for y in self.years if y.form.name == form.name)
            spots = [spot for key, spot in _spots(form.name).items() if key not in seen]
            seen.update(spot.key for spot in spots)
            lines = tuple(
                Line(spot.table, spot.block, spot.groups, spot.row, spot.column, self._values(spot, years))
                for spot in spots
            )
            found.append(Comparison(form, years, lines))
        return tuple(comparison for comparison in found if comparison.lines)


def make_series(
    agency: str,
    reports: Mapping[tuple[str, int], Report],
    in_doubt: InDoubt = MappingProxyType({}),
) -> Series | None:
    """The series of an agency; None where no report has numbers. in_doubt: of all agencies.

    A draft is no report here, even where it is shown: these pages are for everyone, and for search engines.
    """
    own = {year: report for (path, year), report in reports.items() if path == agency and not report.draft}
    if not any(gap_of(report) is None for report in own.values()):
        return None
    under_form = [year for year, report in own.items() if not report.form.is_free]
    years = range(min(under_form), max(under_form) + 1)
    return Series(
        agency,
        tuple(_year(year, own.get(year)) for year in years),
        {year: cells for (path, year), cells in in_doubt.items() if path == agency},
    )


def two_years(report: Report, before: Report | None) -> Series:
    """The series of a report and of the year before it, for what is said of one year. A draft counts as a report here."""
    return Series(report.agency, (_year(report.year - 1, before), _year(report.year, report)))


def _year(year: int, report: Report | None) -> Year:
    gap = gap_of(report)
    if report is not None and not report.form.is_free:
        return Year(year, report.form, report if gap is None else None, gap)
    form = next((form for form in statutory_forms() if form.covers(year) and not form.is_free), None)
    return Year(year, form or statutory_forms()[-1], None, gap)


def gap_of(report: Report | None) -> Gap | None:
    """Why a year with that report, or without one, has no numbers; None where it has some."""
    if report is None:
        return Gap.MISSING
    if report.withdrawal is not None:
        return Gap.WITHDRAWN
    if report.is_elsewhere:
        return Gap.FILE if report.original_address is None else Gap.ADDRESS
    return Gap.FREE if report.form.is_free else None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place that a line can be about: a cell of a form, or the sum of a group's in a column."""

    table: Table
    block: Block
    groups: tuple[Header, ...]
    row: Header
    column: Header
    key: Key
    above: frozenset[str]
    """The ids of the groups."""
    addends: tuple[Key, ...]
    """Where it is a sum."""


@cache
def _spots(form_name: str) -> Mapping[Key, _Spot]:
    """The places of a form, in its order; kept, as every agency has the same."""
    form = next(form for form in statutory_forms() if form.name == form_name)
    found: dict[Key, _Spot] = {}
    for table in form.tables:
        for block in table.blocks:
            for groups, row in _rows(block.rows, ()):
                above = frozenset(group.id for group in groups)
                addends = row.addends if row.children else ()
                for column in block.column_leaves:
                    key = (table.id, row.id, column.id)
                    keys = tuple((table.id, leaf.id, column.id) for leaf in addends)
                    found[key] = _Spot(table, block, groups, row, column, key, above, keys)
    return found


def _rows(
    headers: tuple[Header, ...], groups: tuple[Header, ...]
) -> Iterator[tuple[tuple[Header, ...], Header]]:
    """The rows of numbers and the groups that have a sum, with the groups above each."""
    for header in headers:
        if not header.children or _has_sum(header):
            yield groups, header
        yield from _rows(header.children, (*groups, header))


def _has_sum(group: Header) -> bool:
    """Whether adding up a group says something: it has a name, and no row of its own that says the same."""
    return bool(group.names) and all(leaf.sum is None for leaf in group.leaves)


@dataclass(frozen=True, slots=True)
class _Source:
    """The cells of a report, and what its variant of the form has, by names of cells: a key is equal to one."""

    cells: Mapping[Any, Cell]
    keys: frozenset[Any]
    rows: frozenset[str | None]
    in_doubt: Mapping[Any, CellOfReport]

    @staticmethod
    def of(report: Report, in_doubt: Mapping[CellName, CellName]) -> _Source:
        form = report.form
        doubts = {name: CellOfReport(report.agency, report.year, at) for name, at in in_doubt.items()}
        return _Source(report.cells, form.cell_names, form.row_names, doubts)

    def value(self, spot: _Spot) -> Value:
        """What the report says there."""
        cell = self.cells.get(spot.key)
        if cell is not None:
            doubt = self.in_doubt.get(spot.key) if cell.value is not None else None
            return Value(_FOUND[cell.state], cell.text, cell.value, cell.unit, doubt=doubt)
        if spot.key in self.keys:
            # Not readable: seen only in a preview.
            return NOTHING
        if spot.addends and self.keys.issuperset(spot.addends):
            return self._sum(spot.addends)
        return Value(Found.ABSENT if self.rows.isdisjoint(spot.above) else Found.MERGED)

    def _sum(self, addends: tuple[Key, ...]) -> Value:
        total: Number = 0
        for key in addends:
            cell = self.cells.get(key)
            if cell is None or cell.value is None:
                return NOTHING
            total += cell.value
        doubt = next((self.in_doubt[key] for key in addends if key in self.in_doubt), None)
        return Value(Found.COMPUTED, str(total), total, doubt=doubt)
