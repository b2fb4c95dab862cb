"""What a page of ours tells the theme, search engines and readers of feeds about itself, and its footer."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from html import escape
from urllib.parse import urljoin

from gongkai.pages import Distribution, Heading, Metadata, PageContent, metadata
from gongkai.plugin.preparation import Prepared
from gongkai.site import MANIFEST
from gongkai.writers.html.aids import with_address
from gongkai.writers.html.footer import with_footer, write_footer
from gongkai.writers.html.head import with_head, write_head
from gongkai.writers.html.sheets import with_sheets
from gongkai.writers.html.squeeze import squeezed
from gongkai.writers.html.topic import with_topic


def about(content: PageContent, address: str | None, prepared: Prepared) -> Metadata:
    """What a page says of itself to machines. address: that of the page; None where the site has none."""
    # What explains the numbers to readers is no copy of the data.
    files = prepared.site.files.get(content.page, ()) if address else ()
    files = tuple(file for file in files if file.media_type != "text/html")
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
        content.description,
    )


def tell_theme(meta: MutableMapping[str, object], content: PageContent, said: Metadata) -> None:
    """Set in the front matter of a page what is not set: the width of the printed form, its words.

    Material leaves out its side navigation then, and an outline that would be empty. said: what `about` gives.
    """
    has_outline = Heading.__name__ in content.kinds
    meta.setdefault("hide", ["navigation"] if has_outline else ["navigation", "toc"])
    meta["title"] = _Escaped(str(meta["title"]).replace('"', "&quot;").replace("'", "&#x27;"))
    # A theme that describes its pages by itself describes this one with our words.
    for name, value in _told(content, said):
        meta.setdefault(name, value)


def make_safe(meta: MutableMapping[str, object], content: PageContent, said: Metadata) -> None:
    """Escape what of our words themes print into an attribute as it is; to be done when no plugin reads them any more."""
    for name, value in _told(content, said):
        if meta.get(name) == value:
            meta[name] = escape(value)


class _Escaped(str):
    """A text that is HTML already: a theme that escapes it gets it as it is, one that does not has it safe, in an attribute too."""

    __slots__ = ()

    def __html__(self) -> str:
        """As Jinja asks for it."""
        return str(self)


def _told(content: PageContent, said: Metadata) -> Iterator[tuple[str, str]]:
    """Names and values of the front matter that themes print; of one name the first counts."""
    if content.description:
        yield "description", content.description
    for name, value in said.tags:
        if name in ("Description", "Author"):
            yield name.lower(), value


def with_head_and_footer(
    html: str, content: PageContent, address: str | None, said: Metadata, prepared: Prepared
) -> str:
    """A finished page with our lines in its head and its footer, whatever the theme."""
    html = with_address(html, address)
    headed = with_sheets(with_head(html, head_lines(content, said, prepared)), content, prepared.addresses)
    return squeezed(with_footer(with_topic(headed, content.short), footer(content, prepared)))


def head_lines(content: PageContent, said: Metadata, prepared: Prepared) -> str:
    """Our lines in the head of a page."""
    return write_head(said, feed=_feed(content, prepared), is_hidden=content.is_hidden)


def footer(content: PageContent, prepared: Prepared) -> str:
    """Our footer of a page, the same for all of one folder."""
    manifest = prepared.addresses.link(content.page, MANIFEST)
    return write_footer(prepared.settings, manifest, _feed(content, prepared))


def _feed(content: PageContent, prepared: Prepared) -> str | None:
    return prepared.addresses.feed_link(content.page) if prepared.site.news else None
