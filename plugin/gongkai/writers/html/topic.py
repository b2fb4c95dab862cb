"""The title that a theme keeps in its header while a page scrolls: short, with the year first, so that cutting never takes it."""

from __future__ import annotations

import re
from html import escape

_TOPIC = re.compile(r'(data-md-component="header-topic">\s*<span class="md-ellipsis">\s*)[^<]*')


def with_topic(page: str, title: str) -> str:
    """A page with that title in the header of Material; others have none there, and stay as they are."""
    if not title:
        return page
    return _TOPIC.sub(lambda before: before[1] + escape(title, quote=False), page, count=1)
