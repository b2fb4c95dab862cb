"""How much was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.model import Archive, Report


@dataclass(frozen=True, slots=True)
class Checked:
    """Counts of what was checked; cells are those of the statutory tables."""

    agencies: int
    reports: int
    cells: int
    drafts: int = 0
    """How many of the reports are unfinished, and not published."""

    @classmethod
    def of(cls, archive: Archive) -> Checked:
        """A whole archive."""
        return cls.of_reports(archive.agencies, archive.reports)

    @classmethod
    def of_reports(cls, agencies: Iterable[str], reports: Iterable[Report]) -> Checked:
        """Some agencies, by path, and some reports."""
        counted = tuple(reports)
        return cls(
            len(set(agencies)),
            len(counted),
            sum(len(report.cells) for report in counted),
            sum(report.draft for report in counted),
        )
