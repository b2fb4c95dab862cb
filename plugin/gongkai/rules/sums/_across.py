"""Whose report is wrong where a region is not the sum of its parts: the suspect's principle, across reports.

Cells of the region that differ, and share sums, are explained together. A report explains them if it can take the whole
difference: no count becomes negative, and every sum of its own that one of these cells stands in holds afterwards. A
slip in one cell of one office breaks sums there, and only there does the correction mend them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Number
from gongkai.forms import Identity, Quantity
from gongkai.model import Report
from gongkai.rules.sums._slips import is_slip
from gongkai.rules.sums._sums import balanced

MOST_NAMED = 3
"""More candidates than these tell nobody anything."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Reports whose change alone would explain a difference: one is the suspect, several are candidates."""

    reports: tuple[Report, ...]
    mends: bool
    """Whether the change mends a sum that fails, and not only breaks none."""


def explained(
    region: Report, parts: Sequence[Report], differences: Mapping[CellName, Number]
) -> Iterator[tuple[frozenset[CellName], Explanation]]:
    """The cells that have one explanation, and it. differences: of cells, what the region has above the sum."""
    together = _together(region, differences)
    forms = {id(report.form): report.form for report in (region, *parts)}
    for cells in together:
        touched = {
            key: [identity for identity in form.identities if not cells.isdisjoint(identity.cells)]
            for key, form in forms.items()
        }
        changes = [(region, {cell: -differences[cell] for cell in cells})]
        changes += [(part, {cell: differences[cell] for cell in cells}) for part in parts]
        mended = [
            (report, found)
            for report, change in changes
            if (found := _mended(report, change, touched[id(report.form)])) is not None
        ]
        most = max((found for _, found in mended), default=0)
        fitting = [report for report, found in mended if found == most]
        if len(fitting) > MOST_NAMED:
            own = dict(
                zip((id(report) for report, _ in changes), (change for _, change in changes), strict=True)
            )
            fitting = [report for report in fitting if _is_slip(report, own[id(report)])]
        if 0 < len(fitting) <= MOST_NAMED:
            yield cells, Explanation(tuple(fitting), most > 0)


def _together(region: Report, cells: Iterable[CellName]) -> list[frozenset[CellName]]:
    """The cells in groups that share no sum."""
    group_of = {cell: {cell} for cell in cells}
    for identity in region.form.identities:
        several = [cell for cell in identity.cells if cell in group_of]
        for cell in several[1:]:
            first, other = group_of[several[0]], group_of[cell]
            if first is not other:
                first |= other
                group_of.update(dict.fromkeys(other, first))
    return list(dict.fromkeys(frozenset(group) for group in group_of.values()))


def _mended(report: Report, change: Mapping[CellName, Number], touched: Iterable[Identity]) -> int | None:
    """How many failing sums of the report the change mends; None if it leaves one that fails, or is impossible."""
    for name, difference in change.items():
        cell = report.cells.get(name)
        assert name.row is not None
        assert name.column is not None
        column = report.form.table(name.table).column(name.row, name.column)
        if cell is None or cell.value is None:
            return None
        if column.quantity is not Quantity.CHANGE and cell.value + difference < 0:
            return None
    mended = 0
    for identity in touched:
        if not _holds(report, identity, change):
            return None
        mended += not _holds(report, identity, {})
    return mended


def _holds(report: Report, identity: Identity, change: Mapping[CellName, Number]) -> bool:
    left, right = _side(report, identity.left, change), _side(report, identity.right, change)
    known_left, known_right = ([value for value in side if value is not None] for side in (left, right))
    return balanced(sum(known_left) - sum(known_right), None in left, None in right)


def _side(report: Report, names: Iterable[CellName], change: Mapping[CellName, Number]) -> list[Number | None]:
    values = []
    for name in names:
        cell = report.cells.get(name)
        value = cell.value if cell is not None else None
        values.append(value if value is None else value + change.get(name, 0))
    return values


def _is_slip(report: Report, change: Mapping[CellName, Number]) -> bool:
    """Whether every cell could be a slip of the hand."""
    return all(
        (cell := report.cells.get(name)) is not None
        and cell.value is not None
        and is_slip(str(cell.value), str(cell.value + difference))
        for name, difference in change.items()
    )
