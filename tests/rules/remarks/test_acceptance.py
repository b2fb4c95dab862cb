"""核对说明: a finding that is right as it is stays a finding, is shown as accepted, and stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.findings import Accepted
from gongkai.reporting import write_text
from gongkai.reporting.checked import Checked
from gongkai.reporting.text import summary
from gongkai.rules import fails, standing
from gongkai.settings import Settings
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, read_files, undated

WRONG = "    总计: [36, 4, 0, 0, 0, 0, 41]"
TOTAL = "    总计: [36, 4, 0, 0, 0, 0, 40]"


def accepted(folder: Path, text: str, *remarks: str) -> dict[str, int]:
    """How many findings of each code are accepted, in a report with these remarks."""
    lines = "".join(f"  - {{{remark}}}\n" for remark in remarks)
    report = f"{text}核对说明:\n{lines}"
    _, found = read_files(folder, {"office/agency.yml": AGENCY, "office/2021.yml": report})
    found = tuple(f for f in found if f.code != "G901")
    assert {f.code for f in found} <= {"G101", "G102", "G103", "G201", "G202", "G307"}
    codes: dict[str, int] = {}
    for finding in found:
        codes[finding.code] = codes.get(finding.code, 0) + (finding.accepted is not None)
    return codes


class TestPlace:
    """What a remark speaks for."""

    def test_a_cell(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, TOTAL, WRONG)
        codes = accepted(tmp_path, text, "规则: G101, 位置: 办结.总计, 原因: 原报告如此")
        assert codes == {"G101": 1, "G102": 0, "G103": 0}

    def test_another_cell_is_not_meant(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, TOTAL, WRONG)
        assert accepted(tmp_path, text, "规则: G101, 位置: 新收.总计, 原因: 甲")["G101"] == 0

    def test_the_suspect_stands_for_what_it_explains(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, TOTAL, WRONG)
        codes = accepted(tmp_path, text, "规则: G103, 位置: 办结.总计, 原因: 甲")
        assert codes["G103"] == 1

    @pytest.mark.parametrize(("value", "counts"), [("41", 1), ("40", 0)])
    def test_only_the_value_that_was_accepted(
        self, tmp_path: Path, sample: str, value: str, counts: int
    ) -> None:
        text = slip(sample, TOTAL, WRONG)
        remark = f"规则: G101, 位置: 办结.总计, 现值: {value}, 原因: 甲"
        assert accepted(tmp_path, text, remark)["G101"] == counts

    def test_a_section(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "行政处罚: 0", "行政处罚: ~").replace("行政强制: 0", "行政强制: /")
        remark = "规则: G201, 位置: 主动公开政府信息情况, 原因: 本机关无此职权"
        assert accepted(tmp_path, text, remark) == {"G201": 2}

    def test_a_key(self, tmp_path: Path, sample: str) -> None:
        text = undated(sample) + "发布日期: 去年\n成文日期: 去年\n"
        assert accepted(tmp_path, text, "规则: G307, 位置: 发布日期, 原因: 甲") == {"G307": 1}

    def test_the_whole_report(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, TOTAL, WRONG)
        assert accepted(tmp_path, text, "规则: G101, 原因: 甲") == {"G101": 1, "G102": 0, "G103": 0}

    def test_what_cannot_be_read_cannot_be_accepted(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "行政处罚: 0", "行政处罚: 12件")
        assert accepted(tmp_path, text, "规则: G202, 原因: 甲") == {"G202": 0}


def test_it_is_shown_as_accepted_and_stops_nothing(tmp_path: Path, sample: str) -> None:
    """The text says why; the summary counts it apart."""
    text = slip(sample, "行政处罚: 0", "行政处罚: ~")
    text += "核对说明:\n  - {规则: G201, 位置: 行政处罚, 原因: 本机关无行政处罚权。, 公开: true}\n"
    archive, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    (finding,) = found
    assert finding.accepted == Accepted("本机关无行政处罚权。", True)
    assert standing(found, archive) == ()
    assert not fails(found, archive, Settings(), strict=True)
    printed = write_text(found, archive.lines)
    assert "  第8行 已说明 G201：本机关无行政处罚权。\n" in printed
    assert summary(found, Checked.of(archive)).endswith("没有发现问题；另有 1 处已写明核对说明。")


def test_a_draft_never_fails(tmp_path: Path, sample: str) -> None:
    """It is checked like any other report."""
    text = slip(sample, TOTAL, WRONG) + "草稿: true\n"
    archive, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    assert {f.code for f in found} == {"G101", "G102", "G103"}
    assert not fails(found, archive, Settings(), strict=True)


SENTENCE = "本机关依法公开政府信息。"


class TestPassage:
    """位置 may be a passage of the text: it lasts while the passage is there."""

    @staticmethod
    def codes(folder: Path, text: str, *remarks: str) -> list[tuple[str, bool]]:
        """Code, and whether it is accepted."""
        lines = "".join(f"  - {{{remark}}}\n" for remark in remarks)
        files = {"office/agency.yml": AGENCY, "office/2021.yml": f"{text}核对说明:\n{lines}"}
        return [(f.code, f.accepted is not None) for f in read_files(folder, files)[1]]

    @pytest.mark.parametrize(
        ("passage", "counts"),
        [("联系人手机13800000000", True), ("联系人", True), ("本机关依法", False), ("依法公开", False)],
    )
    def test_what_it_speaks_for(self, tmp_path: Path, sample: str, passage: str, counts: bool) -> None:
        text = slip(sample, SENTENCE, f"{SENTENCE}\n  联系人手机13800000000。")
        found = self.codes(tmp_path, text, f"规则: G507, 位置: {passage}, 原因: 热线，非个人号码。")
        assert ("G507", counts) in found
        assert (("G901", False) in found) is not counts

    def test_only_what_stands_in_it(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, SENTENCE, "甲13800000000，乙13900000000。")
        found = self.codes(tmp_path, text, "规则: G507, 位置: 乙13900000000, 原因: 热线")
        assert found == [("G507", False), ("G507", True)]

    def test_not_when_the_text_has_changed(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, SENTENCE, "甲13800000001。")
        found = self.codes(tmp_path, text, "规则: G507, 位置: 甲13800000000, 原因: 热线")
        assert found == [("G507", False), ("G901", False)]

    def test_a_row_is_no_passage(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, TOTAL, WRONG)
        found = self.codes(tmp_path, text, "规则: G101, 位置: 总计, 原因: 原报告如此")
        assert ("G101", False) in found
