"""Where the key of a line is, and whether a colon that YAML does not read as a key's is meant as one."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from gongkai.ground.patterns import later
from gongkai.source.scan.signs import COLONS, HAN, IS_CELL, KEY, WIDE_SPACES, uncommented

_SIGN = later(rf":(?=[ \t]|$)|(?<=[ \t])#|[{COLONS}]|:")
_QUOTED = later(r'"(?:[^"\\]++|\\.)*+"|\'(?:[^\']++|\'\')*+\'')
_STRUCTURE = later(r"[\[{|\"'【［｛]|（[\d/~]|\d{4}-\d")
_TIME = later(r"\d:\d")
_LONGEST = 80
"""Characters before a wide or tight colon, spaces included, that can still be a key."""
_SCHEME = later(r"[A-Za-z]://")


class Colon(Enum):
    """How key and value are separated."""

    GOOD = auto()
    WIDE = auto()
    """A full-width colon."""
    TIGHT = auto()
    """No space after it."""


class Key(NamedTuple):
    """A key in a line, or what looks like one."""

    colon: Colon
    text: str
    at: int
    """Column of the colon, from 0."""


def indent_of(line: str) -> int:
    """Spaces before the first other character."""
    return len(line) - len(line.lstrip(" "))


def key_in(line: str, start: int) -> Key | None:
    """The key that begins at a column: it ends at the first good colon, or before that at a wide or tight one.

    A wide or tight colon counts only after what can be a key, and not in an address or a time of day.
    """
    if line[start : start + 1] in ("'", '"') and (quoted := _QUOTED.match(line, start)):
        at = len(line) - len(line[quoted.end() :].lstrip(f" \t{WIDE_SPACES}"))
        sign = line[at : at + 1]
        if sign and sign in COLONS:
            return Key(Colon.WIDE, quoted[0], at)
        if sign != ":":
            return None
        good = line[at + 1 : at + 2] in ("", " ", "\t")
        return Key(Colon.GOOD if good else Colon.TIGHT, quoted[0], at)
    for match in _SIGN.finditer(line, start):
        at, sign = match.start(), match[0]
        if sign == "#":
            return None
        good = sign == ":" and line[at + 1 : at + 2] in ("", " ", "\t")
        if at - start > _LONGEST and not good:
            continue
        text = line[start:at].rstrip(f" \t{WIDE_SPACES}")
        if good:
            return Key(Colon.GOOD, text, at) if text else None
        if sign != ":":
            if KEY.fullmatch(text):
                return Key(Colon.WIDE, text, at)
        elif (
            KEY.fullmatch(text)
            and HAN.search(text)
            and not _SCHEME.match(line, at - 1)
            and not _TIME.match(line, at - 1)
        ):
            return Key(Colon.TIGHT, text, at)
    return None


def following(lines: tuple[str, ...], row: int) -> int | None:
    """The next row that is neither blank nor a comment."""
    for index in range(row + 1, len(lines)):
        stripped = lines[index].lstrip(" \t")
        if stripped and stripped[0] != "#":
            return index
    return None


def is_dash(line: str, column: int) -> bool:
    """Whether a list item starts at the column."""
    return line[column : column + 1] == "-" and line[column + 1 : column + 2] in ("", " ", "\t")


def is_meant(lines: tuple[str, ...], row: int, key: Key) -> bool:
    """Whether a wide or tight colon is meant as a key's, where text is possible too.

    It is if the value is a cell, a list, a date or in quotes; if there is no value and keys or items follow further
    right; or if the next line starts at the same column with a key as well.
    """
    value = uncommented(lines[row][key.at + 1 :]).strip(f" \t{WIDE_SPACES}")
    if value and (IS_CELL.fullmatch(value) or _STRUCTURE.match(value)):
        return True
    after = following(lines, row)
    if after is None:
        return False
    here, there = indent_of(lines[row]), indent_of(lines[after])
    if there < here or (there > here and value):
        return False
    if there > here and is_dash(lines[after], there):
        return True
    other = key_in(lines[after], there)
    return other is not None and KEY.fullmatch(other.text) is not None
