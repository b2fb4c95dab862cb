"""A report as a Word file says what the data say, in the look of an official document."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from gongkai.model import Archive, Report
from gongkai.writers.office.docx import write_docx
from tests.helpers.paper import (
    HOSTILE,
    PUBLISHED,
    data_rows,
    header_rows,
    made_elsewhere,
    one,
    plain,
    published,
    rich,
    tables,
    texts,
)
from tests.helpers.support import AGENCY

DOTTED = './/w:u[@w:val="dotted"]'


def opened(data: bytes) -> Any:
    """The file as python-docx reads it."""
    return docx.Document(io.BytesIO(data))


def shown(element: Any) -> str:
    """The text below an element, without spaces."""
    return plain("".join(text.text or "" for text in element.iter(qn("w:t"))))


def rows(table: Any) -> list[list[str]]:
    """The rows of a table; what continues a cell of the row above is left out."""
    found = []
    for row in table._tbl.iter(qn("w:tr")):
        cells = []
        for cell in row.iter(qn("w:tc")):
            merge = cell.tcPr.find(qn("w:vMerge"))
            if merge is None or merge.get(qn("w:val")) == "restart":
                cells.append(shown(cell))
            else:
                assert shown(cell) == ""
        found.append(cells)
    return found


@pytest.fixture(scope="module")
def rich_docx(tmp_path_factory: pytest.TempPathFactory, sample: str) -> tuple[bytes, Report, Archive]:
    """The file of a report with everything in it."""
    report, archive = one(tmp_path_factory.mktemp("rich"), rich(sample))
    return write_docx(report, archive), report, archive


def assert_tables(word: Any, report: Report, archive: Archive) -> None:
    """The last tables of the file are those of the form, with every header and figure."""
    for written, table in zip(word.tables[-3:], tables(report, archive), strict=True):
        headers, expected = header_rows(table), data_rows(table)
        read = rows(written)
        assert [row for row in read if row in headers] == headers
        figures = [row for row in read if row not in headers]
        assert [row[-len(data) :] for row, data in zip(figures, expected, strict=True)] == expected


class TestContent:
    """Nothing is lost, and nothing is changed."""

    @pytest.mark.parametrize(("name", "year"), PUBLISHED)
    def test_every_cell(self, tmp_path: Path, name: str, year: int) -> None:
        report, archive = published(tmp_path, name, year)
        assert_tables(opened(write_docx(report, archive)), report, archive)

    def test_notes_marks_and_figures(self, rich_docx: tuple[bytes, Report, Archive]) -> None:
        data, report, archive = rich_docx
        assert_tables(opened(data), report, archive)

    @pytest.mark.parametrize(("name", "year"), PUBLISHED[:2])
    def test_every_text(self, tmp_path: Path, name: str, year: int) -> None:
        report, archive = published(tmp_path, name, year)
        read = shown(opened(write_docx(report, archive)).element)
        assert [text for text in texts(report, archive) if plain(text) not in read] == []

    def test_everything_that_a_report_can_hold(self, rich_docx: tuple[bytes, Report, Archive]) -> None:
        data, report, archive = rich_docx
        read = shown(opened(data).element)
        assert [text for text in texts(report, archive) if plain(text) not in read] == []
        assert plain(HOSTILE) in read

    def test_a_heading_stands_above_a_picture_on_its_line(self, tmp_path: Path, sample: str) -> None:
        text = rich(sample)
        line = "  （二）依申请公开。全年新收"
        report, archive = one(
            tmp_path,
            {
                **text,
                "office/2021.yml": str(text["office/2021.yml"]).replace(
                    line, f"  （二）一图读懂。![图解](图解.png)\n{line.replace('二', '三')}"
                ),
            },
        )
        read = shown(opened(write_docx(report, archive)).element)
        assert "（二）一图读懂。（三）依申请公开。全年新收" in read

    def test_a_computed_total_is_dotted(self, tmp_path: Path, sample: str) -> None:
        text = sample.replace(
            "[37, 4, 0, 0, 0, 0, 41]",
            "{自然人: 37, 商业企业: 4, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}",
        )
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        found = [
            run for run in opened(write_docx(report, archive)).element.iter(qn("w:r")) if run.xpath(DOTTED)
        ]
        assert [shown(run) for run in found] == ["41"]

    def test_links_and_picture(self, rich_docx: tuple[bytes, Report, Archive]) -> None:
        word = opened(rich_docx[0])
        addresses = [
            link.address for paragraph in word.paragraphs for link in paragraph.hyperlinks if link.address
        ]
        assert addresses == ["https://www.example.gov.cn/a?b=1&c=2"]
        (shape,) = word.inline_shapes
        assert shape._inline.docPr.get("descr") == "一图读懂"

    def test_every_jump_arrives(self, rich_docx: tuple[bytes, Report, Archive]) -> None:
        element = opened(rich_docx[0]).element
        names = {mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart"))}
        jumps = {link.get(qn("w:anchor")) for link in element.iter(qn("w:hyperlink"))} - {None}
        assert len(jumps) == 3
        assert jumps <= names

    @pytest.mark.parametrize(("kind", "data"), [("webp", b"RIFF....WEBP"), ("png", b"\x89PNG\r\n\x1a\n....")])
    def test_a_picture_that_word_cannot_show_is_named(
        self, tmp_path: Path, sample: str, kind: str, data: bytes
    ) -> None:
        files = {name: content for name, content in rich(sample).items() if not name.endswith(".png")}
        files["office/2021.yml"] = str(files["office/2021.yml"]).replace("图解.png", f"图解.{kind}")
        report, archive = one(tmp_path, files | {f"office/2021/图解.{kind}": data})
        assert "〔图：一图读懂〕" in shown(opened(write_docx(report, archive)).element)


class TestLook:
    """GB/T 9704-2012."""

    @pytest.mark.parametrize(
        ("name", "face", "points"),
        [
            ("Title", "方正小标宋简体", 22),
            ("Body Text", "仿宋_GB2312", 16),
            ("Heading 1", "黑体", 16),
            ("Heading 2", "楷体_GB2312", 16),
            ("Heading 3", "仿宋_GB2312", 16),
        ],
    )
    def test_styles(self, rich_docx: tuple[bytes, Report, Archive], name: str, face: str, points: int) -> None:
        style = opened(rich_docx[0]).styles[name]
        assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == face
        assert style.font.size.pt == points

    def test_headings_are_headings(self, rich_docx: tuple[bytes, Report, Archive]) -> None:
        found = [
            (p.style.name, p.text)
            for p in opened(rich_docx[0]).paragraphs
            if p.style.name.startswith(("Heading", "Title"))
        ]
        assert found[:3] == [
            ("Title", "样例区人民政府办公室\n2021年政府信息公开工作年度报告"),
            ("Heading 1", "一、总体情况"),
            ("Heading 2", "（一）主动公开"),
        ]

    def test_page(self, rich_docx: tuple[bytes, Report, Archive]) -> None:
        word = opened(rich_docx[0])
        (section,) = word.sections
        sizes = (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.left_margin,
            section.right_margin,
        )
        assert [round(size.mm) for size in sizes] == [210, 297, 37, 28, 26]
        assert word.settings.odd_and_even_pages_header_footer
        assert word.settings.element.find(qn("w:mirrorMargins")) is not None
        sides = [
            footer._element[0].pPr.jc.get(qn("w:val")) for footer in (section.footer, section.even_page_footer)
        ]
        assert sides == ["right", "left"]
        assert "PAGE" in section.footer._element.xpath("string(.//w:instrText)")

    def test_header_rows_repeat_and_rows_stay_whole(self, rich_docx: tuple[bytes, Report, Archive]) -> None:
        data, report, archive = rich_docx
        table = opened(data).tables[-2]._tbl
        marked = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.iter(qn("w:tr"))]
        count = len(header_rows(tables(report, archive)[1]))
        assert marked == [True] * count + [False] * (len(marked) - count)
        assert all(
            row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.iter(qn("w:tr"))
        )

    @pytest.mark.parametrize("review", [True, False])
    def test_review(self, tmp_path: Path, sample: str, review: bool) -> None:
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": sample})
        word = opened(write_docx(report, archive, review=review))
        assert ("（送审稿）" in shown(word.element)) == review
        (section,) = word.sections
        for header in (section.header, section.even_page_header):
            assert (shown(header._element) == "送审稿") == review

    @pytest.mark.parametrize("review", [True, False])
    def test_a_draft_for_review_is_not_called_unfinished(
        self, tmp_path: Path, sample: str, review: bool
    ) -> None:
        text = f"{sample}草稿: true\n"
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        word = opened(write_docx(report, archive, review=review))
        assert ("尚未完成" in shown(word.element)) != review


class TestSameBytes:
    """Whoever makes it, and wherever."""

    @pytest.mark.builds
    def test_another_process_and_time_zone(self, tmp_path: Path, sample: str) -> None:
        report, archive = one(tmp_path, rich(sample))
        first = write_docx(report, archive)
        assert write_docx(report, archive) == first
        assert made_elsewhere(tmp_path, "docx") == first

    def test_no_clock_in_it(self, rich_docx: tuple[bytes, Report, Archive]) -> None:
        with zipfile.ZipFile(io.BytesIO(rich_docx[0])) as packed:
            assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert not any("thumbnail" in name for name in packed.namelist())

    def test_properties(self, rich_docx: tuple[bytes, Report, Archive]) -> None:
        properties = opened(rich_docx[0]).core_properties
        assert properties.title == "样例区人民政府办公室2021年政府信息公开工作年度报告"
        assert properties.author == "样例区人民政府办公室"
        assert properties.created.date() == properties.modified.date() == datetime.date(2022, 3, 2)
        assert re.search("docx", properties.comments) is None
