"""What pages say of reports that are late or missing, where a site asks for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from gongkai.data_classes import dataclass
from gongkai.model import AgencyKind, Report, last_day
from gongkai.pages.dates import newest
from gongkai.rules.duties.deadline import days
from gongkai.settings import Settings


@dataclass(frozen=True, slots=True)
class Lateness:
    """Compares publication with the days of the rule deadline. There is no clock: the data say what day it is."""

    due: Mapping[AgencyKind, str]
    """Month and day, by kind."""
    today: datetime.date
    """The newest day in the data: what was due before it and is not there is missing."""

    def days(self, report: Report, kind: AgencyKind) -> int:
        """By how many days a report was late; 0 in time, and where its date is not known."""
        due = last_day(kind, report.year, self.due)
        if report.published is None or report.draft or due is None:
            return 0
        return max(0, (report.published.day - due).days)

    def is_missing(self, kind: AgencyKind, year: int) -> bool:
        """Whether a report that is not there was due."""
        due = last_day(kind, year, self.due)
        return due is not None and due < self.today


def lateness(reports: Iterable[Report], settings: Settings) -> Lateness | None:
    """None where the site does not ask for it, or no report has a date."""
    today = newest(reports)
    return Lateness(days(settings), today) if settings.show_late and today is not None else None
