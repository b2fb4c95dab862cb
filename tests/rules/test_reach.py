"""How far the checks went: every sum and comparison is counted once, as what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.rules import Outcome, Reach, reach_of, summed
from gongkai.settings import Settings
from tests.helpers.support import AGENCY, read_files, report_text

TEXT = report_text("haishu-office-2021", 2021)
SUMS = 42
"""25 rows, seven columns of results, seven of the balance, three kinds of case."""
CARRIED, STOCKS = 7, 2


def reach(folder: Path, text: str, before: str | None = None, settings: Settings | None = None) -> Reach:
    """Of the report of 2021."""
    files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
    if before is not None:
        files["office/2020.yml"] = before
    archive, _ = read_files(folder, files)
    return reach_of(archive.by_agency["office"][2021], archive, settings or Settings())


def counts(found: Reach) -> dict[Outcome, int]:
    """Those that are not 0."""
    return {outcome: count for outcome, count in found.counts.items() if count}


def test_all_that_stands_alone_passes(tmp_path: Path) -> None:
    found = reach(tmp_path, TEXT)
    assert counts(found) == {Outcome.PASSED: SUMS, Outcome.NO_YEAR_BEFORE: CARRIED + STOCKS}
    assert str(found) == "核对 51 项：通过 42，问题 0，无法核对 9（无上年报告 9）"


def test_a_wrong_cell_fails_its_row_and_its_column(tmp_path: Path) -> None:
    found = reach(tmp_path, TEXT.replace("予以公开: [18,", "予以公开: [17,"))
    assert found.counts[Outcome.FAILED] == 2
    assert found.items == SUMS + CARRIED + STOCKS


def test_a_blank_leaves_its_sums_unchecked(tmp_path: Path) -> None:
    found = reach(tmp_path, TEXT.replace("复议后起诉: [0, 0, 0, 0, 0]", "复议后起诉: [0, ~, 0, 0, 0]"))
    assert found.counts[Outcome.BLANK] == 1


def test_a_blank_that_its_total_contradicts_fails(tmp_path: Path) -> None:
    found = reach(tmp_path, TEXT.replace("复议后起诉: [0, 0, 0, 0, 0]", "复议后起诉: [0, ~, 0, 0, 1]"))
    assert (found.counts[Outcome.BLANK], found.counts[Outcome.FAILED]) == (0, 1)


def test_what_cannot_be_read_is_counted(tmp_path: Path) -> None:
    found = reach(tmp_path, TEXT.replace("复议后起诉: [0, 0, 0, 0, 0]", "复议后起诉: [0, x, 0, 0, 0]"))
    assert found.counts[Outcome.UNREADABLE] == 1


def test_last_year_in_the_same_form_is_compared(tmp_path: Path) -> None:
    own = TEXT.replace("年度: 2021", "年度: 2021\n格式: 2021", 1)
    found = reach(
        tmp_path,
        own,
        report_text("haishu-office-2021", 2020).replace("年度: 2020", "年度: 2020\n格式: 2021", 1),
    )
    # Last year left one over, which this year did not take over: in two columns. The stock does not follow either.
    assert counts(found) == {Outcome.PASSED: SUMS + 5 + 1, Outcome.FAILED: 2 + 1}


def test_last_year_in_another_form_has_no_stock_to_compare(tmp_path: Path) -> None:
    found = reach(tmp_path, TEXT, report_text("shanghai-office-2019", 2020))
    assert found.counts[Outcome.NO_YEAR_BEFORE] == STOCKS


def test_a_rule_that_is_off_checks_nothing(tmp_path: Path) -> None:
    found = reach(tmp_path, TEXT, settings=Settings(rules={"carry-over": False, "case-total": False}))
    assert found.items == SUMS - 3 + STOCKS


@pytest.mark.parametrize("more", ["撤回: {日期: 2022-05-06, 说明: 重新编制。}\n"])
def test_a_withdrawn_report_is_not_checked(tmp_path: Path, more: str) -> None:
    assert reach(tmp_path, TEXT + more).items == 0


def test_the_sum_of_several() -> None:
    one, other = Reach(), Reach()
    one.counts[Outcome.PASSED] = 3
    other.counts.update({Outcome.PASSED: 1, Outcome.BLANK: 2})
    assert counts(summed([one, other])) == {Outcome.PASSED: 4, Outcome.BLANK: 2}
