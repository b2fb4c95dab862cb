"""G801: a regional report that is not the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Context, Decimal

from gongkai.findings import CellName, Finding, Level, Number
from gongkai.forms import label
from gongkai.model import AgencyKind, Report
from gongkai.rules.rule import Example, Inspection, Rule, finding
from gongkai.rules.sums._across import Explanation, explained
from gongkai.series import RollUp, roll_up

RULE = Rule(
    code="G801",
    name="roll-up",
    level=Level.WARNING,
    title="汇总数不等于下级机关之和",
    explanation=(
        "类别为“政府”的报告，每一格应等于直接下级各机关（文件夹在它之内）同一年度同一格之和，政府办公室也在其内。"
        "有一个下级机关缺报告（草稿、已撤回、格式不同也算），或一格不是数字，就不核对；本级还是草稿时，下级的草稿也算在内。"
        "只有改动某一份报告才能使合计与本级相符、又不破坏它自己的勾稽时，指出是哪个机关、这一格应是多少。"
    ),
    why="政府的报告汇总本行政区域；与各部门公布的数加不到一起，必有一处不实。",
    bad=Example("行政许可: 46", beside={"agency.yml": "类别: 政府", "office/2021.yml": "行政许可: 41"}),
    good=Example("行政许可: 41", beside={"agency.yml": "类别: 政府", "office/2021.yml": "行政许可: 41"}),
    sums_below=True,
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a cell of the regional report."""
    archive = inspection.archive
    for report in inspection.reports:
        if archive.agencies[report.agency].kind is not AgencyKind.GOVERNMENT or report.form.is_free:
            continue
        below = roll_up(archive, report.agency, report.form, report.year, drafts=report.draft)
        if below.parts and not below.left:
            yield from _differences(report, below)


def _differences(report: Report, below: RollUp) -> Iterator[Finding]:
    sums = {
        name: (cell, Decimal(total.value) if isinstance(cell.value, Decimal) else total.value)
        for name, total in below.cells.items()
        if total.value is not None
        and _adds_up(report, name)
        and (cell := report.cells.get(name)) is not None
        and cell.value is not None
    }
    wrong = {
        name: cell.value - _rounded(total, cell.value)
        for name, (cell, total) in sums.items()
        if cell.value is not None and cell.value != _rounded(total, cell.value)
    }
    if not wrong:
        return
    names = {part.agency: below.names[agency.path] for agency, part in below.parts}
    found = explained(report, [part for _, part in below.parts], wrong)
    reasons = {name: explanation for cells, explanation in found for name in cells}
    for name, difference in wrong.items():
        cell, total = sums[name]
        assert cell.value is not None
        reason = _reason(report, reasons[name], name, difference, names) if name in reasons else ""
        yield finding(
            RULE,
            cell.place,
            f"{label(report.form, name)}填{cell.value}，"
            f"{len(below.parts)}个下级机关合计{total}，相差{total - cell.value:+}{reason}",
            "核对下级机关的报告是否齐全、口径是否一致；有正当原因的（如复议共同被申请人），写核对说明。",
            report,
            name,
            formula="各下级机关之和＝本级报告",
            left=total,
            right=cell.value,
        )


def _reason(
    region: Report, found: Explanation, name: CellName, difference: Number, names: Mapping[str, str]
) -> str:
    """The report that explains a cell, and what would have to stand there; or those that may."""
    called = [names.get(report.agency, "本级") for report in found.reports]
    if len(called) > 1:
        return f"；可能填错的有：{'、'.join(called)}"
    (report,) = found.reports
    value = report.cells[name].value
    assert value is not None
    meant = value - difference if report is region else value + difference
    holds = "各项勾稽均成立" if found.mends else "与合计相符"
    return f"；最可能是{called[0]}填错：这一格现为{value}，若为{meant}则{holds}"


def _adds_up(report: Report, name: CellName) -> bool:
    """Whether a cell can be summed: not an amount with a unit of its own."""
    assert name.row is not None
    assert name.column is not None
    return report.form.table(name.table).column(name.row, name.column).unit != "any"


def _rounded(total: Number, like: Number) -> Number:
    """An amount rounded to the decimals of the one it is compared with."""
    if isinstance(like, Decimal) and isinstance(total, Decimal):
        return total.quantize(like, context=Context(prec=200))
    return total
