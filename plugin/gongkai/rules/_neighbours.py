"""The reports that a report is compared with: last year's, its sister offices', its subordinates'.

A draft takes part in nothing but its own checks: every report, drafts included, is compared with published ones
only. A withdrawn report, and one that is only a file or an address, has nothing to compare with.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model import Report
from gongkai.rules.rule import Inspection


def is_comparable(report: Report | None) -> bool:
    """Whether others may be compared with the report."""
    return report is not None and not report.draft and report.withdrawal is None and not report.is_elsewhere


def year_before(report: Report, inspection: Inspection) -> Report | None:
    """The published report of the same agency one year before."""
    before = inspection.archive.by_agency[report.agency].get(report.year - 1)
    return before if is_comparable(before) else None


def with_year_before(inspection: Inspection) -> Iterator[tuple[Report, Report]]:
    """Every report that has one of the year before, and that one."""
    for report in inspection.reports:
        before = year_before(report, inspection)
        if before is not None:
            yield report, before
