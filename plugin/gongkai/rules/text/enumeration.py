"""G508: a total in the text that the kinds listed behind it do not add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice

from gongkai.claims.enumerations import FEWEST, Enumeration, enumerations, unit_of
from gongkai.findings import Finding, Level
from gongkai.model import Report
from gongkai.prose import Line
from gongkai.rules.rule import Example, Inspection, Rule, finding
from gongkai.rules.text._texts import texts

RULE = Rule(
    code="G508",
    name="enumeration",
    level=Level.WARNING,
    title="总数与分项之和不等",
    explanation=(
        "“公开信息95条，其中政策类24条、财政类66条、其他3条”：分项用同一个单位，有一项超过总数，列到“其他”、写明“分别为”而不等于总数，"
        "或者与总数只差百分之五以内，都提示。只举几项的（“其中重点领域20条”）、写明互有重复的、超过总数较多的（一项可能既是甲类又是乙类）不提示。"
    ),
    why="分项加起来不等于总数，读者拿计算器一按就知道；这是公开的年度报告里最多的一种差错。",
    since=2,
    bad=Example("总体情况: |\n  全年主动公开政府信息95条，其中政策类24条、财政类66条、其他3条。   # 合计93"),
    good=Example("总体情况: |\n  全年主动公开政府信息93条，其中政策类24条、财政类66条、其他3条。"),
    changed=3,
)

NEAR = Decimal("0.05")
"""Parts of which so little is missing are meant to be all."""

OVER = Decimal("1.1")
"""Parts that are so much more than the whole may well hold each other."""

FAR = Decimal("1.5")
"""A part of so much more than the whole is none, unless it is said to be."""


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a total, at its first digit."""
    for report in inspection.reports:
        for lines in texts(report):
            for line in lines:
                if not line.text.startswith("|") and (found := enumerations(line.text)):
                    yield from _line(report, line, found)


def _line(report: Report, line: Line, found: Sequence[Enumeration]) -> Iterator[Finding]:
    said: set[int] = set()
    for each in found:
        wrong = _wrong(each)
        if wrong is None or each.total.start in said:
            continue
        said.add(each.total.start)
        listed = "＋".join(str(part.value) for part in each.parts)
        yield finding(
            RULE,
            line.at(each.total.start),
            wrong.format(total=each.total.value, unit=unit_of(each.total), listed=listed, sum=each.sum),
            "核对总数和各分项，改正写错的一处；分项不全或互有重复的，在句中写明。",
            report,
            left=each.sum,
            right=each.total.value,
        )


def _sums(each: Enumeration) -> Iterator[Decimal]:
    """Of the first two, three, … parts: a whole may be parted twice, 人大代表建议5件、政协提案3件，主办6件、会办2件."""
    sums = accumulate(part.value for part in each.parts)
    return islice(sums, FEWEST - 1, None)


def _wrong(each: Enumeration) -> str | None:
    """What is wrong with a list, in words; None where nothing is, or nobody can tell."""
    total, whole = each.total.value, each.sum
    largest = max(part.value for part in each.parts)
    most = total * (1 + NEAR) if each.is_of_media else max(total * OVER, total + 1)
    is_sure = each.is_closed or total - total * NEAR <= whole <= most
    if largest > total:
        # 日均5条，其中图片420条: what is so much larger is a part of something else.
        is_part = each.is_closed or largest <= total * FAR
        return f"其中一项{largest}{{unit}}，超过总数{{total}}{{unit}}" if is_part else None
    if (
        len(each.parts) < FEWEST
        or not is_sure
        or any(abs(sum_ - total) <= each.rounded_by for sum_ in _sums(each))
    ):
        return None
    if not each.is_closed and whole > total and any(whole - part.value == total for part in each.parts):
        # 甲5件，其中乙3件、丙2件、丙之一1件: one of them is part of another.
        return None
    if whole > total:
        return "各分项{listed}＝{sum}{unit}，超过总数{total}{unit}"
    return None if each.is_open else "各分项{listed}＝{sum}{unit}，总数写的是{total}{unit}"
