"""Work spread over the cores of this machine, in processes that are started for it and end with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import ClassVar, TypeVar

from gongkai.data_classes import dataclass

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3
"""Pieces on the way for each process: it need not wait, and only so many lie in memory."""
_UNABLE = (BrokenProcessPool, OSError, ImportError, NotImplementedError)
"""A process was killed, or none can be started."""


def process_pool(count: int) -> ProcessPoolExecutor:
    """That many processes, in this folder. Raises OSError, ImportError or NotImplementedError where there can be none."""
    # Started afresh, not forked: the same on every system, and safe with threads.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, context, _prepare, (str(Path.cwd()),))


@contextmanager
def processes(count: int) -> Iterator[Processes]:
    """That many processes; what none of them can do is done here."""
    over = Processes(count)
    try:
        yield over
    finally:
        over.end()


@dataclass
class Processes:
    """A `Spread` over processes of this machine, which are started when the first piece comes."""

    shares_memory: ClassVar[bool] = False
    count: int
    _pool: ProcessPoolExecutor | None = field(default=None, init=False)
    _is_unable: bool = field(default=False, init=False)

    def each(self, do: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
        """As `Spread` says."""
        waiting: deque[tuple[T, Future[R] | None]] = deque()
        for piece in pieces:
            waiting.append((piece, self._sent(do, piece)))
            if self._is_unable or len(waiting) == _AHEAD * self.count:
                yield self._result(do, *waiting.popleft())
        while waiting:
            yield self._result(do, *waiting.popleft())

    def _sent(self, do: Callable[[T], R], piece: T) -> Future[R] | None:
        if self._is_unable:
            return None
        try:
            if self._pool is None:
                self._pool = process_pool(self.count)
            return self._pool.submit(do, piece)
        except _UNABLE:
            self._is_unable = True
            return None

    def _result(self, do: Callable[[T], R], piece: T, future: Future[R] | None) -> R:
        if future is not None:
            try:
                return future.result()
            except _UNABLE:
                self._is_unable = True
        return do(piece)

    def end(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _prepare(folder: str) -> None:
    """Set up a process: it works in the same folder, leaves Ctrl-C to its parent, and ends with it."""
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
