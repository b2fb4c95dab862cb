"""Who has published, when, and who has not: what a supervising office asks first. No clock: the archive says it.

Expected are the years that the index of the site expects (起始年度, 终止年度, through_year); the last day is that of
`gongkai.rules.duties.deadline`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import PurePosixPath

from gongkai.data_classes import dataclass
from gongkai.model import Agency, AgencyKind, Archive, Report, expected_years, last_day
from gongkai.rules.duties.deadline import days, is_judged
from gongkai.settings import Settings

KINDS = tuple(AgencyKind)

Takes = Callable[[str, str | None, int | None], bool]
"""Whether a file is asked for, by its name, agency and year; the file need not exist."""


class State(StrEnum):
    """What became of the report of a year; the words are for readers."""

    ON_TIME = "按期发布"
    LATE = "逾期发布"
    UNDATED = "未注明发布日期"
    WITHDRAWN = "已撤回"
    UNREADABLE = "文件读不出来"
    DRAFT = "只有草稿"
    MISSING = "没有报告"


PUBLISHED = (State.ON_TIME, State.LATE, State.UNDATED)
ABSENT = (State.UNREADABLE, State.DRAFT, State.MISSING)


def state_name(state: State) -> str:
    """The state as programs read it: on-time, late, draft."""
    return state.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Publication:
    """The report of one agency and year, or that there is none."""

    agency: Agency
    year: int
    state: State
    last_day: datetime.date | None
    """None for a body that no law gives a day."""
    day: datetime.date | None
    """When it was published."""

    @property
    def days_late(self) -> int:
        """Days after the last day; 0 where it was on time or nobody knows."""
        return max((self.day - self.last_day).days, 0) if self.day and self.last_day else 0


def publications(archive: Archive, settings: Settings, takes: Takes) -> tuple[Publication, ...]:
    """Every year that has a report or ought to have one, by kind of agency, agency and year."""
    through = through_year(archive, settings)
    agencies = sorted(archive.agencies.values(), key=lambda a: (KINDS.index(a.kind), a.path))
    return tuple(
        found for agency in agencies for found in _of_agency(agency, archive, settings, through, takes)
    )


def through_year(archive: Archive, settings: Settings) -> int | None:
    """The last year that is expected of anyone; None where there is no report at all."""
    return settings.through_year or max((r.year for r in archive.reports if not r.draft), default=None)


def _of_agency(
    agency: Agency, archive: Archive, settings: Settings, through: int | None, takes: Takes
) -> Iterator[Publication]:
    own = archive.by_agency[agency.path]
    shown = {year: report for year, report in own.items() if not report.draft}
    unreadable = {year for path, year in archive.unreadable if path == agency.path}
    folder = PurePosixPath(agency.place.file).parent
    due = days(settings)
    for year in sorted({*own, *unreadable, *expected_years(agency, shown, through)}):
        if not takes(str(folder / f"{year}.yml"), agency.path, year):
            continue
        limit = last_day(agency.kind, year, due)
        report = own.get(year)
        if report is None:
            state = State.UNREADABLE if year in unreadable else State.MISSING
            yield Publication(agency, year, state, limit, None)
        else:
            state = _state(report, limit, is_judged=is_judged(settings))
            day = report.published.day if report.published is not None else None
            yield Publication(agency, year, state, limit, day)


def _state(report: Report, limit: datetime.date | None, *, is_judged: bool) -> State:
    if report.draft:
        return State.DRAFT
    if report.withdrawal is not None:
        return State.WITHDRAWN
    if report.published is None:
        return State.UNDATED
    is_late = is_judged and limit is not None and report.published.day > limit
    return State.LATE if is_late else State.ON_TIME
