"""The forms as data for the page of the desk: what is drawn and summed before Python has started.

Labels, ids, sums and what is carried over are those of the form; the page has none of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.desk.typed import free_key
from gongkai.findings import Place
from gongkai.forms import Form, Quantity, Table, statutory_forms
from gongkai.model.agency import stand_in
from gongkai.model.rows import may_have_more
from gongkai.readings.reading import Reading
from gongkai.tables import CornerCell, DataCell, GridRow, HeaderCell, cell_id, grid

Data = dict[str, object]


def layouts() -> list[Data]:
    """Every form with tables, the newest first."""
    return [layout(form) for form in reversed(statutory_forms()) if form.tables]


def layout(form: Form) -> Data:
    """One form: its sections in order, each with its table, and the sums of all tables."""
    return {
        "name": form.name,
        "first": form.first_year,
        "last": form.last_year,
        "free": form.is_free,
        "sections": [
            {
                "id": section.id,
                "key": section.key,
                "label": section.label,
                "guide": section.guide or "",
                "outline": list(section.outline),
                "number": section.number,
                "table": None if section.table is None else _table(form, form.table(section.table)),
            }
            for section in form.sections
        ],
        "sums": [
            {
                "formula": each.formula,
                "at": cell_id(each.at),
                "left": [cell_id(name) for name in each.left],
                "right": [cell_id(name) for name in each.right],
                "inRow": len({name.row for name in each.cells}) == 1,
            }
            for each in form.identities
        ],
        "carried": [[cell_id(taken), cell_id(left)] for taken, left in form.carried],
    }


def free_section(number: int, title: str) -> Data:
    """A section of the office's own."""
    return {
        "id": f"free-{number}",
        "key": free_key(number),
        "label": title,
        "guide": "",
        "outline": [],
        "number": "",
        "table": None,
    }


def _table(form: Form, table: Table) -> Data:
    reading = Reading("", form, None, None, None, (), (), {})
    drawn = grid(reading.report(stand_in("", None, Place("")), form.first_year, draft=True), table)
    return {
        "id": table.id,
        "caption": table.caption,
        "unit": table.unit or "",
        "layout": table.layout.value,
        "mayHaveMore": may_have_more(table),
        "columns": drawn.columns,
        "blocks": [
            {
                "id": own.id,
                "label": own.label or "",
                "header": [list(_header(row)) for row in block.header],
                "rows": [list(_row(table, row)) for row in block.rows],
            }
            for own, block in zip(table.blocks, drawn.blocks, strict=True)
        ],
    }


def _header(row: GridRow) -> Iterator[Data]:
    for each in row:
        match each:
            case HeaderCell():
                yield {
                    "text": each.text,
                    "scope": each.scope,
                    "columns": each.columns,
                    "rows": each.rows,
                    "total": each.is_total,
                }
            case CornerCell():
                yield {"text": each.text, "scope": "", "columns": each.columns, "rows": each.rows}
            case DataCell():
                pass


def _row(table: Table, row: GridRow) -> Iterator[Data]:
    yield from _header(row)
    for each in row:
        if isinstance(each, DataCell):
            name = each.name
            column = table.column(str(name.row), str(name.column))
            path = [header.label for header in table.paths[str(name.row)]]
            yield {
                "id": each.id,
                "columns": each.columns,
                "name": "，".join((*path, column.label)),
                "total": each.in_total_column or each.in_closing_row,
                "amount": column.quantity is Quantity.AMOUNT,
                "ownUnit": column.unit == "any",
            }
