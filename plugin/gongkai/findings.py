"""What is wrong, as people read it: where, how serious, in which words, and what to do about it.

The codes, words and remedies themselves are in `gongkai.rules` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from gongkai.data_classes import dataclass

Number = int | Decimal
"""A number as it is compared and shown: a count is an int, an amount a Decimal."""


class Level(StrEnum):
    """How serious a finding is. `fail_on` compares with `rank`."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return list(Level).index(self)


class Place(NamedTuple):
    """A position in a file. Line and column count from 1, the column in characters, as editors show them.

    A tuple, like CellName: an archive has hundreds of thousands of both, and tuples are made, compared and looked up
    fastest.
    """

    file: str
    """Path with `/`, relative to the folder the command or build was started for."""
    line: int = 1
    column: int = 1


class CellName(NamedTuple):
    """A cell, a row (no column) or a table (no row) by the ids of the form: what JSON, CSV and anchors use."""

    table: str
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that is, or may be, the one typed wrong, and the value that would make the sums hold."""

    cell: CellName
    row_label: str
    column_label: str
    value: Number | None
    should_be: Number | None
    """None where more than one value would do."""
    place: Place
    count: int = 1
    """How many cells have to change together; this is one of them."""


class Range(NamedTuple):
    """A passage on one line of a file: from a place to the column behind its last character."""

    place: Place
    end: int


@dataclass(frozen=True, slots=True)
class CellProposal:
    """A value for a cell."""

    cell: CellName
    value: Number | str
    """A number; as it is typed where it is more than its digits: "/", "+4"."""


@dataclass(frozen=True, slots=True)
class TextProposal:
    """Other words for a passage."""

    range: Range
    text: str
    """The passage as it stands in the file."""
    replacement: str
    reference: str | None = None
    """What between braces gives the same: 新收.总计; None where nothing does."""


Proposal = CellProposal | TextProposal
"""What may be done about a finding, for a person to take or leave: one of several is never the right one by itself."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What of a text stands in another report."""

    ranges: tuple[Range, ...]
    share: float
    """Of the text's characters, between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Why a finding is accepted as it is (核对说明), and whether the public may read the reason."""

    reason: str
    public: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, complete: what `check` prints and the build stops for.

    The fields are those of the JSON output; unknown ones are None.
    """

    place: Place
    code: str
    rule: str
    level: Level
    message: str
    remedy: str
    agency: str | None = None
    year: int | None = None
    cell: CellName | None = None
    row_label: str | None = None
    column_label: str | None = None
    formula: str | None = None
    left: Number | None = None
    right: Number | None = None
    suspect: Suspect | None = None
    candidates: tuple[Suspect, ...] = ()
    fault: str | None = None
    """What is wrong together: the sums of one report with the same word hold when one fault is put right."""
    offers: tuple[Proposal, ...] = ()
    """What the rule itself proposes; `proposals` has the cells of suspects too."""
    taken_over: TakenOver | None = None
    accepted: Accepted | None = None

    def __reduce__(self) -> tuple[type[Finding], tuple[object, ...]]:
        """By its values: what pickle does of itself with frozen slots takes several times as long."""
        return Finding, _VALUES(self)

    @property
    def difference(self) -> Number | None:
        """left − right, or None where the finding is no comparison."""
        if self.left is None or self.right is None:
            return None
        return self.left - self.right

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """All that may be done about it: the suspect put right, each candidate, what the rule proposes."""
        suspects = (self.suspect, *self.candidates) if self.suspect is not None else self.candidates
        cells = (CellProposal(each.cell, each.should_be) for each in suspects if each.should_be is not None)
        return (*dict.fromkeys(cells), *self.offers)


_VALUES: Callable[[Finding], tuple[object, ...]] = attrgetter(*(each.name for each in fields(Finding)))
