"""Our section in the navigation of a site that says nothing of its own."""

from __future__ import annotations

from itertools import pairwise

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from gongkai.addresses import INDEX, Addresses, Page
from gongkai.model import Archive

TITLE = "政府信息公开年度报告"
MOST_AGENCIES = 30
"""So many agencies are named; more would be no help, and stand in every page of the site."""


def named_pages(archive: Archive, addresses: Addresses) -> tuple[str, ...]:
    """The sources of our pages that a navigation names: the index and, if they are not too many, the agencies at the top."""
    top = [Page(agency.path) for agency in archive.agencies.values() if agency.parent is None]
    shown = (INDEX, *top) if len(top) <= MOST_AGENCIES else (INDEX,)
    return tuple(addresses.source(page) for page in shown)


def add_section(nav: Navigation, files: Files, names: tuple[str, ...], config: MkDocsConfig) -> None:
    """Add our section at the end of a navigation that names none of our pages.

    names: the sources of the pages that are in it.
    """
    ours = [file for name in names if (file := files.get_file_from_path(name)) is not None]
    if not ours or any(page.file.src_uri in names for page in nav.pages):
        return
    pages = [file.page or MkDocsPage(None, file, config) for file in ours]
    section = Section(TITLE, list(pages))
    for page in pages:
        page.parent = section
    # In place: other plugins look whether it is still the one they have made.
    nav.items.append(section)
    nav.pages.extend(pages)
    for before, after in pairwise(nav.pages):
        before.next_page, after.previous_page = after, before
