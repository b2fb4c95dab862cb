"""Which cells the numbers of a text may be taken from, as what stands between braces: 新收.总计, 新收.总计 + 上年结转.总计."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gongkai.claims.claim import Claim
from gongkai.claims.claims import claimed_sentences
from gongkai.claims.meanings import Meaning, Tables, Unreadable
from gongkai.claims.numbers import Sort, power_of
from gongkai.findings import Place
from gongkai.model import Agency, Report
from gongkai.prose import Line, read_reference

LAST_YEAR = "上年."
_NOWHERE = Place("")


class Source(NamedTuple):
    """What gives a number: its value, and how it is written between braces."""

    value: Decimal
    reference: str


class NumberOfText(NamedTuple):
    """A number of a text that speaks of cells."""

    line: Line
    start: int
    """Offset of its first digit in the line."""
    text: str
    """Its digits, without a unit."""
    agrees: bool
    """Whether one of the cells holds it."""
    sources: tuple[Source, ...]
    """The cells that it may be of, the strictest meaning first; where one holds it, only those that do."""


def numbers_of(lines: Sequence[Line], report: Report, agency: Agency, tables: Tables) -> Iterator[NumberOfText]:
    """The counts of a text of which the words around them tell what they are, in their order. References are none."""
    for sentence in claimed_sentences(lines, report, agency, tables):
        for claim in sentence.claims:
            if (
                claim.subject is None
                or claim.numeral.sort is not Sort.COUNT
                or claim.change
                or claim.is_of_last_year
                or power_of(claim.numeral.unit)
            ):
                continue
            try:
                sources = _sources(claim, tables)
            except Unreadable:
                continue
            right = tuple(source for source in sources if fits(claim, source.value))
            if sources:
                yield NumberOfText(claim.line, claim.column, digits_of(claim), bool(right), right or sources)


def _sources(claim: Claim, tables: Tables) -> tuple[Source, ...]:
    assert claim.subject is not None
    found = []
    for meaning in claim.subject.meanings:
        values, reference = tables.values(meaning), reference_of(meaning)
        if values and reference is not None:
            found.append(Source(values[0], reference))
    return tuple(found)


def fits(claim: Claim, value: Decimal) -> bool:
    """Whether the number is that value, rounded to the digits shown."""
    return round(value, claim.numeral.decimals) == claim.numeral.value


def digits_of(claim: Claim) -> str:
    """The number as the text has it, its unit apart; of a percentage with its sign."""
    start, end = claim.column, claim.sentence.offset + claim.numeral.end
    if claim.numeral.sort is not Sort.PERCENT:
        end -= len(claim.numeral.unit)
    return claim.line.text[start:end].rstrip()


def reference_of(meaning: Meaning, *, last_year: bool = False) -> str | None:
    """What gives the number that is meant; None where it is of more than two cells or groups."""
    paths = [
        (row_sign * column_sign, f"{LAST_YEAR if last_year else ''}{row}.{column}")
        for row_sign, row in meaning.rows
        for column_sign, column in meaning.columns
    ]
    match sorted(paths, key=lambda path: -path[0]):
        case [(1, path)]:
            return _readable(path)
        case [(1, first), (sign, second)]:
            return _readable(f"{first} {'+' if sign > 0 else '-'} {second}")
    return None


def change_of(meaning: Meaning, sign: int) -> str | None:
    """What gives by how much there was more than last year (sign 1), or less (-1)."""
    if len(meaning.rows) * len(meaning.columns) > 1:
        return None
    now, then = reference_of(meaning), reference_of(meaning, last_year=True)
    if now is None or then is None:
        return None
    return _readable(f"{now} - {then}" if sign > 0 else f"{then} - {now}")


def _readable(source: str) -> str | None:
    """Not every name can stand between braces."""
    return source if read_reference(source, _NOWHERE) is not None else None
