"""G801: a regional report that is not the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.findings import CellName, Finding, Level, Number
from gongkai.forms import label
from gongkai.model import Agency, AgencyKind, Archive, Report
from gongkai.rules._neighbours import is_comparable
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G801",
    name="roll-up",
    level=Level.WARNING,
    title="汇总数不等于下级机关之和",
    explanation=(
        "类别为“政府”的报告，每一格应等于直接下级各机关（文件夹在它之内）同一年度同一格之和，政府办公室也在其内。"
        "有一个下级机关缺报告，或一格不是数字，就不核对。"
    ),
    why="政府的报告汇总本行政区域；与各部门公布的数加不到一起，必有一处不实。",
    bad=Example("行政许可: 46", beside={"agency.yml": "类别: 政府", "office/2021.yml": "行政许可: 41"}),
    good=Example("行政许可: 41", beside={"agency.yml": "类别: 政府", "office/2021.yml": "行政许可: 41"}),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a cell of the regional report."""
    archive = inspection.archive
    for report in inspection.reports:
        if archive.agencies[report.agency].kind is not AgencyKind.GOVERNMENT:
            continue
        parts = _parts(archive, report)
        if parts is None:
            continue
        for name in (name for table in report.form.tables for name in table.cells if _adds_up(report, name)):
            cell = report.cells.get(name)
            values = [_value(part, name) for part in parts]
            known = [value for value in values if value is not None]
            if cell is None or cell.value is None or len(known) < len(values):
                continue
            total = sum(known)
            if cell.value != _rounded(total, cell.value):
                yield finding(
                    RULE,
                    cell.place,
                    f"{label(report.form, name)}填{cell.value}，"
                    f"{len(parts)}个下级机关合计{total}，相差{total - cell.value:+}",
                    "核对下级机关的报告是否齐全、口径是否一致；有正当原因的（如复议共同被申请人），写核对说明。",
                    report,
                    name,
                    formula="各下级机关之和＝本级报告",
                    left=total,
                    right=cell.value,
                )


def _parts(archive: Archive, report: Report) -> list[Report] | None:
    """The reports of that year of all agencies directly below; None if one is missing, or there is no such agency."""
    parts = []
    for agency in archive.subordinates(report.agency):
        if _is_expected(archive, agency, report.year):
            part = archive.by_agency[agency.path].get(report.year)
            if part is None or not is_comparable(part) or part.form.is_free:
                return None
            parts.append(part)
    return parts or None


def _is_expected(archive: Archive, agency: Agency, year: int) -> bool:
    """Whether the agency may owe a report of that year; not if it is known to have none."""
    if agency.first_year is not None and year < agency.first_year:
        return False
    if agency.last_year is not None:
        return year <= agency.last_year
    merged = bool(archive.successors(agency.path))
    return not merged or year <= max(archive.by_agency[agency.path], default=year)


def _adds_up(report: Report, name: CellName) -> bool:
    """Whether a cell can be summed: not an amount with a unit of its own."""
    assert name.row is not None
    assert name.column is not None
    return report.form.table(name.table).column(name.row, name.column).unit != "any"


def _value(report: Report, name: CellName) -> Number | None:
    cell = report.cells.get(name)
    return cell.value if cell is not None else None


def _rounded(total: Number, like: Number) -> Number:
    """An amount rounded to the decimals of the one it is compared with."""
    return total.quantize(like) if isinstance(like, Decimal) and isinstance(total, Decimal) else total
