"""Which columns the keys and dashes around have, and which line is to blame if one has a wrong column."""

from __future__ import annotations

from dataclasses import field
from enum import Enum, auto

from gongkai.data_classes import dataclass
from gongkai.problems import Indentation
from gongkai.source.scan.found import Found


class Rest(Enum):
    """What lines further right may be, after a key or dash."""

    VALUE = auto()
    """Its value: there is none yet."""
    TEXT = auto()
    """More of a bare text."""
    NOTHING = auto()


@dataclass(slots=True)
class Level:
    """An open block collection: the column of its keys or dashes."""

    column: int
    listed: bool
    """Whether it is a list."""
    row: int
    """Where it begins."""
    count: int = 1
    """Its keys or dashes so far."""


@dataclass(slots=True)
class Nesting:
    """The collections around the line that is being scanned, from the outermost."""

    found: Found
    levels: list[Level] = field(default_factory=list)
    indent: int = -1
    """Column of the key or dash that was read last: what belongs to it stands further right."""
    rest: Rest = Rest.VALUE
    """What may still follow it."""
    floor: int = -1
    """Like `indent`; if that key or dash is itself too far right, the column of the one before it."""
    row: int = 0
    """Where that key or dash is."""
    after_blank: bool = False
    """Whether the key before it has the same column and no value: this one may be meant to be inside that."""

    columns: set[int] = field(default_factory=set)
    """All columns that collections had so far."""

    def restart(self) -> None:
        """Forget everything: another document begins."""
        self.levels.clear()
        self.columns.clear()
        self.indent = self.floor = -1
        self.rest, self.after_blank = Rest.VALUE, False

    def has(self, column: int, *, listed: bool) -> bool:
        """Whether a collection of this kind is open at the column."""
        return any(level.column == column and level.listed is listed for level in self.levels)

    def place(self, row: int, column: int, *, listed: bool, quiet: bool = False) -> None:
        """Take in a key or dash as if it were where it should be; a wrong column is noted unless `quiet`."""
        blank = self.rest is Rest.VALUE and column == self.indent and not listed
        self.floor = self.indent
        self.indent, right = self._settle(row, column, listed=listed, quiet=quiet)
        if right:
            self.floor = self.indent
        self.after_blank = blank
        self.row = row
        self.rest = Rest.VALUE

    def _settle(self, row: int, column: int, *, listed: bool, quiet: bool) -> tuple[int, bool]:
        """Find or open the collection of a key or dash; returns the column it should have, and whether it has it.

        Of several lines that are too far right at one column only the first is noted. If the first line of a
        collection and the next differ, the first is to blame, unless it alone has an even column.
        """
        levels = self.levels
        if column > self.indent:
            right = self.rest is Rest.VALUE
            if not right and not quiet and not self._is_aftermath(column):
                self._blame(*((self.row, self.indent) if self.after_blank else (row, column)))
            self._open(row, column, listed=listed)
            return column, right
        left: list[Level] = []
        while levels and levels[-1].column > column:
            left.append(levels.pop())
        if levels and levels[-1].column == column:
            if levels[-1].listed is not listed:
                self._switch(row, column, listed=listed, quiet=quiet)
            levels[-1].count += 1
            return column, True
        if self._is_aftermath(column) or not left:
            self._open(row, column, listed=listed)
            return column, True
        if left[-1].count == 1 and left[-1].listed is listed and (left[-1].column % 2 or not column % 2):
            if not quiet:
                self._blame(left[-1].row, left[-1].column)
            self._open(row, column, listed=listed)
            return column, True
        if not quiet:
            self._blame(row, column)
        while left:
            levels.append(left.pop())
            if levels[-1].listed is listed:
                break
        levels[-1].count += 1
        return levels[-1].column, True

    def _open(self, row: int, column: int, *, listed: bool) -> None:
        self.levels.append(Level(column, listed, row))
        self.columns.add(column)

    def _is_aftermath(self, column: int) -> bool:
        """Whether a wrong column likely follows from an earlier slip: a collection before that had it too."""
        return column in self.columns and self.found.any_refused

    def _switch(self, row: int, column: int, *, listed: bool, quiet: bool) -> None:
        """A dash at the column of keys, or a key at that of dashes.

        A list may stand under its key without indentation; a key ends such a list.
        """
        levels = self.levels
        if listed and self.rest is Rest.VALUE and self.indent == column:
            levels.append(Level(column, listed, row, count=0))  # counted by the caller
        elif not listed and len(levels) > 1 and levels[-2].column == column:
            levels.pop()
        elif not quiet:
            self._blame(row, column)

    def _blame(self, row: int, column: int) -> None:
        latest = self.found.traps[-1] if self.found.traps else None
        if latest is None or latest.row != row or not isinstance(latest.what, Indentation):
            self.found.add(Indentation(), row, column, refused=True)
