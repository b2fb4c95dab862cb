"""All agencies of a year as an HTML table, with a small drawing of how their numbers lie.

The heads of columns are words; assets/gongkai.js makes them buttons that sort, and marks one agency.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from statistics import median

from gongkai.findings import Number
from gongkai.pages import AgenciesTable, AgencyRow, plain_text
from gongkai.writers.html.body import HtmlWriter, class_attribute

_BINS = 24
"""Places across in the drawing of a column."""
_HEIGHT, _BASE, _STEP = 44, 30, 6
"""Of the drawing, of the line that its dots stand on, and of a dot, in pixels."""
_LONG = 6
"""The most characters of a number that fit under a head on a phone."""
_STACK = 5
"""The most dots on each other; more agencies are drawn as bars."""


def agencies_table(writer: HtmlWriter, table: AgenciesTable) -> str:
    """The table; without the script its rows stand as they are written, by the first column."""
    groups = [(group, len(list(each))) for group, each in groupby(table.columns, lambda column: column[0])]
    single = sum(count for group, count in groups if not group)
    above = "".join(
        f'<th scope="colgroup" colspan="{count}">{writer.escape(group)}</th>'
        for group, count in groups
        if group
    )
    heads = "".join(
        f'<th scope="col"{_starts(table, at)}>{writer.escape(label)}</th>'
        for at, (_, label) in enumerate(table.columns)
    )
    strip = "".join(f"<td{_starts(table, at)}>{_drawn(table, at)}</td>" for at in range(len(table.columns)))
    label, total = table.total
    is_long = any(len(plain_text(cell.inlines)) > _LONG for cell in total)
    classes = "gongkai-agencies long" if is_long else "gongkai-agencies"
    sums = "".join(
        f"<td{_classes(table, at, cell.kind)}>{writer.inlines(cell.inlines)}</td>"
        for at, cell in enumerate(total)
    )
    return "\n".join(
        (
            '<div class="gongkai-filter" data-agencies=""></div>',
            f'<table class="{classes}">',
            f"<caption>{writer.escape(table.caption)}</caption>",
            "<thead>",
            f'<tr><td colspan="{single + 1}"></td>{above}</tr>',
            f'<tr><th scope="col">{writer.escape(table.stub)}</th>{heads}</tr>',
            "</thead>",
            f'<tbody class="strip" aria-hidden="true">\n<tr><td>分布：一点一机关<br>竖线为中位数</td>{strip}</tr>\n</tbody>',
            '<tbody class="rows">',
            *(_row(writer, table, row) for row in table.rows),
            "</tbody>",
            '<tbody class="sum">',
            f'<tr><th scope="row">{writer.escape(label)}</th>{sums}</tr>',
            "</tbody>",
            "</table>",
        )
    )


def _row(writer: HtmlWriter, table: AgenciesTable, row: AgencyRow) -> str:
    name = f'<th scope="row">{writer.link(row.name)}</th>'
    if row.cells:
        cells = "".join(
            f"<td{_classes(table, at, cell.kind)}>{writer.inlines(cell.inlines)}</td>"
            for at, cell in enumerate(row.cells)
        )
    else:
        cells = f'<td class="none" colspan="{len(table.columns)}">{writer.inlines(row.said)}</td>'
    return f'<tr data-kind="{writer.escape(row.kind)}">{name}{cells}</tr>'


def _starts(table: AgenciesTable, at: int) -> str:
    return class_attribute(_group(table, at))


def _classes(table: AgenciesTable, at: int, kind: str) -> str:
    # On a phone a long number stands under its own label, not under a head.
    return f'{class_attribute([kind, *_group(table, at)])} data-label="{"".join(table.columns[at])}"'


def _group(table: AgenciesTable, at: int) -> list[str]:
    group = table.columns[at][0]
    return ["group"] if group and group != table.columns[at - 1][0] else []


def _drawn(table: AgenciesTable, at: int) -> str:
    """A dot an agency along the column's numbers, from 0 to the highest; those that say too little are left out."""
    numbers = [
        number
        for row in table.rows
        if row.numbers and row.cells[at].kind != "thin" and (number := row.numbers[at]) is not None
    ]
    highest = max(numbers, default=0)
    shown = f"{highest}%" if isinstance(highest, Decimal) else str(highest)
    parts = [
        f'<svg width="100%" height="{_HEIGHT}" data-highest="{highest}">',
        f'<line class="axis" x1="4%" x2="96%" y1="{_BASE}" y2="{_BASE}"/>',
    ]
    if numbers and highest:
        parts.extend(_dots(numbers, highest))
        parts.append(_tick(median(map(float, numbers)) / float(highest)))
    parts.append(f'<text x="0" y="{_HEIGHT - 1}">0</text>')
    if highest:
        parts.append(f'<text x="100%" y="{_HEIGHT - 1}" text-anchor="end">{shown}</text>')
    return "".join((*parts, "</svg>"))


def _dots(numbers: list[Number], highest: Number) -> Iterator[str]:
    bins = [0] * (_BINS + 1)
    for number in numbers:
        bins[round(float(number) / float(highest) * _BINS)] += 1
    tallest = max(bins)
    for place, count in enumerate(bins):
        x = _across(place / _BINS)
        if tallest > _STACK and count:
            height = max(2.0, count / tallest * (_BASE - 4))
            yield f'<line class="many" x1="{x}" x2="{x}" y1="{_BASE}" y2="{_BASE - height:.1f}"/>'
        else:
            for level in range(count):
                yield f'<circle class="dot" cx="{x}" cy="{_BASE - 3 - level * _STEP}" r="2.6"/>'


def _tick(share: float) -> str:
    x = _across(share)
    return f'<line class="median" x1="{x}" x2="{x}" y1="{_BASE}" y2="{_BASE + 6}"/>'


def _across(share: float) -> str:
    return f"{4 + share * 92:.1f}%"
