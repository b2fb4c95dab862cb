"""The archive: all agencies and reports, and what they are to each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path

from gongkai.data_classes import dataclass
from gongkai.ground.shelf import digest
from gongkai.model.agency import Agency
from gongkai.model.files import File
from gongkai.model.report import Report

AGENCY_FILE = "agency.yml"
RESERVED = ("compare", "assets", "years", "schema")
"""Names in the site that no agency may take."""

_FOLDER = re.compile(r"[a-z0-9-]+")
YEAR = re.compile(r"[0-9]{4}")
REPORT_FILE = re.compile(r"([12][0-9]{3})\.yml")


def is_report_file(name: str) -> bool:
    """Whether a file in an agency's folder is a report by its name."""
    return REPORT_FILE.fullmatch(name) is not None


def is_agency_folder(name: str) -> bool:
    """Whether a folder below the data folder may be an agency by its name."""
    return bool(_FOLDER.fullmatch(name)) and not YEAR.fullmatch(name) and name not in RESERVED


@dataclass(frozen=True)
class Archive:
    """All agencies and reports, in the order of their paths and years."""

    agencies: Mapping[str, Agency]
    """By path."""
    reports: tuple[Report, ...]
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The lines of every file read, by name, for findings to quote."""
    files: Mapping[tuple[str, int], Mapping[str, File]] = field(default_factory=dict)
    """The files of each report, by agency and year, then by name."""

    unreadable: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """The files of reports that could not be read at all, by agency and year."""
    base: Path = Path()
    """The folder that the names of files are relative to."""
    digests: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Of what is in every file read, by name."""
    refused: Mapping[str, Agency] = field(default_factory=dict)
    """Stand-ins for the agencies whose own file cannot be used, by path."""
    refused_reports: tuple[Report, ...] = ()
    """Their reports: checked, so that one list has everything that is wrong, but never shown."""

    @cached_property
    def whole(self) -> Archive:
        """What is checked: this archive with the agencies whose file cannot be used, and their reports."""
        if self.refused.keys() <= self.agencies.keys():
            return self
        return replace(
            self,
            agencies={**self.agencies, **self.refused},
            reports=(*self.reports, *self.refused_reports),
        )

    def digest(self, file: str) -> str:
        """Of what is in a file; of one that was read elsewhere, of its lines."""
        known = self.digests.get(file)
        return digest(self.lines.get(file, ())) if known is None else known

    @cached_property
    def owners(self) -> Mapping[str, tuple[str, int | None]]:
        """Agency and year of every file; an agency.yml has no year."""
        known: dict[str, tuple[str, int | None]] = {
            agency.place.file: (path, None) for path, agency in self.whole.agencies.items()
        }
        known.update((file, key) for key, file in self.unreadable.items())
        known.update((report.place.file, (report.agency, report.year)) for report in self.whole.reports)
        return known

    @cached_property
    def by_agency(self) -> Mapping[str, Mapping[int, Report]]:
        """The reports of each agency by year, drafts included."""
        found: dict[str, dict[int, Report]] = {path: {} for path in self.agencies}
        for report in self.reports:
            found[report.agency][report.year] = report
        return found

    @cached_property
    def published(self) -> tuple[Report, ...]:
        """The reports that a build shows: all but drafts."""
        return tuple(report for report in self.reports if not report.draft)

    @cached_property
    def by_file(self) -> Mapping[str, Report]:
        """Reports by the name of their file."""
        return {report.place.file: report for report in self.reports}

    def subordinates(self, path: str | None) -> tuple[Agency, ...]:
        """The agencies directly under one, or those at the top."""
        return tuple(agency for agency in self.agencies.values() if agency.parent == path)

    def is_second(self, agency: Agency) -> bool:
        """Whether its reports are the second ones of the body in whose folder it lies, of another 统计范围.

        They count what that body and those below it count already.
        """
        above = self.agencies.get(agency.parent or "")
        return agency.scope is not None and above is not None and agency.name.startswith(above.name)

    def successors(self, path: str) -> tuple[Agency, ...]:
        """The agencies that an agency was merged into."""
        return tuple(agency for agency in self.agencies.values() if path in agency.succeeds)

    def last_year(self, report: Report) -> Report | None:
        """The report of the same agency one year before; a draft is last year's report only to another draft."""
        before = self.by_agency[report.agency].get(report.year - 1)
        return None if before is not None and before.draft and not report.draft else before
