"""What a supervising office writes to a body: that its report has not come, or what in it is to be put right.

The texts have no date and no number of their own: whoever sends them adds both.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from gongkai.findings import Finding, Level
from gongkai.model import Agency
from gongkai.reporting.entries import entries, printable


def missing_reminder(agency: Agency, year: int, last_day: datetime.date | None) -> str:
    """The notice to a body from which nothing has come."""
    due = f"应当在{_day(last_day)}前公布，" if last_day is not None else ""
    return "\n".join(
        (
            *_head(agency, f"关于报送{year}年政府信息公开工作年度报告的提醒"),
            f"你单位{year}年政府信息公开工作年度报告{due}目前还没有收到。"
            "请按统一格式编制，核对无误后尽快报送。",
            "",
        )
    )


def finding_reminder(
    agency: Agency, year: int, last_day: datetime.date | None, findings: Iterable[Finding]
) -> str:
    """The notice to a body whose report has to be put right."""
    due = f"；报告应当在{_day(last_day)}前公布" if last_day is not None else ""
    said = [line for number, entry in enumerate(_worst_first(findings), 1) for line in _entry(number, entry)]
    return "\n".join(
        (
            *_head(agency, f"关于改正{year}年政府信息公开工作年度报告的通知"),
            f"你单位{year}年政府信息公开工作年度报告已收到。经核对，有下列问题，请改正后重新报送{due}。",
            "",
            *said,
            "",
        )
    )


def to_be_reminded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that a body is told of: errors and warnings that nobody has accepted."""
    return tuple(f for f in findings if f.accepted is None and f.level.rank >= Level.WARNING.rank)


def _head(agency: Agency, title: str) -> Iterator[str]:
    yield title
    yield ""
    yield f"{printable(agency.name)}："
    yield ""


def _worst_first(findings: Iterable[Finding]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    told = sorted(entries(findings), key=lambda entry: -entry.level.rank)
    for entry in told:
        yield ("错误" if entry.level is Level.ERROR else "请核实", entry.said, entry.remedy)


def _entry(number: int, entry: tuple[str, tuple[str, ...], str]) -> Iterator[str]:
    kind, said, remedy = entry
    first, *others = said
    yield f"{number}. （{kind}）{printable(first)}"
    yield from (f"   {printable(line)}" for line in others)
    yield f"   改法：{printable(remedy)}"


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
