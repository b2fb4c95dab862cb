"""G401 to G404: a report and the one of the year before."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.findings import Finding
from gongkai.rules.years.jump import RULE as JUMP
from gongkai.rules.years.jump import Options
from gongkai.settings import Settings
from tests.helpers.marked import only_at_marks, places, slip
from tests.helpers.support import AGENCY, positions, read_files, report_text

CARRIED_IN = "上年结转政府信息公开申请数量: [0, 0, 0, 0, 0, 0, 0]"
CARRIED_OUT = "结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]"
DOCUMENTS = "行政规范性文件: [14, 17, 92]"
USUAL = Options()


def follow(
    folder: Path,
    code: str,
    last: str,
    this: str,
    years: tuple[int, int] = (2021, 2022),
    *,
    jump: Options = USUAL,
) -> list[Finding]:
    """The findings of that code over two reports, which stand exactly at the marks of the later one."""
    plain, marks = places(this)
    files = {"office/agency.yml": AGENCY, f"office/{years[0]}.yml": last, f"office/{years[1]}.yml": plain}
    _, found = read_files(folder, files, Settings(rules={JUMP.name: jump}))
    assert {f.place.file for f in found if f.code == code} <= {f"data/office/{years[1]}.yml"}
    assert positions(found, code) == [(code, *mark) for mark in marks], [f.message for f in found]
    return [finding for finding in found if finding.code == code]


def year(number: int, carried_in: str = "[0, 0, 0, 0, 0, 0, 0]") -> str:
    """The sample's figures as the report of another year."""
    text = report_text("haishu-office-2021", number)
    return slip(text, CARRIED_IN, CARRIED_IN.replace("[0, 0, 0, 0, 0, 0, 0]", carried_in))


class TestCarryOver:
    """G401, at the column of 上年结转."""

    def test_good(self, tmp_path: Path) -> None:
        follow(tmp_path, "G401", year(2021), year(2022, "[1, 0, 0, 0, 0, 0, 1]"))

    def test_a_published_chain(self, tmp_path: Path) -> None:
        texts = report_text("suqian-2023", 2023), report_text("suqian-2024", 2024)
        follow(tmp_path, "G401", *texts, (2023, 2024))

    def test_where_and_what(self, tmp_path: Path) -> None:
        first, second = follow(tmp_path, "G401", year(2021), year(2022, "[▶0, 0, 0, 0, 0, 0, ▶0]"))
        assert (first.level, first.row_label, first.column_label) == (
            "warning",
            "二、上年结转政府信息公开申请数量",
            "自然人",
        )
        assert (first.left, first.right, first.difference) == (1, 0, 1)
        assert first.formula == "2021年度结转下年度＝2022年度上年结转"
        assert "2021年度报告的“四、结转下年度继续办理”是1" in first.message
        assert second.column_label == "总计"

    def test_every_column(self, tmp_path: Path) -> None:
        this = year(2022, "[1, ▶1, ▶1, ▶1, ▶1, ▶1, ▶2]")
        assert len(follow(tmp_path, "G401", year(2021), this)) == 6

    def test_over_the_border_of_the_forms(self, tmp_path: Path) -> None:
        last = report_text("shanghai-office-2019", 2020).replace("~", "0")
        this = year(2021, "[▶0, 0, 0, 0, 0, 0, ▶0]")
        found = follow(tmp_path, "G401", last, this, (2020, 2021))
        assert [f.left for f in found] == [72, 72]

    def test_blanks_prove_nothing(self, tmp_path: Path) -> None:
        last = slip(year(2021), CARRIED_OUT, "结转下年度继续办理: [~, 0, 0, 0, 0, 0, /]")
        follow(tmp_path, "G401", last, year(2022))

    @pytest.mark.parametrize("line", ["草稿: true\n", "撤回: {日期: 2022-05-06, 说明: 有误}\n"])
    def test_a_draft_or_withdrawn_report_is_no_last_year(self, tmp_path: Path, line: str) -> None:
        follow(tmp_path, "G401", year(2021) + line, year(2022))

    def test_a_draft_is_held_against_the_published_year(self, tmp_path: Path) -> None:
        this = year(2022, "[▶0, 0, 0, 0, 0, 0, ▶0]") + "草稿: true\n"
        follow(tmp_path, "G401", year(2021), this)

    def test_no_report_of_last_year(self, tmp_path: Path) -> None:
        follow(tmp_path, "G401", year(2020), year(2022), (2020, 2022))


class TestStock:
    """G402, at 现行有效."""

    def test_good(self, tmp_path: Path) -> None:
        follow(tmp_path, "G402", year(2021), slip(year(2022), DOCUMENTS, "行政规范性文件: [14, 17, 89]"))

    def test_a_published_chain(self, tmp_path: Path) -> None:
        texts = report_text("suqian-2023", 2023), report_text("suqian-2024", 2024)
        follow(tmp_path, "G402", *texts, (2023, 2024))

    def test_where_and_what(self, tmp_path: Path) -> None:
        this = slip(year(2022), DOCUMENTS, "行政规范性文件: [14, 17, ▶92]")
        (finding,) = follow(tmp_path, "G402", year(2021), this)
        assert (finding.level, finding.left, finding.right, finding.difference) == ("warning", 89, 92, -3)
        assert finding.formula == "2021年度现行有效＋本年制发－本年废止＝2022年度现行有效"
        assert "上年92＋制发14－废止17应为89" in finding.message

    def test_regulations_too(self, tmp_path: Path) -> None:
        this = slip(year(2022), DOCUMENTS, "行政规范性文件: [14, 17, 89]")
        follow(tmp_path, "G402", year(2021), slip(this, "规章: [0, 0, 0]", "规章: [1, 0, ▶2]"))

    def test_never_across_forms(self, tmp_path: Path) -> None:
        last = report_text("shanghai-office-2019", 2020).replace("~", "0")
        follow(tmp_path, "G402", last, year(2021), (2020, 2021))

    def test_within_the_first_year(self, tmp_path: Path) -> None:
        text = slip(year(2021), DOCUMENTS, "行政规范性文件: [18, 0, ▶8]")
        (finding,) = only_at_marks(tmp_path, text, "G402")
        assert (finding.left, finding.right) == (18, 8)
        assert "本年制发18－废止0，至少应有18" in finding.message

    @pytest.mark.parametrize(
        ("row", "is_found"), [("[0, 0, ▶7]", True), ("[7, 7, 7]", False), ("[0, 0, 0]", False)]
    )
    def test_disclosed_in_the_form_of_2019(self, tmp_path: Path, row: str, is_found: bool) -> None:
        old = report_text("shanghai-office-2019", 2019)
        last = slip(old, "规范性文件: [60, 60, 368]", "规范性文件: [0, 0, 0]")
        this = slip(old, "规范性文件: [60, 60, 368]", f"规范性文件: {row}").replace("年度: 2019", "年度: 2020")
        this = slip(this, "规章: [13, 13, 524]", "规章: [0, 0, 524]")
        plain, marks = places(this)
        files = {"office/agency.yml": AGENCY, "office/2019.yml": last, "office/2020.yml": plain}
        _, found = read_files(tmp_path, files)
        assert positions(found, "G402") == [("G402", *mark) for mark in marks]
        assert len(marks) == is_found

    @pytest.mark.parametrize("row", ["[~, 17, 92]", "[14, 17, ~]", "[14, /, 92]"])
    def test_blanks_prove_nothing(self, tmp_path: Path, row: str) -> None:
        follow(tmp_path, "G402", year(2021), slip(year(2022), DOCUMENTS, f"行政规范性文件: {row}"))


class TestFees:
    """G404 where there is no year before: an amount in 元 where 万元 belong."""

    @pytest.mark.parametrize(
        ("kind", "fees", "is_found"),
        [
            ("部门", "▶73802895.90", True),
            ("政府", "▶73802895.90", True),
            ("政府", "59237.2449", False),
            ("部门", "10000", False),
        ],
    )
    def test_first_year(self, tmp_path: Path, kind: str, fees: str, is_found: bool) -> None:
        plain, marks = places(slip(year(2021), "行政事业性收费: 0", f"行政事业性收费: {fees}"))
        _, found = read_files(
            tmp_path, {"office/agency.yml": f"名称: 甲\n类别: {kind}\n", "office/2021.yml": plain}, Settings()
        )
        assert positions(found, "G404") == [("G404", *mark) for mark in marks]
        assert len(marks) == is_found
        assert all("改为 7380.28959；" in f.remedy for f in found if f.code == "G404")


class TestYearGap:
    """G403, at the first line of the report after the gap."""

    @staticmethod
    def gaps(folder: Path, years: dict[int, str]) -> list[tuple[str, str]]:
        files = {f"office/{number}.yml": year(number) + more for number, more in years.items()}
        _, found = read_files(folder, {"office/agency.yml": AGENCY, **files})
        assert {f.level for f in found if f.code == "G403"} <= {"info"}
        assert {(f.place.line, f.place.column) for f in found if f.code == "G403"} <= {(1, 1)}
        return [(f.place.file[-8:-4], f.message) for f in found if f.code == "G403"]

    def test_good(self, tmp_path: Path) -> None:
        assert self.gaps(tmp_path, {2021: "", 2022: "", 2023: ""}) == []

    def test_one_year_and_several(self, tmp_path: Path) -> None:
        found = self.gaps(tmp_path, {2021: "", 2023: "", 2026: ""})
        assert found == [
            ("2023", "没有2022年度的报告，前后不连贯"),
            ("2026", "没有2024—2025年度的报告，前后不连贯"),
        ]

    def test_a_withdrawn_report_is_not_missing(self, tmp_path: Path) -> None:
        gone = "撤回: {日期: 2023-05-06, 说明: 有误}\n"
        assert self.gaps(tmp_path, {2021: "", 2022: gone, 2023: ""}) == []

    def test_a_file_that_cannot_be_read_is_not_missing(self, tmp_path: Path) -> None:
        assert self.gaps(tmp_path, {2021: "", 2022: "a: [", 2023: ""}) == []

    def test_drafts(self, tmp_path: Path) -> None:
        draft = "草稿: true\n"
        assert self.gaps(tmp_path / "a", {2021: "", 2022: draft}) == []
        assert [year for year, _ in self.gaps(tmp_path / "b", {2021: "", 2022: draft, 2023: ""})] == ["2023"]
        assert [year for year, _ in self.gaps(tmp_path / "c", {2021: "", 2023: draft})] == ["2023"]
        assert self.gaps(tmp_path / "d", {2021: "", 2022: draft, 2023: draft}) == []


class TestJump:
    """G404, at this year's figure."""

    def test_good(self, tmp_path: Path) -> None:
        follow(tmp_path, "G404", year(2021), year(2022))

    def test_where_and_what(self, tmp_path: Path) -> None:
        last = slip(year(2021), "行政许可: 0", "行政许可: 2046")
        (finding,) = follow(tmp_path, "G404", last, slip(year(2022), "行政许可: 0", "行政许可: ▶20460"))
        assert finding.level == "info"
        assert "上年2046，本年20460" in finding.message

    @pytest.mark.parametrize(("was", "now"), [("2046", "6138"), ("0", "19"), ("5", "24"), ("~", "500")])
    def test_not_far_enough(self, tmp_path: Path, was: str, now: str) -> None:
        last = slip(year(2021), "行政许可: 0", f"行政许可: {was}")
        follow(tmp_path, "G404", last, slip(year(2022), "行政许可: 0", f"行政许可: {now}"))

    def test_it_may_fall_too(self, tmp_path: Path) -> None:
        last = slip(year(2021), "行政许可: 0", "行政许可: 20")
        follow(tmp_path, "G404", last, slip(year(2022), "行政许可: 0", "行政许可: ▶0"))

    def test_limits(self, tmp_path: Path) -> None:
        last = slip(year(2021), "行政许可: 0", "行政许可: 5")
        this = slip(year(2022), "行政许可: 0", "行政许可: ▶9")
        follow(tmp_path, "G404", last, this, jump=Options(factor=1.5, least=4))

    def test_only_what_both_forms_mean_alike(self, tmp_path: Path) -> None:
        last = report_text("shanghai-office-2019", 2020).replace("~", "0")
        last = slip(last, "行政许可: [0, 0, 0]", "行政许可: [0, 0, 100]")
        this = slip(year(2021), "行政许可: 0", "行政许可: ▶900")
        this = slip(
            this,
            "新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]",
            "新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, ▶41]",
        )
        this = slip(this, "    总计: [36, 4, 0, 0, 0, 0, 40]", "    总计: [36, 4, 0, 0, 0, 0, ▶40]")
        this = slip(this, CARRIED_OUT, "结转下年度继续办理: [1, 0, 0, 0, 0, 0, ▶1]")
        follow(tmp_path, "G404", last, this, (2020, 2021))
