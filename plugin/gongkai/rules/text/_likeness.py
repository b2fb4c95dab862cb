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
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

from rapidfuzz import fuzz, process

from gongkai.prose import Line

SAME = 85.0
"""From this likeness on (of 100) two sentences are one, a few words apart."""
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
    def longest_first(self) -> tuple[Sentence, ...]:
        """The sentences by their length: so the fewest decide how much of the text there is elsewhere."""
        return tuple(sorted(self.sentences, key=lambda sentence: -len(sentence.plain)))

    @cached_property
    def plain(self) -> frozenset[str]:
        """The sentences as they are compared."""
        return frozenset(sentence.plain for sentence in self.sentences)

    @cached_property
    def marks(self) -> frozenset[int]:
        """The marks of all sentences."""
        return frozenset().union(*(sentence.marks for sentence in self.sentences))


def length(sentences: Iterable[Sentence]) -> int:
    """Characters that say something."""
    return sum(len(sentence.plain) for sentence in sentences)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a line of a narrative."""
    if _MAY_HAVE_MARKUP.search(text):
        text = _MARKUP.sub(lambda match: match[1] or ("0" if match[0].startswith("{") else ""), text)
    plain = "".join(_KEPT.findall(_NUMBER.sub("0", text))).replace("_", "")
    return tuple(
        Sentence(piece.strip(), said, _marks(said))
        for piece, said in zip(_END.split(text), _END.split(plain), strict=True)
        if len(said) >= _SHORT
    )


def passages(lines: Iterable[Line], read: Callable[[str], tuple[Sentence, ...]] = sentences) -> Passages:
    """The sentences of lines of a narrative. read: may be what remembers its answers."""
    return Passages(tuple(sentence for line in lines for sentence in read(line.text)))


def _is_like(text: Passages, limit: float, stands_elsewhere: Callable[[Sentence], bool]) -> bool:
    """Whether more than the limit of a text stands elsewhere; asks of no more sentences than it must."""
    left = text.length
    for sentence in text.longest_first:
        if not stands_elsewhere(sentence):
            left -= len(sentence.plain)
            if left / text.length <= limit:
                return False
    return bool(text.sentences)


def may_be_like(text: Passages, other: Passages, limit: float) -> bool:
    """Whether more than the limit of a text may stand in another: by marks alone, so at little cost."""
    return _is_like(
        text,
        limit,
        lambda sentence: sentence.plain in other.plain or not other.marks.isdisjoint(sentence.marks),
    )


class Shelf:
    """Texts beside each other, and in which of them each sentence stands, nearly the same."""

    def __init__(self, texts: Sequence[Passages]) -> None:
        self._texts = texts
        self._holders: dict[str, set[int]] = {}
        self._by_mark: dict[int, list[str]] = {}
        self._where: dict[str, set[int]] = {}
        seen: set[int] = set()
        shared: set[int] = set()
        different: list[Sentence] = []
        for position, text in enumerate(texts):
            for sentence in text.sentences:
                holders = self._holders.get(sentence.plain)
                if holders is not None:
                    holders.add(position)
                    continue
                self._holders[sentence.plain] = {position}
                different.append(sentence)
            # What only one of the texts has leads nowhere.
            shared |= seen & text.marks
            seen |= text.marks
        self._long = {sentence.plain for sentence in different if len(sentence.plain) > _LONG}
        for sentence in different:
            for mark in shared.intersection(sentence.marks):
                bearers = self._by_mark.setdefault(mark, [])
                if len(bearers) < _MOST:
                    bearers.append(sentence.plain)

    def may_be_like(self, position: int, limit: float) -> bool:
        """Whether more than the limit of a text stands in others, all of them taken together."""
        return _is_like(self._texts[position], limit, lambda sentence: len(self._places(sentence)) > 1)

    def common(self, position: int) -> dict[int, list[Sentence]]:
        """Which sentences of a text stand in each other text too, by that text's position."""
        found: dict[int, list[Sentence]] = {}
        for sentence in self._texts[position].sentences:
            for other in self._places(sentence):
                if other != position:
                    found.setdefault(other, []).append(sentence)
        return found

    def _places(self, sentence: Sentence) -> set[int]:
        """The texts that have a sentence nearly the same, its own among them."""
        plain = sentence.plain
        places = self._where.get(plain)
        if places is None:
            places = self._holders[plain]
            if len(plain) <= _LONG:
                bearers = (self._by_mark[mark] for mark in sentence.marks if mark in self._by_mark)
                maybe = set().union(*bearers) - self._long
                maybe.discard(plain)
                same = (
                    process.extract(plain, maybe, scorer=fuzz.ratio, score_cutoff=SAME, limit=None)
                    if maybe
                    else ()
                )
                places = places.union(*(self._holders[other] for other, _, _ in same))
            self._where[plain] = places
        return places


def _marks(plain: str) -> tuple[int, ...]:
    """The smallest checksums of the runs of characters."""
    data = plain.encode("utf-16-le")
    width = 2 * _RUN
    checksums = sorted([crc32(data[at : at + width]) for at in range(0, len(data) - width + 1, 2)])
    if len(set(checksums[:_MARKS])) < _MARKS:
        checksums = sorted(set(checksums))
    return tuple(checksums[:_MARKS])
