"""What a reference of the narrative says, and why one says nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.findings import Place
from gongkai.problems import (
    Problem,
    ReferenceNoLastYear,
    ReferenceNoNumber,
    ReferenceUnknown,
    ReferenceZeroBase,
)
from gongkai.prose import read_reference
from gongkai.tables import reference_text, rounded
from tests.helpers.support import AGENCY, read_files, report_text

PLACE = Place("data/office/2024.yml", 3, 5)
FILES = {
    "office/agency.yml": AGENCY,
    "office/2023.yml": report_text("suqian-2023", 2023),
    "office/2024.yml": report_text("suqian-2024", 2024),
}


def said(folder: Path, source: str, changes: dict[str, tuple[str, str]] | None = None) -> str | Problem:
    """What a reference says in the report of 2024; changes: passages of a year's report."""
    files = dict(FILES)
    for year, (old, new) in (changes or {}).items():
        assert old in files[f"office/{year}.yml"]
        files[f"office/{year}.yml"] = files[f"office/{year}.yml"].replace(old, new)
    archive, _ = read_files(folder, files)
    reference = read_reference(source, PLACE)
    assert reference is not None
    return reference_text(reference, archive.by_agency["office"][2024], archive)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("新收.总计", "3525"),
        ("上年.新收.总计", "3511"),
        ("不予公开.总计", str(2 + 1 + 4 + 17 + 21 + 11 + 23 + 13)),
        ("新收.总计 + 上年结转.总计", str(3525 + 121)),
        ("新收.总计 - 上年结转.总计", str(3525 - 121)),
        ("上年结转.总计 - 新收.总计", str(121 - 3525)),
        ("增减(新收.总计, 上年.新收.总计)", "增加14件"),
        ("增减(上年.新收.总计, 新收.总计)", "减少14件"),
        ("增减(新收.总计, 新收.总计)", "持平"),
        ("增幅(新收.总计, 上年.新收.总计)", "增长0.4%"),
        ("增幅(规范性文件.现行有效, 上年.规范性文件.现行有效)", "下降29.6%"),
        ("增幅(新收.总计, 新收.总计)", "持平"),
        ("占比(予以公开.总计, 办结.总计)", "40.6%"),
        ("占比(予以公开.总计, 办结.总计, 2)", "40.64%"),
        ("占比(予以公开.总计, 办结.总计, 0)", "41%"),
        ("占比(不予处理.要求提供公开出版物.总计, 办结.总计)", "0.0%"),
        ("行政事业性收费", "72701.2578"),
        ("增减(行政事业性收费, 上年.行政事业性收费)", "增加13464.0129万元"),
        ("增减(行政事业性收费, 行政许可)", "减少1500477.7422万元"),
        ("增减(行政许可, 上年.行政许可)", f"减少{1808595 - 1573179}件"),
        ("增幅(行政事业性收费, 上年.行政事业性收费)", "增长22.7%"),
    ],
)
def test_says(tmp_path: Path, source: str, text: str) -> None:
    """宿迁 2024 and 2023, worked out by hand."""
    assert said(tmp_path, source) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("0.25", 1, "0.3"),
        ("0.249", 1, "0.2"),
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("1.005", 2, "1.01"),
        ("7", 1, "7.0"),
    ],
)
def test_half_is_rounded_up(value: str, digits: int, text: str) -> None:
    """As percentages are published, and not to the even digit."""
    assert str(rounded(Decimal(value), digits)) == text


class TestNothing:
    """A reference that cannot be worked out."""

    @pytest.mark.parametrize("operation", ["占比", "增幅"])
    def test_a_share_of_nothing(self, tmp_path: Path, operation: str) -> None:
        source = f"{operation}(新收.总计, 要求提供公开出版物.总计)"
        assert said(tmp_path, source) == Problem(ReferenceZeroBase(source), PLACE)

    @pytest.mark.parametrize(
        "source", ["新收.合计", "新收", "新收.总计 + 新收.合计", "占比(新收.合计, 新收.总计)", "上年.新收.合计"]
    )
    def test_no_such_cell(self, tmp_path: Path, source: str) -> None:
        path = "新收" if source == "新收" else "新收.合计"
        assert said(tmp_path, source) == Problem(ReferenceUnknown(path), PLACE)

    @pytest.mark.parametrize("cell", ["~", "/"])
    def test_no_number(self, tmp_path: Path, cell: str) -> None:
        changes = {"2024": ("行政处罚: 2676474", f"行政处罚: {cell}")}
        assert said(tmp_path, "行政处罚", changes) == Problem(ReferenceNoNumber("行政处罚", False), PLACE)

    def test_one_of_many_is_no_number(self, tmp_path: Path) -> None:
        changes = {"2024": ("属于国家秘密: [2, 0, 0, 0, 0, 0, 2]", "属于国家秘密: [2, 0, 0, 0, 0, 0, ~]")}
        wanted = Problem(ReferenceNoNumber("不予公开.总计", False), PLACE)
        assert said(tmp_path, "不予公开.总计", changes) == wanted

    def test_what_cannot_be_read_has_been_said(self, tmp_path: Path) -> None:
        changes = {"2023": ("行政处罚: 2822652", "行政处罚: 很多")}
        wanted = Problem(ReferenceNoNumber("行政处罚", True), PLACE)
        assert said(tmp_path, "上年.行政处罚", changes) == wanted

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("年度: 2023", "年度: 2023\n撤回: {日期: 2024-05-06, 说明: 有误}"),
            (FILES["office/2023.yml"], "年度: 2023\n原址: https://www.example.gov.cn/2023.html\n"),
        ],
    )
    def test_no_last_year(self, tmp_path: Path, old: str, new: str) -> None:
        wanted = Problem(ReferenceNoLastYear("上年.新收.总计", 2023), PLACE)
        assert said(tmp_path, "上年.新收.总计", {"2023": (old, new)}) == wanted

    def test_no_report_before_the_first(self, tmp_path: Path) -> None:
        archive, _ = read_files(tmp_path, FILES)
        reference = read_reference("上年.新收.总计", PLACE)
        assert reference is not None
        said_of_first = reference_text(reference, archive.by_agency["office"][2023], archive)
        assert said_of_first == Problem(ReferenceNoLastYear("上年.新收.总计", 2022), PLACE)
