"""G601, G701: what depends on who reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.findings import Finding
from gongkai.rules import rule_settings
from gongkai.settings import Settings, SettingsError, make_settings
from tests.helpers.marked import places, slip
from tests.helpers.support import AGENCY, positions, read_files, report_text, undated

REGULATIONS = "规章: [0, 0, 0]"
WITHOUT_POWER = f"{AGENCY}规章制定权: 无\n"
FREE = "章节:\n  - 标题: 概述\n    内容: 没有其他情况。\n"


def found_in(folder: Path, agency: str, text: str, code: str, year: int, settings: Settings) -> list[Finding]:
    """The findings of that code in a report, exactly at the marks."""
    plain, marks = places(text)
    files = {"office/agency.yml": agency, f"office/{year}.yml": plain}
    _, found = read_files(folder, files, settings)
    assert positions(found, code) == [(code, *mark) for mark in marks], [f.message for f in found]
    return [finding for finding in found if finding.code == code]


class TestCompetence:
    """G601, at the cell."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        found_in(tmp_path, WITHOUT_POWER, sample, "G601", 2021, Settings())

    def test_as_a_development_zone_had_it(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, REGULATIONS, "规章: [▶5, ▶5, ▶5]")
        first, *_ = found_in(tmp_path, WITHOUT_POWER, text, "G601", 2021, Settings())
        assert (first.level, first.row_label, first.column_label) == ("warning", "规章", "本年制发件数")

    def test_in_the_form_of_2019(self, tmp_path: Path) -> None:
        text = report_text("shanghai-office-2019", 2019)
        text = slip(text, "规章: [13, 13, 524]", "规章: [▶13, ▶13, ▶524]")
        found_in(tmp_path, WITHOUT_POWER, text, "G601", 2019, Settings())

    @pytest.mark.parametrize("row", ["[/, /, /]", "[~, 0, 0]"])
    def test_no_number(self, tmp_path: Path, sample: str, row: str) -> None:
        found_in(tmp_path, WITHOUT_POWER, slip(sample, REGULATIONS, f"规章: {row}"), "G601", 2021, Settings())

    @pytest.mark.parametrize("agency", [AGENCY, f"{AGENCY}规章制定权: 有\n"])
    def test_silent_where_the_power_is_there_or_not_stated(
        self, tmp_path: Path, sample: str, agency: str
    ) -> None:
        found_in(tmp_path, agency, slip(sample, REGULATIONS, "规章: [5, 5, 5]"), "G601", 2021, Settings())


def days(**rules: object) -> Settings:
    """Settings with the days of G701."""
    return make_settings({"rules": {"deadline": rules}}, rule_settings())


class TestDeadline:
    """G701, at the date; without one at the first line."""

    @pytest.mark.parametrize(
        ("kind", "year", "date"),
        [
            ("部门", 2021, "2022-01-31"),
            ("部门", 2021, "2022-01-31 23:59"),
            ("部门", 2021, "2021-12-31"),
            ("政府", 2021, "2022-03-31"),
            ("乡镇街道", 2012, "2013-03-31"),
        ],
    )
    def test_good(self, tmp_path: Path, kind: str, year: int, date: str) -> None:
        self.check(tmp_path, kind, year, f"发布日期: {date}\n")

    @pytest.mark.parametrize(("date", "is_slip"), [("2024-01-31", False), ("2042-01-28", True)])
    def test_a_year_that_is_a_slip(self, tmp_path: Path, date: str, is_slip: bool) -> None:
        (finding,) = self.check(tmp_path, "部门", 2021, f"发布日期: ▶{date}\n")
        assert ("年份可能写错" in finding.message) == is_slip
        assert ("通常在2022年" in finding.remedy) == is_slip

    @pytest.mark.parametrize(
        ("kind", "year", "date", "late"),
        [
            ("部门", 2021, "2022-02-01", 1),
            ("政府办公室", 2021, "2022-02-05 09:30", 5),
            ("乡镇街道", 2021, "2022-03-31", 59),
            ("政府", 2021, "2022-04-01", 1),
            ("部门", 2018, "2019-04-01", 1),
        ],
    )
    def test_late(self, tmp_path: Path, kind: str, year: int, date: str, late: int) -> None:
        (finding,) = self.check(tmp_path, kind, year, f"发布日期: ▶{date}\n")
        assert finding.level == "warning"
        assert finding.message.endswith(f"晚了{late}天")

    @pytest.mark.parametrize(
        ("year", "date"), [(2021, "2021-01-20"), (2021, "2012-01-20"), (2012, "2012-11-30")]
    )
    def test_before_the_year_is_over(self, tmp_path: Path, year: int, date: str) -> None:
        (finding,) = self.check(tmp_path, "部门", year, f"发布日期: ▶{date}\n")
        assert finding.message == f"发布日期{date}早于{year}年度结束"
        assert f"应在{year + 1}年" in finding.remedy

    def test_put_right_before_it_was_published(self, tmp_path: Path) -> None:
        dated = "发布日期: 2022-01-20\n更正: {}[{{日期: {}, 说明: 有误。}}]\n".format
        self.check(tmp_path, "部门", 2021, dated("", "2022-01-20"))
        (finding,) = self.check(tmp_path, "部门", 2021, dated("▶", "2021-03-02"))
        assert finding.message == "更正日期2021-03-02早于发布日期2022-01-20"

    def test_no_date(self, tmp_path: Path) -> None:
        (finding,) = self.check(tmp_path, "部门", 2021, "", "▶")
        assert "没有写“发布日期”" in finding.message

    def test_a_date_that_is_none_is_said_elsewhere(self, tmp_path: Path) -> None:
        self.check(tmp_path, "部门", 2021, "发布日期: 去年\n")

    def test_a_draft_has_none_yet(self, tmp_path: Path) -> None:
        self.check(tmp_path, "部门", 2021, "草稿: true\n")

    def test_a_withdrawn_report_is_skipped(self, tmp_path: Path) -> None:
        self.check(tmp_path, "部门", 2021, "撤回: {日期: 2022-05-06, 说明: 有误}\n")

    def test_a_report_that_stands_elsewhere_has_a_date_too(self, tmp_path: Path) -> None:
        text = "▶年度: 2021\n原址: https://www.example.gov.cn/2021.html\n"
        found_in(tmp_path, AGENCY, text, "G701", 2021, Settings())

    def test_days_of_a_province(self, tmp_path: Path) -> None:
        settings = days(部门="01-20")
        self.check(tmp_path, "部门", 2021, "发布日期: ▶2022-01-28\n", settings=settings)

    @pytest.mark.parametrize("day", ["1-20", "02-30", "1月20日", "W05"])
    def test_no_such_day(self, day: str) -> None:
        with pytest.raises(SettingsError, match="规则 deadline 的选项 部门 应为两位的月-日，如 01-31"):
            days(部门=day)

    @staticmethod
    def check(
        folder: Path, kind: str, year: int, line: str, mark: str = "", settings: Settings | None = None
    ) -> list[Finding]:
        text = f"年度: {year}\n{FREE}" if year < 2019 else undated(report_text("haishu-office-2021", year))
        agency = f"名称: 样例\n类别: {kind}\n"
        return found_in(folder, agency, f"{mark}{text}{line}", "G701", year, settings or Settings())
