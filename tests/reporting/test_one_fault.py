"""What comes from one fault is one entry, at the line of the cell that is most likely wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.reporting.entries import Entry, entries
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, NARRATIVES, read_files

NEW = "本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]"
TAKEN = "上年结转政府信息公开申请数量: [0, 0, 0, 0, 0, 0, 0]"
LEFT = "结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]"
OVERVIEW = NARRATIVES["总体情况"]


def told(folder: Path, text: str, before: str | None = None) -> list[Entry]:
    """The entries of a report of 2021; before: last year's, which is not told of."""
    files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
    if before is not None:
        files["office/2020.yml"] = before
    _, found = read_files(folder, files)
    # Both years have the same text and the same documents, which is not what this is about.
    besides = ("G402", "G504", "G509")
    return entries(f for f in found if f.place.file.endswith("2021.yml") and f.code not in besides)


def last_year(sample: str) -> str:
    """A report of 2020 that left nothing, on the form of the next years."""
    text = slip(
        sample.replace("2021", "2020").replace("2022-01-20", "2021-01-20"), LEFT, LEFT.replace("1", "0")
    )
    text = slip(text, NEW, NEW.replace("37", "36").replace("41", "40"))
    return f"{text}格式: 2021\n核对说明: [{{规则: G302, 原因: 补编。}}]\n"


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


class TestWithOtherRules:
    """What holds another number against the cell goes with it."""

    def test_last_year(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, TAKEN, TAKEN.replace("[0", "[3"))
        (entry,) = told(tmp_path, text, last_year(sample))
        assert entry.codes == ("G101", "G103", "G401")
        assert entry.place.line == line_of(text, "上年结转")
        assert (
            entry.said[0] == "最可能填错：二、上年结转政府信息公开申请数量·自然人，现为3，若为0则各项勾稽均成立"
        )

    def test_last_year_says_something_else(self, tmp_path: Path, sample: str) -> None:
        before = slip(last_year(sample), LEFT.replace("1", "0"), LEFT).replace(
            "[36, 4, 0, 0, 0, 0, 40]", "[37, 4, 0, 0, 0, 0, 41]", 1
        )
        text = slip(sample, TAKEN, TAKEN.replace("[0", "[3"))
        shown = told(tmp_path, text, before)
        assert shown[0].codes == ("G101", "G103")
        assert "G401" in {code for entry in shown[1:] for code in entry.codes}

    def test_the_text(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, NEW, NEW.replace("37", "73"))
        text = slip(text, OVERVIEW, f"{OVERVIEW}自然人提出政府信息公开申请37件。")
        (entry,) = told(tmp_path, text)
        assert entry.codes == ("G101", "G103", "G501")
        assert entry.place.line == line_of(text, "本年新收")
        assert entry.said[-1].startswith("· “")

    def test_the_text_says_something_else(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, NEW, NEW.replace("37", "73"))
        text = slip(text, OVERVIEW, f"{OVERVIEW}自然人提出政府信息公开申请44件。")
        assert [entry.codes for entry in told(tmp_path, text)] == [("G101", "G103"), ("G501",)]

    def test_a_jump(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, NEW, NEW.replace("41]", "441]"))
        (entry,) = told(tmp_path, text, last_year(sample))
        assert entry.codes == ("G101", "G103", "G404")


class TestCandidates:
    """Where none is named the sums are one entry all the same."""

    def test_a_row_that_is_wrong_in_two_cells(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, NEW, NEW.replace("37", "73").replace("41]", "77]"))
        (entry,) = told(tmp_path, text)
        assert entry.codes == ("G103",)
        assert len(entry.findings) == 2
        assert entry.place.line == line_of(text, "本年新收")
        assert entry.said[0] == "同一张表有2个式子不成立，多半出自一处"
        assert entry.said[-1].startswith(
            "可能填错的格子（要同时改其中 2 格）：一、本年新收政府信息公开申请数量·自然人由73改为37"
        )

    @pytest.mark.parametrize(("old", "new"), [("[1, 0, 0, 0, 1]", "[1, 0, 0, 0, 2]")])
    def test_a_single_sum_stays_at_its_total(self, tmp_path: Path, sample: str, old: str, new: str) -> None:
        text = slip(sample, f"未经复议直接起诉: {old}", f"未经复议直接起诉: {new}")
        (entry,) = told(tmp_path, text)
        assert entry.place == entry.findings[0].place

    def test_two_faults_are_two(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "未经复议直接起诉: [1, 0, 0, 0, 1]", "未经复议直接起诉: [1, 0, 0, 0, 2]")
        text = slip(text, "行政复议: [0, 0, 0, 0, 0]", "行政复议: [0, 0, 0, 0, 3]")
        assert len(told(tmp_path, text)) == 2
