"""The blocks that show years beside each other: tables, and charts with theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gongkai.charts import Chart


class ComparedCell(NamedTuple):
    """A figure of a year. A tuple, as there are thousands on a page."""

    text: str
    kind: str = ""
    """zero, computed, blank, stroke, text, none, absent or merged; empty for a plain number."""
    change: str = ""
    """Against the year before."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A line of figures, one a year."""

    label: str
    cells: tuple[ComparedCell, ...]
    kind: str = ""
    """sum for a total that the form prints, group for the sum of a group's rows, which it does not."""
    level: int = 0
    """How deep it stands in groups, from 0."""


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Lines under a common label; the label is empty where they need none."""

    label: str
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class ComparedYear:
    """The head of a column."""

    year: int
    remark: str = ""
    """Why there are no figures."""
    form: str = ""
    """The name of the form, at its first column; empty at all others."""


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """Years beside each other."""

    id: str
    caption: str
    stub: str
    """What stands above the labels."""
    years: tuple[ComparedYear, ...]
    groups: tuple[ComparedGroup, ...]
    summary: str = ""
    """Where the table is folded away: what opens it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with its figures as a table."""

    chart: Chart
    caption: str
    legend: tuple[tuple[int, str], ...]
    """The numbers and labels of its parts, 0 for what stands beside; empty where there is only one."""
    table: ComparisonTable
