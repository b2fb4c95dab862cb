"""The agencies of one year side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongkai.data_classes import dataclass
from gongkai.model import Agency, AgencyKind, Archive, Report
from gongkai.series.key_year import KeyYear, key_year
from gongkai.series.series import Gap, gap_of

FEWEST = 2
"""One agency is compared with none."""


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """What an agency reports of the year."""

    agency: Agency
    report: Report
    numbers: KeyYear | None
    gap: Gap | None
    """Why there are none."""


@dataclass(frozen=True, slots=True)
class AgenciesOfYear:
    """The agencies that have a report of the year, by their paths."""

    year: int
    agencies: tuple[AgencyYear, ...]
    regional: tuple[Agency, ...]
    """Those whose report counts what others in the list count: left out, or all would count twice."""


def agencies_of_year(
    year: int,
    archive: Archive,
    reports: Mapping[tuple[str, int], Report],
    numbers_of: Callable[[Report], KeyYear | None] = lambda report: key_year(report, None),
) -> AgenciesOfYear | None:
    """The agencies of a year; None where there are no numbers to compare. A draft is no report here.

    numbers_of: the key numbers of a report by itself.
    """
    own = {path: report for (path, of), report in reports.items() if of == year and not report.draft}
    found, regional = [], []
    for path, report in own.items():
        agency = archive.agencies[path]
        is_again = archive.is_second(agency) and agency.parent in own
        # Few are asked: each asks all others.
        is_above = agency.kind is AgencyKind.GOVERNMENT and any(other.startswith(f"{path}/") for other in own)
        if is_again or is_above:
            regional.append(agency)
            continue
        numbers = numbers_of(report) if gap_of(report) is None else None
        found.append(AgencyYear(agency, report, numbers, gap_of(report)))
    if len(found) < FEWEST or all(each.numbers is None for each in found):
        return None
    return AgenciesOfYear(year, tuple(found), tuple(regional))
