"""G801: the report of a region and those of the bodies below it."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.findings import Finding
from tests.helpers.marked import places, slip
from tests.helpers.support import AGENCY, positions, read_files, report_text

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
        assert first.message.endswith("填37，2个下级机关合计38，相差+1")

    def test_amounts_are_rounded(self, tmp_path: Path, sample: str) -> None:
        part = slip(sample, "行政事业性收费: 0", "行政事业性收费: 12.3456")
        check(tmp_path, slip(sample, "行政事业性收费: 0", "行政事业性收费: 12.35"), {"a": part})

    def test_but_said_in_full(self, tmp_path: Path, sample: str) -> None:
        part = slip(sample, "行政事业性收费: 0", "行政事业性收费: 12.3456")
        (finding,) = check(tmp_path, slip(sample, "行政事业性收费: 0", "行政事业性收费: ▶12.34"), {"a": part})
        assert (finding.left, finding.right) == (Decimal("12.3456"), Decimal("12.34"))

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

    @pytest.mark.parametrize("more", ["草稿: true\n", "撤回: {日期: 2022-05-06, 说明: 有误}\n"])
    def test_a_part_that_does_not_count(self, tmp_path: Path, sample: str, less: str, more: str) -> None:
        check(tmp_path, sample, {"a": less, "b": sample + more})

    def test_a_part_without_tables(self, tmp_path: Path, sample: str, less: str) -> None:
        check(tmp_path, sample, {"a": less, "b": FREE})


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
