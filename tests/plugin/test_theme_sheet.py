"""When our pages have a style sheet in place of the theme's, and when they keep the theme's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from gongkai.addresses import Addresses, Page
from gongkai.plugin.theme_sheet import ThemeSheet, theme_sheet, with_theme_sheet
from tests.helpers.support import write_files

ADDRESSES = Addresses()
LINKS = (
    '<link rel="stylesheet" href="../../assets/stylesheets/main.1a2b.min.css">\n'
    '<link rel="stylesheet" href="../../assets/stylesheets/palette.3c4d.min.css">'
)
HTML = f'<html dir="ltr"><head>{LINKS}</head><body class="md-typeset"></body></html>'


def config(folder: Path, **changes: Any) -> MkDocsConfig:
    """That of a site with Material."""
    write_files(folder, {"mkdocs.yml": "site_name: 样例\n", "docs/index.md": "# 首页\n"})
    settings: dict[str, Any] = {"theme": {"name": "material", "language": "zh"}, **changes}
    return load_config(str(folder / "mkdocs.yml"), **settings)


def sheet_of(folder: Path, **changes: Any) -> ThemeSheet | None:
    """What the pages of such a site get."""
    return theme_sheet(config(folder, **changes), ADDRESSES)


@pytest.mark.parametrize(
    "changes",
    [
        {"theme": {"name": "material", "features": ["navigation.instant"]}},
        {"extra_javascript": ["own.js"]},
        {"theme": {"name": "mkdocs"}},
    ],
)
def test_a_site_that_we_do_not_know_keeps_the_theme_s_own(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert sheet_of(tmp_path, **changes) is None


def test_ours_stands_in_place_of_both(tmp_path: Path) -> None:
    html = with_theme_sheet(HTML, Page("office"), sheet_of(tmp_path))
    assert html == HTML.replace(LINKS, '<link rel="stylesheet" href="../assets/theme.css">')


@pytest.mark.parametrize(
    "html",
    [
        HTML.replace("</head>", '<link rel="stylesheet" href="../../assets/stylesheets/other.css"></head>'),
        HTML.replace("main.", "whole."),
    ],
)
def test_links_that_we_do_not_know_stay(tmp_path: Path, html: str) -> None:
    assert with_theme_sheet(html, Page("office"), sheet_of(tmp_path)) == html


def written(folder: Path, **changes: Any) -> str:
    """The style sheet of a site with that page alone."""
    sheet = sheet_of(folder, **changes)
    assert sheet is not None
    sheet.look_at(HTML)
    (folder / "site/reports/assets").mkdir(parents=True)
    (place,) = sheet.write(folder / "site")
    return (folder / "site" / place).read_text(encoding="utf-8")


def test_what_no_page_has_is_left_out(tmp_path: Path) -> None:
    css = written(tmp_path)
    assert ".md-typeset" in css
    assert ".admonition" not in css
    assert len(css) < 80_000


ICON = "--md-footnotes-icon:"
"""Drawn beside footnotes, which no page of ours has."""


def test_an_icon_that_nothing_draws_is_left_out(tmp_path: Path) -> None:
    assert ICON not in written(tmp_path)


def test_an_icon_that_the_site_draws_stays(tmp_path: Path) -> None:
    write_files(tmp_path, {"docs/own.css": "p{mask:var(--md-footnotes-icon)}"})
    assert ICON in written(tmp_path, extra_css=["own.css"])


def test_all_icons_stay_beside_a_style_sheet_of_another_place(tmp_path: Path) -> None:
    assert ICON in written(tmp_path, extra_css=["https://www.example.gov.cn/own.css"])
