"""Why the parser refused a text, as a Problem.

Only for what the scan did not explain: the parser's message is mapped to the likeliest slip at the place it names.
"""

from __future__ import annotations

import re

import yaml

from gongkai.findings import Place
from gongkai.ground.patterns import later
from gongkai.problems import (
    Backslash,
    BlockStart,
    ColonInText,
    EmptyItem,
    Indentation,
    NoColon,
    NotYaml,
    Problem,
    ReservedStart,
    Slip,
    TabIndentation,
    UnclosedBracket,
    UnclosedQuote,
)

_SLIPS: tuple[tuple[str, Slip, bool], ...] = (
    # a part of the parser's message, libyaml's or PyYAML's; the slip; whether it is at the context's mark
    ("tab character", TabIndentation(), False),
    (r"end of stream|document (indicator|separator)", UnclosedQuote(), True),
    (r"escape character|hexdecimal|hexadecimal", Backslash(), False),
    (r"unexpected ':'", ColonInText(), False),
    (r"',' or", UnclosedBracket(), True),
    (r"could not find expected ':'", NoColon(), True),
    (r"comment or (a )?line break|indentation indicator", BlockStart(), True),
    (r"directive|cannot start any token|alphabetic or numeric", ReservedStart(), False),
)
_NESTING = later(r"expected key|'-' indicator|<block end>|not allowed|<document start>")
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
    for words, slip, from_context in _SLIPS:
        if re.search(words, said):
            if character == "\t" and isinstance(slip, ReservedStart):
                return Problem(TabIndentation(), at)
            if isinstance(slip, Backslash):  # the parsers mark it, or a place behind it
                at = at._replace(column=line.rfind("\\", 0, at.column) + 1 or at.column)
            return Problem(slip, began if from_context else at)
    if "node content" in said:
        if "block node" in context and character == ",":
            return Problem(ReservedStart(), at)
        return Problem(UnclosedBracket() if character and character in _FLOW_CLOSE else EmptyItem(), at)
    if _NESTING.search(said):
        return Problem(Indentation(), Place(file, at.line, start))
    return Problem(ReservedStart() if character and character in _PROPERTY else NotYaml(), at)


def _place(file: str, lines: tuple[str, ...], mark: yaml.Mark | None) -> Place:
    """The parser's mark as a place inside the file: at the end of a text the mark is behind the last line."""
    if mark is None:
        return Place(file)
    row = mark.line
    if row >= len(lines) or (row and not lines[row] and mark.column == 0 and row == len(lines) - 1):
        row = max(index for index in range(len(lines)) if lines[index].strip() or index == 0)
        return Place(file, row + 1, len(lines[row].rstrip()) + 1)
    return Place(file, row + 1, min(mark.column, len(lines[row])) + 1)
