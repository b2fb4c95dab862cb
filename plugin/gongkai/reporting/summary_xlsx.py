"""The summary as an Excel workbook: a sheet a section, numbers as numbers, to be sorted and counted. Same data, same bytes."""

from __future__ import annotations

import datetime
import io
from typing import Any, NamedTuple

from gongkai.ground.extras import needed
from gongkai.reporting.entries import printable
from gongkai.reporting.summary import Section, Summary

LIBRARY = ("xlsxwriter", "XlsxWriter")
"""Module and package of an extra."""
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Stands in the file's properties: the summary has no date, and a workbook must have one."""
_MOST_WIDTH = 60
_A4 = 9
_LONGEST = 32_767
"""Characters of a cell that Excel takes."""


def write_summary_xlsx(summary: Summary) -> bytes:
    """The workbook. Raises MissingExtra where XlsxWriter is not installed."""
    xlsxwriter = needed(*LIBRARY)
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {"in_memory": True})
    workbook.set_properties({"title": summary.title, "created": _CREATED})
    body = {"text_wrap": True, "valign": "top"}
    head = {**body, "bold": True, "bottom": 1, "valign": "bottom"}
    number = {"align": "right"}
    looks = _Looks(*map(workbook.add_format, (head, {**head, **number}, body, {**body, **number})))
    title = workbook.add_format({"bold": True, "font_size": 14})
    sheet = _paper(workbook.add_worksheet("概况"))
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, summary.title, title)
    for row, text in enumerate(summary.said, 1):
        sheet.write_string(row, 0, printable(text), looks.body)
    for section in summary.sections:
        _sheet(_paper(workbook.add_worksheet(section.title[:31])), section, looks)
    workbook.close()
    return data.getvalue()


class _Looks(NamedTuple):
    """How cells are set: numbers, and what stands for one that there is not, at the right under their heads."""

    head: Any
    number_head: Any
    body: Any
    number: Any


def _paper(sheet: Any) -> Any:
    """A sheet that prints all of its columns side by side, on A4."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _sheet(sheet: Any, section: Section, looks: _Looks) -> None:
    table = section.table
    for row, text in enumerate(section.said):
        sheet.write_string(row, 0, printable(text))
    if table is None:
        return
    top = len(section.said) + bool(section.said)
    for place, column in enumerate(table.columns):
        sheet.write_string(top, place, column, looks.number_head if place in table.numbers else looks.head)
        longest = max((len(row[place]) for row in table.rows), default=0)
        sheet.set_column(place, place, min(_MOST_WIDTH, 2 * max(longest, len(column)) + 2))
    for number, cells in enumerate(table.rows, top + 1):
        for place, cell in enumerate(cells):
            look = looks.number if place in table.numbers else looks.body
            if place in table.numbers and cell.isdecimal():
                sheet.write_number(number, place, int(cell), look)
            else:
                sheet.write_string(number, place, printable(cell)[:_LONGEST], look)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
