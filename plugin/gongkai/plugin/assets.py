"""Our style sheet of all pages, script and Markdown extension in the configuration of MkDocs."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from gongkai.addresses import Addresses
from gongkai.site import SCRIPT
from gongkai.writers.html.style import OF_ALL, sheet


def add_assets(config: MkDocsConfig, addresses: Addresses) -> None:
    """On every page, for a theme may go from one to another without loading anew."""
    style, script = addresses.asset(OF_ALL), ExtraScriptValue(addresses.asset(SCRIPT))
    script.defer = True
    # First, so that a site's own style sheet has the last word. One configuration may be built more than once.
    if style not in config.extra_css:
        config.extra_css.insert(0, style)
    if str(script) not in map(str, config.extra_javascript):
        config.extra_javascript.insert(0, script)
    # Headings carry their ids as attributes.
    if "attr_list" not in config.markdown_extensions:
        config.markdown_extensions.append("attr_list")


def put_style_back(site_dir: Path, addresses: Addresses) -> None:
    """What makes style sheets smaller gives them other names, and tells the theme alone; our pages without a theme keep to ours."""
    style = site_dir / addresses.asset(OF_ALL)
    if not style.is_file():
        style.parent.mkdir(parents=True, exist_ok=True)
        style.write_text(sheet(OF_ALL), encoding="utf-8", newline="\n")
