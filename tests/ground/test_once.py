"""What is worked out of an object once."""

from __future__ import annotations

import gc
import itertools

from gongkai.ground.once import once_for_each


class Thing:
    """Equal to every other."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


def test_once_for_each_object() -> None:
    count = itertools.count()
    work = once_for_each(lambda _: next(count))
    one, other = Thing(), Thing()
    assert [work(one), work(other), work(one)] == [0, 1, 0]


def test_it_holds_none() -> None:
    gone = list[int]()

    class Held(Thing):
        def __del__(self) -> None:
            gone.append(1)

    work = once_for_each(lambda _: 1)
    work(Held())
    gc.collect()
    assert gone == [1]
