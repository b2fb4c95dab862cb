"""Figures over the years, against the published figures themselves."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.forms import statutory_forms
from gongkai.model import Archive
from gongkai.series import Found, Gap, Line, Measure, Series, by_result, key_numbers, make_series
from tests.helpers.support import AGENCY, PublishedCell, published_cells, read_files, report_text

FREE = "年度: {year}\n章节:\n  - 标题: 概述\n    内容: 本年度按时公开。\n"
WITHDRAWN = "撤回: {日期: 2025-05-06, 说明: 重新编制。}\n"


def archive_of(folder: Path, reports: Mapping[int, str]) -> Archive:
    """One agency with these reports."""
    files = {f"office/{year}.yml": text for year, text in reports.items()}
    return read_files(folder, {"office/agency.yml": AGENCY, **files})[0]


def series_of(folder: Path, reports: Mapping[int, str]) -> Series:
    """The series of that agency, of what is published."""
    found = series_or_none(folder, reports)
    assert found is not None
    return found


def series_or_none(folder: Path, reports: Mapping[int, str]) -> Series | None:
    archive = archive_of(folder, reports)
    return make_series("office", {(report.agency, report.year): report for report in archive.published})


def suqian(year: int, real: int = 2023) -> str:
    """The published figures of 宿迁 as a report of another year."""
    return report_text(f"suqian-{real}", year)


def line(series: Series, table: str, row: str, column: str, comparison: int = 0) -> Line:
    """The one line of that cell."""
    lines = series.comparisons[comparison].lines
    (found,) = (x for x in lines if (x.table.id, x.row.id, x.column.id) == (table, row, column))
    return found


def published(rows: list[PublishedCell], row: str, column: str = "总计") -> Decimal:
    """A published figure by the words of the form."""
    (found,) = (figure.value for figure in rows if (figure.row, figure.column) == (row, column))
    return Decimal(found)


class TestComparison:
    """Every line of every year."""

    def test_every_cell_of_two_published_years(self, tmp_path: Path) -> None:
        """Values, differences and percentages of all 200 cells, computed from the published figures alone."""
        series = series_of(tmp_path, {2023: suqian(2023), 2024: suqian(2024, 2024)})
        (comparison,) = series.comparisons
        cells = [each for each in comparison.lines if not each.is_sum_of_group]
        old, new = published_cells("suqian-2023"), published_cells("suqian-2024")
        assert len(cells) == len(old) == len(new) == 200
        # The published figures stand in the form's order, as the lines do.
        for each, one, other in zip(cells, old, new, strict=True):
            before, now = Decimal(one.value), Decimal(other.value)
            assert (each.row.label, each.column.label) == (other.row, other.column)
            assert [value.text for value in each.values] == [one.value, other.value]
            assert each.values[0].difference is None
            assert each.values[1].difference == now - before
            if before == 0:
                assert each.values[1].change is None
            else:
                change = each.values[1].change
                assert change is not None
                assert abs(change - (now - before) / before * 100) <= Decimal("0.05")

    def test_sums_of_groups(self, tmp_path: Path) -> None:
        """不予公开 and 行政诉讼, which the form prints no cell for, are those of their rows."""
        series = series_of(tmp_path, {2023: suqian(2023)})
        rows = published_cells("suqian-2023")
        names = [each.row.id for each in series.comparisons[0].lines if each.is_sum_of_group]
        assert list(dict.fromkeys(names)) == ["refused", "unable", "declined", "other", "suit"]
        start = next(n for n, r in enumerate(rows) if r.row == "1.属于国家秘密")
        own = [Decimal(r.value) for r in rows[start : start + 8 * 7] if r.column == "总计"]
        (value,) = line(series, "t3", "refused", "total").values
        assert (value.found, value.number) == (Found.COMPUTED, sum(own))

    def test_like_cells_of_both_forms_are_one_line(self, tmp_path: Path) -> None:
        series = series_of(tmp_path, {2020: report_text("shanghai-office-2019", 2020), 2021: suqian(2021)})
        before = published(published_cells("shanghai-office-2019"), "一、本年新收政府信息公开申请数量")
        now = published(published_cells("suqian-2023"), "一、本年新收政府信息公开申请数量")
        values = line(series, "t3", "new", "total").values
        assert [value.number for value in values] == [before, now]
        assert values[1].difference == now - before

    def test_what_the_form_of_2019_has_in_one_row(self, tmp_path: Path) -> None:
        """其他处理 as a whole is compared, its three rows are not."""
        series = series_of(tmp_path, {2020: report_text("shanghai-office-2019", 2020), 2021: suqian(2021)})
        whole = line(series, "t3", "other", "natural").values
        assert whole[1].found is Found.COMPUTED
        part = line(series, "t3", "other-else", "natural").values
        assert [value.found for value in part] == [Found.MERGED, Found.NUMBER]
        assert part[1].difference is None

    def test_a_merged_row_of_the_form_of_2021(self, tmp_path: Path) -> None:
        series = series_of(tmp_path, {2022: suqian(2022), 2023: report_text("hongze-2023", 2023)})
        assert [v.found for v in line(series, "t3", "other-else", "total").values] == [
            Found.NUMBER,
            Found.MERGED,
        ]
        given = published(published_cells("hongze-2023"), "（六）其他处理")
        assert line(series, "t3", "other", "total").values[1].number == given

    def test_what_only_one_form_has(self, tmp_path: Path) -> None:
        """Older cells without an equal stand by themselves, over the years of their form; newer ones are absent."""
        series = series_of(tmp_path, {2020: report_text("shanghai-office-2019", 2020), 2021: suqian(2021)})
        newest, older = series.comparisons
        assert [year.year for year in newest.years] == [2020, 2021]
        assert [year.year for year in older.years] == [2020]
        assert line(series, "t2", "regulation", "made").values[0].found is Found.ABSENT
        ids = {(each.table.id, each.row.id, each.column.id) for each in older.lines}
        forms = {form.name: form for form in statutory_forms()}
        cells = {name: {c for t in forms[name].tables for c in t.cells} for name in ("2019", "2021")}
        only = {(c.table, c.row, c.column) for c in cells["2019"] - cells["2021"]}
        # 其他处理 is no cell of the form of 2021, but the sum of three.
        assert ids == {key for key in only if key[1] != "other"}

    def test_no_cell_is_lost_and_none_is_there_twice(self, tmp_path: Path) -> None:
        reports = {2020: report_text("shanghai-office-2019", 2020), 2021: suqian(2021)}
        series = series_of(tmp_path, reports)
        ids = [(x.table.id, x.row.id, x.column.id) for c in series.comparisons for x in c.lines]
        assert len(ids) == len(set(ids))
        for report in archive_of(tmp_path, reports).reports:
            assert {(c.table, c.row, c.column) for c in report.cells} <= set(ids)

    @pytest.mark.parametrize(
        ("typed", "found"),
        [("~", Found.BLANK), ("/", Found.STROKE), ("{原文: 若干}", Found.TEXT)],
    )
    def test_what_is_no_number_is_none(self, tmp_path: Path, typed: str, found: Found) -> None:
        """And is subtracted from nothing, on neither side."""
        text = suqian(2022).replace("行政处罚: ", f"行政处罚: {typed} # ")
        series = series_of(tmp_path, {2021: suqian(2021), 2022: text, 2023: suqian(2023)})
        values = line(series, "t2", "penalty", "decisions").values
        assert values[1].found is found
        assert [value.number is None for value in values] == [False, True, False]
        assert [value.difference for value in values] == [None, None, None]

    def test_a_computed_total_counts(self, tmp_path: Path) -> None:
        text = suqian(2022)
        start = text.index("    总计: [")
        text = text[:start] + text[text.index("\n", start) + 1 :]
        series = series_of(tmp_path, {2021: suqian(2021), 2022: text})
        value = line(series, "t3", "result-total", "total").values[1]
        assert (value.found, value.difference) == (Found.COMPUTED, 0)

    def test_a_sum_with_a_blank_is_none(self, tmp_path: Path) -> None:
        """Shanghai left the totals of all rows of 不予公开 blank."""
        series = series_of(tmp_path, {2019: report_text("shanghai-office-2019", 2019)})
        (value,) = line(series, "t3", "refused", "total").values
        assert (value.found, value.number) == (Found.NONE, None)

    def test_amounts_in_other_units_are_not_subtracted(self, tmp_path: Path) -> None:
        text = report_text("shanghai-office-2019", 2019)
        other = report_text("shanghai-office-2019", 2020).replace("单位: 元", "单位: 万元")
        assert other.count("单位: 万元") == 1
        series = series_of(tmp_path, {2019: text, 2020: other})
        values = line(series, "t2", "procurement", "procurement-amount").values
        assert None not in [value.number for value in values]
        assert values[1].difference is None

    def test_nothing_is_subtracted_over_a_year_of_another_form(self, tmp_path: Path) -> None:
        """The older form's own lines leave out the year between."""
        old = report_text("shanghai-office-2019", 2021).replace("年度: 2021", "年度: 2021\n格式: '2019'")
        reports = {2018: old.replace("年度: 2021", "年度: 2018"), 2019: suqian(2019), 2020: suqian(2020)}
        reports[2019] = suqian(2019).replace("年度: 2019", "年度: 2019\n格式: '2021'")
        reports[2020] = report_text("shanghai-office-2019", 2020)
        series = series_of(tmp_path, reports)
        older = series.comparisons[1]
        assert [year.year for year in older.years] == [2018, 2020]
        values = line(series, "t2", "regulation", "newly-made", 1).values
        assert None not in [value.number for value in values]
        assert [value.difference for value in values] == [None, None]

    def test_no_percentage_of_a_negative_figure(self, tmp_path: Path) -> None:
        """本年增/减 may be one; the difference stands."""
        text = report_text("shanghai-office-2019", 2019)
        row = next(x for x in text.splitlines() if x.startswith("  行政许可:"))
        series = series_of(
            tmp_path,
            {
                year: text.replace("年度: 2019", f"年度: {year}").replace(row, f"  行政许可: [9, {change}, 4]")
                for year, change in ((2019, -2), (2020, 3))
            },
        )
        value = line(series, "t2", "licence", "items-change").values[1]
        assert (value.difference, value.change) == (5, None)


class TestYears:
    """Which years there are, and why one has no figures."""

    def test_gaps(self, tmp_path: Path) -> None:
        reports = {
            2018: FREE.format(year=2018),
            2019: report_text("shanghai-office-2019", 2019),
            2021: suqian(2021),
            2022: suqian(2022) + WITHDRAWN,
            2023: "年度: 2023\n原址: https://www.example.gov.cn/2023.html\n",
            2024: suqian(2024),
            2025: "年度: 2025\n格式: 自由\n" + FREE.format(year=2025).partition("\n")[2],
            2026: suqian(2026),
        }
        series = series_of(tmp_path, reports)
        assert [(year.year, year.form.name, year.gap) for year in series.years] == [
            (2019, "2019", None),
            (2020, "2019", Gap.MISSING),
            (2021, "2021", None),
            (2022, "2021", Gap.WITHDRAWN),
            (2023, "2021", Gap.ADDRESS),
            (2024, "2021", None),
            (2025, "2021", Gap.FREE),
            (2026, "2021", None),
        ]
        values = line(series, "t3", "new", "total").values
        assert [value.number is None for value in values] == [year.gap is not None for year in series.years]
        # Nothing is subtracted over a gap.
        assert [value.difference for value in values] == [None] * 8

    def test_a_draft_does_not_count_even_where_it_is_shown(self, tmp_path: Path) -> None:
        draft = suqian(2022) + "草稿: true\n"
        archive = archive_of(tmp_path, {2021: suqian(2021), 2022: draft, 2023: suqian(2023)})
        series = make_series("office", {(r.agency, r.year): r for r in archive.reports})
        assert series is not None
        assert [(y.year, y.gap) for y in series.years] == [(2021, None), (2022, Gap.MISSING), (2023, None)]

    def test_only_free_reports(self, tmp_path: Path) -> None:
        assert series_or_none(tmp_path, {2017: FREE.format(year=2017), 2018: FREE.format(year=2018)}) is None

    def test_only_a_withdrawn_report(self, tmp_path: Path) -> None:
        assert series_or_none(tmp_path, {2021: suqian(2021) + WITHDRAWN}) is None

    def test_one_year_is_no_comparison(self, tmp_path: Path) -> None:
        assert not series_of(tmp_path, {2021: suqian(2021), 2022: suqian(2022) + WITHDRAWN}).can_be_compared


class TestKeyFigures:
    """The few figures of an agency's page."""

    def test_of_published_reports(self, tmp_path: Path) -> None:
        series = series_of(tmp_path, {2023: suqian(2023), 2024: suqian(2024, 2024)})
        found = {figure.measure: [v.number for v in figure.values] for figure in key_numbers(series)}
        both = [published_cells("suqian-2023"), published_cells("suqian-2024")]
        for measure, row, column in (
            (Measure.NEW, "一、本年新收政府信息公开申请数量", "总计"),
            (Measure.RESULT, "（七）总计", "总计"),
            (Measure.CARRIED_OUT, "四、结转下年度继续办理", "总计"),
            (Measure.REVIEW, "行政复议", "总计"),
            (Measure.MADE, "行政规范性文件", "本年制发件数"),
            (Measure.IN_FORCE, "行政规范性文件", "现行有效件数"),
        ):
            assert found[measure] == [published(rows, row, column) for rows in both], measure
        assert found[Measure.SUIT] == [
            published(rows, "未经复议直接起诉") + published(rows, "复议后起诉") for rows in both
        ]

    def test_names_are_the_forms(self, tmp_path: Path) -> None:
        names = [
            (figure.name, figure.formula) for figure in key_numbers(series_of(tmp_path, {2021: suqian(2021)}))
        ]
        assert names == [
            ("新收", ""),
            ("办结", ""),
            ("公开率", "（予以公开＋部分公开）÷办结"),
            ("结转下年度", ""),
            ("行政复议", ""),
            ("行政诉讼", ""),
            ("规范性文件制发", ""),
            ("规范性文件现行有效", ""),
        ]

    def test_share(self, tmp_path: Path, sample: str) -> None:
        """海曙 2021: 20 granted and 2 partly of 40; none where the base is nought, or a figure blank."""
        rows = {"予以公开": "[0, 0, 0, 0, 0, 0, 0]", "总计": "[0, 0, 0, 0, 0, 0, 0]"}
        zero, blank = sample.replace("年度: 2021", "年度: 2022"), sample.replace("年度: 2021", "年度: 2023")
        lines = [
            f"    {key}: {rows[key]}" if (key := x.partition(":")[0].strip()) in rows else x
            for x in zero.splitlines()
        ]
        zero = "\n".join(lines) + "\n"
        blank = blank.replace("部分公开: [2, 0, 0, 0, 0, 0, 2]", "部分公开: [2, 0, 0, 0, 0, 0, ~]")
        series = series_of(tmp_path, {2021: sample, 2022: zero, 2023: blank})
        (share,) = (figure for figure in key_numbers(series) if figure.measure is Measure.PUBLIC)
        assert [value.text for value in share.values] == ["55.0%", "", ""]
        assert [value.number for value in share.values] == [Decimal("55.0"), None, None]

    def test_results_are_what_the_total_adds_up(self, tmp_path: Path) -> None:
        series = series_of(tmp_path, {2023: suqian(2023)})
        found = by_result(series)
        names = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"]
        assert [name for name, _ in found] == names
        numbers = [values[0].number for _, values in found]
        assert sum(number for number in numbers if number is not None) == published(
            published_cells("suqian-2023"), "（七）总计"
        )

    def test_what_no_year_has_is_left_out(self, tmp_path: Path) -> None:
        """The form of 2019 has neither 制发 nor 现行有效."""
        series = series_of(tmp_path, {2019: report_text("shanghai-office-2019", 2019)})
        measures = {figure.measure for figure in key_numbers(series)}
        assert measures.isdisjoint((Measure.MADE, Measure.IN_FORCE))
        assert Measure.NEW in measures
