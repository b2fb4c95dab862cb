"""G309: from 2019 on, a report that is only a file or an address."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.model import usual_form
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G309",
    name="attachment-only",
    level=Level.WARNING,
    title="报告只有文件或网址",
    explanation="2019年度起有统一格式。报告只是一个文件或别处的网址时，数字无法核对，也不进入历年比较。",
    why="表格做成图片或文件，检索、比较、读屏都用不上，也无从核对。",
    bad=Example(
        "年度: 2021\n发布日期: 2022-01-20\n附件:\n  - {文件: 年报.pdf}",
        beside={"2021/年报.pdf": ""},
        is_whole=True,
    ),
    good=Example(
        "年度: 2021\n发布日期: 2022-01-20\n总体情况: |\n  本机关依法公开政府信息。\n"
        "主动公开政府信息情况:\n  行政许可: 12\n  …"
    ),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a report, at its first line."""
    for report in inspection.reports:
        is_given = bool(report.original_address or report.attachments)
        usual = usual_form(inspection.archive.agencies[report.agency].kind, report.year)
        if report.is_elsewhere and is_given and usual is not None and not usual.is_free:
            what = "只写了原址" if report.original_address else "只有附件"
            yield finding(
                RULE,
                report.place,
                f"{report.year}年度报告{what}，没有可以核对的数据",
                "把各部分和表格录入数据文件；确实无法录入的，写核对说明。",
                report,
            )
