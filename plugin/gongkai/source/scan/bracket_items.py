"""One item of a list in brackets, one key or value of a mapping in braces: bare text, which YAML does not split.

A full-width comma or colon in it is either text, as in `说明: 原为17，现更正为18。`, or was typed for the ASCII one.
Each function returns the places, row and column, of full-width commas that separate items.
"""

from __future__ import annotations

import re

from gongkai.ground.patterns import later
from gongkai.problems import FullwidthBracket, FullwidthColon, MissingComma, MissingSpace, NoColon
from gongkai.source.scan.found import Found
from gongkai.source.scan.signs import CELL, CLOSERS, COLONS, COMMAS, HAN, IS_CELL, KEY

Text = tuple[int, int, str]
"""Row, column and the text itself."""

Places = list[tuple[int, int]]

_COMMA = later(f"[{COMMAS}]")
# A key begins where a word does: tried at each of its characters, a word of thousands would take for ever.
_PAIR = later(
    rf"(?:(?P<comma>[{COMMAS}])[ \t\u3000]*)?(?<![^\s:{COLONS}{COMMAS}])(?P<key>[^\s:{COLONS}{COMMAS}]+)[ \t]*"
    rf"(?P<colon>[{COLONS}]|:(?=[^\s/]))[ \t\u3000]*"
)
_CELL_THEN_PAIR = later(rf"{CELL}[ \t]*[{COMMAS}][ \t]*[^\s:{COLONS}{COMMAS}]{{1,20}}[:{COLONS}]")
_SPACED_CELLS = later(rf"{CELL}(?:[ \t]+{CELL})+")
_SPACES = later(r"[ \t]+")


def check_item(found: Found, text: Text, *, alone: bool) -> Places:
    """An item of a list: cells separated by something else than a comma, or a whole list with full-width commas."""
    row, column, item = text
    if _SPACED_CELLS.fullmatch(item):
        # In a row pasted from Excel a tab parts two cells: of two beside each other the cell between is blank.
        edits = [
            (column + match.start(), column + match.end(), ", " + "~, " * (match[0].count("\t") - 1))
            for match in _SPACES.finditer(item)
        ]
        found.add(MissingComma(), row, edits[0][0], edits=edits)
        return []
    if item[-1] in CLOSERS and item[:-1] and IS_CELL.fullmatch(item[:-1]):
        found.add(FullwidthBracket(item[-1]), row, column + len(item) - 1)
        return []
    commas = [column + match.start() for match in _COMMA.finditer(item)]
    if not commas:
        return []
    pieces = [piece.strip(" \t\u3000") for piece in _COMMA.split(item)]
    cells = sum(IS_CELL.fullmatch(piece) is not None for piece in pieces)
    parts = cells == len(pieces) or (
        ("，" in item or "；" in item) and (cells > 0 or (alone and "。" not in item))
    )
    return [(row, comma) for comma in commas] if parts else []


def check_value(found: Found, text: Text) -> Places:
    """The value of a key: text, unless it is a cell followed by a full-width comma and another key."""
    return pairs(found, text) if _CELL_THEN_PAIR.match(text[2]) else []


def check_lone_key(found: Found, text: Text, *, quiet: bool) -> Places:
    """A key without a good colon: a full-width one or one without space; else text that a comma has cut off.

    `quiet`: such text is not noted.
    """
    places = pairs(found, text)
    if not places and not quiet and not _PAIR.search(text[2]):
        found.add(NoColon(), text[0], text[1])
    return places


def pairs(found: Found, text: Text, *, before_colon: bool = False) -> Places:
    """Keys in one bare text, separated from their values by a full-width colon or a colon without space.

    Notes the first of each kind. `before_colon`: the text is itself followed by a good colon, so that its
    last part is a key.
    """
    row, column, whole = text
    places: Places = []
    wide: list[re.Match[str]] = []
    tight: list[re.Match[str]] = []
    end = 0
    for match in _PAIR.finditer(whole):
        is_wide = match["colon"] != ":"
        if KEY.fullmatch(match["key"]) and (is_wide or HAN.search(match["key"])):
            (wide if is_wide else tight).append(match)
            if match["comma"]:
                places.append((row, column + match.start("comma")))
            end = match.end()
    for matches in (wide, tight):
        if matches:
            slip = FullwidthColon() if matches is wide else MissingSpace(matches[0]["key"])
            edits = [(column + match.start("colon"), column + match.end(), ": ") for match in matches]
            found.add(slip, row, edits[0][0], edits=edits)
    if before_colon and end:
        comma = max(whole.rfind(character) for character in COMMAS)
        if comma >= end:
            places.append((row, column + comma))
    return places
