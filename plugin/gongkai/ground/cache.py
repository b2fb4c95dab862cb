"""Where what has been made is kept beside a site, and whether it is to be used."""

from __future__ import annotations

import os
from pathlib import Path

from gongkai.ground.shelf import Shelf

CACHE = Path(".cache", "gongkai")
"""The folder, beside mkdocs.yml."""
NO_CACHE = "GONGKAI_NO_CACHE"
"""The environment variable by which a build is told to make everything anew."""
FOUND = "found"
"""The part of the cache with what the rules have found, which checks and builds share."""
MADE = "made"
"""The part with what builds have made of reports: files of data."""


def is_off() -> bool:
    """Whether nothing is to be taken from the cache."""
    return bool(os.environ.get(NO_CACHE))


def cache_of(base: Path, number: int = 0) -> Path:
    """The folder of the cache. base: that of mkdocs.yml. number: which of several of ours in one site it is, from 0.

    Each has its own, for each deletes what it does not use itself.
    """
    return base / CACHE / f"{number + 1}" if number else base / CACHE


def shelf(cache: Path, part: str, *, stays: bool = False) -> Shelf:
    """A part of the cache. cache: its folder. stays: whether its bundles stay in memory."""
    return Shelf(None if is_off() else cache / part, stays=stays)
