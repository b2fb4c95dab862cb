"""How many cores there are to work on."""

from __future__ import annotations

import os

MOST = 8
"""Processes at most: more wait for the one that does the rest."""


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes_for(count: int, few: int) -> int:
    """How many processes, with this one, pay for so many things. few: so many are done before another has started."""
    return min(cores(), MOST, count // few + 1)
