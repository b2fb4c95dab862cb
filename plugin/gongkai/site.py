"""Which pages and files there are, made from archive and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from gongkai.addresses import COMPARISON, OTHER_SITES, YEARS, Addresses, Attached, Made, Page
from gongkai.claims.spoken import Spoken
from gongkai.data_classes import dataclass
from gongkai.documents.offers import (
    DocumentFiles,
    DownloadFile,
    Files,
    all_files,
    content_of,
    is_made,
    report_files,
    schema_files,
)
from gongkai.documents.own import Own, own_parts
from gongkai.findings import CellName, Finding
from gongkai.ground.ahead import Task, make_ahead
from gongkai.ground.content import Content
from gongkai.ground.forks import ForksFor, no_forks
from gongkai.ground.shelf import Bundle, Shelf, digest
from gongkai.model import Agency, Archive, FormerAddress, Report
from gongkai.pages import (
    News,
    PageContent,
    Paragraph,
    agencies_of_year_page,
    agency_page,
    comparison_page,
    index_page,
    news,
    other_sites_pages,
    report_page,
    report_title,
    unreadable_page,
)
from gongkai.pages.blocks import Download, Offered
from gongkai.pages.doubts import Doubt, Doubts, doubts, without_words
from gongkai.pages.frame import page_link
from gongkai.pages.kept import Bundles, Finish, KeptPage, kept_key_year
from gongkai.pages.lateness import Lateness, lateness
from gongkai.pages.other_sites import TITLE as OTHERS
from gongkai.schema import COLUMNS, table_schema
from gongkai.series import AgenciesOfYear, KeyYear, Series, agencies_of_year, key_year, make_series
from gongkai.settings import Settings
from gongkai.writers.data.agencies_csv import agencies_schema, write_agencies_csv
from gongkai.writers.data.comparison_csv import comparison_schema, write_comparison_csv
from gongkai.writers.data.csvw import ENDING, write_csvw
from gongkai.writers.feed import write_feed
from gongkai.writers.html.redirect import write_redirect
from gongkai.writers.html.style import SHEETS, one_sheet, sheet

if TYPE_CHECKING:
    from gongkai.readings.other_site import Catalog

T = TypeVar("T")

_OF_COMPARISON = "csv"
MANIFEST = Made("manifest.json")
"""The list of all other files, made when they are all there."""
SCRIPT = "gongkai.js"


class SiteError(Exception):
    """Two pages or files for one address; the message is one line for the webmaster."""


class Kept(NamedTuple):
    """What was made before."""

    documents: DocumentFiles = MappingProxyType({})
    """Those of the reports, by agency and year, then by format."""
    shelf: Shelf | None = None
    """Where parts of the site are kept for the next time."""
    finish: Finish | None = None
    """Makes of a page what is wanted of it, so that its blocks need not stay. None where somebody will ask for these."""
    spoken: dict[tuple[str, int], tuple[Spoken, ...]] | None = None
    """Of reports whose texts the rules have read the cells that their narratives speak of; is emptied."""
    forks: ForksFor = no_forks
    """Over which pages and files of so many reports are to be made; None for here."""


@dataclass(frozen=True, eq=False)
class _Office:
    """An agency as far as its own pages go."""

    path: str
    part: Own
    shown: Mapping[tuple[str, int], Report]
    """Its reports that have a page."""
    in_doubt: Doubts
    """Of its reports."""
    shelf: Shelf
    finish: Finish | None

    @cached_property
    def key(self) -> str:
        """A digest of all of it, where anything is kept under it."""
        return digest((self.part.key, *self.shown, self.in_doubt)) if self.shelf.keeps else ""

    kept: dict[Page, KeptPage]
    """The pages of which something is kept elsewhere than in memory; is filled."""
    made_of: dict[Page, str]
    """Of all that each page is made of a digest, where anything is kept; is filled."""
    recent: dict[str, Series | None]
    """The series of the agency that was asked for its own last; of all agencies."""

    @cached_property
    def bundles(self) -> Bundles:
        """What is made of its pages."""
        names = ("pages", "bodies", "entries")
        return Bundles(*(self.shelf.bundle(name, self.key) for name in names))

    @cached_property
    def comparison(self) -> Bundle:
        """Its numbers of all years as a file."""
        return self.shelf.bundle("comparison", self.key)

    @property
    def is_compared(self) -> bool:
        """Whether that file is made."""
        return is_made(_OF_COMPARISON, self.comparison)

    @property
    def can_be_compared(self) -> bool:
        """Whether it has numbers of several years."""
        return self.series is not None and self.series.can_be_compared

    def planned(self, page: Page, make: Callable[[], PageContent], *parts: object) -> _Planned:
        """A page of it. parts: what else than the agency it is made of."""
        name = repr(page)
        return _Planned(page, make, self.shelf.digest(name, *parts) if self.shelf.keeps else name)

    def page(self, plan: _Planned) -> PageContent:
        """A page of it; in a preview whole, of a build what is kept elsewhere."""
        if not (self.shelf.keeps or self.finish):
            return plan.make()
        if self.shelf.keeps:
            self.made_of[plan.page] = digest((self.key, plan.name))
        if self.shelf.stays:
            return self.shelf.remembered(plan.make, self.key, plan.name)
        kept = self.kept[plan.page] = KeptPage(self.bundles, plan.name)
        return kept.content(plan.make, self.finish)

    @property
    def lays_by(self) -> bool:
        """Whether all that is made of its pages is laid by, so that a copy of this process may make them."""
        return self.finish is not None and not self.shelf.stays

    def is_to_be_made(self, plan: _Planned) -> bool:
        """Whether a page is not there."""
        return not KeptPage(self.bundles, plan.name).is_made

    def make(self, planned: Sequence[_Planned]) -> None:
        """Make these pages."""
        for plan in planned:
            self.page(plan)

    def task(self, make: Callable[[], object]) -> Task:
        """Making something of it ahead."""
        return Task((self.comparison, *self.bundles), make)

    def remembered(self, make: Callable[[], T], *parts: object) -> T:
        """What is made of it and of these."""
        return self.shelf.remembered(make, self.key, *parts) if self.shelf.stays else make()

    @property
    def series(self) -> Series | None:
        """Its numbers over the years, where it has any."""
        if self.shelf.stays:
            return self.remembered(self._series, "series")
        # Most of it is worked out when somebody asks, and is large.
        if self.path not in self.recent:
            self.recent.clear()
            self.recent[self.path] = self._series()
        return self.recent[self.path]

    def _series(self) -> Series | None:
        return make_series(self.path, self.shown, without_words(self.in_doubt))

    def key_year(self, report: Report) -> KeyYear | None:
        """The key numbers of one of its reports."""
        make = partial(key_year, report, None)
        if self.shelf.stays or not self.shelf.keeps:
            return self.remembered(make, "key numbers", report.year)
        return kept_key_year(self.bundles.facts, f"key numbers of {report.year}", make)


class _Planned(NamedTuple):
    """A page of an agency that is to be made."""

    page: Page
    make: Callable[[], PageContent]
    name: str
    """By which is known what is made of it."""


class _Numbers(NamedTuple):
    """What all reports together say."""

    in_doubt: Doubts
    of_years: Mapping[int, AgenciesOfYear]
    """All agencies of a year."""
    comparisons: Mapping[str, PageContent]
    """The pages of all years of an agency, of those that have numbers of several."""
    late: Lateness | None


class Redirect(NamedTuple):
    """A former address, and the page that it leads to."""

    page: Page
    former: FormerAddress

    @property
    def where(self) -> str:
        """Where it is written, as messages have it."""
        place = self.former.place
        return f"{place.file} 第{place.line}行：曾用地址 {self.former.path}"


@dataclass(frozen=True)
class Site:
    """Everything that is published."""

    pages: tuple[PageContent, ...]
    attached: Mapping[str, Path]
    """Files of reports, by their place in the site."""
    files: Files
    """What is offered for download, by the page that offers it."""
    made: Mapping[str, Content | Path]
    """Files of data and documents, by their place in the site: what is in them, or the file that holds it."""
    redirects: Mapping[str, Redirect]
    """Files that lead from a former address to the present one, by their place in the site."""
    news: tuple[News, ...]
    """What the feed announces; without any there is no feed."""
    kept: Mapping[Page, KeptPage]
    """Where there is what is made of pages, of those of which it is kept."""
    made_of: Mapping[Page, str]
    """Of all that pages are made of digests, of those that are of one agency alone, where anything is kept."""


def make_site(
    archive: Archive,
    settings: Settings,
    addresses: Addresses,
    *,
    drafts: bool = False,
    findings: tuple[Finding, ...] = (),
    is_preview: bool = False,
    kept: Kept | None = None,
    left_out: frozenset[str] = frozenset(),
) -> Site:
    """The site of an archive.

    drafts: whether to show them. findings: all there are, for numbers in doubt. is_preview: whether the pages say what
    is to be put right. kept: what need not be made. left_out: files that are not offered, by their place in the site.

    Raises SiteError where a former address is that of a page.
    """
    shown = {(r.agency, r.year): r for r in shown_reports(archive, drafts=drafts)}
    last_year = settings.through_year or max((year for _, year in shown), default=None)

    def wanted(files: Files) -> Files:
        return {
            page: tuple(file for file in of_page if addresses.made(file.address) not in left_out)
            for page, of_page in files.items()
        }

    documents, shelf, finish, spoken, forks = Kept() if kept is None else kept
    shelf = Shelf() if shelf is None else shelf
    parts = own_parts(archive, settings, addresses)
    of_reports, all_numbers = report_files(
        shown, parts, settings, documents, addresses, shelf, spoken or {}, forks
    )
    of_reports = wanted(of_reports)
    late = lateness(shown.values(), settings)
    in_doubt = doubts(findings, archive)
    offices = _offices(parts, shown, in_doubt, shelf, finish)
    of_years = {
        year: found
        for year in sorted({year for _, year in shown}, reverse=True)
        if (found := agencies_of_year(year, archive, shown, lambda r: offices[r.agency].key_year(r)))
    }
    of_all_years = wanted({Page(None, year): (_csv_of(found, in_doubt),) for year, found in of_years.items()})

    def comparison_of(office: _Office) -> tuple[Files, PageContent]:
        page = Page(office.path, is_comparison=True)
        of_page = wanted({page: (_comparison_csv(office),)})
        offers = tuple(file.offer for file in of_page[page])
        make = partial(_comparison_page, archive.agencies[office.path], office, offers)
        return of_page, office.page(office.planned(page, make, "comparison", offers))

    of_comparisons: dict[Page, tuple[DownloadFile, ...]] = {}
    comparisons: dict[str, PageContent] = {}
    with_numbers = [office for office in offices.values() if office.can_be_compared]
    new = [office for office in with_numbers if office.lays_by and not office.is_compared]
    _make_ahead({office: partial(comparison_of, office) for office in new}, forks)
    for office in with_numbers:
        of_page, comparisons[office.path] = comparison_of(office)
        shelf.keep(office.comparison)
        of_comparisons |= of_page
    csv_of_years = {page.year: file for page, of_page in of_all_years.items() for file in of_page if page.year}
    of_all = of_reports, all_numbers, csv_of_years, of_comparisons
    files = wanted(all_files(shown, archive, *of_all, settings, addresses))
    to_mend = findings if is_preview else ()
    numbers = _Numbers(in_doubt, of_years, comparisons, late)
    pages = tuple(_pages(archive, offices, shown, last_year, to_mend, files, numbers, forks))
    made: dict[str, Content | Path] = {
        addresses.made(file.address): file.data for of_page in files.values() for file in of_page
    }
    made |= {addresses.made(Made(path)): Content.of(data) for path, data in schema_files().items()}
    made |= _descriptions_of_csv(files, archive, offices, addresses, settings.license, shelf)
    attached = {
        addresses.attached(Attached(Page(*key), file.name)): file.path
        for key, report in shown.items()
        if report.withdrawal is None
        for file in archive.files.get(key, {}).values()
    }
    descriptions = {content.page: content.description for content in pages if content.description}
    redirects = _redirects(archive, shown, addresses)
    taken = {addresses.file(content.page) for content in pages} | attached.keys() | made.keys()
    for file in redirects.keys() & taken:
        raise SiteError(f"{redirects[file].where} 就是现在一页的地址，请删去")
    for file, above in ((file, file.removesuffix("/index.html")) for file in redirects):
        if above != file and above in taken:
            raise SiteError(f"{redirects[file].where} 就是现在的一个文件的地址，请删去")
    announced = news(shown.values(), descriptions)
    kept_pages = {page: kept for office in offices.values() for page, kept in office.kept.items()}
    made_of = {page: made for office in offices.values() for page, made in office.made_of.items()}
    return Site(pages, attached, files, made, redirects, announced, kept_pages, made_of)


def with_other_sites(site: Site, others: Sequence[Catalog]) -> Site:
    """The site with the pages of other sites, and a way to them on the index; without any, as it is."""
    if not others:
        return site
    index, *pages = site.pages
    way = Paragraph((page_link(OTHERS, Page(site=OTHER_SITES)),), "intro")
    return replace(
        site, pages=(replace(index, blocks=(*index.blocks, way)), *other_sites_pages(others), *pages)
    )


def shown_reports(archive: Archive, *, drafts: bool) -> tuple[Report, ...]:
    """The reports that have a page. drafts: whether drafts do."""
    return archive.reports if drafts else archive.published


def places(site: Site, addresses: Addresses) -> tuple[str, ...]:
    """Every file of the site that is ours, from the site's root, the manifest last."""
    pages = (addresses.file(content.page) for content in site.pages)
    assets = (addresses.asset(name) for name in (*SHEETS, SCRIPT))
    feed = (addresses.feed,) if site.news else ()
    return (*pages, *assets, *feed, *site.attached, *site.made, *site.redirects, addresses.made(MANIFEST))


def made_files(
    site: Site, addresses: Addresses, site_url: str | None = None, *, is_one_sheet: bool = False
) -> Mapping[str, Content | Path]:
    """The files that are neither pages nor attachments, by their place in the site.

    site_url: the absolute address of the site's root, where it is known. is_one_sheet: whether all of our pages have one
    style sheet, as nobody says which of them needs which.
    """
    titles = {content.page: content.title for content in site.pages}
    ours = {
        place: write_redirect(addresses.link_from(place, page), titles[page]).encode()
        for place, (page, _) in site.redirects.items()
    }
    sheets = one_sheet() if is_one_sheet else {name: sheet(name) for name in SHEETS}
    ours |= {addresses.asset(name): text.encode() for name, text in sheets.items()}
    ours[addresses.asset(SCRIPT)] = (resources.files("gongkai") / "assets" / SCRIPT).read_bytes()
    if site.news:
        ours[addresses.feed] = write_feed(site.news, addresses, site_url)
    return {**site.made, **{place: Content.of(data) for place, data in ours.items()}}


def _offices(
    parts: Mapping[str, Own],
    shown: Mapping[tuple[str, int], Report],
    in_doubt: Doubts,
    shelf: Shelf,
    finish: Finish | None,
) -> Mapping[str, _Office]:
    """Every agency, by its path."""
    recent: dict[str, Series | None] = {}
    own: dict[str, dict[tuple[str, int], Report]] = {path: {} for path in parts}
    doubts: dict[str, dict[tuple[str, int], Mapping[CellName, Doubt]]] = {path: {} for path in parts}
    for key, report in shown.items():
        own[report.agency][key] = report
    for key, cells in in_doubt.items():
        doubts[key[0]][key] = cells
    return {
        path: _Office(path, part, own[path], doubts[path], shelf, finish, {}, {}, recent)
        for path, part in parts.items()
    }


def _pages(
    archive: Archive,
    offices: Mapping[str, _Office],
    shown: Mapping[tuple[str, int], Report],
    last_year: int | None,
    findings: tuple[Finding, ...],
    files: Files,
    numbers: _Numbers,
    forks: ForksFor,
) -> Iterator[PageContent]:
    """The index, the years, then each agency and its comparison, and the reports."""
    in_doubt, of_years, comparisons, late = numbers
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.place.file, []).append(finding)
    unreadable = archive.unreadable if findings else {}
    sources = {report.place.file for report in shown.values()} | set(unreadable.values())
    of_none = tuple(finding for finding in findings if finding.place.file not in sources)
    downloads = {page: tuple(made.offer for made in of_page) for page, of_page in files.items()}
    of_agencies = {
        office: _agency(archive.agencies[path], office, last_year, downloads, late)
        for path, office in offices.items()
        if not archive.subordinates(path)
    }
    of_reports: list[tuple[_Office, _Planned]] = []
    for report in shown.values():
        office, page = offices[report.agency], Page(report.agency, report.year)
        of_report = downloads.get(page, ())
        own = tuple(by_file.get(report.place.file, ()))
        is_compared = report.agency in comparisons
        of_its = partial(report_page, report, office.part.archive, own, of_report)
        make = partial(of_its, is_compared=is_compared, doubts=office.in_doubt)
        of_reports.append((office, office.planned(page, make, report.year, own, of_report, is_compared)))
    new: dict[_Office, list[_Planned]] = {}
    for office, plan in (*of_agencies.items(), *of_reports):
        if office.lays_by and office.is_to_be_made(plan):
            new.setdefault(office, []).append(plan)
    _make_ahead({office: partial(office.make, plans) for office, plans in new.items()}, forks)
    yield index_page(archive, shown, last_year, of_none, downloads, late, of_years)
    for found in of_years.values():
        yield agencies_of_year_page(found, of_years, downloads, in_doubt)
    for agency in archive.agencies.values():
        office = offices[agency.path]
        if archive.subordinates(agency.path):
            yield agency_page(agency, archive, shown, last_year, downloads, office.series, late, in_doubt)
        else:
            yield office.page(of_agencies[office])
        if agency.path in comparisons:
            yield comparisons[agency.path]
    for office, plan in of_reports:
        yield office.page(plan)
    for (path, year), file in unreadable.items():
        yield unreadable_page(archive.agencies[path], year, archive, tuple(by_file.get(file, ())))


def _make_ahead(makes: Mapping[_Office, Callable[[], object]], forks: ForksFor) -> None:
    """Make what there is to make of agencies, where it is so much that it is worth while to do so in several processes."""
    over = forks(sum(len(office.shown) for office in makes))
    if over is not None:
        make_ahead(over, [office.task(make) for office, make in makes.items()])


def _agency(
    agency: Agency,
    office: _Office,
    last_year: int | None,
    downloads: Offered,
    late: Lateness | None,
) -> _Planned:
    """The page of an agency that has none below it."""
    own = {page: downloads[page] for key in office.shown if (page := Page(*key)) in downloads}

    def make() -> PageContent:
        archive, shown = office.part.archive, office.shown
        return agency_page(agency, archive, shown, last_year, own, office.series, late, office.in_doubt)

    return office.planned(Page(agency.path), make, "agency", last_year, repr(late), tuple(own.values()))


def _comparison_page(agency: Agency, office: _Office, files: tuple[Download, ...]) -> PageContent:
    """The page of an agency that has numbers of several years."""
    years, series = [year for _, year in office.shown], office.series
    assert series is not None
    return comparison_page(agency, office.part.archive, series, years, files)


def _csv_of(of_year: AgenciesOfYear, in_doubt: Doubts) -> DownloadFile:
    data = write_agencies_csv(of_year, in_doubt)
    return DownloadFile(Made(f"{YEARS}/{of_year.year}.csv"), "CSV", "text/csv", Content.of(data))


def _descriptions_of_csv(
    files: Files,
    archive: Archive,
    offices: Mapping[str, _Office],
    addresses: Addresses,
    license_: str | None,
    shelf: Shelf,
) -> Mapping[str, Content]:
    """Beside each CSV what its columns mean, by its place in the site."""
    of_cells, of_years = table_schema(), agencies_schema()
    found = {}
    for page, of_page in files.items():
        for file in of_page:
            if file.media_type != "text/csv":
                continue
            columns: tuple[str, ...] | None = None
            if page.is_comparison and page.agency is not None:
                series = offices[page.agency].series
                assert series is not None
                title, schema = (f"{archive.agencies[page.agency].name}历年比较", comparison_schema(series))
            elif page.agency is not None and page.year is not None:
                title = report_title(archive.by_agency[page.agency][page.year]).whole
                schema, columns = of_cells, COLUMNS
            elif page.year is not None:
                title, schema = f"{page.year}年各机关对照", of_years
            else:
                title, schema = "全部报告各表的数", of_cells
            name = file.address.path.rpartition("/")[2]
            beside = Made(file.address.path + ENDING)
            make = partial(_description, name, title, schema, license_, columns)
            fields = [field["name"] for field in schema["fields"]]
            found[addresses.made(beside)] = shelf.remembered(
                make, "csvw", name, title, license_, fields, columns
            )
    return found


def _description(*parts: Any) -> Content:
    return Content.of(write_csvw(*parts))


def _comparison_csv(office: _Office) -> DownloadFile:
    def write() -> bytes:
        assert office.series is not None
        return write_comparison_csv(office.series)

    bundle = office.comparison
    data = content_of(_OF_COMPARISON, write, bundle, bundle)
    address = Made(f"{office.path}/{COMPARISON}.csv")
    return bundle.remembered("file", partial(DownloadFile, address, "CSV", "text/csv", data))


def _redirects(
    archive: Archive, shown: Mapping[tuple[str, int], Report], addresses: Addresses
) -> dict[str, Redirect]:
    found = {
        addresses.former(former.path): Redirect(Page(agency.path), former)
        for agency in archive.agencies.values()
        for former in agency.former_addresses
    }
    found.update(
        (addresses.former(former.path), Redirect(Page(report.agency, report.year), former))
        for report in shown.values()
        for former in report.former_addresses
    )
    return found
