"""The footer of a government website: who runs it, and where it is registered."""

from __future__ import annotations

import re
from html import escape

from gongkai.settings import Settings

ICP = "https://beian.miit.gov.cn/"
"""Where an ICP record is looked up; its number has to lead there."""
POLICE = "https://beian.mps.gov.cn/#/query/webSearch"

_FOOTER = re.compile(r"<footer\b|</body>", re.IGNORECASE)


MANIFEST = "文件清单（SHA-256）"
FEED = "订阅更新（Atom）"


def write_footer(settings: Settings, manifest: str, feed: str | None = None) -> str:
    """The footer. manifest: the address of the list of files, by which a reader proves a copy; feed: that of the news."""
    parts = []
    if settings.organizer:
        parts.append(f"主办单位：{escape(settings.organizer)}")
    if settings.site_id_code:
        parts.append(f"网站标识码：{escape(settings.site_id_code)}")
    if settings.icp_record:
        parts.append(f'<a href="{ICP}">{escape(settings.icp_record)}</a>')
    if settings.police_record:
        number = re.search("[0-9]{10,}", settings.police_record)
        address = f"{POLICE}?code={number[0]}" if number else POLICE
        parts.append(f'<a href="{address}">{escape(settings.police_record)}</a>')
    if feed is not None:
        parts.append(f'<a href="{escape(feed)}" type="application/atom+xml">{FEED}</a>')
    parts.append(f'<a href="{escape(manifest)}">{MANIFEST}</a>')
    spans = "".join(f"<span>{part}</span>" for part in parts)
    return f'<section class="gongkai-footer" aria-label="网站信息">{spans}</section>\n'


def with_footer(page: str, footer: str) -> str:
    """A page with the footer above that of its theme, or at its end."""
    places = list(_FOOTER.finditer(page))
    at = next(
        (place.start() for place in places if place[0] != "</body>"),
        places[-1].start() if places else len(page),
    )
    return page[:at] + footer + page[at:]
