"""Text in quotes, on one line or over several."""

from __future__ import annotations

import re

from gongkai.ground.patterns import later
from gongkai.problems import Backslash, UnclosedQuote
from gongkai.source.scan.found import Found
from gongkai.source.scan.keys import indent_of, key_in
from gongkai.source.scan.signs import uncommented

_REST = {
    '"': re.compile(r'(?:[^"\\]++|\\.|\\$)*+"'),
    "'": re.compile(r"(?:[^']++|'')*+'"),
}
_ESCAPE = later(r"""\\(?![0abt\tnvfre "/\\N_LP]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|$)""")


def quote_end(found: Found, row: int, column: int, clean: re.Pattern[str]) -> tuple[int, int] | None:
    """Row and column behind the text whose opening quote stands at row and column; None if it never closes.

    If it closes on another line, is followed by something that is not `clean`, and a line in between has a key, then
    the closing quote is really the opening one of another text: the quote is noted. Wrong escapes are noted too.
    """
    lines = found.lines
    quote = lines[row][column]
    rest = _REST[quote]
    here, start = row, column + 1
    while (match := rest.match(lines[here], start)) is None:
        here, start = here + 1, 0
        if here == len(lines):
            break
    else:
        keys = (key_in(lines[index], indent_of(lines[index])) for index in range(row + 1, here + 1))
        if here == row or clean.match(lines[here], match.end()) or not any(keys):
            if quote == '"':
                _check_escapes(found, row, column, (here, match.end()))
            return here, match.end()
    line = lines[row]
    end = column + len(uncommented(line[column:]))
    edits = [(end, end, quote)] if end > column + 1 else ()
    found.add(UnclosedQuote(), row, column, refused=True, edits=edits)
    return None


def _check_escapes(found: Found, row: int, column: int, end: tuple[int, int]) -> None:
    """Note the first backslash that double quotes do not allow; in single quotes it is plain text."""
    for here in range(row, end[0] + 1):
        line = found.lines[here]
        start = column + 1 if here == row else 0
        stop = end[1] - 1 if here == end[0] else len(line)
        position = start
        while (position := line.find("\\", position, stop)) >= 0:
            if _ESCAPE.match(line, position):
                text = line[column + 1 : stop]
                whole = row == end[0] and "'" not in text and '\\"' not in text
                edits = [(column, end[1], f"'{text}'")] if whole else ()
                found.add(Backslash(), here, position, refused=True, edits=edits)
                return
            position += 2
