"""What is published, for programs: the catalogue of agencies and reports, and the descriptor of the data.

Paths are relative to the folder of our pages, where both files lie. Each file is named with its size and the SHA-256
of its bytes. A withdrawn report is in both, and says so; it has no files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from gongkai.data_classes import dataclass
from gongkai.ground.jsontext import json_bytes
from gongkai.model import Agency, Archive, Date, Report
from gongkai.pages import report_title
from gongkai.pages.frame import NAME
from gongkai.schema import table_schema
from gongkai.writers.data.agencies_csv import agencies_schema
from gongkai.writers.data.comparison_csv import comparison_columns

VERSION = 1
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PACKAGE = "gongkai-reports"
"""The name of the data package."""

Object = dict[str, Any]
Reports = Mapping[tuple[str, int], Report]

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class PublishedFile:
    """A file, by its path below the folder of our pages."""

    path: str
    media_type: str
    size: int
    """Bytes."""
    hash: str
    """SHA-256 of the bytes, in hexadecimal digits."""

    @property
    def format(self) -> str:
        """The ending of its name."""
        return self.path.rpartition(".")[2]

    @property
    def is_text(self) -> bool:
        """Whether it is text, and then in UTF-8."""
        return self.media_type in ("text/csv", "application/json")


Files = Mapping[tuple[str, int], tuple[PublishedFile, ...]]


def write_catalog(
    reports: Reports,
    archive: Archive,
    files: Files,
    of_all: tuple[PublishedFile, ...],
    compared: Mapping[str, PublishedFile],
    page_of: Callable[[str, int | None], str],
) -> bytes:
    """All agencies with their reports and the files of each.

    of_all: the files with numbers of several reports. compared: the years of an agency side by side, by its path. page_of: the address of the page of an agency, or of its report of a
    year.
    """
    own: dict[str, dict[tuple[str, int], Report]] = {path: {} for path in archive.agencies}
    for key, report in reports.items():
        own[key[0]][key] = report
    agencies = [
        _agency(agency, own[path], files, compared, page_of) for path, agency in archive.agencies.items()
    ]
    catalog = {
        "version": VERSION,
        "title": NAME,
        "files": [_file(file) for file in of_all],
        "agencies": agencies,
    }
    return json_bytes(catalog, depth=4)


def _agency(
    agency: Agency,
    reports: Reports,
    files: Files,
    compared: Mapping[str, PublishedFile],
    page_of: Callable[[str, int | None], str],
) -> Object:
    """reports: its own."""
    return {
        "agency": agency.path,
        "name": agency.name,
        "kind": agency.kind.value,
        "scope": agency.scope,
        "parent": agency.parent,
        "page": page_of(agency.path, None),
        "files": [_file(compared[agency.path])] if agency.path in compared else [],
        "reports": [_report(report, files.get(key, ()), page_of(*key)) for key, report in reports.items()],
    }


def _report(report: Report, files: tuple[PublishedFile, ...], page: str) -> Object:
    return {
        "year": report.year,
        "page": page,
        "title": report_title(report).whole,
        "form": report.form.name,
        "state": _state(report),
        "published": _day(report.published),
        "corrected": max((f"{correction.date.day}" for correction in report.corrections), default=None),
        "withdrawn": report.withdrawal and _withdrawal(report),
        "original_address": None if report.withdrawal else report.original_address,
        "files": [_file(file) for file in files],
    }


def _state(report: Report) -> str:
    """withdrawn, draft, elsewhere (at another address), attachment (only files), free (no statutory form), or form."""
    if report.withdrawal is not None:
        return "withdrawn"
    if report.draft:
        return "draft"
    if report.is_elsewhere:
        return "attachment" if report.original_address is None else "elsewhere"
    return "free" if report.form.is_free else "form"


def _withdrawal(report: Report) -> Object:
    assert report.withdrawal is not None
    return {"date": _day(report.withdrawal.date), "explanation": report.withdrawal.explanation}


def _day(date: Date | None) -> str | None:
    return None if date is None else f"{date.day}"


def _file(file: PublishedFile) -> Object:
    return {"path": file.path, "format": file.format, "bytes": file.size, "sha256": file.hash}


def write_datapackage(
    reports: Reports,
    archive: Archive,
    files: Files,
    numbers: PublishedFile,
    of_years: Mapping[int, PublishedFile],
    compared: Mapping[str, tuple[PublishedFile, Iterable[int]]],
    catalog: PublishedFile,
    license_: str | None,
) -> bytes:
    """The descriptor by the Data Package standard, version 2.

    Its resources are data. Documents, and the catalogue, which a tool may take for a catalogue of its own, stand in a list
    beside them: the standard has no type for what is no table, and its tools would read a workbook as one.

    numbers: those of all reports. of_years: all agencies side by side, by year. compared: the years of an agency side by
    side, by its path, and which these are. license_: a licence's identifier, or the address of its text; None where the
    site states none, and then nothing is said.
    """
    withdrawn = [report for report in reports.values() if report.withdrawal is not None]
    of_reports = [
        (report_title(reports[key]).whole, file) for key, of_report in files.items() for file in of_report
    ]
    package: Object = {
        "$schema": PROFILE,
        "name": PACKAGE,
        "title": NAME,
        "description": f"各机关历年{NAME}的数据。all.csv 每格一行，含全部报告；各报告另有自己的文件。",
        **({"licenses": [_license(license_)]} if license_ else {}),
        "withdrawn": [
            {"agency": report.agency, "year": report.year, **_withdrawal(report)} for report in withdrawn
        ],
        "resources": [
            {**_resource(numbers, "全部报告各表的数"), "schema": table_schema()},
            *(
                {**_resource(file, f"{year}年各机关对照"), "schema": agencies_schema()}
                for year, file in of_years.items()
            ),
            *(
                {
                    **_resource(file, f"{archive.agencies[path].name}历年比较"),
                    "schema": comparison_columns(of_file),
                }
                for path, (file, of_file) in compared.items()
            ),
            *(_resource(file, title) for title, file in of_reports if file.is_text),
        ],
        "files": [
            _described(catalog, "机关与报告目录"),
            *(_described(file, title) for title, file in of_reports if not file.is_text),
        ],
    }
    return json_bytes(package, depth=2)


def _license(text: str) -> Object:
    return {"path": text} if _ADDRESS.fullmatch(text) else {"name": text}


def _resource(file: PublishedFile, title: str) -> Object:
    # Folder names hold no full stop, so no two paths give one name.
    table = {"type": "table"} if file.media_type == "text/csv" else {}
    return {"name": file.path.replace("/", "."), **table, **_described(file, title)}


def _described(file: PublishedFile, title: str) -> Object:
    return {
        "title": title,
        "path": file.path,
        "format": file.format,
        "mediatype": file.media_type,
        **({"encoding": "utf-8"} if file.is_text else {}),
        "bytes": file.size,
        "hash": f"sha256:{file.hash}",
    }
