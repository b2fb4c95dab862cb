"""What the documents need, of a report and besides this package, and how one fails.

Apart from the modules that write them: those take long to read in, and a build without documents needs none of them.
"""

from __future__ import annotations

from gongkai.model import Report

Library = tuple[str, str]
"""Module and package of an extra."""
TYPST: Library = ("typst", "typst")
DOCX: Library = ("docx", "python-docx")
XLSX: Library = ("xlsxwriter", "XlsxWriter")


def has_tables(report: Report) -> bool:
    """Whether a workbook has anything to hold: a statutory table, or one of the office's own."""
    if report.withdrawal is not None:
        return False
    return bool(report.cells) or any(section.table is not None for section in report.free_sections)


class PdfError(Exception):
    """A report that cannot be set; the message is one line for the editor."""
