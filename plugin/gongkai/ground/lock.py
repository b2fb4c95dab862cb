"""A lock between processes that is the system's own: whatever ends its holder, it is free again."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PAUSE = 0.1
"""Seconds between two tries where the system cannot wait for a lock by itself."""


@contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[int]:
    """Hold the lock of a file, which is made where it is not there, with its folder, and deleted at the end.

    Gives the file's descriptor: where we are killed, a child that inherited it holds the lock for as long as it lives
    (on Windows a child cannot). waiting: called once where another process has the lock, before we wait for it.

    Raises OSError where the file cannot be opened, or its file system has no locks.
    """
    descriptor = _acquired(path, waiting)
    try:
        yield descriptor
    finally:
        # On Windows a file that is open stays.
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)


def _acquired(path: Path, waiting: Callable[[], None]) -> int:
    has_waited = False
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except FileNotFoundError:
            # Whoever had it has just deleted the folder.
            continue
        try:
            if not _try(descriptor):
                if not has_waited:
                    waiting()
                has_waited = True
                _wait(descriptor)
            # The one whom we waited for deleted the file, and a third may hold another of its name.
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(descriptor), path.stat()):
                    return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _wait(descriptor: int) -> None:
        while not _try(descriptor):
            time.sleep(PAUSE)

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
