"""The rules of prose in the texts besides chapters one, five and six: 正文 of the others, 表注, notes of cells, captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.marked import only_at_marks, slip
from tests.helpers.support import read_text, report_text

REQUESTS = "收到和处理政府信息公开申请情况:\n"
DISPUTES = "政府信息公开行政复议、行政诉讼情况:\n"
DOCUMENTS = "主动公开政府信息情况:\n"
NEW = "  本年新收政府信息公开申请数量: [37, "
NUMBERS = ("G501", "G502", "G503", "G508", "G509")


def text(key: str, line: str) -> str:
    return slip(report_text("haishu-office-2021", 2021), key, f"{key}{line}\n")


def noted(note: str) -> str:
    return slip(report_text("haishu-office-2021", 2021), NEW, NEW.replace("37", f"{{值: 37, 注: {note}}}"))


class TestNumbers:
    """G501, G502 and G508 at the number."""

    @pytest.mark.parametrize(
        ("code", "key", "line"),
        [
            ("G501", DOCUMENTS, "  正文: 全年制发行政规范性文件▶15件。"),
            ("G501", REQUESTS, "  正文: 全年新收政府信息公开申请▶42件，办结40件。"),
            ("G501", REQUESTS, "  正文: |\n    依申请公开平稳有序。\n    全年办结申请▶41件。"),
            ("G501", DISPUTES, "  正文: 行政诉讼▶2件。"),
            ("G501", REQUESTS, "  表注: 全年新收政府信息公开申请▶42件。"),
            ("G501", REQUESTS, "  表注: “注：上年结转申请▶1件。”"),
            ("G501", REQUESTS, "  表注: |\n    数据截至年底。\n    办结申请▶41件。"),
            ("G501", DISPUTES, "  表注: 行政复议▶1件，行政诉讼1件。"),
            ("G502", REQUESTS, "  表注: 予以公开20件，占办结总数的▶42.5%。"),
            ("G508", DOCUMENTS, "  表注: 主动公开信息▶95条，其中政策类24条、财政类66条、其他3条。"),
        ],
    )
    def test_wrong(self, tmp_path: Path, code: str, key: str, line: str) -> None:
        only_at_marks(tmp_path, text(key, line), code)

    @pytest.mark.parametrize(
        ("key", "line"),
        [
            (REQUESTS, "  正文: 全年新收政府信息公开申请41件，办结40件，结转下年度1件。"),
            (REQUESTS, "  表注: 本年新收申请41件，含区政府名义受理的申请。"),
            (REQUESTS, "  表注: 办结申请40件，予以公开20件，占50%。"),
            (DISPUTES, "  表注: 全年行政复议0件，行政诉讼1件。"),
            (DOCUMENTS, "  表注: 行政规范性文件本年制发14件、废止17件，现行有效92件。"),
        ],
    )
    def test_silent(self, tmp_path: Path, key: str, line: str) -> None:
        _, found = read_text(tmp_path, text(key, line))
        assert [each for each in found if each.code in NUMBERS] == []


def test_accepted(tmp_path: Path) -> None:
    """核对说明 finds its passage in 表注 as it does in a narrative."""
    wrong = text(REQUESTS, "  表注: 全年新收政府信息公开申请42件。")
    remark = "核对说明:\n  - {规则: G501, 位置: 全年新收政府信息公开申请42件, 原因: 原报告如此。}\n"
    report, found = read_text(tmp_path, wrong + remark)
    assert report is not None
    assert [each.code for each in found if each.code in (*NUMBERS, "G901") and each.accepted is None] == []


class TestNotesOfCells:
    """A note speaks of its cell, and only where it says so of the whole report."""

    def test_wrong(self, tmp_path: Path) -> None:
        only_at_marks(tmp_path, noted("全年新收申请共▶42件"), "G501")

    @pytest.mark.parametrize(
        "note", ["其中上年结转3件", "重复申请2件", "全年共41件申请，其中重复申请2件", "含部分公开1件"]
    )
    def test_silent(self, tmp_path: Path, note: str) -> None:
        _, found = read_text(tmp_path, noted(note))
        assert [each for each in found if each.code in NUMBERS] == []

    def test_a_word_twice(self, tmp_path: Path) -> None:
        only_at_marks(tmp_path, noted("统计口径▶统计口径以登记为准"), "G509")


class TestYears:
    """G503 in all texts of a report of 2021."""

    @pytest.mark.parametrize(
        ("key", "line"),
        [
            (DOCUMENTS, "  正文: ▶2020年，本机关制发行政规范性文件14件。"),
            (REQUESTS, "  表注: ▶2020年度，本机关新收申请41件。"),
            (REQUESTS, "  表注: 统计期限为▶2020年1月1日至2020年12月31日。"),
            (REQUESTS, "  表注: 数据截至▶202020年底。"),
        ],
    )
    def test_left_in(self, tmp_path: Path, key: str, line: str) -> None:
        only_at_marks(tmp_path, text(key, line), "G503")

    def test_note_of_a_cell(self, tmp_path: Path) -> None:
        only_at_marks(tmp_path, noted("▶2020年，本机关按件统计"), "G503")

    @pytest.mark.parametrize(
        "preamble", ["现公布▶2019年政府信息公开工作年度报告。", "▶2018年度政府信息公开工作情况报告如下。"]
    )
    def test_older_preamble(self, tmp_path: Path, preamble: str) -> None:
        only_at_marks(tmp_path, f"{report_text('haishu-office-2021', 2021)}导语: {preamble}\n", "G503")

    def test_caption(self, tmp_path: Path) -> None:
        line = "  正文: 如图。![2020年政府信息公开工作情况](a.png)"
        _, found = read_text(tmp_path, text(REQUESTS, line))
        assert [each.place.column for each in found if each.code == "G503"] == [line.index("2020") + 1]

    def test_attachment(self, tmp_path: Path) -> None:
        report = f"{report_text('haishu-office-2021', 2021)}附件:\n  - {{文件: a.png, 说明: 2020年政府信息公开工作年度报告图解}}\n"
        _, found = read_text(tmp_path, report)
        assert [each.place.line for each in found if each.code == "G503"] == [report.count("\n")]

    @pytest.mark.parametrize(
        ("key", "line"),
        [
            (REQUESTS, "  表注: 2020年结转的申请按新收统计，2021年办结。"),
            (REQUESTS, "  正文: 如图。![2021年与2020年政府信息公开工作情况](a.png)"),
            (REQUESTS, "  正文: 如图。![2020年以来的申请量](a.png)"),
            (REQUESTS, "  正文: 《2019年政府信息公开工作年度报告》提出的问题已经整改。"),
        ],
    )
    def test_silent(self, tmp_path: Path, key: str, line: str) -> None:
        _, found = read_text(tmp_path, text(key, line))
        assert [each for each in found if each.code in NUMBERS] == []
