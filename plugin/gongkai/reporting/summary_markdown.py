"""The summary as Markdown, for an issue or a page of a git service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from gongkai.reporting.entries import printable
from gongkai.reporting.summary import Summary, Table

_SPECIAL = re.compile(r"([\\*_{}\[\]#!])")
# Not every Markdown parser takes these after a backslash.
_ENTITIES = {"`": "&#96;", "|": "&#124;", "~": "&#126;"}


def write_summary_markdown(summary: Summary) -> str:
    """The text, with a line break at the end."""
    parts = [f"# {_text(summary.title)}", *map(_text, summary.said)]
    for section in summary.sections:
        parts += [f"## {_text(section.title)}", *map(_text, section.said)]
        if section.table is not None:
            parts.append("\n".join(_lines(section.table)))
    return "\n\n".join(parts) + "\n"


def _lines(table: Table) -> Iterator[str]:
    yield _line(map(_text, table.columns))
    yield _line("---:" if place in table.numbers else "---" for place in range(len(table.columns)))
    yield from (_line(map(_text, row)) for row in table.rows)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    marked = _SPECIAL.sub(r"\\\1", escape(printable(text), quote=False))
    return "".join(_ENTITIES.get(sign, sign) for sign in marked)
