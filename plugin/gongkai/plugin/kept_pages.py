"""What is made of our pages and kept for the next build: their HTML, their entries in the search, and the words of these."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from gongkai.addresses import Addresses, Page
from gongkai.ground.plain import Plain
from gongkai.ground.shelf import Kind, Shelf
from gongkai.model import Archive
from gongkai.pages import PageContent
from gongkai.pages.kept import KeptPage
from gongkai.search import (
    Entry,
    KnownWords,
    Listed,
    PageWords,
    Placed,
    Section,
    Shown,
    Words,
    entry_of,
    words_of,
)
from gongkai.site import Site
from gongkai.writers.rendered import Rendered, RenderedHeading, render

T = TypeVar("T")


def rendered(content: PageContent, site: Site, addresses: Addresses) -> Rendered | None:
    """The page without its frame, or None where it has to go the plain way."""
    kept = site.kept.get(content.page)
    return render(content, addresses) if kept is None else _rendered(content, kept, addresses)


def _rendered(content: PageContent, kept: KeptPage, addresses: Addresses) -> Rendered | None:
    name = f"{kept.name} body"
    found = kept.bundles.bodies.at_hand(name, _RENDERED)
    if found is None:
        found = render(content, addresses)
        if found is not None:
            kept.bundles.bodies.lay_by(name, _RENDERED, found)
    return found


def listed(content: PageContent, site: Site, addresses: Addresses, archive: Archive) -> Listed | None:
    """As it stands in the search; None where it does not."""
    make = partial(entry_of, content, addresses.file(content.page).removesuffix("index.html"), archive)
    kept = site.kept.get(content.page)
    if kept is None:
        entry = make()
        return None if entry is None else Listed.of(entry)
    return _listed(content, kept, make)


def _listed(content: PageContent, kept: KeptPage, make: Callable[[], Entry | None]) -> Listed | None:
    """make: gives its entry."""
    name, bundles = kept.name, kept.bundles

    def entry_now() -> Entry:
        found = bundles.entries.at_hand(f"{name} entry", _ENTRY)
        if found is None:
            found = make()
            assert found is not None
            bundles.entries.lay_by(f"{name} entry", _ENTRY, found)
        return found

    def words_now() -> tuple[Words, ...]:
        found = bundles.entries.at_hand(f"{name} words", _WORDS)
        if found is None:
            found = words_of(entry_now())
            bundles.entries.lay_by(f"{name} words", _WORDS, found)
        return found

    headings = bundles.facts.get(f"{name} headings", _HEADINGS)
    if headings is None:
        entry = make()
        headings = () if entry is None else (tuple((each.id, each.heading) for each in entry.sections),)
        bundles.facts.put(f"{name} headings", _HEADINGS, headings)
        if entry is not None:
            bundles.entries.lay_by(f"{name} entry", _ENTRY, entry)
    if not headings:
        return None
    key = f"{bundles.entries.key} {name}"
    page = content.page if content.page.year is not None else None
    return Listed(key, page, headings[0], entry_now, words_now)


def finish(
    content: PageContent, kept: KeptPage, *, addresses: Addresses, archive: Archive, is_searched: bool
) -> None:
    """Lay by what a page is written from, so that its blocks need not stay. is_searched: whether that is its words too."""
    _rendered(content, kept, addresses)
    if is_searched:
        of_search = _listed(content, kept, partial(entry_of, content, "", archive))
        if of_search is not None:
            of_search.words()


class KeptSearch:
    """The search as the last build has left it."""

    def __init__(self, shelf: Shelf, output: str) -> None:
        """output: the folder of our pages."""
        self._shelf, self._bundle = shelf, shelf.bundle(_SEARCH, output)
        found = self._bundle.at_hand(_SEARCH, _FILES)
        pages, texts, shown = ((), {}, []) if found is None else found
        self.placed = Placed([self._page(*page) for page in pages], texts)
        self.shown = shown

    def _page(self, key: str, sections: int, words: Sequence[Words] | None) -> PageWords:
        def found() -> Sequence[Words] | None:
            bundle, _, name = key.partition(" ")
            return words or self._shelf.other(bundle).get(f"{name} words", _WORDS)

        return PageWords(key, sections, found)

    def keep(self, known: KnownWords) -> None:
        """Write it. The words of our pages are kept with these."""
        if self._shelf.keeps:
            pages = [
                (page.key, page.sections, None if " " in page.key else page.words())
                for page in known.placed.pages
            ]
            files: _Files = (pages, known.placed.texts, known.shown)
            self._bundle.lay_by(_SEARCH, _FILES, files)
            self._shelf.keep(self._bundle, is_large=True)


def keep_pages(site: Site, shelf: Shelf) -> None:
    """Write what is new."""
    for bundles in {id(kept.bundles): kept.bundles for kept in site.kept.values()}.values():
        for bundle in bundles:
            shelf.keep(bundle)


def _kind(expected: type[T], *classes: type) -> Kind[T]:
    plain = Plain(expected, *classes)

    def unpacked(packed: Any) -> T:
        found = plain.unpacked(packed)
        if not isinstance(found, expected):
            raise TypeError(found)
        return found

    return Kind(plain.packed, unpacked)


_SEARCH = "search"
_Files = tuple[
    Sequence[tuple[str, int, Sequence[Words] | None]],
    dict[str, str],
    list[Shown],
]
"""The words of pages, where all words stand, and the parts of entries."""


def _unpacked_files(packed: Any) -> _Files:
    pages, texts, shown = packed
    return (
        [(str(key), int(sections), None if words is None else _words(words)) for key, sections, words in pages],
        {str(word): str(text) for word, text in texts.items()},
        [Shown(str(key), str(text)) for key, text in shown],
    )


def _words(packed: Any) -> tuple[Words, ...]:
    return tuple((str(words), str(often)) for words, often in packed)


_FILES = Kind[_Files](lambda files: files, _unpacked_files)


def _packed_page(page: Rendered) -> list[object]:
    body = base64.b64encode(zlib.compress(page.body.encode(), 1)).decode()
    return [body, *((each.level, each.id, each.name) for each in page.headings)]


def _unpacked_page(packed: Any) -> Rendered:
    body, *headings = packed
    text = zlib.decompress(base64.b64decode(body, validate=True)).decode()
    return Rendered(
        text, tuple(RenderedHeading(int(level), str(id_), str(name)) for level, id_, name in headings)
    )


_RENDERED = Kind[Rendered](_packed_page, _unpacked_page)
_ENTRY = _kind(Entry, Section, Page)
_WORDS = Kind[tuple[Words, ...]](lambda found: found, _words)
_HEADINGS = Kind[tuple[tuple[tuple[str, str], ...], ...]](
    lambda found: found,
    lambda packed: tuple(tuple((str(id_), str(heading)) for id_, heading in each) for each in packed),
)
"""Those of one entry, or of none."""
