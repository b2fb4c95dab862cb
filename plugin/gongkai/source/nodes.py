"""What a YAML file holds, as values that know their line and column.

Nothing is resolved: `0123`, `12:30`, `yes` and `1_000` are the text that was typed. The model decides by key
what a scalar means. Lines and columns count from 1, columns in characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from gongkai.data_classes import dataclass
from gongkai.problems import Problem

_BLANKS = frozenset(("", "~", "null", "Null", "NULL"))
_ALIKE = str.maketrans("“”‘’（）", "\"\"''()")
_DOUBLE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|.")
_SINGLE = re.compile(r"''|.")


@lru_cache(maxsize=1024)  # all reports have the same keys
def alike(key: str) -> str:
    """The key with ASCII quotes and brackets: two keys that differ only in these are one and the same."""
    return key.translate(_ALIKE)


class Style(Enum):
    """How a scalar was typed: bare, in single or double quotes, or as a `|` block."""

    PLAIN = auto()
    QUOTED = auto()
    LITERAL = auto()


class Scalar(NamedTuple):
    """A text, and where it starts: its first character, its opening quote, or the `|`.

    A tuple, like Place: hundreds in each file, and tuples are made fastest.
    """

    value: str
    style: Style
    line: int
    column: int
    lines: tuple[str, ...] = ()
    """All lines of the file, for `position`."""

    @property
    def is_blank(self) -> bool:
        """Whether the scalar is YAML's null. Quoted text never is, not even when empty."""
        return self.style is Style.PLAIN and self.value in _BLANKS

    @property
    def is_folded(self) -> bool:
        """Whether it is typed on several lines that YAML joins: any way but as a block."""
        if self.style is Style.LITERAL or not self.lines:
            return False
        return any(row + 1 != self.line for row, _ in self._spots())

    def position(self, offset_line: int, offset_column: int) -> tuple[int, int]:
        """Line and column in the file of a character of the value.

        Both offsets count from 0: `value.split("\\n")[offset_line][offset_column]`. Exact for blocks, and for
        plain and quoted text on one line or, line breaks apart, on several. The position behind the last
        character of a line is allowed; beyond it the nearest place in the file is given.
        """
        if not self.lines:
            return self.line, self.column
        texts = self.value.split("\n")
        if self.style is Style.LITERAL:
            row = min(self.line + offset_line, len(self.lines) - 1)
            return row + 1, min(self._indent(texts) + offset_column, len(self.lines[row])) + 1
        index = sum(len(text) + 1 for text in texts[:offset_line]) + offset_column
        spots = self._spots()
        row, column = next(islice(spots, index, None), (self.line - 1, self.column - 1))
        return row + 1, column + 1

    def starts(self) -> Iterator[tuple[int, int]]:
        """Line and column in the file of the beginning of each line of the value, in one pass."""
        texts = self.value.split("\n")
        if not self.lines:
            yield from ((self.line, self.column) for _ in texts)
        elif self.style is Style.LITERAL:
            last, indent = len(self.lines) - 1, self._indent(texts)
            for number in range(len(texts)):
                row = min(self.line + number, last)
                yield row + 1, min(indent, len(self.lines[row])) + 1
        else:
            spots = self._spots()
            for text in texts:
                row, column = next(spots, (self.line - 1, self.column - 1))
                yield row + 1, column + 1
                # Its other characters, and the line break behind them.
                next(islice(spots, len(text), len(text)), None)

    def _indent(self, texts: list[str]) -> int:
        """How many spaces the lines of a block have in the file that the value does not."""
        rows = self.lines[self.line : self.line + len(texts)]
        return next((len(row) - len(text) for row, text in zip(rows, texts, strict=False) if text), 0)

    def _spots(self) -> Iterator[tuple[int, int]]:
        """Row and column (from 0) of each character of a plain or quoted value, then of the place behind it.

        Line breaks fold as in YAML: one is a space; of several, the first is dropped.
        """
        row, column = self.line - 1, self.column - 1
        quote = self.lines[row][column : column + 1] if self.style is Style.QUOTED else ""
        token = _DOUBLE if quote == '"' else _SINGLE
        column += len(quote)
        left = len(self.value)
        while left > 0 and row < len(self.lines):
            line = self.lines[row]
            end = len(line.rstrip(" \t"))
            last = column
            for match in token.finditer(line, column, end):
                if left <= 0:
                    break
                if match[0] != "\\":  # a backslash at the end of a line joins it to the next without a space
                    yield row, match.start()
                    last = match.end()
                    left -= 1
            column = last
            if left <= 0:
                break
            blanks = 0
            while row + blanks + 1 < len(self.lines) and not self.lines[row + blanks + 1].strip(" \t"):
                blanks += 1
            if not line.endswith("\\") or quote != '"' or blanks:
                for _ in range(max(blanks, 1)):
                    yield row, column
                    left -= 1
            row += blanks + 1
            if row < len(self.lines):
                column = len(self.lines[row]) - len(self.lines[row].lstrip(" \t"))
        if row < len(self.lines):
            yield row, column


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, and where it starts: its first `-` or its `[`."""

    items: tuple[Node, ...]
    line: int
    column: int


class Entry(NamedTuple):
    """One key of a mapping with its value; without a value it is an empty plain scalar."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order of the file, and where the mapping starts: its first key or its `{`."""

    entries: tuple[Entry, ...]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value of the key as typed, or None where the mapping has no such key."""
        return next((entry.value for entry in self.entries if entry.key.value == key), None)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read."""

    file: str
    lines: tuple[str, ...]
    """The text without line ends; empty if the bytes are not text or too many."""
    root: Node | None
    """None if there are problems, and for a file that is empty or only comment."""
    problems: tuple[Problem, ...]
    """In the order of their places."""
