"""Inlines, tables and other blocks as HTML.

Class names are those of assets/gongkai.css. `escape` puts text into HTML; the Markdown writer brings a stricter one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape as html_escape

from gongkai.addresses import Addresses, Page, Target
from gongkai.document import (
    Facts,
    Image,
    Inlines,
    Link,
    Notice,
    SimpleTable,
    StatutoryTable,
    Text,
    Title,
    Trail,
)
from gongkai.forms import Layout
from gongkai.model import State
from gongkai.tables import CornerCell, DataCell, Grid, GridBlock, GridCell, GridRow, HeaderCell

SMALL_FIGURES = 4
"""Figures of up to so many digits fit a phone at full size; longer ones make the whole table smaller."""

LONG_FIGURES = 6
"""The most digits that the style sheet has a size for."""

_LABEL_COLUMNS = ("part", "group", "label")

_NUMBER_OF_GROUP = re.compile(r"（[一二三四五六七八九十]+）")


@dataclass(frozen=True, slots=True)
class HtmlWriter:
    """Writes the blocks of one page."""

    here: Page
    addresses: Addresses
    escape: Callable[[str], str] = html_escape

    def inlines(self, inlines: Inlines) -> str:
        """Inlines as phrasing content."""
        parts = []
        for inline in inlines:
            if isinstance(inline, Text):
                parts.append(self.escape(inline.text))
            elif isinstance(inline, Link):
                parts.append(f'<a href="{self.address(inline.target)}">{self.inlines(inline.inlines)}</a>')
            else:
                parts.append(f"<strong>{self.inlines(inline.inlines)}</strong>")
        return "".join(parts)

    def address(self, target: Target) -> str:
        """The value of an href."""
        return self.escape(self.addresses.link(self.here, target))

    def trail(self, trail: Trail) -> str:
        """Where the page stands."""
        between = '<span aria-hidden="true">›</span>'
        above = "".join(self.inlines((link,)) + between for link in trail.above)
        here = f'<span aria-current="page">{self.escape(trail.here)}</span>'
        return f'<nav class="gongkai-path" aria-label="当前位置">{above}{here}</nav>'

    def title(self, title: Title) -> str:
        """What stands inside the h1."""
        lead = f'<span class="gongkai-agency">{self.escape(title.lead)}</span>' if title.lead else ""
        return f'{lead}<span class="gongkai-heading">{self.escape(title.text)}</span>'

    def facts(self, facts: Facts) -> str:
        """Pairs of term and value."""
        pairs = "".join(
            f"<div><dt>{self.escape(term)}</dt><dd>{self.inlines(value)}</dd></div>"
            for term, value in facts.items
        )
        return f'<dl class="gongkai-meta">{pairs}</dl>'

    def notice(self, notice: Notice) -> str:
        """A box with a title."""
        paragraphs = "".join(f"<p>{self.inlines(inlines)}</p>" for inlines in notice.paragraphs)
        title = f'<p class="gongkai-notice-title">{self.escape(notice.title)}</p>'
        return f'<div class="gongkai-notice gongkai-notice--{notice.kind}">{title}{paragraphs}</div>'

    def image(self, image: Image) -> str:
        """A picture, beside the page."""
        return f'<p class="gongkai-image"><img src="{self.escape(image.file)}" alt="{self.escape(image.text)}"></p>'

    def simple_table(self, table: SimpleTable) -> str:
        """A table with one header row; index tables say their roles, as the statutory ones do."""
        is_list = table.kind != "simple"
        classes = {"simple": "gongkai-simple", "list": "gongkai-list"}.get(
            table.kind, "gongkai-list gongkai-list--years"
        )
        caption = f"<caption>{self.escape(table.caption)}</caption>\n" if table.caption else ""
        head = "".join(
            f'<th{_role("columnheader", is_list)} scope="col">{self.inlines(cell)}</th>'
            for cell in table.header
        )
        row_start = f"<tr{_role('row', is_list)}>"
        rows = "".join(f"{row_start}{self._simple_row(table, row)}</tr>\n" for row in table.rows)
        group = _role("rowgroup", is_list)
        body = f"<tbody{group}>\n{rows}</tbody>\n" if rows else ""
        return (
            f'<div class="gongkai-scroll">\n<table class="{classes}"{_role("table", is_list)}>\n{caption}'
            f"<thead{group}>\n{row_start}{head}</tr>\n</thead>\n{body}</table>\n</div>"
        )

    def _simple_row(self, table: SimpleTable, row: tuple[Inlines, ...]) -> str:
        if table.kind == "simple":
            return "".join(f"<td>{self.inlines(cell)}</td>" for cell in row)
        # On phones a row is shown as a card, each cell beside the label of its column.
        labels = [self.inlines(cell) for cell in table.header]
        cells = "".join(
            f'<td role="cell" data-label="{label}">{self.inlines(cell)}</td>'
            for label, cell in zip(labels[1:], row[1:], strict=True)
        )
        return f'<th role="rowheader" scope="row">{self.inlines(row[0])}</th>{cells}'

    def statutory_table(self, block: StatutoryTable) -> str:
        """A table of the form: real header cells, each figure with the ids of all of its headers.

        Every part says its role: some engines forget what a table is once its display changes, as it does on
        phones.
        """
        grid, table = block.grid, block.grid.table
        unit = f' <span class="gongkai-unit">{self.escape(table.unit)}</span>' if table.unit else ""
        classes = " ".join(["gongkai", *_digits(grid)])
        parts = [
            f'<div class="gongkai-table gongkai-{table.id}">',
            f'<table class="{classes}" id="{table.id}" role="table">',
            f'<caption><span class="gongkai-caption">{self.escape(block.title)}</span>{unit}</caption>',
            *_columns(grid),
        ]
        for part in grid.blocks:
            if table.layout is Layout.BLOCKS:
                parts.extend(('<tbody role="rowgroup">', *map(self._row, part.header + part.rows), "</tbody>"))
                continue
            parts.extend(('<thead role="rowgroup">', *map(self._row, part.header), "</thead>"))
            starts = _starts(part)
            rows = (self._row(row, start) for row, start in zip(part.rows, starts, strict=True))
            parts.extend(('<tbody role="rowgroup">', *rows, "</tbody>"))
        parts.extend(("</table>", "</div>"))
        return "\n".join(parts)

    def _row(self, row: GridRow, starts_group: bool = False) -> str:
        classes = ["start"] if starts_group else []
        if any(isinstance(cell, DataCell) and cell.in_closing_row for cell in row):
            classes.append("sum")
        return f'<tr role="row"{_classes(classes)}>{"".join(map(self._cell, row))}</tr>'

    def _cell(self, cell: GridCell) -> str:
        if isinstance(cell, CornerCell):
            spans = _spans(cell.columns, cell.rows)
            return f'<td role="cell" class="gongkai-corner"{spans}>{self.escape(cell.text)}</td>'
        if isinstance(cell, HeaderCell):
            return self._header(cell)
        return self._figure(cell)

    def _header(self, cell: HeaderCell) -> str:
        text = self.escape(cell.text)
        classes = []
        if cell.scope == "rowgroup":
            classes.append("group" if cell.groups else "part")
            # The label of a tall cell stays in sight while its rows scroll by.
            text = f"<span>{text}</span>"
        elif cell.is_block_caption:
            classes.append("gongkai-block")
        elif cell.is_narrow:
            classes.append("leaf")
            text = _breakable(cell.text, self.escape)
        if cell.is_total and not cell.is_row:
            classes.append("total")
        if cell.block:
            classes.append(f"b{cell.block}")
        number = _NUMBER_OF_GROUP.match(cell.groups[-1]) if cell.groups else None
        group = f' data-group="{number[0]}"' if number and cell.scope == "row" else ""
        role = "rowheader" if cell.is_row else "columnheader"
        return (
            f'<th id="{cell.id}" role="{role}" scope="{cell.scope}"{_classes(classes)}'
            f"{_spans(cell.columns, cell.rows)}{group}>{text}</th>"
        )

    def _figure(self, cell: DataCell) -> str:
        classes = [f"b{cell.block}"] if cell.block else []
        if cell.in_total_column:
            classes.append("total")
        classes.extend(_state_classes(cell))
        return (
            f'<td id="{cell.id}" role="cell" headers="{" ".join(cell.headers)}"{_classes(classes)}'
            f"{_spans(cell.columns, 1)}>{self._value(cell)}</td>"
        )

    def _value(self, cell: DataCell) -> str:
        if cell.cell is None or cell.cell.state is State.BLANK:
            return '<span class="gongkai-hidden">空白</span>'
        unit = cell.cell.unit
        shown = f'<span class="gongkai-cell-unit">{self.escape(unit)}</span>' if unit else ""
        return self.escape(cell.cell.text) + shown


def _state_classes(cell: DataCell) -> list[str]:
    if cell.cell is None:
        return ["blank"]
    if cell.cell.state is State.NUMBER:
        return ["zero"] if cell.cell.value == 0 else []
    if cell.cell.state is State.COMPUTED:
        return ["computed", "zero"] if cell.cell.value == 0 else ["computed"]
    return [cell.cell.state.value]


def _digits(grid: Grid) -> Iterable[str]:
    longest = max((len(cell.cell.text) for cell in grid.data_cells if cell.cell is not None), default=0)
    if longest > SMALL_FIGURES and grid.table.layout is not Layout.BLOCKS:
        yield f"digits-{min(longest, LONG_FIGURES)}"


def _columns(grid: Grid) -> Iterable[str]:
    """The widths: label columns by how deep they stand, then the figures."""
    figures = grid.columns - grid.label_columns
    if grid.table.layout is Layout.BLOCKS:
        yield f'<colgroup><col class="label"><col span="{figures}"></colgroup>'
    elif grid.table.layout is Layout.ROWS:
        labels = "".join(f'<col class="{name}">' for name in _LABEL_COLUMNS[-grid.label_columns :])
        yield f'<colgroup>{labels}<col class="num" span="{figures}"></colgroup>'


def _starts(block: GridBlock) -> Iterable[bool]:
    """For each row, whether it begins a group within the part, or follows one."""
    before: tuple[str, ...] = ()
    for row in block.rows:
        label = next((cell for cell in row if isinstance(cell, HeaderCell) and cell.scope == "row"), None)
        groups = label.groups if label is not None else ()
        closes = any(isinstance(cell, DataCell) and cell.in_closing_row for cell in row)
        # The outermost group is the part (三、本年度办理结果), which the form does not set apart by a line.
        yield groups[1:] != before[1:] and not closes
        before = groups


def _breakable(label: str, escape: Callable[[str], str]) -> str:
    """A column's label that may be broken after every two characters: 商业|企业, never 商业企|业."""
    if len(label) <= 2 or len(label) % 2:
        return escape(label)
    return "<wbr>".join(escape(label[at : at + 2]) for at in range(0, len(label), 2))


def _role(role: str, said: bool) -> str:
    return f' role="{role}"' if said else ""


def _classes(classes: list[str]) -> str:
    return f' class="{" ".join(classes)}"' if classes else ""


def _spans(columns: int, rows: int) -> str:
    column_span = f' colspan="{columns}"' if columns > 1 else ""
    row_span = f' rowspan="{rows}"' if rows > 1 else ""
    return column_span + row_span
