"""G505, G506, G507: what must not stand in a report, and what should."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import AGENCY, NARRATIVES, positions, read_files, read_text, report_text

OVERVIEW = f"  {NARRATIVES['总体情况']}\n"
OTHERS = f"  {NARRATIVES['其他需要报告的事项']}\n"
PERSON = "11010519491231002X"
"""The example of GB 11643."""
CARD = "6222020200112233446"


class TestIdentityNumber:
    """G505, at the first digit."""

    @pytest.mark.parametrize(
        "text",
        [
            f"申请人张某（▶{PERSON}）。",
            f"申请人▶{PERSON.lower()}要求公开。",
            "身份证号：▶110105194912310038。",
            f"甲▶{PERSON}，乙▶{PERSON}。",
        ],
    )
    def test_in_the_text(self, tmp_path: Path, sample: str, text: str) -> None:
        found = only_at_marks(tmp_path, slip(sample, OVERVIEW, f"  {text}\n"), "G505")
        assert {f.level for f in found} == {"error"}
        assert not any(PERSON in f.message for f in found)

    @pytest.mark.parametrize(
        "line", [f"更正:\n  - {{日期: 2022-03-02, 说明: 删去▶{PERSON}。}}\n", f"来源: ▶{PERSON}\n"]
    )
    def test_in_any_other_text(self, tmp_path: Path, sample: str, line: str) -> None:
        only_at_marks(tmp_path, sample + line, "G505")

    def test_in_the_file_of_the_agency(self, tmp_path: Path) -> None:
        _, found = read_files(tmp_path, {"office/agency.yml": f"{AGENCY}声明: {PERSON}\n"})
        assert positions(found) == [("G505", 3, 5)]

    @pytest.mark.parametrize(
        "number",
        [
            "110105194912310021",  # the check digit is wrong
            "11010519491331002X",  # no such month
            "11010518001231002X",  # too long ago
            f"9{PERSON}",
            f"{PERSON}1",
            f"file_{PERSON}",
            "113302030029526612",
        ],
    )
    def test_good(self, tmp_path: Path, sample: str, number: str) -> None:
        _, found = read_text(tmp_path, slip(sample, OVERVIEW, f"  编号{number}。\n"))
        assert positions(found, "G505") == []


class TestProcessingFee:
    """G506, at the text of the last section."""

    @pytest.mark.parametrize(
        "text",
        [
            "本年度未收取信息处理费。",
            "全年收取信息处理费2950元。",
            "（二）收取信息处理费情况\n  暂未开展。",
            "依申请公开未收费。",
            "没有向申请人收取任何费用。",
        ],
    )
    def test_good(self, tmp_path: Path, sample: str, text: str) -> None:
        only_at_marks(tmp_path, slip(sample, OTHERS, f"  {text}\n"), "G506")

    @pytest.mark.parametrize("text", ["无。", "行政事业性收费见第二部分。", "没有其他需要报告的事项。"])
    def test_not_said(self, tmp_path: Path, sample: str, text: str) -> None:
        (finding,) = only_at_marks(tmp_path, slip(sample, OTHERS, f"  ▶{text}\n"), "G506")
        assert finding.level == "info"

    def test_not_before_2021(self, tmp_path: Path) -> None:
        text = slip(report_text("shanghai-office-2019", 2020).replace("~", "0"), OTHERS, "  无。\n")
        assert positions(read_text(tmp_path, text, 2020)[1], "G506") == []


class TestPersonalData:
    """G507, at the first digit."""

    @pytest.mark.parametrize(
        "text",
        [
            "联系人手机▶13800000000。",
            "联系电话：▶138-0000-0000，▶199 0000 0000。",
            "电话+86 ▶13800000000。",
            f"账号▶{CARD}。",
            "卡号▶4111 1111 1111 1111。",
            "联系人**▶13800000000**。",
        ],
    )
    def test_in_the_text(self, tmp_path: Path, sample: str, text: str) -> None:
        found = only_at_marks(tmp_path, slip(sample, OVERVIEW, f"  {text}\n"), "G507")
        assert {f.level for f in found} == {"warning"}

    @pytest.mark.parametrize(
        "text",
        [
            "电话0574-89297514，12345热线，400-800-8000。",
            "收费13800000000元，许可13800000000件，投资13800000000.5万元。",
            "编号113800000000，138000000001，A13800000000。",
            "见https://www.example.gov.cn/art/13800000000.html和[年报](https://www.example.gov.cn/13800000000)。",
            "账号6222020200112233447。",
            "统一社会信用代码113302030029526612。",
        ],
    )
    def test_good(self, tmp_path: Path, sample: str, text: str) -> None:
        _, found = read_text(tmp_path, slip(sample, OVERVIEW, f"  {text}\n"))
        assert positions(found, "G507") == []

    def test_where_it_belongs(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, sample + "联系: {电话: 13800000000}\n", "G507")
