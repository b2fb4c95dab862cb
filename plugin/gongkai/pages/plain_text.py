"""Inlines as bare text."""

from __future__ import annotations

from typing import assert_never

from gongkai.pages.blocks import Hidden, Inline, Inlines, Link, Strong, Tag, Text


def plain_text(inlines: Inlines) -> str:
    """The visible text of inlines, links and strong text included.

    Hidden words are left out: they are there for screen readers, in place of a sign or an empty cell.
    """
    return "".join(map(_plain_text, inlines))


def _plain_text(inline: Inline) -> str:
    match inline:
        case Text() | Tag():
            return inline.text
        case Link() | Strong():
            return plain_text(inline.inlines)
        case Hidden():
            return ""
        case _:
            assert_never(inline)
