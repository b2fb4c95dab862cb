"""`gongkai verify`: whether a page that was sent round or pasted says what the data say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.commands import Done, gongkai_here, project
from tests.helpers.support import write_files


@pytest.fixture
def site(tmp_path: Path, sample: str) -> Path:
    """A site with a report, and its page beside it."""
    folder = project(tmp_path / "site", {"2021.yml": sample})
    done = gongkai_here(folder, "export", "--format", "html", "--output", "out")
    assert done.status == 0, done.said
    return folder


def run(folder: Path, *arguments: str) -> Done:
    return gongkai_here(folder, "verify", *arguments)


def change(site: Path, old: str, new: str) -> None:
    path = site / "out/office/2021.html"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


PAGE = "out/office/2021.html"


def test_a_page_that_is_whole(site: Path) -> None:
    done = run(site, PAGE)
    assert (done.status, done.err) == (0, "")
    assert "与 data/office/2021.yml 相同（200 格，3 个部分）" in done.out


def test_a_cell_that_differs_is_named_with_both_places(site: Path) -> None:
    change(site, ">37<", ">38<")
    done = run(site, PAGE)
    assert done.status == 1
    assert (
        "表三“一、本年新收政府信息公开申请数量”的“自然人”：页面（第2张表第4行第4格）38，数据 37（data/office/2021.yml 第"
        in done.out
    )
    assert done.out.count("页面（") == 1


def test_a_paragraph_that_differs_is_shown_from_where_it_does(site: Path) -> None:
    change(site, "将逐月检查", "将逐季检查")
    done = run(site, PAGE)
    assert done.status == 1
    assert "五、存在的主要问题及改进情况：页面" in done.out
    assert "逐季检查" in done.out


def test_a_table_that_was_lost_on_the_way(site: Path) -> None:
    path = site / PAGE
    text = path.read_text(encoding="utf-8")
    start = text.index('<div class="gongkai-table gongkai-t3">')
    end = text.index("</table>", start)
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    done = run(site, PAGE)
    assert done.status == 1
    assert "没有读到：表三" in done.out


def test_json(site: Path) -> None:
    change(site, ">37<", ">38<")
    told = json.loads(run(site, PAGE, "--format", "json").out)
    (page,) = told["pages"]
    assert (page["file"], page["same"]) == ("data/office/2021.yml", False)
    (difference,) = page["differences"]
    assert difference["table"] == "t3"
    assert (difference["row"], difference["column"]) == ("new", "natural")
    assert (difference["page"], difference["data"], difference["page_row"]) == ("38", "37", 4)


def test_a_folder(site: Path) -> None:
    (site / "out/index.html").write_text("<html><body><p>首页</p></body></html>", encoding="utf-8")
    done = run(site, "out")
    assert done.status == 0
    assert "比较了 1 份，完全相同。" in done.out


def test_a_folder_without_a_report(site: Path) -> None:
    write_files(site, {"other/index.html": "<html><body><p>首页</p></body></html>"})
    done = run(site, "other")
    assert done.status == 1
    assert "比较了 0 份：没有一页是数据里的报告。" in done.out


@pytest.mark.parametrize("ending", ["htm", "shtml"])
def test_a_folder_of_pages_of_other_endings(site: Path, ending: str) -> None:
    page = next((site / "out").rglob("*.html"))
    page.rename(page.with_suffix(f".{ending}"))
    assert "比较了 1 份，完全相同。" in run(site, "out").out


def test_a_page_of_which_there_is_no_report(site: Path) -> None:
    (site / "x.html").write_text("<html><body><p>通知</p></body></html>", encoding="utf-8")
    done = run(site, "x.html")
    assert done.status == 1
    assert "数据里没有这份报告" in done.out
