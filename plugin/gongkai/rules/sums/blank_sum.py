"""G105: with 0 for its blanks a sum does not come to its total."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import CellName, Finding, Level, Number
from gongkai.forms import label
from gongkai.model import Report
from gongkai.rules.rule import Example, Inspection, Rule, finding
from gongkai.rules.sums._sums import Balance, balances, sides

RULE = Rule(
    code="G105",
    name="blank-sum",
    level=Level.WARNING,
    title="空白按 0 计，合计对不上",
    explanation=(
        "表三、表四的勾稽式里有空白或斜杠，按 0 计两边不相等，多了或少了都提醒，并写明已填各格之和、总计和相差多少。"
        "填什么数都不能成立的，由 G101 至 G104 报告；各加数全是空白的不核对；草稿里总计填了才核对。"
    ),
    why="空白几乎都表示没有发生。按 0 计对不上，不是漏填了一格，就是填错、填串了一格。",
    article="国办公开办函〔2021〕30号",
    since=2,
    bad=Example("未经复议直接起诉: [1, ~, 0, 0, 3]    # 1＋空白≠3"),
    good=Example("未经复议直接起诉: [1, 0, 0, 2, 3]"),
)

_REMEDY = "核对空着的各格：有数的补上，没有发生的填0；再核对已填的数有没有填错、填串格。"


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a sum that could hold with other numbers than 0, at its total."""
    for report in inspection.reports:
        is_full = all(cell.value is not None for cell in report.cells.values())
        for balance in () if is_full else balances(report):
            # In a draft a blank is what is still to be filled in, up to the total.
            is_begun = not (report.draft and balance.right_open)
            if balance.holds and not balance.holds_with_zeros and is_begun:
                yield _say(report, balance)


def _say(report: Report, balance: Balance) -> Finding:
    identity = balance.identity
    at = identity.at
    total = len(identity.right) == 1
    names = sides(report, identity)
    left = f"{'已填各格之和' if total else names[0]}{balance.left}"
    right = _total(report, at, names[1], balance.right) if total else f"{names[1]}{balance.right}"
    return finding(
        RULE,
        report.cells[at].place,
        f"{label(report.form, at)}：应“{identity.formula}”，空白按0计，"
        f"{left}，{right}，相差{balance.left - balance.right:+}",
        "补上总计。" if total and report.cells[at].value is None else _REMEDY,
        report,
        at,
        formula=identity.formula,
        left=balance.left,
        right=balance.right,
    )


def _total(report: Report, at: CellName, name: str, value: Number) -> str:
    return f"{name}空着" if report.cells[at].value is None else f"{name}{value}"
