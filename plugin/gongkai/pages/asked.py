"""What can be asked of each number of a report: its sums, last year's, the sentences that speak of it, its line in the data.

The site's own reckoning, as the key block is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from gongkai.claims.spoken import REFERENCE, Spoken, sentence_around, spoken
from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import Form, Identity, LabelledCell, cells_at
from gongkai.ground.once import once_for_each
from gongkai.model import Archive, Cell, Report, State
from gongkai.prose import Reference
from gongkai.tables import cell_id, reference_text

Called = Mapping[CellName, LabelledCell]
MOST_TERMS = 2
"""A longer sum is told without its zeros."""


class AskedCell(NamedTuple):
    """One number. A tuple, as a cell is one: hundreds are made of each report."""

    id: str
    """Of its cell on the page of the report."""
    column: str
    text: str
    """As published; 空白 for a blank."""
    before: str
    """The same of last year; empty where there is none."""
    sums: tuple[int, ...]
    """The sums that it stands in, counted from 1."""
    passages: tuple[int, ...]
    """The sentences that speak of it, counted from 1."""
    line: int
    """In the file of the report."""


@dataclass(frozen=True, slots=True)
class AskedRow:
    """The numbers of a row."""

    label: str
    cells: tuple[AskedCell, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """All numbers of a report."""

    report: Report
    before: int | None
    """The year of last year's report; None where there is none with the same cells."""
    sums: tuple[str, ...]
    passages: tuple[str, ...]
    rows: tuple[AskedRow, ...]
    declaration: str | None
    """声明 of the agency."""


def asked(
    report: Report, before: Report | None, archive: Archive, known: Iterable[Spoken] | None = None
) -> Asked:
    """What can be asked of a report under a statutory form.

    before: last year's, where it is shown. known: the cells that its narratives speak of, where they have been read.
    """
    before = before if before is not None and before.cells else None
    called = {labelled.name: labelled for labelled in report.form.labelled_cells}
    passages: list[str] = []
    known = spoken(report, archive.agencies[report.agency]) if known is None else known
    numbered = _numbered(chain(_referred(report, archive), known), passages)
    cells: Mapping[CellName, Cell] = report.cells
    cells_before: Mapping[CellName, Cell] = {} if before is None else before.cells

    def asked_of(each: _OfForm) -> AskedCell:
        name, cell, last_year = each.name, cells[each.name], cells_before.get(each.name)
        return AskedCell(
            each.id,
            each.column,
            _text(cell),
            "" if last_year is None else _text(last_year),
            each.sums,
            tuple(numbered[name]) if name in numbered else (),
            cell.place.line,
        )

    rows = (
        (label, [each for each in of_row if each.name in cells]) for label, of_row in _rows_of_form(report.form)
    )
    return Asked(
        report,
        before.year if before is not None else None,
        tuple(_sum(report, identity, called) for identity in report.form.identities),
        tuple(passages),
        tuple(AskedRow(label, tuple(map(asked_of, of_row))) for label, of_row in rows if of_row),
        archive.agencies[report.agency].declaration,
    )


class _OfForm(NamedTuple):
    """What is the same of a cell in all reports of a form."""

    name: CellName
    id: str
    column: str
    sums: tuple[int, ...]


@once_for_each
def _rows_of_form(form: Form) -> tuple[tuple[str, tuple[_OfForm, ...]], ...]:
    """The rows of a form with their cells."""
    of_cells: dict[CellName, list[int]] = {}
    for number, identity in enumerate(form.identities, 1):
        for name in identity.cells:
            of_cells.setdefault(name, []).append(number)
    rows: dict[tuple[str, str | None], list[_OfForm]] = {}
    for labelled in form.labelled_cells:
        name, sums = labelled.name, tuple(of_cells.get(labelled.name, ()))
        rows.setdefault(name[:2], []).append(_OfForm(name, cell_id(name), labelled.column_label, sums))
    return tuple((_row(form, *row), tuple(of_row)) for row, of_row in rows.items())


def _row(form: Form, table_id: str, row: str | None) -> str:
    table = form.table(table_id)
    path = table.paths[row] if row is not None else ()
    return f"{table.caption}　" + "·".join(header.label for header in path)


def _text(cell: Cell) -> str:
    return "空白" if cell.state is State.BLANK else cell.text + (cell.unit or "")


def _sum(report: Report, identity: Identity, called: Called) -> str:
    """A sum with its numbers, and whether it holds."""
    is_row = len({name.row for name in identity.cells}) == 1
    at = called[identity.at]
    known = [report.cells.get(name) for name in identity.cells]
    values = [cell.value for cell in known if cell is not None and cell.value is not None]
    left, right = (_side(report, names, called, is_row=is_row) for names in (identity.left, identity.right))
    said = f"{at.row_label if is_row else at.column_label}：{left}＝{right}"
    if len(values) < len(known):
        return f"{said}（有的格没有数，不核对）"
    half = len(identity.left)
    difference = sum(values[:half]) - sum(values[half:])
    return f"{said}（{'相符' if difference == 0 else f'不符，左边减右边得{difference}'}）"


def _side(report: Report, names: tuple[CellName, ...], called: Called, *, is_row: bool) -> str:
    cells = [(name, report.cells.get(name)) for name in names]
    shown = [
        f"{called[name].column_label if is_row else called[name].row_label} "
        f"{_text(cell) if cell is not None else '空白'}"
        for name, cell in cells
        if len(cells) <= MOST_TERMS or cell is None or cell.value != 0
    ]
    rest = "（其余为0）" if len(shown) < len(cells) else ""
    return "＋".join(shown or ["各格都是0"]) + (rest if shown else "")


def _numbered(every: Iterable[Spoken], passages: list[str]) -> Mapping[CellName, list[int]]:
    """The sentences by the cells that they speak of, as numbers of `passages`."""
    numbers: dict[str, int] = {}
    found: dict[CellName, list[int]] = {}
    for name, passage in every:
        if passage not in numbers:
            passages.append(passage)
            numbers[passage] = len(passages)
        own = found.setdefault(name, [])
        if numbers[passage] not in own:
            own.append(numbers[passage])
    return found


def _referred(report: Report, archive: Archive) -> Iterator[tuple[CellName, str]]:
    """The cells that the text takes its numbers from."""
    for narrative in report.all_narratives:
        used = {inline.source: inline for inline in narrative.inlines() if isinstance(inline, Reference)}
        for line in narrative.lines if used else ():
            filled, end = "", 0
            places: list[tuple[CellName, int]] = []
            for match in REFERENCE.finditer(line.text):
                reference = used.get(match[1])
                said = reference_text(reference, report, archive) if reference is not None else match[0]
                filled += line.text[end : match.start()]
                places += ((name, len(filled)) for name in _cells(report, reference))
                filled, end = filled + (said if isinstance(said, str) else match[0]), match.end()
            filled += line.text[end:]
            yield from ((name, sentence_around(filled, at)) for name, at in places)


def _cells(report: Report, reference: Reference | None) -> Iterator[CellName]:
    """The cells of this report that a reference is made from."""
    for operand in reference.operands if reference is not None else ():
        if not operand.last_year:
            yield from (name for name in cells_at(report.form, operand.names) if name in report.cells)
