"""A report as PDF: the official document that it is (GB/T 9704-2012), as PDF/A-2a and PDF/UA-1, by typst.

The template is assets/report.typ. Same report, same fonts, same bytes: the time in the file is the day that the
report bears.
"""

from __future__ import annotations

import datetime
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from gongkai.fonts import OURS, SANS, SERIF, FontSet, font_set
from gongkai.ground.extras import needed
from gongkai.model import Archive, Report
from gongkai.pages import Title, report_page
from gongkai.writers.office.needs import TYPST, PdfError
from gongkai.writers.office.paper import REVIEW, PaperData, without_banner

STANDARDS = ["a-2a", "ua-1"]
# The day in a report is a day in China.
ZONE = datetime.timezone(datetime.timedelta(hours=8))
_OWN = {"title": SERIF, "body": SERIF, "heading": SANS, "subheading": SERIF}


def write_pdf(
    report: Report, archive: Archive, *, fonts_dir: Path | None = None, review: bool = False
) -> bytes:
    """The report as PDF. fonts_dir: the office's own fonts; review: whether it is marked as a draft for approval.

    Raises MissingExtra where typst is not installed, PdfError where a picture of the report cannot be read.
    """
    typst = needed(*TYPST)
    fonts = font_set(fonts_dir)
    content = report_page(report, archive)
    if review:
        content = without_banner(content)
    files = archive.files.get((report.agency, report.year), {})

    title = next(block for block in content.blocks if isinstance(block, Title))
    lines = [title.lead, title.text] if title.lead else [title.text]
    data = {
        "title": content.title,
        "title-lines": [fonts.shown(line) for line in lines],
        "review": REVIEW if review else "",
        "author": report.agency_name,
        "keywords": [f"{report.year}年", title.text],
        "blocks": PaperData(fonts.shown, files.__contains__).blocks(content),
    }
    compiler, families = _compiler(fonts)
    day = content.date or datetime.date(report.year, 12, 31)
    folder = next(iter(files.values())).path.parent if files else OURS
    try:
        made = compiler.compile(
            input=_template(),
            format="pdf",
            root=folder,
            sys_inputs={"report": json.dumps({**data, "fonts": families}, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=datetime.datetime(day.year, day.month, day.day, tzinfo=ZONE),
        )
    except typst.TypstError as error:
        about = "，请检查报告中的图片能否打开" if "image" in error.message else ""
        raise PdfError(f"{report.place.file} 的 PDF 没有生成{about}：{error.message}") from None
    assert isinstance(made, bytes)
    return made


@cache
def _template() -> bytes:
    return (resources.files("gongkai") / "assets" / "report.typ").read_bytes()


_compilers: dict[tuple[Path, ...], tuple[Any, dict[str, Any]]] = {}


def _compiler(fonts: FontSet) -> tuple[Any, dict[str, Any]]:
    """A compiler that knows these fonts, and the families of each role as typst calls them; kept, for it reads all fonts."""
    paths = tuple(dict.fromkeys(face.path for face in fonts.faces))
    if paths not in _compilers:
        typst = needed(*TYPST)
        known = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=sorted({str(path.parent) for path in paths}),
        )
        _compilers[paths] = (
            typst.Compiler(font_paths=known, ignore_system_fonts=True),
            _families(
                fonts, {(Path(info.path), info.index): info.family for info in known.fonts() if info.path}
            ),
        )
    return _compilers[paths]


def _families(fonts: FontSet, names: dict[tuple[Path, int], str]) -> dict[str, Any]:
    """For each role the families to try in turn, every font of the office among them."""
    faces = {role: fonts.face(role) for role in _OWN}
    of_office = [names[key] for face in fonts.faces if (key := (face.path, face.index)) in names]
    families: dict[str, Any] = {
        role: list(
            dict.fromkeys((*([names[face.path, face.index]] if face else []), own, SERIF, SANS, *of_office))
        )
        for role, face in faces.items()
        for own in (_OWN[role],)
    }
    families["number"] = [SERIF]
    families["stands-in"] = {role: face is None for role, face in faces.items()}
    return families
