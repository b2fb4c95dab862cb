"""A report as one file of HTML, a page of its own.

Nothing is loaded: style and pictures are inside, there is no script. No link is relative: what leads to other pages or
files of the site is named as text, since the site is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from html import escape
from typing import assert_never

from gongkai.addresses import Addresses, Anchor, Attached, Made, Page
from gongkai.data_classes import dataclass
from gongkai.pages import (
    Aside,
    Block,
    Downloads,
    Glossary,
    Image,
    KeyBlock,
    Link,
    Metadata,
    Outline,
    PageContent,
    Pager,
    Trail,
    YearBar,
)
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.head import write_head
from gongkai.writers.html.page import html_block
from gongkai.writers.html.style import SCOPE, page_style


def write_page(content: PageContent, about: Metadata, pictures: Mapping[str, str]) -> bytes:
    """A page of its own. about: what its head says; pictures: data: addresses by the name of the file; others are left out with their text."""
    head = write_head(about, is_hidden=content.is_hidden)
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(content.title)}</title>\n{head}<style>\n{page_style()}\n</style>\n</head>\n"
        f"<body>\n{_article(content, pictures)}</body>\n</html>\n"
    ).encode()


def _article(content: PageContent, pictures: Mapping[str, str]) -> str:
    writer = _StandaloneWriter(content.page, Addresses(), pictures=pictures)
    body = "\n".join(text for block in content.blocks for text in _block(block, writer))
    return f'<article class="{SCOPE.removeprefix(".")}" lang="zh-CN">\n{body}\n</article>\n'


def _block(block: Block, writer: HtmlWriter) -> Iterator[str]:
    match block:
        case Trail() | Pager() | Downloads() | Glossary() | KeyBlock() | Aside() | YearBar() | Outline():
            # These lead to other pages, or are the site's own words.
            pass
        case _:
            # All others, which html_block matches one by one.
            yield from html_block(block, writer)


@dataclass(frozen=True, slots=True)
class _StandaloneWriter(HtmlWriter):
    """Writes blocks without the site around them."""

    pictures: Mapping[str, str] = field(kw_only=True)

    def link(self, link: Link) -> str:
        """A link to the web or to a place on this page; any other is its text."""
        match link.target:
            case str() | Anchor(page=self.here):
                return HtmlWriter.link(self, link)
            case Page() | Anchor() | Attached() | Made():
                return self.inlines(link.inlines)
            case _:
                assert_never(link.target)

    def image(self, image: Image) -> str:
        """A picture inside the file, or its text."""
        address = self.pictures.get(image.file.name)
        text = self.escape(image.text)
        shown = f"（图：{text}）" if address is None else f'<img src="{address}" alt="{text}">'
        return f'<p class="gongkai-image">{shown}</p>'
