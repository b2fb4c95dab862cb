"""What a cell in doubt may hold, and with which of it the sums of the form hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from gongkai.findings import CellName
from gongkai.forms import Form, Identity
from gongkai.model import Cell, State
from gongkai.readings.pieces import Doubt, Offer

_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_COUNT = re.compile(r"0|[1-9][0-9]*")


def digits_in(text: str) -> tuple[str, ...]:
    """The numbers in the text of a cell, as they may be meant."""
    found = (match[0].lstrip("0") or "0" for match in _DIGITS.finditer(text.replace(",", "")))
    return tuple(dict.fromkeys("0" + each if each.startswith(".") else each for each in found))


def weighed(doubt: Doubt, form: Form, cells: Mapping[CellName, Cell]) -> Doubt:
    """A doubt about one cell: with which of its values the sums hold, and the value they ask for where it has none such.

    A blank counts as nothing, as in a sum that is added up by hand.
    """
    if len(doubt.cells) != 1:
        return doubt
    (name,) = doubt.cells
    wanted = set(_wanted(name, form, cells))
    if not wanted:
        return doubt
    (asked,) = wanted if len(wanted) == 1 else (None,)
    values = [offer.value for offer in doubt.offers]
    if asked is not None and asked >= 0 and not any(_is(value, asked) for value in values):
        values.append(str(asked))
    return replace(
        doubt, offers=tuple(Offer(value, asked is not None and _is(value, asked)) for value in values)
    )


def _is(value: str, number: Decimal) -> bool:
    return bool(_COUNT.fullmatch(value)) and Decimal(value) == number


def _wanted(name: CellName, form: Form, cells: Mapping[CellName, Cell]) -> Iterator[Decimal]:
    """The value that each sum leaves for the cell whose other cells are all known."""
    for identity in form.identities:
        if name in identity.cells:
            others = {other: _value(cells.get(other)) for other in identity.cells if other != name}
            known = {other: value for other, value in others.items() if value is not None}
            if len(known) == len(others):
                yield _left_for(name, identity, known)


def _left_for(name: CellName, identity: Identity, known: Mapping[CellName, Decimal]) -> Decimal:
    left = sum((known[cell] for cell in identity.left if cell != name), Decimal(0))
    right = sum((known[cell] for cell in identity.right if cell != name), Decimal(0))
    return right - left if name in identity.left else left - right


def _value(cell: Cell | None) -> Decimal | None:
    if cell is not None and cell.state in (State.BLANK, State.STROKE):
        return Decimal(0)
    return None if cell is None or cell.value is None else Decimal(cell.value)
