"""G201: a blank or a stroke where a number belongs."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.forms import label
from gongkai.model import State
from gongkai.rules.rule import Example, Inspection, OfRow, Rule, finding

RULE = Rule(
    code="G201",
    name="cell-blank",
    level=Level.WARNING,
    title="该填数字的格子空着或填了斜杠",
    explanation="统一格式的每一格都应是数字。空白（~）和斜杠（/）照原样发布，从不当作 0，但逐格提醒。",
    why="空白分不清是没有发生、没有统计还是漏填，读者和评估机构无从判断。",
    bad=Example("规章: {本年制发件数: /, 本年废止件数: /, 现行有效件数: ~}"),
    good=Example("规章: {本年制发件数: 0, 本年废止件数: 0, 现行有效件数: 0}"),
    of_row=OfRow("{row}有 {count} 格没有数字：{columns}", "没有数字的行"),
    is_unfilled=True,
)

_SAYS = {State.BLANK: "是空白", State.STROKE: "是斜杠"}


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a cell, in the form's order."""
    for report in inspection.reports:
        for table in report.form.tables:
            for name in table.cells:
                cell = report.cells.get(name)
                if cell is not None and cell.state in _SAYS:
                    yield finding(
                        RULE,
                        cell.place,
                        f"{label(report.form, name)}{_SAYS[cell.state]}，不是数字",
                        "没有发生就填 0；原报告确实如此的，可以保留，页面照原样显示。",
                        report,
                        name,
                    )
