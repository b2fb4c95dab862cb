"""The files to download: which there are of each report and of all, their bytes, and how pages offer them.

A format of `formats.py` that is offered has an address beside each report: pages, catalogue and descriptor go by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import file_digest, sha256
from pathlib import Path

from gongkai.addresses import INDEX, Addresses, Made, Page, made
from gongkai.documents.formats import FORMATS
from gongkai.documents.own import Own
from gongkai.ground.shelf import Bundle, Kind, Shelf
from gongkai.model import Archive, Report
from gongkai.pages import Download
from gongkai.pages.asked import asked
from gongkai.schema import schemas
from gongkai.settings import Settings
from gongkai.writers.data.catalog import PublishedFile, write_catalog, write_datapackage
from gongkai.writers.data.cells_csv import write_all_csv
from gongkai.writers.data.comparison_csv import years_of_comparison
from gongkai.writers.html.asked import write_asked

DATA = tuple(name for name, form in FORMATS.items() if form.is_offered)
"""The formats of data that each report is offered in, where it has any. Documents are made apart."""
ASKED = "cells.html"
"""The ending of the page that explains each number of a report."""
ALL = Made("all.csv")
CATALOG = Made("catalog.json")
DATAPACKAGE = Made("datapackage.json")

BYTES = Kind[bytes](bytes.decode, str.encode)
"""What we write is text in UTF-8."""

Reports = Mapping[tuple[str, int], Report]
DocumentFiles = Mapping[tuple[str, int], Mapping[str, Path]]


@dataclass(frozen=True)
class DownloadFile:
    """A file, and how it is offered."""

    address: Made
    kind: str
    media_type: str
    data: bytes | Path
    """What is in it, or the file that holds it: documents are too large to keep."""
    label: str = ""

    @property
    def offer(self) -> Download:
        """The file as a page offers it."""
        return Download(self.kind, self.label, self.address, self.size)

    @property
    def published(self) -> PublishedFile:
        """The file as the catalogue has it."""
        return PublishedFile(self.address.path, self.media_type, self.size, self.hash)

    @cached_property
    def size(self) -> int:
        """Bytes."""
        return self.data.stat().st_size if isinstance(self.data, Path) else len(self.data)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits."""
        if isinstance(self.data, bytes):
            return sha256(self.data).hexdigest()
        with self.data.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()


Files = Mapping[Page, tuple[DownloadFile, ...]]


def report_files(
    reports: Reports,
    parts: Mapping[str, Own],
    settings: Settings,
    documents: DocumentFiles,
    addresses: Addresses,
    shelf: Shelf,
) -> Files:
    """The files of each report that is not withdrawn, in the order in which its page offers them.

    parts: what they are made from. documents: those that there are, by agency and year, then by format. shelf: where
    their bytes are kept.
    """
    bundles = {
        path: shelf.bundle("files", part.key if shelf.keeps else "")
        for path, part in parts.items()
        if part.archive.reports
    }
    files = {}
    for key, report in reports.items():
        if report.withdrawal is None:
            page, archive, bundle = Page(*key), parts[report.agency].archive, bundles[report.agency]
            offered: dict[str, DownloadFile] = {
                name: _file(page, name, path) for name, path in documents.get(key, {}).items()
            }
            for name in DATA:
                if FORMATS[name].is_for(report):
                    data = bundle.made(
                        f"{report.year}.{name}", BYTES, partial(FORMATS[name].write, report, archive, settings)
                    )
                    offered[name] = bundle.remembered(f"{report.year} {name}", partial(_file, page, name, data))
            of_report = [offered[name] for name in FORMATS if name in offered]
            if report.cells:
                of_report.append(_asked(report, archive, addresses, bundle))
            files[page] = tuple(of_report)
    for bundle in bundles.values():
        shelf.keep(bundle)
    return files


def _asked(report: Report, archive: Archive, addresses: Addresses, bundle: Bundle) -> DownloadFile:
    at = made(Page(report.agency, report.year), ASKED)

    def write() -> bytes:
        before = archive.by_agency[report.agency].get(report.year - 1)
        is_shown = before is not None and before.withdrawal is None and before.draft <= report.draft
        found = asked(report, before if is_shown else None, archive)
        return write_asked(found, addresses, addresses.made(at))

    data = bundle.made(f"{report.year}.{ASKED}", BYTES, write)
    return bundle.remembered(
        f"{report.year} {ASKED}", partial(DownloadFile, at, "HTML", "text/html", data, "逐格说明")
    )


def _file(page: Page, name: str, data: bytes | Path) -> DownloadFile:
    form = FORMATS[name]
    return DownloadFile(made(page, form.ending), form.kind, form.media_type, data)


def all_files(
    reports: Reports,
    archive: Archive,
    of_reports: Files,
    all_numbers: bytes,
    of_years: Mapping[int, DownloadFile],
    of_comparisons: Files,
    settings: Settings,
    addresses: Addresses,
) -> Files:
    """All files by their pages: those of the reports, and under the index those of all.

    all_numbers: those of all reports. of_years: all agencies of a year side by side. of_comparisons: the years of an agency side by side.
    """
    if not reports:
        return {}

    def page_of(agency: str, year: int | None) -> str:
        return addresses.link_from(addresses.made(CATALOG), Page(agency, year))

    listed = {
        (page.agency or "", page.year or 0): tuple(file.published for file in files)
        for page, files in of_reports.items()
    }
    csv, json = ((FORMATS[name].kind, FORMATS[name].media_type) for name in ("csv", "json"))
    numbers = DownloadFile(ALL, *csv, all_numbers, "全部数据")
    years = {year: file.published for year, file in of_years.items()}
    compared = {page.agency or "": file.published for page, files in of_comparisons.items() for file in files}
    of_all = (numbers.published, *years.values())
    catalog = DownloadFile(
        CATALOG, *json, write_catalog(reports, archive, listed, of_all, compared, page_of), "目录"
    )
    datapackage = write_datapackage(
        reports,
        archive,
        listed,
        numbers.published,
        years,
        {
            page.agency or "": (file.published, _years(file))
            for page, files in of_comparisons.items()
            for file in files
        },
        catalog.published,
        settings.license,
    )
    return {
        **of_reports,
        **of_comparisons,
        **{Page(None, year): (file,) for year, file in of_years.items()},
        INDEX: (numbers, catalog, DownloadFile(DATAPACKAGE, *json, datapackage, "数据说明")),
    }


def numbers_of_all(reports: Reports, of_reports: Files) -> bytes:
    """The numbers of all reports, from their files."""
    kind = FORMATS["csv"].kind
    return write_all_csv(
        (reports[page.agency or "", page.year or 0], file.data)
        for page, files in of_reports.items()
        for file in files
        if file.kind == kind and isinstance(file.data, bytes)
    )


def _years(comparison: DownloadFile) -> tuple[int, ...]:
    data = comparison.data
    return years_of_comparison(data if isinstance(data, bytes) else data.read_bytes())


def schema_files() -> Mapping[str, bytes]:
    """The JSON Schemas, by their path below the folder of our pages."""
    return {f"schema/{name}.json": data for name, data in schemas().items()}
