"""The files to download: which there are of each report and of all, their bytes, and how pages offer them.

A format of `formats.py` that is offered has an address beside each report: pages, catalogue and descriptor go by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from gongkai.addresses import INDEX, Addresses, Made, Page, made
from gongkai.claims.spoken import Spoken
from gongkai.data_classes import dataclass
from gongkai.documents.formats import FORMATS
from gongkai.documents.own import Own
from gongkai.ground.ahead import Task, make_ahead
from gongkai.ground.content import Content
from gongkai.ground.forks import ForksFor, no_forks
from gongkai.ground.shelf import Bundle, Kind, Shelf
from gongkai.model import Archive, Report
from gongkai.pages import Download
from gongkai.pages.asked import asked
from gongkai.schema import schemas
from gongkai.settings import Settings
from gongkai.writers.data.catalog import PublishedFile, write_catalog, write_datapackage
from gongkai.writers.data.cells_csv import rows_of_all, write_all_csv
from gongkai.writers.data.comparison_csv import years_of_comparison
from gongkai.writers.html.asked import write_asked

ROWS = "csv"
"""The format of which those of all reports are one file too."""
DATA = tuple(name for name, form in FORMATS.items() if form.is_offered)
"""The formats of data that each report is offered in, where it has any. Documents are made apart."""
ASKED = "cells.html"
"""The ending of the page that explains each number of a report."""
ALL = Made("all.csv")
CATALOG = Made("catalog.json")
DATAPACKAGE = Made("datapackage.json")

BYTES = Kind[bytes](bytes.decode, str.encode)
"""What we write is text in UTF-8."""


def _known(packed: list[object]) -> tuple[int, str]:
    size, hash_ = packed
    if not (isinstance(size, int) and isinstance(hash_, str)):
        raise TypeError(packed)
    return size, hash_


_KNOWN = Kind[tuple[int, str]](list, _known)
"""Size and SHA-256."""

Reports = Mapping[tuple[str, int], Report]
DocumentFiles = Mapping[tuple[str, int], Mapping[str, Path]]


@dataclass(frozen=True)
class DownloadFile:
    """A file, and how it is offered."""

    address: Made
    kind: str
    media_type: str
    data: Path | Content
    """What is in it, or the file that holds it."""
    label: str = ""

    @cached_property
    def offer(self) -> Download:
        """The file as a page offers it, the same object each time."""
        return Download(self.kind, self.label, self.address, self.size)

    @property
    def published(self) -> PublishedFile:
        """The file as the catalogue has it."""
        return PublishedFile(self.address.path, self.media_type, self.size, self.content.hash)

    @cached_property
    def size(self) -> int:
        """Bytes."""
        return self.data.stat().st_size if isinstance(self.data, Path) else self.data.size

    @cached_property
    def content(self) -> Content:
        """What is in it."""
        return Content.of_file(self.data) if isinstance(self.data, Path) else self.data


Files = Mapping[Page, tuple[DownloadFile, ...]]


def report_files(
    reports: Reports,
    parts: Mapping[str, Own],
    settings: Settings,
    documents: DocumentFiles,
    addresses: Addresses,
    shelf: Shelf,
    spoken: dict[tuple[str, int], tuple[Spoken, ...]],
    forks: ForksFor = no_forks,
) -> tuple[Files, Content]:
    """The files of each report that is not withdrawn, in the order in which its page offers them, and the numbers of all.

    parts: what they are made from. documents: those that there are, by agency and year, then by format. shelf: where
    their bytes are kept. spoken: the cells that narratives speak of, where they have been read; is emptied. forks: over
    which files of so many reports are to be made.
    """
    made_of = {path: _Made(shelf, part.key if shelf.keeps else "") for path, part in parts.items()}
    planned = {
        key: [*_data(report, parts[key[0]].archive, settings)]
        for key, report in reports.items()
        if report.withdrawal is None
    }
    for key, plans in planned.items():
        if reports[key].cells:
            plans.append(_asked(reports[key], parts[key[0]].archive, addresses, spoken.pop(key, None)))
    _make_ahead(planned, made_of, forks)
    files, rows = {}, list[Callable[[], bytes]]()
    for key, plans in planned.items():
        page, made_files = Page(*key), made_of[key[0]]
        offered = {name: _file(page, name, path) for name, path in documents.get(key, {}).items()}
        offered |= {plan.format: made_files.file(plan) for plan in plans}
        if ROWS in offered:
            rows.append(partial(made_files.rows, reports[key], offered[ROWS].content))
        files[page] = tuple(offered[name] for name in (*FORMATS, ASKED) if name in offered)
        plans.clear()
    all_numbers = Content.of_pieces(lambda: write_all_csv(of_report() for of_report in rows))
    for each in made_of.values():
        each.keep()
    return files, all_numbers


class _Plan(NamedTuple):
    """A file of a report that is to be made."""

    format: str
    """Or ASKED."""
    name: str
    """By which its agency knows it."""
    write: Callable[[], bytes]
    offer: Callable[[Content], DownloadFile]


class _Made:
    """The files of an agency: what is known of them, and apart from that their bytes, which few ask for."""

    def __init__(self, shelf: Shelf, key: str) -> None:
        self._shelf = shelf
        self._known, self._large = shelf.bundle("files", key), shelf.bundle("bytes of files", key)
        self._rows = shelf.bundle("rows", key)

    def file(self, plan: _Plan) -> DownloadFile:
        """One of them, as it was made before or is now."""
        return self._known.remembered(plan.name, lambda: plan.offer(self._content(plan)))

    def _content(self, plan: _Plan) -> Content:
        return content_of(plan.name, plan.write, self._known, self._large)

    def task(self, plans: Sequence[_Plan]) -> Task:
        """Making these ahead."""
        return Task((self._known, self._large), lambda: [self._content(plan) for plan in plans])

    def has(self, plan: _Plan) -> bool:
        """Whether it was made."""
        return is_made(plan.name, self._known)

    def rows(self, report: Report, content: Content) -> bytes:
        """The numbers of a report as they stand among those of all. content: of its own file of numbers."""
        name = f"{report.year}"
        found = self._rows.at_hand(name, BYTES)
        if found is None:
            found = rows_of_all(report, content.read())
            self._rows.lay_by(name, BYTES, found)
        return found

    def keep(self) -> None:
        """Write what is new of them."""
        self._shelf.keep(self._rows, is_large=True)
        self._shelf.keep(self._large, is_large=True)
        self._shelf.keep(self._known)


def _make_ahead(
    planned: Mapping[tuple[str, int], Sequence[_Plan]],
    made_of: Mapping[str, _Made],
    forks: ForksFor,
) -> None:
    """Make the files that there are not, where they are so many that it is worth while to do so in several processes."""
    new = [key for key, plans in planned.items() if not all(map(made_of[key[0]].has, plans))]
    over = forks(len(new))
    if over is not None:
        of_agencies: dict[str, list[_Plan]] = {}
        for key in new:
            of_agencies.setdefault(key[0], []).extend(planned[key])
        make_ahead(over, [made_of[path].task(plans) for path, plans in of_agencies.items()])


def _known_name(name: str) -> str:
    return f"{name} known"


def is_made(name: str, known: Bundle) -> bool:
    """Whether `content_of` need not make a file."""
    return known.has(_known_name(name))


def content_of(name: str, write: Callable[[], bytes], known: Bundle, large: Bundle) -> Content:
    """A file as it was made before or is now. known, large: where its size and its digest are kept, and its bytes."""
    found = known.get(_known_name(name), _KNOWN)
    if found is None:
        data = write()
        content = Content.of(data)
        found = content.size, content.hash
        known.put(_known_name(name), _KNOWN, found)
        large.lay_by(name, BYTES, data)

    def read() -> bytes:
        data = large.at_hand(name, BYTES)
        return write() if data is None else data

    return Content.later(*found, read)


def _data(report: Report, archive: Archive, settings: Settings) -> Iterator[_Plan]:
    """A report as data."""
    for name in DATA:
        if FORMATS[name].is_for(report):
            write = partial(FORMATS[name].write, report, archive, settings)
            page = Page(report.agency, report.year)
            yield _Plan(name, f"{report.year}.{name}", write, partial(_file, page, name))


def _asked(report: Report, archive: Archive, addresses: Addresses, spoken: tuple[Spoken, ...] | None) -> _Plan:
    """The page that explains each number of a report."""
    at = made(Page(report.agency, report.year), ASKED)

    def write() -> bytes:
        before = archive.by_agency[report.agency].get(report.year - 1)
        is_shown = before is not None and before.withdrawal is None and before.draft <= report.draft
        found = asked(report, before if is_shown else None, archive, spoken)
        return write_asked(found, addresses, addresses.made(at))

    def offer(content: Content) -> DownloadFile:
        return DownloadFile(at, "HTML", "text/html", content, "逐格说明")

    return _Plan(ASKED, f"{report.year}.{ASKED}", write, offer)


def _file(page: Page, name: str, data: Path | Content) -> DownloadFile:
    form = FORMATS[name]
    return DownloadFile(made(page, form.ending), form.kind, form.media_type, data)


def all_files(
    reports: Reports,
    archive: Archive,
    of_reports: Files,
    all_numbers: Content,
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
    written = write_catalog(reports, archive, listed, of_all, compared, page_of)
    catalog = DownloadFile(CATALOG, *json, Content.of(written), "目录")
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
        INDEX: (numbers, catalog, DownloadFile(DATAPACKAGE, *json, Content.of(datapackage), "数据说明")),
    }


def _years(comparison: DownloadFile) -> tuple[int, ...]:
    return years_of_comparison(comparison.content.read())


def schema_files() -> Mapping[str, bytes]:
    """The JSON Schemas, by their path below the folder of our pages."""
    return {f"schema/{name}.json": data for name, data in schemas().items()}
