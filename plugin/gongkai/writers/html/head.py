"""What a page says of itself in its head: tags, the data of schema.org, the feed."""

from __future__ import annotations

import json
import re
from html import escape

from gongkai.pages import FEED_TITLE, Metadata

_NAME = re.compile(r"""<meta\s[^>]*?\bname=["']?([\w:.-]+)""", re.IGNORECASE)
_NAMED_TAG = re.compile(r'<meta name="([^"]+)" [^\n]*\n')


def write_head(about: Metadata, *, feed: str | None = None, is_hidden: bool = False) -> str:
    """Lines to stand before `</head>`. feed: its address on this page; is_hidden: not for search engines."""
    lines = [f'<meta name="{name}" content="{escape(value)}">' for name, value in about.tags]
    if is_hidden:
        lines.append('<meta name="robots" content="noindex">')
    if feed is not None:
        title = escape(FEED_TITLE)
        lines.append(
            f'<link rel="alternate feed" type="application/atom+xml" title="{title}" href="{escape(feed)}">'
        )
    if about.dataset is not None:
        data = json.dumps(about.dataset, ensure_ascii=False, separators=(",", ":"))
        lines.append(f'<script type="application/ld+json">{_harmless(data)}</script>')
    return "".join(f"{line}\n" for line in lines)


def with_head(page: str, head: str) -> str:
    """A page with those lines. A tag that the theme has set already, in upper or lower case, is not set again."""
    before, end, after = page.partition("</head>")
    if not end:
        return page
    return f"{before}{without_names(head, names_in(before))}{end}{after}"


def names_in(html: str) -> frozenset[str]:
    """The names of the tags `<meta>`, in lower case."""
    return frozenset(name.lower() for name in _NAME.findall(html))


def without_names(head: str, names: frozenset[str]) -> str:
    """Those of our lines that set no tag of these names."""
    return _NAMED_TAG.sub(lambda tag: "" if tag[1].lower() in names else tag[0], head)


def _harmless(data: str) -> str:
    """JSON that can neither end its element nor begin a comment in it."""
    for character in "<>&\u2028\u2029":
        data = data.replace(character, f"\\u{ord(character):04x}")
    return data
