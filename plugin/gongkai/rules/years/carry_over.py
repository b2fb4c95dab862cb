"""G401: what this year took over is not what last year left."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import CellProposal, Finding, Level
from gongkai.forms import label
from gongkai.rules._neighbours import with_year_before
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G401",
    name="carry-over",
    level=Level.WARNING,
    title="上年结转与上年报告的结转下年度不一致",
    explanation="本年“二、上年结转”的每一列，应等于上年报告“四、结转下年度继续办理”的同一列。没有上年报告、空白或斜杠时不核对。",
    why="两年的报告放在一起，谁都看得出不一致：不是上年错，就是今年错。",
    bad=Example(
        "上年结转政府信息公开申请数量: [0, 0, 0, 0, 0, 0, 0]\n…\n结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]",
        "2022.yml",
        {"2021.yml": "结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]"},
    ),
    good=Example(
        "上年结转政府信息公开申请数量: [1, 0, 0, 0, 0, 0, 1]\n…\n结转下年度继续办理: [2, 0, 0, 0, 0, 0, 2]",
        "2022.yml",
        {"2021.yml": "结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]"},
    ),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a column, at this year's 上年结转. These rows mean the same in both forms, and have the same ids."""
    for report, before in with_year_before(inspection):
        for taken, left in report.form.carried:
            ours, theirs = report.cells.get(taken), before.cells.get(left)
            if ours is None or theirs is None or ours.value is None or theirs.value is None:
                continue
            if ours.value != theirs.value:
                row = report.form.table(left.table).rows[left.row or ""].label
                yield finding(
                    RULE,
                    ours.place,
                    f"{label(report.form, taken)}填{ours.value}，"
                    f"{before.year}年度报告的“{row}”是{theirs.value}，相差{theirs.value - ours.value:+}",
                    "核对两年的报告，改正填错的一年；上年的报告已无法更改的，写核对说明。",
                    report,
                    taken,
                    formula=f"{before.year}年度结转下年度＝{report.year}年度上年结转",
                    left=theirs.value,
                    right=ours.value,
                    offers=(CellProposal(taken, theirs.value),),
                )
