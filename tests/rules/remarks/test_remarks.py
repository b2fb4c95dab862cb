"""G901: remarks that say too little, or nothing any more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.settings import Settings
from tests.helpers.marked import only_at_marks, places, slip
from tests.helpers.support import AGENCY, positions, read_files

SECRET = "属于国家秘密: [0, 0, 0, 0, 0, 0, 0]"
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

    @pytest.mark.parametrize(
        ("more", "counts", "says"),
        [
            ("", 2, "管着 2 处，没有写处数"),
            (", 处数: 2", 2, None),
            (", 列: 总计", 1, None),
            (", 列: [总计, 自然人]", 2, None),
            (", 列: 法人或其他组织", 0, "已没有 G201 的问题"),
            (", 处数: 3", 2, "写的是 3 处，现在有 2 处"),
            (", 处数: 1", 0, "写的是 1 处，现在有 2 处"),
        ],
    )
    def test_how_many(self, tmp_path: Path, sample: str, more: str, counts: int, says: str | None) -> None:
        text = slip(sample, SECRET, "属于国家秘密: [~, 0, 0, 0, 0, 0, ~]")
        remark = f"规则: G201, 位置: 收到和处理政府信息公开申请情况{more}, 原因: 甲"
        text, marks = places(f"{text}核对说明:\n  - ▶{{{remark}}}\n")
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert sum(f.accepted is not None for f in found if f.code == "G201") == counts
        told = [f for f in found if f.code == "G901"]
        assert [f.place[1:] for f in told] == (marks if says else [])
        assert says is None or says in told[0].message

    def test_the_line_to_paste_is_taken(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, SECRET, "属于国家秘密: [~, 0, /, 0, 0, 0, ~]")
        text = slip(text, "行政处罚: 0", "行政处罚: /")
        _, found = read_files(tmp_path / "a", {"office/agency.yml": AGENCY, "office/2021.yml": text})
        lines = dict.fromkeys(re.findall("- {.*}", "\n".join(f.remedy for f in found)))
        assert len(lines) == 2
        text += "核对说明:\n" + "".join(f"  {line}\n" for line in lines)
        _, found = read_files(tmp_path / "b", {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert [f.accepted is not None for f in found] == [True] * 4

    @pytest.mark.parametrize(
        ("key", "code"),
        [("列: 甲", "G307"), ("处数: 0", "G307"), ("处数: 两处", "G307"), ("列: {甲: 乙}", "G307")],
    )
    def test_wrong_values(self, tmp_path: Path, sample: str, key: str, code: str) -> None:
        text = slip(sample, "行政处罚: 0", "行政处罚: ~")
        text += f"核对说明:\n  - {{规则: G201, {key}, 原因: 甲}}\n"
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        line = len(text.splitlines())
        assert (code, line, text.splitlines()[-1].index(key) + key.index(":") + 3) in positions(found, code)

    def test_a_rule_that_is_off_needs_no_remark(self, tmp_path: Path, sample: str) -> None:
        text = sample + "核对说明:\n  - {规则: G506, 原因: 甲}\n"
        files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
        _, found = read_files(tmp_path, files, Settings(rules={"processing-fee": False}))
        assert positions(found, "G901") == []

    def test_a_withdrawn_report(self, tmp_path: Path, sample: str) -> None:
        text = sample + "核对说明:\n  - {规则: G506, 原因: 甲}\n撤回: {日期: 2022-05-06, 说明: 有误}\n"
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        assert found == ()
