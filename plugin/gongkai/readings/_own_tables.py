"""Tables of an office's own: as lines with bars in a text, or as the table of a chapter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.readings._chapters import visible
from gongkai.readings.pieces import Grid, Piece
from gongkai.readings.reading import Line


def as_lines(grid: Grid) -> Iterator[Line]:
    """A table of the office's own in a text: a line with bars a row."""
    for row in grid.covered():
        texts = []
        seen: set[int] = set()
        for cell in row:
            if cell is None or id(cell) in seen:
                texts.append("")
            else:
                texts.append(" ".join(visible(cell.text).replace("|", "／").split()))
            if cell is not None:
                seen.add(id(cell))
        if any(texts):
            yield Line(f"| {' | '.join(texts)} |", grid.spot)


def over_pages(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces with a table whose heads are repeated on the next page as one."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if isinstance(piece, Grid) and isinstance(last, Grid) and piece.spot.page != last.spot.page:
            heads = [[cell.text for cell in grid.rows[0]] for grid in (last, piece)]
            if heads[0] == heads[1]:
                down = len(last.rows) - 1
                moved = (tuple(replace(cell, row=cell.row + down) for cell in row) for row in piece.rows[1:])
                found[-1] = Grid((*last.rows, *moved), last.spot)
                continue
        found.append(piece)
    return tuple(found)


def is_simple(grid: Grid) -> bool:
    """Whether a grid is a row of heads and rows of as many cells."""
    return (
        len(grid.rows) > 1
        and all(cell.rows == 1 and cell.columns == 1 for row in grid.rows for cell in row)
        and len({len(row) for row in grid.rows}) == 1
    )


def free_table(grid: Grid) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    head, *rows = (tuple(" ".join(visible(cell.text).split()) for cell in row) for row in grid.rows)
    return head, tuple(rows)
