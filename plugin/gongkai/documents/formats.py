"""The formats of a report as a file: each with its ending, its type and what writes it.

Another format is another line in `FORMATS`. Those of an extra are the documents: they take a tenth of a second, and
are made apart.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from gongkai.data_classes import dataclass
from gongkai.model import Archive, Report
from gongkai.pages import Metadata, metadata, report_page
from gongkai.prose import Image
from gongkai.settings import Settings, fonts_folder
from gongkai.writers.data.cells_csv import write_csv
from gongkai.writers.data.report_json import write_json
from gongkai.writers.html.fragment import write_fragment
from gongkai.writers.html.standalone import write_page
from gongkai.writers.office.needs import DOCX, TYPST, XLSX, Library, has_tables

LARGEST_PICTURE = 1024 * 1024
"""Bytes of a picture that is put into a file of HTML; a larger one would make the page slow to paste and to open."""

_MEDIA_TYPES = {"jpg": "jpeg"}


def _always(_: Report) -> bool:
    return True


def _has_content(report: Report) -> bool:
    return not report.is_elsewhere


def _has_cells(report: Report) -> bool:
    return bool(report.cells)


def _nothing(_: Report, __: Archive) -> Iterator[str]:
    return iter(())


@dataclass(frozen=True)
class Format:
    """What a report is written as."""

    ending: str
    kind: str
    """As readers know it: Word."""
    media_type: str
    write: Callable[[Report, Archive, Settings], bytes]
    is_for: Callable[[Report], bool] = _always
    """Whether there is anything to write of a report, one that is not withdrawn."""
    left_out: Callable[[Report, Archive], Iterator[str]] = _nothing
    """What the format cannot hold of a report, a line each for the one who exports."""
    is_offered: bool = False
    """Whether pages offer it, as they do documents: it has an address beside each report, made in each build."""
    library: Library | None = None
    """What a document needs, of the extra `documents`."""


# Named functions, no lambdas: a format is sent to other processes. Those of the documents read in what writes them when
# one is made.


def _pdf(report: Report, archive: Archive, settings: Settings) -> bytes:
    from gongkai.writers.office.pdf import write_pdf

    return write_pdf(report, archive, fonts_dir=fonts_folder(settings, archive.base))


def _docx(report: Report, archive: Archive, _: Settings) -> bytes:
    from gongkai.writers.office.docx import write_docx

    return write_docx(report, archive)


def _pdf_for_review(report: Report, archive: Archive, settings: Settings) -> bytes:
    from gongkai.writers.office.pdf import write_pdf

    return write_pdf(report, archive, fonts_dir=fonts_folder(settings, archive.base), review=True)


def _docx_for_review(report: Report, archive: Archive, _: Settings) -> bytes:
    from gongkai.writers.office.docx import write_docx

    return write_docx(report, archive, review=True)


def _xlsx(report: Report, archive: Archive, settings: Settings) -> bytes:
    from gongkai.writers.office.xlsx import write_xlsx

    return write_xlsx(report, archive, settings.license)


def _csv(report: Report, archive: Archive, _: Settings) -> bytes:
    return write_csv((report,), archive)


def _json(report: Report, archive: Archive, _: Settings) -> bytes:
    return write_json(report, archive)


def _page(report: Report, archive: Archive, settings: Settings) -> bytes:
    content = report_page(report, archive)
    # The data of schema.org would be a script element.
    about = Metadata(metadata(content.page, archive, settings).tags)
    return write_page(content, about, _pictures(report, archive))


def _fragment(report: Report, archive: Archive, _: Settings) -> bytes:
    return write_fragment(report_page(report, archive), _pictures(report, archive))


def _plain_fragment(report: Report, archive: Archive, _: Settings) -> bytes:
    return write_fragment(report_page(report, archive), _pictures(report, archive), plain=True)


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


_OFFICE = "application/vnd.openxmlformats-officedocument"
_DOCX = f"{_OFFICE}.wordprocessingml.document"

# In the order in which pages offer them.
FORMATS: Mapping[str, Format] = {
    "pdf": Format("pdf", "PDF", "application/pdf", _pdf, _has_content, library=TYPST),
    "docx": Format("docx", "Word", _DOCX, _docx, _has_content, library=DOCX),
    "xlsx": Format("xlsx", "Excel", f"{_OFFICE}.spreadsheetml.sheet", _xlsx, has_tables, library=XLSX),
    "csv": Format("csv", "CSV", "text/csv", _csv, _has_cells, is_offered=True),
    "json": Format("json", "JSON", "application/json", _json, is_offered=True),
    "html": Format("html", "HTML", "text/html", _page, left_out=_large_pictures),
    "fragment": Format("fragment.html", "HTML", "text/html", _fragment, left_out=_large_pictures),
}
REVIEWS: Mapping[str, Format] = {
    "pdf": replace(FORMATS["pdf"], write=_pdf_for_review),
    "docx": replace(FORMATS["docx"], write=_docx_for_review),
}
"""The documents, marked as drafts for approval (送审稿)."""
PLAIN: Mapping[str, Format] = {"fragment": replace(FORMATS["fragment"], write=_plain_fragment)}
"""What needs no style to be read."""
