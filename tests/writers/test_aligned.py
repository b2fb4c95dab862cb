"""Rows of a table in a file stand below each other."""

from __future__ import annotations

from gongkai.ground.columns import columns
from gongkai.writers.yaml.aligned import Row, aligned

LONG = "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"


def test_brackets_and_figures_stand_below_each_other() -> None:
    rows = (Row("  予以公开", ("1", "200")), "  不予公开:", Row("    属于国家秘密", ("10", "~")))
    assert list(aligned(rows)) == [
        "  予以公开:       [ 1, 200]",
        "  不予公开:",
        "    属于国家秘密: [10,   ~]",
    ]


def test_cells_with_keys_have_widths_of_their_own() -> None:
    rows = (Row("  规章", ("0", "17"), ("甲", "乙")), Row("  行政许可", ("4119",), is_lone=True))
    assert list(aligned(rows)) == ["  规章:     {甲: 0, 乙: 17}", "  行政许可: 4119"]


def test_a_key_of_many_signs_and_a_cell_with_a_note_move_none() -> None:
    noted = "{值: 3, 注: 含代办的}"
    rows = (Row(LONG, (noted, "0")), Row("其他", ("10", "0")))
    assert list(aligned(rows)) == [f"{LONG}: [{noted}, 0]", "其他: [10, 0]"]


def test_a_chinese_sign_takes_two_columns() -> None:
    assert columns("表2，a") == 6
