"""Where the words of a site stand, and the parts in which that is written. After an edit only what it changes is worked out."""

from __future__ import annotations

import itertools
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.search.places import read_places, write_places

Words = tuple[str, str]
"""Of a section: its words, and those that it speaks of, with spaces between them: as many texts would take ten times the memory."""
_WORD = "|"
"""Between words; within, a space is before their places."""

_PART_SIZE = 60_000
"""What a part has about, in bytes."""
_FEW = 20
"""Where more than one page in so many is another, all are placed anew."""


@dataclass(frozen=True)
class PageWords:
    """The words of a page, which are read when somebody asks."""

    key: str
    """Of equal keys they are equal."""
    sections: int
    words: Callable[[], Sequence[Words] | None]
    """By section; None where nobody knows them any more."""


class _Word(NamedTuple):
    """A word by its sections."""

    places: array[int]
    """Where it stands, in no order."""
    spoken: array[int]
    """Some of these: where it is spoken of."""


class Placed:
    """The words of all pages, by section."""

    def __init__(self, pages: Sequence[PageWords] = (), texts: Mapping[str, str] | None = None) -> None:
        """pages, texts: as another left them."""
        self.pages = pages
        self.texts: dict[str, str] = dict(texts or {})
        """The places of each word as they are written."""
        self._shares: list[set[str]] = []
        """The words of each part."""
        self._parts: list[str] = []

    def parts(self, pages: Sequence[PageWords]) -> Sequence[str]:
        """Each part as it is written. pages: all of them in the order of the index."""
        # Whatever stops us, what is half changed is not taken up again.
        before, self.pages = self.pages, ()
        changes = _changes(before, pages)
        found = None if changes is None else self._exchange(changes)
        if found is None:
            found = _place([page.sections for page in pages], (page.words() or () for page in pages))
            self.texts, self._shares = {}, []
        changed = list(found)
        for word in changed:
            # Written they are a fraction of what they are as numbers.
            places, spoken = found.pop(word)
            if places:
                self.texts[word] = write_places(sorted(places), sorted(spoken))
            else:
                del self.texts[word]
        self._write(changed)
        self.pages = pages
        return self._parts

    def _exchange(self, changes: Iterable[_Change]) -> dict[str, _Word] | None:
        """The words that stand elsewhere than before; None where they did not stand as it was said."""
        found: dict[str, _Word] = {}
        for at, old, new in changes:
            for which, texts in enumerate(zip(old, new, strict=True)):
                before, now = (set(text.split()) for text in texts)
                for word in before - now:
                    try:
                        self._word(word, found)[which].remove(at)
                    except (ValueError, IndexError):
                        return None
                for word in now - before:
                    self._word(word, found)[which].append(at)
        return found

    def _word(self, word: str, found: dict[str, _Word]) -> _Word:
        if word not in found:
            places, spoken = read_places(self.texts.get(word, ""))
            found[word] = _Word(array("I", places), array("I", spoken))
        return found[word]

    def _write(self, changed: Iterable[str]) -> None:
        """Those parts that have other words now, or words at other places."""
        size = sum(3 * len(word) + len(text) + 2 for word, text in self.texts.items())
        count = size // _PART_SIZE + 1
        if count != len(self._shares):
            changed, self._shares, self._parts = self.texts, [set() for _ in range(count)], [""] * count
        touched = set()
        for word in changed:
            part = _hash(word) % count
            touched.add(part)
            if word in self.texts:
                self._shares[part].add(word)
            else:
                self._shares[part].discard(word)
        for part in touched:
            words = sorted(self._shares[part])
            self._parts[part] = _WORD.join(f"{word} {self.texts[word]}" for word in words)


_Change = tuple[int, Words, Words]
"""The place of a section with its words before and now."""


def _changes(before: Sequence[PageWords], pages: Sequence[PageWords]) -> Sequence[_Change] | None:
    """The sections of the pages that are others; None where all are to be placed anew: where more than a few are, or one has not as many sections as the one in its place."""
    counts = [page.sections for page in pages]
    if counts != [page.sections for page in before]:
        return None
    others = [at for at, (were, are) in enumerate(zip(before, pages, strict=True)) if were.key != are.key]
    if len(others) * _FEW > len(pages):
        return None
    numbers, found = list(_numbers(counts)) if others else [], list[_Change]()
    for at in others:
        old, new = before[at].words(), pages[at].words()
        if old is None or new is None or not len(old) == len(new) == counts[at]:
            return None
        found += zip(numbers[at], old, new, strict=True)
    return found


def _place(counts: Sequence[int], pages: Iterable[Sequence[Words]]) -> dict[str, _Word]:
    """All anew; every word. counts: how many sections each page has. pages: their words."""
    found: defaultdict[str, _Word] = defaultdict(lambda: _Word(array("I"), array("I")))
    for numbers, of_page in zip(_numbers(counts), pages, strict=True):
        for at, (words, often) in zip(numbers, of_page, strict=True):
            for word in words.split():
                found[word].places.append(at)
            for word in often.split():
                found[word].spoken.append(at)
    return found


def _numbers(counts: Sequence[int]) -> Iterator[Sequence[int]]:
    """The places of each page. counts: how many sections each has."""
    numbers: list[list[int]] = [[] for _ in counts]
    place, left = itertools.count(), list(zip(counts, numbers, strict=True))
    while left := [(count, of_page) for count, of_page in left if count > len(of_page)]:
        for _, of_page in left:
            of_page.append(next(place))
    yield from numbers


def _hash(word: str) -> int:
    """As the script has it."""
    found = 0
    for character in word:
        found = (found * 31 + ord(character)) % 2**32
    return found
