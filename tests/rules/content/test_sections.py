"""G303, G304, G305: merged rows, sections that say nothing, placeholders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, places, slip
from tests.helpers.support import NARRATIVES, positions, read_text, report_text

OVERVIEW = f"  {NARRATIVES['总体情况']}\n"
PROBLEMS = f"  {NARRATIVES['存在的主要问题及改进情况']}\n"
OTHERS = f"  {NARRATIVES['其他需要报告的事项']}\n"


class TestMergedRow:
    """G303, at the key of the row."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, sample, "G303")

    def test_as_published_in_2023(self, tmp_path: Path) -> None:
        _, found = read_text(tmp_path, report_text("hongze-2023", 2023), 2023)
        (merged,) = [f for f in found if f.code == "G303"]
        assert (merged.level, merged.row_label) == ("info", "（六）其他处理")
        assert "只填了一行，2021年格式分为3行" in merged.message
        assert "3.其他" in merged.remedy

    def test_the_form_of_2019_has_one_row(self, tmp_path: Path) -> None:
        text = report_text("shanghai-office-2019", 2019).replace("~", "0")
        assert positions(read_text(tmp_path, text, 2019)[1], "G303") == []


class TestSectionEmpty:
    """G304, at what is said instead, or at the key."""

    @pytest.mark.parametrize("text", ["无。", "无", "无其他需要报告的事项。", "没有收取信息处理费。"])
    def test_good(self, tmp_path: Path, sample: str, text: str) -> None:
        _, found = read_text(tmp_path, slip(sample, OTHERS, f"  {text}\n"))
        assert positions(found, "G304") == []

    @pytest.mark.parametrize(
        "text", ["无。", "略", "暂无。", "（略）", "本单位不存在问题。", "……", "无突出问题。"]
    )
    def test_problems_that_are_none(self, tmp_path: Path, sample: str, text: str) -> None:
        (finding,) = only_at_marks(tmp_path, slip(sample, PROBLEMS, f"  ▶{text}\n"), "G304")
        assert finding.level == "warning"
        assert "五、存在的主要问题及改进情况" in finding.message

    @pytest.mark.parametrize("text", ["", "  \u3000\n", "  \n\n"])
    def test_nothing_but_spaces(self, tmp_path: Path, sample: str, text: str) -> None:
        text = slip(sample, f"总体情况: |\n{OVERVIEW}", f"▶总体情况: |\n{text}")
        only_at_marks(tmp_path, text, "G304")

    def test_nothing_in_the_last_section(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, f"其他需要报告的事项: |\n{OTHERS}", "▶其他需要报告的事项:\n")
        found = read_text(tmp_path, text.replace("▶", ""))[1]
        assert positions(found, "G304") == [("G304", text[: text.index("▶")].count("\n") + 1, 1)]

    @pytest.mark.parametrize(
        "text", ["无障碍浏览尚未全面建成，将于年内完成。", "没有及时更新的栏目有两个，已整改。"]
    )
    def test_problems_that_begin_with_none(self, tmp_path: Path, sample: str, text: str) -> None:
        only_at_marks(tmp_path, slip(sample, PROBLEMS, f"  {text}\n"), "G304")

    def test_before_2019_none_may_be_the_answer(self, tmp_path: Path) -> None:
        text = "年度: 2012\n章节:\n  - 标题: 收费情况\n    内容: 无。\n  - ▶标题: 概述\n    内容: 略\n  - 标题: 附表\n"
        only_at_marks(tmp_path, text, "G304", 2012)


class TestPlaceholder:
    """G305, at its first character, or at the unit that has no number."""

    @pytest.mark.parametrize(
        "text",
        [
            "全年主动公开▶XX条。",
            "全年新收申请▶××件，办结▶×× 件。",
            "占▶××%。",
            "▶20XX年，本机关依法公开。",
            "▶202×年，本机关依法公开。",
            "由▶XX局负责。",
            "印发文件（〔2021〕▶××号）。",
            "第三季度的数据▶待补充。",
            "培训次数▶待填写",
            "举办培训5次▶（待核实）。",
            "▶TODO：补上数字。",
            "▶此处填写培训情况。",
            "▶在这里写正文。",
            "一年来，共主动公开▶条。",
            "共▶件，均已答复。",
            "受理政府信息公开申请▶件。",
            "现行有效▶件。",
            "收取信息处理费▶元。",
            "同比增长▶%。",
            "截至▶年12月31日，平台运行正常。",
            "办理____件。".replace("____", "▶____"),
            "受理▶？？件。",
            "公开▶……条。",
        ],
    )
    def test_left_in(self, tmp_path: Path, sample: str, text: str) -> None:
        found = only_at_marks(tmp_path, slip(sample, OVERVIEW, f"  {text}\n"), "G305")
        assert {f.level for f in found} <= {"warning"}

    @pytest.mark.parametrize(
        "text",
        [
            "认真贯彻落实《中华人民共和国政府信息公开条例》。",
            "依据《××市政府信息公开规定》第三条办理。",
            "原告张××诉××市人民政府信息公开案，法院予以维持。",
            "“张××”等个人信息隐去后公开。",
            "工作力量有待补充，制度尚待完善。",
            "申请人待补正后答复，待补充材料后办理。",
            "规范性文件、依申请公开件、办件、案件均已归档。",
            "主动公开件、依申请公开件分类标注。",
            "受理行政复议案件、行政诉讼案件。",
            "7件结转件、2件新收件正在办理；没有上年结转件；全年未收到申请件；收到的申请件，均已答复。",
            "信息公开条目、条款、头条逐一核对。",
            "采取按件、按量计费方式。",
            "每件10元，共3元，占100%，办结率为100%。",
            "开展“5×8×2”小时服务，尺寸为3×4。",
            "见https://www.example.gov.cn/XX/a__b.html。",
            "新收{{ 新收.总计 }}件，占{{ 占比(予以公开.总计, 办结.总计) }}。",
            "二○○八年以来持续推进；十二条、两件均已办结。",
            "全年、上年、次年1月31日前，每年12月底前公开。",
            "等……；公开条例执行情况。",
            "办理各类来信来电等。……",
            "强化“1+N”制度体系，XXL号服装不在其内。",
        ],
    )
    def test_good(self, tmp_path: Path, sample: str, text: str) -> None:
        _, found = read_text(tmp_path, slip(sample, OVERVIEW, f"  {text}\n"))
        assert positions(found, "G305") == []


class TestUnfilled:
    """G311, at the words of the new file, or at the key of the table."""

    @pytest.mark.parametrize("text", ["▶（待填写）", "本年培训▶（待填写）次。"])
    def test_words_of_a_new_file(self, tmp_path: Path, sample: str, text: str) -> None:
        (finding,) = only_at_marks(tmp_path, slip(sample, OVERVIEW, f"  {text}\n"), "G311")
        assert finding.level == "error"

    def test_a_table_without_a_number(self, tmp_path: Path, sample: str) -> None:
        text = re.sub(r"(?m)^(  (?:行政复议|未经复议直接起诉|复议后起诉): ).*", r"\1[~, ~, /, ~, ~]", sample)
        text = slip(text, "政府信息公开行政复议、行政诉讼情况:", "▶政府信息公开行政复议、行政诉讼情况:")
        plain, marks = places(text)
        _, found = read_text(tmp_path, plain)
        assert positions(found, "G311") == [("G311", *mark) for mark in marks]

    def test_one_number_is_enough(self, tmp_path: Path, sample: str) -> None:
        text = re.sub(r"(?m)^(  (?:行政复议|未经复议直接起诉): ).*", r"\1[~, ~, /, ~, ~]", sample)
        _, found = read_text(tmp_path, text)
        assert positions(found, "G311") == []

    def test_a_cell_that_cannot_be_read_may_be_a_number(self, tmp_path: Path, sample: str) -> None:
        text = re.sub(r"(?m)^(  (?:行政复议|未经复议直接起诉|复议后起诉): ).*", r"\1[1件, ~, /, ~, ~]", sample)
        _, found = read_text(tmp_path, text)
        assert positions(found, "G311") == []

    def test_a_draft(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, OVERVIEW, "  ▶（待填写）\n") + "草稿: true\n"
        only_at_marks(tmp_path, text, "G305")
