"""G103: what came in is not what was done and carried over."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.rules.rule import Example, Inspection, Rule
from gongkai.rules.sums._sums import check_sums

RULE = Rule(
    code="G103",
    name="balance",
    level=Level.ERROR,
    title="收办不平衡：一＋二≠三（七）＋四",
    explanation="表三每一列，本年新收与上年结转之和应等于办理结果总计与结转下年度之和。这是表格左上角写明的勾稽关系。",
    why="勾稽关系印在表上，任何人都能当场验算。",
    article="国办公开办函〔2021〕30号",
    bad=Example(
        "本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]\n…\n结转下年度继续办理: [2, 0, 0, 0, 0, 0, 2]    # 37＋0≠36＋2"
    ),
    good=Example(
        "本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]\n…\n结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]"
    ),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a sum that does not hold."""
    return check_sums(RULE, inspection)
