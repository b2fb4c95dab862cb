"""The tables as HTML: those of the form, real header cells and all, and those that lead to reports.

No part says the role that it has by itself. Engines that forget what a table is once its display changes, as it does
on phones, are told by assets/gongkai.js.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, assert_never

from gongkai.data_classes import dataclass
from gongkai.forms import Layout, Table
from gongkai.ground.once import once_for_each
from gongkai.ground.patterns import later
from gongkai.model import State
from gongkai.pages import IndexCell, IndexTable, Mark, Note, StatutoryTable
from gongkai.tables import CornerCell, DataCell, Grid, GridBlock, GridRow, HeaderCell, empty_grid
from gongkai.writers.html.body import HtmlWriter, class_attribute

SMALL_DIGITS = 4
"""The most digits that fit a phone at full size; a longer number makes the whole table smaller."""

LONG_DIGITS = 6
"""The most digits that the style sheet has a size for."""

_NUM = ' class="num"'
_SIGNS = (
    (State.BLANK, '<i aria-hidden="true"></i>斜纹格', "报告中为空白"),
    (State.STROKE, "“/”", "报告中划了斜线"),
)
"""What of the states of a cell is no number, how it is shown, and what that means."""

_LABEL_COLUMNS = ("part", "group", "label")

_NUMBER_OF_GROUP = later(r"（[一二三四五六七八九十]+）")


def index_table(writer: HtmlWriter, table: IndexTable) -> str:
    """Agencies by years, or years of one agency; on phones a row is a card, each cell next to its column's label."""
    classes = "gongkai-list gongkai-list--years" if table.by_year else "gongkai-list"
    rows = [row for group in table.groups for row in group.rows]
    head = "".join(
        f'<th scope="col"{_NUM if _are_numbers(rows, at) else ""}>{writer.inlines(cell)}</th>'
        for at, cell in enumerate(table.header)
    )
    parts = [
        '<div class="gongkai-scroll">',
        f'<table class="{classes}">',
        f"<caption>{writer.escape(table.caption)}</caption>",
        f"<thead>\n<tr>{head}</tr>\n</thead>",
    ]
    # Thousands of cells carry one: the bare year is enough.
    name, of_header = ("data-y", slice(1)) if table.by_year else ("data-label", slice(None))
    labels = [f' {name}="{writer.inlines(cell[of_header])}"' for cell in table.header]
    for group in table.groups:
        parts.append("<tbody>")
        if group.label:
            kind = f'<th class="kind" scope="rowgroup" colspan="{len(table.header)}">'
            kind_name, *count = group.label
            shown = f'<span class="gongkai-count">{writer.inlines(tuple(count))}</span>' if count else ""
            parts.append(f"<tr>{kind}{writer.inlines((kind_name,))}{shown}</th></tr>")
        parts.extend(_index_row(writer, row, labels) for row in group.rows)
        parts.append("</tbody>")
    parts.extend(("</table>", "</div>"))
    return "\n".join(parts)


def _are_numbers(rows: list[tuple[IndexCell, ...]], at: int) -> bool:
    """Whether a column has nothing but numbers, above which its head stands."""
    found = {cell.kind for row in rows if (cell := _spread(row)[at]).span == 1}
    return found == {"num"}


def _spread(row: tuple[IndexCell, ...]) -> tuple[IndexCell, ...]:
    """The cell of each column: one that takes several stands in each of them."""
    return tuple(cell for cell in row for _ in range(cell.span))


def _index_row(writer: HtmlWriter, row: tuple[IndexCell, ...], labels: list[str]) -> str:
    name, *others = row
    cells, at = "", 1
    for cell in others:
        kind = class_attribute([cell.kind] if cell.kind else [])
        place = labels[at] if cell.span == 1 else f' colspan="{cell.span}"'
        cells += f"<td{kind}{place}>{writer.inlines(cell.inlines)}</td>"
        at += cell.span
    return f'<tr><th scope="row">{writer.inlines(name.inlines)}</th>{cells}</tr>'


def statutory_notes(writer: HtmlWriter, block: StatutoryTable) -> str:
    """What stands under a table."""
    return "\n".join(_note(writer, note) for note in block.notes)


def signs(writer: HtmlWriter, block: StatutoryTable) -> str:
    """What blanks and strokes mean, told apart; empty where the table has neither."""
    states = {State.BLANK if cell.cell is None else cell.cell.state for cell in block.grid.data_cells}
    said = [f"{sample}：{writer.escape(meaning)}" for state, sample, meaning in _SIGNS if state in states]
    if not said:
        return ""
    text = "；".join(said) + writer.escape("；不表示零。" if len(said) == 1 else "；都不表示零。")
    return f'<p class="gongkai-note gongkai-signs" data-gongkai="aside" data-search-exclude="">{text}</p>'


def _note(writer: HtmlWriter, note: Note) -> str:
    sign = f"注{note.sign}" if note.sign.isdecimal() else note.sign
    shown = f'<span class="gongkai-note-sign">{writer.escape(sign)}</span> ' if sign else ""
    back = f' <a href="#{note.back}">返回表格</a>' if note.back else ""
    return f'<p class="gongkai-note" id="{note.id}">{shown}{writer.inlines(note.inlines)}{back}</p>'


def _marks(writer: HtmlWriter, marks: Iterable[Mark]) -> str:
    return "".join(
        f'<sup><a id="{mark.id}" href="#{mark.target}" aria-label="{writer.escape(mark.label)}">'
        f"{writer.escape(mark.text)}</a></sup>"
        for mark in marks
    )


def statutory_table(writer: HtmlWriter, block: StatutoryTable) -> str:
    """A table of the form: real header cells, each number with the ids of all of its headers."""
    grid, table = block.grid, block.grid.table
    unit = f' <span class="gongkai-unit">{writer.escape(table.unit)}</span>' if table.unit else ""
    classes = " ".join(["gongkai", *_digits(grid)])
    drawn = iter(_drawn_by(writer.escape)(table))
    parts = [
        f'<div class="gongkai-table gongkai-{table.id}">',
        f'<table class="{classes}" id="{table.id}">',
        f'<caption><span class="gongkai-caption">{writer.escape(block.title)}{_marks(writer, block.title_marks)}</span>'
        f"{unit}</caption>",
    ]
    rows = (row for part in grid.blocks for row in part.rows)
    parts.extend(each if isinstance(each, str) else _row(writer, block, next(rows), each) for each in drawn)
    parts.extend(("</table>", "</div>"))
    return "\n".join(parts)


class _Number(NamedTuple):
    """How the cell of a number is written."""

    headers: str
    """The ids of its headers."""
    plain: str
    """What stands before a number of which there is nothing else to say."""
    zero: str
    """The same of a nought that is marked as one."""


@dataclass(frozen=True, slots=True)
class _DrawnRow:
    """How a row with numbers is written, the same in all reports of a form."""

    labels: tuple[str, ...]
    """Its cells before the numbers."""
    classes: tuple[str, ...]
    closing: tuple[str, ...]
    """Its classes, before and behind what its numbers say of it."""
    numbers: tuple[_Number, ...]
    zeros: str
    """The whole row, where all of its several numbers are noughts and there is nothing else to say of them."""


_Drawn = Sequence[str | _DrawnRow]
"""The lines of a table; of rows with numbers how they are written."""


@cache
def _drawn_by(escape: Callable[[str], str]) -> Callable[[Table], _Drawn]:
    """escape: as that of a writer."""
    return once_for_each(lambda table: tuple(_drawn(table, escape)))


def _drawn(table: Table, escape: Callable[[str], str]) -> Iterator[str | _DrawnRow]:
    grid = empty_grid(table)
    short = _short_ids(grid)
    yield from _columns(grid)
    for part in grid.blocks:
        header = ["<tr>" + "\n".join(_labels(row, short, escape)) + "</tr>" for row in part.header]
        if table.layout is Layout.BLOCKS:
            yield from ("<tbody>", *header)
            starts: Iterable[bool] = [False] * len(part.rows)
        else:
            yield from ("<thead>", *header, "</thead>", "<tbody>")
            starts = _starts(part)
        for row, start in zip(part.rows, starts, strict=True):
            yield _drawn_row(row, short, escape, starts_group=start)
        yield "</tbody>"


def _drawn_row(
    row: GridRow, short: Mapping[str, str], escape: Callable[[str], str], *, starts_group: bool
) -> _DrawnRow:
    cells = [cell for cell in row if isinstance(cell, DataCell)]
    labels = tuple(_labels(row, short, escape))
    numbers = tuple(_number(cell, " ".join(short[header] for header in cell.headers)) for cell in cells)
    classes = ("start",) if starts_group else ()
    closing = ("sum",) if any(cell.in_closing_row for cell in cells) else ()
    zeros = "\n".join((*labels, *(f"{number.plain}0</td>" for number in numbers)))
    attribute = class_attribute([*classes, "zeros", *closing])
    return _DrawnRow(labels, classes, closing, numbers, f"<tr{attribute}>{zeros}</tr>")


def _number(cell: DataCell, headers: str) -> _Number:
    classes = _classes_of_form(cell)
    before, behind = f'<td id="{cell.id}" headers="{headers}"', f"{_spans(cell.columns, 1)}>"
    plain, zero = class_attribute(classes), class_attribute([*classes, "zero"])
    return _Number(headers, f"{before}{plain}{behind}", f"{before}{zero}{behind}")


def _short_ids(grid: Grid) -> Mapping[str, str]:
    """What each header cell is called on the page: nothing leads there, and two hundred cells name four or five each."""
    letter = "abcdefghij"[int(grid.table.id.removeprefix("t"))]
    rows = (row for block in grid.blocks for row in (*block.header, *block.rows))
    headers = (cell for row in rows for cell in row if isinstance(cell, HeaderCell))
    return {cell.id: f"{letter}{number}" for number, cell in enumerate(headers, 1)}


def _row(writer: HtmlWriter, block: StatutoryTable, row: GridRow, drawn: _DrawnRow) -> str:
    numbers = [cell for cell in row if isinstance(cell, DataCell)]
    # Half of a table are rows of zeros: they say so once.
    are_zeros = len(numbers) > 1 and all(map(_is_zero, numbers))
    bare = [None if block.flags or block.marks else _bare(cell) for cell in numbers]
    if are_zeros and all(text == "0" for text in bare):
        return drawn.zeros
    # On lines of their own: a search takes the text alone, and would run the numbers together.
    cells = [*drawn.labels]
    for cell, text, number in zip(numbers, bare, drawn.numbers, strict=True):
        says_zero = not are_zeros and _is_zero(cell)
        if text is None:
            cells.append(_data_cell(writer, block, cell, number.headers, says_zero=says_zero))
        else:
            cells.append(f"{number.zero if says_zero else number.plain}{text}</td>")
    zeros = ("zeros",) if are_zeros else ()
    joined = "\n".join(cells)
    return f"<tr{class_attribute([*drawn.classes, *zeros, *drawn.closing])}>{joined}</tr>"


def _labels(row: GridRow, short: Mapping[str, str], escape: Callable[[str], str]) -> Iterator[str]:
    for cell in row:
        match cell:
            case CornerCell():
                spans = _spans(cell.columns, cell.rows)
                yield f'<td class="gongkai-corner"{spans}>{escape(cell.text)}</td>'
            case HeaderCell():
                yield _header(cell, short[cell.id], escape)
            case DataCell():
                pass
            case _:
                assert_never(cell)


def _header(cell: HeaderCell, id_: str, escape: Callable[[str], str]) -> str:
    text = escape(cell.text)
    classes = []
    if cell.scope == "rowgroup":
        classes.append("group" if cell.groups else "part")
        # The label of a tall cell stays in sight while its rows scroll by.
        text = f"<span>{text}</span>"
    elif cell.is_block_caption:
        classes.append("gongkai-block")
    elif cell.is_narrow:
        classes.append("leaf")
        text = _breakable(cell.text, escape)
    if cell.is_total and not cell.is_row:
        classes.append("total")
    if cell.block:
        classes.append(f"b{cell.block}")
    number = _NUMBER_OF_GROUP.match(cell.groups[-1]) if cell.groups else None
    group = f' data-group="{number[0]}"' if number and cell.scope == "row" else ""
    return (
        f'<th id="{id_}" scope="{cell.scope}"{class_attribute(classes)}'
        f"{_spans(cell.columns, cell.rows)}{group}>{text}</th>"
    )


def _data_cell(
    writer: HtmlWriter, block: StatutoryTable, cell: DataCell, headers: str, *, says_zero: bool
) -> str:
    classes = [*_classes_of_form(cell), *_state_classes(cell)]
    if says_zero:
        classes.append("zero")
    if cell.id in block.flags:
        classes.append(block.flags[cell.id])
    marks = _marks(writer, block.marks.get(cell.id, ()))
    return (
        f'<td id="{cell.id}" headers="{headers}"{class_attribute(classes)}'
        f"{_spans(cell.columns, 1)}>{_value(writer, cell)}{marks}</td>"
    )


def _classes_of_form(cell: DataCell) -> list[str]:
    """Those that a cell has in every report."""
    return [*([f"b{cell.block}"] if cell.block else []), *(["total"] if cell.in_total_column else [])]


def _bare(data: DataCell) -> str | None:
    """The digits of a cell; None where there is more to say of it."""
    cell = data.cell
    is_bare = cell is not None and cell.state is State.NUMBER and not cell.unit and cell.text.isdecimal()
    return cell.text if cell is not None and is_bare else None


def _value(writer: HtmlWriter, cell: DataCell) -> str:
    if cell.cell is None or cell.cell.state is State.BLANK:
        return '<span class="gongkai-hidden">空白</span>'
    unit = cell.cell.unit
    shown = f'<span class="gongkai-cell-unit">{writer.escape(unit)}</span>' if unit else ""
    return writer.escape(cell.cell.text) + shown


def _state_classes(cell: DataCell) -> list[str]:
    if cell.cell is None:
        return ["blank"]
    return [] if cell.cell.state is State.NUMBER else [cell.cell.state.value]


def _is_zero(cell: DataCell) -> bool:
    return cell.cell is not None and cell.cell.value == 0


def _digits(grid: Grid) -> Iterable[str]:
    longest = max((len(cell.cell.text) for cell in grid.data_cells if cell.cell is not None), default=0)
    if longest > SMALL_DIGITS and grid.table.layout is not Layout.BLOCKS:
        yield f"digits-{min(longest, LONG_DIGITS)}"


def _columns(grid: Grid) -> Iterable[str]:
    """The widths: label columns by how deep they stand, then the numbers."""
    numbers = grid.columns - grid.label_columns
    if grid.table.layout is Layout.BLOCKS:
        yield f'<colgroup><col class="label"><col span="{numbers}"></colgroup>'
    elif grid.table.layout is Layout.ROWS:
        labels = "".join(f'<col class="{name}">' for name in _LABEL_COLUMNS[-grid.label_columns :])
        yield f'<colgroup>{labels}<col class="num" span="{numbers}"></colgroup>'


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


def _spans(columns: int, rows: int) -> str:
    column_span = f' colspan="{columns}"' if columns > 1 else ""
    row_span = f' rowspan="{rows}"' if rows > 1 else ""
    return column_span + row_span
