"""G302 and G307: the form of the year, and values that a key does not take."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import MARK, only_at_marks, places
from tests.helpers.support import AGENCY, positions, read_files, report_text, undated

FREE = "章节:\n  - 标题: 概述\n    内容: 无。\n"


class TestFormYear:
    """G302."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, sample, "G302")

    def test_no_form_covers_the_year(self, tmp_path: Path) -> None:
        (finding,) = only_at_marks(tmp_path, f"▶年度: 2003\n{FREE}", "G302", 2003)
        assert (finding.level, finding.message) == ("error", "没有适用于 2003 年度的格式")

    def test_the_form_of_another_year_is_a_warning(self, tmp_path: Path) -> None:
        text = report_text("haishu-office-2021", 2020).replace("年度: 2020", "年度: 2020\n格式: ▶2021")
        (finding,) = only_at_marks(tmp_path, text, "G302", 2020)
        assert finding.level == "warning"
        assert "该年度通常用“2019”格式" in finding.remedy

    @pytest.mark.parametrize("year", [2003, 2019, 2020])
    def test_free_form_where_none_was_binding(self, tmp_path: Path, year: int) -> None:
        text = f"年度: {year}\n格式: 自由\n{FREE}" if year > 2018 else f"年度: {year}\n格式: ▶自由\n{FREE}"
        only_at_marks(tmp_path, text, "G302", year)


class TestValue:
    """G307, at the value."""

    @pytest.mark.parametrize(
        ("line", "says", "remedy"),
        [
            ("发布日期: ▶2022年1月28日", "“2022年1月28日”不是日期", "写成 2022-01-28；"),
            ("发布日期: ▶2022-02-30", "“2022-02-30”不是日期", "真有的一天"),
            ("发布日期: ▶2022-01-28 25:00", "不是日期", "09:30"),
            ("草稿: ▶yes", "应为 true 或 false", "是写 true"),
            ("格式: ▶2022", "不在可选的词里", "自由、2019、2021"),
            ("网站: {域名: ▶http://www.example.gov.cn/}", "不是域名", "只写域名"),
            ("曾用地址: [▶/xxgk/2021.html]", "不是网站内的路径", "不以 / 开头"),
            ("曾用地址: [▶xxgk/../2021.html]", "不是网站内的路径", "根目录之下"),
            ("更正:\n  - {日期: ▶去年, 说明: 有误}", "“去年”不是日期", "写成 2022-01-28"),
            (
                "更正:\n  - {日期: 2022-03-02, 位置: ▶予以公布.自然人, 说明: 有误}",
                "不是表格里的格子",
                "行名和列名",
            ),
            ("核对说明:\n  - {规则: ▶501, 原因: 已核}", "“501”不是规则编号", "如 G501"),
            ("标题: ▶[甲, 乙]", "应是一段文字", "直接写文字"),
            ("撤回: {日期: 2022-05-06, 说明: ▶{a: b}}", "应是一段文字", "直接写文字"),
        ],
    )
    def test_slips(self, tmp_path: Path, sample: str, line: str, says: str, remedy: str) -> None:
        (finding,) = only_at_marks(tmp_path, undated(sample) + line + "\n", "G307")
        assert says in finding.message
        assert remedy in finding.remedy

    def test_the_year_and_the_name_of_the_file(self, tmp_path: Path, sample: str) -> None:
        text = sample.replace("年度: 2021", "年度: ▶2021")
        (finding,) = only_at_marks(tmp_path, text, "G307", 2022)
        assert finding.message == "年度写的是 2021，文件名是 2022.yml"

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("名称: 甲\n类别: ▶局\n", "“局”不在可选的词里"),
            ("名称: 甲\n类别: 部门\n起始年度: ▶二〇〇八\n", "“二〇〇八”不是年份"),
            ("名称: 甲\n类别: 部门\n起始年度: 2021\n终止年度: ▶2019\n", "终止年度 2019 早于起始年度 2021"),
            ("名称: 甲\n类别: 部门\n规章制定权: ▶是\n", "“是”不在可选的词里"),
        ],
    )
    def test_an_agency(self, tmp_path: Path, text: str, says: str) -> None:
        plain, marks = places(text)
        _, found = read_files(tmp_path, {"office/agency.yml": plain})
        assert positions(found) == [("G307", *mark) for mark in marks]
        assert says in found[0].message

    def test_text_is_taken_exactly_as_written(self, tmp_path: Path, sample: str) -> None:
        agency = f"{AGENCY}联系: {{邮编: 015100, 电话: 0574-89297514}}\n网站: {{标识码: 3302030000}}\n"
        archive, found = read_files(tmp_path, {"office/agency.yml": agency, "office/2021.yml": sample})
        assert found == ()
        contact, website = archive.agencies["office"].contact, archive.agencies["office"].website
        assert contact is not None
        assert website is not None
        assert (contact.postcode, website.code) == ("015100", "3302030000")


def test_the_mark_is_no_character_of_reports(sample: str) -> None:
    """A mark that stood in the text would move what it marks."""
    assert MARK not in sample


class TestYear:
    """年度 with nothing behind it."""

    @pytest.mark.parametrize("key", ["年度:▶", "年度: ▶~"])
    def test_blank(self, tmp_path: Path, sample: str, key: str) -> None:
        (finding,) = only_at_marks(tmp_path, sample.replace("年度: 2021", key, 1), "G301")
        assert "缺少“年度”" in finding.message


class TestTrue:
    """是 and 否 are as good as true and false."""

    @pytest.mark.parametrize(("text", "draft"), [("true", True), ("是", True), ("false", False), ("否", False)])
    def test_both(self, tmp_path: Path, sample: str, text: str, draft: bool) -> None:
        archive, found = read_files(
            tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": f"{sample}草稿: {text}\n"}
        )
        assert archive.reports[0].draft is draft
        assert found == ()
