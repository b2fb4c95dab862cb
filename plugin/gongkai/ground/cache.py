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


def shelf(base: Path, part: str, *, stays: bool = False) -> Shelf:
    """A part of the cache. base: the folder of mkdocs.yml. stays: whether its bundles stay in memory."""
    return Shelf(None if is_off() else base / CACHE / part, stays=stays)
