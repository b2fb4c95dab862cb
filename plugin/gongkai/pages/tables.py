"""The tables of a report, with what is said about single cells: notes, corrections, accepted findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from gongkai.addresses import Anchor, Page
from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import Table, label
from gongkai.model import Report, State, accepted_cell
from gongkai.pages.blocks import Inlines, Link, Mark, Note, StatutoryTable, Text
from gongkai.tables import cell_id, grid

CORRECTED = "更"
COMPUTED = "带点线的数报告中未填，由本站按表内各数相加得出。"


@dataclass(slots=True)
class _Notes:
    """Numbers the notes of one table as they come."""

    table: str
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    title_marks: list[Mark] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def add(self, cell: CellName | None, inlines: Inlines) -> None:
        number = sum(note.sign.isdecimal() for note in self.notes) + 1
        mark = Mark(str(number), f"{self.table}-mark-{number}", f"{self.table}-note-{number}", f"注{number}")
        (self.title_marks if cell is None else self.marks.setdefault(cell_id(cell), [])).append(mark)
        self.notes.append(Note(mark.target, str(number), inlines, mark.id))


def statutory_table(report: Report, table: Table, flags: Mapping[str, str]) -> StatutoryTable:
    """A table of the report. flags: in a preview, suspect or failed cells by their ids."""
    notes = _Notes(table.id)
    if table.id in report.table_notes:
        notes.add(None, (Text(report.table_notes[table.id]),))
    remarks = dict(_public_remarks(report))
    for name in table.cells:
        cell = report.cells.get(name)
        if cell is not None and cell.note is not None:
            notes.add(name, (Text(cell.note),))
        if name in remarks:
            notes.add(name, (Text(f"核对说明：{remarks[name]}"),))
    _mark_corrections(report, table, notes)
    if any(cell.state is State.COMPUTED for name, cell in report.cells.items() if name.table == table.id):
        notes.notes.append(Note(f"{table.id}-computed", "", (Text(COMPUTED),), None))
    return StatutoryTable(
        grid(report, table),
        f"{table.caption}　{report.year}年",
        tuple(notes.title_marks),
        {cell: tuple(marks) for cell, marks in notes.marks.items()},
        flags,
        tuple(notes.notes),
    )


def _public_remarks(report: Report) -> Iterator[tuple[CellName, str]]:
    for remark in report.remarks:
        cell = accepted_cell(remark, report)
        if remark.public and remark.reason and cell is not None:
            yield cell, remark.reason


def _mark_corrections(report: Report, table: Table, notes: _Notes) -> None:
    """A corrected cell has the mark 更, which leads to the correction at the top of the page."""
    here = Page(report.agency, report.year)
    for number, correction in enumerate(report.corrections, 1):
        for name in correction.cells:
            if name.table == table.id:
                mark = Mark(CORRECTED, f"{cell_id(name)}-corrected-{number}", correction_id(number), "更正")
                notes.marks.setdefault(cell_id(name), []).append(mark)
                link = Link((Text("更正说明"),), Anchor(here, correction_id(number)))
                inlines = (Text(f"{label(report.form, name)}在发布后更正过，见"), link, Text("。"))
                notes.notes.append(Note(f"{mark.id}-note", CORRECTED, inlines, None))


def correction_id(number: int) -> str:
    """The anchor of a correction, numbered as in the file."""
    return f"correction-{number}"
