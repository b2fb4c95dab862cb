"""What there is to announce: each report that was published, corrected or withdrawn, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from gongkai.addresses import Anchor, Page
from gongkai.data_classes import dataclass
from gongkai.model import Date, Report
from gongkai.pages.frame import NAME
from gongkai.pages.report import WITHDRAWN_ID, report_title
from gongkai.pages.tables import correction_id

FEED_TITLE = f"{NAME}：发布、更正和撤回"

MOST = 100
"""Announcements: a feed reader wants what is new; the index has the rest."""


@dataclass(frozen=True, slots=True)
class News:
    """One event in the life of a report."""

    place: Page | Anchor
    """Where it can be read, and what makes it this event and no other."""
    title: str
    text: str
    agency: str
    """The agency's name in the year of the report."""
    date: Date


def news(
    reports: Iterable[Report], descriptions: Mapping[Page, str] = MappingProxyType({})
) -> tuple[News, ...]:
    """The events of reports that have a date. A withdrawn report is announced only as withdrawn, a draft not at all.

    descriptions: what the pages of reports say in one sentence.
    """
    every = [each for report in reports if not report.draft for each in _of_report(report, descriptions)]
    every.sort(
        key=lambda each: (each.date.day, each.date.time is not None, each.date.time, each.title), reverse=True
    )
    return tuple(every[:MOST])


def _of_report(report: Report, descriptions: Mapping[Page, str]) -> Iterator[News]:
    page, title, agency = Page(report.agency, report.year), report_title(report).whole, report.agency_name
    if report.withdrawal is not None:
        withdrawn = report.withdrawal
        yield News(Anchor(page, WITHDRAWN_ID), f"撤回：{title}", withdrawn.explanation, agency, withdrawn.date)
        return
    if report.published is not None:
        usual = f"{agency}发布了{report.year}年的报告。"
        yield News(page, title, descriptions.get(page, usual), agency, report.published)
    for number, correction in enumerate(report.corrections, 1):
        place = Anchor(page, correction_id(number))
        yield News(place, f"更正：{title}", correction.explanation, agency, correction.date)
