"""Words that leave what a number counts as it is: `harmless.txt`, which says why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

REMEMBERED = 4096
"""Stretches of text between the words of a clause: the same few stand in all reports."""


@lru_cache(maxsize=REMEMBERED)
def is_harmless(text: str) -> bool:
    """Whether a stretch of text is made of such words and nothing else."""
    words = _by_start()
    reached = {0}
    for at, character in enumerate(text):
        if at in reached:
            reached.update(at + len(word) for word in words.get(character, ()) if text.startswith(word, at))
    return len(text) in reached


@cache
def _by_start() -> Mapping[str, tuple[str, ...]]:
    data = resources.files("gongkai.words").joinpath("harmless.txt").read_text("utf-8")
    found: dict[str, list[str]] = {}
    for line in data.splitlines():
        for word in line.split() if not line.startswith("#") else ():
            found.setdefault(word[0], []).append(word)
    return {start: tuple(words) for start, words in found.items()}
