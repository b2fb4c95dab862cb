"""The places of a word as they are written, and read again: ascending numbers as sixes, and how many are empty or equal."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain
from operator import sub

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Each six places: the first is the lowest bit."""
_COUNTS = "!#$%&'()+,./:;<=>?@[]^`{}~"
"""The digits of numbers between them: so many sixes are empty, or after REPEAT as the one before."""
_REPEAT = "*"
_PLACES = [six.bit_count() for six in range(64)]
"""How many places a six has."""
_EQUAL = re.compile(rf"(([\w-])\2{{2,}})([{re.escape(_COUNTS)}]+)?", re.ASCII)
"""A digit more than twice, and how many are empty behind."""
_PIECE = re.compile(rf"([{re.escape(_COUNTS)}]*)([\w-])(?:\*([{re.escape(_COUNTS)}]+))?", re.ASCII)
"""How many are empty, a digit, and how many more are like it."""


def write_places(found: Iterable[int], often: Sequence[int]) -> str:
    """found: ascending. often: some of these, ascending: where the word is spoken of."""
    sixes = dict[int, int]()
    for place in found:
        sixes[place // 6] = sixes.get(place // 6, 0) | 1 << place % 6
    return write_sixes([six << 6 | bits for six, bits in sixes.items()], often)


def write_sixes(found: Sequence[int], often: Sequence[int]) -> str:
    """found: ascending, each six with its bits, of which it has 6. often: as `write_places` has it."""
    written = _packed(found)
    return f"{written} {write_places(_ranks(found, often), ())}" if often else written


def read_places(text: str) -> tuple[list[int], list[int]]:
    """What `write_places` has written; nothing of an empty text."""
    places, _, ranks = text.partition(" ")
    found = _unpacked(places)
    return found, [found[rank] for rank in _unpacked(ranks)]


def _ranks(found: Sequence[int], often: Iterable[int]) -> Iterator[int]:
    """How many places stand before each of some."""
    before = list(accumulate([_PLACES[each & 63] for each in found], initial=0))
    for place in often:
        six, bit = divmod(place, 6)
        at = bisect_left(found, six << 6)
        yield before[at] + _PLACES[found[at] & (1 << bit) - 1]


def _packed(found: Sequence[int]) -> str:
    ats = [each >> 6 for each in found]
    # Mapped, for a site has millions of them.
    empty = map(_empty, map(sub, ats, [-1, *ats]))
    digits = [_DIGITS[each & 63] for each in found]
    return _EQUAL.sub(_repeated, "".join(chain.from_iterable(zip(empty, digits, strict=True))))


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


def _repeated(match: re.Match[str]) -> str:
    """A digit that stands for so many. Where empty ones follow, the first of them is written as such, and parts two numbers."""
    equal, digit, empty = match.groups()
    parted = _DIGITS[0] + _empty(_number(empty)) if empty else ""
    return digit + _REPEAT + _count(len(equal) - 1) + parted


@cache
def _empty(step: int) -> str:
    """What stands between a six and the one so many behind it."""
    return _count(step - 1) if step > 1 else ""


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
