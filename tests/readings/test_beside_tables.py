"""What stands beside the cells of a table: text above it, a note below it, rows that the form does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.documents.formats import FORMATS
from gongkai.findings import CellName
from gongkai.model import Archive, Report
from gongkai.readings.compare import CellDifference, TextDifference, compare
from gongkai.readings.opening import read_file
from gongkai.readings.reading import Reading
from gongkai.settings import Settings
from gongkai.writers.yaml.from_reading import write_reading
from gongkai.writers.yaml.update import updated
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, read_files

TABLE = "收到和处理政府信息公开申请情况:\n"
TEXT = ("全年新收申请41件。", "（一）办理情况", "均已答复。")
NOTE = "本表不含街道受理的申请。"
ROWS = """  其他行:
    - {标签: 其他主动公开文件, 数: {本年制发件数: 5, 本年废止件数: 1, 现行有效件数: 9}}
"""
GROUP = "      属于行政查询事项: [0, 0, 0, 0, 0, 0, 0]\n"
IN_GROUP = f"{GROUP}      其他行: [{{标签: 9.其他情形, 数: [3, 1, 0, 0, 0, 0, 4]}}]\n"


def given(sample: str) -> str:
    """A report with all of it."""
    above = "".join(f"    {line}\n" for line in TEXT)
    text = slip(sample, TABLE, f"{TABLE}  正文: |\n{above}  表注: {NOTE}\n")
    text = slip(text, "申请数量: [37,", "申请数量: [{值: 37, 注: 其中网上20件},")
    return slip(slip(text, "  行政事业性收费: 0\n", f"  行政事业性收费: 0\n{ROWS}"), GROUP, IN_GROUP)


def one(folder: Path, text: str) -> tuple[Report, Archive]:
    archive, found = read_files(folder, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    # That a heading is not the form's is said of every such report.
    assert [f.message for f in found if f.rule != "own-heading"] == []
    return archive.reports[0], archive


def read_back(report: Report, archive: Archive, name: str) -> Reading:
    (reading,) = read_file(FORMATS[name].write(report, archive, Settings()), f"2021.{name}")
    return reading


@pytest.mark.parametrize("name", ["docx", "html", "fragment", pytest.param("pdf", marks=pytest.mark.builds)])
class TestOurOwn:
    """All of it comes back from each of our documents."""

    def test_the_same(self, tmp_path: Path, sample: str, name: str) -> None:
        report, archive = one(tmp_path, given(sample))
        reading = read_back(report, archive, name)
        assert compare(report, archive, reading) == []
        assert (reading.rest, reading.unplaced, reading.missing) == ((), (), ())

    def test_as_it_would_be_written(self, tmp_path: Path, sample: str, name: str) -> None:
        report, archive = one(tmp_path / "a", given(sample))
        text = write_reading(read_back(report, archive, name), archive.agencies["office"], 2021, draft=False)
        again, _ = one(tmp_path / "b", f"{text}发布日期: 2022-01-20\n" if "发布日期" not in text else text)
        assert again.form.extra == report.form.extra
        assert again.table_notes == {"t3": NOTE}
        # A PDF has room between Han and digits.
        assert tuple("".join(line.text.split()) for line in again.narratives["requests"].lines) == TEXT
        assert again.cells[CellName("t3", "x1", "total")].value == 4


@pytest.mark.parametrize(
    "name", ["docx", "html", "fragment", pytest.param("pdf", marks=pytest.mark.builds), "json"]
)
def test_all_of_it_at_once(tmp_path: Path, sample: str, name: str) -> None:
    """Headings and the line above the title too."""
    report, archive = one(
        tmp_path, f"{given(sample)}章节标题: {{五: 整改措施}}\n抬头: 样例区人民政府办公室文件\n"
    )
    reading = read_back(report, archive, name)
    again = reading.report(archive.agencies["office"], 2021, draft=False)
    assert reading.whole is not None or compare(report, archive, reading) == []
    assert again.letterhead == report.letterhead
    assert {id_: own.text for id_, own in again.own_headings.items()} == {"problems": "五、整改措施"}
    assert (again.form.extra, again.table_notes) == (report.form.extra, report.table_notes)
    assert {n: c.value for n, c in again.cells.items()} == {n: c.value for n, c in report.cells.items()}


@pytest.mark.parametrize("name", ["xlsx", "csv", "json"])
def test_rows_of_its_own_in_files_of_tables(tmp_path: Path, sample: str, name: str) -> None:
    row = "    - {标签: 行政检查, 所属: 第二十条第（六）项, 数: 7}\n"
    text = given(sample)
    # The single cell of a row in Excel has no head of its own to be known by.
    text = (
        text
        if name == "xlsx"
        else slip(text, "  其他行:\n    - {标签: 其他主动", f"  其他行:\n{row}    - {{标签: 其他主动")
    )
    report, archive = one(tmp_path, text)
    reading = read_back(report, archive, name)
    again = reading.report(archive.agencies["office"], 2021, draft=False)
    assert again.form.extra == report.form.extra
    assert {n: c.value for n, c in again.cells.items()} == {n: c.value for n, c in report.cells.items()}


class TestDifferences:
    """What is not the same is said, and can be taken over."""

    def test_text_and_note(self, tmp_path: Path, sample: str) -> None:
        report, archive = one(tmp_path / "a", given(sample))
        other, beside = one(
            tmp_path / "b", slip(slip(given(sample), "均已答复", "已答复"), NOTE, "本表含街道。")
        )
        found = compare(report, archive, read_back(other, beside, "html"))
        assert all(isinstance(each, TextDifference) for each in found)
        assert [each.title for each in found if isinstance(each, TextDifference)] == [
            "三、收到和处理政府信息公开申请情况",
            "表三的表注",
        ]

    def test_a_number_of_a_row_of_its_own(self, tmp_path: Path, sample: str) -> None:
        report, archive = one(tmp_path / "a", given(sample))
        other, beside = one(tmp_path / "b", slip(given(sample), "现行有效件数: 9}", "现行有效件数: 8}"))
        (found,) = compare(report, archive, read_back(other, beside, "docx"))
        assert isinstance(found, CellDifference)
        assert found.label == "表二“其他主动公开文件”的“现行有效件数”"
        text = (tmp_path / "a/data/office/2021.yml").read_text(encoding="utf-8")
        assert updated(text, report, archive, read_back(other, beside, "docx")) == slip(
            text, "现行有效件数: 9}", "现行有效件数: 8}"
        )

    def test_text_that_was_not_there(self, tmp_path: Path, sample: str) -> None:
        plain = slip(given(sample), "".join(f"    {line}\n" for line in TEXT), "").replace("  正文: |\n", "")
        report, archive = one(tmp_path / "a", plain)
        other, beside = one(tmp_path / "b", given(sample))
        text = (tmp_path / "a/data/office/2021.yml").read_text(encoding="utf-8")
        new = updated(text, report, archive, read_back(other, beside, "html"))
        assert new is not None
        again, _ = one(tmp_path / "c", new)
        assert tuple(line.text for line in again.narratives["requests"].lines) == TEXT


class TestDoubt:
    """Never in silence, and only beside a table that is whole."""

    def test_it_is_said(self, tmp_path: Path, sample: str) -> None:
        reading = read_back(*one(tmp_path, given(sample)), "html")
        said = {doubt.text for doubt in reading.doubts}
        assert "表二“其他主动公开文件”一行格式里没有，读入“其他行”，请核对" in said
        assert "表三“9.其他情形”一行格式里没有，读入“其他行”，请核对" in said

    def test_a_row_whose_label_was_lost_is_none(self, tmp_path: Path, sample: str) -> None:
        report, archive = one(tmp_path, sample)
        page = FORMATS["html"].write(report, archive, Settings()).decode()
        assert page.count("（一）予以公开<") == 1
        (reading,) = read_file(page.replace("（一）予以公开<", "甲乙丙丁<").encode(), "2021.html")
        assert reading.form.extra == ()
        assert any("予以公开" in line for line in reading.missing)
        assert "18" in " ".join(doubt.text for doubt in reading.unplaced)

    def test_no_sentence_is_no_text(self, tmp_path: Path, sample: str) -> None:
        report, archive = one(tmp_path, sample)
        page = FORMATS["html"].write(report, archive, Settings()).decode()
        at = page.index("<table", page.index("三、收到和处理"))
        (reading,) = read_file(f"{page[:at]}<p>统计员签字</p>{page[at:]}".encode(), "2021.html")
        assert compare(report, archive, reading) == []
        assert "统计员签字" in {doubt.text for doubt in reading.rest}


def test_a_label_that_looks_like_a_formula(tmp_path: Path, sample: str) -> None:
    text = slip(given(sample), "标签: 其他主动公开文件", '标签: "=其他主动公开文件"')
    report, archive = one(tmp_path, text)
    data = FORMATS["csv"].write(report, archive, Settings()).decode("utf-8-sig")
    assert ",'=其他主动公开文件," in data
    assert read_back(report, archive, "csv").form.extra == report.form.extra


HEADINGS = "章节标题: {五: 整改措施}\n"


class TestHeadings:
    """The headings that a chapter was published under."""

    def both(self, tmp_path: Path, ours: str, theirs: str) -> tuple[Report, Archive, Reading, str]:
        report, archive = one(tmp_path / "a", ours)
        other, beside = one(tmp_path / "b", theirs)
        text = (tmp_path / "a/data/office/2021.yml").read_text(encoding="utf-8")
        return report, archive, read_back(other, beside, "html"), text

    def test_another_heading_is_a_difference(self, tmp_path: Path, sample: str) -> None:
        report, archive, reading, _ = self.both(tmp_path, sample, sample + HEADINGS)
        (found,) = compare(report, archive, reading)
        assert isinstance(found, TextDifference)
        assert (found.kind, found.section, found.shown) == (
            "heading",
            "problems",
            ("五、存在的主要问题及改进情况",),
        )
        assert [line.text for line in found.theirs] == ["五、整改措施"]

    def test_it_is_written(self, tmp_path: Path, sample: str) -> None:
        report, archive, reading, text = self.both(tmp_path, sample, sample + HEADINGS)
        assert updated(text, report, archive, reading) == text + HEADINGS

    def test_it_is_taken_away(self, tmp_path: Path, sample: str) -> None:
        report, archive, reading, text = self.both(tmp_path, sample + HEADINGS, sample)
        assert updated(text, report, archive, reading) == slip(text, HEADINGS, "")

    def test_one_of_several_a_line_each(self, tmp_path: Path, sample: str) -> None:
        own = "章节标题:\n  一: 工作情况  # 原文如此\n  五: {}\n"
        report, archive, reading, text = self.both(
            tmp_path, sample + own.format("整改措施"), sample + own.format("存在不足")
        )
        assert updated(text, report, archive, reading) == slip(text, "五: 整改措施", "五: 存在不足")

    def test_spaces_and_signs_are_none(self, tmp_path: Path, sample: str) -> None:
        report, archive = one(tmp_path, sample)
        page = FORMATS["html"].write(report, archive, Settings()).decode()
        (reading,) = read_file(page.replace("一、总体情况", "1． 总体情况：").encode(), "2021.html")
        assert compare(report, archive, reading) == []


class TestNotes:
    """表注, where the file of the report is there already."""

    def test_another_note_is_written_beside_the_comments(self, tmp_path: Path, sample: str) -> None:
        commented = slip(given(sample), f"表注: {NOTE}", f"表注: {NOTE}  # 原文如此")
        report, archive = one(tmp_path / "a", commented)
        other, beside = one(tmp_path / "b", slip(given(sample), NOTE, "本表含街道。"))
        text = (tmp_path / "a/data/office/2021.yml").read_text(encoding="utf-8")
        assert updated(text, report, archive, read_back(other, beside, "docx")) == slip(
            text, NOTE, '"本表含街道。"'
        )

    def test_a_note_that_was_not_there(self, tmp_path: Path, sample: str) -> None:
        report, archive = one(tmp_path / "a", slip(given(sample), f"  表注: {NOTE}\n", ""))
        other, beside = one(tmp_path / "b", given(sample))
        text = (tmp_path / "a/data/office/2021.yml").read_text(encoding="utf-8")
        new = updated(text, report, archive, read_back(other, beside, "html"))
        assert new is not None
        assert one(tmp_path / "c", new)[0].table_notes == {"t3": NOTE}


@pytest.mark.parametrize("name", ["docx", "html", pytest.param("pdf", marks=pytest.mark.builds)])
def test_the_line_above_the_title_and_who_signs(tmp_path: Path, sample: str, name: str) -> None:
    report, archive = one(tmp_path / "a", f"{sample}抬头: 样例区人民政府办公室文件\n签发人: 王某某\n")
    reading = read_back(report, archive, name)
    assert (reading.letterhead, reading.signer) == (report.letterhead, report.signer)
    text = write_reading(reading, archive.agencies["office"], 2021, draft=False)
    assert "抬头: 样例区人民政府办公室文件\n" in text
    assert any("标题上面的" in doubt.text for doubt in reading.doubts)
