"""The documents that a report can be exported as: each format with its ending and what writes it.

Another format is another line in `FORMATS`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gongkai.document import Metadata, metadata, report_document
from gongkai.model import Archive, Report
from gongkai.prose import Image
from gongkai.settings import Settings
from gongkai.writers.standalone import write_fragment, write_page

LARGEST_PICTURE = 1024 * 1024
"""Bytes of a picture that is put into a file of HTML; a larger one would make the page slow to paste and to open."""

_MEDIA_TYPES = {"jpg": "jpeg"}


@dataclass(frozen=True)
class Format:
    """What a report is exported as."""

    ending: str
    write: Callable[[Report, Archive, Settings], bytes]
    left_out: Callable[[Report, Archive], Iterator[str]] = lambda report, archive: iter(())
    """What of the report cannot be in it, a line each for the one who exports."""


def _page(report: Report, archive: Archive, settings: Settings) -> bytes:
    document = report_document(report, archive)
    # The data of schema.org would be a script element.
    about = Metadata(metadata(document.page, archive, settings).tags)
    return write_page(document, about, _pictures(report, archive))


def _fragment(report: Report, archive: Archive, _: Settings) -> bytes:
    return write_fragment(report_document(report, archive), _pictures(report, archive))


def _pictures(report: Report, archive: Archive) -> Mapping[str, str]:
    """The pictures of a report that are not too large, as data: addresses by the name of the file."""
    files = archive.files.get((report.agency, report.year), {})
    addresses = {}
    for name in _picture_names(report):
        if name in files and files[name].size <= LARGEST_PICTURE:
            kind = files[name].kind.lower()
            data = b64encode(files[name].path.read_bytes()).decode("ascii")
            addresses[name] = f"data:image/{_MEDIA_TYPES.get(kind, kind)};base64,{data}"
    return addresses


def _large_pictures(report: Report, archive: Archive) -> Iterator[str]:
    files = archive.files.get((report.agency, report.year), {})
    for name in _picture_names(report):
        if name in files and files[name].size > LARGEST_PICTURE:
            yield f"图片 {name} 超过 1 MB，没有放入，只留下它的说明"


def _picture_names(report: Report) -> tuple[str, ...]:
    blocks = (block for narrative in report.all_narratives for block in narrative.blocks)
    return tuple(dict.fromkeys(block.file for block in blocks if isinstance(block, Image)))


FORMATS: Mapping[str, Format] = {
    "html": Format("html", _page, _large_pictures),
    "fragment": Format("fragment.html", _fragment, _large_pictures),
}
