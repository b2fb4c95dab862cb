"""A narrative as an editor would type it: blocks and inlines back to lines, which `parse` reads as the same blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from gongkai.prose import (
    Block,
    Heading,
    Image,
    Inline,
    Link,
    List,
    Narrative,
    Paragraph,
    Reference,
    SimpleTable,
    Strong,
    Text,
)


def typed(narrative: Narrative) -> tuple[str, ...]:
    """The lines of a narrative; blank ones mean nothing and are not among them."""
    lines: list[str] = []
    goes_on = False
    for block in narrative.blocks:
        first, *others = _lines(block)
        # What follows a run-in heading stands on its line. So does a paragraph after an image: on a line of its own
        # it could be read as a heading or a list.
        if goes_on and isinstance(block, Paragraph | Image):
            lines[-1] += first
        else:
            lines.append(first)
        lines += others
        goes_on = isinstance(block, Image) or (isinstance(block, Heading) and block.run_in)
    return tuple(lines)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield _typed(block.inlines)
        case List():
            yield from (f"- {_typed(item)}" for item in block.items)
        case Image():
            yield f"![{block.text}]({block.file})"
        case SimpleTable():
            for row in (block.header, *block.rows):
                yield f"|{'|'.join(f' {_typed(cell)} ' for cell in row)}|"
        case _:
            assert_never(block)


def _typed(inlines: Iterable[Inline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Reference():
            return f"{{{{ {inline.source} }}}}"
        case Link():
            return f"[{_typed(inline.inlines)}]({inline.address})"
        case Strong():
            return f"**{_typed(inline.inlines)}**"
        case _:
            assert_never(inline)
