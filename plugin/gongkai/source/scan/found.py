"""What the scan collects: slips, and how each line would look without them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import field, replace

from gongkai.data_classes import dataclass
from gongkai.findings import Place
from gongkai.problems import Problem, Slip

_TRAPS = 1000

Edit = tuple[int, int, str]
"""Start and end (columns from 0) of what to replace in a line, and the replacement."""


@dataclass(frozen=True, slots=True)
class Trap:
    """A slip, with row and column from 0."""

    what: Slip
    row: int
    column: int
    edits: tuple[Edit, ...]
    """What would mend it, all in its row; empty if only the author can tell."""
    refused: bool
    """Whether the parser must refuse such a text. If it does not, the scan was wrong."""


@dataclass(slots=True)
class Found:
    """The scan's results while it runs."""

    lines: tuple[str, ...]
    traps: list[Trap] = field(default_factory=list)
    any_refused: bool = False
    """Whether one of them must be refused by the parser."""
    blocks: list[range] = field(default_factory=list)
    """Rows that are content of a `|` or `>` block."""

    def add(
        self, what: Slip, row: int, column: int, *, refused: bool = False, edits: Iterable[Edit] = ()
    ) -> None:
        """Note a trap; `what.fixed` will follow from the edits."""
        self.any_refused |= refused
        self.traps.append(Trap(what, row, column, tuple(edits), refused))

    @property
    def is_full(self) -> bool:
        """Whether there are more than anyone reads, so that the scan can stop."""
        return len(self.traps) >= _TRAPS

    @property
    def free(self) -> frozenset[int]:
        """The rows whose content is free text: blocks and whole-line comments."""
        rows = {row for block in self.blocks for row in block}
        rows.update(row for row, line in enumerate(self.lines) if line.lstrip(" ").startswith("#"))
        return frozenset(rows)

    def problems(self, file: str, *, accepted: bool) -> list[Problem]:
        """The traps as Problems. Those with `refused` count only if the parser did not accept the text.

        `fixed` is the whole line with all its traps mended.
        """
        traps = [trap for trap in self.traps if not (accepted and trap.refused)]
        edits: dict[int, list[Edit]] = defaultdict(list)
        for trap in traps:
            edits[trap.row].extend(trap.edits)
        problems = []
        for trap in traps:
            what = trap.what
            if trap.edits:
                what = replace(what, fixed=mended(self.lines[trap.row], edits[trap.row]))
            problems.append(Problem(what, Place(file, trap.row + 1, trap.column + 1)))
        return problems


def mended(line: str, edits: Iterable[Edit]) -> str:
    """The line with the edits applied; of two that overlap, the first."""
    parts = []
    done = 0
    for start, end, text in sorted(edits):
        if start >= done:
            parts += [line[done:start], text]
            done = end
    return "".join((*parts, line[done:]))
