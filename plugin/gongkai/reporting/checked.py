"""How much was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gongkai.data_classes import dataclass
from gongkai.model import Archive, Report
from gongkai.rules import Reach, reach_of, summed
from gongkai.settings import Settings


@dataclass(frozen=True, slots=True)
class Checked:
    """Counts of what was checked; cells are those of the statutory tables."""

    agencies: int
    reports: int
    cells: int
    drafts: int = 0
    """How many of the reports are unfinished, and not published."""
    reaches: tuple[tuple[Report, Reach], ...] = ()
    """How far the checks of each report went, where that is asked for."""

    @property
    def reach(self) -> Reach:
        """How far they went in all."""
        return summed(reach for _, reach in self.reaches)

    def with_reaches(self, reports: Iterable[Report], archive: Archive, settings: Settings) -> Checked:
        """The same with how far the checks of these reports went."""
        return replace(self, reaches=tuple((each, reach_of(each, archive, settings)) for each in reports))

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
