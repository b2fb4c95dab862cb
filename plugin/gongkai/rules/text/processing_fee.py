"""G506: the last section does not say what was charged for handling requests."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.ground.patterns import later
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G506",
    name="processing-fee",
    level=Level.INFO,
    title="没有写信息处理费",
    explanation="2021年度起，各地通常在第六部分报告收取信息处理费的情况，单位是元。它不是表二里的行政事业性收费（万元）。",
    why="《政府信息公开信息处理费管理办法》施行后，收没有收、收了多少，是公众会问的。",
    article="国办函〔2020〕109号",
    bad=Example("其他需要报告的事项: |\n  无。"),
    good=Example("其他需要报告的事项: |\n  本年度未收取信息处理费。"),
)

FIRST_YEAR = 2021
"""国办函〔2020〕109号 has applied since 2021-01-01."""
SECTION = "others"

# 行政事业性收费 is another thing (表二, 万元).
_MENTIONED = later(r"处理费|(?<!事业性)收费(?!公路|站|目录|许可)|(?:收取|产生|缴纳|减免)[^，。；]{0,12}费|费用")


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a report, at the section's text, or at its key where it has none."""
    for report in inspection.reports:
        narrative = report.narratives.get(SECTION)
        if report.year < FIRST_YEAR or narrative is None:
            continue
        if not any(_MENTIONED.search(line.text) for line in narrative.lines):
            yield finding(
                RULE,
                narrative.lines[0].place if narrative.lines else report.section_places[SECTION],
                "“其他需要报告的事项”没有写收取信息处理费的情况",
                "写明件数和金额（元）；没有收取的写“本年度未收取信息处理费。”",
                report,
            )
