"""How far a long work has come, on a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any, Self, TextIO

import click

AFTER = 2.0
"""Seconds after which a work is long."""


class Progress:
    """A bar on a terminal once the work takes long; elsewhere nothing."""

    def __init__(self, length: int, label: str, *, file: TextIO | None = None, after: float = AFTER) -> None:
        self.length, self.label, self.after = length, label, after
        self.file = file or sys.stderr
        self.start, self.done = time.monotonic(), 0
        self.bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.__exit__(kind, error, trace)

    def advance(self) -> None:
        """One more is done."""
        self.done += 1
        if self.bar is not None:
            self.bar.update(1)
        elif self.done < self.length and time.monotonic() - self.start >= self.after and self.file.isatty():
            self.bar = click.progressbar(length=self.length, label=self.label, file=self.file)
            self.bar.__enter__()
            self.bar.update(self.done)
