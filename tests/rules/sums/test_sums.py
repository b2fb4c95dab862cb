"""G101 to G104: the sums of the form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import positions, read_text, report_text

GRANTED = "予以公开: [18, 2, 0, 0, 0, 0, 20]"
TOTAL = "    总计: [36, 4, 0, 0, 0, 0, 40]"
CARRIED = "结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]"


class TestRowTotal:
    """G101: it stands at the row's 总计."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, sample, "G101")

    def test_where_and_what(self, tmp_path: Path, sample: str) -> None:
        # Two wrong cells in a row that balance in their columns leave only the row's total.
        text = slip(sample, GRANTED, "予以公开: [18, 2, 0, 0, 0, 0, ▶21]")
        text = slip(text, "部分公开: [2, 0, 0, 0, 0, 0, 2]", "部分公开: [2, 0, 0, 0, 0, 0, ▶1]")
        first, second = only_at_marks(tmp_path, text, "G101")
        assert (first.row_label, first.column_label) == ("（一）予以公开", "总计")
        assert first.formula == "自然人＋法人或其他组织五项＝总计"
        assert (first.left, first.right, first.difference) == (20, 21, -1)
        assert (second.left, second.right, second.difference) == (2, 1, 1)
        assert first.message == (
            "表三“（一）予以公开”的“总计”：应“自然人＋法人或其他组织五项＝总计”，现各列之和20，总计21，相差-1"
        )
        assert second.message.endswith("现各列之和2，总计1，相差+1")
        assert first.remedy == "核对式中各数，改正填错的一个；总计填错就改总计。"

    def test_a_cell_that_cannot_be_read_hides_no_other_row(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "本年新收政府信息公开申请数量: [37,", "本年新收政府信息公开申请数量: [三十七,")
        _, found = read_text(tmp_path, slip(text, GRANTED, "予以公开: [18, 2, 0, 0, 0, 0, 21]"))
        assert [f.row_label for f in found if f.code == "G101"] == ["（一）予以公开"]

    @pytest.mark.parametrize(
        "row", ["[18, 1, ~, 0, 0, 0, 20]", "[18, 2, 0, 0, 0, 0, ~]", "[~, ~, ~, ~, ~, ~, ~]"]
    )
    def test_blanks_that_could_make_it_hold(self, tmp_path: Path, sample: str, row: str) -> None:
        _, found = read_text(tmp_path, slip(sample, GRANTED, f"予以公开: {row}"))
        assert positions(found, "G101") == []

    def test_a_blank_that_cannot(self, tmp_path: Path, sample: str) -> None:
        _, found = read_text(tmp_path, slip(sample, GRANTED, "予以公开: [21, ~, 0, 0, 0, 0, 20]"))
        assert len(positions(found, "G101")) == 1


class TestResultTotal:
    """G102: it stands at （七）总计, column by column."""

    def test_where_and_what(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, TOTAL, "    总计: [35, 5, 0, 0, 0, 0, 40]")
        text = slip(text, CARRIED, "结转下年度继续办理: [2, ~, 0, 0, 0, 0, ~]")
        text = slip(text, "本年新收政府信息公开申请数量: [37, 4,", "本年新收政府信息公开申请数量: [37, ~,")
        _, found = read_text(tmp_path, text)
        wrong = [f for f in found if f.code == "G102"]
        assert [(f.column_label, f.left, f.right, f.difference) for f in wrong] == [
            ("自然人", 36, 35, 1),
            ("商业企业", 4, 5, -1),
        ]
        assert [f.place.column for f in wrong] == [10, 14]
        assert {f.formula for f in wrong} == {"（一）至（六）各行之和＝（七）总计"}

    def test_good(self, tmp_path: Path) -> None:
        only_at_marks(tmp_path, report_text("suqian-2023", 2023), "G102", 2023)


class TestBalance:
    """G103: it stands at 结转下年度继续办理."""

    def test_where_and_what(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, CARRIED, "结转下年度继续办理: [▶2, 0, 0, 0, 0, 0, ▶2]")
        first, second = only_at_marks(tmp_path, text, "G103")
        assert (first.row_label, first.column_label) == ("四、结转下年度继续办理", "自然人")
        assert (first.left, first.right, first.difference) == (37, 38, -1)
        assert (second.left, second.right) == (41, 42)
        assert first.formula == "一＋二＝三（七）＋四"

    def test_good(self, tmp_path: Path) -> None:
        only_at_marks(tmp_path, report_text("suqian-2024", 2024), "G103", 2024)


class TestCaseTotal:
    """G104: it stands at the case's 总计."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, sample, "G104")

    def test_where_and_what(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "未经复议直接起诉: [1, 0, 0, 0, 1]", "未经复议直接起诉: [1, 0, 0, 0, ▶2]")
        (finding,) = only_at_marks(tmp_path, text, "G104")
        assert (finding.row_label, finding.column_label) == ("未经复议直接起诉", "总计")
        assert (finding.left, finding.right, finding.difference) == (1, 2, -1)
        assert finding.formula == "结果维持＋结果纠正＋其他结果＋尚未审结＝总计"

    def test_the_two_totals_that_were_published_wrong(self, tmp_path: Path) -> None:
        _, found = read_text(tmp_path, report_text("hongze-2023", 2023), 2023)
        errors = [(f.code, f.row_label, f.left, f.right) for f in found if f.level == "error"]
        assert errors == [("G104", "行政复议", 11, 0), ("G104", "复议后起诉", 5, 0)]


def test_blanks_of_a_published_report_break_no_sum(tmp_path: Path) -> None:
    """上海 2019 leaves most cells blank, totals of its rows among them."""
    _, found = read_text(tmp_path, report_text("shanghai-office-2019", 2019), 2019)
    assert {f.code for f in found} == {"G105", "G201"}
    assert len(positions(found, "G201")) == 135
