"""G104: a 总计 of table 四 that is not the sum of its four cells."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.rules.rule import Example, Inspection, Rule
from gongkai.rules.sums._sums import check_sums

RULE = Rule(
    code="G104",
    name="case-total",
    level=Level.ERROR,
    title="复议、诉讼总计不等于四项之和",
    explanation="表四行政复议、未经复议直接起诉、复议后起诉各自的总计，应等于结果维持、结果纠正、其他结果、尚未审结之和。",
    why="复议、诉讼是读者最关心的几个数，总计漏填或填错十分显眼。",
    article="国办公开办函〔2021〕30号",
    bad=Example("行政复议: [10, 1, 0, 0, 0]"),
    good=Example("行政复议: [10, 1, 0, 0, 11]"),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a sum that does not hold."""
    return check_sums(RULE, inspection)
