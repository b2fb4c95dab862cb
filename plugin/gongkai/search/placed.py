"""Where the words of a site stand, and the parts in which that is written. After an edit only what it changes is worked out."""

from __future__ import annotations

import itertools
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from gongkai.data_classes import dataclass
from gongkai.search.places import read_places, write_places, write_sixes

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
            self.texts = _place([page.sections for page in pages], (page.words() or () for page in pages))
            self._shares = []
        for word, (places, spoken) in (found or {}).items():
            if places:
                self.texts[word] = write_places(sorted(places), sorted(spoken))
            else:
                del self.texts[word]
        self._write(self.texts if found is None else found)
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


def _place(counts: Sequence[int], pages: Iterable[Sequence[Words]]) -> dict[str, str]:
    """All anew: the places of each word, as they are written. counts: how many sections each page has. pages: their words.

    Sections that share a six are those of pages side by side: a word that stands in several of them is kept once, and
    of the sixes only those are open that the next page may go on with.
    """
    sixes: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    spoken: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    opened: dict[int, tuple[list[int], dict[str, int]]] = {}
    for numbers, of_page in zip(_numbers(counts), pages, strict=True):
        for at, (words, often) in zip(numbers, of_page, strict=True):
            six, place = divmod(at, 6)
            had, bits = opened.setdefault(six, ([], {}))
            bit, of = 1 << place, bits.get
            for word in words.split():
                bits[word] = of(word, 0) | bit
            for word in often.split():
                spoken[word].append(at)
            had.append(place)
            if len(had) == 6:
                _close(six, opened.pop(six)[1], sixes)
    for six, (_, bits) in opened.items():
        _close(six, bits, sixes)
    # Written they are a fraction of what they are as numbers.
    return {word: write_sixes(sorted(sixes.pop(word)), sorted(spoken.pop(word, ()))) for word in list(sixes)}


def _close(six: int, bits: Mapping[str, int], sixes: Mapping[str, array[int]]) -> None:
    for word, which in bits.items():
        sixes[word].append(six << 6 | which)


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
