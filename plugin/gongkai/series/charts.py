"""Numbers over the years as the data of a chart.

A year without numbers has a word in its place, never a zero.
"""

from __future__ import annotations

from enum import StrEnum

from gongkai.data_classes import dataclass
from gongkai.findings import Number


class Kind(StrEnum):
    """How the parts of a year stand."""

    STACK = "stack"
    """On each other, their sum above."""
    BARS = "bars"
    """Side by side."""
    LINE = "line"
    """As points, joined from year to year."""


@dataclass(frozen=True, slots=True)
class Part:
    """One row of numbers."""

    label: str
    values: tuple[Number | None, ...]
    """One a year; None is a gap."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn."""

    id: str
    """Ids inside begin with it: unique on the page."""
    kind: Kind
    title: str
    description: str
    years: tuple[int, ...]
    """Oldest first."""
    words: tuple[str, ...]
    """For each year, what stands there if it cannot be drawn."""
    breaks: tuple[tuple[int, str, str], ...]
    """Where the form changes: the index of the first year of the newer one, the names of the older and the newer."""
    parts: tuple[Part, ...]
    beside: Part | None = None
    """In a stack: an empty bar at its side."""


def is_drawn(chart: Chart, index: int) -> bool:
    """Whether a year has all the numbers that its picture needs."""
    values = [part.values[index] for part in chart.parts]
    known = [value is not None for value in values]
    return all(known) if chart.kind is Kind.STACK else any(known)
