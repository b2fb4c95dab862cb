"""Work spread over the cores of this machine, in copies of this process: what is in memory need not be sent to them.

Copies are made for one round of pieces, and are gone after it. They take the pieces one after the other, as this process
does meanwhile, and write what they make of them to a file without a name. What one of them did not end, because it was
killed or something went wrong, is done again here.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from heapq import merge
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, ClassVar, TypeVar

from gongkai.data_classes import dataclass
from gongkai.ground.cores import processes_for
from gongkai.ground.spool import Spool

T = TypeVar("T")
R = TypeVar("R")

_THREADS = Path("/proc/self/task")
_NUMBER = 4
"""Bytes of the number of a batch of pieces."""
_BATCHES = 1024
"""At most: their numbers fit into the smallest pipe there is, so that writing them never waits."""
_WHOLE = b"whole"
"""The end of a file that was written to its end."""


def may_fork() -> bool:
    """Whether this process may be copied: only on Linux, and with one thread, for of others only the locks are copied."""
    try:
        return sys.platform == "linux" and sum(1 for _ in _THREADS.iterdir()) == 1
    except OSError:
        return False


@dataclass(frozen=True)
class Forks:
    """A `Spread` over this process and copies of it."""

    count: int
    """With this process."""
    shares_memory: ClassVar[bool] = True

    def each(self, do: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
        """As `Spread` says, but that all pieces are taken first, and done before the first result comes."""
        waiting = list(pieces)
        # The first before there are copies, which then have what is made when it is first used.
        found = [do(piece) for piece in waiting[:1]]
        count = min(self.count, len(waiting) - 1) if may_fork() else 0
        done = _done_by(count, do, waiting) if count > 1 else iter(())
        known = next(done, None)
        yield from found
        for number, piece in enumerate(waiting[1:], 1):
            if known is not None and known[0] == number:
                yield known[1]
                known = next(done, None)
            else:
                yield do(piece)


def _done_by(count: int, do: Callable[[T], R], pieces: Sequence[T]) -> Iterator[tuple[int, R]]:
    """What that many processes make of all pieces but the first, in their order, with their numbers; some may be missing.

    Together it may be as large as all that it is made of: what this process makes is laid aside too until it is asked for.
    """
    spool, queue = Spool(), _queue(len(pieces))
    copies: list[_Copy] = []
    try:
        with suppress(OSError):  # no more processes, no memory, no disk: those that there are do it
            for _ in range(count - 1):
                copies.append(_copy(do, pieces, queue))  # noqa: PERF401  # what there is stays known
        own = [(number, spool.put(pickle.dumps(result))) for number, result in _share(do, pieces, queue)]
        of_this: Iterator[tuple[int, R]] = ((number, pickle.loads(read())) for number, read in own)  # noqa: S301
        # Each takes the numbers as they ascend.
        yield from merge(of_this, *(copy.results() for copy in copies), key=itemgetter(0))
    finally:
        os.close(queue)
        for copy in copies:
            copy.end()


def _queue(count: int) -> int:
    """A pipe from which each process takes the number of the next piece, which is the first of a batch."""
    queue, into = os.pipe()
    try:
        os.write(into, b"".join(each.to_bytes(_NUMBER, "big") for each in range(1, min(count, _BATCHES + 1))))
    finally:
        os.close(into)
    return queue


def _share(do: Callable[[T], R], pieces: Sequence[T], queue: int) -> Iterator[tuple[int, R]]:
    """What this process makes of the pieces that it gets, with their numbers."""
    while first := os.read(queue, _NUMBER):
        for number in range(int.from_bytes(first, "big"), len(pieces), _BATCHES):
            yield number, do(pieces[number])


def forks_for(count: int, few: int) -> Forks | None:
    """Over which so many things are to be done; None where they are best done here. few: as `processes_for` has it."""
    number = processes_for(count, few)
    return Forks(number) if number > 1 and may_fork() else None


ForksFor = Callable[[int], Forks | None]
"""Gives over which so many things are to be done; None for here."""


def no_forks(_: int) -> Forks | None:
    """All is done here."""
    return None


@dataclass(frozen=True)
class _Copy:
    """A copy of this process."""

    id: int
    file: IO[bytes]
    """What it has made."""

    def results(self) -> Iterator[tuple[int, Any]]:
        """What it made of pieces, with their numbers, once it has ended; nothing if it did not come to its end."""
        with suppress(ChildProcessError):  # already gone, where this process was started so as not to be told
            os.waitpid(self.id, 0)
        end = self.file.seek(0, os.SEEK_END) - len(_WHOLE)
        self.file.seek(max(0, end))
        if self.file.read() != _WHOLE:
            return
        self.file.seek(0)
        while self.file.tell() < end:
            yield pickle.load(self.file)  # noqa: S301  # written by `_work`

    def end(self) -> None:
        """End it where it still works."""
        self.file.close()
        with suppress(ProcessLookupError, ChildProcessError):
            if os.waitpid(self.id, os.WNOHANG) == (0, 0):
                os.kill(self.id, signal.SIGKILL)
                os.waitpid(self.id, 0)


def _copy(do: Callable[[T], R], pieces: Sequence[T], queue: int) -> _Copy:
    """Copy this process. Raises OSError where it cannot be."""
    file = TemporaryFile()  # noqa: SIM115  # closed by `_Copy.end`
    parent = os.getpid()
    # Ctrl-C reaches all processes of a terminal: it is for the parent alone, from the first moment on.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        copy = os.fork()
        if not copy:
            _work(do, pieces, queue, file, parent)
    except OSError:
        file.close()
        raise
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return _Copy(copy, file)


def _work(do: Callable[[T], R], pieces: Sequence[T], queue: int, file: IO[bytes], parent: int) -> None:
    """What a copy does. It ends there and then: nothing that was opened, begun or registered before is its own."""
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for result in _share(do, pieces, queue):
            pickle.dump(result, file)
            if os.getppid() != parent:
                break
        else:
            file.write(_WHOLE)
            file.flush()
    finally:
        os._exit(0)
