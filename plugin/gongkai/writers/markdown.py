"""A page as Markdown: headings and paragraphs as Markdown, all else as finished HTML.

Text is literal: what could mean something to Markdown, to one of its extensions or to a macro is written as a
numeric character reference, which no extension looks into. Links and strong text are HTML for the same reason.
Headings carry explicit ids (`{: #overview}`, attr_list): Chinese ones would get `_1`, `_2`. Not `{#overview}`: that
begins a comment of Jinja, which plugins such as macros run over every page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from gongkai.addresses import Addresses
from gongkai.ground.patterns import later
from gongkai.pages import Block, Heading, List, PageContent, Paragraph, Title
from gongkai.writers.html.aids import TOOLS
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.page import html_block

# ASCII punctuation that Python-Markdown, its usual extensions or macros react to; comma, semicolon and slash and
# a full stop or hyphen on its own are left readable, but for the places below, and for 1/2, c/o and 1st.
# A text has few of them: the first line says with what each may begin, so that nearly every place is rejected by it alone.
_SPECIAL = later(
    r"(?=[!-/:-@\[-`{-~sSſnNrRtT])(?:"
    r"[\\`*_{}\[\]()<>&#+|~=^$@:!?%\"']|--+|\.\.+|(?<=[wW]{3})\."
    r"|(?<=[0-9cC])/(?=[0-9oO])|(?<=[0-9])(?:[sSſ][tT]|[nN][dD]|[rR][dD]|[tT][hH])\b)"
)
# What only means something at the start of a line: 1. and a. and -, and blocks that begin with a slash. A text may
# follow a number that begins the line, so that its own full stop counts too.
_AT_START = later(r"(?P<number>\d+|[A-Za-z]+)?(?P<mark>\.)|[-/;]")


def literal(text: str) -> str:
    """Text that comes out of Markdown, and of HTML, as it is."""
    escaped = _SPECIAL.sub(lambda match: _reference(match[0]), text)
    start = _AT_START.match(escaped)
    if start is None:
        return escaped
    return (start["number"] or "") + _reference(start["mark"] or start[0]) + escaped[start.end() :]


def _reference(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)


def write_markdown(content: PageContent, addresses: Addresses) -> str:
    """The page, with its title in the front matter."""
    writer = HtmlWriter(content.page, addresses, literal)
    blocks = (text for block in content.blocks for text in _block(block, writer))
    return write_front_matter(content) + "".join(f"\n{text}\n" for text in (TOOLS, *blocks))


def write_front_matter(content: PageContent) -> str:
    """What stands before the page itself."""
    return f"---\ntitle: {json.dumps(html_title(content), ensure_ascii=False)}\n---\n"


def html_title(content: PageContent) -> str:
    """The title of a page as MkDocs and its themes take it: for HTML, as that of a heading is; macros look into it."""
    return escape(content.title, quote=False).replace("{", _reference("{"))


def _block(block: Block, writer: HtmlWriter) -> Iterator[str]:
    match block:
        case Title():
            yield f"# {writer.title(block)} {{: #{block.id} .gongkai-title}}"
        case Heading():
            run_in = " .gongkai-run-in" if block.run_in else ""
            yield f"{'#' * block.level} {writer.inlines(block.inlines)} {{: #{block.id}{run_in}{_unsearched(block)}}}"
        case Paragraph(kind=""):
            yield writer.inlines(block.inlines)
        case List():
            yield "\n".join(f"- {writer.inlines(item)}" for item in block.items)
        case _:
            # All others, which html_block matches one by one.
            yield from html_block(block, writer)


def _unsearched(heading: Heading) -> str:
    return "" if heading.is_searched else ' data-search-exclude=""'
