"""G601: regulations of a body that may make none."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.forms import label
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G601",
    name="competence",
    level=Level.WARNING,
    title="没有规章制定权却填了规章",
    explanation="agency.yml 写明“规章制定权: 无”的机关，规章一行应全是 0。没有写明的不核对。",
    why="规章只能由法律规定的机关制定；已公布的报告里，就有开发区填出规章的。",
    bad=Example(
        "规章: {本年制发件数: 5, 本年废止件数: 5, 现行有效件数: 5}", beside={"agency.yml": "规章制定权: 无"}
    ),
    good=Example(
        "规章: {本年制发件数: 0, 本年废止件数: 0, 现行有效件数: 0}", beside={"agency.yml": "规章制定权: 无"}
    ),
)

ROW = "regulation"


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a cell. Silent where 规章制定权 is not stated."""
    for report in inspection.reports:
        if inspection.archive.agencies[report.agency].may_make_regulations is not False:
            continue
        for name in (name for table in report.form.tables for name in table.cells if name.row == ROW):
            cell = report.cells.get(name)
            if cell is not None and cell.value:
                yield finding(
                    RULE,
                    cell.place,
                    f"{label(report.form, name)}填{cell.value}，而本机关没有规章制定权",
                    "规章填 0；误把规范性文件填作规章的，移到下一行。确有规章制定权的，改 agency.yml 的“规章制定权”。",
                    report,
                    name,
                )
