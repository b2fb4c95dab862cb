"""What is in a file that is to be written: nobody need hold it before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from hashlib import file_digest, sha256
from pathlib import Path

from gongkai.data_classes import dataclass


@dataclass(frozen=True)
class Content:
    """Bytes, known before they are read."""

    size: int
    hash: str
    """SHA-256, in hexadecimal digits."""
    pieces: Callable[[], Iterable[bytes]] = field(repr=False, compare=False)
    """The bytes, in pieces that need not be in memory together."""

    def read(self) -> bytes:
        """All of it."""
        return b"".join(self.pieces())

    @classmethod
    def of(cls, data: bytes) -> Content:
        """Bytes that are there."""
        return cls.later(len(data), sha256(data).hexdigest(), lambda: data)

    @classmethod
    def later(cls, size: int, hash_: str, read: Callable[[], bytes]) -> Content:
        """Bytes of which this is known already."""
        return cls(size, hash_, lambda: (read(),))

    @classmethod
    def of_pieces(cls, pieces: Callable[[], Iterable[bytes]]) -> Content:
        """Bytes in pieces, which can be had more than once."""
        size, hash_ = 0, sha256()
        for piece in pieces():
            size += len(piece)
            hash_.update(piece)
        return cls(size, hash_.hexdigest(), pieces)

    @classmethod
    def of_file(cls, path: Path) -> Content:
        """What is in a file."""
        with path.open("rb") as file:
            return cls.later(path.stat().st_size, file_digest(file, "sha256").hexdigest(), path.read_bytes)
