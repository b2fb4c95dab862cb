"""The navigation of a site that says nothing of its own."""

from __future__ import annotations

from mkdocs.structure.files import Files, file_sort_key
from mkdocs.utils import nest_paths

from gongkai.addresses import INDEX, Addresses, Page
from gongkai.model import Archive

TITLE = "政府信息公开年度报告"
MOST_AGENCIES = 30
"""So many agencies are named; more would be no help, and stand in every page of the site."""


def navigation(files: Files, archive: Archive, addresses: Addresses) -> list[object]:
    """MkDocs' own navigation and one section of ours: the index and, if they are not too many, the agencies at the top."""
    pages = sorted(files.documentation_pages(), key=file_sort_key)
    nav = nest_paths(file.src_uri for file in pages if file.inclusion.is_in_nav())
    top = [Page(agency.path) for agency in archive.agencies.values() if agency.parent is None]
    shown = (INDEX, *top) if len(top) <= MOST_AGENCIES else (INDEX,)
    return [*nav, {TITLE: [addresses.source(page) for page in shown]}]
