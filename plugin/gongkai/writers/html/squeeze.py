"""A finished page without the indentation of its template, which is a quarter of what a theme's frame weighs."""

from __future__ import annotations

import re

_KEPT = re.compile(
    r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)>)", re.DOTALL | re.IGNORECASE
)
"""Where space and lines count."""
_INDENTATION = re.compile(r"\n[ \t\r\n]+")


def squeezed(page: str) -> str:
    """The page, each run of blank lines and indentation one end of a line; a browser shows the same."""
    parts = _KEPT.split(page)
    parts[::2] = (_INDENTATION.sub("\n", part) for part in parts[::2])
    return "".join(parts)
