"""G203: the text of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import NARRATIVES, positions, read_text

LICENCE = "  行政许可: 0\n"
GRANTED = "    予以公开: [18, 2, 0, 0, 0, 0, 20]\n"
YEAR = "年度: 2021\n"
SAID = NARRATIVES["总体情况"]
TEXT = f"  {SAID}\n"
OVERVIEW = f"总体情况: |\n  {SAID}"


class TestYamlTrap:
    """G203, at the character that has to change; it silences what would follow from it."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, sample, "G203")

    @pytest.mark.parametrize(
        ("old", "new", "says", "remedy"),
        [
            (LICENCE, "  行政许可▶：0\n", "冒号是全角", "：行政许可: 0"),
            (LICENCE, "  行政许可▶:0\n", "后面少一个空格", "：行政许可: 0"),
            (LICENCE, "▶\t行政许可: 0\n", "制表符", "改为空格"),
            (
                GRANTED,
                "    予以公开: [18▶，2，0，0，0，0，20]\n",
                "用了“，”",
                "：予以公开: [18, 2, 0, 0, 0, 0, 20]",
            ),
            (GRANTED, "    予以公开: ▶【18, 2, 0, 0, 0, 0, 20】\n", "“【”应为半角", "：予以公开: [18, 2"),
            (GRANTED, "    予以公开: [18, ▶, 0, 0, 0, 0, 20]\n", "逗号之间什么也没有", "写 ~"),
            (GRANTED, "    予以公开: ▶[18, 2, 0, 0, 0, 0, 20\n", "括号没有成对", "0, 20]"),
            (YEAR, f"{YEAR}标题: ▶{{{{ 新收.总计 }}}}件\n", "“{{”开头的文字", '标题: "{{ 新收.总计 }}件"'),
            (YEAR, f"{YEAR}标题: ▶*a\n", "YAML 的引用", "以 * 开头"),
            (YEAR, f"{YEAR}标题: ▶&a 甲\n", "YAML 的锚点", "以 & 开头"),
            (YEAR, f"{YEAR}标题: ▶**重要**通知\n", "特殊符号开头", '标题: "**重要**通知"'),
            (YEAR, f"{YEAR}标题: ▶!!str 甲\n", "类型标记", "以 ! 开头"),
            (YEAR, f"{YEAR}▶{YEAR}", "“年度”写了两次，第 1 行已有", "删去"),
            (YEAR, f"{YEAR}标题: ▶'甲\n", "引号没有成对", "引号"),
            (YEAR, f"{YEAR}▶---\n", "另起了一个 YAML 文档", "一个文件一份数据"),
            (TEXT, "  本机关▶\v依法公开政府信息。\n", "垂直制表符", "删去这个字符"),
            (TEXT, "    第一段\n  ▶第二段\n", "缩进比正文第一行少", "前面补上空格"),
            (f"总体情况: |\n{TEXT}", f"总体情况: ▶>\n{TEXT}", "连成一行", "改用 |"),
        ],
    )
    def test_slips(self, tmp_path: Path, sample: str, old: str, new: str, says: str, remedy: str) -> None:
        (finding,) = only_at_marks(tmp_path, slip(sample, old, new), "G203")
        assert says in finding.message
        assert remedy in finding.remedy

    @pytest.mark.parametrize("name", ["gbk", "gb18030"])
    def test_a_file_that_is_not_utf8(self, tmp_path: Path, sample: str, name: str) -> None:
        _, found = read_text(tmp_path, sample.encode(name))
        assert positions(found) == [("G203", 1, 1)]
        assert "GBK" in found[0].remedy
        assert "UTF-8" in found[0].remedy

    def test_a_byte_order_mark_is_ignored(self, tmp_path: Path, sample: str) -> None:
        _, found = read_text(tmp_path, b"\xef\xbb\xbf" + sample.encode())
        assert found == ()

    def test_too_deep_too_large_too_long(self, tmp_path: Path, sample: str) -> None:
        deep = sample + "标题: " + "[" * 20 + "]" * 20 + "\n"
        assert [f.message for f in read_text(tmp_path, deep)[1]] == ["嵌套超过 12 层"]
        large = sample + "标题: " + "甲" * 700_000 + "\n"
        assert [f.code for f in read_text(tmp_path, large)[1]] == ["G203"]
        digits = slip(sample, LICENCE, f"  行政许可: {'9' * 31}\n")
        assert [f.message for f in read_text(tmp_path, digits)[1]] == ["数字有 31 位"]

    def test_a_very_long_number_in_quotes(self, tmp_path: Path, sample: str) -> None:
        _, found = read_text(tmp_path, slip(sample, LICENCE, f"  行政许可: '{'9' * 6000}'\n"))
        assert [f.code for f in found] == ["G202"]


class TestJoinedText:
    """A chapter on several lines without `|`, at its first character."""

    @pytest.mark.parametrize(
        "text",
        [
            f"总体情况:\n  ▶{SAID}\n  各项工作有序开展。",
            f"总体情况: ▶{SAID}\n  各项工作有序开展。",
            f'总体情况: ▶"{SAID}\n  各项工作有序开展。"',
        ],
    )
    def test_it_would_be_one_paragraph(self, tmp_path: Path, sample: str, text: str) -> None:
        (finding,) = only_at_marks(tmp_path, slip(sample, OVERVIEW, text), "G203")
        assert finding.level == "error"
        assert "写 |" in finding.remedy

    def test_on_one_line_it_is_one(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, slip(sample, OVERVIEW, f"总体情况: {SAID}"), "G203")
