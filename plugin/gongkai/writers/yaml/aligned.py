"""Rows of a table in the file, below each other as in a table: brackets under brackets, figures under figures.

In a font in which a Chinese sign is as wide as two letters, as those of editors are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.data_classes import dataclass
from gongkai.ground.columns import columns

_LONGEST_KEY = 48
"""Columns of a key that others are set by; one that is longer moves none."""
_LONGEST_CELL = 10
"""Of a cell: one with a note moves none."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures; each cell is YAML already."""

    start: str
    """Its key, with what it is set in by."""
    cells: tuple[str, ...]
    keys: tuple[str, ...] = ()
    """Of the cells, where they have any."""
    is_lone: bool = False
    """Whether its cell stands without brackets."""


def aligned(lines: Iterable[str | Row]) -> Iterator[str]:
    """The lines of a table with its rows written out; other lines stay as they are."""
    lines = tuple(lines)
    rows = [line for line in lines if isinstance(line, Row)]
    start = max((width for row in rows if (width := columns(row.start)) <= _LONGEST_KEY), default=0)
    cells: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        widths = cells.setdefault(row.keys, [0] * len(row.cells))
        own = (len(cell) if len(cell) <= _LONGEST_CELL else 0 for cell in row.cells)
        cells[row.keys] = [max(pair) for pair in zip(widths, own, strict=False)]
    for line in lines:
        if isinstance(line, Row):
            gap = " " * max(start - columns(line.start), 0)
            yield f"{line.start}: {gap}{_values(line, cells[line.keys])}"
        else:
            yield line


def _values(row: Row, widths: Sequence[int]) -> str:
    if row.is_lone:
        return row.cells[0]
    cells = [cell.rjust(width) for cell, width in zip(row.cells, widths, strict=False)]
    if row.keys:
        return f"{{{', '.join(f'{key}: {cell}' for key, cell in zip(row.keys, cells, strict=True))}}}"
    return f"[{', '.join(cells)}]"
