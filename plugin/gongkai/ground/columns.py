"""How wide a text is where every letter is as wide as another."""

from __future__ import annotations

from unicodedata import east_asian_width


def columns(text: str) -> int:
    """Columns on a terminal or in a font of one width: a Chinese sign takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
