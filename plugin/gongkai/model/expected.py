"""Which reports are expected of an agency."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.model.agency import Agency
from gongkai.model.report import Report


def expected_years(agency: Agency, own: Mapping[int, Report], last_year: int | None) -> range:
    """The years for which a report is expected: from 起始年度 to 终止年度, by default those it has.

    An agency that states when it begins is expected to go on. Where neither is stated, no report is missing.
    """
    first = agency.first_year if agency.first_year is not None else min(own, default=None)
    last = agency.last_year
    if last is None:
        last = max(own, default=None) if agency.first_year is None else last_year
    return range(first, last + 1) if first is not None and last is not None else range(0)
