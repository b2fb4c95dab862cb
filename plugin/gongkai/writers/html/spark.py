"""A small line beside the label of a row: its numbers over the years, older ones left.

It adds no number of its own, so that readers of the table need no words for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from gongkai.findings import Number

WIDTH, HEIGHT = 72, 20
_EDGE = 3
_FLOOR = 10
"""The least that the full height stands for: one lawsuit is no peak."""


@lru_cache(maxsize=1024)
def spark(points: Sequence[Number | None], breaks: frozenset[int]) -> str:
    """The line. points: one a year, None for a gap; breaks: the years, counted from 0, that begin another form."""
    highest = max((point for point in points if point is not None), default=_FLOOR)
    scale = (HEIGHT - 2 * _EDGE) / float(max(highest, _FLOOR))
    step = (WIDTH - 2 * _EDGE) / max(len(points) - 1, 1)

    def place(at: int, point: Number) -> str:
        y = HEIGHT - _EDGE - float(max(point, 0)) * scale
        return f"{_EDGE + at * step:.0f} {y:.1f}".removesuffix(".0")

    def path() -> Iterator[str]:
        is_drawing = False
        for at, point in enumerate(points):
            if point is None:
                is_drawing = False
                continue
            yield f"{'L' if is_drawing and at not in breaks else 'M'}{place(at, point)}"
            is_drawing = True

    last = points[-1]
    x, _, y = place(len(points) - 1, last).partition(" ") if last is not None else ("", "", "")
    dot = f'<circle cx="{x}" cy="{y}" r="2.5"/>' if x else ""
    return (
        f'<svg class="gongkai-spark" width="{WIDTH}" height="{HEIGHT}" aria-hidden="true">'
        f'<path d="{"".join(path())}"/>{dot}</svg>'
    )
