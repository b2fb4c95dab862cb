"""How much of a text stands in another, nearly word for word.

Sentence by sentence: a sentence counts where the other text has one that is nearly the same (rapidfuzz). Numbers and
years do not count as difference, nor does the order of sentences. Only sentences that have a mark in common are
compared, so that thousands of reports take seconds: of all runs of five characters in a sentence, the six with the
smallest checksums are its marks, and sentences that are nearly the same have nearly the same marks (Broder's
sketches).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

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
_NUMBER = re.compile(
    r"[0-9０-９][0-9０-９.．,，]*[0-9０-９]|[0-9０-９]"
    r"|(?<![〇○零一二三四五六七八九十百千两])[〇○零一二三四五六七八九十百千两]+(?=[年月日件条次期场篇个项份余多])"
)
_LEFT_OUT = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Sentence:
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


def length(sentences: Iterable[Sentence]) -> int:
    """Characters that say something."""
    return sum(len(sentence.plain) for sentence in sentences)


def passages(lines: Iterable[Line]) -> Passages:
    """The sentences of lines of a narrative."""
    found = []
    for line in lines:
        text = _MARKUP.sub(lambda match: match[1] or ("0" if match[0].startswith("{") else ""), line.text)
        for piece in _END.split(text):
            plain = _LEFT_OUT.sub("", _NUMBER.sub("0", piece))
            if len(plain) >= _SHORT:
                found.append(Sentence(piece.strip(), plain, _marks(plain)))
    return Passages(tuple(found))


def common(texts: Sequence[Passages]) -> list[dict[int, list[Sentence]]]:
    """For each text: which of its sentences stand in each other text too, by that text's position."""
    holders: dict[str, set[int]] = {}
    marks: dict[str, tuple[int, ...]] = {}
    by_mark: dict[int, list[str]] = {}
    for position, text in enumerate(texts):
        for sentence in text.sentences:
            plain = sentence.plain
            if plain not in holders:
                holders[plain] = set()
                marks[plain] = sentence.marks
                for mark in sentence.marks:
                    bearers = by_mark.setdefault(mark, [])
                    if len(bearers) < _MOST:
                        bearers.append(plain)
            holders[plain].add(position)
    where = {plain: _where(plain, marks[plain], by_mark, holders) for plain in holders}
    found: list[dict[int, list[Sentence]]] = [{} for _ in texts]
    for position, text in enumerate(texts):
        for sentence in text.sentences:
            for other in where[sentence.plain]:
                if other != position:
                    found[position].setdefault(other, []).append(sentence)
    return found


def _where(
    plain: str, marks: tuple[int, ...], by_mark: dict[int, list[str]], holders: dict[str, set[int]]
) -> set[int]:
    """The texts that have a sentence nearly the same."""
    if len(plain) > _LONG:
        return holders[plain]
    maybe = {other for mark in marks for other in by_mark[mark]}
    maybe.discard(plain)
    same = [
        holders[other] for other in maybe if len(other) <= _LONG and fuzz.ratio(plain, other, score_cutoff=SAME)
    ]
    return holders[plain].union(*same) if same else holders[plain]


def _marks(plain: str) -> tuple[int, ...]:
    """The smallest checksums of the runs of characters."""
    data = plain.encode("utf-16-le")
    checksums = {zlib.crc32(data[at : at + 2 * _RUN]) for at in range(0, len(data) - 2 * _RUN + 1, 2)}
    return tuple(sorted(checksums)[:_MARKS])
