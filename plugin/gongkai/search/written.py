"""The pages that people have written, from the index that the theme's search makes of them."""

from __future__ import annotations

import json
import re
from html import unescape

from gongkai.search.entries import Entry, Section

_MARKUP = re.compile(r"<[^<>]*>")
_ZERO_WIDTH_SPACE = "\u200b"
"""Put between words by the theme where jieba is installed."""


def written_entries(index: str) -> list[Entry]:
    """Every page in an index of Material's search (search_index.json), in its order."""
    pages: dict[str, list[tuple[str, str, str]]] = {}
    for document in json.loads(index)["docs"]:
        page, _, section = document["location"].partition("#")
        pages.setdefault(page, []).append((section, _bare(document["title"]), _bare(document["text"])))
    return [_entry(page, parts) for page, parts in pages.items()]


def _entry(page: str, parts: list[tuple[str, str, str]]) -> Entry:
    title = next((title for section, title, _ in parts if not section), parts[0][1])
    sections = tuple(Section(section, title if section else "", text) for section, title, text in parts)
    return Entry(None, page, title, "", "", sections)


def _bare(markup: str) -> str:
    return unescape(_MARKUP.sub(" ", markup.replace(_ZERO_WIDTH_SPACE, ""))).strip()
