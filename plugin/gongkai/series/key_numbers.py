"""The numbers that say most about a year: a handful of cells, and the share that was made public."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from gongkai.data_classes import dataclass
from gongkai.forms import Header
from gongkai.series.series import Key, Series
from gongkai.series.value import NOTHING, Found, Value
from gongkai.tables import rounded


class Measure(StrEnum):
    """Which key number."""

    NEW = "new"
    CARRIED_IN = "carried-in"
    RESULT = "result"
    CARRIED_OUT = "carried-out"
    PUBLIC = "public"
    REVIEW = "review"
    SUIT = "suit"
    REVIEW_CORRECTED = "review-corrected"
    SUIT_CORRECTED = "suit-corrected"
    MADE = "made"
    IN_FORCE = "in-force"


_TOTAL = "total"
_GRANTED, _PARTIAL = ("t3", "granted", _TOTAL), ("t3", "partial", _TOTAL)
RESULT = ("t3", "result-total", _TOTAL)
"""What the outcomes add up to."""
# In the order of the page; the share follows what it is a share of.
KEYS: dict[Measure, Key] = {
    Measure.NEW: ("t3", "new", _TOTAL),
    Measure.CARRIED_IN: ("t3", "carried-in", _TOTAL),
    Measure.RESULT: RESULT,
    Measure.CARRIED_OUT: ("t3", "carried-out", _TOTAL),
    Measure.REVIEW: ("t4", "review", _TOTAL),
    Measure.SUIT: ("t4", "suit", _TOTAL),
    Measure.REVIEW_CORRECTED: ("t4", "review", "corrected"),
    Measure.SUIT_CORRECTED: ("t4", "suit", "corrected"),
    Measure.MADE: ("t2", "normative-document", "made"),
    Measure.IN_FORCE: ("t2", "normative-document", "in-force"),
}
"""Where each stands on the forms."""
_NOT_OVER_THE_YEARS = (Measure.CARRIED_IN, Measure.REVIEW_CORRECTED, Measure.SUIT_CORRECTED)
"""Those of one year alone: the year before says the first itself, and the others are too few."""


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number over the years."""

    measure: Measure
    name: str
    """In the words of the newest form in use."""
    formula: str
    """How it is worked out; empty where it is a cell."""
    values: tuple[Value, ...]
    """One a year."""

    @property
    def count(self) -> int:
        """How many years have it."""
        return sum(value.number is not None for value in self.values)


def key_numbers(series: Series) -> tuple[KeyNumber, ...]:
    """Every key number that at least one year has, in the order of the page."""
    found = []
    for measure, key in KEYS.items():
        if measure in _NOT_OVER_THE_YEARS:
            continue
        found.append(KeyNumber(measure, _name(series, key), "", series.values(key)))
        if measure is Measure.RESULT:
            found.append(_share(series))
    return tuple(each for each in found if each.count)


def _share(series: Series) -> KeyNumber:
    """公开率: granted and partly granted of all results, one decimal; nothing where there were none, or one is in doubt."""
    granted, partial, result = (series.values(key) for key in (_GRANTED, _PARTIAL, RESULT))
    outcomes = tuple(zip(*(values for _, values in by_result(series)), strict=True))
    values = []
    for whole, every, *parts in zip(result, outcomes, granted, partial, strict=True):
        numbers = [part.number for part in parts if part.number is not None]
        is_sure = all(value.doubt is None for value in (whole, *every))
        if not is_sure or len(numbers) < len(parts) or not whole.number:
            values.append(NOTHING)
            continue
        share = rounded(Decimal(sum(numbers)) * 100 / Decimal(whole.number), 1)
        values.append(Value(Found.COMPUTED, f"{share}%", share))
    names = [_name(series, key) for key in (_GRANTED, _PARTIAL, RESULT)]
    formula = "（{}＋{}）÷{}".format(*names)
    return KeyNumber(Measure.PUBLIC, "公开率", formula, tuple(values))


def by_result(series: Series) -> tuple[tuple[str, tuple[Value, ...]], ...]:
    """What the results are the sum of, by the form's words without their numbers: 予以公开 to 其他处理."""
    table_id, row_id, column = RESULT
    table = series.forms[0].table(table_id)
    total = table.rows[row_id].sum
    assert total is not None
    rows = (table.rows[row] for row in total.of)
    return tuple((row.key or row.label, series.values((table_id, row.id, column))) for row in rows)


def _name(series: Series, key: Key) -> str:
    """The short name of a row, and of its column where that is no total."""
    table_id, row_id, column_id = key
    table = series.forms[0].table(table_id)
    if row_id not in table.rows:
        return ""
    row, block = table.rows[row_id], table.block_of(row_id)
    column = next((c for top in block.columns for c in top.walk() if c.id == column_id), None)
    return short_name(row) + ("" if column is None or column.sum is not None else short_name(column))


def short_name(header: Header) -> str:
    """The first short name that the form has for it, else its key."""
    return header.short[0] if header.short else header.names[0]
