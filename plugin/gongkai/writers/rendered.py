"""A page as Python-Markdown makes it of what `writers.markdown` writes, without Python-Markdown.

What the plain way leads through a parser, though it is HTML already: headings, paragraphs and lists are put between their
tags here, all else stands as it is. Where it is not certain that Python-Markdown would leave a text alone, there is no
answer, and the page goes the plain way.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gongkai.addresses import Addresses
from gongkai.data_classes import dataclass
from gongkai.ground.patterns import later
from gongkai.pages import Block, Heading, List, PageContent, Paragraph, Title
from gongkai.writers.html.aids import TOOLS
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.page import html_block
from gongkai.writers.markdown import literal

# Of the text of a line: what stands in a tag is never looked at.
_TAG = later(r"<[^<>]*>")
_ID = later(r' id="([^"&]*)"')
_CONTROL = "\\x00-\\x09\\x0b-\\x1f\\x7f\\x85\u2028\u2029"
_UNCERTAIN = later(f"[{_CONTROL}\\n]|  ")
"""In a line: two spaces, other ends of lines, and what Python-Markdown marks its own places with."""
_UNCERTAIN_BLOCK = later(rf"[{_CONTROL}]|\n *\n")
"""In a block of HTML: a blank line would end it."""


@dataclass(frozen=True, slots=True)
class RenderedHeading:
    """A heading as the outline has it."""

    level: int
    id: str
    name: str
    """As HTML, without tags."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page without its frame."""

    body: str
    headings: tuple[RenderedHeading, ...]

    @property
    def ids(self) -> set[str]:
        """What a link may lead to."""
        return set(_ID.findall(self.body))


class _UncertainError(Exception):
    """Python-Markdown may do something with a text."""


def render(content: PageContent, addresses: Addresses) -> Rendered | None:
    """The page, or None where only Python-Markdown knows what becomes of it."""
    writer = HtmlWriter(content.page, addresses, literal)
    headings: list[RenderedHeading] = []
    if any(isinstance(one, List) and isinstance(next_, List) for one, next_ in pairwise(content.blocks)):
        # Markdown takes them for one.
        return None
    try:
        blocks = [text for block in content.blocks for text in _block(block, writer, headings)]
    except _UncertainError:
        return None
    # Behind each piece of raw HTML Python-Markdown leaves a line blank.
    return Rendered("\n".join((f"{TOOLS}\n", *blocks)).strip(), tuple(headings))


def _block(block: Block, writer: HtmlWriter, headings: list[RenderedHeading]) -> Iterator[str]:
    match block:
        case Title():
            text = _certain(writer.title(block))
            headings.append(_heading(1, block.id, text))
            yield f'<h1 class="gongkai-title" id="{block.id}">{text}</h1>'
        case Heading():
            text = _certain(writer.inlines(block.inlines))
            headings.append(_heading(block.level, block.id, text))
            run_in = ' class="gongkai-run-in"' if block.run_in else ""
            # In the order of their names, as Python-Markdown writes attributes.
            hidden = "" if block.is_searched else ' data-search-exclude=""'
            yield f'<h{block.level}{run_in}{hidden} id="{block.id}">{text}</h{block.level}>'
        case Paragraph(kind=""):
            yield f"<p>{_certain(writer.inlines(block.inlines))}</p>"
        case List():
            items = [_certain(writer.inlines(item)) for item in block.items]
            yield "\n".join(("<ul>", *(f"<li>{item}</li>" for item in items), "</ul>"))
        case _:
            yield from (f"{_whole(text)}\n" for text in html_block(block, writer) if text)


def _certain(text: str) -> str:
    if not text or text != text.strip() or _UNCERTAIN.search(text):
        raise _UncertainError
    return text


def _whole(text: str) -> str:
    if text != text.strip() or _UNCERTAIN_BLOCK.search(text):
        raise _UncertainError
    return text


def _heading(level: int, name: str, text: str) -> RenderedHeading:
    return RenderedHeading(level, name, " ".join(_TAG.sub("", text).split()))
