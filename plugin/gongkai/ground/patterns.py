"""Regular expressions that are compiled when they are first asked.

Compiling those for prose takes longer than all else that is read in with them, and a report asks half of them, what
looks at no text none.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Stands for a pattern; what it was asked for once is at hand."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, found)
        return found


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, when it is first asked; that a pattern is none is told only then."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
