"""Real MkDocs builds in a temporary folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from tests.helpers.html_tables import Page
from tests.helpers.support import write_files

# As the handbook has them: Chinese, and nothing from another host.
THEMES: dict[str, dict[str, object]] = {
    "mkdocs": {"locale": "zh_CN", "highlightjs": False},
    "material": {"language": "zh", "font": False},
}


class NoOptions(Config):
    """A plugin without options."""


class Collector(BasePlugin[NoOptions]):
    """A plugin beside ours that keeps what MkDocs made of each page."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, Any] = {}

    def on_page_content(self, html: str, *, page: Any, **_: Any) -> str:
        """Keep the page by the path of its source."""
        self.pages[page.file.src_uri] = page
        return html


class Site:
    """A built site."""

    def __init__(self, folder: Path, pages: Mapping[str, Any]) -> None:
        self.folder = folder
        self.pages = pages
        """MkDocs' pages by the path of their source."""

    def page(self, agency: str, year: int) -> Page:
        """The built page of a report."""
        return Page.of((self.folder / "reports" / agency / str(year) / "index.html").read_bytes())


def build_site(
    folder: Path,
    data: Mapping[str, str],
    *,
    theme: str = "mkdocs",
    options: Mapping[str, object] | None = None,
    extensions: list[object] | None = None,
) -> Site:
    """A site of those files below data/, with our plugin and one page of its own."""
    write_files(folder / "data", data)
    write_files(folder / "docs", {"index.md": "# 首页\n"})
    settings = {
        "site_name": "样例",
        "theme": {"name": theme, **THEMES[theme]},
        # The own theme's search in the browser has no words for Chinese and fails on lang zh.
        "plugins": [{"search": {"lang": "en"}}, {"gongkai": {"documents": False, **(options or {})}}],
        "markdown_extensions": extensions or [],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    config = load_config(str(folder / "mkdocs.yml"))
    collector = config.plugins["collector"] = Collector()
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return Site(folder / "site", collector.pages)
