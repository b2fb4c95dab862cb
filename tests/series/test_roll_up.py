"""`gongkai new --sum`: a region's tables against sums worked out from the text of the files, without our model."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.model import Report, State, read_archive
from tests.helpers.commands import Done, gongkai_here
from tests.helpers.marked import slip
from tests.helpers.support import report_text, write_files

REGION = "名称: 样例区人民政府\n类别: 政府\n"
ENDS = {
    "counted": "",
    "draft": "草稿: true\n",
    "withdrawn": "撤回: {日期: 2022-05-06, 说明: 有误}\n",
}
FREE = "年度: {year}\n格式: 自由\n章节:\n  - 标题: 概述\n    内容: 没有其他情况。\n"
TABLES = ("主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况")
SIZE = 200
"""Cells of a report; those of 2019 are fewer."""


def drawn(random: Random) -> list[str]:
    """Counts, and now and then a blank or a stroke."""
    return [
        random.choice(("~", "/")) if random.random() < 0.1 else str(random.randint(0, 30)) for _ in range(SIZE)
    ]


def drawn_amount(random: Random) -> str:
    return random.choice(
        ("~", "0", str(random.randint(0, 99)), f"{random.randint(0, 10**16)}.{random.randint(0, 9999):04}")
    )


def leaves(text: str) -> list[str]:
    """Every cell of the tables in the order of the file."""
    report = yaml.load(text, yaml.BaseLoader)
    return [cell for table in TABLES for cell in _leaves(report[table])]


def _leaves(node: Any) -> list[str]:
    if isinstance(node, dict) and "值" in node:
        return [node["值"] + node["单位"]]
    if isinstance(node, dict | list):
        return [cell for each in (node.values() if isinstance(node, dict) else node) for cell in _leaves(each)]
    return [node]


def of_cells(template: str, cells: Sequence[str], amount: str) -> str:
    """The report with these counts; a total is a cell like others. amount: of the fees of 2021."""
    left = iter(cells)
    head, heading, rest = template.partition("主动公开政府信息情况:\n")
    tables, tail, end = rest.partition("存在的主要问题及改进情况:")
    tables = re.sub(r"(?<=[\[ ])(?<!值: )(?:[-+]?\d+|~|/)(?=[,\]\n])", lambda _: next(left), tables)
    tables = re.sub(r"(行政事业性收费): [^\[\n]+\n", rf"\1: {amount}\n", tables)
    return head + heading + tables + tail + end


def brute(column: Sequence[str]) -> str:
    """What stands in the sum of cells: their sum, what they all are, or a blank in doubt."""
    if all(re.fullmatch(r"[-+]?[0-9.]+", cell) for cell in column):
        return str(sum(map(Decimal, column)))
    return column[0] if column[0] in ("~", "/") and len({*column}) == 1 else "~"


def make(folder: Path, *arguments: str) -> Done:
    return gongkai_here(folder, "new", *arguments)


KINDS = st.lists(
    st.sampled_from(["counted", "counted", "counted", "draft", "withdrawn", "free", "missing"]),
    min_size=1,
    max_size=4,
)


def report_of(kind: str, template: str, year: int, random: Random) -> str | None:
    """The file of a subordinate of a kind."""
    if kind == "missing":
        return None
    if kind == "free":
        return FREE.format(year=year)
    return of_cells(template, drawn(random), drawn_amount(random)) + ENDS[kind]


TEMPLATES = {2021: ("haishu-office-2021", 2021), 2019: ("shanghai-office-2019", 2019)}


@pytest.mark.builds
@pytest.mark.parametrize("year", [2021, 2019])
@settings(max_examples=25)
@given(bodies=KINDS, drafts=st.booleans(), seed=st.integers(0, 2**32))
def test_random_regions(year: int, bodies: list[str], drafts: bool, seed: int) -> None:
    """Blanks, strokes, missing, withdrawn and draft reports, and those of another form."""
    template = report_text(*TEMPLATES[year])
    random = Random(seed)
    texts = [report_of(kind, template, year, random) for kind in bodies]
    files: dict[str, str | bytes] = {"region/agency.yml": REGION}
    for number, text in enumerate(texts):
        files[f"region/b{number}/agency.yml"] = f"名称: 样例区第{number}局\n类别: 部门\n"
        if text is not None:
            files[f"region/b{number}/{year}.yml"] = text
    kinds = ("counted", "draft") if drafts else ("counted",)
    counted = [
        leaves(text) for kind, text in zip(bodies, texts, strict=True) if text is not None and kind in kinds
    ]
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder) / "data", files)
        done = make(Path(folder), "region", str(year), "--sum", *(["--drafts"] if drafts else []))
        if not counted:
            assert done.status == 2
            assert "还没有可以汇总的" in done.err
            return
        assert (done.status, done.err) == (0, "")
        text = (Path(folder) / f"data/region/{year}.yml").read_text(encoding="utf-8")
    found = leaves(text)
    for cell, column in zip(found, zip(*counted, strict=True), strict=True):
        if cell.endswith("元"):
            assert Decimal(cell.removesuffix("元")) == 251000 * len(counted)
        else:
            wanted = brute(column)
            assert cell == wanted if wanted in ("~", "/") else Decimal(cell) == Decimal(wanted), column
    assert text.count(f"  # {len(counted)}个下级机关之和：") == 3
    missing = len(bodies) - len(counted)
    assert text.count(f"  # 未计入{missing}个：") == (3 if missing else 0)
    for number, kind in enumerate(bodies):
        told = re.search(rf"第{number}局（[^）]*）", text)
        assert (told is None) == (kind in kinds)
    # Each cell left open has a line that says whose it is; a comment begins with the column.
    assert len(re.findall("# .*存疑：样例区第", text)) == sum(
        len({*column}) > 1 and brute(column) == "~" for column in zip(*counted, strict=True)
    )


@pytest.mark.builds
@settings(max_examples=10)
@given(counties=st.lists(st.integers(1, 3), min_size=1, max_size=3), seed=st.integers(0, 2**32))
def test_sums_of_sums(counties: list[int], seed: int) -> None:
    """A city of counties of towns: the drafts of the counties summed are the sum of all towns."""
    template = report_text(*TEMPLATES[2021])
    files: dict[str, str | bytes] = {"city/agency.yml": REGION}
    every = []
    random = Random(seed)
    for county, towns in enumerate(counties):
        files[f"city/c{county}/agency.yml"] = f"名称: 样例{county}县人民政府\n类别: 政府\n"
        for town in range(towns):
            cells = [str(random.randint(0, 30)) for _ in range(SIZE)]
            text = of_cells(template, cells, cells[0])
            every.append(leaves(text))
            files[f"city/c{county}/t{town}/agency.yml"] = f"名称: 样例{county}县{town}镇人民政府\n类别: 政府\n"
            files[f"city/c{county}/t{town}/2021.yml"] = text
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder) / "data", files)
        for county in range(len(counties)):
            assert make(Path(folder), f"city/c{county}", "2021", "--sum").status == 0
        assert make(Path(folder), "city", "2021", "--sum").status == 2
        assert make(Path(folder), "city", "2021", "--sum", "--drafts").status == 0
        found = leaves((Path(folder) / "data/city/2021.yml").read_text(encoding="utf-8"))
        check = gongkai_here(Path(folder), "check", "--rule", "G801")
    assert found == [brute(column) for column in zip(*every, strict=True)]
    assert "没有发现问题" in check.out


class TestOneCell:
    """What a sum is where numbers are told in another way."""

    def summed(self, folder: Path, *texts: str, year: int = 2021) -> tuple[str, Report]:
        files: dict[str, str | bytes] = {"region/agency.yml": REGION}
        for name, text in zip("abcd", texts, strict=False):
            files[f"region/{name}/agency.yml"] = f"名称: 样例区{name}局\n类别: 部门\n"
            files[f"region/{name}/{year}.yml"] = text
        write_files(folder / "data", files)
        done = make(folder, "region", str(year), "--sum")
        assert (done.status, done.err) == (0, "")
        archive, _ = read_archive(folder / "data", folder)
        report = archive.by_agency["region"][year]
        assert report.draft
        return (folder / f"data/region/{year}.yml").read_text(encoding="utf-8"), report

    def test_amounts_are_exact(self, tmp_path: Path, sample: str) -> None:
        first = slip(sample, "行政事业性收费: 0", "行政事业性收费: 123456789012345678.1234567")
        second = slip(sample, "行政事业性收费: 0", "行政事业性收费: 0.1")
        text, _ = self.summed(tmp_path, first, second)
        assert "  行政事业性收费: 123456789012345678.2234567\n" in text

    def test_yuan_and_ten_thousand_yuan(self, tmp_path: Path) -> None:
        first = report_text("shanghai-office-2019", 2019)
        second = slip(first, "{值: 251000, 单位: 元}", "{值: 25.1, 单位: 万元}")
        text, _ = self.summed(tmp_path, first, second, year=2019)
        assert "采购总金额: {值: 502000.0, 单位: 元}" in text

    def test_an_amount_without_unit_is_in_doubt(self, tmp_path: Path) -> None:
        first = report_text("shanghai-office-2019", 2019)
        second = slip(first, "{值: 251000, 单位: 元}", "25.1")
        text, _ = self.summed(tmp_path, first, second, year=2019)
        assert "采购总金额: ~" in text
        assert "采购总金额存疑：金额的单位不同，或没有写单位" in text

    def test_a_computed_total_counts(self, tmp_path: Path, sample: str) -> None:
        given_ = "本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]"
        left_out = (
            "本年新收政府信息公开申请数量: {自然人: 37, 商业企业: 4, 科研机构: 0, 社会公益组织: 0, "
            "法律服务机构: 0, 其他: 0}"
        )
        text, _ = self.summed(tmp_path, sample, slip(sample, given_, left_out))
        assert "  本年新收政府信息公开申请数量: [74, 8, 0, 0, 0, 0, 82]\n" in text

    def test_merged_rows_make_the_sum_merged(self, tmp_path: Path, sample: str) -> None:
        merged = re.sub(r"    其他处理:\n(?:      .*\n){3}", "    其他处理: [2, 0, 0, 0, 0, 0, 2]\n", sample)
        text, report = self.summed(tmp_path, sample, merged)
        assert report.form.merged
        group = re.search(r"    其他处理:\n((?:      .*\n){3})", sample)
        assert group is not None
        rows = [list(map(int, re.findall(r"\d+", line.split(":")[1]))) for line in group[1].splitlines()]
        both = [sum(column) for column in zip(*rows, [2, 0, 0, 0, 0, 0, 2], strict=True)]
        assert f"    其他处理: {both}\n" in text

    def test_who_is_in_doubt_and_what_the_others_have(self, tmp_path: Path, sample: str) -> None:
        blank = slip(sample, "本年新收政府信息公开申请数量: [37,", "本年新收政府信息公开申请数量: [~,")
        text, report = self.summed(tmp_path, sample, blank, sample)
        assert "  # 自然人存疑：样例区b局空白，其余合计74\n  本年新收政府信息公开申请数量: [~, 12," in text
        states = [cell.state for name, cell in report.cells.items() if name.row == "new"]
        assert states == [State.BLANK, *[State.NUMBER] * 6]

    def test_two_bodies_of_one_name(self, tmp_path: Path, sample: str) -> None:
        files = {f"region/{name}/agency.yml": "名称: 样例区甲局\n类别: 部门\n" for name in "ab"}
        write_files(tmp_path / "data", {"region/agency.yml": REGION, **files, "region/a/2021.yml": sample})
        done = make(tmp_path, "region", "2021", "--sum")
        assert "未计入1个：样例区甲局（region/b）（没有报告）。" in done.out


def test_a_draft_without_numbers_does_not_count(tmp_path: Path, sample: str) -> None:
    """As `new` made it: it would leave every cell in doubt."""
    files = {f"region/{name}/agency.yml": f"名称: 样例区{name}局\n类别: 部门\n" for name in "ab"}
    write_files(tmp_path / "data", {"region/agency.yml": REGION, **files, "region/a/2021.yml": sample})
    assert make(tmp_path, "region/b", "2021").status == 0
    done = make(tmp_path, "region", "2021", "--sum", "--drafts")
    assert "未计入1个：样例区b局（草稿还没有填数）。" in done.out
    assert leaves((tmp_path / "data/region/2021.yml").read_text(encoding="utf-8")) == leaves(sample)


class TestWrongUse:
    """One line, and nothing is written."""

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (("region", "2021", "--drafts"), "--drafts 要和 --sum 同用"),
            (("region", "2021", "--sum", "--zero"), "不能同用"),
            (("region", "2015", "--sum"), "没有统一的表"),
            (("region/a", "2022", "--sum"), "没有应报2022年度报告的下级机关"),
            (("region", "2022", "--sum"), "样例区甲局（没有报告）"),
        ],
    )
    def test_says(self, tmp_path: Path, sample: str, arguments: tuple[str, ...], says: str) -> None:
        files = {"region/agency.yml": REGION, "region/a/agency.yml": "名称: 样例区甲局\n类别: 部门\n"}
        write_files(tmp_path / "data", {**files, "region/a/2021.yml": sample})
        before = sorted(tmp_path.rglob("*"))
        done = make(tmp_path, *arguments)
        assert done.status == 2
        assert says in done.err
        assert sorted(tmp_path.rglob("*")) == before
