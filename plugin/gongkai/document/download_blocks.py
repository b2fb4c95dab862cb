"""The block that offers files."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.addresses import Made


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away."""

    kind: str
    """Its format, as readers know it: CSV."""
    label: str
    """What is in it."""
    address: Made
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Downloads:
    """The files of a page, at its top."""

    items: tuple[Download, ...]
