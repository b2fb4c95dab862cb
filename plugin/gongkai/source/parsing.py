"""One file from bytes to nodes: decode, scan for traps, parse, and decide which of their problems to believe."""

from __future__ import annotations

from gongkai.problems import Alias, Anchor, FoldedText, Problem, Tag
from gongkai.source.events import build
from gongkai.source.nodes import Scalar, Source, Style
from gongkai.source.scan.lines import scan
from gongkai.source.scan.refusals import explain
from gongkai.source.text import decode, has_hidden, hidden, without_forbidden

PROBLEMS = 200
"""The most problems reported for one file; a binary file has one in every byte."""

_PARSED = (FoldedText, Anchor, Alias, Tag)
"""Slips that the parser accepts: if it refuses a text, the cause is another."""


def read(file: str, data: bytes) -> Source:
    """A file as nodes, or what is wrong with it. Never raises, whatever the bytes.

    `file` is the path that problems name. A file that is empty or only comment has neither root nor problems.
    """
    decoded = decode(file, data)
    if decoded.problem is not None:
        return Source(file, decoded.lines, None, (decoded.problem,))
    return read_lines(file, decoded.lines)


def read_lines(file: str, lines: tuple[str, ...]) -> Source:
    """The same of a file that is text already, as its lines without line ends."""
    text = "\n".join(lines)
    found = scan(lines)
    unseen: list[Problem] = []
    if has_hidden(text):
        unseen = hidden(file, lines, found.free, PROBLEMS)
        text = without_forbidden(text)
    built = build(file, text, lines)
    traps = found.problems(file, accepted=built.refusal is None)
    if not (unseen or traps or built.problems or built.refusal):
        root = built.root
        if isinstance(root, Scalar) and root.style is Style.PLAIN and not root.value:
            root = None  # nothing but `---`
        return Source(file, lines, root, ())
    problems = _believed(unseen, traps, built.problems, broken=built.refusal is not None)
    if built.refusal is not None and not unseen and all(isinstance(trap.what, _PARSED) for trap in traps):
        explained = explain(file, lines, built.refusal)
        if explained.place.line not in {problem.place.line for problem in problems}:
            problems.append(explained)
    problems.sort(key=lambda problem: (problem.place, type(problem.what).__name__))
    return Source(file, lines, None, tuple(problems[:PROBLEMS]))


def _believed(
    unseen: list[Problem], traps: list[Problem], events: list[Problem], *, broken: bool
) -> list[Problem]:
    """The problems that are causes, without those that only follow from another.

    Of a line with a hidden character nothing else is reported. What the parser's events show on a line with a trap, or
    behind the first trap of a text that it then refused, may come from that trap.
    """
    lines = {problem.place.line for problem in unseen}
    traps = [trap for trap in traps if trap.place.line not in lines]
    lines |= {trap.place.line for trap in traps}
    end = min(lines) if broken and lines else None
    return [
        *unseen,
        *traps,
        *(p for p in events if p.place.line not in lines and (end is None or p.place.line < end)),
    ]
