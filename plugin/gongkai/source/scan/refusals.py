"""Why the parser refused a text, in the terms of this project.

Only for what the scan for traps did not explain: the parser's words are matched to the likeliest slip at the
place it names.
"""

from __future__ import annotations

import re

import yaml

from gongkai.findings import Kind, Place, Problem

_SLIPS: tuple[tuple[str, Kind, bool], ...] = (
    # the parser's problem (libyaml's words, then PyYAML's), the kind, whether it began at the context's mark
    (r"tab character|'\\t' that cannot start", Kind.TAB_INDENTATION, False),
    (r"end of stream|document (indicator|separator)", Kind.UNCLOSED_QUOTE, True),
    (r"escape character|hexdecimal|hexadecimal", Kind.BACKSLASH, False),
    (r"unexpected ':'", Kind.COLON_IN_TEXT, False),
    (r"',' or", Kind.UNCLOSED_BRACKET, True),
    (r"could not find expected ':'", Kind.NO_COLON, True),
    (r"comment or (a )?line break|indentation indicator", Kind.BLOCK_START, True),
    (r"directive|cannot start any token|alphabetic or numeric", Kind.RESERVED_START, False),
)
_NESTING = re.compile(r"expected key|'-' indicator|<block end>|not allowed|<document start>")
_FLOW_CLOSE = "]}"
_PROPERTY = "&*!"


def explain(file: str, lines: tuple[str, ...], refusal: yaml.MarkedYAMLError) -> Problem:
    """The refusal as a Problem that lies inside the file."""
    said = refusal.problem or ""
    at = _place(file, lines, refusal.problem_mark or refusal.context_mark)
    began = _place(file, lines, refusal.context_mark or refusal.problem_mark)
    line = lines[at.line - 1]
    start = len(line) - len(line.lstrip(" ")) + 1
    character = line[at.column - 1 : at.column]
    context = refusal.context or ""
    for words, kind, from_context in _SLIPS:
        if re.search(words, said):
            place = began if from_context else at
            here = lines[place.line - 1][place.column - 1 :]
            return Problem(kind, place, {"text": here.strip(), "character": here[:1]})
    if "node content" in said:
        kind = Kind.UNCLOSED_BRACKET if character in _FLOW_CLOSE and character else Kind.EMPTY_ITEM
        kind = Kind.RESERVED_START if "block node" in context and character == "," else kind
        return Problem(kind, at, {"text": line.strip(), "character": character})
    if _NESTING.search(said):
        return Problem(Kind.INDENTATION, Place(file, at.line, start), {"text": line.strip()})
    if character in _PROPERTY and character:
        return Problem(Kind.RESERVED_START, at, {"text": line.strip(), "character": character})
    return Problem(Kind.NOT_YAML, at, {"detail": ", ".join(filter(None, (context, said)))})


def _place(file: str, lines: tuple[str, ...], mark: yaml.Mark | None) -> Place:
    """The parser's mark inside the file: at the end of the text it points behind the last line."""
    if mark is None:
        return Place(file)
    row = mark.line
    if row >= len(lines) or (row and not lines[row] and mark.column == 0 and row == len(lines) - 1):
        row = max(index for index in range(len(lines)) if lines[index].strip() or index == 0)
        return Place(file, row + 1, len(lines[row].rstrip()) + 1)
    return Place(file, row + 1, min(mark.column, len(lines[row])) + 1)
