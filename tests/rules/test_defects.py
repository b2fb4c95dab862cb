"""What real reports had wrong (domain.md 6.2), rebuilt small; and what is right, where every rule is silent.

Not here, because our data cannot hold them: a header typo, a section that is numbered wrong (labels are the form's,
nobody types them), tables as pictures (G309 for the report that is only a file), cells that shift where a page
breaks (a row has a fixed number of cells: G301). A missing caption of a block, the same. The preamble that says six
parts and lists five, and the wrong name of an act, are beyond what a rule can tell without crying wolf. Numbers of
the text against the tables: G501 and G502.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.findings import Finding, Level
from gongkai.model import read_archive
from gongkai.rules import fails, inspect, standing
from gongkai.settings import Settings
from tests.helpers.marked import places, slip
from tests.helpers.support import AGENCY, NARRATIVES, ROOT, positions, read_files, report_text

OVERVIEW = f"  {NARRATIVES['总体情况']}\n"
PUBLISHED = {
    "haishu-office-2021": 2021,
    "hongze-2023": 2023,
    "shanghai-office-2019": 2019,
    "suqian-2023": 2023,
    "suqian-2024": 2024,
}


def found_at_marks(folder: Path, text: str, year: int, *codes: str, agency: str = AGENCY) -> list[Finding]:
    """The findings of a report, of those codes, in the order of the marks."""
    plain, marks = places(text)
    _, found = read_files(folder, {"office/agency.yml": agency, f"office/{year}.yml": plain})
    assert positions(found) == [(code, *mark) for code, mark in zip(codes, marks, strict=True)]
    return list(found)


class TestDefects:
    """Each is found where it stands, at its level."""

    def test_a_unit_in_the_cell(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "行政事业性收费: 0", "行政事业性收费: ▶43.788万元")
        assert found_at_marks(tmp_path, text, 2021, "G202")[0].level == "error"

    def test_blanks_but_for_totals_of_zero(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "行政复议: [0, 0, 0, 0, 0]", "行政复议: [▶~, ▶~, ▶~, ▶~, 0]")
        found = found_at_marks(tmp_path, text, 2021, *["G201"] * 4)
        assert {f.level for f in found} == {"warning"}

    def test_strokes_for_regulations(self, tmp_path: Path, sample: str) -> None:
        found_at_marks(tmp_path, slip(sample, "规章: [0, 0, 0]", "规章: [▶/, ▶/, ▶/]"), 2021, *["G201"] * 3)

    def test_regulations_of_a_development_zone(self, tmp_path: Path) -> None:
        agency = "名称: 样例经济开发区\n类别: 开发区\n规章制定权: 无\n"
        text = report_text("shanghai-office-2019", 2019).replace("~", "0")
        text = slip(text, "规章: [13, 13, 524]", "规章: [5, 5, 5]")
        _, found = read_files(tmp_path, {"zone/agency.yml": agency, "zone/2019.yml": text})
        assert [(f.code, f.level, f.right) for f in found if f.code == "G601"] == [
            ("G601", "warning", None)
        ] * 3

    def test_a_change_with_two_signs(self, tmp_path: Path) -> None:
        text = report_text("shanghai-office-2019", 2019).replace("~", "0")
        text = slip(text, "行政许可: [0, 0, 0]", "行政许可: [+22, --253, 0]")
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2019.yml": text})
        assert [(f.code, f.column_label) for f in found if f.code == "G202"] == [
            ("G202", "上一年项目数量"),
            ("G202", "本年增/减"),
        ]

    def test_a_year_of_six_digits(self, tmp_path: Path, sample: str) -> None:
        text = f"{sample}导语: 本报告数据统计期限为2021年1月1日至▶202021年12月31日。\n"
        assert found_at_marks(tmp_path, text, 2021, "G503")[0].level == "warning"

    def test_a_number_that_is_missing(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, OVERVIEW, "  2021年，共主动公开▶条。\n")
        assert found_at_marks(tmp_path, text, 2021, "G305")[0].level == "warning"

    def test_a_label_cut_short_in_the_text(self, tmp_path: Path, sample: str) -> None:
        found_at_marks(tmp_path, slip(sample, OVERVIEW, "  规范性文件现行有效▶件。\n"), 2021, "G305")

    def test_a_key_cut_short(self, tmp_path: Path, sample: str) -> None:
        row = "{本年制发件数: 14, 本年废止件数: 17, ▶现行有效件: 92}"
        text = slip(sample, "行政规范性文件: [14, 17, 92]", f"行政规范性文件: {row}")
        (finding,) = found_at_marks(tmp_path, text, 2021, "G301")
        assert "现行有效件数" in finding.remedy

    def test_last_year_left_in(self, tmp_path: Path, sample: str) -> None:
        text = slip(
            sample.replace("年度: 2021", "年度: 2023"), OVERVIEW, "  本单位▶2022年度政府信息公开工作平稳。\n"
        )
        assert found_at_marks(tmp_path, text, 2023, "G503")[0].level == "warning"

    def test_the_same_words_for_three_years(self, tmp_path: Path) -> None:
        words = "".join(
            f"  {year}年，{'本局把涉企政策集中公开，专栏按行业编排，由专人每周更新。' * 4}\n"
            for year in ["{0}"]
        )
        files = {
            f"office/{year}.yml": slip(report_text("haishu-office-2021", year), OVERVIEW, words.format(year))
            for year in (2021, 2022, 2023)
        }
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, **files})
        assert [(f.year, f.level) for f in found if f.code == "G504"] == [(2022, "warning"), (2023, "warning")]

    def test_problems_that_are_none(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, f"  {NARRATIVES['存在的主要问题及改进情况']}\n", "  ▶无。\n")
        found_at_marks(tmp_path, text, 2021, "G304")

    def test_wrong_totals_as_published(self, tmp_path: Path) -> None:
        _, found = read_files(
            tmp_path, {"a/agency.yml": AGENCY, "a/2023.yml": report_text("hongze-2023", 2023)}
        )
        assert [(f.code, f.level.value) for f in found if f.level is not Level.WARNING] == [
            ("G303", "info"),
            ("G104", "error"),
            ("G104", "error"),
        ]


class TestSilence:
    """A checker that cries wolf is switched off."""

    def test_a_chain_without_a_fault(self, tmp_path: Path) -> None:
        agency = "名称: 样例市人民政府\n类别: 政府\n规章制定权: 有\n"
        files = {f"city/{year}.yml": report_text(f"suqian-{year}", year) for year in (2023, 2024)}
        _, found = read_files(tmp_path, {"city/agency.yml": agency, **files}, Settings())
        assert [(f.code, f.message) for f in found if f.level is not Level.INFO] == []

    @pytest.mark.parametrize("name", PUBLISHED)
    def test_the_tables_of_a_published_report(self, tmp_path: Path, name: str) -> None:
        year = PUBLISHED[name]
        agency = AGENCY if "office" in name else "名称: 样例市人民政府\n类别: 政府\n"
        files = {"office/agency.yml": agency, f"office/{year}.yml": report_text(name, year)}
        _, found = read_files(tmp_path, files, Settings())
        assert {f.code for f in found} <= {"G105", "G201", "G104", "G303"}

    def test_the_demonstration(self) -> None:
        archive, problems = read_archive(ROOT / "data", ROOT)
        found = inspect(archive, problems, Settings())
        assert not fails(found, archive, Settings(), strict=True)
        assert {(f.code, f.level) for f in standing(found, archive)} <= {
            ("G303", Level.INFO),
            ("G312", Level.INFO),
            ("G403", Level.INFO),
        }


class TestTheSampleSentence:
    """The published report says that 36 applications were handled at this level; its table has 41 new and 40 done."""

    SENTENCE = "  2021年，区本级办理依申请公开36件。\n"

    def test_exactly_that_finding(self, tmp_path: Path) -> None:
        """Besides it only what the demonstration accepts: its sources state no date of publication (G701), and the
        published section six says no more than 无 (G506)."""
        office = ROOT / "data/haishu-office"
        text = (
            (office / "2021.yml").read_text(encoding="utf-8").replace("  （一）", f"{self.SENTENCE}  （一）", 1)
        )
        agency = (office / "agency.yml").read_text(encoding="utf-8")
        _, found = read_files(tmp_path, {"office/agency.yml": agency, "office/2021.yml": text}, Settings())
        assert [f.code for f in found if f.accepted is not None] == ["G701", "G506"]
        (finding,) = (f for f in found if f.accepted is None)
        line = text.splitlines().index(self.SENTENCE.rstrip("\n")) + 1
        assert (finding.code, finding.place.line) == ("G501", line)
        assert text.splitlines()[line - 1][finding.place.column - 1 :].startswith("36件")
        assert all(meaning in finding.message for meaning in ("41", "40"))
