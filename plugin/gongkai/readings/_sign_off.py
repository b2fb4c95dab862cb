"""What stands below a report: who signs it, when, and lines of the portal."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import field

from gongkai.data_classes import dataclass
from gongkai.readings._chapters import date_of, is_furniture, is_name_of_agency
from gongkai.readings.labels import plain
from gongkai.readings.reading import Line

_OWN_WORDS = ("核对说明：", "核对说明（")
"""What our documents add below a report."""
_MOST_SIGN = 3
"""Bodies that sign one report."""


@dataclass(frozen=True, slots=True)
class Below:
    """The end of a text, parted."""

    body: list[Line]
    signature: str | None = None
    written: datetime.date | None = None
    rest: list[Line] = field(default_factory=list)


def signed_off(lines: Sequence[Line], agency: str | None, *, has_table: bool = False) -> Below:
    """The lines of a last chapter, and what stands below it. has_table: whether a table of the chapter stands before them."""
    signed: list[str] = []
    written: datetime.date | None = None
    rest: list[Line] = []
    end = next((n for n in range(len(lines)) if (n or has_table) and _is_end(lines, n, agency)), len(lines))
    for number, line in enumerate(lines[end:]):
        if written is None and (day := date_of(line.text)):
            written = day
        elif written is None and len(signed) in (0, number) and _may_sign(line.text, len(signed)):
            signed.append(plain(line.text))
        else:
            rest.append(line)
    return Below(list(lines[:end]), "\n".join(signed) or None, written, rest)


def _may_sign(text: str, before: int) -> bool:
    """Whether a line is the name of one more that signs, beside those before it."""
    return before < _MOST_SIGN and is_name_of_agency(text)


def _is_end(lines: Sequence[Line], at: int, agency: str | None) -> bool:
    """Whether the text ends before a line: at a sign-off, a list of files, or lines of the portal."""
    text = lines[at].text
    if date_of(text) or text.startswith(_OWN_WORDS) or re.match(r"^附\s*件\s*(?:[:：0-9]|$)", text):
        return True
    if is_name_of_agency(text):
        # Bodies that report together sign below each other.
        below = at + 1
        while below < min(at + _MOST_SIGN, len(lines)) and is_name_of_agency(lines[below].text):
            below += 1
        after = lines[below].text if below < len(lines) else ""
        is_own = agency is not None and plain(text) == plain(agency)
        return is_own or not after or date_of(after) is not None or is_furniture(after)
    return is_furniture(text) and at > 0 and lines[at - 1].text.endswith(("。", "；", "”", "）"))
