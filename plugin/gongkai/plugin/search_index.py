"""The search index of Material, written anew with our pages as readers look for them."""

from __future__ import annotations

from pathlib import Path

from gongkai.plugin.preparation import Prepared
from gongkai.search import aliases, lighter_index

_ZERO_WIDTH_SPACE = "\\u200b"
"""What only Material's plugin puts between the words of a Chinese text; another plugin's index stays as it is."""


def write_search_index(site_dir: Path, prepared: Prepared) -> None:
    """After the search plugin has written it, where there is one of Material's."""
    file = site_dir / "search/search_index.json"
    if not file.is_file():
        return
    index = file.read_text(encoding="utf-8")
    if _ZERO_WIDTH_SPACE not in index:
        return
    addresses = prepared.addresses
    aliases_of = {
        addresses.file(content.page).removesuffix("index.html"): own
        for content in prepared.site.pages
        if not content.is_hidden and (own := aliases(content, prepared.archive))
    }
    file.write_text(lighter_index(index, aliases_of), encoding="utf-8", newline="\n")
