"""How much of a text stands in another, nearly word for word.

Sentence by sentence: a sentence counts where the other text has one that is nearly the same (rapidfuzz). Numbers and
years do not count as difference, nor does the order of sentences. Only sentences that have a mark in common are
compared, so that thousands of reports take seconds: of all runs of five characters in a sentence, the six with the
smallest checksums are its marks, and sentences that are nearly the same have nearly the same marks (Broder's
sketches). Where marks and lengths alone show that no text can be too like, sentences are not compared at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property, partial
from itertools import chain
from operator import itemgetter
from typing import NamedTuple
from zlib import crc32

from gongkai.data_classes import dataclass
from gongkai.prose import Line

SAME = 85.0
"""From this likeness on (of 100) two sentences are one, a few words apart."""
_SHORTER = SAME / (200 - SAME)
"""How much shorter one of two such sentences may be: all that only the longer has is difference."""
_SHORT, _LONG = 8, 4000
"""What is shorter says nothing; what is longer was no sentence, and is only held against its like."""
_RUN, _MARKS = 5, 6
_MOST = 300
"""Sentences with a mark in common; of a turn of phrase that is in more of them, only the first are looked at."""

_END = re.compile(r"[。！？；]")
_MARKUP = re.compile(r"\{\{[^{}]*\}\}|!?\[([^\[\]]*)\]\([^()\s]*\)|\*\*")
_MAY_HAVE_MARKUP = re.compile(r"[{\[*]")
_NUMBER = re.compile(
    r"(?=[0-9０-９〇○零一二三四五六七八九十百千两])(?:"  # nearly every place of a text is rejected by it alone
    r"[0-9０-９][0-9０-９.．,，]*[0-9０-９]|[0-9０-９]"
    r"|(?<![〇○零一二三四五六七八九十百千两])[〇○零一二三四五六七八九十百千两]+(?=[年月日件条次期场篇个项份余多]))"
)
_KEPT = re.compile(r"[\w。！？；]+")


class Sentence(NamedTuple):
    """A sentence as typed, and as it is compared."""

    text: str
    plain: str
    marks: tuple[int, ...]


@dataclass(frozen=True)
class Passages:
    """The sentences of a text."""

    sentences: tuple[Sentence, ...]

    @cached_property
    def length(self) -> int:
        """Characters that say something."""
        return length(self.sentences)

    @cached_property
    def plain(self) -> frozenset[str]:
        """The sentences as they are compared."""
        return frozenset([sentence.plain for sentence in self.sentences])

    @cached_property
    def marks(self) -> frozenset[int]:
        """The marks of all sentences."""
        return frozenset(chain.from_iterable([sentence.marks for sentence in self.sentences]))


def length(sentences: Iterable[Sentence]) -> int:
    """Characters that say something."""
    return sum([len(sentence.plain) for sentence in sentences])


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a line of a narrative."""
    if _MAY_HAVE_MARKUP.search(text):
        text = _MARKUP.sub(lambda match: match[1] or ("0" if match[0].startswith("{") else ""), text)
    plain = "".join(_KEPT.findall(_NUMBER.sub("0", text))).replace("_", "")
    return tuple(
        [
            Sentence(piece.strip(), said, _marks(said))
            for piece, said in zip(_END.split(text), _END.split(plain), strict=True)
            if len(said) >= _SHORT
        ]
    )


def passages(lines: Iterable[Line], read: Callable[[str], tuple[Sentence, ...]] = sentences) -> Passages:
    """The sentences of lines of a narrative. read: may be what remembers its answers."""
    return Passages(tuple(chain.from_iterable([read(line.text) for line in lines])))


def may_be_like(text: Passages, other: Passages, limit: float) -> bool:
    """Whether more than the limit of a text may stand in another: by marks alone, so at little cost."""
    left = text.length
    for sentence in text.sentences:
        if sentence.plain not in other.plain and other.marks.isdisjoint(sentence.marks):
            left -= len(sentence.plain)
            if left / text.length <= limit:
                return False
    return bool(text.sentences)


class Shelf:
    """Texts beside each other, and in which of them each sentence stands, nearly the same.

    Whether a text is like others is asked of the sentences first that have marks in common with the fewest: they decide of
    nearly every text, and with three times as many texts cost less than twice as much.
    """

    def __init__(self, texts: Sequence[Passages]) -> None:
        self._texts = texts
        self._first: dict[str, int] = {}
        self._holders: dict[str, set[int]] = {}
        self._where: dict[str, set[int]] = {}
        by_mark: dict[int, str | list[str]] = {}
        for position, text in enumerate(texts):
            for _, plain, marks in text.sentences:
                first = self._first.get(plain)
                if first is not None:
                    if first != position:
                        self._holders.setdefault(plain, {first}).add(position)
                    continue
                self._first[plain] = position
                # A long one is nobody's like, but takes its place.
                shown = plain if len(plain) <= _LONG else ""
                for mark in marks:
                    bearers = by_mark.get(mark)
                    if bearers is None:
                        by_mark[mark] = shown
                    elif isinstance(bearers, str):
                        by_mark[mark] = [bearers, shown]
                    elif len(bearers) < _MOST:
                        bearers.append(shown)
        # What only one sentence has leads nowhere.
        self._by_mark = {mark: bearers for mark, bearers in by_mark.items() if not isinstance(bearers, str)}

    def may_be_like(self, position: int, limit: float) -> bool:
        """Whether more than the limit of a text stands in others, all of them taken together."""
        text = self._texts[position]
        left = text.length
        waiting: list[tuple[float, Sentence]] = []
        for sentence in text.sentences:
            if sentence.plain not in self._holders:
                asked = sum(map(len, self._bearers(sentence)))
                waiting.append((asked / len(sentence.plain), sentence))
        waiting.sort(key=itemgetter(0))
        for cost, sentence in waiting:
            if not cost or len(self._places(sentence)) == 1:
                left -= len(sentence.plain)
                if left / text.length <= limit:
                    return False
        return bool(text.sentences)

    def common(self, position: int) -> dict[int, list[Sentence]]:
        """Which sentences of a text stand in each other text too, by that text's position."""
        found: dict[int, list[Sentence]] = {}
        for sentence in self._texts[position].sentences:
            for other in self._places(sentence):
                if other != position:
                    found.setdefault(other, []).append(sentence)
        return found

    def _bearers(self, sentence: Sentence) -> list[list[str]]:
        """The sentences that have each of its marks, as far as others have it."""
        of = self._by_mark.get
        return [bearers for mark in sentence.marks if (bearers := of(mark)) is not None]

    def _places(self, sentence: Sentence) -> set[int]:
        """The texts that have a sentence nearly the same, its own among them."""
        plain = sentence.plain
        places = self._where.get(plain)
        if places is None:
            places = self._of(plain)
            if len(plain) <= _LONG and (bearers := self._bearers(sentence)):
                # Sentences of other lengths cannot be so like; nearly every one is told apart by that alone.
                least, most = int(len(plain) * _SHORTER), int(len(plain) / _SHORTER) + 1
                maybe = [other for other in chain.from_iterable(bearers) if least <= len(other) <= most]
                same = _alike()(plain, maybe)
                places = places.union(*(self._of(other) for other, _, _ in same))
            self._where[plain] = places
        return places

    def _of(self, plain: str) -> set[int]:
        """The texts that have the very sentence."""
        return self._holders.get(plain) or {self._first[plain]}


@cache
def _alike() -> Callable[[str, list[str]], list[tuple[str, float, int]]]:
    """Those of some sentences that are nearly the same as one."""
    # Takes as long to read in as ten rules; where nothing is compared, it is not needed.
    from rapidfuzz import fuzz, process

    return partial(process.extract, scorer=fuzz.ratio, score_cutoff=SAME, limit=None)


_RUNS = [slice(at, at + 2 * _RUN) for at in range(0, 2 * _LONG, 2)]
"""Where the runs of a sentence begin and end, in bytes."""


def _marks(plain: str) -> tuple[int, ...]:
    """The smallest checksums of the runs of characters."""
    data = plain.encode("utf-16-le")
    count = max(0, len(data) // 2 - _RUN + 1)
    runs = _RUNS[:count] if count <= len(_RUNS) else [slice(at, at + 2 * _RUN) for at in range(0, 2 * count, 2)]
    # Mapped, for this is most of what the rule costs.
    checksums = sorted(map(crc32, map(data.__getitem__, runs)))
    if len(set(checksums[:_MARKS])) < _MARKS:
        checksums = sorted(set(checksums))
    return tuple(checksums[:_MARKS])
