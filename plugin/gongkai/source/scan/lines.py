"""The scan itself, line by line: slips that YAML accepts in silence, or refuses with a message that helps nobody.

It keeps track of as much as it needs: the columns of the keys around, and text, blocks, quotes and brackets that
go on over several lines. It is not a parser: where it believes that a text must be refused, the parser decides
(`Trap.refused`).
"""

from __future__ import annotations

import re

from gongkai.data_classes import dataclass
from gongkai.ground.patterns import later
from gongkai.problems import (
    ComplexKey,
    FullwidthColon,
    Indentation,
    MissingSpace,
    NoColon,
    ReservedStart,
    SecondDocument,
    TabIndentation,
    UnclosedBracket,
    UnclosedQuote,
    WideIndentation,
)
from gongkai.source.scan.found import Found
from gongkai.source.scan.keys import Colon, Key, following, indent_of, is_dash, is_meant, key_in
from gongkai.source.scan.nesting import Nesting, Rest
from gongkai.source.scan.signs import (
    BRACKETED_ENTRY,
    CELL,
    DEEP,
    HAN,
    KEY,
    WIDE_LEAD,
    WIDE_SPACES,
    quoted,
    reserved,
)
from gongkai.source.scan.values_of_keys import value_end

_EASY = later(
    r"""(\ *)\w[\w（）“”、]*:
    (?:(?P<none>)$
    |[ ](?:(?P<closed>\[(?:[\w.~/+-]+,[ ]?)*[\w.~/+-]+\]|\{(?:\w+:[ ][\w.~/+-]+,[ ])*\w+:[ ][\w.~/+-]+\})$
    |(?P<text>\w[^:\#\]］】]*)$))""",
    re.VERBOSE,
)
"""The lines that most of a report consists of: nothing can be wrong with them except the indentation."""

_EASY_RESTS = {"none": Rest.VALUE, "closed": Rest.NOTHING, "text": Rest.TEXT}

_BLANKS = ("", " ", "\t")
"""What follows the last character of a word: nothing (end of the line) or white space."""

_DASH = later(r"-[ \t]*")

_MISSING_COLON = later(
    rf"(\S+?)([ \t{WIDE_SPACES}]*[;；=＝][ \t{WIDE_SPACES}]*|[ \t{WIDE_SPACES}]+)(?:{CELL}|\[.*|\{{.*|\|)$"
)


@dataclass(slots=True)
class _State:
    """The state of the scan between two lines."""

    found: Found
    nesting: Nesting
    text: tuple[int, int] | None = None
    """Row and column of bare text that began where a key could have: as an item or on a line of its own."""
    bare_row: int = -2
    """The latest row that had no key and could not be mended."""
    started: bool = False
    """Whether the document has begun, so that `---` starts another."""


def scan(lines: tuple[str, ...]) -> Found:
    """All slips of a text, given as lines without their ends."""
    found = Found(lines)
    nesting = Nesting(found)
    state = _State(found, nesting)
    row = 0
    while row < len(lines) and not found.is_full and len(nesting.levels) < DEEP:
        easy = _EASY.match(lines[row])
        if easy is None or (nesting.rest is Rest.TEXT and easy.end(1) > nesting.indent):
            row = _line(state, row)
            continue
        nesting.place(row, easy.end(1), listed=False)
        nesting.rest = _EASY_RESTS[easy.lastgroup or ""]
        state.text = None
        state.started = True
        row += 1
    return found


def _line(state: _State, row: int) -> int:
    """Scan the row, and further rows if a value goes on there; the row to go on with."""
    line = state.found.lines[row]
    start = indent_of(line)
    if start == len(line) or line[start] == "#":
        return row + 1
    if start == 0 and line[:3] in ("---", "...") and line[3:4] in _BLANKS:
        return _marker(state, row)
    state.started = True
    if state.nesting.rest is Rest.TEXT and start > state.nesting.indent:
        key = key_in(line, start)
        if key is None or key.colon is not Colon.GOOD or line[start] in f"\t{WIDE_SPACES}":
            return row + 1
        if state.text:
            _blame_text(state, *state.text)
    lead = WIDE_LEAD.match(line)
    if lead is None:
        return _body(state, row, start, start, shifted=False)
    column = _lead(state, row, lead.end())
    if lead.end() == len(line) or line[lead.end()] == "#":
        return row + 1
    return _body(state, row, lead.end(), column, shifted=True)


def _marker(state: _State, row: int) -> int:
    """`---` or `...`: only one `---`, before everything, is harmless."""
    mark = state.found.lines[row][:3]
    if mark == "..." or state.started:
        state.found.add(SecondDocument(mark), row, 0)
    state.started = True
    state.nesting.restart()
    state.text = None
    return row + 1


def _lead(state: _State, row: int, lead: int) -> int:
    """Note tabs or wide spaces before a line; the column it is likely meant to start at."""
    line = state.found.lines[row]
    nesting = state.nesting
    column = sum(2 if character in "\t\u3000" else 1 for character in line[:lead])
    if nesting.rest is Rest.VALUE and column > nesting.indent:
        column = nesting.indent + 2 if nesting.indent >= 0 else 0
    elif nesting.levels:
        column = min((level.column for level in nesting.levels), key=lambda level: abs(level - column))
    first = next(column for column, character in enumerate(line[:lead]) if character != " ")
    tab = line[first] == "\t"
    slip = TabIndentation() if tab else WideIndentation()
    fixed = " " * column if lead < len(line) else ""
    state.found.add(slip, row, first, refused=tab, edits=[(0, lead, fixed)])
    return column


def _blame_text(state: _State, row: int, column: int) -> None:
    """A key follows bare text: the text's first line should have had a key too."""
    key = key_in(state.found.lines[row], column)
    if key:
        _note_colon(state.found, row, key)
    else:
        _no_colon(state, row, column)
    state.nesting.rest = Rest.VALUE
    state.text = None


def _body(state: _State, row: int, start: int, column: int, *, shifted: bool) -> int:
    """A line from its first character: dashes, key, value. `column` is where it is meant to start."""
    found, nesting = state.found, state.nesting
    line = found.lines[row]
    dash = False
    while item := _DASH.match(line, start):
        is_item = is_dash(line, start)
        if not is_item and not _is_tight_dash(state, row, start):
            break
        if len(nesting.levels) > DEEP:
            return row + 1
        nesting.place(row, column, listed=True, quiet=shifted)
        state.text, dash = None, True
        if not is_item:
            edits = [(start + 1, start + 1, " ")]
            found.add(MissingSpace("-"), row, start, edits=edits)
        after = item.end()
        if "\t" in line[start:after] and key_in(line, after):
            tab = line.index("\t", start)
            edits = [(start + 1, after, " ")]
            found.add(TabIndentation(), row, tab, refused=True, edits=edits)
        column = nesting.indent + after - start + (not is_item)
        start = after
        if start == len(line) or line[start] == "#":
            return row + 1
    if line[start] in "?:" and line[start + 1 : start + 2] in _BLANKS:
        if line[start] == "?" or not _has_question(found, start):
            found.add(ComplexKey(), row, start)
        nesting.place(row, column, listed=False, quiet=True)
        return row + 1
    fresh = dash or (nesting.rest is Rest.VALUE and column > nesting.indent)
    no_key = line[start] in "[{" or (fresh and BRACKETED_ENTRY.match(line[start:]))
    key = None if no_key else key_in(line, start)
    if key and key.colon is not Colon.GOOD and fresh and not _is_key(state, row, key, dash=dash, column=start):
        key = None
    if key:
        return _key(state, row, start, column, key, shifted=shifted)
    if not fresh:
        return _stray(state, row, start, column)
    end = value_end(found, row, start, nesting)
    state.text = (row, start) if nesting.rest is Rest.TEXT else None
    return end


def _has_question(found: Found, column: int) -> bool:
    """Whether the latest trap is the `?` to a `:` at the same column."""
    latest = found.traps[-1] if found.traps else None
    return latest is not None and latest.column == column and found.lines[latest.row][column] == "?"


def _is_tight_dash(state: _State, row: int, start: int) -> bool:
    """Whether a list item lacks the space after its dash: before a bracket or a Chinese key, or next to other items."""
    line = state.found.lines[row]
    if line[start + 1 : start + 2] in ("{", "["):
        return True
    if key_in(line, start + 1) is None:
        return False
    return HAN.search(line[start + 1]) is not None or state.nesting.has(start, listed=True)


def _is_key(state: _State, row: int, key: Key, *, dash: bool, column: int) -> bool:
    """Whether a wide or tight colon is meant as a key's, where text is possible too."""
    lines = state.found.lines
    if not dash:
        return is_meant(lines, row, key)
    if lines[row][key.at + 1 :].lstrip().startswith(("{", "[")):
        return True
    after = following(lines, row)
    return after is not None and indent_of(lines[after]) == column and key_in(lines[after], column) is not None


def _key(state: _State, row: int, start: int, column: int, key: Key, *, shifted: bool) -> int:
    """A line with a key, good or not."""
    found, nesting = state.found, state.nesting
    line = found.lines[row]
    state.text = None
    known = len(found.traps)
    if KEY.fullmatch(key.text) is None or key.text[0] in "-%\"'":
        _check_key(found, row, start, key.text)
    nesting.place(row, column, listed=False, quiet=shifted or len(found.traps) > known)
    blanks = " \t"
    if key.colon is not Colon.GOOD:
        _note_colon(found, row, key)
        blanks += WIDE_SPACES
    at = len(line) - len(line[key.at + 1 :].lstrip(blanks))
    return value_end(found, row, at, nesting)


def _check_key(found: Found, row: int, start: int, text: str) -> None:
    """A key with a start that no key can have: a reserved sign, a closing bracket, or a quote that does not close."""
    first, end = text[0], start + len(text)
    if first in "\"'":
        if len(text) == 1 or text[-1] != first:
            edits = [(end, end, first)]
            found.add(UnclosedQuote(), row, start, refused=True, edits=edits)
    elif first in "]}":
        edits = [(start, start + 1, "")]
        found.add(UnclosedBracket(), row, start, refused=True, edits=edits)
    elif slip := reserved(text, inside=False):
        edits = [(start, end, quoted(text))] if isinstance(slip, ReservedStart) else []
        found.add(slip, row, start, edits=edits)


def _note_colon(found: Found, row: int, key: Key) -> None:
    """Note a colon that is full-width or has no space after it."""
    line = found.lines[row]
    rest = line[key.at + 1 :].lstrip(f" \t{WIDE_SPACES}")
    slip = FullwidthColon() if key.colon is Colon.WIDE else MissingSpace(key.text.strip("\"'"))
    found.add(slip, row, key.at, edits=[(key.at, len(line) - len(rest), ": " if rest else ":")])


def _stray(state: _State, row: int, start: int, column: int) -> int:
    """A line without a key where one is needed."""
    found, nesting = state.found, state.nesting
    text = found.lines[row][start:].rstrip(" \t")
    first = text[0]
    if first in "]}":
        found.add(UnclosedBracket(), row, start, refused=True)
        return row + 1
    if slip := reserved(text, inside=False):
        found.add(slip, row, start, refused=True)
        return row + 1
    if column > nesting.indent or first in "[{\"'":
        known = len(found.traps)
        end = value_end(found, row, start, nesting) if first in "[{\"'|" else row + 1
        if len(found.traps) == known:
            found.add(Indentation(), row, start, refused=True)
        return end
    _no_colon(state, row, start)
    nesting.place(row, column, listed=False, quiet=True)
    state.text = None
    return row + 1


def _no_colon(state: _State, row: int, column: int) -> None:
    """Note a line of text where `key: value` belongs; of several pasted paragraphs only the first."""
    found = state.found
    line = found.lines[row].rstrip()
    match = _MISSING_COLON.match(line, column)
    edits = [(*match.span(2), ": ")] if match and HAN.search(match[1]) else ()
    if edits or state.bare_row != row - 1:
        found.add(NoColon(), row, column, refused=True, edits=edits)
    if not edits:
        state.bare_row = row
