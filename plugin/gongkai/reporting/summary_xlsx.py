"""The summary as an Excel workbook: a sheet a section, numbers as numbers, to be sorted and counted. Same data, same bytes."""

from __future__ import annotations

import datetime
import io
from typing import Any

from gongkai.ground.extras import needed
from gongkai.reporting.entries import printable
from gongkai.reporting.summary import Section, Summary

LIBRARY = ("xlsxwriter", "XlsxWriter")
"""Module and package of an extra."""
_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Stands in the file's properties: the summary has no date, and a workbook must have one."""
_MOST_WIDTH = 60
_LONGEST = 32_767
"""Characters of a cell that Excel takes."""


def write_summary_xlsx(summary: Summary) -> bytes:
    """The workbook. Raises MissingExtra where XlsxWriter is not installed."""
    xlsxwriter = needed(*LIBRARY)
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {"in_memory": True})
    workbook.set_properties({"title": summary.title, "created": _CREATED})
    head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    title = workbook.add_format({"bold": True, "font_size": 14})
    sheet = workbook.add_worksheet("概况")
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, summary.title, title)
    for row, text in enumerate(summary.said, 1):
        sheet.write_string(row, 0, printable(text), body)
    for section in summary.sections:
        _sheet(workbook.add_worksheet(section.title[:31]), section, head, body)
    workbook.close()
    return data.getvalue()


def _sheet(sheet: Any, section: Section, head: Any, body: Any) -> None:
    table = section.table
    for row, text in enumerate(section.said):
        sheet.write_string(row, 0, printable(text))
    if table is None:
        return
    top = len(section.said) + bool(section.said)
    for place, column in enumerate(table.columns):
        sheet.write_string(top, place, column, head)
        longest = max((len(row[place]) for row in table.rows), default=0)
        sheet.set_column(place, place, min(_MOST_WIDTH, 2 * max(longest, len(column)) + 2))
    for number, cells in enumerate(table.rows, top + 1):
        for place, cell in enumerate(cells):
            if place in table.numbers and cell.isdecimal():
                sheet.write_number(number, place, int(cell), body)
            else:
                sheet.write_string(number, place, printable(cell)[:_LONGEST], body)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
