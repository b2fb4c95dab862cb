"""A report as PDF says what the data say, to eyes, to programs and to screen readers."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pdfplumber
import pikepdf
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from gongkai.fonts import OURS
from gongkai.ground.extras import MissingExtra, needed
from gongkai.model import Archive, Report
from gongkai.writers.office.needs import PdfError
from gongkai.writers.office.paper import BlockKind, InlineKind
from gongkai.writers.office.pdf import write_pdf
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
from tests.helpers.support import AGENCY, NARRATIVES

# They take their time.
pytestmark = pytest.mark.builds

Made = Callable[[str, int], tuple[bytes, Report, Archive]]
_NUMBER = re.compile(r"^— [0-9]+ —$", re.MULTILINE)


@cache
def read_text(pdf: bytes) -> str:
    """The text of all pages, without page numbers, spaces and line ends."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return plain("".join(_NUMBER.sub("", page.extract_text()) for page in opened.pages))


def read_rows(pdf: bytes) -> list[list[str]]:
    """The rows of all tables; what belongs to a cell that began in a row above is left out."""
    return [[plain(cell) for cell in row if cell is not None] for row in _rows(pdf)]


@cache
def _rows(pdf: bytes) -> list[list[str | None]]:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return [row for page in opened.pages for table in page.extract_tables() for row in table]


def read_references(rows: list[list[str]], table: Any) -> list[list[str]]:
    """The rows of figures of the next table of the form, taken off the rows."""
    headers, expected = header_rows(table), data_rows(table)
    found: list[list[str]] = []
    while len(found) < len(expected):
        row = rows.pop(0)
        if row not in headers:
            found.append(row[-len(expected[len(found)]) :])
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The PDF of a published report."""

    @cache
    def written(name: str, year: int) -> tuple[bytes, Report, Archive]:
        report, archive = published(tmp_path_factory.mktemp(name), name, year)
        return write_pdf(report, archive), report, archive

    return written


@pytest.fixture(scope="module")
def rich_pdf(tmp_path_factory: pytest.TempPathFactory, sample: str) -> tuple[bytes, Report, Archive]:
    """The PDF of a report with everything in it."""
    report, archive = one(tmp_path_factory.mktemp("rich"), rich(sample))
    return write_pdf(report, archive), report, archive


@pytest.fixture(scope="module")
def opened(rich_pdf: tuple[bytes, Report, Archive]) -> Iterator[pikepdf.Pdf]:
    """That PDF as an object."""
    with pikepdf.open(io.BytesIO(rich_pdf[0])) as pdf:
        yield pdf


class TestContent:
    """Nothing is lost, and nothing is changed."""

    @pytest.mark.parametrize(("name", "year"), PUBLISHED)
    def test_every_cell_with_its_label(self, made: Made, name: str, year: int) -> None:
        pdf, report, archive = made(name, year)
        rows = read_rows(pdf)
        for table in tables(report, archive):
            assert read_references(rows, table) == data_rows(table)

    @pytest.mark.parametrize(("name", "year"), PUBLISHED[:2])
    def test_every_text(self, made: Made, name: str, year: int) -> None:
        pdf, report, archive = made(name, year)
        read = read_text(pdf)
        assert [text for text in texts(report, archive) if plain(text) not in read] == []

    def test_everything_that_a_report_can_hold(self, rich_pdf: tuple[bytes, Report, Archive]) -> None:
        pdf, report, archive = rich_pdf
        read = read_text(pdf)
        assert [text for text in texts(report, archive) if plain(text) not in read] == []

    def test_marks_and_figures(self, rich_pdf: tuple[bytes, Report, Archive]) -> None:
        pdf, report, archive = rich_pdf
        rows = read_rows(pdf)
        del rows[: next(at for at, row in enumerate(rows) if row == ["政策解读", "3"]) + 1]
        for table in tables(report, archive):
            assert read_references(rows, table) == data_rows(table)

    def test_the_template_knows_every_kind(self) -> None:
        template = (resources.files("gongkai") / "assets/report.typ").read_text(encoding="utf-8")
        for kind in (*get_args(BlockKind), *get_args(InlineKind)):
            assert f'kind == "{kind}"' in template

    def test_hostile_text_is_literal(self, rich_pdf: tuple[bytes, Report, Archive]) -> None:
        assert plain(HOSTILE) in read_text(rich_pdf[0])

    @pytest.mark.parametrize("count", [0, 6, 12, 18, 24])
    def test_the_table_of_applications_is_never_torn(self, tmp_path: Path, sample: str, count: int) -> None:
        """Wherever on a page it would begin."""
        lines = "".join("  又一段。\n" for _ in range(count + 1))
        text = sample.replace(f"总体情况: |\n  {NARRATIVES['总体情况']}\n", f"总体情况: |\n{lines}")
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        pdf = write_pdf(report, archive)
        first = header_rows(tables(report, archive)[1])[0]
        assert read_rows(pdf).count(first) == 1
        assert "续表" not in read_text(pdf)

    def test_a_table_longer_than_a_page_goes_on_under_its_header(self, tmp_path: Path, sample: str) -> None:
        """Nothing is printed over anything: all rows can be read."""
        long = "{原文: 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十}"
        text = sample.replace("[0, 0, 0, 0, 0, 0, 0]", f"[{long}, 0, 0, 0, 0, 0, 0]")
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        pdf = write_pdf(report, archive)
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            pages = [plain(page.extract_text()) for page in opened.pages]
        again = [page for page in pages if "续表" in page]
        assert again
        # What the title says is not printed a second time.
        assert all(page.count("续表") == 1 and "信息公开申请情况" not in page for page in again)

    @pytest.mark.parametrize("review", [True, False])
    def test_review(self, tmp_path: Path, sample: str, review: bool) -> None:
        text = f"{sample}草稿: true\n"
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        with pdfplumber.open(io.BytesIO(write_pdf(report, archive, review=review))) as opened:
            pages = [plain(page.extract_text()) for page in opened.pages]
        assert [page.startswith("送审稿") for page in pages] == [review] * len(pages)
        assert ("（送审稿）" in pages[0]) == review
        assert ("尚未完成" in pages[0]) != review

    def test_an_accepted_character_that_no_font_has(self, tmp_path: Path, sample: str) -> None:
        text = sample.replace(NARRATIVES["总体情况"], "张😀\u200b公开信息。")
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert "张〓公开信息。" in read_text(write_pdf(report, archive))

    def test_a_report_before_2019(self, tmp_path: Path) -> None:
        text = "年度: 2016\n章节:\n  - 标题: 附表\n    表:\n      列: [指标, 数值]\n      行:\n        - [公开数, '15']\n"
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2016.yml": text})
        assert read_rows(write_pdf(report, archive)) == [["指标", "数值"], ["公开数", "15"]]

    def test_a_withdrawn_report_shows_nothing_else(self, tmp_path: Path, sample: str) -> None:
        text = sample + "撤回: {日期: 2022-05-06, 说明: 内容有误。}\n"
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        read = read_text(write_pdf(report, archive))
        assert "内容有误。" in read
        assert NARRATIVES["总体情况"] not in read


class TestForPrograms:
    """PDF/A-2a and PDF/UA-1: what it is called, how it is built."""

    def test_standards(self, opened: pikepdf.Pdf) -> None:
        with opened.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"

    def test_language_title_author(self, opened: pikepdf.Pdf) -> None:
        assert str(opened.Root.Lang) == "zh-CN"
        assert str(opened.docinfo.Title) == "样例区人民政府办公室2021年政府信息公开工作年度报告"
        assert str(opened.docinfo.Author) == "样例区人民政府办公室"
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)

    def test_tags(self, opened: pikepdf.Pdf) -> None:
        tags = Counter(_tags(opened.Root.StructTreeRoot))
        assert bool(opened.Root.MarkInfo.Marked)
        assert tags["/Table"] == 4
        assert tags["/H1"] == 7
        assert tags["/TH"] > 40
        assert tags["/TD"] > 230
        assert tags["/Figure"] == 1
        assert tags["/LI"] == 3
        assert tags["/Link"] > 2

    def test_a_picture_says_what_it_shows(self, opened: pikepdf.Pdf) -> None:
        alternatives = [str(node.Alt) for node in _nodes(opened.Root.StructTreeRoot) if "/Alt" in node]
        assert "一图读懂" in alternatives

    def test_bookmarks(self, opened: pikepdf.Pdf) -> None:
        with opened.open_outline() as outline:
            names = [item.title for item in outline.root]
            below = [item.title for item in outline.root[0].children]
        assert names[:2] == ["一、总体情况", "二、主动公开政府信息情况"]
        assert names[-1] == "附件"
        assert below == ["（一）主动公开"]

    def test_links(self, opened: pikepdf.Pdf) -> None:
        marked = [note for page in opened.pages for note in page.get("/Annots", []) if "/A" in note]
        addresses = {str(note.A.URI) for note in marked if "/URI" in note.A}
        assert addresses == {"https://www.example.gov.cn/a?b=1&c=2"}

    def test_fonts_are_ours_and_embedded(self, opened: pikepdf.Pdf) -> None:
        names = {str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()}
        assert {re.sub(r"^/[A-Z]{6}\+|-Identity-H$", "", name) for name in names} <= {
            "NotoSerifSC-Regular",
            "NotoSansSC-Regular",
        }

    def test_no_error_of_syntax(self, tmp_path: Path, rich_pdf: tuple[bytes, Report, Archive]) -> None:
        if shutil.which("qpdf") is None:
            pytest.skip("没有 qpdf / no qpdf")
        (tmp_path / "a.pdf").write_bytes(rich_pdf[0])
        done = subprocess.run(
            ["qpdf", "--check", tmp_path / "a.pdf"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _nodes(child)
    elif isinstance(node, pikepdf.Dictionary):
        yield node
        yield from _nodes(node.get("/K"))


def _tags(root: Any) -> Iterator[str]:
    yield from (str(node.S) for node in _nodes(root) if "/S" in node)


class TestLook:
    """GB/T 9704-2012."""

    def test_page(self, rich_pdf: tuple[bytes, Report, Archive]) -> None:
        with pdfplumber.open(io.BytesIO(rich_pdf[0])) as pdf:
            for page in pdf.pages:
                assert (round(page.width * 25.4 / 72), round(page.height * 25.4 / 72)) == (210, 297)
                body = [char for char in page.chars if char["size"] != 14 and char["text"].isalnum()]
                left = 28 if page.page_number % 2 else 26
                assert min(char["x0"] for char in body) * 25.4 / 72 >= left - 0.2
                assert max(char["x1"] for char in body) * 25.4 / 72 <= left + 156.3

    def test_lines_and_characters(self, tmp_path: Path, sample: str) -> None:
        text = sample.replace(NARRATIVES["总体情况"], "公" * 1400)
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        with pdfplumber.open(io.BytesIO(write_pdf(report, archive))) as pdf:
            full = [line["text"] for line in pdf.pages[1].extract_text_lines()][:-1]
        assert [len(line) for line in full] == [28] * 22

    def test_page_numbers(self, rich_pdf: tuple[bytes, Report, Archive]) -> None:
        with pdfplumber.open(io.BytesIO(rich_pdf[0])) as pdf:
            for page in pdf.pages:
                line = page.extract_text_lines()[-1]
                assert line["text"] == f"— {page.page_number} —"
                is_right = line["x0"] > page.width / 2
                assert is_right == (page.page_number % 2 == 1)


class TestFontsOfTheOffice:
    """Official typefaces first, by their names in either language; ours for what they lack."""

    @pytest.mark.parametrize(("family", "language"), [("仿宋_GB2312", 0x804), ("FangSong_GB2312", 0x409)])
    def test_found_by_name(self, tmp_path: Path, sample: str, family: str, language: int) -> None:
        _font(tmp_path / "fonts" / "A.TTF", family, language, "本机关公开")
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": sample})
        pdf = write_pdf(report, archive, fonts_dir=tmp_path / "fonts")
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            line = next(
                line for line in opened.pages[0].extract_text_lines() if line["text"].startswith("本机关依法")
            )
            by_office = [char["text"] for char in line["chars"] if "Office" in char["fontname"]]
        assert by_office == [char["text"] for char in line["chars"] if char["text"] in "本机关公开"]
        assert NARRATIVES["总体情况"] in read_text(pdf)

    def test_a_rare_character_of_any_font(self, tmp_path: Path, sample: str) -> None:
        _font(tmp_path / "fonts" / "rare.ttf", "Rare", 0x409, "\U0002cb4e国", 0x2A7FF)
        text = sample.replace(NARRATIVES["总体情况"], "张\U0002a7ff公开信息。")
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert "张\U0002a7ff公开信息。" in read_text(write_pdf(report, archive, fonts_dir=tmp_path / "fonts"))


def _font(path: Path, family: str, language: int, characters: str, code: int | None = None) -> None:
    """A font of a few characters under another name; code: what its last character stands for."""
    font = TTFont(OURS / "NotoSansSC-Regular.ttf")
    cutter = subset.Subsetter(subset.Options(notdef_outline=True))
    cutter.populate(text=characters)
    cutter.subset(font)
    font["name"].names = []
    for id_, name in ((1, family), (2, "Regular"), (4, family), (6, "OfficeFont")):
        font["name"].setName(name, id_, 3, 1, language)
    if code is not None:
        glyph = font.getBestCmap()[ord(characters[-1])]
        for table in font["cmap"].tables:
            if table.format == 12:
                table.cmap[code] = glyph
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    font.close()


class TestSameBytes:
    """Whoever makes it, and wherever."""

    @pytest.mark.builds
    def test_another_process_and_time_zone(self, tmp_path: Path, sample: str) -> None:
        report, archive = one(tmp_path, rich(sample))
        first = write_pdf(report, archive)
        assert write_pdf(report, archive) == first
        assert made_elsewhere(tmp_path, "pdf") == first

    @pytest.mark.parametrize(
        ("line", "day"),
        [
            ("", datetime.date(2021, 12, 31)),
            ("发布日期: 2022-01-20 09:30\n", datetime.date(2022, 1, 20)),
        ],
    )
    def test_the_date_is_the_report_s(self, tmp_path: Path, sample: str, line: str, day: datetime.date) -> None:
        text = re.sub("^发布日期: .*\n", line, sample, flags=re.MULTILINE)
        report, archive = one(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        with pikepdf.open(io.BytesIO(write_pdf(report, archive))) as pdf:
            before = day - datetime.timedelta(days=1)
            assert str(pdf.docinfo.CreationDate) == f"D:{before:%Y%m%d}160000Z"


class TestFailures:
    """One line in Chinese."""

    def test_a_picture_that_is_none(self, tmp_path: Path, sample: str) -> None:
        files = rich(sample) | {"office/2021/图解.png": b"\x89PNG\r\n\x1a\nno picture"}
        report, archive = one(tmp_path, files)
        with pytest.raises(
            PdfError, match=r"^data/office/2021.yml 的 PDF 没有生成，请检查报告中的图片能否打开：.*$"
        ):
            write_pdf(report, archive)

    def test_without_the_extra(self) -> None:
        with pytest.raises(MissingExtra, match=r"^没有安装 typst：pip install mkdocs-gongkai\[documents\]$"):
            needed("typst_that_is_not_there", "typst")
