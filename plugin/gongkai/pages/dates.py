"""The dates of reports: how they are written, and which one counts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from gongkai.model import Date, Report


def date_text(date: Date) -> str:
    """`2022年1月28日`, with the time where one is given."""
    day = f"{date.day.year}年{date.day.month}月{date.day.day}日"
    return f"{day} {date.time:%H:%M}" if date.time else day


def period_text(report: Report) -> str:
    """`2021年1月1日至2021年12月31日`: the days that a report is about."""
    return "至".join(date_text(Date(day)) for day in report.period)


def day_of(report: Report) -> datetime.date | None:
    """The date of a report: its last correction or withdrawal, else its publication."""
    days = [date.day for date in (report.published, *(c.date for c in report.corrections)) if date is not None]
    if report.withdrawal is not None:
        days.append(report.withdrawal.date.day)
    return max(days, default=None)


def day_of_file(report: Report) -> datetime.date:
    """The date of a document made from the report: its publication, else the last day of its year."""
    return report.published.day if report.published is not None else datetime.date(report.year, 12, 31)


def newest(reports: Iterable[Report]) -> datetime.date | None:
    """The newest day of several reports."""
    return max((latest for report in reports if (latest := day_of(report))), default=None)
