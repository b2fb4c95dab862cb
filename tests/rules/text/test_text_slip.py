"""G509: slips of the pen; ▶ marks where each begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import AGENCY, NARRATIVES, positions, read_files, report_text

OVERVIEW = NARRATIVES["总体情况"]


class TestTextSlip:
    """At the first character of what is too much, or out of order."""

    @pytest.mark.parametrize(
        "sentence",
        [
            "进一步加强▶加强组织领导。",
            "不断提高政府▶政府信息公开水平。",
            "做好信息公开工作▶信息公开工作。",
            "我们▶认真落实各项要求，认真落实各项要求。",
            "一是加强领导；▶三是健全制度。",
            "一是加强领导；二是健全制度；▶二是强化监督。",
            "第一，加强领导；▶第三，健全制度。",
            "公开处罚信息12条、▶资质条、许可证76条。",
            "发布解读9次，▶稿件篇、视频6个。",
            "群众的▶的满意度提高。",
            "大力推动▶推动基层公开。",
            "進一步加強▶加強組織領導。",
            "公開處罰信息12條、▶資質條、許可證76條。",
            "在公示栏张贴了▶了办事流程图。",
            "严格执行信息审核▶审核制度。",
            "公开许可结果88项、▶公开审批结果项。",
            "发放指南200份，▶接待群众咨询人次，更新信息26条。",
            "（1）加强学习；（2）加强宣传；▶（4）加强督查。",
            "①公开政策；②公开流程；▶②公开结果。",
            "1.加强组织领导。2.完善公开内容。▶4.强化监督检查。",
            "一要提高认识，▶三要强化督导。",
            "其一，提高认识；▶其三，强化督导。",
            "一是慢；二是少。改进：一是加快；▶三是增多。",
            "严格落实责任，▶加强日常巡查、加强日常巡查。",
            "在访谈中▶中回应关切。",
            "向▶向村民公开。",
            "把▶把公开贯穿全程，听证会公开。",
            "结合实际▶实际制定目录。",
            "局党组多次▶多次研究公开工作。",
            "公示公告86件，▶办理投诉件，满意率高。",
            "▶组织村干部培训期，参训64人次。",
            "工作中还存在不足：▶二是解读少，三是更新慢。",
            "问题一是解读少，▶三是更新慢。",
            "落实《中华人民共和国政府信息公开▶条列》要求。",
        ],
    )
    def test_wrong(self, tmp_path: Path, sample: str, sentence: str) -> None:
        (found,) = only_at_marks(tmp_path, slip(sample, OVERVIEW, sentence), "G509")
        assert found.level == "info"

    @pytest.mark.parametrize(
        "sentence",
        [
            "样例县人民政府政府信息公开工作有序开展。",
            "一个一个核对，逐条逐条检查，件件有着落、事事有回音。",
            "一是加强领导，二是健全制度。存在问题：一是解读少；二是更新慢。",
            "一是主动公开：一是及时，二是准确；二是依申请公开。",
            "第一季度检查一次，第三季度检查一次。",
            "公开文件12件、邮件3件，按条、按件登记。",
            "推进信息信息化建设，开展组织组织部门培训。",
            "《样例县政府信息公开公开规定》公布施行。",
            "公开目的的说明、标的的金额，的的确确方便了群众。",
            "办理建议件、提案件共12件。",
            "走访进行了了解，和和平社区共建，现在在全县推广，理由由申请人说明。",
            "规范规范性文件管理，各级组织组织开展活动，加上上一年的，在平台上上传。",
            "根据《条例》第二十条第（一）、（五）、（八）项公开。",
            "首先，健全制度；二是加强培训。",
            "三是三级联动更加有力。",
            "（一）予以公开20件；（二）部分公开2件；（七）总计40件。",
            "统计查阅人次、点击次数等，形成报告4份。",
            "集中中午时段办理，其中中央预算公开，方向向好。",
            "中小学校学校食堂、粮食储备储备设施信息公开，一件一件办，研究研究再定。",
            "一是公开；二要解读；三是回应。",
            "公开许可事项3项、办理事项，清理文件6件、修订文件。",
            "收到的申请件，均按期答复。",
            "发布菜价、年货等民生信息130余篇，图解6篇；通报若干篇，另有8条。",
        ],
    )
    def test_right(self, tmp_path: Path, sample: str, sentence: str) -> None:
        only_at_marks(tmp_path, slip(sample, OVERVIEW, sentence), "G509")


class TestListsOverLines:
    """A list may go on from line to line, or stand within one of its items."""

    @pytest.mark.parametrize(
        "lines",
        [
            ["一是公开。", "二是解读。", "▶四是回应。"],
            ["（一）公开。", "（二）解读。", "▶（四）回应。"],
            ["一是公开：一是及时，二是准确。", "▶四是解读。", "五是回应。"],
            ["一是公开，二是解读。", "不足：一是慢，▶三是少。"],
        ],
    )
    def test_wrong(self, tmp_path: Path, sample: str, lines: list[str]) -> None:
        only_at_marks(tmp_path, slip(sample, OVERVIEW, "\n  ".join(lines)), "G509")

    @pytest.mark.parametrize(
        "lines",
        [
            ["一是公开。", "二是解读。", "三是回应。"],
            ["一是公开。", "二是解读：一是快，二是准，三是全。", "三是回应。"],
            ["首先是公开。", "二是解读。"],
            ["（一）公开。1.网站；2.公众号。", "（二）解读。1.图；2.文。"],
            ["十十是公开。"],
        ],
    )
    def test_right(self, tmp_path: Path, sample: str, lines: list[str]) -> None:
        only_at_marks(tmp_path, slip(sample, OVERVIEW, "\n  ".join(lines)), "G509")


SAID = "全年组织培训36期，覆盖各镇街和部门的经办人员。"


class TestFromElsewhere:
    """What was taken over from last year, or from another province."""

    def found(self, folder: Path, last: str, this: str, agency: str = AGENCY) -> list[tuple[str, int, int]]:
        files: dict[str, str | bytes] = {"office/agency.yml": agency}
        for year, text in ((2021, last), (2022, this)):
            files[f"office/{year}.yml"] = slip(report_text("haishu-office-2021", year), OVERVIEW, text)
        return positions(read_files(folder, files)[1], "G509")

    def test_the_same_number(self, tmp_path: Path) -> None:
        assert self.found(tmp_path, f"2021年有序推进。{SAID}", f"2022年有序推进。{SAID}") == [("G509", 3, 19)]

    def test_another_number(self, tmp_path: Path) -> None:
        assert self.found(tmp_path, SAID, SAID.replace("36", "38")) == []

    def test_a_number_without_end(self, tmp_path: Path) -> None:
        same = SAID.replace("36", "9" * 5000)
        assert self.found(tmp_path, same, same) == [("G509", 3, 9)]

    def test_a_small_number(self, tmp_path: Path) -> None:
        same = SAID.replace("36", "2")
        assert self.found(tmp_path, same, same) == []

    def test_another_provinces_law(self, tmp_path: Path) -> None:
        agency = AGENCY.replace("样例区", "浙江省样例区")
        text = "依据《江苏省政府信息公开办法》和《浙江省政府信息公开办法》办理。"
        assert self.found(tmp_path, "有序推进。", text, agency) == [("G509", 3, 5)]

    def test_a_province_by_its_code(self, tmp_path: Path) -> None:
        agency = AGENCY + '网站: {名称: 样例网, 域名: www.example.gov.cn, 标识码: "3302030000"}\n'
        text = "依据《江苏省政府信息公开办法》和《浙江省政府信息公开办法》办理。"
        assert self.found(tmp_path, "有序推进。", text, agency) == [("G509", 3, 5)]

    def test_a_province_that_is_made_up(self, tmp_path: Path) -> None:
        agency = AGENCY.replace("样例区", "样例省样例区")
        text = "依据《江苏省政府信息公开办法》办理，借鉴《浙江省政府信息公开办法》的做法。"
        assert self.found(tmp_path, "有序推进。", text, agency) == [("G509", 3, 5)]

    def test_no_province_known(self, tmp_path: Path) -> None:
        assert self.found(tmp_path, "有序推进。", "依据《江苏省政府信息公开办法》办理。") == []
