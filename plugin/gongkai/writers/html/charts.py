"""Charts as SVG, each with its numbers as a table.

Places across are in percent, heights and type in pixels: a narrow screen moves the years together and never makes the
type smaller. Colours and type are those of assets/gongkai.css, so that dark mode and print have their own; parts differ
by pattern and outline too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape as html_escape

from gongkai.findings import Number
from gongkai.pages import Drawing
from gongkai.series.charts import Chart, Kind, is_drawn
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.comparison import comparison_table

Escape = Callable[[str], str]

_TOP = 40
"""Room above the plot for the form's name and the number on the highest bar."""
_PLOT = {Kind.STACK: 180, Kind.BARS: 90, Kind.LINE: 90}
_BELOW = 26
_FLOOR = 10
"""The least that the full height of the plot stands for."""
_LABEL = 15
"""The least height of a bar that holds a number."""
_CROWDED = 8
"""With more years than this, every second label goes on a phone."""
_LONG = {Kind.STACK: 3, Kind.BARS: 2, Kind.LINE: 2}
"""The most digits that fit in or over a bar or point on a phone."""
_PATTERNS = {
    3: '<path d="M-1 7 7 -1M5 13 13 5"/>',
    5: '<path d="M1 2h2M5 6h2" class="dots"/>',
    6: '<path d="M-1 1 7 9M-1 -7 13 7"/>',
}
"""The patterns of parts, by their number from 1, drawn on their colour in a square of eight pixels."""


def drawing(writer: HtmlWriter, block: Drawing) -> str:
    """A chart with its legend, and under it the same numbers as a table."""
    legend = "".join(
        f"<li>{swatch(block.chart, number)}<span>{writer.escape(label)}</span></li>"
        for number, label in block.legend
    )
    seen = f"<b>{writer.escape(block.seen)}</b>" if block.seen else ""
    return "\n".join(
        (
            f'<figure class="gongkai-figure{" half" if block.is_half else ""}">',
            f"<figcaption>{seen}{writer.escape(block.caption)}</figcaption>",
            *((f'<ul class="gongkai-legend-list">{legend}</ul>',) if legend else ()),
            draw(block.chart, writer.escape),
            comparison_table(writer, block.table),
            "</figure>",
        )
    )


def draw(chart: Chart, escape: Escape = html_escape) -> str:
    """The picture, with title and description for screen readers."""
    height = _TOP + _plot(chart) + _BELOW
    classes = ["gongkai-chart", f"gongkai-chart--{chart.kind}"]
    if len(chart.years) > _CROWDED:
        classes.append("crowded")
    if _digits(chart) > _LONG[chart.kind]:
        classes.append("long")
    parts = [
        f'<svg class="{" ".join(classes)}" role="img" width="100%" height="{height}"'
        f' aria-labelledby="{chart.id}-title {chart.id}-desc">',
        f'<title id="{chart.id}-title">{escape(chart.title)}</title>',
        f'<desc id="{chart.id}-desc">{escape(chart.description)}</desc>',
        *patterns(chart.id, len(chart.parts)),
        *_breaks(chart, escape),
        *_drawn(chart),
        f'<line class="axis" x1="0" x2="100%" y1="{_base(chart)}" y2="{_base(chart)}"/>',
        *_years(chart, escape),
        "</svg>",
    ]
    return "\n".join(parts)


def swatch(chart: Chart, number: int) -> str:
    """A sample of a part, from 1, or of the bar at the side (0), for a legend."""
    return (
        '<svg class="gongkai-swatch" width="22" height="14" aria-hidden="true">'
        f'<rect x="1" y="1" width="20" height="12" {_fill(chart, number)}/></svg>'
    )


def _plot(chart: Chart) -> int:
    return _PLOT[chart.kind]


def _base(chart: Chart) -> int:
    return _TOP + _plot(chart)


def _digits(chart: Chart) -> int:
    return max((len(str(height)) for height in _heights(chart)), default=0)


def _fill(chart: Chart, number: int) -> str:
    return fill(chart.id, number) if chart.kind is not Kind.LINE else f'class="p{number}"'


def fill(id_: str, number: int) -> str:
    """The attributes of a shape of the part with that number, in the picture of that id."""
    if number in _PATTERNS:
        return f'class="patterned" fill="url(#{id_}-p{number})"'
    return f'class="p{number}"'


def patterns(id_: str, count: int) -> Iterator[str]:
    """The patterns of the first parts, for the picture of that id."""
    wanted = [number for number in _PATTERNS if number <= count]
    if wanted:
        yield "<defs>"
        for number in wanted:
            yield (
                f'<pattern id="{id_}-p{number}" width="8" height="8" patternUnits="userSpaceOnUse"'
                f' class="on-p{number}"><rect width="8" height="8" class="p{number}"/>{_PATTERNS[number]}</pattern>'
            )
        yield "</defs>"


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def _centre(chart: Chart, index: int) -> float:
    return (index + 0.5) * 100 / len(chart.years)


def _breaks(chart: Chart, escape: Escape) -> Iterator[str]:
    for index, older, newer in chart.breaks:
        at = index * 100 / len(chart.years)
        x = _percent(at)
        yield f'<line class="break" x1="{x}" x2="{x}" y1="2" y2="{_base(chart) + _BELOW}"/>'
        # On the side with more room.
        after = at <= 50
        anchor, shift, text = ("start", 6, f"此后为{newer}") if after else ("end", -6, f"此前为{older}")
        yield f'<text class="form" x="{x}" dx="{shift}" y="12" text-anchor="{anchor}">{escape(text)}</text>'


def _years(chart: Chart, escape: Escape) -> Iterator[str]:
    for index, year in enumerate(chart.years):
        x = _percent(_centre(chart, index))
        if not is_drawn(chart, index):
            yield from _words(chart, index, x, escape)
        newest = " newest" if index == len(chart.years) - 1 else ""
        yield f'<text class="year{newest}{_alternate(chart, index)}" x="{x}" y="{_base(chart) + 18}">{year}</text>'


def _alternate(chart: Chart, index: int) -> str:
    """The class of every second label from the newest: it may go where there is no room."""
    return " alternate" if (len(chart.years) - 1 - index) % 2 else ""


def _words(chart: Chart, index: int, x: str, escape: Escape) -> Iterator[str]:
    """Why there is nothing, two characters a line, standing on the axis."""
    text = chart.words[index]
    lines = [text[at : at + 2] for at in range(0, len(text), 2)]
    for number, line in enumerate(lines):
        y = _base(chart) - 8 - 15 * (len(lines) - 1 - number)
        yield f'<text class="gap" x="{x}" y="{y}">{escape(line)}</text>'


def _drawn(chart: Chart) -> Iterator[str]:
    draw_year = {Kind.STACK: _stack, Kind.BARS: _bars, Kind.LINE: _points}[chart.kind]
    # One lawsuit is no bar of full height.
    highest = max((*_heights(chart), _FLOOR))
    scale = _plot(chart) / float(highest)
    if chart.kind is Kind.LINE:
        yield from _joints(chart, scale)
    for index in range(len(chart.years)):
        if is_drawn(chart, index):
            yield from draw_year(chart, index, scale)


def _heights(chart: Chart) -> Iterator[Number]:
    for index in range(len(chart.years)):
        values = [value for part in chart.parts if (value := part.values[index]) is not None]
        if is_drawn(chart, index):
            yield sum(values) if chart.kind is Kind.STACK else max(values)
            beside = chart.beside.values[index] if chart.beside is not None else None
            if beside is not None:
                yield beside


def _rect(chart: Chart, number: int, left: float, width: float, top: float, height: float) -> str:
    place = f'x="{_percent(left)}" width="{_percent(width)}" y="{_px(top)}" height="{_px(height)}"'
    return f"<rect {place} {_fill(chart, number)}/>"


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _stack(chart: Chart, index: int, scale: float) -> Iterator[str]:
    slot = 100 / len(chart.years)
    base = float(_base(chart))
    left, width = _centre(chart, index) - 0.2 * slot, 0.56 * slot
    beside = chart.beside.values[index] if chart.beside is not None else None
    if beside:
        high = float(beside) * scale
        yield _rect(chart, 0, _centre(chart, index) - 0.38 * slot, 0.15 * slot, base - high, high)
    x, top, total = _percent(left + width / 2), base, sum(part.values[index] or 0 for part in chart.parts)
    for number, part in enumerate(chart.parts, 1):
        value = part.values[index]
        if not value:
            continue
        high = float(value) * scale
        top -= high
        yield _rect(chart, number, left, width, top, high)
        if high >= _LABEL:
            yield f'<text class="in on-p{number}" x="{x}" y="{_px(top + high / 2 + 4)}">{value}</text>'
    yield f'<text class="total{_alternate(chart, index)}" x="{x}" y="{_px(top - 6)}">{total}</text>'


def _bars(chart: Chart, index: int, scale: float) -> Iterator[str]:
    slot = 100 / len(chart.years)
    width = 0.7 * slot / len(chart.parts)
    for number, part in enumerate(chart.parts, 1):
        value = part.values[index]
        if value is None:
            continue
        left = _centre(chart, index) - 0.35 * slot + (number - 1) * width
        high = float(value) * scale
        if value:
            yield _rect(chart, number, left, width, _base(chart) - high, high)
        x = _percent(left + width / 2)
        yield f'<text class="total{_alternate(chart, index)}" x="{x}" y="{_px(_base(chart) - high - 6)}">{value}</text>'


def _points(chart: Chart, index: int, scale: float) -> Iterator[str]:
    (part,) = chart.parts
    x, y = _percent(_centre(chart, index)), _px(_base(chart) - float(part.values[index] or 0) * scale)
    yield f'<line class="stem" x1="{x}" x2="{x}" y1="{_base(chart)}" y2="{y}"/>'
    yield f'<circle class="p1" cx="{x}" cy="{y}" r="4.5"/>'
    yield f'<text class="total{_alternate(chart, index)}" x="{x}" y="{_px(float(y) - 10)}">{part.values[index]}</text>'


def _joints(chart: Chart, scale: float) -> Iterator[str]:
    """A line between years that follow each other and both have a number: never over a gap."""
    (part,) = chart.parts
    for index in range(1, len(chart.years)):
        one, other = part.values[index - 1], part.values[index]
        if one is not None and other is not None:
            x1, x2 = _percent(_centre(chart, index - 1)), _percent(_centre(chart, index))
            y1, y2 = (_px(_base(chart) - float(value) * scale) for value in (one, other))
            yield f'<line class="joint" x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}"/>'
