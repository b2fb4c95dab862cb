"""Figures over two years: 上年., 占比, 增减, 增幅."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.pages import Paragraph, Text, report_page
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, NARRATIVES, positions, read_files, report_text

SENTENCE = NARRATIVES["总体情况"]
NEW = "  本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]"
LAST_NEW = "  本年新收政府信息公开申请数量: [36, 4, 0, 0, 0, 0, 40]"
LAST_CARRIED = "  结转下年度继续办理: [0, 0, 0, 0, 0, 0, 0]"


def sentence(folder: Path, text: str, last: str | None = None) -> str:
    """The first paragraph of the section of 2022, figures resolved; 2021 is the year before."""
    this = slip(report_text("haishu-office-2021", 2022), SENTENCE, text)
    this = slip(this, "行政规范性文件: [14, 17, 92]", "行政规范性文件: [14, 17, 89]")
    files = {"office/agency.yml": AGENCY, "office/2022.yml": this}
    files["office/2021.yml"] = last if last is not None else report_text("haishu-office-2021", 2021)
    archive, found = read_files(folder, files)
    assert positions(found) == []
    document = report_page(archive.by_agency["office"][2022], archive)
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    return "".join(inline.text for inline in paragraphs[1].inlines if isinstance(inline, Text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ 上年.新收.总计 }}件", "40件"),
        ("{{ 新收.总计 - 上年.新收.总计 }}件", "1件"),
        ("{{ 占比(予以公开.总计, 办结.总计) }}", "50.0%"),
        ("{{ 占比(部分公开.总计, 新收.总计, 2) }}", "4.88%"),
        ("{{ 增减(新收.总计, 上年.新收.总计) }}", "增加1件"),
        ("{{ 增减(上年.新收.总计, 新收.总计) }}", "减少1件"),
        ("{{ 增减(办结.总计, 上年.办结.总计) }}", "持平"),
        ("{{ 增幅(新收.总计, 上年.新收.总计) }}", "增长2.5%"),
        ("{{ 增幅(上年.新收.总计, 新收.总计) }}", "下降2.4%"),
        ("{{ 增幅(办结.总计, 上年.办结.总计) }}", "持平"),
    ],
)
def test_figures(tmp_path: Path, text: str, shown: str) -> None:
    """As a reader sees them."""
    last = slip(report_text("haishu-office-2021", 2021), NEW, LAST_NEW)
    last = slip(last, "  结转下年度继续办理: [1, 0, 0, 0, 0, 0, 1]", LAST_CARRIED)
    assert sentence(tmp_path, f"共{text}。", last) == f"共{shown}。"


@pytest.mark.parametrize(
    ("last", "says"),
    [
        (None, "没有 2020 年可用的报告"),
        ("年度: 2020\n撤回: {日期: 2021-05-06, 说明: 内容有误}\n", "没有 2020 年可用的报告"),
        ("年度: 2020\n原址: https://www.example.gov.cn/2020\n", "没有 2020 年可用的报告"),
    ],
)
def test_no_figure_of_last_year(tmp_path: Path, sample: str, last: str | None, says: str) -> None:
    """No report, a withdrawn one, or one without figures: a finding at the figure."""
    text = slip(sample, SENTENCE, "上年{{ 上年.新收.总计 }}件。")
    files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
    if last is not None:
        files["office/2020.yml"] = last
    _, found = read_files(tmp_path, files)
    (finding,) = [f for f in found if f.code == "G308"]
    assert (finding.place.line, finding.place.column) == (3, 5)
    assert says in finding.message
