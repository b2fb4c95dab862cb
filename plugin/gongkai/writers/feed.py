"""What is new, as an Atom feed (RFC 4287): an entry each time that a report is published, corrected or withdrawn.

Times are those of the data: a day without a time begins at midnight in China.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from urllib.parse import urljoin, urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from gongkai.addresses import INDEX, Addresses, Anchor, Page
from gongkai.ground.xmltext import printable
from gongkai.model import Date
from gongkai.pages import FEED_TITLE, News

ATOM = "http://www.w3.org/2005/Atom"

_CHINA = timezone(timedelta(hours=8))
_SINCE = 2019
"""A tag: address has a year in which its host had its present owner: that of the 条例 in force."""


def write_feed(news: tuple[News, ...], addresses: Addresses, site_url: str | None) -> bytes:
    """The feed. site_url: the absolute address of the site's root; without it links are relative to the feed."""
    root = f"{site_url.rstrip('/')}/" if site_url else None

    def link(place: Page | Anchor) -> str:
        return urljoin(f"{root}{addresses.feed}" if root else "", addresses.link_from(addresses.feed, place))

    register_namespace("", ATOM)
    feed = Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _text(feed, "id", _id("", root))
    _text(feed, "title", FEED_TITLE)
    _text(feed, "updated", max(_moment(each.date) for each in news))
    if root:
        SubElement(feed, _name("link"), rel="self", type="application/atom+xml", href=f"{root}{addresses.feed}")
    SubElement(feed, _name("link"), rel="alternate", type="text/html", href=link(INDEX))
    for each in news:
        entry = SubElement(feed, _name("entry"))
        _text(entry, "id", _id(_path(each.place), root))
        _text(entry, "title", each.title)
        _text(entry, "updated", _moment(each.date))
        _text(SubElement(entry, _name("author")), "name", each.agency)
        SubElement(entry, _name("link"), rel="alternate", type="text/html", href=link(each.place))
        _text(entry, "summary", each.text)
    indent(feed)
    text: str = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _name(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, _name(name)).text = printable(text)


def _moment(date: Date) -> str:
    return datetime.combine(date.day, date.time or time(), _CHINA).isoformat()


def _path(place: Page | Anchor) -> str:
    page, anchor = (place.page, f"/{place.id}") if isinstance(place, Anchor) else (place, "")
    return f"{page.agency}/{page.year}{anchor}"


def _id(path: str, root: str | None) -> str:
    """The permanent id of the feed or an entry: from the site's address where it is known."""
    if root is None:
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:gongkai:{path}')}"
    parts = urlsplit(root)
    return f"tag:{parts.hostname},{_SINCE}:{parts.path.rstrip('/')}/{path}"
