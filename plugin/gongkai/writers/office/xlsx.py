"""The tables of a report as an Excel workbook: a sheet a table, laid out and printed as the form has it.

The first sheet says whose numbers they are and what a blank and a stroke mean; readings pass it over by its name.
A number is a number, a blank an empty cell, a stroke the text "/". A total is a formula only where the formula gives
what was published: where it would not, or where a blank or a stroke is among its addends, the published number
stands there, right or wrong. Same report, same bytes.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

from gongkai.findings import CellName
from gongkai.forms import Form, label
from gongkai.ground.extras import needed
from gongkai.model import Archive, FreeTable, Report, State
from gongkai.pages import StatutoryTable, plain_text, report_title
from gongkai.pages.dates import date_text, day_of_file, period_text
from gongkai.pages.tables import COMPUTED, statutory_table
from gongkai.readings.xlsx import ABOUT, OURS
from gongkai.tables import CornerCell, DataCell, HeaderCell, cell_id
from gongkai.writers.office.needs import XLSX, has_tables
from gongkai.writers.office.xlsx_sheet import LOOKS, TOO_LARGE, Sheet

SHOWN_COMPUTED = "斜体的数报告中未填，由各数相加得出。"


def write_xlsx(report: Report, archive: Archive, license_: str | None = None) -> bytes:
    """The workbook. archive: what the report belongs to, as for every writer of reports. license_: of the numbers.

    Raises MissingExtra where XlsxWriter is not installed, and ValueError where the report has no tables.
    """
    xlsxwriter = needed(*XLSX)
    if not has_tables(report):
        raise ValueError(f"{report.agency} {report.year} has no tables")
    title = report_title(report).whole
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {"in_memory": True})
    day = day_of_file(report)
    created = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    workbook.set_properties({"title": title, "author": report.agency_name, "created": created})
    formats = {name: workbook.add_format(look) for name, look in LOOKS.items()}
    names = _Names()
    _about(Sheet(workbook, formats, names.take(ABOUT)), report, title, license_)
    for section in report.form.sections:
        if section.table is not None and section.id in report.section_places:
            block = statutory_table(report, report.form.table(section.table), {})
            sheet = Sheet(workbook, formats, names.take(block.grid.table.caption))
            _statutory(sheet, report, block, title, report.heading(section))
    for free in report.free_sections:
        if free.table is not None:
            _free(Sheet(workbook, formats, names.take(free.title)), free.table, title, free.title)
    workbook.close()
    return data.getvalue()


def _about(sheet: Sheet, report: Report, title: str, license_: str | None) -> None:
    """What a reader of the numbers has to know."""
    published = date_text(report.published) if report.published is not None else "未注明"
    lines = [
        ("报告", title),
        ("编制机关", report.agency_name),
        ("统计期限", period_text(report)),
        ("发布日期", published),
        *(("更正", f"{date_text(each.date)}：{each.explanation}") for each in report.corrections),
        *((("格式", f"{report.form.notice}规定的统一格式"),) if report.form.notice else ()),
        ("空白", "原报告该格没有填写，不是0。"),
        ("斜线 /", "原报告该格画斜线，表示没有这一项，不是0。"),
        ("斜体", SHOWN_COMPUTED),
        ("公式", "各数相加正好等于公布的合计时，合计写成公式；不等时写公布的数，不作改动。"),
        ("来源", f"《{title}》，以编制机关公布的报告为准。"),
        *((("许可", license_),) if license_ else ()),
    ]
    sheet.columns(0, 2, texts=lines)
    sheet.heading(title, OURS, None)
    for name, text in lines:
        at = sheet.next_row()
        sheet.label(at, 0, 1, 1, name, "row")
        sheet.label(at, 1, 1, 1, text, "text")
    sheet.finish(sheet.first, 0)


class _Names:
    """Names of sheets: at most 31 characters, some of them not allowed; unique, upper and lower case being the same."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, wanted: str) -> str:
        clean = wanted.translate(dict.fromkeys(map(ord, "[]:*?/\\"), "_")).strip(" '") or "表"
        name, number = clean[:31], 2
        while name.lower() in self.taken or name.lower() == "history":
            name, number = f"{clean[:27]}-{number}", number + 1
        self.taken.add(name.lower())
        return name


def _statutory(sheet: Sheet, report: Report, block: StatutoryTable, title: str, heading: str) -> None:
    grid = block.grid
    sheet.columns(grid.label_columns, grid.columns)
    sheet.heading(title, heading, grid.table.unit)
    places: dict[CellName, tuple[int, int]] = {}
    data: list[tuple[int, int, DataCell]] = []
    header_rows = 0
    for part in grid.blocks:
        for number, row in enumerate((*part.header, *part.rows)):
            at = sheet.next_row()
            if number == len(part.header) and not header_rows:
                header_rows = at
            for cell in row:
                column = sheet.free_column(at)
                if isinstance(cell, DataCell):
                    places[cell.name] = at, column
                    data.append((at, column, cell))
                    sheet.occupy(at, column, 1, cell.columns)
                else:
                    rows = cell.rows
                    sheet.label(at, column, rows, cell.columns, cell.text, _look(cell))
    formulas = dict(_formulas(report, report.form, places))
    for at, column, cell in data:
        _data_cell(sheet, at, column, cell, formulas.get(cell.name))
    # The blocks of table 二 have a header each, which goes with its rows.
    sheet.finish(header_rows if len(grid.blocks) == 1 else sheet.first, grid.label_columns)
    for note in _notes(report, block):
        sheet.note(note, grid.columns)


def _look(cell: HeaderCell | CornerCell) -> str:
    if isinstance(cell, HeaderCell) and cell.is_row and cell.scope == "row":
        return "row"
    return "corner" if isinstance(cell, CornerCell) else "header"


def _data_cell(sheet: Sheet, row: int, column: int, data: DataCell, formula: str | None) -> None:
    cell = data.cell
    if cell is None or cell.state is State.BLANK:
        sheet.blank(row, column, data.columns)
    elif cell.value is None:
        sheet.text(row, column, data.columns, cell.text)
    else:
        sheet.number(
            row,
            column,
            data.columns,
            cell.text,
            unit=cell.unit,
            formula=formula,
            is_computed=cell.state is State.COMPUTED,
        )


def _formulas(
    report: Report, form: Form, places: dict[CellName, tuple[int, int]]
) -> Iterator[tuple[CellName, str]]:
    """The totals that a formula gives as they were published, and that formula."""
    for identity in reversed(form.identities):
        # A total alone on its side; the balance of table 三 is no sum of one cell.
        if identity.right != (identity.at,) or identity.at not in places:
            continue
        cells = [report.cells.get(name) for name in identity.left]
        addends = [cell.value for cell in cells if cell is not None and cell.value is not None]
        total = report.cells.get(identity.at)
        if len(addends) < len(cells) or total is None or total.value is None or sum(addends) != total.value:
            continue
        if all(abs(value) < TOO_LARGE for value in (*addends, total.value)):
            yield identity.at, f"=SUM({','.join(_ranges([places[name] for name in identity.left]))})"


def _ranges(cells: list[tuple[int, int]]) -> Iterator[str]:
    """Cells as ranges, those that stand side by side, or below each other, as one."""
    start = end = cells[0]
    for cell in (*cells[1:], None):
        goes_right = cell is not None and start[0] == cell[0] and cell == (end[0], end[1] + 1)
        goes_down = cell is not None and start[1] == cell[1] and cell == (end[0] + 1, end[1])
        if cell is not None and (goes_right or goes_down):
            end = cell
        else:
            yield _name(start) if start == end else f"{_name(start)}:{_name(end)}"
            start = end = cell or start


def _name(cell: tuple[int, int]) -> str:
    row, column = cell
    return f"{chr(ord('A') + column)}{row + 1}"


def _notes(report: Report, block: StatutoryTable) -> Iterator[str]:
    """What stands under the table, each with the cell it speaks of."""
    if not block.notes:
        return
    about = {
        mark.target: name for name in block.grid.table.cells for mark in block.marks.get(cell_id(name), ())
    }
    for note in block.notes:
        text = plain_text(note.inlines)
        if text == COMPUTED:
            text = SHOWN_COMPUTED
        where = f"{label(report.form, about[note.id])}：" if note.id in about else ""
        yield f"注：{where}{text}"


def _free(sheet: Sheet, table: FreeTable, title: str, heading: str) -> None:
    width = len(table.columns)
    sheet.columns(0, max(width, 1), texts=(table.columns, *table.rows))
    sheet.heading(title, heading, None)
    at = sheet.next_row()
    for column, text in enumerate(table.columns):
        sheet.label(at, column, 1, 1, text, "header")
    for row in table.rows:
        at = sheet.next_row()
        for column, text in enumerate(row):
            sheet.free(at, column, text)
    sheet.finish(sheet.first + 1, 0)
