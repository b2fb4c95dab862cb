"""Tables of a page by their rules: which boxes the rules make, and which cells of a grid the boxes are.

A place is (left, top, right, bottom), down the page. near: how far lines may be from each other that are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.readings.pieces import Grid, SourceCell, Spot

Box = tuple[float, float, float, float]
_Line = tuple[float, float, float]
"""Where it stands, and from where to where it goes."""

_MOST_LINES = 400
"""So many different rules on a page are a drawing."""
_MOST_SQUARES = 2500
"""Of one table; with more it is none."""


def edges(values: Iterable[float], near: float) -> list[float]:
    """The values without those that stand near one before."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > near:
            found.append(value)
    return found


def at(places: Sequence[float], value: float) -> int:
    """The number of the edge that is nearest."""
    return min(range(len(places)), key=lambda number: abs(places[number] - value))


def tables(rules: Iterable[Box], near: float) -> Iterator[list[Box]]:
    """The boxes of each table, from rules that are straight lines or thin bars; what goes aslant is none."""
    level, upright = [], []
    for left, top, right, bottom in rules:
        if bottom - top <= near < right - left:
            level.append(((top + bottom) / 2, left, right))
        elif right - left <= near < bottom - top:
            upright.append(((left + right) / 2, top, bottom))
    level, upright = _merged(level, near), _merged(upright, near)
    if len(level) + len(upright) <= _MOST_LINES:
        for across, down in _together(level, upright, near):
            yield from _boxes(across, down, near)


def _merged(lines: Iterable[_Line], near: float) -> list[_Line]:
    """Lines that go on in each other as one: each cell may have been drawn by itself."""
    lines = sorted(lines)
    places = edges((place for place, _, _ in lines), near)
    by_place: dict[float, list[tuple[float, float]]] = {}
    number = 0
    for place, start, end in lines:
        while number + 1 < len(places) and places[number + 1] <= place:
            number += 1
        by_place.setdefault(places[number], []).append((start, end))
    found = []
    for place, parts in by_place.items():
        begun, reached = min(parts)
        for start, end in sorted(parts):
            if start > reached + near:
                found.append((place, begun, reached))
                begun = start
                reached = end
            reached = max(reached, end)
        found.append((place, begun, reached))
    return found


def _together(
    level: Sequence[_Line], upright: Sequence[_Line], near: float
) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """The lines that meet each other, by way of others too."""
    left = list(upright)
    waiting = list(level)
    while waiting:
        across, down = [waiting.pop(0)], []
        fresh = list(across)
        while fresh:
            met = [line for line in left if any(_meet(each, line, near) for each in fresh)]
            left = [line for line in left if line not in met]
            down += met
            fresh = [line for line in waiting if any(_meet(line, each, near) for each in met)]
            waiting = [line for line in waiting if line not in fresh]
            across += fresh
        yield across, down


def _meet(level: _Line, upright: _Line, near: float) -> bool:
    return (
        level[1] - near <= upright[0] <= level[2] + near and upright[1] - near <= level[0] <= upright[2] + near
    )


def _boxes(across: Sequence[_Line], down: Sequence[_Line], near: float) -> Iterator[list[Box]]:
    rows = edges((place for place, _, _ in across), near)
    # A table may be open at its sides.
    sides = (min(start for _, start, _ in across), max(end for _, _, end in across))
    columns = edges((*(place for place, _, _ in down), *sides), near)
    count = (len(rows) - 1) * (len(columns) - 1)
    if len(rows) < 2 or not down or not 1 < count <= _MOST_SQUARES:
        return
    squares = {(row, column) for row in range(len(rows) - 1) for column in range(len(columns) - 1)}
    found = []
    while squares:
        own = _joined(min(squares), squares, rows, columns, across, down, near)
        squares -= own
        top, left = min(own)
        bottom, right = max(own)
        if len(own) == (bottom - top + 1) * (right - left + 1):
            found.append((columns[left], rows[top], columns[right + 1], rows[bottom + 1]))
        else:
            found += [(columns[c], rows[r], columns[c + 1], rows[r + 1]) for r, c in sorted(own)]
    if len(found) > 1:
        yield found


def _joined(
    first: tuple[int, int],
    squares: set[tuple[int, int]],
    rows: Sequence[float],
    columns: Sequence[float],
    across: Sequence[_Line],
    down: Sequence[_Line],
    near: float,
) -> set[tuple[int, int]]:
    """The squares between which no rule stands."""
    own, waiting = {first}, [first]
    while waiting:
        row, column = waiting.pop()
        middle = (columns[column] + columns[column + 1]) / 2, (rows[row] + rows[row + 1]) / 2
        beside = (
            ((row, column - 1), down, columns[column], middle[1]),
            ((row, column + 1), down, columns[column + 1], middle[1]),
            ((row - 1, column), across, rows[row], middle[0]),
            ((row + 1, column), across, rows[row + 1], middle[0]),
        )
        for square, lines, place, along in beside:
            is_apart = any(abs(line[0] - place) <= near and line[1] <= along <= line[2] for line in lines)
            if square in squares and square not in own and not is_apart:
                own.add(square)
                waiting.append(square)
    return own


def covered(
    boxes: Iterable[Box], rows: Sequence[float], columns: Sequence[float]
) -> dict[tuple[int, int], Box]:
    """Which box covers each square between these edges."""
    return {
        (row, column): box
        for box in boxes
        for row in range(at(rows, box[1]), at(rows, box[3]))
        for column in range(at(columns, box[0]), at(columns, box[2]))
    }


def grid_of(cells: Sequence[tuple[Box, str]], spot: Spot, near: float) -> Grid:
    """A ruled table: each cell from edge to edge."""
    columns = edges([x for box, _ in cells for x in (box[0], box[2])], near)
    rows = edges([y for box, _ in cells for y in (box[1], box[3])], near)
    laid: list[list[SourceCell]] = [[] for _ in range(max(len(rows) - 1, 1))]
    for box, text in cells:
        row, column = at(rows, box[1]), at(columns, box[0])
        tall, wide = at(rows, box[3]) - row, at(columns, box[2]) - column
        if tall >= 1 and wide >= 1 and row < len(laid):
            laid[row].append(SourceCell(text, row, column, tall, wide))
    return Grid(tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in laid), spot)
