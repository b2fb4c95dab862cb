"""Lists and mappings in brackets, over as many lines as they take."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.ground.patterns import later
from gongkai.problems import EmptyItem, FullwidthBracket, FullwidthComma, UnclosedBracket
from gongkai.source.scan.bracket_items import check_item, check_lone_key, check_value
from gongkai.source.scan.bracket_tokens import (
    Frame,
    before_bracket,
    missing_comma,
    take_colon,
    take_plain,
    take_reference,
)
from gongkai.source.scan.found import Found
from gongkai.source.scan.keys import Colon, following, indent_of, is_dash, is_meant, key_in
from gongkai.source.scan.quotes import quote_end
from gongkai.source.scan.signs import CLOSERS, DEEP, OPENERS

_TOKEN = later(
    r"""(?P<blank>[ \t]+)
    |(?P<comment>\#.*)
    |(?P<reference>\{\{)
    |(?P<open>[\[{])
    |(?P<close>[\]}])
    |(?P<comma>,)
    |(?P<quote>["'])
    |(?P<colon>:(?=[ \t,\[\]{}]|$))
    |(?P<plain>(?:[^ \t,\[\]{}:]|:(?![ \t,\[\]{}]|$)|[ \t]++(?=[^ \t,\[\]{}:\#]|:(?![ \t,\[\]{}]|$)))++)""",
    re.VERBOSE,
)
_CLEAN = later(r"[ \t]*(?:[,\]}:#]|$)")
_CLOSING = {"[": "]", "{": "}"}


class End(NamedTuple):
    """Where a collection ended: behind its bracket, or, if it was not closed, at the start of the row to go on with."""

    row: int
    column: int
    closed: bool


def flow_end(found: Found, row: int, column: int) -> End:
    """Read the collection whose bracket stands at row and column, noting the traps in it."""
    lines = found.lines
    frames = [Frame(lines[row][column], row, column)]
    column += 1
    while True:
        line = lines[row]
        while token := _TOKEN.match(line, column):
            start, column = token.span()
            frame = frames[-1]
            if found.is_full or len(frames) > DEEP:
                return End(len(lines), 0, closed=False)
            match token.lastgroup:
                case "plain":
                    take_plain(found, frame, row, start, token[0])
                case "comma":
                    _finish(found, frame, row, start, closing=False)
                    frame.next_item()
                case "colon":
                    take_colon(found, frame, row, start)
                case "open":
                    behind = before_bracket(found, frame, row, start)
                    if behind is None:
                        frames.append(Frame(line[start], row, start))
                    else:
                        column = behind
                case "close":
                    _close(found, frames, row, start, line[start])
                    if not frames:
                        return End(row, column, closed=True)
                case "reference":
                    column = take_reference(found, frame, row, start)
                case "quote":
                    end = quote_end(found, row, start, _CLEAN)
                    if end is None:
                        return _abort(found, frames, End(row + 1, 0, closed=False))
                    if frame.last in ("plain", "closed"):
                        missing_comma(found, frame, row, start)
                    frame.last, frame.text = "closed", None
                    row, column = end
                    line = lines[row]
        frame = frames[-1]
        if _has_wide_closer(found, frame, row):
            return _abort(found, frames, End(row, len(line), closed=True))
        after = following(lines, row)
        if after is None or _breaks(lines, after, frame):
            _unclosed(found, frames, row)
            return _abort(found, frames, End(len(lines) if after is None else after, 0, closed=False))
        row, column = after, 0


def _abort(found: Found, frames: list[Frame], end: End) -> End:
    for frame in frames:
        _note_commas(found, frame)
    return end


def _close(found: Found, frames: list[Frame], row: int, column: int, bracket: str) -> None:
    """A closing bracket. If it does not fit the innermost collection, that one was not closed, or with a wrong bracket."""
    while _CLOSING[(frame := frames[-1]).opener] != bracket:
        outer = any(_CLOSING[other.opener] == bracket for other in frames[:-1])
        closing = _CLOSING[frame.opener]
        edits = [(column, column if outer else column + 1, closing)] if frame.row == row else ()
        found.add(UnclosedBracket(), frame.row, frame.column, refused=True, edits=edits)
        if not outer:
            break
        _finish(found, frame, row, column, closing=True)
        frames.pop()
    _finish(found, frame, row, column, closing=True)
    frames.pop()
    if frames:
        frames[-1].last, frames[-1].text = "closed", None


def _finish(found: Found, frame: Frame, row: int, column: int, *, closing: bool) -> None:
    """The end of an item, at the comma or bracket behind it."""
    if frame.last in ("open", "comma"):
        trailing = closing and frame.opener == "[" and frame.commas and _comma_on(found.lines[row], column)
        if trailing or not closing:
            edits = []
            if trailing:
                edits = [(found.lines[row].rindex(",", 0, column), column, "")]
            found.add(EmptyItem(), row, column, edits=edits, refused=not closing)
    elif frame.text is None:
        pass
    elif frame.opener == "[":
        if not frame.has_colon:
            frame.wide_commas += check_item(found, frame.text, alone=closing and not frame.commas)
    elif frame.has_colon:
        frame.wide_commas += check_value(found, frame.text)
    else:
        places = check_lone_key(found, frame.text, quiet=frame.has_lone_key)
        frame.has_lone_key |= not places
        frame.wide_commas += places
    if closing:
        _note_commas(found, frame)


def _comma_on(line: str, column: int) -> bool:
    """Whether a comma stands before the column on the same line, which is not so in a list with one item per line."""
    return line[:column].rstrip(" \t").endswith(",")


def _note_commas(found: Found, frame: Frame) -> None:
    """One problem per line for the full-width commas of a collection, at the first."""
    rows = sorted({row for row, _ in frame.wide_commas})
    for row in rows:
        columns = sorted(column for at, column in frame.wide_commas if at == row)
        line = found.lines[row]
        edits = [(at, _next_sign(line, at + 1), ", ") for at in columns]
        found.add(FullwidthComma(line[columns[0]]), row, columns[0], edits=edits)
    frame.wide_commas = []


def _next_sign(line: str, at: int) -> int:
    """The first place from a place on that is no blank; without a copy of the line, of which each comma would cost one."""
    while at < len(line) and line[at] in " \t\u3000":
        at += 1
    return at


def _has_wide_closer(found: Found, frame: Frame, row: int) -> bool:
    """Whether the row ends in a full-width bracket without its opening one in the text: meant to close the list."""
    if frame.last != "plain" or not frame.text or frame.text[0] != row:
        return False
    _, column, text = frame.text
    text = text.rstrip("\u3000")
    if text[-1:] not in tuple(CLOSERS) or any(opener in text for opener in OPENERS):
        return False
    at = column + len(text) - 1
    closing = _CLOSING[frame.opener]
    found.add(FullwidthBracket(text[-1]), row, at, edits=[(at, at + 1, closing)])
    return True


def _breaks(lines: tuple[str, ...], row: int, frame: Frame) -> bool:
    """Whether a row belongs to the block outside, so that the bracket before it was never closed."""
    line = lines[row]
    start = indent_of(line)
    if is_dash(line, start) or line.startswith(("---", "...")):
        return True
    if line[start] in "[]{}," or (frame.opener == "{" and frame.last in ("open", "comma")):
        return False
    key = key_in(line, start)
    return key is not None and (key.colon is Colon.GOOD or is_meant(lines, row, key))


def _unclosed(found: Found, frames: list[Frame], row: int) -> None:
    """Note the innermost open bracket; its line can be mended if everything since is on it."""
    frame = frames[-1]
    line = found.lines[row]
    edits = []
    if frame.row == row:
        end = max(token.end() for token in _TOKEN.finditer(line, frame.column) if _counts(token))
        start = end - 1 if frame.last == "comma" else end
        edits = [
            (start, end, "".join(_CLOSING[other.opener] for other in reversed(frames) if other.row == row))
        ]
    found.add(UnclosedBracket(), frame.row, frame.column, refused=True, edits=edits)


def _counts(token: re.Match[str]) -> bool:
    return token.lastgroup not in ("blank", "comment")
