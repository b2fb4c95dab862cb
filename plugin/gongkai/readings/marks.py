"""Marks of notes beside a figure or a word: ³, ①, or a raised 1. Never a digit of the figure."""

from __future__ import annotations

import re
import unicodedata

_BEGIN, _END = "\ue000", "\ue001"
_MARKED = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")


def marked(text: str) -> str:
    """A raised text, marked as such among other text."""
    tight = "".join(text.split())
    return f"{_BEGIN}{tight}{_END}" if tight else ""


def unmarked(text: str) -> str:
    """A text with its raised parts as plain text."""
    return text.replace(_BEGIN, "").replace(_END, "")


def parted(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without its marks, and the marks."""
    if text.isascii():
        return text, ()
    marks = [match[1] for match in _MARKED.finditer(text)]
    bare = _MARKED.sub("", text)
    # Digits in a circle and small raised ones turn into plain digits where width is made alike.
    marks += [character for character in bare if unicodedata.category(character) == "No"]
    return "".join(c for c in bare if unicodedata.category(c) != "No"), tuple(marks)
