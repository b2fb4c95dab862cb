"""G304: a section that is there and says nothing."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level, Place
from gongkai.ground.patterns import later
from gongkai.model import Report
from gongkai.prose import Narrative
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G304",
    name="section-empty",
    level=Level.WARNING,
    title="有的部分没有内容",
    explanation="一章只有空格、“略”，或者第一、第五部分只写“无”。第六部分可以写“无”；整章缺失由 G301 报告。",
    why="《条例》第五十条要求报告主要问题及改进情况；只写“无”，评估时按缺项扣分。",
    article="《中华人民共和国政府信息公开条例》第五十条",
    bad=Example("存在的主要问题及改进情况: |\n  无。"),
    good=Example("存在的主要问题及改进情况: |\n  主动公开不够及时；已改为每月检查一次。"),
)

MAY_BE_NONE = "others"
"""六、其他需要报告的事项: only there is 无 an answer."""

LONGEST = 60
"""Characters; a longer text says something."""
_SILENT = later(r"(?:同上|(?:此处|内容|暂|从)?略|省略)?")
_NONE = later(
    r"(?:(?:本|我)(?:机关|单位|部门|局|委|办|厅|镇|乡|街道))?(?:本年度?|目前|暂时?)?"
    r"(?:均|尚)?(?:暂?无|没有|不存在|未发现|未存在)(?:明显|突出|重大)?(?:存在)?的?(?:主要|突出)?(?:问题)?"
    r"(?:(?:及|和|、|以及)改进(?:情况|措施))?"
)
_SIGNS = later(r"[\W_]+")


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a section, at what it says instead, or at its key."""
    for report in inspection.reports:
        for section in report.form.sections:
            narrative = report.narratives.get(section.id)
            if narrative is not None and _says_nothing(narrative, may_be_none=section.id == MAY_BE_NONE):
                yield _say(
                    report, report.heading(section), _place(narrative, report.section_places[section.id])
                )
        for free in report.free_sections:
            # Before 2019 offices had sections of their own: 无 may be the whole answer (收费情况), and a title
            # without text stands above the sections that follow.
            if (
                free.table is None
                and free.narrative is not None
                and _says_nothing(free.narrative, may_be_none=True)
            ):
                yield _say(report, free.title, free.place)


def _says_nothing(narrative: Narrative, *, may_be_none: bool) -> bool:
    text = ""
    for line in narrative.lines:
        text += _SIGNS.sub("", line.text)
        if len(text) > LONGEST:
            return False
    return bool(_SILENT.fullmatch(text) or (not may_be_none and _NONE.fullmatch(text)))


def _place(narrative: Narrative, key: Place) -> Place:
    return narrative.lines[0].place if narrative.lines else key


def _say(report: Report, label: str, place: Place) -> Finding:
    return finding(
        RULE,
        place,
        f"“{label}”没有写内容",
        "照实写这一部分；问题和改进要写具体的问题和措施，没有其他事项的在第六部分写“无”。",
        report,
    )
