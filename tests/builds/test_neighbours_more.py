"""What others see of our pages, what we leave of theirs, and what a site excludes."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html

from tests.builds.test_neighbours import BRACES, OURS, beside, site
from tests.helpers.commands import build_here, gongkai_here, read_all, run
from tests.helpers.neighbours import ADDRESS, NEIGHBOURS, dead_links, in_git, sitemap
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


def test_rss_takes_the_dates_of_our_files(tmp_path: Path) -> None:
    """Those of the last commit of the YAML."""
    done = beside(tmp_path, NEIGHBOURS["rss"], "mkdocs", first=True)
    assert done.status == 0, done.said
    feed = etree.parse(tmp_path / "site/feed_rss_updated.xml")
    dates = {item.findtext("link"): item.findtext("pubDate") for item in feed.iter("item")}
    assert dates[f"{ADDRESS}reports/office/2021/"] == "Wed, 02 Feb 2022 20:05:06 +0000"


def test_htmlproofer_looks_at_our_pages(tmp_path: Path) -> None:
    """A link to a place that is not on one of them is found."""
    neighbour = NEIGHBOURS["htmlproofer"]
    files = {"docs/about.md": "# 关于\n\n[表九](reports/office/2021.md#t9)\n"}
    done = beside(tmp_path, replace(neighbour, files=files), "mkdocs", first=True)
    assert done.status == 1
    assert "t9" in done.said


def test_blog_and_tags_list_none_of_ours(tmp_path: Path) -> None:
    """And have their own pages."""
    blog, tags = NEIGHBOURS["blog"], NEIGHBOURS["tags"]
    both = replace(blog, plugin=f"{blog.plugin}\n  - {tags.plugin}", files={**blog.files, **tags.files})
    done = beside(tmp_path, both, "material", first=True)
    assert done.status == 0, done.said
    (post,) = tree(tmp_path, "blog/index.html").xpath("//article//h2/a")
    assert post.text_content() == "发布"
    assert post.get("href").startswith("2022/02/03/")
    assert tree(tmp_path, "tags/index.html").xpath("//article//li/a/@href") == ["../about/"]


def test_mike_keeps_the_addresses_of_news(tmp_path: Path) -> None:
    """Two versions in one branch, nothing dead; with `canonical_version` both name our pages alike."""
    site(tmp_path, ["mike: {alias_type: copy, canonical_version: latest}", OURS], "material")
    in_git(tmp_path)
    who = {f"GIT_{role}_{what}": "a" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    mike = shutil.which("mike", path=str(Path(sys.executable).parent))
    assert mike is not None
    for version in ("1.0", "2.0"):
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        done = run([mike, "deploy", version, "latest", "--update-aliases"], tmp_path, PATH=path, **who)
        assert done.status == 0, done.said
    (tmp_path / "branch").mkdir()
    assert (
        run(["git", f"--work-tree={tmp_path / 'branch'}", "checkout", "gh-pages", "--", "."], tmp_path).status
        == 0
    )
    assert dead_links(tmp_path / "branch") == []
    feeds = [(tmp_path / f"branch/{name}/reports/feed.xml").read_bytes() for name in ("1.0", "2.0", "latest")]
    assert f"{ADDRESS}latest/reports/office/2021/".encode() in feeds[0]
    assert feeds[0] == feeds[1] == feeds[2]


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
