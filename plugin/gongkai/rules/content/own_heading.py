"""G313: a chapter that was published under another heading than the form's."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G313",
    name="own-heading",
    level=Level.INFO,
    title="章节的标题与格式不同",
    explanation="格式的六个部分各有固定的标题。“章节标题”里写了别的标题的，页面和文件照写的显示，并在这里说明。",
    why="标题不同，读者和检索不容易把各年、各机关的同一部分对上；评估时也可能当作缺少这一部分。",
    article="国办公开办函〔2021〕30号",
    since=3,
    bad=Example("章节标题: {五: 整改措施}"),
    good=Example("章节标题: {五: 存在的主要问题及改进情况}"),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a heading, where it is written."""
    for report in inspection.reports:
        for section in report.form.sections:
            own = report.own_headings.get(section.id)
            if own is not None:
                yield finding(
                    RULE,
                    own.place,
                    f"第{section.number}部分的标题写作“{own.text}”，格式为“{section.label}”",
                    "还没有公布的，删去这一项，用格式的标题；已经这样公布的不必改，页面照写的显示。",
                    report,
                )
