"""Making many objects that stay, without Python searching them for reference cycles meanwhile.

An archive is millions of objects without a cycle, but each search goes over all of them again: a quarter of the time
that it takes to read one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer


@contextmanager
def uncollected(*, stays: bool = False) -> Iterator[None]:
    """Put the search off to the end. Not for work that leaves cycles behind: they would pile up.

    stays: what there is then stays to the end of the process, and is never searched.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if stays:
                gc.freeze()
            gc.enable()


class Rest:
    """The search put off from the beginning of a work until a moment after its end, when what was waited for is there."""

    AFTER = 0.5
    """Seconds."""

    def __init__(self) -> None:
        """Nothing is put off."""
        self._timer: Timer | None = None

    def begin(self) -> None:
        """The beginning of a work. What the one before has left is searched after this one."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        gc.disable()

    def end(self) -> None:
        """The end of it, be it good or bad."""
        self._timer = Timer(self.AFTER, gc.enable)
        self._timer.daemon = True
        self._timer.start()
