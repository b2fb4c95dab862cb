"""Reports as other programs save them: LibreOffice in its formats, Chromium a page that it has drawn."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from gongkai.documents.formats import FORMATS
from gongkai.model import Archive, Report, read_archive
from gongkai.readings.compare import compare
from gongkai.readings.opening import read_file
from gongkai.readings.reading import Reading
from gongkai.settings import Settings
from tests.helpers.numbered_word import numbered_word
from tests.helpers.support import ROOT

# They start processes.
pytestmark = [pytest.mark.builds, pytest.mark.thorough]

OF_DOCX = ("odt", "doc", "rtf", "html:HTML (StarWriter)")
OF_PAGE = ("docx:MS Word 2007 XML", "odt:writer8")
NUMBERED = (
    (
        "overview",
        [
            "依法公开。",
            "（一）主动公开",
            "发布12件。",
            "1.按时",
            "2.按质",
            "（二）依申请公开",
            "1.受理",
            "均已答复。",
        ],
    ),
    ("problems", ["（一）问题", "更新不及时。", "（二）改进", "逐月检查。"]),
    ("others", ["无。"]),
)
_NUMBER = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|[0-9]+\.)")
OF_XLSX = ("ods", "xls", "html:HTML (StarCalc)")


@cache
def demonstration() -> Archive:
    return read_archive(ROOT / "data", ROOT)[0]


@pytest.fixture
def report() -> Report:
    """With notes beside figures, a list, links, a signature and a date."""
    return demonstration().by_agency["example-district/office"][2022]


def program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        assert not os.environ.get("CI"), f"CI needs {names[0]}"
        pytest.skip(f"没有 {names[0]}，跳过由它保存的文件 / no {names[0]}: files saved by it are not read")
    return found


def saved(folder: Path, report: Report, name: str, wanted: str) -> tuple[bytes, str]:
    """A document of ours, opened by LibreOffice and saved in another format."""
    return converted(folder, FORMATS[name].write(report, demonstration(), Settings()), name, wanted)


def converted(folder: Path, data: bytes, name: str, wanted: str) -> tuple[bytes, str]:
    """A file, opened by LibreOffice and saved in another format."""
    office = program("soffice", "libreoffice")
    source = folder / f"report.{name}"
    source.write_bytes(data)
    out = folder / "out"
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"),
            *("--convert-to", wanted, "--outdir", str(out), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    (made,) = out.glob("report.*")
    return made.read_bytes(), made.name


def reading_of(data: bytes, name: str, report: Report) -> Reading:
    (reading,) = read_file(data, name)
    return reading.without(demonstration().agencies[report.agency].declaration)


@pytest.mark.parametrize("wanted", OF_DOCX)
def test_a_word_file_of_ours_saved_by_libreoffice(wanted: str, report: Report, tmp_path: Path) -> None:
    reading = reading_of(*saved(tmp_path, report, "docx", wanted), report)
    assert compare(report, demonstration(), reading) == []
    assert not reading.unplaced


@pytest.mark.parametrize("wanted", [None, "docx:MS Word 2007 XML", *OF_DOCX])
def test_a_word_file_whose_numbers_are_no_text(wanted: str | None, tmp_path: Path) -> None:
    """一、 （一） 1. of chapters, labels and paragraphs, as Word counts them; and as LibreOffice saves that."""
    report = demonstration().by_agency["haishu-office"][2021]
    data = numbered_word(report, NUMBERED)
    given = (data, "report.docx") if wanted is None else converted(tmp_path, data, "docx", wanted)
    reading = reading_of(*given, report)
    assert {name: placed.cell.text for name, placed in reading.cells.items()} == {
        name: cell.text for name, cell in report.cells.items()
    }
    assert (reading.doubts, reading.unplaced, reading.missing, reading.rest) == ((), (), (), ())
    texts = {chapter.section or "": [line.text for line in chapter.lines] for chapter in reading.chapters}
    bare = {section: [_NUMBER.sub("", line) for line in lines] for section, lines in texts.items()}
    assert bare == {section: [_NUMBER.sub("", line) for line in lines] for section, lines in NUMBERED}
    if wanted is None or wanted.startswith(("docx", "odt")):
        # HTML and RTF keep of Chinese numbers less, and DOC counts some lists from one again.
        assert texts == dict(NUMBERED)


@pytest.mark.parametrize("wanted", OF_PAGE)
def test_a_page_of_ours_saved_by_libreoffice(wanted: str, report: Report, tmp_path: Path) -> None:
    reading = reading_of(*saved(tmp_path, report, "html", wanted), report)
    assert compare(report, demonstration(), reading) == []
    assert not reading.unplaced


@pytest.mark.parametrize("wanted", OF_XLSX)
def test_tables_of_ours_saved_by_libreoffice(wanted: str, report: Report, tmp_path: Path) -> None:
    reading = reading_of(*saved(tmp_path, report, "xlsx", wanted), report)
    assert {name: placed.cell.value for name, placed in reading.cells.items()} == {
        name: cell.value for name, cell in report.cells.items()
    }
    assert not reading.unplaced


def test_a_page_as_chromium_has_drawn_it(report: Report, tmp_path: Path) -> None:
    chromium = program("chromium")
    page = tmp_path / "report.html"
    page.write_bytes(FORMATS["html"].write(report, demonstration(), Settings()))
    done = subprocess.run(
        [
            *(
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={tmp_path / 'profile'}",
            ),
            *("--dump-dom", page.as_uri()),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    reading = reading_of(done.stdout, "report.html", report)
    assert compare(report, demonstration(), reading) == []
