"""Small systems of equations and inequalities over whole numbers: can a few cells be set so that all sums hold?

The principle is that of error localisation in official statistics (Fellegi and Holt 1976, as in the R package
errorlocate): the fewest changes that satisfy all edits.

A count is whole and not negative. Fractions do not settle whether there is one: a + b = 4 and a − b = 1 hold for 2.5
and 1.5 alone. So whole values are tried, one unknown after the other, from the smallest that leaves room for the
unknowns after it. Where that is follows from the rows: an unknown goes when each of its lower bounds is held against
each of its upper ones (Fourier and Motzkin), and rounding to whole numbers loses nothing. It leaves room for
fractions, so a value may still fail; but with n unknowns, and determinants of the coefficients up to Δ, the smallest
whole value that does not is at most n·Δ above the smallest fraction (Cook, Gerards, Schrijver and Tardos 1986).
Trying that far is enough, and the answer is exact for all coefficients. It is quick for three unknowns or fewer and
for coefficients near those of sums, −1, 0 and 1: with these there are few different rows, however many sums there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import factorial, gcd

from gongkai.data_classes import dataclass

Row = tuple[tuple[int, ...], int]
"""Coefficients of the unknowns, and a constant: coefficients · unknowns + constant."""

_Bounds = dict[tuple[int, ...], int]
"""Rows that are not negative, by their coefficients: the constant of the strictest."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Whole numbers that satisfy everything; None in the place of an unknown that may take more than one value."""

    values: tuple[int | None, ...]


def solve(count: int, equal: Sequence[Row], at_least: Sequence[Row]) -> Solution | None:
    """Whether whole numbers, none negative, exist that make each row of `equal` 0 and none of `at_least` negative."""
    units = [tuple(int(index == other) for other in range(count)) for index in range(count)]
    rows = [*at_least, *equal, *(_turned(*row) for row in equal), *((unit, 0) for unit in units)]
    found = _smallest(_strictest(rows), count)
    if found is None:
        return None

    def is_only_value(value: int, unit: tuple[int, ...]) -> bool:
        others = (unit, -value - 1), _turned(unit, -value + 1)
        return all(_smallest(_strictest([*rows, other]), count) is None for other in others)

    return Solution(
        tuple(value if is_only_value(value, unit) else None for value, unit in zip(found, units, strict=True))
    )


def _turned(coefficients: tuple[int, ...], constant: int) -> Row:
    return tuple(-coefficient for coefficient in coefficients), -constant


def _strictest(rows: Iterable[Row]) -> _Bounds:
    """The rows without common divisors, of those that differ in the constant alone the strictest."""
    bounds: _Bounds = {}
    for coefficients, constant in rows:
        divisor = gcd(*coefficients) or 1
        key = tuple(coefficient // divisor for coefficient in coefficients)
        # With a divisor d, d · whole + constant ≥ 0 where whole + ⌊constant / d⌋ ≥ 0: no whole number is lost.
        whole = constant // divisor
        bounds[key] = min(whole, bounds.get(key, whole))
    return bounds


def _smallest(bounds: _Bounds, count: int) -> tuple[int, ...] | None:
    """The whole solution with the smallest first unknown, of those the one with the smallest second, and so on."""
    if count == 0:
        return ()
    for value in _values(bounds, count):
        with_value = _strictest((key[1:], constant + key[0] * value) for key, constant in bounds.items())
        rest = _smallest(with_value, count - 1)
        if rest is not None:
            return value, *rest
    return None


def _values(bounds: _Bounds, count: int) -> range:
    """The values of the first unknown that are to be tried; of a single one, those that satisfy everything."""
    largest = max(abs(coefficient) for key in bounds for coefficient in key)
    reach = count * factorial(count) * largest**count
    for _ in range(count - 1):
        bounds = _without_last(bounds)
    if bounds.get((0,), 0) < 0:
        return range(0)
    lowest = -bounds[1,]
    return range(lowest, min(bounds.get((-1,), lowest + reach), lowest + reach) + 1)


def _without_last(bounds: _Bounds) -> _Bounds:
    """The bounds that remain when the last unknown may take any value."""
    lower = [(key, constant) for key, constant in bounds.items() if key[-1] > 0]
    upper = [(key, constant) for key, constant in bounds.items() if key[-1] < 0]
    rows = [(key[:-1], constant) for key, constant in bounds.items() if key[-1] == 0]
    for low, low_constant in lower:
        for up, up_constant in upper:
            key = tuple(low[-1] * b - up[-1] * a for a, b in zip(low[:-1], up[:-1], strict=True))
            rows.append((key, low[-1] * up_constant - up[-1] * low_constant))
    return _strictest(rows)
