"""What is done for other plugins that would otherwise lose our pages, or show them twice."""

from __future__ import annotations

import json
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

AWESOME_NAV = "awesome-nav"
I18N = "i18n"


def _named(config: MkDocsConfig, name: str) -> Any:
    """A plugin by the name under which it is listed; None where it is not. Its attributes are its own affair."""
    plugin = config.plugins.get(name)
    return plugin if isinstance(plugin, BasePlugin) else None


def is_late(config: MkDocsConfig) -> bool:
    """Whether our pages come after all others: static-i18n keeps only what lies in docs_dir."""
    return _named(config, I18N) is not None


def is_our_turn(config: MkDocsConfig) -> bool:
    """Whether our pages are made in this run: static-i18n builds once for each language, and ours are Chinese."""
    plugin = _named(config, I18N)
    if plugin is None:
        return True
    chinese = (language for language in plugin.build_languages if language.startswith("zh"))
    return bool(plugin.current_language == next(chinese, plugin.default_language))


def list_in_sitemap(pages: list[File], config: MkDocsConfig) -> None:
    """static-i18n makes its sitemap from lists of its own; there our pages have no other languages."""
    plugin = _named(config, I18N)
    if plugin is not None and is_our_turn(config):
        for file in pages:
            file.alternates = {}  # type: ignore[attr-defined]
        listed = plugin.i18n_files_per_language
        listed[plugin.current_language] = [*listed[plugin.current_language], *pages]


def let_awesome_nav_place(
    files: Files, names: tuple[str, ...], output: str, title: str, config: MkDocsConfig
) -> None:
    """awesome-nav makes its navigation from what may stand in one, and reads what a folder is called in a file of it."""
    plugin = _named(config, AWESOME_NAV)
    if plugin is None:
        return
    for name in names:
        file = files.get_file_from_path(name)
        if file is not None:
            file.inclusion = InclusionLevel.INCLUDED
    place = f"{output}/{plugin.config.filename}"
    if files.get_file_from_path(place) is None:
        listed = {"title": title, "nav": [name.removeprefix(f"{output}/") for name in names]}
        text = json.dumps(listed, ensure_ascii=False)
        files.append(File.generated(config, place, content=text, inclusion=InclusionLevel.EXCLUDED))
