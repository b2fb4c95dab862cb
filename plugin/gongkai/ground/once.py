"""What is worked out of an object once, for as long as the object is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

K = TypeVar("K")
V = TypeVar("V")


def once_for_each(work: Callable[[K], V]) -> Callable[[K], V]:
    """As `functools.cache`, but by which object it is and not by what it is equal to: nothing large is hashed or kept.

    What is worked out must not hold the object.
    """
    known: dict[int, tuple[ref[K], V]] = {}

    @wraps(work)
    def found(thing: K) -> V:
        name = id(thing)
        there = known.get(name)
        if there is None:
            there = known[name] = ref(thing, lambda _: known.pop(name, None)), work(thing)
        return there[1]

    return found
