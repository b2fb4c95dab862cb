"""OFD (GB/T 33190-2016): the text of a page at its positions, as the PDF of a report has it."""

from __future__ import annotations

import io
import re
from collections import Counter

import pdfplumber
import pytest

from gongkai.model import Archive, read_archive
from gongkai.readings.compare import compare
from gongkai.readings.opening import pieces_of, read_file
from gongkai.readings.pieces import Grid, Paragraph, UnreadableFile
from gongkai.readings.reading import Reading
from gongkai.writers.office.pdf import write_pdf
from tests.helpers.ofd_file import MILLIMETRES, ofd_file, rule, text_object
from tests.helpers.support import ROOT

OFFICE, YEAR = "haishu-office", 2021
REPORTS = ((OFFICE, YEAR), ("example-district/education", 2019), ("example-district/education", 2022))
"""The second has a blank cell with a note: its raised 1 is no figure."""


def as_ofd(pdf: bytes, *, is_ruled: bool = False) -> bytes:
    """A PDF's words at their places, and its rules."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return ofd_file(
            [
                "".join(
                    text_object(word["text"], word["x0"], word["top"], word["size"])
                    for word in page.extract_words(extra_attrs=["size"], x_tolerance=1)
                )
                + "".join(
                    rule(edge["x0"], edge["top"], edge["x1"], edge["bottom"])
                    for edge in (page.edges if is_ruled else ())
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


@pytest.mark.parametrize(("agency", "year"), REPORTS)
def test_tables_with_rules_are_read_whole(archive: Archive, agency: str, year: int) -> None:
    report = archive.by_agency[agency][year]
    (reading,) = read_file(as_ofd(write_pdf(report, archive), is_ruled=True), "年报.ofd")
    assert compare(report, archive, reading.without(archive.agencies[agency].declaration)) == []
    assert (reading.unplaced, reading.missing) == ((), ())
    assert {placed.spot.table for placed in reading.cells.values()} >= {1, 2, 3}


class TestRules:
    """A table of one row of heads and one of figures, however its rules and texts are drawn."""

    HEADS = ("行政复议", "结果维持", "结果纠正", "其他结果")

    @staticmethod
    def grid_of(*objects: str) -> list[list[str]]:
        (grid,) = (piece for piece in pieces_of(ofd_file(["".join(objects)])).pieces if isinstance(piece, Grid))
        return [[cell.text for cell in row] for row in grid.rows]

    def texts(self) -> str:
        heads = "".join(text_object(text, 102 + at * 100, 105, 10) for at, text in enumerate(self.HEADS))
        return heads + "".join(text_object(str(at), 140 + at * 100, 125, 10) for at in range(4))

    def cells(self) -> list[list[str]]:
        return [list(self.HEADS), ["0", "1", "2", "3"]]

    def test_each_cell_drawn_by_itself(self) -> None:
        drawn = "".join(
            rule(left, top, left + 100, top)
            + rule(left, top + 20, left + 100, top + 20)
            + rule(left, top, left, top + 20)
            + rule(left + 100, top, left + 100, top + 20)
            for left in (100, 200, 300, 400)
            for top in (100, 120)
        )
        assert self.grid_of(drawn, self.texts()) == self.cells()

    def test_as_paths_of_many_steps_under_a_matrix(self) -> None:
        """Twice as large, and moved by its box."""
        steps = "".join(f"M 0 {at} L 200 {at} " for at in (0, 10, 20))
        steps += "".join(f"M {at} 0 L {at} 20 " for at in (0, 50, 100, 150, 200))
        scale = 2 * MILLIMETRES
        place = f"{100 * MILLIMETRES} {100 * MILLIMETRES} 200 200"
        path = f'<ofd:PathObject Boundary="{place}" CTM="{scale} 0 0 {scale} 0 0"><ofd:AbbreviatedData>{steps}</ofd:AbbreviatedData></ofd:PathObject>'
        assert self.grid_of(path, self.texts()) == self.cells()

    def test_open_at_its_sides(self) -> None:
        drawn = "".join(rule(100, top, 500, top) for top in (100, 120, 140))
        drawn += "".join(rule(left, 100, left, 140) for left in (200, 300, 400))
        assert self.grid_of(drawn, self.texts()) == self.cells()

    def test_figures_of_a_row_as_one_text_with_steps(self) -> None:
        drawn = "".join(rule(100, top, 500, top) for top in (100, 120, 140))
        drawn += "".join(rule(left, 100, left, 140) for left in (100, 200, 300, 400, 500))
        heads = "".join(text_object(text, 102 + at * 100, 105, 10) for at, text in enumerate(self.HEADS))
        step = 100 * MILLIMETRES
        figures = text_object("0123", 140, 125, 10).replace(" Y=", f' DeltaX="g 2 {step} {step}" Y=')
        assert self.grid_of(drawn, heads, figures) == self.cells()

    def test_a_frame_around_prose_is_no_table(self) -> None:
        drawn = (
            rule(50, 50, 500, 50) + rule(50, 200, 500, 200) + rule(50, 50, 50, 200) + rule(500, 50, 500, 200)
        )
        pieces = pieces_of(ofd_file([drawn + text_object("全年公开信息6条。", 70, 100, 16)])).pieces
        assert [piece.text for piece in pieces if isinstance(piece, Paragraph)] == ["全年公开信息6条。"]

    def test_a_drawing_is_no_table(self) -> None:
        drawn = "".join(rule(50 + at * 5, 50, 50 + at * 5, 60 + at) for at in range(450))
        pieces = pieces_of(ofd_file([drawn + text_object("全年公开信息6条。", 70, 100, 16)])).pieces
        assert len(pieces) == 1


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
