"""What the text of a report says that cells hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.claims.claim import ClaimedSentence
from gongkai.claims.meanings import Meaning
from gongkai.claims.numbers import Sort
from gongkai.findings import CellName, Number
from gongkai.forms import cells_at
from gongkai.model import Report


def told_numbers(report: Report, told: Iterable[ClaimedSentence]) -> Mapping[CellName, frozenset[Number]]:
    """The numbers of the text by the single cells that they may speak of."""
    found: dict[CellName, set[Number]] = {}
    for sentence in told:
        for claim in sentence.claims:
            if claim.change or claim.subject is None or claim.numeral.sort is not Sort.COUNT:
                continue
            for name in filter(None, (_cell(report, meaning) for meaning in claim.subject.meanings)):
                found.setdefault(name, set()).add(claim.numeral.value)
    return {name: frozenset(values) for name, values in found.items()}


def _cell(report: Report, meaning: Meaning) -> CellName | None:
    """The one cell that a meaning is; None for a sum, and where the form has none."""
    if len(meaning.rows) != 1 or len(meaning.columns) != 1:
        return None
    ((_, row),), ((_, column),) = meaning.rows, meaning.columns
    cells = cells_at(report.form, (row, column))
    return cells[0] if len(cells) == 1 else None
