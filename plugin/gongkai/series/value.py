"""What stands in a cell in one year, and what it is against the year before."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from gongkai.findings import CellName, Number
from gongkai.tables import rounded


class Found(StrEnum):
    """What stands in a cell of the comparison."""

    NUMBER = "number"
    COMPUTED = "computed"
    """Added up, by the model or here, and not given."""
    BLANK = "blank"
    STROKE = "stroke"
    TEXT = "text"
    NONE = "none"
    """The year has no numbers, or one is missing from a sum."""
    ABSENT = "absent"
    """The form of that year has no such cell."""
    MERGED = "merged"
    """The report has the rows of the group as one."""


class CellOfReport(NamedTuple):
    """A cell of one report among those of many."""

    agency: str
    year: int
    cell: CellName


class Value(NamedTuple):
    """What a report says in a cell. A tuple, as there are thousands on a page."""

    found: Found
    text: str = ""
    """As published."""
    number: Number | None = None
    unit: str | None = None
    """Where the cell brings its own."""
    before: Value | None = None
    """That of the year before; None before the first year."""
    doubt: CellOfReport | None = None
    """The cell that says why the number is not to be relied on; None where it is."""

    @property
    def difference(self) -> Number | None:
        """Against the year before; None where either is no number or in doubt, or their units differ."""
        before = self.before
        if self.is_beside_doubt:
            return None
        if self.number is None or before is None or before.number is None or self.unit != before.unit:
            return None
        return self.number - before.number

    @property
    def is_beside_doubt(self) -> bool:
        """Whether it, or that of the year before, is in doubt."""
        return self.doubt is not None or (self.before is not None and self.before.doubt is not None)

    @property
    def change(self) -> Decimal | None:
        """The difference in percent of the year before, one decimal; None where that is not above 0."""
        difference = self.difference
        if difference is None or self.before is None or not self.before.number or self.before.number < 0:
            return None
        return rounded(Decimal(difference) * 100 / Decimal(self.before.number), 1)


NOTHING = Value(Found.NONE)
