"""Every engine that a site may be moved to makes the same article of each of our pages, and no dead link.

Two of them cannot stand in our environment: MaterialX is the module `material` too, and Zensical asks for versions of
its own. GONGKAI_MATERIALX and GONGKAI_ZENSICAL name the folders of their packages, which `.ci/run` brings; without
them their tests are skipped.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree, html

from tests.helpers.commands import THEMES, environment, gongkai_here, run
from tests.helpers.neighbours import ADDRESS, articles, dead_links
from tests.helpers.public import copy_data
from tests.helpers.support import ROOT, write_files

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.thorough]

IS_ALL = os.environ.get("GONGKAI_NEIGHBOURS") == "all"
"""Whether all of the demonstration is built and not its small part: `make neighbours` asks for it."""
HOME = "# 首页\n\n[年报](reports/index.md)\n"
ZENSICAL = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)
"""The configuration that the handbook gives."""


class Engine(NamedTuple):
    """What builds a site, with a theme."""

    program: str
    theme: str
    search: str = "{lang: en}"
    packages: str = ""
    """The variable that names the folder of its packages, where it has one of its own."""


ENGINES = {
    "mkdocs-material": Engine("mkdocs", THEMES["material"]),
    "mkdocs-mkdocs": Engine("mkdocs", THEMES["mkdocs"]),
    "properdocs-material": Engine("properdocs", THEMES["material"]),
    "properdocs-properdocs": Engine("properdocs", THEMES["mkdocs"]),
    # Its own search runs a program of its own over the pages.
    "mkdocs-materialx": Engine(
        "mkdocs",
        THEMES["material"].replace("material", "materialx"),
        "{provider: lunr, lunr: {lang: [en]}}",
        "GONGKAI_MATERIALX",
    ),
    "zensical": Engine("zensical", "", packages="GONGKAI_ZENSICAL"),
}
Build = Callable[..., Path]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The site by engine."""

    @cache
    def built(name: str, *, directories: bool = True) -> Path:
        engine = ENGINES[name]
        packages = os.environ.get(engine.packages, "") if engine.packages else ""
        if engine.packages and not packages:
            pytest.skip(f"没有设置 {engine.packages}，跳过 / its packages are not there: skipped")
        folder = tmp_path_factory.mktemp(name)
        addresses = f"use_directory_urls: {str(directories).lower()}\n"
        data = ROOT / "data"
        if not IS_ALL:
            data = folder / "data"
            copy_data(data)
        options = f"gongkai: {{documents: off, fail_on: never, data_dir: {data}}}"
        theme = f"theme: {engine.theme}\n" if engine.theme else ""
        config = (
            f"site_name: 演示\nsite_url: {ADDRESS}\n{theme}plugins: [{{search: {engine.search}}}, {options}]\n"
        )
        write_files(folder, {"docs/index.md": HOME, "mkdocs.yml": addresses + config})
        path = os.pathsep.join(filter(None, (packages, environment()["PYTHONPATH"])))
        command = [sys.executable, "-m", engine.program, "build", "--clean", *(["--strict"] if IS_ALL else [])]
        if name == "zensical":
            (told,) = ZENSICAL.findall((ROOT / "docs/webmaster.md").read_text(encoding="utf-8"))
            write_files(
                folder,
                {"zensical.toml": told.replace("[project]\n", f"[project]\n{addresses.replace(':', ' =')}", 1)},
            )
            done = gongkai_here(folder, "pages", "--output", "docs")
            assert done.status == 0, done.said
        done = run(command, folder, PYTHONPATH=path)
        assert done.status == 0, done.said
        return folder / "site"

    return built


def own(article: str) -> str:
    """An article without what an engine puts around and into it.

    Each of these is listed in the developers' handbook.
    """
    root = html.fromstring(article)
    for added in root.xpath(".//a[@class='headerlink'] | .//a[@id='__skip']"):
        added.drop_tree()
    for address in root.xpath(".//a[@href='./']"):
        # Only the plugin knows where the site will be.
        address.text = "本页网址"
    for element in root.iter():
        # Zensical takes what its search passes over out of the pages.
        element.attrib.pop("data-search-exclude", None)
    inside = (root.text or "") + "".join(
        etree.tostring(each, method="c14n", with_tail=True).decode() for each in root
    )
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", inside)


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "mkdocs-material"])
def test_the_same_articles(build: Build, name: str) -> None:
    expected, found = articles(build("mkdocs-material")), articles(build(name))
    assert found.keys() == expected.keys()
    assert len(expected) > (60 if IS_ALL else 20)
    assert [page for page in expected if own(found[page]) != own(expected[page])] == []


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("name", ENGINES)
def test_nothing_dead(build: Build, name: str, directories: bool) -> None:
    assert dead_links(build(name, directories=directories)) == []


def test_the_style_is_there(build: Build) -> None:
    """Where a generator that runs no plugin is told of it by its configuration."""
    site = build("zensical")
    page = html.fromstring((site / "reports/haishu-office/2021/index.html").read_bytes())
    assert page.xpath("//link/@href[contains(., 'assets/gongkai.css')]")
    assert page.xpath("//script/@src[contains(., 'assets/gongkai.js')]")
    assert (site / "reports/assets/gongkai.css").is_file()
