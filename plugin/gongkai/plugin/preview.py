"""A preview goes on, whatever is typed while it runs, and shows what is wrong."""

from __future__ import annotations

import logging
from html import escape

from mkdocs.utils import CountHandler


def count_no_warnings(log: logging.Logger | None) -> None:
    """With `strict` MkDocs counts warnings, and ends with the first; a preview shows them."""
    while log is not None:
        for handler in [handler for handler in log.handlers if isinstance(handler, CountHandler)]:
            log.removeHandler(handler)
        log = log.parent


def trouble_box(trouble: str) -> str:
    """What is put on top of our pages where they are those of before: nothing new could be made."""
    text = escape(trouble.removeprefix("gongkai：")).replace("\n", "<br>")
    return (
        '<div class="gongkai-notice gongkai-notice--withdrawn" role="alert">'
        '<p class="gongkai-notice-title">预览：下面是改动之前的页面，改动之后的不能生成</p>'
        f"<p>{text}</p></div>\n"
    )
