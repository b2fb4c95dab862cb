"""Inlines as bare text."""

from __future__ import annotations

from typing import assert_never

from gongkai.pages.blocks import Hidden, Inline, Inlines, Link, Strong, Tag, Text


def plain_text(inlines: Inlines) -> str:
    """What the inlines say to those who see them: a link and strong text are their words.

    Hidden words are left out: they say in words what a sign beside them, or an empty place, shows.
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
