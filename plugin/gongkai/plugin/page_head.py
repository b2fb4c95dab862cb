"""What a page of ours tells the theme, search engines and readers of feeds about itself, and its footer."""

from __future__ import annotations

from collections.abc import MutableMapping
from urllib.parse import urljoin

from gongkai.pages import Distribution, Heading, Metadata, PageContent, metadata
from gongkai.plugin.preparation import Prepared
from gongkai.search import boost
from gongkai.writers.html.footer import with_footer, write_footer
from gongkai.writers.html.head import with_head, write_head


def tell_theme(
    meta: MutableMapping[str, object], content: PageContent, address: str | None, prepared: Prepared
) -> None:
    """Set in the front matter of a page what is not set: the width of the printed form, its weight in search, its words.

    Material leaves out its side navigation then, and an outline that would be empty. address: that of the page; None
    where the site has none.
    """
    has_outline = any(isinstance(block, Heading) for block in content.blocks)
    meta.setdefault("hide", ["navigation"] if has_outline else ["navigation", "toc"])
    meta.setdefault("search", {"boost": boost(content.page)})
    # A theme that describes its pages by itself describes this one with our words.
    for name, value in _metadata(content, address, prepared).tags:
        if name in ("Description", "Author"):
            meta.setdefault(name.lower(), value)


def with_head_and_footer(html: str, content: PageContent, address: str | None, prepared: Prepared) -> str:
    """A finished page with our lines in its head and its footer, whatever the theme."""
    feed = prepared.addresses.feed_link(content.page) if prepared.site.news else None
    about = _metadata(content, address, prepared)
    head = write_head(about, feed=feed, is_hidden=content.is_hidden)
    return with_footer(with_head(html, head), write_footer(prepared.settings))


def _metadata(content: PageContent, address: str | None, prepared: Prepared) -> Metadata:
    files = prepared.site.files.get(content.page, ()) if address else ()
    return metadata(
        content.page,
        prepared.archive,
        prepared.settings,
        address,
        tuple(
            Distribution(
                file.media_type,
                urljoin(address or "", prepared.addresses.link(content.page, file.address)),
            )
            for file in files
        ),
    )
