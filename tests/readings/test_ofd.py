"""OFD (GB/T 33190-2016): the text of a page at its positions, as the PDF of a report has it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from xml.sax.saxutils import escape

import pdfplumber
import pytest

from gongkai.model import Archive, read_archive
from gongkai.readings.opening import read_file
from gongkai.readings.pieces import UnreadableFile
from gongkai.readings.reading import Reading
from gongkai.writers.office.pdf import write_pdf
from tests.helpers.support import ROOT

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MILLIMETRES = 25.4 / 72
OFFICE, YEAR = "haishu-office", 2021
REPORTS = ((OFFICE, YEAR), ("example-district/education", 2019), ("example-district/education", 2022))
"""The second has a blank cell with a note: its raised 1 is no figure."""


def text_object(text: str, left: float, top: float, size: float) -> str:
    """A piece of text where it stands; points."""
    box = " ".join(f"{each * _MILLIMETRES:.3f}" for each in (left, top, size * len(text), size))
    return (
        f'<ofd:TextObject Boundary="{box}" Size="{size * _MILLIMETRES:.3f}">'
        f'<ofd:TextCode X="0" Y="{0.88 * size * _MILLIMETRES:.3f}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_file(pages: list[str]) -> bytes:
    """The least that an OFD needs. pages: the objects of each."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f'<ofd:OFD {_NAMESPACE} DocType="OFD" Version="1.0"><ofd:DocBody>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(
            f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
            for number in range(len(pages))
        )
        archive.writestr(
            "Doc_0/Document.xml", f"<ofd:Document {_NAMESPACE}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        )
        for number, objects in enumerate(pages):
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f"<ofd:Page {_NAMESPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return packed.getvalue()


def as_ofd(pdf: bytes) -> bytes:
    """A PDF's words at their places."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return ofd_file(
            [
                "".join(
                    text_object(word["text"], word["x0"], word["top"], word["size"])
                    for word in page.extract_words(extra_attrs=["size"], x_tolerance=1)
                )
                for page in document.pages
            ]
        )


@pytest.fixture(scope="module")
def archive() -> Archive:
    return read_archive(ROOT / "data", ROOT)[0]


@pytest.fixture(scope="module")
def reading(archive: Archive) -> Reading:
    """The sample report, as an OFD of its PDF."""
    report = archive.by_agency[OFFICE][YEAR]
    (read,) = read_file(as_ofd(write_pdf(report, archive)), "2021年报.ofd")
    return read


@pytest.mark.builds
@pytest.mark.parametrize(("agency", "year"), REPORTS)
def test_no_number_is_wrong_and_none_is_lost(archive: Archive, agency: str, year: int) -> None:
    """What cannot be placed by the labels of its row and column is in the list, never in a cell."""
    report = archive.by_agency[agency][year]
    (reading,) = read_file(as_ofd(write_pdf(report, archive)), "年报.ofd")
    assert reading.cells
    wrong = {name for name, placed in reading.cells.items() if placed.cell.text != report.cells[name].text}
    assert wrong == set()
    said = "\n".join(map(str, (*reading.doubts, *reading.unplaced, *reading.missing, *reading.rest)))
    for table in report.form.tables:
        left = [report.cells[name].text for name in table.cells if name not in reading.cells]
        if left:
            assert table.caption.partition("、")[0] in said or "没有读到" in said
    words = Counter(re.findall(r"[0-9.]+|[^\s0-9、，：；。“”（）]+", said))
    there = Counter(cell.text for name, cell in report.cells.items() if name not in reading.cells and cell.text)
    lost = [text for text in there if text not in words]
    assert lost == []


def test_the_text_is_read(reading: Reading, archive: Archive) -> None:
    report = archive.by_agency[OFFICE][YEAR]
    assert (reading.agency_name, reading.year) == (report.agency_name, YEAR)
    assert len(reading.chapters) >= 3


def test_texts_of_one_line_are_joined_and_cells_stay_apart() -> None:
    line = text_object("一、总体", 70, 100, 16) + text_object("情况", 134, 100, 16)
    (reading,) = read_file(
        ofd_file(
            [
                text_object("样例局2021年政府信息公开工作年度报告", 70, 60, 20)
                + line
                + text_object("全年公开信息6条。", 100, 130, 16)
            ]
        ),
        "x.ofd",
    )
    assert reading.year == YEAR
    assert len(reading.chapters) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ofd_file([""]), "没有文字"),
        (ofd_file(["" for _ in range(121)]), "超过 120 页"),
        (ofd_file([text_object("字", 70, 100, 16)])[:300], "不完整"),
    ],
    ids=["scanned", "long", "cut short"],
)
def test_what_cannot_be_read_is_one_line(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_file(data, "x.ofd")
