"""G901: remarks that say too little, or nothing any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.settings import Settings
from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import AGENCY, positions, read_files

TOTAL = "    总计: [36, 4, 0, 0, 0, 0, 40]"
WRONG = "    总计: [36, 4, 0, 0, 0, 0, 41]"


class TestAcceptance:
    """G901, at the remark."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        only_at_marks(tmp_path, sample, "G901")

    @pytest.mark.parametrize(
        ("remark", "says"),
        [
            ("规则: G101, 位置: 办结.总计, 现值: 40, 原因: 甲", "“办结.总计”已没有 G101 的问题"),
            ("规则: G101, 位置: 办结.总计, 现值: 41, 原因: 甲", "现值写的是 41，那一格现在是 40"),
            ("规则: G503, 位置: 区本级办理36件, 原因: 甲", "正文里没有“区本级办理36件”"),
            ("规则: G507, 位置: 本机关依法, 原因: 甲", "“本机关依法”已没有 G507 的问题"),
            ("规则: G201, 位置: 主动公开政府信息情况, 原因: 甲", "“主动公开政府信息情况”已没有"),
            ("规则: G101, 原因: 甲", "这份报告已没有 G101 的问题"),
            ("规则: G999, 原因: 甲", "没有 G999 这条规则"),
            ("规则: G202, 原因: 甲", "不能用核对说明代替"),
        ],
    )
    def test_it_accepts_nothing(self, tmp_path: Path, sample: str, remark: str, says: str) -> None:
        (finding,) = only_at_marks(tmp_path, f"{sample}核对说明:\n  - ▶{{{remark}}}\n", "G901")
        assert finding.level == "warning"
        assert says in finding.message

    def test_no_reason(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "行政处罚: 0", "行政处罚: ~") + "核对说明:\n  - {规则: G201, 位置: 行政处罚}\n"
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert [(f.code, f.accepted is not None) for f in found] == [("G201", True), ("G901", False)]
        assert "没有写原因" in found[1].message

    def test_needed(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, TOTAL, WRONG)
        text += "核对说明:\n" + "".join(
            f"  - {{规则: {code}, 原因: 原报告如此}}\n" for code in ("G101", "G102", "G103")
        )
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert {f.code for f in found} == {"G101", "G102", "G103"}
        assert all(f.accepted for f in found)

    def test_a_rule_that_is_off_needs_no_remark(self, tmp_path: Path, sample: str) -> None:
        text = sample + "核对说明:\n  - {规则: G506, 原因: 甲}\n"
        files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
        _, found = read_files(tmp_path, files, Settings(rules={"processing-fee": False}))
        assert positions(found, "G901") == []

    def test_a_withdrawn_report(self, tmp_path: Path, sample: str) -> None:
        text = sample + "核对说明:\n  - {规则: G506, 原因: 甲}\n撤回: {日期: 2022-05-06, 说明: 有误}\n"
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert found == ()
