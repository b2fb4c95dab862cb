"""The text behind a `|`: where it ends, and lines that start too far left for it."""

from __future__ import annotations

import re

from gongkai.problems import OutdentedText, TabIndentation
from gongkai.source.scan.found import Found
from gongkai.source.scan.keys import Colon, following, indent_of, is_dash, is_meant, key_in
from gongkai.source.scan.nesting import Nesting
from gongkai.source.scan.signs import KEY

_DIGIT = re.compile(r"[|>][-+]?([1-9])")


def block_end(found: Found, row: int, column: int, nesting: Nesting) -> int:
    """The row behind a block whose `|` stands at row and column. Notes tabs and lines too far left.

    All of its text must stand further right than the key or dash it belongs to. Whether text at or left of that
    column is the next key is decided by what it looks like.
    """
    lines = found.lines
    parent = nesting.floor
    given = _DIGIT.match(lines[row], column)
    indent = max(parent, 0) + int(given[1]) if given else 0
    widest_blank = 0
    first: int | None = None  # of consecutive lines that start too far left
    end = row + 1
    pad = " " * indent
    while end < len(lines):
        line = lines[end]
        if indent and line.startswith(pad) and first is None:
            end += 1
            continue
        start = indent_of(line)
        rest = line[start:]
        if rest[:1] == "\t" and (not indent or start < indent):
            found.add(
                TabIndentation(),
                end,
                start,
                refused=True,
                edits=[(0, len(line) - len(line.lstrip(" \t")), " " * (indent or max(parent, 0) + 2))],
            )
        elif not rest:
            if not indent and start > widest_blank:
                widest_blank = start
        elif indent and start >= indent:
            _note(found, first, indent)
            first = None
        elif not indent and start > max(parent, 0) - (parent < 0):
            indent, pad = start, " " * start
            if widest_blank > start:
                _note(found, end, widest_blank, is_blamed=False)
        elif start <= parent and _ends(lines, end, start, nesting):
            break
        else:
            first = end if first is None else first
        end += 1
    _note(found, first, indent or max(parent, 0) + 2)
    found.blocks.append(range(row + 1, end))
    return end


def _note(found: Found, first: int | None, indent: int, *, is_blamed: bool = True) -> None:
    """One problem for consecutive lines, at the first. is_blamed: the fault is in that line and can be mended."""
    if first is not None:
        start = indent_of(found.lines[first])
        edits = [(0, start, " " * indent)] if is_blamed else ()
        found.add(OutdentedText(), first, start, refused=True, edits=edits)


def _ends(lines: tuple[str, ...], row: int, start: int, nesting: Nesting) -> bool:
    """Whether a line at or left of the block's own key is the next thing in the file, and not its text."""
    line = lines[row]
    if line[start] == "#":
        after = following(lines, row)
        if after is None:
            return True
        column = indent_of(lines[after])
        return column <= nesting.floor and _ends(lines, after, column, nesting)
    if start == 0 and line[:3] in ("---", "...") and line[3:4] in ("", " ", "\t"):
        return True
    if is_dash(line, start):
        return nesting.has(start, listed=True)
    key = key_in(line, start)
    if key is None:
        return False
    if key.colon is Colon.GOOD:
        return KEY.fullmatch(key.text) is not None
    return nesting.has(start, listed=False) and is_meant(lines, row, key)
