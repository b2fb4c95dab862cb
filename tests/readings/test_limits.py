"""Files that are none, or too much of one, each read in a process of its own: time, memory and one clear line."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from openpyxl import Workbook
from PIL import Image

from gongkai.documents.formats import FORMATS
from gongkai.model import read_archive
from gongkai.settings import Settings
from tests.helpers.ofd_file import ofd_file, rule, text_object
from tests.helpers.support import ROOT
from tests.helpers.word_file import paragraph, row, table, word_file

pytestmark = [pytest.mark.builds, pytest.mark.thorough]

SECONDS = 20
"""Of CPU time."""
MEBIBYTES = 512
_READ = """
import json, resource, sys
from pathlib import Path
from gongkai.readings.opening import read_file
from gongkai.readings.pieces import UnreadableFile
path = Path(sys.argv[1])
try:
    (reading,) = read_file(path.read_bytes(), path.name)
    said = f"cells: {len(reading.cells)}"
except UnreadableFile as error:
    said = str(error)
used = resource.getrusage(resource.RUSAGE_SELF)
# Not ru_maxrss: that is never less than what the process had that started this one.
(most,) = (line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps([said, used.ru_utime + used.ru_stime, int(most) / 1024]))
"""


def bounds() -> None:
    """What the system ends the process beyond: far more than it may use, so that the machine stays usable."""
    resource.setrlimit(resource.RLIMIT_CPU, (3 * SECONDS, 3 * SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def in_pdf(change: Callable[[pikepdf.Pdf], pikepdf.Encryption | None] | None = None) -> bytes:
    """A report of ours as PDF, changed."""
    archive, _ = read_archive(ROOT / "data", ROOT)
    data = FORMATS["pdf"].write(archive.by_agency["haishu-office"][2021], archive, Settings())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        encryption = change(pdf) if change is not None else None
        packed = io.BytesIO()
        pdf.save(packed, encryption=encryption or False)
    return packed.getvalue()


def encrypted() -> bytes:
    return in_pdf(lambda _: pikepdf.Encryption(owner="owner", user="user"))


def scanned() -> bytes:
    """Pictures of pages."""
    packed = io.BytesIO()
    pages = [Image.new("RGB", (1240, 1754), "white") for _ in range(3)]
    pages[0].save(packed, "PDF", save_all=True, append_images=pages[1:])
    return packed.getvalue()


def many_pages() -> bytes:
    def more(pdf: pikepdf.Pdf) -> None:
        for _ in range(200):
            pdf.pages.append(pdf.pages[0])

    return in_pdf(more)


def entities() -> bytes:
    lines = "".join(f'<!ENTITY e{at + 1} "{f"&e{at};" * 10}">' for at in range(12))
    document = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "x">{lines}]><d>&e12;</d>'.encode()
    return zipped(**{"word__document.xml": document, "xl__workbook.xml": document})


def large_workbook() -> bytes:
    """With as many cells as are looked at."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(495):
        sheet.append([7] * 100)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def tables_of_ofd() -> bytes:
    """Thirty pages of 2,450 cells each."""
    page = "".join(rule(0, top * 20, 980, top * 20) for top in range(51))
    page += "".join(rule(left * 20, 0, left * 20, 1000) for left in range(50))
    page += "".join(text_object("1", left * 20 + 2, top * 20 + 2, 8) for left in range(49) for top in range(50))
    return ofd_file([page] * 30)


def one_line() -> bytes:
    return f"<p>{'年报内容' * 1_580_000}</p>".encode()


def many_tables() -> bytes:
    return f"<body>{HTML_TABLE * 10_000}".encode()


FIGURES = table(row("甲", "1"), row("乙", "2"))
HTML_TABLE = "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
WHOLE = word_file(paragraph("正文") * 2000)

FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "truncated docx": ("a.docx", lambda: WHOLE[: len(WHOLE) // 2], "不完整"),
    "bomb": ("a.docx", lambda: zipped(**{"word__document.xml": b"<" * 1_000_000_000}), "过大"),
    "bomb of an ofd": ("a.ofd", lambda: zipped(**{"OFD.xml": b" " * 1_000_000_000}), "过大"),
    "tables of an ofd without end": ("a.ofd", tables_of_ofd, "表格过大"),
    "bomb of a workbook": ("a.xlsx", lambda: zipped(**{"xl__workbook.xml": b" " * 1_000_000_000}), "过大"),
    "entities": ("a.docx", entities, "XML"),
    "encrypted pdf": ("a.pdf", encrypted, "密码"),
    "scanned pdf": ("a.pdf", scanned, "扫描件"),
    "pdf of many pages": ("a.pdf", many_pages, "页"),
    "half a pdf": ("a.pdf", lambda: in_pdf()[:20_000], "PDF"),
    "50 MB of html": ("a.html", lambda: b"<html><body>" + b"<p>x</p>" * 6_250_000, "20 MB"),
    "19 MB of html": ("a.html", lambda: b"<html><body>" + b"<p>x</p>" * 2_375_000, "过多"),
    "19 MB of text": ("a.txt", lambda: "年报内容".encode() * 1_580_000, "文字过多"),
    "19 MB of a web page on one line": (
        "a.html",
        one_line,
        "文字过多",
    ),
    "19 MB of attributes": ("a.html", lambda: b"<html>" + b"<p a=1 b=2 c=3 d=4>" * 450_000, "cells: 0"),
    "a workbook as large as is read": ("a.xlsx", large_workbook, "cells: 0"),
    "another ending": ("a.pdf", lambda: WHOLE, "cells: 0"),
    "a docx that is none": ("a.docx", lambda: b"PK\x03\x04" + b"nothing" * 100, "不完整"),
    "ten thousand tables in docx": ("a.docx", lambda: word_file(FIGURES * 10_000), "cells: 0"),
    "ten thousand tables in html": ("a.html", many_tables, "cells: 0"),
    "tables in tables around many paragraphs": (
        "a.html",
        lambda: b"<table><tr><td>a<td>" * 120 + "<p>公开。".encode() * 40_000,
        "cells: 0",
    ),
    "a picture": ("a.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000), "图片"),
}


@pytest.mark.parametrize("what", FILES)
def test_one_line_in_time_and_memory(what: str, tmp_path: Path) -> None:
    name, make, wanted = FILES[what]
    path = tmp_path / name
    path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, preexec_fn=bounds, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    said, seconds, mebibytes = json.loads(done.stdout)
    assert wanted in said
    assert "\n" not in said
    assert seconds < SECONDS
    assert mebibytes < MEBIBYTES
