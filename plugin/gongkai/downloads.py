"""The files to download: which there are of each report and of all, their bytes, and how pages offer them.

Whatever is added (`XLSX`, `PDF`) is one more entry in the tuple of a report: pages, catalogue and descriptor go by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.addresses import INDEX, Made, Page, made
from gongkai.document import Download
from gongkai.model import Archive, Report
from gongkai.schema import schemas
from gongkai.settings import Settings
from gongkai.writers.catalog import PublishedFile, write_catalog, write_datapackage
from gongkai.writers.figures_csv import write_csv
from gongkai.writers.report_json import write_json

ALL = Made("all.csv")
CATALOG = Made("catalog.json")
DATAPACKAGE = Made("datapackage.json")

Reports = Mapping[tuple[str, int], Report]


@dataclass(frozen=True)
class DownloadFile:
    """A file, and how it is offered."""

    address: Made
    kind: str
    data: bytes
    label: str = ""

    @property
    def offer(self) -> Download:
        """The file as a page offers it."""
        return Download(self.kind, self.label, self.address, len(self.data))


Files = Mapping[Page, tuple[DownloadFile, ...]]


def report_files(reports: Reports, archive: Archive) -> Files:
    """The files of each report that is not withdrawn, in the order in which its page offers them."""
    files = {}
    for key, report in reports.items():
        if report.withdrawal is not None:
            continue
        page = Page(*key)
        offered = [DownloadFile(made(page, "json"), "JSON", write_json(report, archive))]
        # A report without statutory tables has no figures that a row each could hold.
        if report.cells:
            offered.insert(0, DownloadFile(made(page, "csv"), "CSV", write_csv((report,), archive)))
        files[page] = tuple(offered)
    return files


def all_files(reports: Reports, archive: Archive, of_reports: Files, settings: Settings) -> Files:
    """All files by their pages: those of the reports, and under the index those of all."""
    if not reports:
        return {}
    listed = {
        (page.agency or "", page.year or 0): tuple(
            PublishedFile(file.address.path, file.kind, file.data) for file in files
        )
        for page, files in of_reports.items()
    }
    figures = DownloadFile(ALL, "CSV", write_csv(reports.values(), archive), "全部数据")
    every = PublishedFile(ALL.path, "CSV", figures.data)
    catalog = DownloadFile(CATALOG, "JSON", write_catalog(reports, archive, listed, every), "目录")
    described = (every, PublishedFile(CATALOG.path, "JSON", catalog.data))
    datapackage = write_datapackage(reports, archive, listed, described, settings.license)
    return {
        **of_reports,
        INDEX: (figures, catalog, DownloadFile(DATAPACKAGE, "JSON", datapackage, "数据说明")),
    }


def schema_files() -> Mapping[str, bytes]:
    """The JSON Schemas, by their path below the folder of our pages."""
    return {f"schema/{name}.json": data for name, data in schemas().items()}
