"""Which pages there are, made from archive and settings."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.document import Document, agency_document, index_document, report_document
from gongkai.model import Archive


def documents(archive: Archive) -> Iterator[Document]:
    """Every page of ours: the index, then each agency and its reports."""
    yield index_document(archive)
    for agency in archive.agencies.values():
        yield agency_document(agency, archive)
    for report in archive.published:
        yield report_document(report, archive)
