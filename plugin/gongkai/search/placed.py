"""Where the words of a site stand, and the parts in which that is written. After an edit only what it changes is worked out."""

from __future__ import annotations

import itertools
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from typing import NamedTuple

Words = tuple[str, str]
"""Of a section: its words, and those that it speaks of, with spaces between them: as many texts would take ten times the memory."""
_WORD = "|"
"""Between words; within, a space is before their places."""

_PART_SIZE = 60_000
"""What a part has about, in bytes."""
_FEW = 20
"""Where more than one page in so many is another, all are placed anew."""


class _Word(NamedTuple):
    """A word by its sections."""

    places: array[int]
    """Where it stands, in no order."""
    spoken: array[int]
    """Some of these: where it is spoken of."""


Packed = dict[str, tuple[str, str]]
"""For each word a digest of its places, and these as they are written."""


class Placed:
    """The words of all pages, by section."""

    def __init__(
        self, pack: Callable[[Sequence[int], Sequence[int]], str], before: Packed | None = None
    ) -> None:
        """pack: writes the places of a word, which ascend, and those of them that speak of it.

        before: what another process has written; is renewed.
        """
        self._pack, self._before = pack, before
        self._pages: Sequence[Sequence[Words]] = ()
        self._words: dict[str, _Word] = {}
        self._packed: dict[str, str] = {}
        """The places of each word as they are written."""
        self._shares: list[set[str]] = []
        """The words of each part."""
        self._parts: list[str] = []

    def parts(self, pages: Sequence[Sequence[Words]]) -> Sequence[str]:
        """Each part as it is written. pages: the words of each page by section; what is the same as the last time is the same object."""
        # Whatever stops us, what is half changed is not taken up again.
        before, self._pages = self._pages, ()
        changed = self._exchange(before, pages) if _are_like(before, pages) else self._place(pages)
        for word in changed:
            places, spoken = self._words[word]
            if places:
                self._packed[word] = self._text(word, sorted(places), spoken)
            else:
                del self._words[word], self._packed[word]
        self._write(changed)
        if self._before is not None:
            for word in self._before.keys() - self._words.keys():
                del self._before[word]
        self._pages = pages
        return self._parts

    def _text(self, word: str, places: Sequence[int], spoken: Sequence[int]) -> str:
        if self._before is None:
            return self._pack(places, spoken)
        numbers = array("I", (len(places), *places, *sorted(spoken)))
        digest = blake2b(numbers.tobytes(), digest_size=16).hexdigest()
        old, text = self._before.get(word, ("", ""))
        if old != digest:
            text = self._pack(places, spoken)
            self._before[word] = digest, text
        return text

    def _place(self, pages: Sequence[Sequence[Words]]) -> set[str]:
        """All anew; every word."""
        found: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        spoken: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        for numbers, of_page in zip(_numbers(list(map(len, pages))), pages, strict=True):
            for at, (words, often) in zip(numbers, of_page, strict=True):
                for word in words.split():
                    found[word].append(at)
                for word in often.split():
                    spoken[word].append(at)
        self._words = {word: _Word(places, spoken[word]) for word, places in found.items()}
        self._packed, self._shares = {}, []
        return set(found)

    def _exchange(self, before: Sequence[Sequence[Words]], pages: Sequence[Sequence[Words]]) -> set[str]:
        """The words of those pages that have others now; those that stand elsewhere than before."""
        changed: set[str] = set()
        numbers = _numbers(list(map(len, pages)))
        for of_page, were, are in zip(numbers, before, pages, strict=True):
            if were is not are:
                for at, old, new in zip(of_page, were, are, strict=True):
                    changed |= self._exchanged(at, old, new)
        return changed

    def _exchanged(self, at: int, old: Words, new: Words) -> set[str]:
        changed: set[str] = set()
        for which, texts in enumerate(zip(old, new, strict=True)):
            before, now = (set(text.split()) for text in texts)
            for word in before - now:
                self._words[word][which].remove(at)
            for word in now - before:
                self._words.setdefault(word, _Word(array("I"), array("I")))[which].append(at)
            changed |= before ^ now
        return changed

    def _write(self, changed: Iterable[str]) -> None:
        """Those parts that have other words now, or words at other places."""
        size = sum(3 * len(word) + len(text) + 2 for word, text in self._packed.items())
        count = size // _PART_SIZE + 1
        if count != len(self._shares):
            changed, self._shares, self._parts = self._packed, [set() for _ in range(count)], [""] * count
        touched = set()
        for word in changed:
            part = _hash(word) % count
            touched.add(part)
            if word in self._packed:
                self._shares[part].add(word)
            else:
                self._shares[part].discard(word)
        for part in touched:
            words = sorted(self._shares[part])
            self._parts[part] = _WORD.join(f"{word} {self._packed[word]}" for word in words)


def _are_like(before: Sequence[Sequence[Words]], pages: Sequence[Sequence[Words]]) -> bool:
    """Whether few pages are others, and each has as many sections as the one in its place."""
    if list(map(len, pages)) != list(map(len, before)):
        return False
    others = sum(were is not are for were, are in zip(before, pages, strict=True))
    return others * _FEW <= len(pages)


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
    if len(word) == 2:  # nearly every one
        return ord(word[0]) * 31 + ord(word[1])
    found = 0
    for character in word:
        found = (found * 31 + ord(character)) % 2**32
    return found
