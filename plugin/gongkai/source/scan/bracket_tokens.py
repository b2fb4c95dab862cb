"""What a token in brackets does to the item it belongs to, and what is wrong with it there."""

from __future__ import annotations

from dataclasses import field

from gongkai.data_classes import dataclass
from gongkai.ground.patterns import later
from gongkai.problems import (
    BracketInText,
    ColonInText,
    ComplexKey,
    FullwidthBracket,
    FullwidthColon,
    MissingComma,
    MissingSpace,
    ReservedStart,
    TextAfterClose,
    UnquotedReference,
)
from gongkai.source.scan.bracket_items import pairs
from gongkai.source.scan.found import Found
from gongkai.source.scan.signs import CLOSERS, COLONS, COMMAS, KEY, OPENERS, quoted, reserved

_REFERENCE = later(r"[^,\[\]{}]*\{\{.*?\}\}(?:[^,\[\]{}]|\{\{.*?\}\})*")
_BRACKETS = later(r"[^,\[\]{}]+(?:(?:\[[^,\[\]{}]*\]|\{[^,\[\]{}]*\})[^,\[\]{}]*)+")


@dataclass(slots=True)
class Frame:
    """An open bracket, and what has been read since its last comma."""

    opener: str
    row: int
    column: int
    commas: int = 0
    last: str = "open"
    """The last token: open, comma, colon, plain, or closed (a bracket or quote)."""
    has_colon: bool = False
    has_lone_key: bool = False
    """Whether an item without a colon has been noted: one per row in braces is enough."""
    text: tuple[int, int, str] | None = None
    """Row, column and text of the bare text of this item, or of this side of its colon."""
    wide_commas: list[tuple[int, int]] = field(default_factory=list)

    def next_item(self) -> None:
        """Start over behind a comma."""
        self.commas += 1
        self.last, self.has_colon, self.text = "comma", False, None


def before_bracket(found: Found, frame: Frame, row: int, column: int) -> int | None:
    """An opening bracket. After text or another bracket, a comma or colon is missing, or the bracket is text too.

    Returns the column to go on with if the bracket is text, else None.
    """
    line = found.lines[row]
    if frame.last == "plain" and line[column - 1 : column].strip(" \t"):
        if frame.text is None or frame.text[0] != row:
            return column + 1  # more of a text that has been noted
        at, start, text = frame.text
        if text[-1] in COLONS and frame.opener == "{" and not frame.has_colon:
            colon = start + len(text) - 1
            edits = [(colon, colon + 1, ": ")]
            found.add(FullwidthColon(), at, colon, edits=edits)
            frame.has_colon = True
        else:
            whole = _BRACKETS.match(line, start)
            end = len(whole[0].rstrip()) + start if whole else column + 1
            edits = [(start, end, quoted(line[start:end]))] if whole else []
            found.add(BracketInText(), row, column, refused=True, edits=edits)
            frame.last, frame.text = "closed" if whole else "plain", None
            return end
    elif frame.last in ("plain", "closed"):
        missing_comma(found, frame, row, column)
    frame.last, frame.text = "closed", None
    return None


def missing_comma(found: Found, frame: Frame, row: int, column: int) -> None:
    """Note an item that starts before the previous one has ended."""
    end = len(found.lines[row][:column].rstrip(" \t"))
    found.add(MissingComma(), row, column, refused=True, edits=[(end, column, ", ")])
    frame.next_item()


def take_reference(found: Found, frame: Frame, row: int, column: int) -> int:
    """Note a `{{` outside quotes; returns the column behind the text it is in."""
    start = frame.text[1] if frame.last == "plain" and frame.text and frame.text[0] == row else column
    line = found.lines[row]
    whole = _REFERENCE.match(line, start)
    end = start + len(whole[0].rstrip()) if whole else len(line)
    edits = [(start, end, quoted(line[start:end]))] if whole else ()
    found.add(UnquotedReference(), row, column, edits=edits)
    frame.last, frame.text = "closed", None
    return end


def take_colon(found: Found, frame: Frame, row: int, column: int) -> None:
    """A colon that YAML reads as that of a key."""
    if frame.opener == "{" and frame.last in ("open", "comma"):
        found.add(ComplexKey(), row, column)
    elif frame.has_colon:
        _second_colon(found, frame, row, column)
    elif frame.opener == "{" and frame.text:
        frame.wide_commas += pairs(found, frame.text, before_colon=True)
    after = found.lines[row][column + 1 : column + 2]
    if after not in ("", " ", "\t") and frame.text:
        if frame.opener == "{":
            edits = [(column + 1, column + 1, " ")]
            found.add(MissingSpace(frame.text[2]), row, column, edits=edits)
        else:
            found.add(ColonInText(), row, column, refused=True)
    frame.last, frame.has_colon, frame.text = "colon", True, None


def _second_colon(found: Found, frame: Frame, row: int, column: int) -> None:
    """A second colon without a comma since the first: the comma is full-width or missing, or it is all text."""
    if frame.text:
        at, start, text = frame.text
        comma = max(text.rfind(character) for character in COMMAS)
        if comma >= 0:
            frame.wide_commas.append((at, start + comma))
            return
        space = text.rfind(" ")
        if space >= 0 and KEY.fullmatch(text[space + 1 :]):
            edits = [(start + len(text[:space].rstrip()), start + space, ",")]
            found.add(MissingComma(), at, start + space, refused=True, edits=edits)
            return
    found.add(ColonInText(), row, column, refused=True)


def take_plain(found: Found, frame: Frame, row: int, column: int, text: str) -> None:
    """Bare text: a key, a value, an item, or more of one from the line before."""
    if frame.last == "plain":
        return
    if frame.last == "closed":
        if frame.opener == "{" and not frame.has_colon and text[0] in f":{COLONS}":
            if text[0] != ":":
                edits = [(column, column + 1, ": ")]
                found.add(FullwidthColon(), row, column, edits=edits)
            frame.has_colon, frame.last = True, "plain"
            return
        if found.lines[row][column + len(text) :].startswith(":"):
            missing_comma(found, frame, row, column)
        else:
            found.add(TextAfterClose(), row, column, refused=True)
    elif slip := reserved(text, inside=True):
        edits = [(column, column + len(text), quoted(text))] if isinstance(slip, ReservedStart) else []
        found.add(slip, row, column, edits=edits)
    elif text[0] in OPENERS and not any(closer in text for closer in CLOSERS) and _opens_row(text[1:]):
        found.add(FullwidthBracket(text[0]), row, column)
    frame.last, frame.text = "plain", (row, column, text)


def _opens_row(text: str) -> bool:
    return text.lstrip()[:1].isdigit() or text[:1] in OPENERS
