"""The value behind a key or a dash, or on a line of its own."""

from __future__ import annotations

import re

from gongkai.findings import Kind
from gongkai.source.scan.blocks import block_end
from gongkai.source.scan.flow import flow_end
from gongkai.source.scan.found import Edit, Found
from gongkai.source.scan.nesting import Nesting, Rest
from gongkai.source.scan.quotes import quote_end
from gongkai.source.scan.signs import (
    BLOCK_HEADER,
    BRACKETED_ENTRY,
    BRACKETED_ROW,
    CLOSED_ROW,
    CLOSERS,
    COLON_IN_TEXT,
    COMMAS,
    quoted,
    reserved,
    uncommented,
)

_WIDE_BAR = "｜"
_CLEAN = re.compile(r"[ \t]*(?:#|$)")
_COLON = re.compile(r"[ \t]*[:：][ \t]*")
_SEPARATOR = re.compile(rf"[ \t\u3000]*[{COMMAS},][ \t\u3000]*")


def value_end(found: Found, row: int, column: int, nesting: Nesting, *, key: str = "") -> int:
    """Scan the value at row and column; the row to go on with. What may follow is left in `nesting`.

    `key` is the text of the key that the value belongs to, if it has one.
    """
    end, nesting.rest = _value(found, row, column, nesting, key)
    return end


def _value(found: Found, row: int, column: int, nesting: Nesting, key: str) -> tuple[int, Rest]:
    line = found.lines[row]
    first = line[column : column + 1]
    if first in ("", "#"):
        return row + 1, Rest.VALUE
    bare = uncommented(line[column:])
    end = column + len(bare)
    if line.startswith("{{", column):
        edits = [(column, end, quoted(bare))]
        found.add(Kind.UNQUOTED_REFERENCE, row, column, edits=edits, key=key, text=bare)
        return row + 1, Rest.TEXT
    if first in "[{":
        closed = flow_end(found, row, column)
        if not closed.closed:
            return closed.row, Rest.NOTHING
        _check_tail(found, (row, column), (closed.row, closed.column))
        return closed.row + 1, Rest.NOTHING
    if first in "\"'":
        behind = quote_end(found, row, column, _CLEAN)
        if behind is None:
            return row + 1, Rest.NOTHING
        _check_tail(found, (row, column), behind)
        return behind[0] + 1, Rest.NOTHING
    if first == "|" or bare == _WIDE_BAR or (first == ">" and BLOCK_HEADER(line, column)):
        _check_header(found, row, column, bare)
        return block_end(found, row, column, nesting), Rest.NOTHING
    _check_bare(found, row, column, bare, key)
    return row + 1, Rest.TEXT


def _check_header(found: Found, row: int, column: int, bare: str) -> None:
    """The sign before a block: `>` joins lines, `｜` is no sign at all, and no text may stand on its line."""
    if bare[0] == ">":
        found.add(Kind.FOLDED_TEXT, row, column, edits=[(column, column + 1, "|")])
    elif bare[0] == _WIDE_BAR:
        found.add(
            Kind.BLOCK_START, row, column, edits=[(column, column + 1, "|")], character=_WIDE_BAR, text=""
        )
    elif not BLOCK_HEADER(found.lines[row], column):
        found.add(Kind.BLOCK_START, row, column, refused=True, character="|", text=bare[1:].strip())


def _check_tail(found: Found, start: tuple[int, int], behind: tuple[int, int]) -> None:
    """What stands behind a closing quote or bracket: nothing but a comment may."""
    row, column = behind
    line = found.lines[row]
    if _CLEAN.match(line, column):
        return
    at = len(line) - len(line[column:].lstrip(" \t"))
    opener = found.lines[start[0]][start[1]]
    text = uncommented(line[at:])
    whole = line[start[1] : at + len(text)]
    edits: list[Edit] = []
    if start[0] == row:
        edits = [(start[1], at + len(text), quoted(whole))]
    if line[at] == ":" and opener in "[{":
        found.add(Kind.COMPLEX_KEY, *start)
    elif line[at] == ":" and line[at + 1 : at + 2] in ("", " ", "\t"):
        found.add(Kind.COLON_IN_TEXT, row, at, refused=True, edits=edits, text=whole)
    elif line[at] in "]}" and opener in "[{":
        edits = [(at, at + 1, "")]
        found.add(Kind.UNCLOSED_BRACKET, row, at, refused=True, edits=edits, open="", close="", found=line[at])
    else:
        found.add(Kind.TEXT_AFTER_CLOSE, row, at, refused=True, edits=edits, text=text, opener=opener)


def _check_bare(found: Found, row: int, column: int, bare: str, key: str) -> None:
    """Text without quotes: what it must not start with or contain, and rows whose brackets are not ASCII."""
    edits: list[Edit] = [(column, column + len(bare), quoted(bare))]
    if kind := reserved(bare, inside=False):
        mend = edits if kind is Kind.RESERVED_START else ()
        found.add(kind, row, column, edits=mend, key=key, text=bare, character=bare[0])
    elif bare[0] in "]}":
        found.add(Kind.UNCLOSED_BRACKET, row, column, refused=True, open="", close="", found=bare[0])
    elif BRACKETED_ROW(bare):
        inner = _SEPARATOR.sub(", ", bare[1:].rstrip(f"{CLOSERS})]}} \t"))
        edits = [(*edits[0][:2], f"[{inner}]")]
        found.add(Kind.FULLWIDTH_BRACKET, row, column, edits=edits, key=key, bracket=bare[0], ascii="[")
    elif BRACKETED_ENTRY(bare):
        inner = _SEPARATOR.sub(", ", bare[1:].rstrip(f"{CLOSERS}]}} \t"))
        edits = [(*edits[0][:2], f"{{{_COLON.sub(': ', inner)}}}")]
        found.add(Kind.FULLWIDTH_BRACKET, row, column, edits=edits, key=key, bracket=bare[0], ascii="{")
    elif closed := CLOSED_ROW(bare):
        at = column + closed.start(1)
        edits = [(column, column, "["), (at, at + 1, "]")]
        found.add(Kind.UNCLOSED_BRACKET, row, at, edits=edits, open="[", close="]", found=bare[-1])
    elif colon := COLON_IN_TEXT(bare):
        at = column + colon.start()
        found.add(Kind.COLON_IN_TEXT, row, at, refused=True, edits=edits, key=key, text=bare)
