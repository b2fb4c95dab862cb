"""The dates that MkDocs writes: those of the reports, and never that of the build. Same input, same bytes."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from mkdocs.structure.files import Files

from gongkai.pages import PageContent
from gongkai.site import Site

NO_DATE = date(1970, 1, 1)
"""What MkDocs is told where there is none; it wants one for its own sorting. Never written."""


def date_pages(files: Files, by_source: Mapping[str, PageContent]) -> None:
    """Give each page the date of its report, instead of today's."""
    for file in files.documentation_pages():
        if file.page is not None:
            content = by_source.get(file.src_uri)
            day = content.date if content is not None else None
            file.page.update_date = (day or NO_DATE).isoformat()


def newest(site: Site) -> datetime:
    """What templates take for the time of the build: the newest date of all pages."""
    day = max((content.date for content in site.pages if content.date), default=NO_DATE)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def without_no_date(sitemap: str) -> str:
    """A sitemap in which a page without a date has no lastmod."""
    return sitemap.replace(f"<lastmod>{NO_DATE.isoformat()}</lastmod>", "")


def pack_sitemap_anew(site_dir: Path) -> None:
    """Without the time that gzip writes into what it packs."""
    sitemap = site_dir / "sitemap.xml"
    if sitemap.is_file() and (packed := sitemap.with_name("sitemap.xml.gz")).is_file():
        packed.write_bytes(gzip.compress(sitemap.read_bytes(), mtime=0))
