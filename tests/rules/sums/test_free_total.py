"""G106: the tables of reports in free form."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.findings import Finding
from tests.helpers.marked import places
from tests.helpers.support import AGENCY, read_files

HEAD = "年度: {}\n发布日期: {}-03-20\n章节:\n  - 标题: 概述\n    内容: {}\n    表:\n      列: [{}]\n      行:\n"


def report(columns: str, rows: list[str], text: str = "按时公开。", year: int = 2012) -> str:
    """A report with one table."""
    return HEAD.format(year, year + 1, text, columns) + "".join(f"        - [{row}]\n" for row in rows)


def wrong(folder: Path, text: str, before: str | None = None) -> list[Finding]:
    """What the rule finds, exactly at the marks."""
    plain, marks = places(text)
    files = {"office/agency.yml": AGENCY, "office/2012.yml": plain}
    if before is not None:
        files["office/2011.yml"] = before
    _, found = read_files(folder, files)
    said = [finding for finding in found if finding.code == "G106"]
    assert [(f.place.line, f.place.column) for f in said] == marks, [f.message for f in said]
    return said


COUNTS = "指标名称, 计量单位, 2012年"
CHANNELS = "渠道, 主动公开, 依申请公开, 合计"
YEARS = "指标名称, 计量单位, 2012年度, 历年累计"


CHECK = "核对这几个数，改正填错的；报告已经这样公布的，写核对说明。"


def whole(finding: Finding) -> tuple[object, ...]:
    """All that the rule says in a finding, but where."""
    of = (finding.agency, finding.year)
    return (*of, finding.message, finding.formula, finding.left, finding.right, finding.remedy)


class TestGood:
    @pytest.mark.parametrize(
        ("columns", "rows"),
        [
            (COUNTS, ['网站, 条, "5"', '公报, 条, "7"', '合计, 条, "12"']),
            (COUNTS, ['合计, 条, "1,012"', '网站, 条, "1,000"', '公报, 条, "12"']),
            (CHANNELS, ['网站, "5", "2", "7"', '公报, "7", "0", "7"', '合计, "12", "2", "14"']),
            # One piece of news on two channels counts once.
            (COUNTS, ['主动公开政府信息数, 条, "10"', '其中：网站, 条, "9"', '其中：公报, 条, "8"']),
            (COUNTS, ['收到申请数, 件, "4"', '答复申请数, 件, "4"']),
            (COUNTS, ['收到申请数, 件, "4"', '上年结转申请数, 件, "2"', '答复申请数, 件, "6"']),
            # Of other units, and of other things.
            (COUNTS, ['网站, 条, "5"', '访问, 人次, "700"', '合计, 项, "2"']),
            (COUNTS, ['网站, 条, "-"', '公报, 条, "7"', '合计, 条, "12"']),
            (YEARS, ['主动公开数, 条, "5", "50"']),
            # A whole in the middle is of nobody knows which rows, and so are two.
            (COUNTS, ['网站, 条, "5"', '合计, 条, "9"', '公报, 条, "7"', '专栏, 条, "1"']),
            (COUNTS, ['合计, 条, "9"', '网站, 条, "5"', '公报, 条, "7"', '总计, 条, "13"']),
            # Subtotals are in the whole already.
            (COUNTS, ['网站, 条, "5"', '小计, 条, "5"', '公报, 条, "7"', '合计, 条, "12"']),
            ("渠道, 主动公开, 合计, 总计", ['网站, "5", "6", "7"']),
            ("渠道, 主动公开, 合计", ['网站, "5", "6"']),
            (CHANNELS, ['网站, "0.5", "2", "2.50"']),
            # A part that is all, a part of another unit, and one before all else.
            (COUNTS, ['主动公开政府信息数, 条, "10"', '其中：网站, 条, "10"']),
            (COUNTS, ['主动公开政府信息数, 条, "10"', '其中：访问, 人次, "900"']),
            (COUNTS, ['其中：网站, 条, "9"', '主动公开政府信息数, 条, "5"']),
            ("指标名称, 2012年", ['其中：网站, "9"', '主动公开政府信息数, "5"']),
            (COUNTS, ['主动公开政府信息数, 条, "若干"', '其中：网站, 条, "9"']),
            (COUNTS, ['答复申请数, 件, "4"', '主动公开数, 条, "1"']),
            (COUNTS, ['收到申请数, 件, "4"', '主动公开数, 条, "1"']),
            (COUNTS, ['收到申请数, 件, "若干"', '答复申请数, 件, "4"']),
            (YEARS, ['主动公开数, 条, "50", "50"']),
            (YEARS, ['主动公开数, 条, "50", 不详', '申请数, 件, 不详, "3"']),
        ],
    )
    def test_good(self, tmp_path: Path, columns: str, rows: list[str]) -> None:
        assert wrong(tmp_path, report(columns, rows)) == []


class TestBad:
    def test_a_row(self, tmp_path: Path) -> None:
        (found,) = wrong(tmp_path, report(COUNTS, ['网站, 条, "5"', '公报, 条, "7"', '合计, 条, ▶"13"']))
        says = "表中“合计”一行的“2012年”填13，各行之和12，相差-1"
        assert whole(found) == ("office", 2012, says, "各行之和＝合计", 12, 13, CHECK)

    def test_a_row_that_is_the_first(self, tmp_path: Path) -> None:
        wrong(tmp_path, report(COUNTS, ['合计, 条, ▶"13"', '网站, 条, "5"', '公报, 条, "7"']))

    def test_a_row_of_no_unit(self, tmp_path: Path) -> None:
        wrong(tmp_path, report("渠道, 2012年", ['网站, "5"', '公报, "7"', '合计, ▶"13"']))

    def test_a_column(self, tmp_path: Path) -> None:
        (found,) = wrong(tmp_path, report(CHANNELS, ['网站, "5", "2", ▶"8"', '公报, "7", "0", "7"']))
        says = "表中“网站”的“合计”填8，各列之和7，相差-1"
        assert whole(found) == ("office", 2012, says, "各列之和＝合计", 7, 8, CHECK)

    def test_a_column_of_another_name(self, tmp_path: Path) -> None:
        (found,) = wrong(tmp_path, report(CHANNELS.replace("合计", "总计"), ['网站, "5", "2", ▶"8"']))
        assert found.formula == "各列之和＝总计"

    def test_an_amount(self, tmp_path: Path) -> None:
        (found,) = wrong(tmp_path, report(CHANNELS, ['网站, "0.5", "2", ▶"2.6"']))
        assert (found.left, found.right) == (Decimal("2.5"), Decimal("2.6"))

    def test_a_part(self, tmp_path: Path) -> None:
        rows = ['1.主动公开政府信息数, 条, "219"', '其中：政府网站, 条, ▶"291"', '其中：公报, 条, "9"']
        (found,) = wrong(tmp_path, report(COUNTS, rows))
        says = "表中“其中：政府网站”的“2012年”填291，大于“主动公开政府信息数”的219"
        formula = "其中：政府网站≤主动公开政府信息数"
        assert whole(found) == ("office", 2012, says, formula, 291, 219, CHECK)

    def test_a_part_behind_one_of_another_unit(self, tmp_path: Path) -> None:
        rows = ['主动公开政府信息数, 条, "10"', '其中：访问, 人次, "900"', '其中：公报, 条, ▶"11"']
        wrong(tmp_path, report(COUNTS, rows))

    def test_a_part_in_a_table_without_units(self, tmp_path: Path) -> None:
        wrong(tmp_path, report("指标名称, 2012年", ['主动公开政府信息数, "10"', '其中：公报, ▶"11"']))

    def test_more_answers_than_applications(self, tmp_path: Path) -> None:
        rows = ['受理依申请公开信息总数, 件, "4"', '本年度对申请的答复总数, 件, ▶"6"']
        (found,) = wrong(tmp_path, report(COUNTS, rows))
        says = "表中“本年度对申请的答复总数”的“2012年”填6，大于“受理依申请公开信息总数”的4"
        formula = "本年度对申请的答复总数≤受理依申请公开信息总数"
        remedy = "核对这两个数；答复中有上年收到的，写核对说明。"
        assert whole(found) == ("office", 2012, says, formula, 6, 4, remedy)

    def test_a_sum_of_years_below_the_year(self, tmp_path: Path) -> None:
        (found,) = wrong(tmp_path, report(YEARS, ['主动公开数, 条, "50", ▶"5"']))
        says = "表中“主动公开数”的“历年累计”填5，小于本年的50"
        assert whole(found) == ("office", 2012, says, "本年≤累计", 50, 5, CHECK)

    def test_a_sum_of_years_against_last_year(self, tmp_path: Path) -> None:
        before = report(YEARS.replace("2012", "2011"), ['主动公开数, 条, "40", "100"'], year=2011)
        (found,) = wrong(tmp_path, report(YEARS, ['主动公开数, 条, "50", ▶"160"']), before)
        says = "表中“主动公开数”的“历年累计”填160，上年报告的累计100加本年50应为150"
        assert whole(found) == ("office", 2012, says, "上年累计＋本年＝累计", 150, 160, CHECK)
        assert wrong(tmp_path / "good", report(YEARS, ['主动公开数, 条, "50", "150"']), before) == []

    def test_every_sum_of_years(self, tmp_path: Path) -> None:
        """Rows that are right, or say nothing, end nothing."""
        rows = ['申请数, 件, 不详, "3"', '主动公开数, 条, "5", "50"', '公开数, 条, "50", ▶"5"']
        wrong(tmp_path, report(YEARS, rows))

    def test_a_label_that_stood_twice_last_year_says_nothing(self, tmp_path: Path) -> None:
        twice = ['主动公开数, 条, "40", "100"', '主动公开数, 条, "40", "90"']
        before = report(YEARS.replace("2012", "2011"), twice, year=2011)
        assert wrong(tmp_path, report(YEARS, ['主动公开数, 条, "50", "160"']), before) == []

    def test_the_text(self, tmp_path: Path) -> None:
        rows = ['主动公开政府信息数, 条, "219"']
        (found,) = wrong(tmp_path, report(COUNTS, rows, "全年主动公开政府信息数为▶291条。"))
        assert (found.left, found.right) == (291, 219)
        assert wrong(tmp_path / "good", report(COUNTS, rows, "全年主动公开政府信息数为219条。")) == []
        assert wrong(tmp_path / "year", report(COUNTS, rows, "主动公开政府信息数2012年有所增加。")) == []


def test_a_ragged_table_is_no_trap(tmp_path: Path) -> None:
    assert wrong(tmp_path, report(CHANNELS, ['合计, "5"', "", '网站, "1", "2", "3", "4"'])) == []
