"""Colours of levels: only on a terminal, and not where NO_COLOR or TERM=dumb asks for none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

import click

from gongkai.findings import Level

COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "cyan"}


def wants_colours(stream: TextIO | None, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether what is written to a stream may have colours."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return stream is not None and stream.isatty()


def in_colour(text: str, level: Level) -> str:
    """A text in the colour of its level."""
    return click.style(text, fg=COLOURS[level], bold=level is Level.ERROR)
