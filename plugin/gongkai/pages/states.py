"""The state of an agency's year in a word: a report that was corrected or withdrawn, or one that is not there."""

from __future__ import annotations

from gongkai.model import Agency, Report
from gongkai.pages.blocks import Inline, Inlines, Sign, Tag, Text
from gongkai.pages.lateness import Lateness

NOTHING = "—"
"""Where there is no report, or no date."""


def overdue_tag(agency: Agency, year: int, late: Lateness | None) -> Tag | None:
    """Marks a report that was due and is not there."""
    return Tag("未发布", "late") if late is not None and late.is_missing(agency.kind, year) else None


def state_tags(report: Report, agency: Agency, late: Lateness | None, *, with_date: bool = False) -> Inlines:
    """The state of a report in words."""
    found: list[Inline] = []
    if report.withdrawal is not None:
        found.append(Tag("撤回", "withdrawn"))
    elif report.is_elsewhere and report.original_address is not None:
        found.append(Tag("他站"))
    elif report.is_elsewhere:
        found.append(Tag("文件"))
    if late is not None and report.withdrawal is None and (days := late.days(report, agency.kind)):
        found.append(Tag(f"逾期{days}天" if with_date else "逾期", "late"))
    if report.corrections and report.withdrawal is None:
        day = max(correction.date.day for correction in report.corrections)
        found.append(Tag(f"更正 {day:%Y-%m-%d}" if with_date else f"更正 {day:%m-%d}", "correction"))
    if report.draft and with_date:
        found.append(Tag("草稿"))
    return tuple(part for tag in found for part in (Text(" "), tag))


MEANINGS = (
    Sign("更正", "发布后更正过，附更正日期", "correction"),
    Sign("文件", "只有文件，没有网页数据", ""),
    Sign("他站", "发布在其他地址", ""),
    Sign("撤回", "已撤回", "withdrawn"),
    Sign("逾期", "晚于规定日期发布", "late"),
    Sign("未发布", "规定日期已过，没有报告", "late"),
)
"""The words of the states, without the date or number that may follow, and what they mean."""
