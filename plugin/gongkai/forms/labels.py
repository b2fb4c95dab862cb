"""What a cell is called: the leaf labels of its row and column, and a cell as an editor finds it on the form."""

from __future__ import annotations

from gongkai.findings import CellName
from gongkai.forms.form import Form


def labels(form: Form, cell: CellName) -> tuple[str | None, str | None]:
    """The form's leaf labels of the row and the column of a cell."""
    if cell.row is None:
        return None, None
    table = form.table(cell.table)
    column = table.column(cell.row, cell.column).label if cell.column else None
    return table.rows[cell.row].label, column


def label(form: Form, cell: CellName) -> str:
    """A cell as an editor finds it on the form: `表三“（三）不予公开·1.属于国家秘密”的“自然人”`."""
    table = form.table(cell.table)
    if cell.row is None:
        return table.caption
    path = [row.label for row in table.paths[cell.row]]
    if len(path) > 1 and path[1].startswith("（"):
        # The label of the whole part (三、本年度办理结果) adds nothing to （一）.
        del path[0]
    row = "·".join(path)
    column = f"的“{table.column(cell.row, cell.column).label}”" if cell.column else ""
    return f"{table.caption}“{row}”{column}"
