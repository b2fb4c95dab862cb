"""Bytes that wait to be written: on disk where there are many of them, in a file without a name."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import partial
from tempfile import SpooledTemporaryFile

IN_MEMORY = 16 * 1024 * 1024
"""Bytes of all of them that need no file."""


class Spool:
    """All that is put into it stays as long as it, or anything of it, is held."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile[bytes](IN_MEMORY)
        self._end = 0
        weakref.finalize(self, self._file.close)

    def put(self, data: bytes) -> Callable[[], bytes]:
        """Gives the same bytes again."""
        try:
            self._file.seek(self._end)
            self._file.write(data)
        except OSError:  # no disk, or a full one
            return lambda: data
        start, self._end = self._end, self._end + len(data)
        return partial(self._read, start, len(data))

    def _read(self, start: int, size: int) -> bytes:
        self._file.seek(start)
        return self._file.read(size)
