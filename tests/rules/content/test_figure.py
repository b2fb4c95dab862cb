"""G308: figures of the narrative."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import read_text

SENTENCE = "本机关依法公开政府信息。"


class TestFigure:
    """G308, at the opening braces."""

    @pytest.mark.parametrize(
        "figure",
        [
            "新收.总计",
            "新收.总计 + 上年结转.总计",
            "办结.总计-予以公开.总计",
            "不予公开.总计",
            "不予公开.属于国家秘密.总计",
            "行政诉讼.总计",
            "行政许可",
            "规范性文件.现行有效",
            "占比(予以公开.总计, 办结.总计)",
        ],
    )
    def test_good(self, tmp_path: Path, sample: str, figure: str) -> None:
        only_at_marks(tmp_path, slip(sample, SENTENCE, f"共{{{{ {figure} }}}}件。"), "G308")

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("共▶{{ 新收.合计 }}件。", "“新收.合计”不是表格里的格子"),
            ("共▶{{ 新收 }}件。", "“新收”不是表格里的格子"),
            ("共▶{{ 新收.总计 件。", "这一行没有“}}”"),
            ("共▶{{ 新收.总计 * 2 }}件。", "看不懂“{{ 新收.总计 * 2 }}”"),
            ("共▶{{ 求和(新收.总计, 办结.总计) }}件。", "看不懂"),
            ("共▶{{ }}件。", "看不懂"),
            ("占▶{{ 占比(新收.总计, 行政复议.总计) }}。", "基数是 0"),
            ("上年▶{{ 上年.新收.总计 }}件。", "没有 2020 年可用的报告"),
            ("**共▶{{ 新收.合计 }}件**。", "不是表格里的格子"),
            ("共▶｛｛ 新收.总计 ｝｝件。", "“｛｛ 新收.总计 ｝｝”的花括号不对"),
            ("共▶{ 新收.总计 }件，办结{{ 办结.总计 }}件。", "“{ 新收.总计 }”的花括号不对"),
            ("办结{{ 办结.总计 }}件，共▶｛新收.总计｝件。", "“｛新收.总计｝”的花括号不对"),
            ("**占▶｛｛ 占比(予以公开.总计, 办结.总计) ｝｝**。", "的花括号不对"),
        ],
    )
    def test_slips(self, tmp_path: Path, sample: str, text: str, says: str) -> None:
        (finding,) = only_at_marks(tmp_path, slip(sample, SENTENCE, text), "G308")
        assert says in finding.message

    def test_a_blank_is_no_number(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, SENTENCE, "共{{ 行政处罚 }}件。")
        text = slip(text, "行政处罚: 0", "行政处罚: ~")
        _, found = read_text(tmp_path, text)
        assert [(f.code, f.place.line) for f in found] == [("G308", 3), ("G201", 8)]
