"""G201 and G202: what stands in one cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.reporting.entries import entries
from tests.helpers.marked import only_at_marks, places, slip
from tests.helpers.support import positions, read_text, report_text

LICENCE = "行政许可: 0"
SECRET = "属于国家秘密: [0, 0, 0, 0, 0, 0, 0]"
GRANTED = "予以公开: [18, 2, 0, 0, 0, 0, 20]"


class TestCellBlank:
    """G201: a blank or a stroke, at the cell."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, sample, "G201")

    @pytest.mark.parametrize("cell", ["~", "/", "null"])
    def test_one_cell(self, tmp_path: Path, sample: str, cell: str) -> None:
        text = slip(sample, "行政处罚: 0", f"行政处罚: ▶{cell}")
        (finding,) = only_at_marks(tmp_path, text, "G201")
        assert (finding.row_label, finding.column_label) == ("行政处罚", "本年处理决定数量")
        assert finding.level == "warning"

    def test_nothing_behind_the_key_is_a_row_of_blanks(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "规章: [0, 0, 0]", "规章:▶▶▶")
        assert len(only_at_marks(tmp_path, text, "G201")) == 3

    def test_a_total_is_never_computed_from_a_blank(self, tmp_path: Path, sample: str) -> None:
        row = "{自然人: 18, 商业企业: 2, 科研机构: ▶~, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}"
        text = slip(sample, GRANTED, f"▶予以公开: {row}")
        text, marks = places(text)
        _, found = read_text(tmp_path, text)
        assert positions(found, "G201") == [("G201", *mark) for mark in marks]
        total, blank = (f for f in found if f.code == "G201")
        assert (total.column_label, blank.column_label) == ("总计", "科研机构")

    def test_words_are_published_as_they_were(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, slip(sample, LICENCE, '行政许可: {原文: "--253"}'), "G201")


class TestCellType:
    """G202: one cell that holds no number of its kind, at the cell."""

    @pytest.mark.parametrize(
        ("cell", "says", "remedy"),
        [
            ("十二", "“十二”，不是数字", "填一个整数"),
            ("yes", "“yes”，不是数字", "填一个整数"),
            ("12:30", "“12:30”，不是数字", "填一个整数"),
            ("1e3", "“1e3”，不是数字", "填一个整数"),
            ("0x1F", "“0x1F”，不是数字", "填一个整数"),
            ("—", "“—”，不是数字", '公布的就是“—”的，写 {原文: "—"}'),
            ("减4", "“减4”，不是数字", "填一个整数"),
            ("-3", "不能是负数", "不带负号"),
            ("+3", "不带正负号", "去掉加号"),
            ("1.5", "应为整数", "改为整数"),
            ("１２", "全角字符“１２”", "改为半角：12。"),
            ("／", "全角字符“／”", "改为半角"),
            ("0123", "前面多了 0", "去掉前面的 0"),
            ("1_000", "有分隔符", "不加逗号"),
            ("12件", "带了单位", "只写数字：12。"),
            ("43.788万元", "带了单位", "只写数字：43.788。"),
        ],
    )
    def test_slips(self, tmp_path: Path, sample: str, cell: str, says: str, remedy: str) -> None:
        (finding,) = only_at_marks(tmp_path, slip(sample, LICENCE, f"行政许可: ▶{cell}"), "G202")
        assert says in finding.message
        assert remedy in finding.remedy
        assert "表二“行政许可”的“本年处理决定数量”" in finding.message

    def test_it_silences_what_would_follow(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, slip(sample, GRANTED, "予以公开: [▶18件, 2, 0, 0, 0, 0, 20]"), "G202")

    def test_an_amount_may_be_decimal_and_is_kept_as_written(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "行政事业性收费: 0", "行政事业性收费: 59237.2400")
        only_at_marks(tmp_path, text, "G202")

    @pytest.mark.parametrize("cell", ["+3", "-3", "0"])
    def test_a_change_may_be_signed(self, tmp_path: Path, cell: str) -> None:
        text = report_text("shanghai-office-2019", 2019).replace("~", "0")
        text = slip(text, "行政许可: [0, 0, 0]", f"行政许可: [0, {cell}, 0]")
        assert not [f for f in _codes(tmp_path, text) if f == "G202"]

    @pytest.mark.parametrize(("cell", "fixed"), [("减4", "-4"), ("增加 4项", "+4")])
    def test_a_change_in_words(self, tmp_path: Path, cell: str, fixed: str) -> None:
        text = report_text("shanghai-office-2019", 2019)
        text, marks = places(slip(text, "行政许可: [0, 0, 0]", f"行政许可: [0, ▶{cell}, 0]"))
        _, found = read_text(tmp_path, text, 2019)
        assert positions(found, "G202") == [("G202", *mark) for mark in marks]
        assert [f.remedy for f in found if f.code == "G202"] == [f"写 {fixed}。"]

    @pytest.mark.parametrize(("cell", "number"), [("437880元", "43.788"), ("43.788万元", "43.788")])
    def test_an_amount_with_its_unit(self, tmp_path: Path, sample: str, cell: str, number: str) -> None:
        text = slip(sample, "行政事业性收费: 0", f"行政事业性收费: ▶{cell}")
        (finding,) = only_at_marks(tmp_path, text, "G202")
        assert f"只写数字：{number}。" in finding.remedy

    def test_dashes_of_a_row_are_told_as_one(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, SECRET, "属于国家秘密: [0, ▶-, ▶-, ▶-, ▶-, ▶-, 0]")
        found = only_at_marks(tmp_path, text, "G202")
        (entry,) = entries(found)
        assert entry.said == (
            "表三“（三）不予公开·1.属于国家秘密”有 5 格填的不是数字：商业企业、科研机构、社会公益组织、法律服务机构、其他",
        )

    def test_a_list_where_one_number_belongs(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, slip(sample, LICENCE, "行政许可: ▶[37]"), "G301")

    def test_large_numbers_are_numbers(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, slip(sample, LICENCE, "行政许可: 11398889"), "G202")


def _codes(folder: Path, text: str) -> list[str]:
    return [finding.code for finding in read_text(folder, text, 2019)[1]]
