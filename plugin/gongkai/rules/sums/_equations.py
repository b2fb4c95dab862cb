"""Small systems of equations and inequalities over whole numbers: can a few cells be set so that all sums hold?

The principle is that of error localisation in official statistics (Fellegi and Holt 1976, as in the R package
errorlocate): the fewest changes that satisfy all edits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

Row = tuple[tuple[int, ...], int]
"""Coefficients of the unknowns, and a constant: coefficients · unknowns + constant."""

_Bound = tuple[list[Fraction], Fraction]


@dataclass(frozen=True, slots=True)
class Solution:
    """Whole numbers that satisfy everything; None in the place of an unknown that may take more than one value."""

    values: tuple[int | None, ...]


def solve(count: int, equal: Sequence[Row], at_least: Sequence[Row]) -> Solution | None:
    """Whether whole unknowns exist that make each row of `equal` 0 and none of `at_least` negative.

    Made for at most three unknowns and the coefficients of sums (−1, 0, 1), for which a bound that holds for
    fractions holds for whole numbers too.
    """
    reduced = _eliminate(count, equal)
    if reduced is None:
        return None
    free = [index for index in range(count) if index not in reduced]
    if not free:
        values = [_constant(reduced[index]) for index in range(count)]
        if any(value.denominator != 1 for value in values):
            return None
        if any(
            sum(c * v for c, v in zip(row, values, strict=True)) + constant < 0 for row, constant in at_least
        ):
            return None
        return Solution(tuple(int(value) for value in values))
    bounds = [_substituted(row, constant, reduced, free) for row, constant in at_least]
    if not _feasible(bounds, len(free)):
        return None
    return Solution(tuple(_only_value(index, reduced, free, bounds) for index in range(count)))


def _eliminate(count: int, equal: Sequence[Row]) -> dict[int, list[Fraction]] | None:
    """Each determined unknown as coefficients of all unknowns, and a constant last; None for a contradiction."""
    rows = [[Fraction(c) for c in coefficients] + [Fraction(constant)] for coefficients, constant in equal]
    pivots: list[tuple[int, list[Fraction]]] = []
    for column in range(count):
        pivot = next((row for row in rows if row[column] != 0), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        scale = pivot[column]
        pivot = [value / scale for value in pivot]
        rows = [_minus(row, pivot, column) for row in rows]
        pivots = [(index, _minus(row, pivot, column)) for index, row in pivots]
        pivots.append((column, pivot))
    if any(row[-1] != 0 for row in rows):
        return None
    # unknown + rest = 0, so the unknown is the rest with the signs turned.
    return {
        index: [Fraction(0) if column == index else -value for column, value in enumerate(row)]
        for index, row in pivots
    }


def _minus(row: list[Fraction], pivot: list[Fraction], column: int) -> list[Fraction]:
    factor = row[column]
    return row if factor == 0 else [a - factor * b for a, b in zip(row, pivot, strict=True)]


def _constant(expression: list[Fraction]) -> Fraction:
    return expression[-1]


def _substituted(
    row: Sequence[int], constant: int, reduced: dict[int, list[Fraction]], free: list[int]
) -> _Bound:
    """An inequality in the free unknowns alone."""
    coefficients = [Fraction(row[index]) for index in free]
    total = Fraction(constant)
    for index, expression in reduced.items():
        coefficients = [c + row[index] * expression[f] for c, f in zip(coefficients, free, strict=True)]
        total += row[index] * expression[-1]
    return coefficients, total


def _feasible(bounds: list[_Bound], count: int) -> bool:
    """Whether numbers exist that make no bound negative (Fourier and Motzkin, unknown by unknown)."""
    for position in range(count):
        bounds = _without(bounds, position)
    return all(constant >= 0 for _, constant in bounds)


def _without(bounds: list[_Bound], position: int) -> list[_Bound]:
    """The bounds that remain when one unknown may take any value."""
    lower = [bound for bound in bounds if bound[0][position] > 0]
    upper = [bound for bound in bounds if bound[0][position] < 0]
    kept = [bound for bound in bounds if bound[0][position] == 0]
    for low, low_constant in lower:
        for up, up_constant in upper:
            a, b = -up[position], low[position]
            kept.append(
                ([a * x + b * y for x, y in zip(low, up, strict=True)], a * low_constant + b * up_constant)
            )
    return kept


def _only_value(
    index: int, reduced: dict[int, list[Fraction]], free: list[int], bounds: list[_Bound]
) -> int | None:
    """The one value that an unknown can take, if it is only one."""
    unit = tuple(int(index == column) for column in range(len(free) + len(reduced)))
    coefficients, constant = _substituted(unit, 0, reduced, free)
    # A further unknown that equals the one asked for, all others projected away.
    extended = [([*row, Fraction(0)], total) for row, total in bounds]
    extended.append(([*coefficients, Fraction(-1)], constant))
    extended.append(([*(-c for c in coefficients), Fraction(1)], -constant))
    for position in range(len(free)):
        extended = _without(extended, position)
    lowest = [-total / row[-1] for row, total in extended if row[-1] > 0]
    highest = [total / -row[-1] for row, total in extended if row[-1] < 0]
    if not lowest or not highest:
        return None
    low, high = ceil(max(lowest)), floor(min(highest))
    return low if low == high else None
