"""A year of which there are only files: its row on the page of the agency leads to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.addresses import Addresses, Attached, Page
from gongkai.pages import IndexTable, Link, plain_text
from gongkai.settings import Settings
from gongkai.site import make_site
from tests.helpers.support import AGENCY, read_files

ONLY = "年度: 2015\n发布日期: 2016-03-25\n附件: [{文件: 报告.pdf}, {文件: 附表.pdf}, {文件: 数据.csv}]\n"


def links(folder: Path, report: str) -> dict[str, str]:
    """What the row of 2015 links to besides its page, by the words of the link."""
    files = {
        f"office/2015/{name}": "%PDF-1.7" if name.endswith("pdf") else "甲"
        for name in ("报告.pdf", "附表.pdf", "数据.csv")
    }
    archive, _ = read_files(folder, {"office/agency.yml": AGENCY, "office/2015.yml": report, **files})
    pages = make_site(archive, Settings(), Addresses()).pages
    page = next(content for content in pages if content.page == Page("office"))
    (table,) = (block for block in page.blocks if isinstance(block, IndexTable))
    row = next(
        row for group in table.groups for row in group.rows if plain_text(row[0].inlines).startswith("2015")
    )
    return {
        plain_text(inline.inlines): inline.target.name
        for cell in row
        for inline in cell.inlines
        if isinstance(inline, Link) and isinstance(inline.target, Attached)
    }


def test_each_by_its_kind(tmp_path: Path) -> None:
    assert links(tmp_path, ONLY) == {"PDF": "报告.pdf", "PDF 2": "附表.pdf", "CSV": "数据.csv"}


@pytest.mark.parametrize(
    "report",
    [
        f"{ONLY}章节: [{{标题: 概述, 内容: 依法公开。}}]\n",
        f"{ONLY}撤回: {{日期: 2016-05-06, 说明: 内容有误。}}\n",
    ],
    ids=["a-report-beside-them", "withdrawn"],
)
def test_not_where_they_are_more_or_less_than_the_report(tmp_path: Path, report: str) -> None:
    assert links(tmp_path, report) == {}
