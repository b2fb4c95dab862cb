"""A file to readings: what it is, is told by its content, never by its name."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from gongkai.forms import statutory_forms
from gongkai.ground.extras import MissingExtra
from gongkai.model import Report
from gongkai.readings._package import MOST_BYTES, Package
from gongkai.readings.docx import read_docx
from gongkai.readings.pieces import Pieces, UnreadableFile
from gongkai.readings.reading import Reading
from gongkai.readings.recognise import recognise
from gongkai.readings.report_csv import is_cells, read_cells, read_grid
from gongkai.readings.report_json import ReportJsonError, read_json
from gongkai.readings.text import decoded, read_text

_SECONDS = 180
"""How long LibreOffice may take for one file."""
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
"""By name: of a page saved as ODT LibreOffice finds none by itself."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|div|p|article|meta)\b", re.IGNORECASE)


def read_file(data: bytes, file: str, year: int | None = None) -> list[Reading]:
    """The reports that a file holds: one, but for our own data of several. year: where it is known from elsewhere.

    Raises UnreadableFile, one line in words.
    """
    if not data.strip():
        raise UnreadableFile("文件是空的")
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"文件超过 {MOST_BYTES // 1_000_000} MB，不是年度报告")
    head = data[:1000].lstrip()
    if head.startswith(b"{") and not head.startswith(b"{\\rtf"):
        return [_of_json(data, file)]
    if is_cells(data):
        return read_cells(data, file)
    try:
        return [recognise(pieces_of(data, Path(file).suffix), file, year)]
    except MissingExtra as missing:
        raise UnreadableFile(str(missing)) from None
    except RecursionError:
        raise UnreadableFile("文件的层次过深，不是年度报告") from None


def pieces_of(data: bytes, suffix: str = "") -> Pieces:
    """A file taken apart. suffix: the end of its name, which alone tells a CSV from other text.

    Raises UnreadableFile, and MissingExtra where a package is needed that is not installed.
    """
    head = data[:4096].lstrip()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(_OLE):
        return _by_office(data, *_of_ole(data))
    if head.startswith(b"{\\rtf"):
        return _by_office(data, "rtf", "docx")
    if b"%PDF-" in data[:1024]:
        # Here and below: what reads PDF is no part of the pure core, and to load what reads pages and workbooks takes
        # longer than most commands do.
        from gongkai.readings.pdf import read_pdf

        return read_pdf(data)
    if data.startswith(_PICTURES):
        raise UnreadableFile("是图片，图片里的文字读不出来；请找 Word 或网页的原文")
    beginning = head if not head.startswith((b"\xff\xfe", b"\xfe\xff")) else decoded(data[:4096]).encode()
    if _HTML.search(beginning) or re.match(rb"(?:MIME-Version|From|Subject|Date):", head, re.IGNORECASE):
        from gongkai.readings.html import read_html

        return read_html(data)
    if b"\x00" in head and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile("认不出是什么文件；另存为 docx 再试")
    return read_grid(data) if suffix.lower() == ".csv" else read_text(data)


def _zipped(data: bytes) -> Pieces:
    names = Package(data, "压缩").names
    if "word/document.xml" in names:
        return read_docx(data)
    if "xl/workbook.xml" in names:
        return _workbook(data)
    if "OFD.xml" in names:
        from gongkai.readings.ofd import read_ofd

        return read_ofd(data)
    if "content.xml" in names:
        kind = (Package(data, "文档").read("mimetype") or b"").decode("ascii", "replace")
        return _by_office(data, "ods", "xlsx") if "spreadsheet" in kind else _by_office(data, "odt", "docx")
    if any(name.startswith("word/") for name in names):
        return read_docx(data)
    raise UnreadableFile("认不出是什么文件；另存为 docx 再试")


def _workbook(data: bytes) -> Pieces:
    from gongkai.readings.xlsx import read_xlsx

    return read_xlsx(data)


def _of_ole(data: bytes) -> tuple[str, str]:
    """What an old binary file is, and what to turn it into."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile("文件加了密码，去掉密码再试")
    if "WordDocument".encode("utf-16-le") in data:
        return "doc", "docx"
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "xls", "xlsx"
    return "doc", "docx"


def _by_office(data: bytes, kind: str, wanted: str) -> Pieces:
    """An old file by way of LibreOffice, where it is installed and opens it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableFile(
            f"{kind} 文件要装有 LibreOffice 才能读；也可以在 Word 或 WPS 里另存为 {wanted} 再试"
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"report.{kind}"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        arguments = [
            "--headless",
            "--norestore",
            "--convert-to",
            _FILTERS[wanted],
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(  # noqa: S603
                [program, f"-env:UserInstallation={profile}", *arguments],
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise UnreadableFile(f"LibreOffice 打不开这个文件；在 Word 或 WPS 里另存为 {wanted} 再试") from None
        made = source.with_suffix(f".{wanted}")
        if not made.is_file():
            raise UnreadableFile(f"LibreOffice 打不开这个文件；在 Word 或 WPS 里另存为 {wanted} 再试")
        turned = made.read_bytes()
    return read_docx(turned) if wanted == "docx" else _workbook(turned)


def _of_json(data: bytes, file: str) -> Reading:
    try:
        report: Report = read_json(data, file)
    except ReportJsonError as error:
        raise UnreadableFile(str(error).removeprefix(f"{file} ")) from None
    form = next(form for form in statutory_forms() if form.name == report.form.name)
    return Reading(
        file=file,
        form=report.form if report.form.merged or report.form.extra else form,
        year=report.year,
        agency_name=report.agency_name,
        agency_path=report.agency,
        title=report.title,
        preamble=(),
        chapters=(),
        cells={},
        whole=report,
    )
