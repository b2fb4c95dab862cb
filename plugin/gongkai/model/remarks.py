"""核对说明: what a remark speaks of."""

from __future__ import annotations

from gongkai.findings import CellName
from gongkai.forms import cells_at
from gongkai.model.report import Remark, Report


def accepted_cell(remark: Remark, report: Report) -> CellName | None:
    """The cell that a remark speaks of, if it speaks of one."""
    cells = cells_at(report.form, tuple(remark.location.split("."))) if remark.location else ()
    return cells[0] if len(cells) == 1 else None
