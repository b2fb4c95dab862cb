"""Making many objects that stay, without Python searching them for reference cycles meanwhile.

An archive is millions of objects without a cycle, but each search goes over all of them again: a quarter of the time
that it takes to read one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
