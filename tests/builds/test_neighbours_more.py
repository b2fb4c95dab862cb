"""What others see of our pages, what we leave of theirs, and what a site excludes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.builds.test_neighbours import BRACES, OURS, beside, site
from tests.helpers.commands import build_here, gongkai_here, read_all
from tests.helpers.neighbours import NEIGHBOURS, dead_links, sitemap
from tests.helpers.support import write_files

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.thorough]
REPORT = "reports/office/2021/index.html"


def tree(folder: Path, name: str) -> html.HtmlElement:
    """A page of the built site."""
    return html.fromstring((folder / "site" / name).read_bytes().decode())


def nav(folder: Path) -> list[str]:
    """What the navigation of the home page names."""
    return [
        text
        for each in tree(folder, "index.html").xpath("//nav//a | //*[@id='navbar-collapse']//a")
        if (text := each.text_content().strip())
    ]


@pytest.mark.parametrize("first", [True, False])
def test_macros_take_no_text(tmp_path: Path, first: bool) -> None:
    """Of an office, in its name, which is in titles, and in what it writes."""
    site(
        tmp_path, ["macros: {on_error_fail: true}", OURS] if first else [OURS, "macros: {on_error_fail: true}"]
    )
    # In a narrative two braces are a reference.
    of_name, of_text = BRACES, BRACES.replace("{{ 1 + 1 }}", "")
    for name, old, more in (("agency.yml", "样例区", of_name), ("2021.yml", "本机关依法", of_text)):
        path = tmp_path / "data/office" / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, old + more), encoding="utf-8")
    done = build_here(tmp_path)
    assert done.status == 0, done.said
    shown = tree(tmp_path, REPORT)
    assert f"样例区{of_name}" in shown.xpath("string(//h1)")
    assert f"本机关依法{of_text}" in shown.text_content()
    assert of_name in shown.xpath("string(//title)")


def test_awesome_nav_places_our_section(tmp_path: Path) -> None:
    """Where its own file says."""
    done = beside(tmp_path, NEIGHBOURS["awesome-nav"], "mkdocs", first=True)
    assert "being replaced" not in done.said
    names = nav(tmp_path)
    assert names.index("年报") < names.index("首页")
    assert "政府信息公开年度报告" not in names


def test_our_section_stands_last(tmp_path: Path) -> None:
    """Once, after the site's own, and leads from page to page."""
    site(tmp_path, [OURS], "material")
    assert build_here(tmp_path, strict=True).status == 0
    names = nav(tmp_path)
    assert names.index("关于") < names.index("样例区人民政府办公室")
    assert tree(tmp_path, "about/index.html").xpath("//link[@rel='next']/@href") == ["../reports/"]


def test_i18n(tmp_path: Path) -> None:
    """Our pages once, in Chinese; search, style and script once."""
    beside(tmp_path, NEIGHBOURS["static-i18n"], "mkdocs", first=True)
    root = tree(tmp_path, REPORT)
    assert root.xpath("//link[contains(@href, 'gongkai.css')]/@href") == ["../../assets/gongkai.css"]
    assert len(root.xpath("//script[contains(@src, 'gongkai.js')]")) == 1
    assert root.get("lang", "").startswith("zh")
    assert not [name for name in read_all(tmp_path / "site") if name.startswith("en/reports/")]
    text = (tmp_path / "site/search/search_index.json").read_text(encoding="utf-8")
    assert text.count('"location":"reports/office/2021/"') == 1


def test_dates_of_other_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Are what MkDocs gives them, with us and without; so is the time of the build."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1643846400")
    own = {}
    for name, plugins in (("with", [OURS]), ("without", [])):
        folder = tmp_path / name
        site(folder, plugins)
        write_files(folder, {"docs/about.md": "# 关于\n"})
        assert build_here(folder).status == 0
        own[name] = {
            page: date for page, date in sitemap(folder / "site").items() if not page.startswith("reports")
        }
    assert own["with"] == own["without"] == {"": "2022-02-03", "about/": "2022-02-03"}
    assert "Build Date UTC : 2022-02-03" in (tmp_path / "with/site/index.html").read_text(encoding="utf-8")


class TestExcluded:
    """exclude_docs, draft_docs, not_in_nav."""

    @pytest.mark.parametrize("key", ["exclude_docs", "draft_docs", "not_in_nav"])
    def test_patterns_of_other_files(self, tmp_path: Path, key: str) -> None:
        site(tmp_path, [OURS], more=f"{key}: |\n  *.json\n  *.csv\n  *.pdf\n  2021*\n  schema/\n")
        done = build_here(tmp_path, strict=True)
        assert done.status == 0, done.said
        assert dead_links(tmp_path / "site") == []
        assert (tmp_path / "site/reports/office/2021.json").is_file()

    @pytest.mark.parametrize(
        ("more", "plugins"),
        [("exclude_docs: reports/**/*.csv\n", [OURS]), ("", ["exclude: {glob: ['reports/*.csv']}", OURS])],
        ids=["exclude_docs", "plugin"],
    )
    def test_ours_on_purpose(self, tmp_path: Path, more: str, plugins: list[str]) -> None:
        """Is not linked, and the catalogue does not name it."""
        site(tmp_path, plugins, more=more)
        done = build_here(tmp_path, strict=True)
        assert done.status == 0, done.said
        assert dead_links(tmp_path / "site") == []
        assert not (tmp_path / "site/reports/office/2021.csv").exists()
        assert tree(tmp_path, REPORT).xpath("//a[contains(@href, '2021.json')]")
        assert "office/2021.csv" not in (tmp_path / "site/reports/catalog.json").read_text(encoding="utf-8")


class TestTwoOfOurs:
    """In one site, each with its own data and pages."""

    def test_both(self, tmp_path: Path) -> None:
        site(tmp_path, [OURS, "gongkai: {documents: off, data_dir: schools, output: schools}"])
        report = (tmp_path / "data/office/2021.yml").read_text(encoding="utf-8")
        agency = "名称: 样例小学\n类别: 其他\n"
        write_files(tmp_path, {"schools/a/agency.yml": agency, "schools/a/2021.yml": report})
        done = build_here(tmp_path)
        assert done.status == 0, done.said
        assert dead_links(tmp_path / "site") == []
        root = tree(tmp_path, "schools/a/2021/index.html")
        assert len(root.xpath("//link[contains(@href, 'gongkai.css')]")) == 1
        assert len(root.xpath("//script[contains(@src, 'gongkai.js')]")) == 1

    def test_one_output(self, tmp_path: Path) -> None:
        site(tmp_path, [OURS, OURS])
        done = build_here(tmp_path)
        assert done.status == 1
        assert "plugins 中有两处 gongkai" in done.said


@pytest.mark.parametrize("directories", ["true", "false"])
def test_pages_for_another_generator(tmp_path: Path, directories: str) -> None:
    """Nothing dead in what MkDocs without us makes of them."""
    site(tmp_path, [OURS], more=f"use_directory_urls: {directories}\nmarkdown_extensions: [attr_list]\n")
    done = gongkai_here(tmp_path, "pages", "--output", "docs")
    assert done.status == 0, done.said
    assert (tmp_path / "docs/reports/office/2021/index.md").is_file()
    config = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8").replace(f"\n  - {OURS}", "")
    write_files(tmp_path, {"mkdocs.yml": config})
    done = build_here(tmp_path)
    assert done.status == 0, done.said
    assert (tmp_path / "site" / REPORT).is_file()
    assert dead_links(tmp_path / "site") == []
