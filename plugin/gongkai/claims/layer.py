"""A sentence without its brackets, or what stands in one of them, and what is looked up in it for each of its numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from gongkai.claims.numbers import Numeral
from gongkai.data_classes import dataclass
from gongkai.words.texts import Axis, Expression, Group, Hit, Matter

AWAY = "\0"
"""Stands for what is not in the layer: a bracket seen from outside, the sentence seen from a bracket."""

_start, _end = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, eq=False)
class Layer:
    """A sentence without its brackets, or what stands in one of them; as long as the sentence.

    What is asked for each number is found by place, so that a sentence of hundreds of them costs its length.
    """

    text: str
    start: int
    """Where it begins: the bracket, or 0."""
    in_brackets: bool
    pauses: tuple[int, ...]
    """Where the marks stand that part clauses."""
    numerals: tuple[Numeral, ...]
    hits: tuple[Hit, ...]

    def between(self, start: int, end: int) -> tuple[Hit, ...]:
        """The words that stand wholly there."""
        return self.hits[bisect_left(self.hits, start, key=_start) : bisect_right(self.hits, end, key=_end)]

    def numbers_between(self, start: int, end: int) -> tuple[Numeral, ...]:
        """The numbers that begin there."""
        numerals = self.numerals
        return numerals[bisect_left(numerals, start, key=_start) : bisect_left(numerals, end, key=_start)]

    def pause_behind(self, start: int) -> int:
        """Where the first pause stands from a place on; the end of the text where there is none."""
        at = bisect_left(self.pauses, start)
        return self.pauses[at] if at < len(self.pauses) else len(self.text)

    @cached_property
    def stop(self) -> int:
        """Where what stands in a bracket ends."""
        return len(self.text.rstrip(AWAY))

    def last_of(self, group: Group, start: int, end: int) -> Hit | None:
        """The last word of a group that stands wholly there."""
        return _last(self._groups.get(group, ()), start, end)

    def has(self, group: Group) -> bool:
        """Whether a word of a group stands in it."""
        return group in self._groups

    def has_column(self, family: Matter, start: int, end: int) -> bool:
        """Whether a word for a column begins there."""
        hits = self._columns.get((family, True), ())
        at = bisect_left(hits, start, key=_start)
        return at < len(hits) and hits[at].start < end

    def last_column(self, family: Matter, start: int, end: int) -> Hit | None:
        """The last word for a column that stands wholly there; not one that counts only where there is no other."""
        return _last(self._columns.get((family, False), ()), start, end)

    def last_uncounted_column(self, family: Matter, end: int) -> Hit | None:
        """The last such word up to a place behind which its clause has no number: 自然人申请中，予以公开3件."""
        return _last(self._uncounted.get(family, ()), 0, end)

    def last_column_without_number(self, family: Matter, start: int, end: int) -> Hit | None:
        """The last such word of the whole clauses there that have no number."""
        at = bisect_left(self.pauses, end)
        return _last(self._unnumbered.get(family, ()), start, self.pauses[at - 1]) if at else None

    @cached_property
    def first_meanings(self) -> frozenset[Expression]:
        """What its words mean first of all."""
        return frozenset([hit.word.means[0] for hit in self.hits])

    @cached_property
    def answers(self) -> frozenset[tuple[Expression, ...]]:
        """What its outcomes and reasons mean."""
        return frozenset(
            [hit.word.means for hit in self.hits if hit.word.group in (Group.OUTCOME, Group.REASON)]
        )

    @cached_property
    def _groups(self) -> Mapping[Group, Sequence[Hit]]:
        found: dict[Group, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.word.group, []).append(hit)
        return found

    @cached_property
    def _columns(self) -> Mapping[tuple[Matter, bool], Sequence[Hit]]:
        """By family, and whether those are among them that count only where there is no other."""
        found: dict[tuple[Matter, bool], list[Hit]] = {}
        for hit in self.hits:
            if hit.word.axis is Axis.COLUMN:
                found.setdefault((hit.word.family, True), []).append(hit)
                if hit.word.group is not Group.WEAK:
                    found.setdefault((hit.word.family, False), []).append(hit)
        return found

    @cached_property
    def _uncounted(self) -> Mapping[Matter, Sequence[Hit]]:
        return _by_family(hit for hit in self._strong_columns if self._is_uncounted(hit))

    @cached_property
    def _unnumbered(self) -> Mapping[Matter, Sequence[Hit]]:
        return _by_family(hit for hit in self._strong_columns if self._is_in_clause_without_number(hit))

    @property
    def _strong_columns(self) -> Iterable[Hit]:
        return (hit for (_, has_weak), hits in self._columns.items() if not has_weak for hit in hits)

    def _is_uncounted(self, hit: Hit) -> bool:
        after = bisect_left(self.numerals, hit.end, key=_start)
        pause = bisect_left(self.pauses, hit.end)
        return pause < len(self.pauses) and (
            after == len(self.numerals) or self.pauses[pause] < self.numerals[after].start
        )

    def _is_in_clause_without_number(self, hit: Hit) -> bool:
        at = bisect_left(self.pauses, hit.start)
        if at == len(self.pauses) or self.pauses[at] < hit.end:
            return False
        start = self.pauses[at - 1] + 1 if at else 0
        return not self.numbers_between(start, self.pauses[at])


def _last(hits: Sequence[Hit], start: int, end: int) -> Hit | None:
    at = bisect_right(hits, end, key=_end)
    return hits[at - 1] if at and hits[at - 1].start >= start else None


def _by_family(hits: Iterable[Hit]) -> Mapping[Matter, Sequence[Hit]]:
    found: dict[Matter, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.word.family, []).append(hit)
    return found
