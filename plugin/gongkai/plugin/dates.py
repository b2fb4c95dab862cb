"""The dates that MkDocs writes of our pages: those of the reports, and never that of the build. Same input, same bytes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from mkdocs.structure.files import Files

from gongkai.pages import PageContent

NO_DATE = date(1, 1, 1)
"""What MkDocs is told where there is none; it wants one for its own sorting. Never written."""
_GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
"""Deflated, no name, no time, as small as can be, from no system."""


def date_pages(files: Files, by_source: Mapping[str, PageContent]) -> None:
    """Give each page of ours the date of its report, instead of today's."""
    for source, content in by_source.items():
        file = files.src_uris.get(source)
        if file is not None and file.page is not None:
            file.page.update_date = (content.date or NO_DATE).isoformat()


def without_no_date(sitemap: str) -> str:
    """A sitemap in which a page without a date has no lastmod."""
    return sitemap.replace(f"<lastmod>{NO_DATE.isoformat()}</lastmod>", "")


def pack_sitemap_anew(site_dir: Path) -> None:
    """Without the time that gzip writes into what it packs, nor the system, which each version of Python writes its own way."""
    sitemap = site_dir / "sitemap.xml"
    if sitemap.is_file() and (packed := sitemap.with_name("sitemap.xml.gz")).is_file():
        text = sitemap.read_bytes()
        deflate = zlib.compressobj(9, wbits=-15)
        ends = (zlib.crc32(text).to_bytes(4, "little"), (len(text) % 2**32).to_bytes(4, "little"))
        packed.write_bytes(b"".join((_GZIP_HEAD, deflate.compress(text), deflate.flush(), *ends)))
