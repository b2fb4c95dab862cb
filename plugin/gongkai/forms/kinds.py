"""What a column of a form holds, and how a table is printed."""

from __future__ import annotations

from enum import StrEnum


class Quantity(StrEnum):
    """What a column holds."""

    COUNT = "count"
    """A whole number, not negative."""
    AMOUNT = "amount"
    """A decimal, not negative, kept as written."""
    CHANGE = "change"
    """A whole number that may carry a sign (本年增/减 of the form of 2019)."""


class Layout(StrEnum):
    """How a table is printed."""

    BLOCKS = "blocks"
    """Blocks one below the other, each with its caption and header row (table 二)."""
    ROWS = "rows"
    """Row labels on the left, column headers on top (table 三)."""
    CASES = "cases"
    """One line of cells: the rows stand side by side above their columns (table 四)."""
