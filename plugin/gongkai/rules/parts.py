"""The rules over an archive cut into parts, which may be looked at on different machines: the same findings as of the whole.

Most rules look at one agency: its reports of all years, and those of its subordinates where it sums them. A rule that
compares sisters looks at one year of all agencies under the same one. Both are parts that hold all they need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from gongkai.findings import Finding
from gongkai.ground.spread import Spread
from gongkai.model import Archive, Report
from gongkai.problems import Problem
from gongkai.rules.inspecting import explained, found_by, order
from gongkai.rules.rule import Inspection, Rule
from gongkai.settings import Settings

NOBODY = ""
"""The path of no agency: for the files that are of none."""


def inspect_spread(
    archive: Archive,
    problems: tuple[Problem, ...],
    settings: Settings,
    spread: Spread,
    on_part: Callable[[], None] = lambda: None,
) -> tuple[Finding, ...]:
    """As `inspect`, part by part. on_part is called after each of `parts_of` them."""
    archive = archive.whole
    beside: dict[str, list[Finding]] = {}
    for found in (
        found_by(Inspection(archive, problems, settings), lambda rule: rule.reads_here),
        *spread.each(_of_sisters, _sisters(archive, settings)),
    ):
        for finding in found:
            beside.setdefault(finding.place.file, []).append(finding)
        on_part()
    told: list[Finding] = []
    for of_part in spread.each(_of_agency, _agencies(archive, problems, settings, beside)):
        told.extend(of_part)
        on_part()
    return tuple(sorted(told, key=order))


def parts_of(archive: Archive) -> int:
    """How many parts `inspect_spread` looks at."""
    archive = archive.whole
    return 2 + len(archive.agencies) + len(_groups(archive))


@dataclass(frozen=True)
class _Part:
    """What is looked at, with what was found of it already."""

    inspection: Inspection
    found: tuple[Finding, ...] = ()


def _of_sisters(part: _Part) -> list[Finding]:
    return found_by(part.inspection, lambda rule: rule.compares_sisters)


def _of_agency(part: _Part) -> tuple[Finding, ...]:
    return explained(part.inspection, [*found_by(part.inspection, _looks_at_agency), *part.found])


def _looks_at_agency(rule: Rule) -> bool:
    # One that compares sisters looks at the year before too, which is here.
    return not rule.reads_here


def _groups(archive: Archive) -> dict[tuple[str | None, int], list[Report]]:
    """The reports of a year of all agencies under the same one."""
    groups: dict[tuple[str | None, int], list[Report]] = {}
    for report in archive.reports:
        groups.setdefault((archive.agencies[report.agency].parent, report.year), []).append(report)
    return {key: reports for key, reports in groups.items() if len(reports) > 1}


def _sisters(archive: Archive, settings: Settings) -> Iterator[_Part]:
    for reports in _groups(archive).values():
        agencies = {report.agency: archive.agencies[report.agency] for report in reports}
        yield _Part(Inspection(Archive(agencies, tuple(reports), base=archive.base), (), settings))


def _agencies(
    archive: Archive,
    problems: tuple[Problem, ...],
    settings: Settings,
    beside: Mapping[str, list[Finding]],
) -> Iterator[_Part]:
    """A part for each agency, and one for the files that are of none."""
    owners = {file: owner for file, (owner, _) in archive.owners.items()}
    near = _Near(archive)
    lines: dict[str, dict[str, tuple[str, ...]]] = {}
    for file, of_file in archive.lines.items():
        lines.setdefault(owners.get(file, NOBODY), {})[file] = of_file
    shown: dict[str, list[Problem]] = {}
    for problem in problems:
        shown.setdefault(owners.get(problem.place.file, NOBODY), []).append(problem)
    found: dict[str, list[Finding]] = {}
    for file, findings in beside.items():
        found.setdefault(owners.get(file, NOBODY), []).extend(findings)
    for path in (*archive.agencies, NOBODY):
        part = replace(near.archive_of(path), lines=lines.get(path, {}))
        yield _Part(Inspection(part, tuple(shown.get(path, ())), settings, path), tuple(found.get(path, ())))


class _Near:
    """What the rules look at beside an agency: those above it and directly below it, and what these were merged into."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.position = {path: number for number, path in enumerate(archive.agencies)}
        self.reports: dict[str, list[Report]] = {}
        for report in archive.reports:
            self.reports.setdefault(report.agency, []).append(report)
        self.below: dict[str | None, list[str]] = {}
        self.successors: dict[str, list[str]] = {}
        for path, agency in archive.agencies.items():
            self.below.setdefault(agency.parent, []).append(path)
            for before in agency.succeeds:
                self.successors.setdefault(before, []).append(path)
        self.unreadable: dict[str, dict[tuple[str, int], str]] = {}
        for key, file in archive.unreadable.items():
            self.unreadable.setdefault(key[0], {})[key] = file

    def archive_of(self, path: str) -> Archive:
        """The part of the archive that the rules look at for that agency, in its order."""
        below = self.below.get(path, []) if path != NOBODY else []
        with_reports = [each for each in (path, *below) if each in self.position]
        near = {each for one in with_reports for each in (one, *self.successors.get(one, ()))}
        above = self.archive.agencies[path].parent if path in self.position else None
        while above is not None:
            near.add(above)
            above = self.archive.agencies[above].parent
        in_order = sorted(near, key=self.position.__getitem__)
        return Archive(
            {each: self.archive.agencies[each] for each in in_order},
            tuple(report for each in in_order if each in with_reports for report in self.reports.get(each, ())),
            unreadable={key: file for each in in_order for key, file in self.unreadable.get(each, {}).items()},
            base=self.archive.base,
            refused={each: self.archive.refused[each] for each in in_order if each in self.archive.refused},
        )
