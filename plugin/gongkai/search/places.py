"""The places of a word as they are written, and read again: ascending numbers as sixes, and how many are empty or equal."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Each six places: the first is the lowest bit."""
_COUNTS = "!#$%&'()+,./:;<=>?@[]^`{}~"
"""The digits of numbers between them: so many sixes are empty, or after REPEAT as the one before."""
_REPEAT = "*"
_PIECE = re.compile(rf"([{re.escape(_COUNTS)}]*)([\w-])(?:\*([{re.escape(_COUNTS)}]+))?", re.ASCII)
"""How many are empty, a digit, and how many more are like it."""


def write_places(found: Sequence[int], often: Sequence[int]) -> str:
    """found: ascending. often: some of these, ascending: where the word is spoken of."""
    if not often:
        return _packed(found)
    rank = {place: at for at, place in enumerate(found)}
    return f"{_packed(found)} {_packed([rank[place] for place in often])}"


def read_places(text: str) -> tuple[list[int], list[int]]:
    """What `write_places` has written; nothing of an empty text."""
    places, _, ranks = text.partition(" ")
    found = _unpacked(places)
    return found, [found[rank] for rank in _unpacked(ranks)]


def _packed(places: Iterable[int]) -> str:
    sixes = defaultdict[int, int](int)
    for place in places:
        sixes[place // 6] |= 1 << place % 6
    written, after, equal = "", 0, 1
    for at, six in sixes.items():
        digit = _DIGITS[six]
        if at == after and written[-1:] == digit:
            equal += 1
        else:
            written += _repeated(written[-1:], equal) + _empty(at - after, equal) + digit
            equal = 1
        after = at + 1
    return written + _repeated(written[-1:], equal)


def _unpacked(text: str) -> list[int]:
    found, at = list[int](), 0
    for empty, digit, more in _PIECE.findall(text):
        at += _number(empty)
        bits = _BITS[digit]
        for _ in range(1 + _number(more)):
            found += [6 * at + bit for bit in bits]
            at += 1
    return found


_BITS = {digit: [bit for bit in range(6) if six >> bit & 1] for six, digit in enumerate(_DIGITS)}


def _repeated(digit: str, equal: int) -> str:
    """What follows a digit that stands for so many."""
    return _REPEAT + _count(equal - 1) if equal > 2 else digit * (equal - 1)


def _empty(count: int, equal: int) -> str:
    """After a number of equal ones an empty six parts the two numbers."""
    if count and equal > 2:
        return _DIGITS[0] + _empty(count - 1, 1)
    return _count(count) if count else ""


@cache
def _count(value: int) -> str:
    """The highest digit first."""
    rest, digit = divmod(value, len(_COUNTS))
    return (_count(rest) if rest else "") + _COUNTS[digit]


@cache
def _number(text: str) -> int:
    """What `_count` has written; 0 of nothing."""
    found = 0
    for digit in text:
        found = found * len(_COUNTS) + _COUNTS.index(digit)
    return found
