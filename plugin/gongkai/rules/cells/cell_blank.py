"""G201: a blank or a stroke where a number belongs."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import CellName, CellProposal, Finding, Level
from gongkai.forms import label, path_of
from gongkai.model import Report, State
from gongkai.rules.rule import Example, Inspection, OfRow, Rule, finding

RULE = Rule(
    code="G201",
    name="cell-blank",
    level=Level.WARNING,
    title="该填数字的格子空着或填了斜杠",
    explanation="统一格式的每一格都应是数字。空白（~）和斜杠（/）照原样发布，从不当作 0，但逐格提醒。",
    why="空白分不清是没有发生、没有统计还是漏填，读者和评估机构无从判断。",
    article="国办公开办函〔2021〕30号",
    bad=Example("规章: {本年制发件数: /, 本年废止件数: /, 现行有效件数: ~}"),
    good=Example("规章: {本年制发件数: 0, 本年废止件数: 0, 现行有效件数: 0}"),
    of_row=OfRow("{row}有 {count} 格没有数字：{columns}", "有的格子没有数字"),
    is_unfilled=True,
)

_SAYS = {State.BLANK: "是空白", State.STROKE: "是斜杠"}


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a cell, in the form's order."""
    for report in inspection.reports:
        # Nearly every cell has a value, and that is asked faster than what state it is in.
        blank = {name for name, cell in report.cells.items() if cell.value is None and cell.state in _SAYS}
        for section in report.form.sections if blank else ():
            if section.table is not None:
                cells = [name for name in report.form.table(section.table).cells if name in blank]
                yield from _say(report, section.key, cells)


def _say(report: Report, section: str, cells: list[CellName]) -> Iterator[Finding]:
    for name in cells:
        cell = report.cells[name]
        yield finding(
            RULE,
            cell.place,
            f"{label(report.form, name)}{_SAYS[cell.state]}，不是数字",
            _remedy(report, section, cells),
            report,
            name,
            # What has been published blank is not to be filled.
            offers=(CellProposal(name, 0),) if report.draft else (),
        )


def _remedy(report: Report, section: str, cells: list[CellName]) -> str:
    """What to do, with the remark to paste where the blanks have been published: nobody should type 0 to get through."""
    if report.draft:
        return "有数的补上，没有发生的填 0。"
    path = path_of(report.form, tuple(cells)) if len(cells) == 1 else None
    where = f"位置: {path}" if path else f"位置: {section}, 处数: {len(cells)}"
    return (
        "有数的补上，没有发生的填 0；已经空着公布的不要补 0，在核对说明里写一行，照原样显示："
        f"- {{规则: {RULE.code}, {where}, 原因: 公布时此处为空白。}}"
    )
