"""The address of every page, and the links between them.

Addresses never change, and do not depend on the theme. Links are relative, so that a site works under any path, and are
computed from the real addresses of both pages, so that they hold with and without directory addresses.
"""

from __future__ import annotations

from urllib.parse import quote

from gongkai.data_classes import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One of our pages: a report (agency and year), an agency (no year), its comparison, a year of all agencies (no agency),
    or the index (neither).
    """

    agency: str | None = None
    year: int | None = None
    is_comparison: bool = False
    """Whether it is the page that compares the years of an agency."""
    site: str = ""
    """The path of a page about other sites; empty for all others."""


INDEX = Page()

COMPARISON = "compare"
"""The folder of a comparison; no agency may have this name."""
OTHER_SITES = "other_sites"
"""The folder of the pages about other sites; no agency can have this name."""
YEARS = "years"
"""The folder of the pages that show all agencies of a year; no agency may have this name."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place on a page."""

    page: Page
    id: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a report, published under the report's address."""

    page: Page
    name: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file that we make for download, by its path below the folder of our pages: `all.csv`."""

    path: str


def made(report: Page, ending: str) -> Made:
    """A file made of one report: `haishu-office/2021.csv`."""
    return Made(f"{report.agency}/{report.year}.{ending}")


def _relative(path: str, folder: str) -> str:
    """As `posixpath.relpath`, of two paths from one root that have neither `.` nor `..` in them: in a tenth of the time."""
    to, start = path.split("/"), folder.split("/") if folder else []
    same = 0
    for one, other in zip(to, start, strict=False):
        if one != other:
            break
        same += 1
    return "/".join([".."] * (len(start) - same) + to[same:]) or "."


Target = str | Page | Anchor | Attached | Made
"""What a link leads to: an address of the web, one of our pages, a place on one, or a file."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """How this site names its pages."""

    output: str = "reports"
    """The folder of all our pages, from the site's root."""
    directories: bool = True
    """Whether a page is a folder with an index.html (`use_directory_urls`)."""

    def source(self, page: Page) -> str:
        """The Markdown file of a page, from the folder of Markdown files (`docs_dir`)."""
        if page.site:
            return f"{self.output}/{page.site}/index.md"
        parts = [self.output, *([page.agency] if page.agency else [YEARS] if page.year is not None else [])]
        name = COMPARISON if page.is_comparison else "index" if page.year is None else str(page.year)
        return "/".join((*parts, f"{name}.md"))

    def file(self, page: Page) -> str:
        """The HTML file of a page, from the site's root."""
        if page.site:
            return f"{self.output}/{page.site}/index.html"
        stem = self.source(page).removesuffix(".md")
        is_folder = self.directories and (page.is_comparison or page.year is not None)
        return f"{stem}/index.html" if is_folder else f"{stem}.html"

    def attached(self, file: Attached) -> str:
        """Where a file of a report lies, from the site's root."""
        return f"{self.output}/{file.page.agency}/{file.page.year}/{file.name}"

    def made(self, file: Made) -> str:
        """Where a file that we make lies, from the site's root."""
        return f"{self.output}/{file.path}"

    def link(self, here: Page, target: Target) -> str:
        """The address of a target as it stands in a link on a page."""
        return target if isinstance(target, str) else self.link_from(self.file(here), target)

    def link_from(self, file: str, target: Page | Anchor | Attached | Made) -> str:
        """The address of one of our targets as it stands in a file of the site, named from the site's root."""
        folder = file.rpartition("/")[0]
        if isinstance(target, Attached):
            return quote(_relative(self.attached(target), folder))
        if isinstance(target, Made):
            return quote(_relative(self.made(target), folder))
        page, fragment = (target.page, f"#{target.id}") if isinstance(target, Anchor) else (target, "")
        if fragment and self.file(page) == file:
            return fragment
        path = _relative(self.file(page), folder)
        if self.directories:
            path = path.removesuffix("index.html") or "./"
        return path + fragment

    def former(self, path: str) -> str:
        """The file that answers at a former address, from the site's root."""
        is_file = path.rpartition("/")[2].endswith((".html", ".htm", ".shtml"))
        return path if is_file else f"{path.rstrip('/')}/index.html"

    @property
    def feed(self) -> str:
        """The feed, from the site's root."""
        return f"{self.output}/feed.xml"

    def feed_link(self, here: Page) -> str:
        """The address of the feed as it stands on a page."""
        return _relative(self.feed, self.file(here).rpartition("/")[0])

    def asset(self, name: str) -> str:
        """One of our assets, from the site's root."""
        return f"{self.output}/assets/{name}"

    def asset_link(self, here: Page, name: str) -> str:
        """The address of one of our assets as it stands on a page."""
        return self.asset_link_from(self.file(here), name)

    def asset_link_from(self, file: str, name: str) -> str:
        """The address of one of our assets as it stands in a file of the site, named from the site's root."""
        return _relative(self.asset(name), file.rpartition("/")[0])
