"""Bytes that wait to be written: on disk where there are many of them, in a file without a name."""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Callable
from functools import partial
from tempfile import TemporaryFile
from typing import IO

IN_MEMORY = 4 * 1024 * 1024
"""Bytes of all of them that need no file."""


class Spool:
    """All that is put into it stays as long as it, or anything of it, is held.

    Copies of this process may read of it too; what they put into it they write to a file of their own, as where a file
    stands is the same for all of them.
    """

    def __init__(self) -> None:
        self._kept = 0
        self._file: IO[bytes] | None = None
        self._end = 0
        self._writer = 0
        """The process that has opened the file."""

    def put(self, data: bytes) -> Callable[[], bytes]:
        """Gives the same bytes again."""
        if self._kept + len(data) > IN_MEMORY:
            try:
                return self._write(data)
            except OSError:  # no disk, or a full one
                pass
        self._kept += len(data)
        return lambda: data

    def _write(self, data: bytes) -> Callable[[], bytes]:
        if self._file is None or self._writer != os.getpid():
            self._file, self._end, self._writer = TemporaryFile(buffering=0), 0, os.getpid()  # noqa: SIM115  # closed with the spool
            weakref.finalize(self, self._file.close)
        start, left = self._end, memoryview(data)
        self._file.seek(start)
        while left:
            left = left[self._file.write(left) :]
        self._end += len(data)
        return partial(self._read, self._file, start, len(data))

    def _read(self, file: IO[bytes], start: int, size: int) -> bytes:
        if sys.platform == "win32":
            file.seek(start)
            return file.read(size)
        # Where the file stands is the same for all copies of a process.
        return os.pread(file.fileno(), size, start)
