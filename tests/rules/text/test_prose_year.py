"""G503: years in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import AGENCY, NARRATIVES, positions, read_files, read_text, report_text

OVERVIEW = f"  {NARRATIVES['总体情况']}\n"
PROBLEMS = f"  {NARRATIVES['存在的主要问题及改进情况']}\n"
OTHERS = f"  {NARRATIVES['其他需要报告的事项']}\n"


class TestProseYear:
    """G503, at the first digit of the year, in a report of 2024."""

    @pytest.mark.parametrize(
        "text",
        [
            "▶2023年，本机关主动公开政府信息1136条。",
            "▶2023 年，本机关依法公开政府信息。",
            "▶２０２３年，本机关依法公开政府信息。",
            "▶二〇二三年，本机关依法公开政府信息。",
            "▶2023年度，全区主动公开政府信息1136条。",
            "▶2023年我局坚持依法公开。",
            "认真执行《条例》。▶2023年共举办培训5次。",
            "（一）主动公开。▶2023年，主动公开政府信息1136条。",
            "（二）▶2023年依申请公开情况",
            "本单位▶2022年度政府信息公开工作平稳。".replace("2022", "2023"),
            "样例区人民政府办公室▶2023年围绕重点领域依法公开。",
            "现将▶2023年政府信息公开工作情况公布如下。",
            "截至▶2023年12月31日，平台运行正常。",
            "▶2023年，主动公开政府信息100条，同比增长20%。",
            "▶2023年，本机关主动公开政府信息1380条，比上年增长9.1%。",
            "统计期限为▶2023年1月1日至2023年12月31日。",
            "所列数据统计期限自▶2023年1月1日起至12月31日止。",
            "数据统计期限为▶2024年1月1日至2024年11月30日。",
            "统计期限为2024年1月1日至▶202020年12月31日。",
            "▶20204年，本机关依法公开政府信息。",
            "▶202年度公开1136条。",
            "▶2204年，本机关依法公开政府信息。",
            "▶2042年3月，本机关组织培训。",
            "本年新收申请与▶2024年相比有所增加。",
            "上年（▶2024年）的做法今年继续沿用。",
            "▶2024年结转的申请已于年初办结。",
            "▶2025年，本机关共公开信息1136条。",
            "今年（▶2023年），本机关公开信息1136条。",
            "▶2023年1月至12月，本机关公开信息1136条。",
            "全市水利系统▶2023年共公开信息1136条。",
            "样例区政府办▶2023年主动公开信息1136条。",
            "信息总量高于▶2024年。",
            "统计期为▶2024年1月至11月。",
            "以上为本机关▶2023年度政府信息公开工作年度报告。",
            "▶2025年度，全局未因信息公开被纠错。",
        ],
    )
    def test_left_in(self, tmp_path: Path, text: str) -> None:
        text = slip(report_text("haishu-office-2021", 2024), OVERVIEW, f"  {text}\n")
        found = only_at_marks(tmp_path, text, "G503", 2024)
        assert {f.level for f in found} == {"warning"}

    @pytest.mark.parametrize(
        "text",
        [
            "2024年，本机关主动公开政府信息1136条，比2023年增加12条。",
            "主动公开政府信息1136条，较2023年增长5%。",
            "与2023年相比，我局2023年的问题已整改。",
            "2023年新收12件，2024年新收15件。",
            "2023年新收12件；2024年新收15件，同比增长25%。",
            "2023年新收12件。2024年新收15件，增长25%。",
            "2023年底印发的清单继续执行。",
            "2023年以来持续推进，2023年12月启动的试点已完成。",
            "2023年受理的3件申请结转本年办结。",
            "2023年新收12件，今年比上年增长25%。",
            "2023年结转的3件全部办结。",
            "落实《2023年政务公开工作要点》。",
            "根据样政办发〔2023〕3号和样政〔2023〕12 号文件。",
            "依照五年行动计划（2021—2025年），2021-2025年规划继续实施。",
            "2023—2024年连续两年开展评议。",
            "2023年度考核结果已公布，2023年度政府信息公开工作年度报告按时发布。",
            "按时发布2023年政府信息公开工作年度报告。",
            "围绕“2023年专项行动”做好公开。",
            "我局2023年制定的制度继续有效。",
            "上年（2023年）新收12件，今年新收15件。",
            "2024年3月1日至2024年3月31日开展宣传月。",
            "统计期限为2024年1月1日至2024年12月31日，自2024年1月1日起至12月31日止。",
            "城市有2500年历史，编号20230015，公开22023条。",
            "2022年，我区率先建成平台。",
            "2025年部门预算已公开，2025年1月1日起施行的办法已告知。",
            "规划到2042年1月全面建成。",
            "2023年较2024年少公开12条。",
            "2023年第五次全国经济普查结果已公布。",
            "2024年未收取费用；2023年亦未收取。",
            "统计期为2024年1月至12月。",
            "2024年结转的申请将于2025年一季度办结。",
            "2023年，我区被省政府办公厅确定为试点。",
        ],
    )
    def test_good(self, tmp_path: Path, text: str) -> None:
        report = slip(report_text("haishu-office-2021", 2024), OVERVIEW, f"  {text}\n")
        report = slip(report, OTHERS, f"{OTHERS}  {text}\n")
        _, found = read_text(tmp_path, report, 2024)
        assert positions(found, "G503") == [], [f.message for f in found if f.code == "G503"]

    def test_the_last_section(self, tmp_path: Path) -> None:
        text = slip(report_text("haishu-office-2021", 2024), OTHERS, "  ▶2023年，本机关未收取信息处理费。\n")
        only_at_marks(tmp_path, text, "G503", 2024)

    def test_problems_may_speak_of_other_years(self, tmp_path: Path) -> None:
        line = "  2023年印发的目录没有更新，2025年将改进；▶20204年完成。\n"
        text = slip(report_text("haishu-office-2021", 2024), PROBLEMS, line)
        only_at_marks(tmp_path, text, "G503", 2024)

    @pytest.mark.parametrize(
        "line",
        [
            "▶2023年，本机关主动公开不够及时，2025年将改进。",
            "▶2024年，我局将进一步加强培训。",
            "下一步，我局将在▶2024年重点抓好培训。",
            "一是▶2024年底前完成目录修订，二是加强培训。",
            "▶2025年工作中存在的问题是解读少。",
            "（二）▶2024年改进措施。一是加强培训。",
            "我局拟于▶2024年6月修订目录。",
            "▶2024年要着力丰富解读形式。",
            "将以▶2024年为新起点提高质量。",
            "▶2025年工作中还存在更新慢等问题。",
        ],
    )
    def test_problems_of_another_year_and_plans_for_this(self, tmp_path: Path, line: str) -> None:
        text = slip(report_text("haishu-office-2021", 2024), PROBLEMS, f"  {line}\n")
        only_at_marks(tmp_path, text, "G503", 2024)

    @pytest.mark.parametrize(
        "line",
        [
            "2024年，我局将公开纳入考核，但结果运用不够。",
            "2024年计划开展的培训因故未完成。",
            "2023年测评指出的问题已整改，2025年将继续巩固。",
            "下一步，我局将对照2024年评估意见整改。",
            "2025年底前完成专栏改版。",
        ],
    )
    def test_problems_and_plans_rightly_told(self, tmp_path: Path, line: str) -> None:
        text = slip(report_text("haishu-office-2021", 2024), PROBLEMS, f"  {line}\n")
        only_at_marks(tmp_path, text, "G503", 2024)

    def test_preamble_and_title(self, tmp_path: Path) -> None:
        text = report_text("haishu-office-2021", 2024)
        text += "标题: 样例局▶2023年政府信息公开工作年度报告\n"
        text += "导语: |\n  本单位编制▶2023年度政府信息公开工作年度报告。\n  期限：▶2023年1月1日至2023年12月31日。\n"
        only_at_marks(tmp_path, text, "G503", 2024)

    def test_before_2019(self, tmp_path: Path) -> None:
        text = (
            "年度: 2012\n章节:\n"
            "  - 标题: 概述\n    内容: |\n      ▶2011年，我镇主动公开政府信息22条。\n"
            "  - 标题: 下一步打算\n    内容: |\n      2011年印发的清单不够细。▶2011年，我镇公开不够及时。\n"
        )
        only_at_marks(tmp_path, text, "G503", 2012)

    def test_a_figure_is_no_year(self, tmp_path: Path) -> None:
        text = slip(report_text("haishu-office-2021", 2024), OVERVIEW, "  共{{ 新收.总计 }}年，2024年完成。\n")
        files = {"office/agency.yml": AGENCY, "office/2024.yml": text}
        assert positions(read_files(tmp_path, files)[1], "G503") == []
