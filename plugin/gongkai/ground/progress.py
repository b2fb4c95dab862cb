"""A progress bar: on the standard error stream, only where it is a terminal, and only after two seconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click

PATIENCE = 2.0
"""Seconds without a bar."""


class Progress:
    """Shows the progress of one piece of work after another. The two seconds are counted from the start of the first."""

    def __init__(self, stream: TextIO | None = None, patience: float = PATIENCE) -> None:
        """stream: where to show it, by default the standard error stream."""
        self._stream = sys.stderr if stream is None else stream
        self._starts = time.monotonic() + patience

    @contextmanager
    def work(self, label: str, steps: int) -> Iterator[Callable[[], None]]:
        """Work of that many steps; call what it yields after each. The bar is gone when the work is done."""
        # A stream that was closed before the start is None.
        if self._stream is None or not self._stream.isatty():
            yield lambda: None
            return
        bar = click.progressbar(length=steps, label=label, file=self._stream, width=30, show_eta=False)
        done = shown = 0

        def step() -> None:
            nonlocal done, shown
            done += 1
            if time.monotonic() >= self._starts:
                bar.update(done - shown)
                shown = done

        try:
            yield step
        finally:
            if shown:
                # The line is wiped, and the cursor that click hides is there again.
                click.echo("\r\033[K\033[?25h", file=self._stream, nl=False)
