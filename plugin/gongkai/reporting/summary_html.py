"""The summary as one file of HTML: nothing is loaded, no script; light, dark and print; plain tables for mail."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib import resources

from gongkai.reporting.entries import printable
from gongkai.reporting.summary import Section, Summary, Table

# Programs for mail that drop the style still draw these.
_TABLE = '<table border="1" cellpadding="6" cellspacing="0">'


def write_summary_html(summary: Summary) -> str:
    """The page, with a line break at the end."""
    style = (resources.files("gongkai") / "assets" / "summary.css").read_text(encoding="utf-8")
    title = _text(summary.title)
    said = "".join(f"<p>{_text(text)}</p>\n" for text in summary.said)
    sections = "".join(map(_section, summary.sections))
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{said}{sections}</main>\n</body>\n</html>\n"
    )


def _section(section: Section) -> str:
    said = "".join(f"<p>{_text(text)}</p>\n" for text in section.said)
    table = "" if section.table is None else "".join(_table(section.table, section.title))
    return f"<h2>{_text(section.title)}</h2>\n{said}{table}"


def _table(table: Table, title: str) -> Iterator[str]:
    # A table wider than the screen scrolls by itself, with keys too.
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{_text(title)}">\n{_TABLE}\n<thead>\n<tr>'
    for place, column in enumerate(table.columns):
        yield f'<th scope="col"{_right(table, place)}>{_text(column)}</th>'
    yield "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows:
        cells = "".join(f"<td{_right(table, place)}>{_text(cell)}</td>" for place, cell in enumerate(row))
        yield f"<tr>{cells}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _right(table: Table, place: int) -> str:
    return ' align="right"' if place in table.numbers else ""


def _text(text: str) -> str:
    return escape(printable(text))
