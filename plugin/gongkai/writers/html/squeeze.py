"""A finished page without what only its making needed: the indentation of templates, and references for plain signs."""

from __future__ import annotations

import re

_KEPT = re.compile(
    r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)>)", re.DOTALL | re.IGNORECASE
)
"""Where space and lines count."""
_INDENTATION = re.compile(r"\n[ \t\r\n]+")
# Markdown must not see them; HTML may, all but the five that mean something in it.
_SIGN = re.compile(r"&#(3[35-7]|4[0-7]|5[89]|6[134]|9[1-6]|12[3-6]);")


def squeezed(page: str) -> str:
    """The page, each run of blank lines and indentation one end of a line, each plain sign itself; a browser shows the same."""
    parts = _KEPT.split(page)
    parts[::2] = (_SIGN.sub(_sign, _INDENTATION.sub("\n", part)) for part in parts[::2])
    return "".join(parts)


def _sign(reference: re.Match[str]) -> str:
    return chr(int(reference[1]))
