"""The characters and short patterns that the scan for traps looks for in a line."""

from __future__ import annotations

import re

from gongkai.ground.patterns import later
from gongkai.problems import Alias, Anchor, ReservedStart, Slip, Tag

DEEP = 40
"""How deep collections are nested when the scan gives up; the real limit is that of `events`."""

COLONS = "：﹕∶︰"
COMMAS = "，、；﹐﹑､"
OPENERS = "【［｛（〔"
CLOSERS = "】］｝）〕"
WIDE_SPACES = "\u3000\xa0\u1680\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))

CELL = r"(?:[-+]?[\d][\d.]*%?|~|/|null|-{1,2})"
"""What stands in a cell: a number (of full-width digits too), a blank or a stroke."""

IS_CELL = later(rf"{CELL}?")
WIDE_LEAD = later(rf" *[\t{WIDE_SPACES}][ \t{WIDE_SPACES}]*")
BRACKETED_ROW = later(
    rf"[【［〔（｛(][ \t{WIDE_SPACES}]*{CELL}?(?:[ \t{WIDE_SPACES}]*[,{COMMAS}][ \t{WIDE_SPACES}]*{CELL}?)+"
    rf"[ \t{WIDE_SPACES}]*(?:[】］〕）｝)\]}}]|$)"
)
BRACKETED_ENTRY = later(r"(?:｛|[【［](?=.*[】］｝}][ \t]*$))[ \t]*\w+[ \t]*[:：]")
CLOSED_ROW = later(rf"{CELL}(?:[ \t]*,[ \t]*{CELL})+[ \t]*([\]］】])$")

KEY = later(r"[-\w“”‘’\"'（）()《》〈〉、·—／/.%＋+]{1,60}")
"""What may be meant as a key: words of the form, without sentence punctuation, spaces or list brackets."""

HAN = later("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

COMMENT = later(r"(?:^|[ \t])#.*")
BLOCK_HEADER = later(r"[|>](?:[-+]?[1-9]?|[1-9][-+])[ \t]*(?:[ \t]#.*)?$")
COLON_IN_TEXT = later(r":(?=[ \t]|$)")
_ANCHOR = later(r"[&*][A-Za-z0-9_-]+(?=[ \t,\[\]{}]|$)")
_TAG = later(r"!(?:[ \t]|[!\w<][!-~]*(?=[ \t]|$)|$)", re.ASCII)


def reserved(text: str, *, inside: bool) -> Slip | None:
    """The slip if a bare text starts as none can: as an anchor, alias or tag, or with a sign that YAML reserves.

    `inside` brackets a lone stroke is text, but text cannot start with a bar, question mark or colon.
    """
    first = text[:1]
    if first in ("*", "&"):
        if _ANCHOR.match(text):
            return Alias(text) if first == "*" else Anchor(text)
        return ReservedStart()
    if first == "!":
        return Tag(text) if _TAG.match(text) else ReservedStart()
    if first in ("@", "`", "%", ">", ",") and first:
        return ReservedStart()
    if inside and first in ("|", "?", ":") and first:
        return ReservedStart()
    if first in ("-", "?") and first and (text[1:2] in (" ", "\t") or (len(text) == 1 and not inside)):
        return ReservedStart()
    return None


def quoted(text: str) -> str:
    """The text in quotes, so that YAML reads all of it as text."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def uncommented(text: str) -> str:
    """A bare text without the comment and the spaces behind it."""
    return COMMENT.sub("", text, count=1).rstrip(" \t")
