"""Failing sums with blanks and strokes in them: what is found, where, and which cell is suspected or may be it.

A blank stands for a number that nobody knows, but that is not negative. So a side with a blank comes to what is known of
it or more; a sum fails only where no such number helps; and whatever a suspect should be must leave room for one.
Each expected value follows from that, by the reason given with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from gongkai.findings import Finding, Suspect
from gongkai.model import Report
from tests.helpers.marked import MARK, places, slip
from tests.helpers.support import read_text, report_text

CELL = "◆"
"""Marks, as MARK does for findings, the cells that are named."""

PUBLISHED = {2019: "shanghai-office-2019", 2021: "haishu-office-2021", 2023: "hongze-2023"}


class Named(NamedTuple):
    """A suspect or a candidate: its mark, counted from 0, its number, and the one that it should be.

    together: how many cells have to change.
    """

    mark: int
    value: int
    should_be: int | None
    together: int = 1


class Sum(NamedTuple):
    """A sum that fails; sums stand in the order of their marks."""

    code: str
    left: int
    right: int
    suspect: Named | None = None
    candidates: tuple[Named, ...] = ()


class Case(NamedTuple):
    """Slips in the figures of a published report, and what must be found, in the order of the lines."""

    year: int
    slips: tuple[tuple[str, str], ...]
    sums: tuple[Sum, ...]


NEW = "本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]"
CARRIED_IN = "上年结转政府信息公开申请数量: [0, 0, 0, 0, 0, 0, 0]"
GRANTED = "予以公开: [18, 2, 0, 0, 0, 0, 20]"
PARTIAL = "部分公开: [2, 0, 0, 0, 0, 0, 2]"
PETITION = "信访举报投诉类申请: [1, 0, 0, 0, 0, 0, 1]"
TOTAL = "    总计: [36, 4, 0, 0, 0, 0, 40]"
CARRIED_OUT = "结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]"
SUIT = "未经复议直接起诉: [1, 0, 0, 0, 1]"

TABLE_FOUR = {
    # 3 + blank = 1. 结果维持 may be 0 or 1, 总计 anything from 3 on; the noughts cannot be less.
    "a blank beside more than the total": Case(
        2021,
        ((SUIT, "未经复议直接起诉: [◆3, ~, 0, 0, ▶◆1]"),),
        (Sum("G104", 3, 1, candidates=(Named(0, 3, None), Named(1, 1, None))),),
    ),
    # 1 + stroke = 0. 结果维持 can only be 0, and its number would vanish; 总计 anything from 1 on.
    "one value left for one candidate": Case(
        2021,
        (("行政复议: [0, 0, 0, 0, 0]", "行政复议: [◆1, /, 0, 0, ▶◆0]"),),
        (Sum("G104", 1, 0, candidates=(Named(1, 0, None), Named(0, 1, 0))),),
    ),
    # 10 + 1 + blank = 0. Without 10 there still is 1, without 1 there still is 10: 总计 alone, 11 or more.
    "the total alone, with no value of its own": Case(
        2023,
        (
            ("行政复议: [10, 1, 0, 0, 0]", "行政复议: [10, 1, ~, 0, ▶◆0]"),
            ("复议后起诉: [5, 0, 0, 0, 0]", "复议后起诉: [5, 0, 0, 0, 5]"),
        ),
        (Sum("G104", 11, 0, Named(0, 0, None)),),
    ),
    # The same without the blank: 11.
    "the total alone": Case(
        2023,
        (
            ("行政复议: [10, 1, 0, 0, 0]", "行政复议: [10, 1, 0, 0, ▶◆0]"),
            ("复议后起诉: [5, 0, 0, 0, 0]", "复议后起诉: [5, /, /, /, /]"),
        ),
        (Sum("G104", 11, 0, Named(0, 0, 11)),),
    ),
    # Words are no number either: 3 + words = 1.
    "a cell published as words": Case(
        2021,
        ((SUIT, "未经复议直接起诉: [◆3, {原文: 若干}, 0, 0, ▶◆1]"),),
        (Sum("G104", 3, 1, candidates=(Named(0, 3, None), Named(1, 1, None))),),
    ),
}

TABLE_THREE = {
    # 予以公开: 21 + blank = 20 fails, as does its column, 39 = 36. The column wants 18, with which the row holds.
    "a blank in one of the two sums that a cell breaks": Case(
        2021,
        ((GRANTED, "予以公开: [◆21, ~, 0, 0, 0, 0, ▶20]"), (TOTAL, "    总计: [▶36, 4, 0, 0, 0, 0, 40]")),
        (Sum("G101", 21, 20, Named(0, 21, 18)), Sum("G102", 39, 36, Named(0, 21, 18))),
    ),
    # 信访: 1 + blank = 0 fails, as does the column of totals, 39 = 40: its total is 1, the least that its row wants.
    "a total of 0 beside a blank": Case(
        2021,
        (
            (PETITION, "信访举报投诉类申请: [1, /, 0, 0, 0, 0, ▶◆0]"),
            (TOTAL, "    总计: [36, 4, 0, 0, 0, 0, ▶40]"),
        ),
        (Sum("G101", 1, 0, Named(0, 0, 1)), Sum("G102", 39, 40, Named(0, 0, 1))),
    ),
    # 信访: 3 + stroke = 1 fails and nothing else, since all other sums have 2 more too. Its total can be from 3 on, as its
    # row wants, up to 5: 20 + blank + 2 + 14 + 1 = 37 are known of the 42 in the column of totals.
    "some values between two open sums": Case(
        2021,
        (
            (NEW, "本年新收政府信息公开申请数量: [39, 4, 0, 0, 0, 0, 43]"),
            (PARTIAL, "部分公开: [2, 0, 0, 0, 0, 0, ~]"),
            (PETITION, "信访举报投诉类申请: [3, /, 0, 0, 0, 0, ▶◆1]"),
            (TOTAL, "    总计: [38, 4, 0, 0, 0, 0, 42]"),
        ),
        (Sum("G101", 3, 1, Named(0, 1, None)),),
    ),
    # The same, with the blank in the total of a row of noughts: 39 are known of 42, which leaves 3 alone.
    "one value between two open sums": Case(
        2021,
        (
            (NEW, "本年新收政府信息公开申请数量: [39, 4, 0, 0, 0, 0, 43]"),
            ("属于国家秘密: [0, 0, 0, 0, 0, 0, 0]", "属于国家秘密: [0, 0, 0, 0, 0, 0, ~]"),
            (PETITION, "信访举报投诉类申请: [3, /, 0, 0, 0, 0, ▶◆1]"),
            (TOTAL, "    总计: [38, 4, 0, 0, 0, 0, 42]"),
        ),
        (Sum("G101", 3, 1, Named(0, 1, 3)),),
    ),
    # 结转下年度: 2 = 1 fails. 总计 of its column is blank: 37 + 0 = blank + 2 holds, and does with 1. A total of 2
    # would break the column of totals, 41 = 40 + 2; none of the noughts can be −1.
    "a blank in a sum that holds": Case(
        2021,
        (
            (TOTAL, "    总计: [~, 4, 0, 0, 0, 0, 40]"),
            (CARRIED_OUT, "结转下年度继续办理: [◆2, 0, 0, 0, 0, 0, ▶1]"),
        ),
        (Sum("G101", 2, 1, Named(0, 2, 1)),),
    ),
    # 结转下年度: 40 = 1 fails, and so does 37 + 0 = blank + 40. Its row wants 1.
    "a right side with a blank that is too much": Case(
        2021,
        (
            (TOTAL, "    总计: [/, 4, 0, 0, 0, 0, 40]"),
            (CARRIED_OUT, "结转下年度继续办理: [▶◆40, 0, 0, 0, 0, 0, ▶1]"),
        ),
        (Sum("G103", 37, 40, Named(0, 40, 1)), Sum("G101", 40, 1, Named(0, 40, 1))),
    ),
    # 新收: 35 + 4 = 41 fails. In the first column 总计 is blank, so 37 is free to stand there; 商业企业 with 6 would
    # break 6 + 0 = 4 + 0, a total of 39 the column of totals.
    "the cell whose column is open": Case(
        2021,
        (
            (NEW, "本年新收政府信息公开申请数量: [◆35, 4, 0, 0, 0, 0, ▶41]"),
            (TOTAL, "    总计: [~, 4, 0, 0, 0, 0, 40]"),
        ),
        (Sum("G101", 39, 41, Named(0, 35, 37)),),
    ),
    # The same with both columns open: either of the two.
    "two cells whose columns are open": Case(
        2021,
        (
            (NEW, "本年新收政府信息公开申请数量: [◆35, ◆4, 0, 0, 0, 0, ▶41]"),
            (TOTAL, "    总计: [~, ~, 0, 0, 0, 0, 40]"),
        ),
        (Sum("G101", 39, 41, candidates=(Named(0, 35, 37), Named(1, 4, 6))),),
    ),
    # The same, and 上年结转 blank as well: a sum with blanks on both sides holds whatever stands in it.
    "a sum that is open on both sides": Case(
        2021,
        (
            (NEW, "本年新收政府信息公开申请数量: [◆35, 4, 0, 0, 0, 0, ▶41]"),
            (CARRIED_IN, "上年结转政府信息公开申请数量: [~, 0, 0, 0, 0, 0, 0]"),
            (TOTAL, "    总计: [~, 4, 0, 0, 0, 0, 40]"),
        ),
        (Sum("G101", 39, 41, Named(0, 35, 37)),),
    ),
    # 予以公开: 20 + 2 = 20 is 2 too much, its column, 37 = 36, is 1 too much, and no cell mends both. Two do: 20 as 18 with
    # 11 as 12, in a row with a blank; 20 as 19 with 2 as 1, in a column with a blank; or 2 as 0 with 11 as 10.
    "cells with another value in each set": Case(
        2021,
        (
            (GRANTED, "予以公开: [◆20, ◆2, 0, 0, 0, 0, ▶20]"),
            (
                "本机关不掌握相关政府信息: [12, 2, 0, 0, 0, 0, 14]",
                "本机关不掌握相关政府信息: [◆11, ~, 0, 0, 0, 0, 14]",
            ),
            (TOTAL, "    总计: [▶36, 4, 0, 0, 0, 0, 40]"),
        ),
        (
            Sum("G101", 22, 20, candidates=(Named(0, 20, None, 2), Named(1, 2, None, 2))),
            Sum("G102", 37, 36, candidates=(Named(0, 20, None, 2), Named(2, 11, None, 2))),
        ),
    ),
    # （六）3 has 1 + 1 = 0. Neither can be −1, and a total of 2 would break the column of totals; both can be 0, since
    # their columns are open.
    "two cells that only together can be less": Case(
        2021,
        (
            (
                f"其他: [0, 0, 0, 0, 0, 0, 0]\n{TOTAL}",
                "其他: [◆1, 1, 0, 0, 0, 0, ▶0]\n    总计: [~, /, 0, 0, 0, 0, 40]",
            ),
        ),
        (Sum("G101", 2, 0, Named(0, 1, 0, 2)),),
    ),
    # 予以公开 has blanks in a cell and in its total and bears any number, but its column, 39 = 36, wants 18. Less in
    # another row of the column would break that row, a total of 39 its own.
    "a row that is open on both sides": Case(
        2021,
        ((GRANTED, "予以公开: [◆21, ~, 0, 0, 0, 0, ~]"), (TOTAL, "    总计: [▶36, 4, 0, 0, 0, 0, 40]")),
        (Sum("G102", 39, 36, Named(0, 21, 18)),),
    ),
    # 新收: 37 + 14 = 41 fails, and 14 + 0 = 4 + 0; the suspect is 4. Were 上年结转 a blank, 4 + blank = 4 + 0 holds
    # for 4 or less, and the row still wants 4.
    "a left side with a blank that is too much": Case(
        2021,
        (
            (NEW, "本年新收政府信息公开申请数量: [37, ◆14, 0, 0, 0, 0, ▶41]"),
            (CARRIED_IN, "上年结转政府信息公开申请数量: [0, ~, 0, 0, 0, 0, 0]"),
            (CARRIED_OUT, "结转下年度继续办理: [1, ▶0, 0, 0, 0, 0, 1]"),
        ),
        (Sum("G101", 51, 41, Named(0, 14, 4)), Sum("G103", 14, 4, Named(0, 14, 4))),
    ),
    # Two slips, each in two sums: 予以公开 as above, and 结转下年度 with a total of 3 for 1, 41 + 0 = 40 + 3.
    # No cell stands in sums of both, and no other two in all four.
    "two slips, one of them beside a blank": Case(
        2021,
        (
            (GRANTED, "予以公开: [◆21, ~, 0, 0, 0, 0, ▶20]"),
            (TOTAL, "    总计: [▶36, 4, 0, 0, 0, 0, 40]"),
            (CARRIED_OUT, "结转下年度继续办理: [1, 0, 0, 0, 0, 0, ▶▶◆3]"),
        ),
        (
            Sum("G101", 21, 20, Named(0, 21, 18, 2)),
            Sum("G102", 39, 36, Named(0, 21, 18, 2)),
            Sum("G101", 1, 3, Named(1, 3, 1, 2)),
            Sum("G103", 41, 43, Named(1, 3, 1, 2)),
        ),
    ),
    # 总计 left out is the sum, but in the first column, where an addend is blank, it is blank too. 予以公开: 19 + 2 =
    # 20 fails. 自然人 with 18 breaks nothing; 商业企业 with 1 would break 4 + 0 = 3 + 0, a total of 21 41 + 0 = 41 + 1.
    "a computed total that is blank": Case(
        2021,
        (
            (GRANTED, "予以公开: [◆19, 2, 0, 0, 0, 0, ▶20]"),
            (PARTIAL, "部分公开: [~, 0, 0, 0, 0, 0, 2]"),
            (TOTAL + "\n", ""),
        ),
        (Sum("G101", 21, 20, Named(0, 19, 18)),),
    ),
    # A total left out of its row is 17 + 2 and brings the slip into the column of totals: 35 = 36 and 39 = 40. 自然人 with
    # 18 mends both, and the row, which is the sum of itself.
    "a computed total in its row": Case(
        2021,
        (
            (
                GRANTED,
                "予以公开: {自然人: ◆17, 商业企业: 2, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}",
            ),
            (TOTAL, "    总计: [▶36, 4, 0, 0, 0, 0, ▶40]"),
        ),
        (Sum("G102", 35, 36, Named(0, 17, 18)), Sum("G102", 39, 40, Named(0, 17, 18))),
    ),
    # A slip in each of two tables, and in two cases of one: each is looked for by itself. 行政复议 with 2 + 3 = 0 has
    # no cell that could go below 0 by itself but its total; so has 复议后起诉 with 4 + 5.
    "slips that share no cell": Case(
        2021,
        (
            (GRANTED, "予以公开: [◆21, ~, 0, 0, 0, 0, ▶20]"),
            (TOTAL, "    总计: [▶36, 4, 0, 0, 0, 0, 40]"),
            ("行政复议: [0, 0, 0, 0, 0]", "行政复议: [2, 3, 0, 0, ▶◆0]"),
            ("复议后起诉: [0, 0, 0, 0, 0]", "复议后起诉: [4, 5, 0, 0, ▶◆0]"),
        ),
        (
            Sum("G101", 21, 20, Named(0, 21, 18)),
            Sum("G102", 39, 36, Named(0, 21, 18)),
            Sum("G104", 5, 0, Named(1, 0, 5)),
            Sum("G104", 9, 0, Named(2, 0, 9)),
        ),
    ),
    # 上海 2019 has most cells blank. 新收 of natural persons 921 for 821: 921 + 35 + 2 + 1 + blanks = 859 fails, and
    # 921 + 18 = 767 + 72, in which nothing is blank.
    "a report with more blanks than numbers: 新收": Case(
        2019,
        (
            ("[821, 35, ~, ~, 2, 1, 859]", "[◆921, 35, ~, ~, 2, 1, ▶859]"),
            ("结转下年度继续办理: [72,", "结转下年度继续办理: [▶72,"),
        ),
        (Sum("G101", 959, 859, Named(0, 921, 821)), Sum("G103", 939, 839, Named(0, 921, 821))),
    ),
    # 总计 777 for 767: its row is 777 + 35 + 2 + 1 + blanks = 805. The known results are 767 and may be more, so that
    # the column bears 777, but 821 + 18 = 777 + 72 fails and wants 767.
    "a report with more blanks than numbers: 总计 too high": Case(
        2019,
        (
            ("总计: [767, 35, ~, ~, 2, 1, 805]", "总计: [◆777, 35, ~, ~, 2, 1, ▶805]"),
            ("结转下年度继续办理: [72,", "结转下年度继续办理: [▶72,"),
        ),
        (Sum("G101", 815, 805, Named(0, 777, 767)), Sum("G103", 839, 849, Named(0, 777, 767))),
    ),
    # 757 is less than the known results, 767; its row bears it, with 10 in the blanks.
    "a report with more blanks than numbers: 总计 too low": Case(
        2019,
        (
            ("总计: [767, 35, ~, ~, 2, 1, 805]", "总计: [▶◆757, 35, ~, ~, 2, 1, 805]"),
            ("结转下年度继续办理: [72,", "结转下年度继续办理: [▶72,"),
        ),
        (Sum("G102", 767, 757, Named(0, 757, 767)), Sum("G103", 839, 829, Named(0, 757, 767))),
    ),
}


def written(case: Case) -> str:
    """The report of a case, with all marks."""
    text = report_text(PUBLISHED[case.year], case.year)
    for old, new in case.slips:
        plain = new.replace(MARK, "").replace(CELL, "")
        # A passage that only gets marks is there as it is.
        text = slip(text, old, new) if plain != old else text.replace(old, new)
    return text


@pytest.mark.parametrize("case", [pytest.param(c, id=name) for name, c in (TABLE_FOUR | TABLE_THREE).items()])
def test_what_is_found(tmp_path: Path, case: Case) -> None:
    text = written(case)
    plain, marks = places(text.replace(CELL, ""))
    _, cells = places(text.replace(MARK, "").replace(CELL, MARK))
    report, found = read_text(tmp_path, plain, case.year)
    assert report is not None
    sums = [f for f in found if f.rule in report.form.identities_of]
    # Blanks are said by G201, those that leave a sum open by G105, the merged row of 2023 by G303.
    assert {f.code for f in found} - {f.code for f in sums} <= {"G105", "G201", "G303"}
    assert [f.place[1:] for f in sums] == marks
    assert [_said(f, report, cells) for f in sums] == list(case.sums)


def _said(finding: Finding, report: Report, cells: list[tuple[int, int]]) -> Sum:
    labels = {cell.name: (cell.row_label, cell.column_label) for cell in report.form.labelled_cells}

    def named(suspect: Suspect) -> Named:
        assert (suspect.row_label, suspect.column_label) == labels[suspect.cell]
        assert suspect.place == report.cells[suspect.cell].place
        assert isinstance(suspect.value, int)
        assert suspect.should_be is None or isinstance(suspect.should_be, int)
        mark = cells.index((suspect.place.line, suspect.place.column))
        return Named(mark, suspect.value, suspect.should_be, suspect.count)

    assert isinstance(finding.left, int)
    assert isinstance(finding.right, int)
    return Sum(
        finding.code,
        finding.left,
        finding.right,
        None if finding.suspect is None else named(finding.suspect),
        tuple(map(named, finding.candidates)),
    )
