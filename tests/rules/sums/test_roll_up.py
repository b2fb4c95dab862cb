"""G801: the report of a region and those of the bodies below it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import pytest

from gongkai.findings import CellName, Finding
from gongkai.model import read_archive
from gongkai.rules.rule import Inspection
from gongkai.rules.sums.roll_up import check as check_rule
from tests.helpers.marked import places, slip
from tests.helpers.support import AGENCY, UNDATED, positions, read_files, report_text, write_files

REGION = "名称: 样例区人民政府\n类别: 政府\n"
BUREAU = "名称: 样例区甲局\n类别: 部门\n"
NEW = "本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]"
LESS = "本年新收政府信息公开申请数量: [35, 4, 0, 0, 0, 0, 39]"
MARKED = "本年新收政府信息公开申请数量: [▶37, 4, 0, 0, 0, 0, ▶41]"
NOUGHTS = "本年新收政府信息公开申请数量: [0, 0, 0, 0, 0, 0, 0]"
FREE = "年度: 2021\n格式: 自由\n章节:\n  - 标题: 概述\n    内容: 没有其他情况。\n"


def check(
    folder: Path,
    region: str,
    parts: dict[str, str],
    lines: dict[str, str] | None = None,
    more: dict[str, str] | None = None,
    year: int = 2021,
) -> list[Finding]:
    """What is found in the region, exactly at the marks.

    parts: reports by body, "" for one that has none; lines: more of the file of a body; more: further files.
    """
    plain, marks = places(region)
    files = {"region/agency.yml": REGION, f"region/{year}.yml": plain, **(more or {})}
    for name, text in parts.items():
        files[f"region/{name}/agency.yml"] = BUREAU + (lines or {}).get(name, "")
        if text:
            files[f"region/{name}/{year}.yml"] = text
    _, found = read_files(folder, files)
    found = tuple(f for f in found if f.code == "G801")
    assert {f.place.file for f in found} <= {f"data/region/{year}.yml"}
    assert positions(found) == [("G801", *mark) for mark in marks], [f.message for f in found]
    return list(found)


def noughts(text: str) -> str:
    """The report with 0 in every cell."""
    head, heading, rest = text.partition("主动公开政府信息情况:")
    tables, tail, end = rest.partition("存在的主要问题")
    return head + heading + re.sub(r"(?<=[\[ ])\d+(?=[,\]\n])", "0", tables) + tail + end


@pytest.fixture
def less(sample: str) -> str:
    """A report with 2 fewer in two cells."""
    return slip(sample, NEW, LESS)


@pytest.fixture
def marked(sample: str) -> str:
    """The report with these two cells marked."""
    return slip(sample, NEW, MARKED)


class TestSum:
    """What is added up, and held against what."""

    def test_good(self, tmp_path: Path, sample: str) -> None:
        check(tmp_path, sample, {"a": sample})

    def test_the_sum_of_two(self, tmp_path: Path, sample: str) -> None:
        check(tmp_path, sample, {"a": sample, "b": noughts(sample)})

    def test_where_and_what(self, tmp_path: Path, marked: str, less: str) -> None:
        first, second = check(tmp_path, marked, {"a": less})
        assert (first.level, first.left, first.right, first.difference) == ("warning", 35, 37, -2)
        assert (first.row_label, first.column_label) == ("一、本年新收政府信息公开申请数量", "自然人")
        assert (second.left, second.right, second.column_label) == (39, 41, "总计")
        assert first.message == (
            "表三“一、本年新收政府信息公开申请数量”的“自然人”填37，1个下级机关合计35，相差-2"
            "；最可能是样例区甲局填错：这一格现为35，若为37则各项勾稽均成立"
        )
        assert first.formula == "各下级机关之和＝本级报告"
        assert (
            first.remedy
            == "核对下级机关的报告是否齐全、口径是否一致；有正当原因的（如复议共同被申请人），写核对说明。"
        )

    def test_more_than_the_region_has(self, tmp_path: Path, sample: str, marked: str) -> None:
        other = slip(noughts(sample), NOUGHTS, "本年新收政府信息公开申请数量: [1, 0, 0, 0, 0, 0, 1]")
        first, second = check(tmp_path, marked, {"a": sample, "b": other})
        assert (first.left, second.left) == (38, 42)
        assert first.message.endswith(
            "填37，2个下级机关合计38，相差+1"
            "；最可能是样例区甲局（region/b）填错：这一格现为1，若为0则各项勾稽均成立"
        )

    def test_amounts_are_rounded(self, tmp_path: Path, sample: str) -> None:
        part = slip(sample, "行政事业性收费: 0", "行政事业性收费: 12.3456")
        check(tmp_path, slip(sample, "行政事业性收费: 0", "行政事业性收费: 12.35"), {"a": part})

    def test_but_said_in_full(self, tmp_path: Path, sample: str) -> None:
        part = slip(sample, "行政事业性收费: 0", "行政事业性收费: 12.3456")
        (finding,) = check(tmp_path, slip(sample, "行政事业性收费: 0", "行政事业性收费: ▶12.34"), {"a": part})
        assert (finding.left, finding.right) == (Decimal("12.3456"), Decimal("12.34"))

    def test_an_amount_and_a_whole_number(self, tmp_path: Path, sample: str) -> None:
        part = slip(sample, "行政事业性收费: 0", "行政事业性收费: 12")
        check(tmp_path, slip(sample, "行政事业性收费: 0", "行政事业性收费: 12.00"), {"a": part})
        part = slip(sample, "行政事业性收费: 0", "行政事业性收费: 12.3456")
        check(tmp_path / "whole", slip(sample, "行政事业性收费: 0", "行政事业性收费: 12"), {"a": part})

    def test_an_amount_with_a_unit_of_its_own_adds_to_nothing(self, tmp_path: Path) -> None:
        published = report_text("shanghai-office-2019", 2019)
        region = slip(published, "[6, {值: 251000, 单位: 元}]", "[▶7, {值: 25.1, 单位: 万元}]")
        check(tmp_path, region, {"a": published}, year=2019)


class TestSilent:
    """Where it cannot be known that the sum is wrong."""

    def test_a_part_that_is_no_number(self, tmp_path: Path, sample: str) -> None:
        part = slip(sample, NEW, "本年新收政府信息公开申请数量: [~, 4, 0, 0, 0, 0, 39]")
        check(tmp_path, slip(sample, NEW, MARKED.replace("▶37", "37")), {"a": part})

    @pytest.mark.parametrize("cell", ["~", "/", "三十七"])
    def test_a_cell_of_the_region_that_is_no_number(
        self, tmp_path: Path, sample: str, less: str, cell: str
    ) -> None:
        region = slip(sample, NEW, MARKED.replace("▶37", cell))
        check(tmp_path, region, {"a": less})

    def test_a_cell_that_cannot_be_read_in_a_part(self, tmp_path: Path, sample: str) -> None:
        part = slip(sample, NEW, "本年新收政府信息公开申请数量: [三十五, 4, 0, 0, 0, 0, 39]")
        check(tmp_path, slip(sample, NEW, MARKED.replace("▶37", "37")), {"a": part})

    def test_nobody_below(self, tmp_path: Path, sample: str) -> None:
        check(tmp_path, sample, {})

    def test_an_office_is_no_sum_and_a_region_after_it_is(
        self, tmp_path: Path, sample: str, less: str, marked: str
    ) -> None:
        office = {"a/agency.yml": AGENCY, "a/2021.yml": sample, "a/b/agency.yml": BUREAU, "a/b/2021.yml": less}
        check(tmp_path, marked, {"a": less}, more=office)

    def test_a_region_with_a_part_missing_and_a_region_after_it(
        self, tmp_path: Path, sample: str, less: str, marked: str
    ) -> None:
        other = {"a/agency.yml": REGION, "a/2021.yml": sample, "a/b/agency.yml": BUREAU}
        check(tmp_path, marked, {"a": less}, more=other)

    def test_a_part_without_its_report(self, tmp_path: Path, sample: str, less: str) -> None:
        # What it has of another year says nothing.
        check(
            tmp_path, sample, {"a": less, "b": ""}, more={"region/b/2020.yml": sample.replace("2021", "2020")}
        )

    def test_a_part_of_another_form(self, tmp_path: Path, sample: str, less: str) -> None:
        """Ids of like cells are equal in both forms: they are not added up all the same."""
        older = report_text("shanghai-office-2019", 2020).replace("年度: 2020", "年度: 2021\n格式: 2019", 1)
        check(tmp_path, sample, {"a": less, "b": older})

    def test_a_draft_is_held_against_drafts(self, tmp_path: Path, marked: str, less: str) -> None:
        draft = "草稿: true\n"
        check(tmp_path, marked + draft, {"a": less + draft})

    @pytest.mark.parametrize("more", ["草稿: true\n", "撤回: {日期: 2022-05-06, 说明: 有误}\n"])
    def test_a_part_that_does_not_count(self, tmp_path: Path, sample: str, less: str, more: str) -> None:
        check(tmp_path, sample, {"a": less, "b": sample + more})

    def test_a_part_without_tables(self, tmp_path: Path, sample: str, less: str) -> None:
        check(tmp_path, sample, {"a": less, "b": FREE})


class TestWhose:
    """The report whose change explains the difference."""

    NAMES: ClassVar[dict[str, str]] = {
        name: f"名称: 样例区{name}局\n类别: 部门\n" for name in ("甲", "乙", "丙")
    }

    def inspection(self, folder: Path, sample: str) -> Inspection:
        """A region that is three times the sample, and three offices that have it."""
        head, heading, rest = sample.partition("主动公开政府信息情况:")
        tables, tail, end = rest.partition("存在的主要问题")
        threefold = re.sub(r"(?<=[\[ ])\d+(?=[,\]\n])", lambda number: str(3 * int(number[0])), tables)
        files = {"region/agency.yml": REGION, "region/2021.yml": head + heading + threefold + tail + end}
        for path, name in zip("abc", self.NAMES.values(), strict=True):
            files |= {f"region/{path}/agency.yml": name, f"region/{path}/2021.yml": sample}
        write_files(folder / "data", files)
        archive, problems = read_archive(folder / "data", folder)
        return Inspection(archive, problems, UNDATED)

    @staticmethod
    def changed(inspection: Inspection, path: str, more: dict[CellName, int]) -> Inspection:
        """The inspection with these cells of a report changed."""
        archive = inspection.archive
        (report,) = (report for report in archive.reports if report.agency == path)
        cells = dict(report.cells)
        for name, added in more.items():
            value = cells[name].value
            assert value is not None
            cells[name] = cells[name]._replace(value=value + added)
        changed = replace(report, cells=cells)
        reports = tuple(changed if each is report else each for each in archive.reports)
        return replace(inspection, archive=replace(archive, reports=reports))

    @pytest.mark.builds
    def test_every_cell_of_one_office(self, tmp_path: Path, sample: str) -> None:
        """By its own sums, where it stands in any; table 二 has none, and all are candidates."""
        plain = self.inspection(tmp_path, sample)
        assert list(check_rule(plain)) == []
        (region,) = (report for report in plain.archive.reports if report.agency == "region")
        cells = [name for table in region.form.tables for name in table.cells]
        assert len(cells) == 200
        for name in cells:
            (found,) = check_rule(self.changed(plain, "region/b", {name: 1}))
            assert (found.cell, found.difference) == (name, 1)
            value = plain.archive.by_agency["region/b"][2021].cells[name].value
            assert value is not None
            if name.table == "t2":
                assert "最可能" not in found.message
            else:
                told = f"；最可能是样例区乙局填错：这一格现为{value + 1}，若为{value}则各项勾稽均成立"
                assert found.message.endswith(told), found.message

    def test_the_region_itself(self, tmp_path: Path, sample: str) -> None:
        name = CellName("t3", "new", "natural")
        (found,) = check_rule(self.changed(self.inspection(tmp_path, sample), "region", {name: 1}))
        assert found.message.endswith("；最可能是本级填错：这一格现为112，若为111则各项勾稽均成立")

    def test_two_offices_each_with_a_slip(self, tmp_path: Path, sample: str) -> None:
        plain = self.inspection(tmp_path, sample)
        first = self.changed(plain, "region/a", {CellName("t3", "new", "natural"): 2})
        both = self.changed(first, "region/c", {CellName("t4", "review", "upheld"): 1})
        told = {found.cell: found.message for found in check_rule(both)}
        assert "最可能是样例区甲局填错" in told[CellName("t3", "new", "natural")]
        assert "最可能是样例区丙局填错" in told[CellName("t4", "review", "upheld")]

    def test_nobody_where_several_would_have_to_change(self, tmp_path: Path, sample: str) -> None:
        plain = self.inspection(tmp_path, sample)
        first = self.changed(plain, "region/a", {CellName("t3", "new", "natural"): 2})
        both = self.changed(first, "region/c", {CellName("t3", "new", "total"): 2})
        assert all("；" not in found.message for found in check_rule(both))

    def test_few_that_may_be(self, tmp_path: Path, sample: str) -> None:
        """14 typed as 41, in a cell without sums: nobody else has 27 to give but the region."""
        plain = self.inspection(tmp_path, sample)
        name = CellName("t2", "normative-document", "made")
        (found,) = check_rule(self.changed(plain, "region/b", {name: 27}))
        assert found.message.endswith("填42，3个下级机关合计69，相差+27；可能填错的有：本级、样例区乙局")

    @pytest.mark.parametrize(
        ("values", "difference", "named"),
        [
            pytest.param([41, 38, 50, 60], -27, "最可能是样例区甲局填错", id="digits swapped"),
            pytest.param([58, 123, 130, 105], -40, "最可能是样例区甲局填错", id="one digit another"),
            pytest.param([177, 250, 305, 481], -160, "最可能是样例区甲局填错", id="one digit too many"),
            pytest.param([17, 250, 305, 481], 160, "最可能是样例区甲局填错", id="one digit too few"),
            pytest.param([1777, 2500, 3050, 4810], -1760, "", id="two digits too many"),
            pytest.param([5, 17, 28, 39], 3, "", id="a single digit may be anything"),
            pytest.param(
                [41, 52, 38, 60], -27, "可能填错的有：样例区甲局、样例区乙局", id="two with digits swapped"
            ),
            pytest.param([14, 20], 27, "可能填错的有：本级、样例区甲局、样例区乙局", id="three at most"),
        ],
    )
    def test_a_slip_of_the_hand_where_all_may_be(
        self, tmp_path: Path, sample: str, values: list[int], difference: int, named: str
    ) -> None:
        """In a cell without sums four offices and the region could each take the difference."""

        def made(count: int) -> str:
            return slip(sample, "行政规范性文件: [14,", f"行政规范性文件: [{count},")

        files = {"region/agency.yml": REGION, "region/2021.yml": made(sum(values) + difference)}
        for path, name, value in zip("abcd", "甲乙丙丁", values, strict=False):
            files[f"region/{path}/agency.yml"] = f"名称: 样例区{name}局\n类别: 部门\n"
            files[f"region/{path}/2021.yml"] = made(value)
        _, found = read_files(tmp_path, files)
        cell = CellName("t2", "normative-document", "made")
        (message,) = (each.message for each in found if (each.code, each.cell) == ("G801", cell))
        assert message.partition("；")[2].partition("：这一格")[0] == named
        assert "最可能" not in named or message.endswith("则与合计相符")

    @pytest.mark.parametrize("row", ["[~, 3, 0, 0, 0, 0, 41]", "[37, 3, 0, 0, 0, 0, ~]"])
    def test_a_row_with_a_blank_is_not_closed(self, tmp_path: Path, sample: str, row: str) -> None:
        region = slip(sample, NEW, NEW.replace("37, 4", "37, ▶4"))
        (found,) = check(tmp_path, region, {"a": slip(sample, NEW, f"{NEW.partition('[')[0]}{row}")})
        assert found.message.endswith("最可能是样例区甲局填错：这一格现为3，若为4则各项勾稽均成立")


class TestExpected:
    """Who owes a report of the year: one that does not is not missing, one that does or may is."""

    @pytest.mark.parametrize(
        "line", ["起始年度: 2022\n", "终止年度: 2020\n", "起始年度: 2022\n终止年度: 2030\n"]
    )
    def test_nobody_outside_of_his_years(self, tmp_path: Path, marked: str, less: str, line: str) -> None:
        check(tmp_path, marked, {"a": less, "b": ""}, {"b": line})

    @pytest.mark.parametrize(
        "line", ["", "起始年度: 2021\n", "终止年度: 2021\n", "起始年度: 2010\n终止年度: 2030\n"]
    )
    def test_everyone_else(self, tmp_path: Path, sample: str, less: str, line: str) -> None:
        check(tmp_path, sample, {"a": less, "b": ""}, {"b": line})

    def test_not_a_body_merged_into_another_after_its_last_report(
        self, tmp_path: Path, sample: str, marked: str, less: str
    ) -> None:
        older = {"region/b/2020.yml": sample.replace("2021", "2020")}
        check(tmp_path, marked, {"a": less, "b": ""}, {"a": "承继: [region/b]\n"}, older)

    def test_a_body_merged_into_another_of_which_nothing_is_known(
        self, tmp_path: Path, sample: str, less: str
    ) -> None:
        check(tmp_path, sample, {"a": less, "b": ""}, {"a": "承继: [region/b]\n"})

    def test_a_body_merged_later(self, tmp_path: Path, sample: str, less: str) -> None:
        later = {"region/b/2022.yml": sample.replace("2021", "2022")}
        check(tmp_path, sample, {"a": less, "b": ""}, {"a": "承继: [region/b]\n"}, later)

    def test_a_body_merged_with_its_last_report(
        self, tmp_path: Path, sample: str, less: str, marked: str
    ) -> None:
        part = slip(noughts(sample), NOUGHTS, "本年新收政府信息公开申请数量: [1, 0, 0, 0, 0, 0, 1]")
        first, second = check(tmp_path, marked, {"a": less, "b": part}, {"a": "承继: [region/b]\n"})
        assert (first.left, second.left) == (36, 40)
