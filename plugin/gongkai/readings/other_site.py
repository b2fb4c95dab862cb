"""What another site publishes of itself, saved beside ours: its `catalog.json`, and its `all.csv` where it is there.

A reader of files alone: nothing is fetched. Of the numbers only those of the agencies at the top are read, which stand
for the whole region.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from gongkai.data_classes import dataclass
from gongkai.findings import Place
from gongkai.model import Agency, AgencyKind, Report
from gongkai.model.agency import stand_in
from gongkai.readings.pieces import UnreadableFile
from gongkai.settings import OtherSite

CATALOG, NUMBERS = "catalog.json", "all.csv"
_VERSION = 1
_PATH = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
_PAGE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*(?:/|\.html)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class OtherSiteError(Exception):
    """A catalogue that cannot be read; the message is one line for the webmaster."""


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report that another site has."""

    year: int
    address: str
    published: str | None
    """As a date."""
    is_withdrawn: bool
    is_corrected: bool


@dataclass(frozen=True)
class ListedAgency:
    """An agency of another site."""

    agency: Agency
    """As far as the catalogue says."""
    address: str
    reports: tuple[ListedReport, ...]
    """Newest first."""


@dataclass(frozen=True)
class Catalog:
    """What there is on another site."""

    site: OtherSite
    agencies: tuple[ListedAgency, ...]
    newest: str | None
    """The newest day that the catalogue names: how old the copy may be."""
    numbers: Mapping[tuple[str, int], Report]
    """The reports of the agencies at the top, tables alone, by agency and year."""

    @property
    def reports(self) -> int:
        """How many it has, withdrawn ones too."""
        return sum(len(each.reports) for each in self.agencies)


def read_other_site(site: OtherSite, base: Path) -> Catalog:
    """The catalogue in the folder that the option names, relative to base. Raises OtherSiteError."""
    folder = base / site.folder
    name = f"{site.folder}/{CATALOG}"
    try:
        whole: Any = json.loads((folder / CATALOG).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise OtherSiteError(
            f"没有“{name}”；把{site.name}网站上的 {CATALOG} 存到这里，或改选项 other_sites"
        ) from None
    except (OSError, ValueError, RecursionError):
        raise OtherSiteError(f"“{name}”读不出来，不是网站的 {CATALOG}") from None
    try:
        if whole["version"] != _VERSION:
            raise OtherSiteError(f"“{name}”是别的版本的软件写的，这个版本读不了")
        agencies = tuple(_agency(each, site, name) for each in whole["agencies"])
    except (KeyError, TypeError, AttributeError, ValueError):
        raise OtherSiteError(f"“{name}”不是网站的 {CATALOG}，或不完整") from None
    days = [day for each in whole["agencies"] for report in each["reports"] for day in _days(report)]
    top = {each.agency.path: each.agency for each in agencies if each.agency.parent is None}
    return Catalog(site, agencies, max(days, default=None), _numbers(folder / NUMBERS, site, top))


def _agency(each: Mapping[str, Any], site: OtherSite, file: str) -> ListedAgency:
    path, parent = each["agency"], each["parent"]
    if not isinstance(path, str) or not _PATH.fullmatch(path):
        raise ValueError(path)
    kind = AgencyKind(each["kind"])
    agency = stand_in(path, parent if isinstance(parent, str) else None, Place(file))
    named = replace(agency, name=str(each["name"]), kind=kind)
    reports = tuple(_report(report, path, site) for report in each["reports"])
    newest_first = tuple(sorted(reports, key=lambda report: -report.year))
    return ListedAgency(named, f"{site.url}{_page(each, f'{path}/')}", newest_first)


def _report(report: Mapping[str, Any], path: str, site: OtherSite) -> ListedReport:
    year = report["year"]
    if not isinstance(year, int) or not 1000 <= year <= 9999:
        raise ValueError(year)
    return ListedReport(
        year,
        f"{site.url}{_page(report, f'{path}/{year}/')}",
        _day(report["published"]),
        report["state"] == "withdrawn",
        report["corrected"] is not None,
    )


def _page(each: Mapping[str, Any], usual: str) -> str:
    """Where its page is, below the site's pages; a site of an older version does not say."""
    page = each.get("page")
    return page if isinstance(page, str) and _PAGE.fullmatch(page) else usual


def _days(report: Mapping[str, Any]) -> list[str]:
    withdrawn = (report.get("withdrawn") or {}).get("date")
    return [day for day in map(_day, (report["published"], report["corrected"], withdrawn)) if day]


def _day(text: object) -> str | None:
    return text if isinstance(text, str) and _DAY.fullmatch(text) else None


def _numbers(file: Path, site: OtherSite, top: Mapping[str, Agency]) -> Mapping[tuple[str, int], Report]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise OtherSiteError(f"“{site.folder}/{NUMBERS}”读不出来") from None
    from gongkai.readings.report_csv import read_cells

    kept = io.StringIO(newline="")
    try:
        rows = csv.reader(io.StringIO(text, newline=""))
        head = next(rows, [])
        at = head.index("agency")
        writer = csv.writer(kept)
        writer.writerow(head)
        several = [row for row in rows if len(row) > at and row[at] in top]
        writer.writerows(several)
        readings = read_cells(kept.getvalue().encode(), NUMBERS) if several else []
    except (ValueError, csv.Error, UnreadableFile):
        raise OtherSiteError(f"“{site.folder}/{NUMBERS}”不是网站的 {NUMBERS}") from None
    return {
        (str(reading.agency_path), reading.year): reading.report(
            top[str(reading.agency_path)], reading.year, draft=False
        )
        for reading in readings
        if reading.year is not None
    }
