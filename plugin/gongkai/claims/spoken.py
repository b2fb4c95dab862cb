"""The sentences of a report that speak of each of its cells.

A number of the text counts as speaking of a cell only where its words mean that cell and it is the number that stands
there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.claims.claim import ClaimedSentence
from gongkai.claims.claims import claimed_sentences
from gongkai.claims.meanings import Meaning, Tables
from gongkai.claims.numbers import CHINESE, Sort, plain
from gongkai.findings import CellName
from gongkai.forms import cells_at
from gongkai.ground.patterns import later
from gongkai.model import Agency, Report

Spoken = tuple[CellName, str]
"""A cell, and a sentence that speaks of it."""
REFERENCE = later(r"\{\{\s*(.*?)\s*\}\}")
_SENTENCE = later(r"[^。！？；]+[。！？；]?")
_DIGITS = later("0*([0-9]+)")
_IN_OTHER_WORDS = later(rf"[0-9. ,，余多几来][万亿元]|[{CHINESE}](?:个月|[件宗份起例次个条项笔])")
"""3.2万件, 5000元, 三件: the number is not that of the digits."""


class _Numbers:
    """Tells where a number of a cell may stand: most sentences have others, and need not be read."""

    def __init__(self, report: Report) -> None:
        values = {int(cell.value) for cell in report.cells.values() if cell.value is not None}
        self._begin = {str(value) for value in values} | {f"{value:,}".partition(",")[0] for value in values}
        """The first digits of each, with and without signs between the thousands."""

    def search(self, text: str, /) -> bool:
        text = plain(text)
        return _IN_OTHER_WORDS.search(text) is not None or not self._begin.isdisjoint(_DIGITS.findall(text))


def spoken(report: Report, agency: Agency) -> Iterator[Spoken]:
    """The cells that the narratives of a report speak of, in the order of the text."""
    tables, numbers = Tables(report), _Numbers(report)
    for narrative in report.all_narratives:
        yield from spoken_in(report, claimed_sentences(narrative.lines, report, agency, tables, numbers))


def spoken_in(report: Report, sentences: Iterable[ClaimedSentence]) -> Iterator[Spoken]:
    """The cells that sentences of a report speak of, as `spoken` tells them, where all numbers have been read already."""
    for claimed in sentences:
        for claim in claimed.claims:
            if claim.change or claim.is_of_last_year or claim.subject is None:
                continue
            if claim.numeral.sort is not Sort.COUNT:
                continue
            if REFERENCE.search(claim.line.text):
                # Such a sentence is shown with the numbers filled in that it takes from cells.
                continue
            passage = None
            for name in filter(None, (_cell(report, meaning) for meaning in claim.subject.meanings)):
                if report.cells[name].value == claim.numeral.value:
                    passage = passage or sentence_around(claim.line.text, claim.column)
                    yield name, passage


def sentence_around(text: str, at: int) -> str:
    """The sentence of a line that has a place in it."""
    return next((match[0].strip() for match in _SENTENCE.finditer(text) if match.end() > at), text)


def _cell(report: Report, meaning: Meaning) -> CellName | None:
    """The one cell that a meaning is; None for a sum, and where the report has none."""
    if len(meaning.rows) != 1 or len(meaning.columns) != 1:
        return None
    ((_, row),), ((_, column),) = meaning.rows, meaning.columns
    cells = cells_at(report.form, (row, column))
    return cells[0] if len(cells) == 1 and cells[0] in report.cells else None
