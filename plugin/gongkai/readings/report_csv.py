"""Our own CSV, one row a cell, back to readings; and tables that others keep as CSV, to pieces."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from decimal import Decimal

from gongkai.findings import CellName, Place
from gongkai.forms import EXTRA_ID, ExtraRow, Form, Quantity, Table, statutory_forms
from gongkai.model import Cell, State
from gongkai.model.rows import may_have_more
from gongkai.readings.pieces import Doubt, Grid, Pieces, SourceCell, Spot, UnreadableFile
from gongkai.readings.reading import Reading
from gongkai.readings.tables_read import Placed
from gongkai.readings.text import decoded

_HEADER = ("agency", "year", "form", "table", "row", "column", "value", "state")
"""Columns that tell our own CSV from others."""
_MOST_ROWS = 200_000
_YEAR = re.compile(r"[0-9]{4}")
_WHOLE = re.compile(r"[+-]?[0-9]{1,20}")
_AMOUNT = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,20})?")
_EXTRA = re.compile(f"{EXTRA_ID}[1-9][0-9]?")


def is_cells(data: bytes) -> bool:
    """Whether a file is our own CSV, by its first line."""
    first = data[:500].decode("utf-8-sig", "replace").split("\n", 1)[0].strip().split(",")
    return set(_HEADER) <= set(first)


def read_cells(data: bytes, file: str) -> list[Reading]:
    """A reading for each report in a file of ours.

    Raises UnreadableFile.
    """
    found: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {}
    header, *rows = _rows(data)
    for number, row in enumerate((dict(zip(header, row, strict=False)) for row in rows if row), 2):
        if any(key not in row for key in _HEADER):
            raise UnreadableFile(f"第{number}行缺少列，不是完整的数据 CSV")
        found.setdefault((row["agency"], row["year"]), []).append((number, row))
    if not found:
        raise UnreadableFile("CSV 里没有数，读不出报告")
    return [_reading(file, agency, year, rows) for (agency, year), rows in found.items()]


def _reading(file: str, agency: str, year: str, rows: list[tuple[int, dict[str, str]]]) -> Reading:
    form = next((form for form in statutory_forms() if form.name == rows[0][1]["form"]), None)
    if form is None or not _YEAR.fullmatch(year):
        raise UnreadableFile(f"没有“{rows[0][1]['form']}”这种格式，或年度“{year}”不对")
    groups = [
        row.id for t in form.tables for b in t.blocks for top in b.rows for row in top.walk() if row.mergeable
    ]
    for group in groups:
        if any(row["row"] == group for _, row in rows):
            form = form.with_merged(group)
    form = form.with_extra(_extra_rows(form, [row for _, row in rows]))
    known = {name for table in form.tables for name in table.cells}
    cells: dict[CellName, Placed] = {}
    unplaced: list[Doubt] = []
    for number, row in rows:
        name = CellName(row["table"], row["row"], row["column"])
        spot = Spot(line=number)
        cell = _cell(form, name, row, file) if name in known else None
        if cell is None:
            words = "原文为文字，CSV 里没有" if row["state"] == State.TEXT else f"“{row['value']}”"
            told = (
                f"{words}（{row.get('row_label') or row['row']}，{row.get('column_label') or row['column']}）"
            )
            unplaced.append(Doubt(told, spot))
        elif cell.state is not State.COMPUTED:
            cells[name] = Placed(cell, spot)
    missing = [table.caption for table in form.tables if not any(name.table == table.id for name in cells)]
    missing.append("各部分的文字（CSV 里只有表）")
    return Reading(
        file=file,
        form=form,
        year=int(year),
        agency_name=None,
        agency_path=agency,
        title=None,
        preamble=(),
        chapters=(),
        cells=cells,
        missing=tuple(missing),
        unplaced=tuple(unplaced),
    )


def _extra_rows(form: Form, rows: list[dict[str, str]]) -> list[ExtraRow]:
    """The rows that the form does not have, by their numbers. Each stands where the row of the form before it does."""
    before: tuple[Table, str] | None = None
    found: dict[tuple[str, int], ExtraRow] = {}
    tables = {table.id: table for table in form.tables if may_have_more(table)}
    for row in rows:
        table, id_ = tables.get(row["table"]), row["row"]
        if table is not None and id_ in table.rows:
            before = table, id_
        elif table is not None and before is not None and before[0] is table and _EXTRA.fullmatch(id_):
            *groups, _ = table.paths[before[1]]
            group = groups[-1].id if groups else None
            label = _text(row, "row_label") or id_
            extra = ExtraRow(table.id, table.block_of(before[1]).id, group, label)
            found.setdefault((table.id, int(id_.removeprefix(EXTRA_ID))), extra)
    return [found[key] for key in sorted(found)]


def _text(row: Mapping[str, str], column: str) -> str | None:
    """A text without the sign that keeps a spreadsheet from taking it for a formula."""
    return (row.get(column) or "").removeprefix("'") or None


def _cell(form: Form, name: CellName, row: Mapping[str, str], file: str) -> Cell | None:
    column = form.table(name.table).column(str(name.row), str(name.column))
    place, note, text = Place(file), _text(row, "note"), row["value"]
    unit = _text(row, "unit") if column.unit == "any" else None
    if row["state"] == State.BLANK:
        return Cell(State.BLANK, "", place, None, note, unit)
    if row["state"] == State.STROKE:
        return Cell(State.STROKE, "/", place, None, note, unit)
    if row["state"] == State.TEXT:
        # The words themselves are not in the CSV.
        return None
    is_amount = column.quantity is Quantity.AMOUNT
    if row["state"] not in (State.NUMBER, State.COMPUTED) or not (_AMOUNT if is_amount else _WHOLE).fullmatch(
        text
    ):
        return None
    value = Decimal(text) if is_amount else int(text)
    return Cell(State(row["state"]), text, place, value, note, unit)


def read_grid(data: bytes) -> Pieces:
    """A table that somebody keeps as CSV.

    Raises UnreadableFile.
    """
    rows = _rows(data)
    cells = (
        tuple(SourceCell(text.strip(), at, column) for column, text in enumerate(row))
        for at, row in enumerate(rows)
    )
    return Pieces((Grid(tuple(cells), Spot(table=1)),))


def _rows(data: bytes) -> list[list[str]]:
    """Raises UnreadableFile."""
    try:
        rows = list(csv.reader(io.StringIO(decoded(data), newline="")))
    except csv.Error:
        # A quotation mark without its other one makes one cell of all that follows.
        raise UnreadableFile("不是完整的 CSV：多半有一个引号没有配对") from None
    if len(rows) > _MOST_ROWS or sum(map(len, rows)) > _MOST_ROWS * 5:
        raise UnreadableFile("行数过多，不是年度报告")
    return rows
