"""Beside other plugins, listed before ours and after: the same pages, no warning, nothing dead."""

from __future__ import annotations

from contextlib import chdir
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.helpers.commands import Done, build_here, project, site_config
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


def beside(folder: Path, neighbour: Neighbour, theme: str, *, first: bool) -> Done:
    """A build with a neighbour. first: whether it is listed before ours."""
    plugins = [neighbour.plugin, OURS] if first else [OURS, neighbour.plugin]
    site(folder, plugins, theme, neighbour.more)
    write_files(folder, neighbour.files)
    if neighbour.needs_git:
        in_git(folder)
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
    return folders


PAIRS = [
    pytest.param(
        name,
        first,
        NEIGHBOURS[name].theme or ("mkdocs", "material")[(number + first) % 2],
        id=f"{name}-{'before' if first else 'after'}",
    )
    for number, name in enumerate(NEIGHBOURS)
    for first in (True, False)
]


@pytest.mark.parametrize(("name", "first", "theme"), PAIRS)
def test_beside(tmp_path: Path, alone: dict[str, Path], name: str, first: bool, theme: str) -> None:
    """Pairwise: each neighbour in each order, and with each theme."""
    # Its versions and those of git-revision-date-localized ask for different GitPythons: by hand.
    if name not in {each.name for each in entry_points(group="mkdocs.plugins")} | {"static-i18n"}:
        pytest.skip(f"{name} is not installed")
    done = beside(tmp_path, NEIGHBOURS[name], theme, first=first)
    assert done.status == 0, done.said
    assert "WARNING" not in done.said
    assert articles(tmp_path / "site") == articles(alone[theme])
    assert dead_links(tmp_path / "site") == []
    ours = {page: date for page, date in sitemap(alone[theme]).items() if page.startswith("reports/")}
    assert sitemap(tmp_path / "site").items() >= ours.items()
