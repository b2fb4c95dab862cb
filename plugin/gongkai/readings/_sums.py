"""What the sums of a form leave no choice in, where cells vanished from rows.

A row that has fewer figures than columns keeps their order, and what vanished was blank. All ways to spread the
figures over the columns that break no sum are tried; a figure is placed only where all of them agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb

from gongkai.findings import CellName
from gongkai.forms import Form, Identity

_MOST = 20_000
"""Ways that are tried; where there are more, nothing is decided."""

Spread = tuple[CellName, ...]


def decide(
    form: Form, known: Mapping[CellName, int], rows: Sequence[tuple[tuple[CellName, ...], tuple[int, ...]]]
) -> list[dict[CellName, int]]:
    """For each row of columns and figures, which cell takes which figure (by its number in the row).

    known: the figures of all other rows, a blank as nothing.
    """
    decided: list[dict[CellName, int]] = []
    for names, values in rows:
        own = set(names)
        identities = [
            i for i in form.identities if own & set(i.cells) and all(c in own or c in known for c in i.cells)
        ]
        can_try = 0 < len(values) < len(names) and comb(len(names), len(values)) <= _MOST
        ways = list(_ways(names, values, identities, known)) if can_try else []
        decided.append(_agreed(ways))
    return decided


def _ways(
    names: tuple[CellName, ...],
    values: tuple[int, ...],
    identities: Sequence[Identity],
    known: Mapping[CellName, int],
) -> Iterator[Spread]:
    """The ways to spread the figures in their order that break no sum."""
    # Three or more figures of which the last is the sum of the others: the total is there.
    has_total = len(values) > 2 and sum(values[:-1]) == values[-1] > 0
    along = [i for i in identities if set(i.cells) <= set(names)]
    totals = {i.at for i in along}
    # Where no other row bears it out, a total that vanished beside its figures is one that does not add up.
    needs_total = has_total if len(along) == 1 else False
    needs_total = needs_total or len(along) == len(identities)
    for spread in combinations(names, len(values)):
        placed = dict(zip(spread, values, strict=True))
        if needs_total and any(i.at not in placed and any(placed.get(cell) for cell in i.left) for i in along):
            continue
        cells = {**known, **dict.fromkeys(names, 0), **placed}
        # A total along the row that vanished says nothing.
        if all(_holds(i, cells) for i in identities if i.at not in totals or i.at in placed):
            yield spread


def _holds(identity: Identity, cells: Mapping[CellName, int]) -> bool:
    return sum(cells[cell] for cell in identity.left) == sum(cells[cell] for cell in identity.right)


def _agreed(ways: Sequence[Spread]) -> dict[CellName, int]:
    if not ways:
        return {}
    first = ways[0]
    return {name: at for at, name in enumerate(first) if all(len(way) > at and way[at] == name for way in ways)}
