"""Work that is done again and again on pieces of which few have changed: what equals a piece of before has its result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Remembered:
    """A `Spread` that does its pieces here, and keeps pieces and results until the next time.

    Pieces are compared by value; it is quick where unchanged parts of them are the same objects.
    """

    def __init__(self) -> None:
        self._before: dict[Callable[[Any], Any], list[tuple[Any, Any]]] = {}

    def each(self, do: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
        """What `do` makes of each piece, in their order."""
        before, now = self._before.get(do, []), list[tuple[Any, Any]]()
        self._before[do] = now
        for at, piece in enumerate(pieces):
            # Most often it stands where it stood.
            likely = (*before[at : at + 1], *before[:at], *before[at + 1 :])
            result = next((made for old, made in likely if old == piece), None)
            if result is None:
                result = do(piece)
            now.append((piece, result))
            yield result
