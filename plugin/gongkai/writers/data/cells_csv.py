"""The numbers of reports as CSV: one row a cell, in the form's order, for spreadsheets and for programs.

UTF-8 with a byte order mark, which Excel needs, and line ends as RFC 4180 has them.

What editors type freely (unit, note) may begin with a sign that a spreadsheet takes for the start of a formula. There
it would show an error instead of the words, or compute what somebody planted. Such a text gets an apostrophe in front,
and so does one that begins with an apostrophe: whoever takes off one leading apostrophe always has the text as typed.
All other columns are left as they are, for they cannot hold a formula: numbers, our own ids, labels of the form, and
folder names of small letters, digits and hyphens. The JSON of a report has every text as typed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from gongkai.findings import CellName, Number
from gongkai.forms import Form, LabelledCell
from gongkai.ground.once import once_for_each
from gongkai.model import Archive, Report
from gongkai.schema import ALL_COLUMNS, COLUMNS

_END = "\r\n"
# Full-width ones too: a spreadsheet set to Chinese or Japanese may read them as the others.
_STARTS = tuple("=+-@＝＋－＠'\t\r\n")


def write_csv(reports: Iterable[Report], archive: Archive) -> bytes:
    """Every cell of the reports. A withdrawn report has none, and neither has one without statutory form.

    archive: what the reports belong to, as for every writer of reports; a cell needs nothing of it.
    """
    rows = (row for report in reports if report.withdrawal is None for row in _rows(report))
    return "".join((_head(COLUMNS), *rows)).encode()


def write_all_csv(rows: Iterable[bytes]) -> Iterator[bytes]:
    """Every cell of reports with the name of the agency in the last column, in pieces. rows: what `rows_of_all` gives of each."""
    yield _head(ALL_COLUMNS).encode()
    yield from rows


def rows_of_all(report: Report, data: bytes) -> bytes:
    """The cells of a report with the name of the agency as it was in that year. data: what `write_csv` gives of it alone."""
    head = len(_head(COLUMNS).encode())
    return _named(data[head:].decode(), literal(report.agency_name)).encode()


def _named(rows: str, name: str) -> str:
    """The rows of a report with a name in the last column."""
    named = _field(name)
    if '"' not in rows:
        # No line end stands within a value then.
        return rows.replace(_END, f",{named}{_END}")
    return _lines((*row, name) for row in csv.reader(io.StringIO(rows, newline="")))


def _head(columns: Iterable[str]) -> str:
    return "\ufeff" + _lines([columns])


def _field(value: object) -> str:
    """A value as one of several of a row."""
    return _lines([(value, "")]).removesuffix(f",{_END}")


def _lines(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=_END).writerows(rows)
    return text.getvalue()


def _rows(report: Report) -> Iterator[str]:
    of_report = f"{_field(report.agency)},{report.year}"
    for name, of_form, unit in _fields_of_form(report.form):
        cell = report.cells.get(name)
        if cell is None:
            # Nothing that could be read: a finding, and no cell.
            continue
        own_unit = _field(literal(cell.unit)) if cell.unit else unit
        note = _field(literal(cell.note)) if cell.note else ""
        yield f"{of_report},{of_form},{number_text(cell.value)},{own_unit},{cell.state.value},{note}{_END}"


@once_for_each
def _fields_of_form(form: Form) -> tuple[tuple[CellName, str, str], ...]:
    """Each cell of a form with what is the same of it in all reports: its own fields, and its unit."""
    return tuple((each.name, _of_form(form, each), _field(literal(each.unit))) for each in form.labelled_cells)


def _of_form(form: Form, each: LabelledCell) -> str:
    name = each.name
    fields = (form.name, name.table, name.row, literal(each.row_label), name.column, each.column_label)
    return ",".join(map(_field, fields))


def number_text(value: Number | None) -> str:
    """A number with exactly its digits; empty for what is none."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:f}"


def literal(text: str | None) -> str:
    """A text that no spreadsheet takes for a formula."""
    if text is None:
        return ""
    return f"'{text}" if text.startswith(_STARTS) else text
