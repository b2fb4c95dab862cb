"""What is made of our pages and kept for the next build: their HTML, their entries in the search, and the words of these."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable
from dataclasses import astuple
from typing import Any, TypeVar

from gongkai.addresses import Page
from gongkai.ground.plain import Plain
from gongkai.ground.shelf import Kind, Shelf
from gongkai.pages import PageContent
from gongkai.plugin.preparation import Prepared
from gongkai.search import Entry, Packed, Section, Words
from gongkai.site import Site
from gongkai.writers.rendered import Rendered, RenderedHeading, render

T = TypeVar("T")


def rendered(content: PageContent, prepared: Prepared) -> Rendered | None:
    """The page without its frame, or None where it has to go the plain way."""
    kept = prepared.site.kept.get(content.page)
    if kept is None:
        return render(content, prepared.addresses)
    name = f"{kept.name} body"
    found = kept.bundles.bodies.at_hand(name, _RENDERED)
    if found is None:
        found = render(content, prepared.addresses)
        if found is not None:
            kept.bundles.bodies.lay_by(name, _RENDERED, found)
    return found


def entry(content: PageContent, site: Site, make: Callable[[], Entry | None]) -> Entry | None:
    """Its entry in the search; None where it has none."""
    return _made(content, site, "entry", _ENTRY, make)


def words(content: PageContent, site: Site) -> tuple[Words, ...] | None:
    """The words of its entry by section; None where nobody knows."""
    return _made(content, site, "words", _WORDS, lambda: None)


def note_words(content: PageContent, site: Site, found: tuple[Words, ...]) -> None:
    """Keep them."""
    kept = site.kept.get(content.page)
    if kept is not None and kept.bundles.entries.get(f"{kept.name} words", _WORDS) is None:
        kept.bundles.entries.put(f"{kept.name} words", _WORDS, found)


class KeptWords:
    """How the words of the search are written, kept for the next build."""

    def __init__(self, shelf: Shelf, output: str) -> None:
        """output: the folder of our pages."""
        self._shelf, self._bundle = shelf, shelf.bundle(_SEARCH, output)
        self._read = self._bundle.get(_SEARCH, _PACKED) or {}
        self.packed: Packed | None = dict(self._read) if shelf.keeps else None
        """To be renewed; None where nothing is kept."""

    def keep(self) -> None:
        """Write it, if it is not as it was."""
        if self.packed is not None and self.packed != self._read:
            self._bundle.put(_SEARCH, _PACKED, self.packed)
            self._shelf.keep(self._bundle)


def keep_pages(site: Site, shelf: Shelf) -> None:
    """Write what is new."""
    for bundles in {id(kept.bundles): kept.bundles for kept in site.kept.values()}.values():
        for bundle in bundles:
            shelf.keep(bundle)


def _made(content: PageContent, site: Site, what: str, kind: Kind[T], make: Callable[[], T | None]) -> T | None:
    kept = site.kept.get(content.page)
    if kept is None:
        return make()
    name = f"{kept.name} {what}"
    found = kept.bundles.entries.get(name, kind)
    if found is None:
        found = make()
        if found is not None:
            kept.bundles.entries.put(name, kind, found)
    return found


def _kind(expected: type[T], *classes: type) -> Kind[T]:
    plain = Plain(expected, *classes)

    def unpacked(packed: Any) -> T:
        found = plain.unpacked(packed)
        if not isinstance(found, expected):
            raise TypeError(found)
        return found

    return Kind(plain.packed, unpacked)


_SEARCH = "search"
_PACKED = Kind[Packed](
    lambda packed: packed,
    lambda read: {str(word): (str(digest), str(text)) for word, (digest, text) in read.items()},
)


def _packed_page(page: Rendered) -> list[object]:
    body = base64.b64encode(zlib.compress(page.body.encode(), 1)).decode()
    return [body, *map(astuple, page.headings)]


def _unpacked_page(packed: Any) -> Rendered:
    body, *headings = packed
    text = zlib.decompress(base64.b64decode(body, validate=True)).decode()
    return Rendered(
        text, tuple(RenderedHeading(int(level), str(id_), str(name)) for level, id_, name in headings)
    )


_RENDERED = Kind[Rendered](_packed_page, _unpacked_page)
_ENTRY = _kind(Entry, Section, Page)
_WORDS = Kind[tuple[Words, ...]](
    lambda found: found, lambda packed: tuple((str(words), str(often)) for words, often in packed)
)
