"""G101: a 总计 of table 三 that is not the sum of its row."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.rules.rule import Example, Inspection, Rule
from gongkai.rules.sums._sums import check_sums

RULE = Rule(
    code="G101",
    name="row-total",
    level=Level.ERROR,
    title="行总计不等于各列之和",
    explanation="表三每一行的总计应等于自然人与法人或其他组织五类之和。行中有空白或斜杠时，只有填什么数都不能成立才报告。",
    why="总计是读者和评估机构最先核对的数，一处不符，整张表的可信度都受影响。",
    article="国办公开办函〔2021〕30号",
    bad=Example("予以公开: [18, 2, 0, 0, 0, 0, 21]"),
    good=Example("予以公开: [18, 2, 0, 0, 0, 0, 20]"),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a sum that does not hold."""
    return check_sums(RULE, inspection)
