"""By when a report is due: article 49 of the 条例, in force since 2019, and that of 2007 before it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType

from gongkai.model.agency import AgencyKind

UNIFIED_YEAR = 2019
"""Report year from which article 49 of the 条例 of 2019 applies; that of 2007 had one day for all."""
OLD_DAY = "03-31"
DAYS: Mapping[AgencyKind, str] = MappingProxyType(
    {
        kind: "03-31" if kind is AgencyKind.GOVERNMENT else "01-31"
        for kind in AgencyKind
        if kind is not AgencyKind.PUBLIC_BODY
    }
)
"""Month and day of the following year, by kind, as the law has them; schools and the like are no 行政机关 (article 55)."""


def last_day(kind: AgencyKind, year: int, days: Mapping[AgencyKind, str] = DAYS) -> datetime.date | None:
    """The last day on which the report of a year may be published by an agency of that kind; None where there is none.

    days: month and day by kind, if a place has earlier ones.
    """
    if kind not in days:
        return None
    day = days[kind] if year >= UNIFIED_YEAR else OLD_DAY
    return datetime.date.fromisoformat(f"{year + 1}-{day}")
