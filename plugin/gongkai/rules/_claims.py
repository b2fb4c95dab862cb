"""What the numbers of the texts speak of, read once for all the rules that ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongkai.claims.claim import ClaimedSentence
from gongkai.claims.claims import claimed_sentences
from gongkai.claims.meanings import Tables
from gongkai.claims.numbers import Sort
from gongkai.claims.spoken import Spoken, spoken_in
from gongkai.model import Agency, Report
from gongkai.prose import Line
from gongkai.rules.text._texts import narrated, noted, texts

_PERCENT = re.compile("[%％]|百分之")


class Told(NamedTuple):
    """The sentences of a report that hold numbers, and its tables, which remember what they were asked."""

    sentences: tuple[ClaimedSentence, ...]
    tables: Tables


class Claims:
    """The sentences of reports with what their numbers speak of.

    Rules go over all reports in turn. So that memory does not grow with their number, only the last report is kept
    whole, and of those before it the few sentences that will be asked for again: those with percentages.
    """

    def __init__(self, spoken: dict[tuple[str, int], tuple[Spoken, ...]] | None = None) -> None:
        """spoken: where it is wanted, is filled: of each report the cells that its narratives speak of."""
        self._spoken = spoken
        self._last: tuple[Report, Told] | None = None
        self._with_percentages: dict[str, tuple[ClaimedSentence, ...]] = {}

    def of(self, report: Report, agency: Agency) -> Told:
        """All of a report."""
        if self._last is not None and self._last[0] is report:
            return self._last[1]
        tables = Tables(report)
        in_narratives = tuple(_read(narrated(report), report, agency, tables, None))
        if self._spoken is not None:
            self._spoken[report.agency, report.year] = tuple(spoken_in(report, in_narratives))
        told = Told((*in_narratives, *_read(noted(report), report, agency, tables, None)), tables)
        self._last = report, told
        self._with_percentages[report.place.file] = tuple(
            said for said in told.sentences if any(claim.numeral.sort is Sort.PERCENT for claim in said.claims)
        )
        return told

    def with_percentages(self, report: Report, agency: Agency) -> tuple[ClaimedSentence, ...]:
        """Those of a report in which a percentage stands. No longer kept from then on."""
        kept = self._with_percentages.pop(report.place.file, None)
        return tuple(_read(texts(report), report, agency, Tables(report), _PERCENT)) if kept is None else kept


def _read(
    every: Iterable[tuple[Line, ...]],
    report: Report,
    agency: Agency,
    tables: Tables,
    wanted: re.Pattern[str] | None,
) -> Iterator[ClaimedSentence]:
    for lines in every:
        if wanted is None or any(wanted.search(line.text) for line in lines):
            yield from claimed_sentences(lines, report, agency, tables, wanted)
