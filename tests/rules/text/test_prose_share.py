"""G502: percentages in the text against the tables, and against last year's."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.rules.text.prose_share import RULE, Options
from gongkai.settings import Settings
from tests.helpers.marked import slip
from tests.helpers.prose import beside
from tests.helpers.support import AGENCY, NARRATIVES, positions, read_files

OFFICE, BLANKS, FIRST, SECOND = "haishu-office-2021", "shanghai-office-2019", "suqian-2023", "suqian-2024"


class TestProseShare:
    """G502, at the first digit of the percentage."""

    @pytest.mark.parametrize(
        ("report", "sentence"),
        [
            (OFFICE, "办结申请40件，其中予以公开20件（占▶55%）。"),
            (SECOND, "予以公开1431件，占40.6%；部分公开471件，占▶15.4%。"),
            (SECOND, "予以公开1431件，占▶百分之五十。"),
            (FIRST, "答复申请3486件，其中，予以公开和部分公开1519件，占▶46.3%。"),
            (FIRST, "全市收到的申请中，自然人3402件，占▶90.9%。"),
            (BLANKS, "全部公开的272件，占▶36.2%。".replace("全部公开的272件", "予以公开272件")),
            (SECOND, "行政复议案件170件，其中维持88件，占▶61.8%。"),
            (SECOND, "全市收到申请3525件，同比增长▶2.4%。"),
            (SECOND, "全市收到申请3525件，同比下降▶0.4%。"),
            (SECOND, "全年收办申请3646件，较上年增长▶1.2%。"),
            (SECOND, "办结申请3521件，比去年增加▶百分之十。"),
        ],
    )
    def test_false(self, tmp_path: Path, report: str, sentence: str) -> None:
        found = beside(tmp_path, report, sentence)
        assert {(f.code, f.level) for f in found} == {("G502", "warning")}

    @pytest.mark.parametrize(
        ("report", "sentence"),
        [
            (OFFICE, "办结申请40件，其中予以公开20件（占50%），部分公开2件（占5%），无法提供14件，占35.0%。"),
            (SECOND, "予以公开1,431件，占总数的40.6%；不予公开92件，占百分之三。"),
            (FIRST, "全市收到的申请中，自然人3402件，占96.9%，法人或其他组织109件，占3.1%。"),
            (BLANKS, "不予公开35件，占4.34%；无法提供337件，占41.9%。"),
            (BLANKS, "不予公开35件，其中属于国家秘密14件，占不予公开的40%。"),
            (SECOND, "行政复议案件170件，其中维持88件，占51.8%，尚未审结36件，占21.2%。"),
            (SECOND, "全市收到申请3525件，同比增长0.4%，办结3521件，增长1.0%。"),
            (SECOND, "全年收办申请3646件，较上年增长1.08%。"),
            (SECOND, "作出行政许可决定1573179件，同比下降13.0%。"),
        ],
    )
    def test_true(self, tmp_path: Path, report: str, sentence: str) -> None:
        assert beside(tmp_path, report, sentence) == []

    @pytest.mark.parametrize(
        ("report", "sentence"),
        [
            (FIRST, "全市收到申请3511件，同比增长70.3%。"),
            (OFFICE, "办结率100%，群众满意率98.5%，重大决策100%公示。"),
            (OFFICE, "予以公开20件，占比约33%，超过60%。"),
            (FIRST, "通过政府网站受理申请1200件，占77.3%。"),
            (FIRST, "公开信息300条，其中政策类占80%。"),
            (SECOND, "二季度受理申请900件，环比增长9.9%；网站访问量同比增长30%。"),
            (OFFICE, "涉及征地拆迁的20件，占48.8%。"),
        ],
    )
    def test_silent(self, tmp_path: Path, report: str, sentence: str) -> None:
        assert beside(tmp_path, report, sentence) == []

    def test_the_message_lists_what_was_tried(self, tmp_path: Path) -> None:
        (found,) = beside(tmp_path, OFFICE, "予以公开20件，占▶55.0%。")
        assert "予以公开20件，占55.0%" in found.message
        assert "20/办结总计40＝50.0%" in found.message

    def test_a_figure_is_quoted_as_it_is_typed(self, tmp_path: Path) -> None:
        (found,) = beside(tmp_path, OFFICE, "予以公开{{ 予以公开.总计 }}件，占▶55.0%。")
        assert (
            found.message.startswith("“占55.0%”") or "予以公开{{ 予以公开.总计 }}件，占55.0%" in found.message
        )
        assert "\ufffc" not in found.message

    def test_the_tolerance_may_be_set(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, NARRATIVES["总体情况"], "予以公开20件，占50.2%。")
        files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
        for tolerance, count in ((1, 1), (2.0, 0), (0, 1)):
            settings = Settings(rules={RULE.name: Options(tolerance)})
            found = read_files(tmp_path, files, settings)[1]
            assert len(positions(found, "G502")) == count
