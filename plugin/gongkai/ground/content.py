"""What is in a file that is to be written: nobody need hold it before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path


@dataclass(frozen=True)
class Content:
    """Bytes, known before they are read."""

    size: int
    hash: str
    """SHA-256, in hexadecimal digits."""
    read: Callable[[], bytes] = field(repr=False, compare=False)

    @classmethod
    def of(cls, data: bytes) -> Content:
        """Bytes that are there."""
        return cls(len(data), sha256(data).hexdigest(), lambda: data)

    @classmethod
    def of_file(cls, path: Path) -> Content:
        """What is in a file."""
        with path.open("rb") as file:
            return cls(path.stat().st_size, file_digest(file, "sha256").hexdigest(), path.read_bytes)
