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
        ],
    )
    def test_right(self, tmp_path: Path, sample: str, sentence: str) -> None:
        only_at_marks(tmp_path, slip(sample, OVERVIEW, sentence), "G509")


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

    def test_no_province_known(self, tmp_path: Path) -> None:
        assert self.found(tmp_path, "有序推进。", "依据《江苏省政府信息公开办法》办理。") == []
