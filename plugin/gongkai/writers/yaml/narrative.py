"""A narrative as an editor would type it: blocks and inlines back to lines, which `parse` reads as the same blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    Text,
)


def typed(narrative: Narrative) -> tuple[str, ...]:
    """The lines of a narrative; blank ones mean nothing and are not among them."""
    lines: list[str] = []
    goes_on = False
    for block in narrative.blocks:
        first, *others = _lines(block)
        # What follows a run-in heading stands on its line. A paragraph after an image does, lest a text that begins
        # like a heading or a list become one.
        if goes_on and isinstance(block, Paragraph | Image):
            lines[-1] += first
        else:
            lines.append(first)
        lines += others
        goes_on = isinstance(block, Image) or (isinstance(block, Heading) and block.run_in)
    return tuple(lines)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph | Heading):
        yield _text(block.inlines)
    elif isinstance(block, List):
        yield from (f"- {_text(item)}" for item in block.items)
    elif isinstance(block, Image):
        yield f"![{block.text}]({block.file})"
    else:
        for row in (block.header, *block.rows):
            yield f"|{'|'.join(f' {_text(cell)} ' for cell in row)}|"


def _text(inlines: Iterable[Inline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Reference):
        return f"{{{{ {inline.source} }}}}"
    if isinstance(inline, Link):
        return f"[{_text(inline.inlines)}]({inline.address})"
    return f"**{_text(inline.inlines)}**"
