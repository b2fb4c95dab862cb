"""G102: a （七）总计 of table 三 that is not the sum of the result rows."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.rules.rule import Example, Inspection, Rule
from gongkai.rules.sums._sums import check_sums

RULE = Rule(
    code="G102",
    name="result-total",
    level=Level.ERROR,
    title="办理结果总计不等于各项结果之和",
    explanation="表三“（七）总计”每一列应等于（一）至（六）各行之和。列中有空白或斜杠时，只有填什么数都不能成立才报告。",
    why="办结总数与各项结果对不上，说明有申请漏计或重计。",
    article="国办公开办函〔2021〕30号",
    bad=Example(
        "本年度办理结果:\n  予以公开: [18, 2, 0, 0, 0, 0, 20]\n  …\n  总计: [35, 4, 0, 0, 0, 0, 39]    # 各行之和为 36、4、40"
    ),
    good=Example("本年度办理结果:\n  予以公开: [18, 2, 0, 0, 0, 0, 20]\n  …\n  总计: [36, 4, 0, 0, 0, 0, 40]"),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a sum that does not hold."""
    return check_sums(RULE, inspection)
