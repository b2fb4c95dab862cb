"""Beside other plugins, listed before ours and after: the same pages, no warning, nothing dead.

Pairwise: each neighbour in each order, with each theme and each engine. GONGKAI_NEIGHBOURS=all, which `make neighbours`
sets, builds the whole product.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import chdir
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.helpers.commands import Done, build_here, project, run, site_config
from tests.helpers.neighbours import ADDRESS, NEIGHBOURS, Neighbour, articles, dead_links, in_git, sitemap
from tests.helpers.support import report_text, write_files

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.thorough]

UNCHAINED = "{carry-over: off, stock: off}"
"""Rules for two years with the same figures."""
OURS = f"gongkai: {{documents: off, rules: {UNCHAINED}}}"
BRACES = "甲{{ 1 + 1 }}乙{% raw %}丙{#丁#}戊"
"""Text of an office, which Jinja must not see."""


def site(folder: Path, plugins: list[str], theme: str = "mkdocs", more: str = "") -> Path:
    """Two reports and two pages of the site's own. plugins: entries as YAML."""
    text = report_text("haishu-office-2021", 2021)
    reports = {"2021.yml": text, "2022.yml": report_text("haishu-office-2021", 2022)}
    listed = "".join(f"\n  - {plugin}" for plugin in ("search", *plugins))
    config = site_config(theme, plugins=listed, more=f"site_url: {ADDRESS}\n{more}")
    write_files(folder, {"docs/about.md": "# 关于\n\n[年报](reports/index.md)\n"})
    return project(folder, reports, config)


def beside(folder: Path, neighbour: Neighbour, theme: str, *, first: bool, engine: str = "mkdocs") -> Done:
    """A build with a neighbour. first: whether it is listed before ours."""
    plugins = [neighbour.plugin, OURS] if first else [OURS, neighbour.plugin]
    site(folder, plugins, theme, neighbour.more)
    write_files(folder, neighbour.files)
    if neighbour.needs_git:
        in_git(folder)
    if engine != "mkdocs":
        return run([sys.executable, "-m", engine, "build", "--strict", "-f", "mkdocs.yml"], folder)
    # Some ask git of the folder they run in.
    with chdir(folder):
        return build_here(folder, strict=True)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site without neighbours, by theme."""
    folders = {}
    for theme in ("mkdocs", "material"):
        folder = site(tmp_path_factory.mktemp(theme), [OURS], theme)
        assert build_here(folder, strict=True).status == 0
        folders[theme] = folder / "site"
        # Two reports, each with what answers for its numbers, their agency, its comparison, and the list of all.
        assert len(articles(folders[theme])) == 7
    return folders


THEMES = ("mkdocs", "material")
ENGINES = ("mkdocs", "properdocs")


class Case(NamedTuple):
    """A site to build."""

    name: str
    first: bool
    theme: str
    engine: str

    @property
    def is_possible(self) -> bool:
        """Whether the neighbour supports the theme."""
        return NEIGHBOURS[self.name].theme in ("", self.theme)


def pairs() -> Iterator[Case]:
    """Each neighbour meets each order, theme and engine, and these meet each other."""
    for number, name in enumerate(NEIGHBOURS):
        for first in (True, False):
            theme = NEIGHBOURS[name].theme or THEMES[(number + first) % 2]
            yield Case(name, first, theme, ENGINES[(number // 2 + first) % 2])


CASES = (
    [case for each in product(NEIGHBOURS, (True, False), THEMES, ENGINES) if (case := Case(*each)).is_possible]
    if os.environ.get("GONGKAI_NEIGHBOURS") == "all"
    else list(pairs())
)


@pytest.mark.parametrize(
    "case",
    CASES,
    ids=lambda case: f"{case.name}-{'before' if case.first else 'after'}-{case.theme}-{case.engine}",
)
def test_beside(tmp_path: Path, alone: dict[str, Path], case: Case) -> None:
    done = beside(tmp_path, NEIGHBOURS[case.name], case.theme, first=case.first, engine=case.engine)
    assert done.status == 0, done.said
    assert "WARNING" not in done.said
    assert articles(tmp_path / "site") == articles(alone[case.theme])
    assert dead_links(tmp_path / "site") == []
    ours = {page: date for page, date in sitemap(alone[case.theme]).items() if page.startswith("reports/")}
    assert sitemap(tmp_path / "site").items() >= ours.items()
