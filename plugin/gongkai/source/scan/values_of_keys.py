"""The value after a key or a dash, or on a line of its own."""

from __future__ import annotations

from gongkai.ground.patterns import later
from gongkai.problems import (
    BlockStart,
    ColonInText,
    ComplexKey,
    FoldedText,
    FullwidthBracket,
    ReservedStart,
    TextAfterClose,
    UnclosedBracket,
    UnquotedReference,
)
from gongkai.source.scan.block_text import block_end
from gongkai.source.scan.brackets import flow_end
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
_CLEAN = later(r"[ \t]*(?:#|$)")
_COLON = later(r"[ \t]*[:：][ \t]*")
_SEPARATOR = later(rf"[ \t\u3000]*[{COMMAS},][ \t\u3000]*")


def value_end(found: Found, row: int, column: int, nesting: Nesting) -> int:
    """Scan the value at row and column; the row to go on with. What may follow is left in `nesting`."""
    end, nesting.rest = _value(found, row, column, nesting)
    return end


def _value(found: Found, row: int, column: int, nesting: Nesting) -> tuple[int, Rest]:
    line = found.lines[row]
    first = line[column : column + 1]
    if first in ("", "#"):
        return row + 1, Rest.VALUE
    bare = uncommented(line[column:])
    end = column + len(bare)
    if line.startswith("{{", column):
        edits = [(column, end, quoted(bare))]
        found.add(UnquotedReference(), row, column, edits=edits)
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
    if first == "|" or bare == _WIDE_BAR or (first == ">" and BLOCK_HEADER.match(line, column)):
        _check_header(found, row, column, bare)
        return block_end(found, row, column, nesting), Rest.NOTHING
    _check_bare(found, row, column, bare)
    return row + 1, Rest.TEXT


def _check_header(found: Found, row: int, column: int, bare: str) -> None:
    """The sign before a block: `>` joins lines, `｜` is not the sign `|`, and no text may be on its line."""
    if bare[0] == ">":
        found.add(FoldedText(), row, column, edits=[(column, column + 1, "|")])
    elif bare[0] == _WIDE_BAR:
        found.add(BlockStart(), row, column, edits=[(column, column + 1, "|")])
    elif not BLOCK_HEADER.match(found.lines[row], column):
        found.add(BlockStart(), row, column, refused=True)


def _check_tail(found: Found, start: tuple[int, int], behind: tuple[int, int]) -> None:
    """What follows a closing quote or bracket: only a comment may."""
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
        found.add(ComplexKey(), *start)
    elif line[at] == ":" and line[at + 1 : at + 2] in ("", " ", "\t"):
        found.add(ColonInText(), row, at, refused=True, edits=edits)
    elif line[at] in "]}" and opener in "[{":
        edits = [(at, at + 1, "")]
        found.add(UnclosedBracket(), row, at, refused=True, edits=edits)
    else:
        found.add(TextAfterClose(), row, at, refused=True, edits=edits)


def _check_bare(found: Found, row: int, column: int, bare: str) -> None:
    """Bare text: what it must not start with or contain, and rows whose brackets are not ASCII."""
    edits: list[Edit] = [(column, column + len(bare), quoted(bare))]
    if slip := reserved(bare, inside=False):
        found.add(slip, row, column, edits=edits if isinstance(slip, ReservedStart) else ())
    elif bare[0] in "]}":
        found.add(UnclosedBracket(), row, column, refused=True)
    elif BRACKETED_ROW.match(bare):
        inner = _SEPARATOR.sub(", ", bare[1:].rstrip(f"{CLOSERS})]}} \t"))
        edits = [(*edits[0][:2], f"[{inner}]")]
        found.add(FullwidthBracket(bare[0]), row, column, edits=edits)
    elif BRACKETED_ENTRY.match(bare):
        inner = _SEPARATOR.sub(", ", bare[1:].rstrip(f"{CLOSERS}]}} \t"))
        edits = [(*edits[0][:2], f"{{{_COLON.sub(': ', inner)}}}")]
        found.add(FullwidthBracket(bare[0]), row, column, edits=edits)
    elif closed := CLOSED_ROW.match(bare):
        at = column + closed.start(1)
        edits = [(column, column, "["), (at, at + 1, "]")]
        found.add(UnclosedBracket(), row, at, edits=edits)
    elif colon := COLON_IN_TEXT.search(bare):
        at = column + colon.start()
        found.add(ColonInText(), row, at, refused=True, edits=edits)
