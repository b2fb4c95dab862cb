"""A page that people have written shows what our own page of the office does."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.helpers.commands import THEMES, build_here, project, site_config
from tests.helpers.links import broken_links
from tests.helpers.support import AGENCY, report_text, write_files

PAGE = "---\ntitle: 首页\n---\n\n上面的话。\n\n<!-- gongkai -->\n\n下面的话。\n"
EXAMPLE = "# 首页\n\n一行 `<!-- gongkai -->`：\n\n    <!-- gongkai -->\n"


def home(folder: Path, text: str, theme: str = "mkdocs", more: str = "") -> html.HtmlElement:
    """The home page of a site with one report."""
    reports = {"2021.yml": report_text("haishu-office-2021", 2021)}
    project(folder, reports, site_config(theme, more=more))
    write_files(folder, {"docs/index.md": text})
    done = build_here(folder, strict=True)
    assert done.status == 0, done.said
    return html.document_fromstring((folder / "site/index.html").read_bytes().decode())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("more", ["", "use_directory_urls: false\n"])
def test_of_an_office_alone_its_numbers_and_reports(tmp_path: Path, theme: str, more: str) -> None:
    page = home(tmp_path, PAGE, theme, more)
    words = page.text_content()
    assert words.index("上面的话。") < words.index("新收申请") < words.index("下面的话。")
    assert page.xpath("string(//h1)").endswith("政府信息公开工作年度报告")
    assert not page.xpath("//p[contains(@class, 'gongkai-subtitle')]")
    assert page.xpath("//table[contains(@class, 'gongkai-list')]")
    assert {"reports/assets/gongkai.css", "reports/assets/overview.css"} <= {
        str(address).removeprefix("./") for address in page.xpath("//link/@href")
    }
    assert broken_links(tmp_path / "site") == []


def test_of_several_the_index(tmp_path: Path) -> None:
    write_files(tmp_path, {"data/bureau/agency.yml": AGENCY.replace("名称: ", "名称: 另一")})
    page = home(tmp_path, PAGE)
    assert "各机关历年报告" in page.text_content()
    assert broken_links(tmp_path / "site") == []


def test_what_only_speaks_of_it_stays(tmp_path: Path) -> None:
    page = home(tmp_path, EXAMPLE)
    assert page.xpath("//code/text()") == ["<!-- gongkai -->", "<!-- gongkai -->\n"]
