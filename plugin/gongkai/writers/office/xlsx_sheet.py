"""One sheet of a workbook: places and spans, looks, widths, heights and the page it prints on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_FONT = "宋体"
_CELL = {"font_name": _FONT, "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {
        "font_name": _FONT,
        "font_size": 14,
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "heading": {"font_name": _FONT, "font_size": 11, "bold": True, "valign": "vcenter", "text_wrap": True},
    "unit": {"font_name": _FONT, "font_size": 9, "align": "right", "valign": "vcenter"},
    "header": {**_CELL, "bold": True, "align": "center"},
    "corner": {**_CELL, "font_size": 9, "align": "center"},
    "row": {**_CELL, "align": "left"},
    "number": {**_CELL, "align": "center", "text_wrap": False},
    "words": {**_CELL, "align": "center"},
    "text": {**_CELL, "align": "left"},
    "note": {"font_name": _FONT, "font_size": 9, "valign": "top", "text_wrap": True},
}
"""Every look of a cell, by name."""

A4 = 9
LINE = 13.5
"""Height in points of a line of 10 points."""

_WIDE = 120.0
"""The width from which a sheet is printed in landscape."""

_LABEL_WIDTHS = {0: (), 1: (34.0,), 3: (7.0, 15.0, 34.0)}
_NUMBER_WIDTH = {0: 8.6, 1: 18.0, 3: 8.6}
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DIGITS = 15
"""The most digits that a number in a workbook keeps; a longer one is written as text, so that none is lost."""

TOO_LARGE = 10**_DIGITS
"""The first whole number that is written as text."""

_LONGEST = 32_000
"""Characters of one cell, a little less than Excel takes."""


def number_of(text: str) -> float | None:
    """A text as a number of a workbook; None where it is none, or one that would lose a digit."""
    if not _NUMBER.fullmatch(text) or len(text.lstrip("+-").replace(".", "")) > _DIGITS:
        return None
    return float(text)


class Sheet:
    """A sheet being written, from the top."""

    def __init__(self, workbook: Any, formats: Mapping[str, Any], name: str) -> None:
        self.workbook = workbook
        self.formats = formats
        self.sheet = workbook.add_worksheet(name)
        self.row = 0
        self.first = 0
        """The row in which the table begins."""
        self.taken: set[tuple[int, int]] = set()
        self.widths: list[float] = []
        self.heights: dict[int, float] = {}
        self.numbers: dict[tuple[int, str, str | None, bool], Any] = {}

    def columns(self, labels: int, width: int, texts: Iterable[Iterable[str]] = ()) -> None:
        """The widths: label columns, then numbers; those of a table of the office's own by their texts."""
        texts = tuple(map(tuple, texts))
        if texts:
            longest = [
                max((_width(text) for text in column), default=4) for column in zip(*texts, strict=False)
            ]
            self.widths = [min(max(each + 2, 8), 40) for each in longest] or [20]
        else:
            known = _LABEL_WIDTHS.get(labels, (12.0,) * labels)
            self.widths = [*known, *[_NUMBER_WIDTH.get(labels, 9.0)] * (width - labels)]
        for column, each in enumerate(self.widths):
            self.sheet.set_column(column, column, each)

    def heading(self, title: str, heading: str, unit: str | None) -> None:
        """Title of the report, label of the section, unit of the table."""
        last = len(self.widths) - 1
        for text, look, least in ((title, "title", 26.0), (heading, "heading", 20.0)):
            self._put(self.row, 0, 1, last + 1, text, look, 1.4 if look == "title" else 1.1)
            self.heights[self.row] = max(least, self.heights[self.row])
            self.row += 1
        if unit:
            self._put(self.row, 0, 1, last + 1, unit, "unit", 1)
            self.row += 1
        self.first = self.row

    def next_row(self) -> int:
        """The number of the row that is written now."""
        self.row += 1
        return self.row - 1

    def free_column(self, row: int) -> int:
        """The first column of the row that nothing reaches into."""
        column = 0
        while (row, column) in self.taken:
            column += 1
        return column

    def occupy(self, row: int, column: int, rows: int, columns: int) -> None:
        """Keep the place of a cell."""
        self.taken.update((r, c) for r in range(row, row + rows) for c in range(column, column + columns))

    def label(self, row: int, column: int, rows: int, columns: int, text: str, look: str) -> None:
        """A cell with words of the form."""
        self.occupy(row, column, rows, columns)
        self._put(row, column, rows, columns, text, look, 1)

    def blank(self, row: int, column: int, columns: int) -> None:
        """A blank cell."""
        self._merge(row, column, 1, columns, self.formats["number"])
        self.sheet.write_blank(row, column, None, self.formats["number"])

    def text(self, row: int, column: int, columns: int, text: str) -> None:
        """Words, or a stroke, where a number belongs; never a formula."""
        self._put(row, column, 1, columns, text, "words", 1)

    def number(
        self,
        row: int,
        column: int,
        columns: int,
        text: str,
        *,
        unit: str | None = None,
        formula: str | None = None,
        is_computed: bool = False,
    ) -> None:
        """A number, shown as it was published: with its sign, its decimals and its own unit."""
        value = number_of(text)
        if value is None:
            self.text(row, column, columns, text + (unit or ""))
            return
        look = self._number_format(text, unit, is_computed=is_computed)
        self._merge(row, column, 1, columns, look)
        if formula is None:
            self.sheet.write_number(row, column, value, look)
        else:
            self.sheet.write_formula(row, column, formula, look, int(value) if value == int(value) else value)

    def free(self, row: int, column: int, text: str) -> None:
        """A cell of a table of the office's own: a number where it is written as one."""
        if number_of(text) is not None:
            self.number(row, column, 1, text)
        else:
            self._put(row, column, 1, 1, text, "text", 1)

    def note(self, text: str, columns: int) -> None:
        """A line under the table."""
        for start in range(0, len(text), _LONGEST):
            row = self.next_row()
            self._put(row, 0, 1, columns, text[start : start + _LONGEST], "note", 0.9)
            self.sheet.set_row(row, self.heights[row])

    def finish(self, header_end: int, labels: int) -> None:
        """Heights, what stays in sight, and the page. header_end: the first row below the header."""
        for row, height in self.heights.items():
            self.sheet.set_row(row, height)
        self.sheet.freeze_panes(header_end, labels)
        self.sheet.repeat_rows(0, header_end - 1)
        self.sheet.set_paper(A4)
        if sum(self.widths) > _WIDE:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()
        self.sheet.set_margins(left=0.7, right=0.7, top=0.8, bottom=0.8)
        self.sheet.set_footer("&C&P / &N")

    def _number_format(self, text: str, unit: str | None, *, is_computed: bool) -> Any:
        decimals = len(text.partition(".")[2])
        sign = "+" if text[0] == "+" else ""
        key = decimals, sign, unit, is_computed
        if key not in self.numbers:
            # A quotation mark would end the literal part of the format.
            behind = f'"{unit.replace(chr(34), "")}"' if unit else ""
            shown = f"{sign}0{'.' if decimals else ''}{'0' * decimals}{behind}"
            look = {**LOOKS["number"], "num_format": shown, "italic": is_computed}
            self.numbers[key] = self.workbook.add_format(look)
        return self.numbers[key]

    def _put(self, row: int, column: int, rows: int, columns: int, text: str, look: str, scale: float) -> None:
        form = self.formats[look]
        self._merge(row, column, rows, columns, form)
        self.sheet.write_string(row, column, text[:_LONGEST], form)
        if rows == 1:
            width = sum(self.widths[column : column + columns]) / scale
            lines = max(1, -(-_width(text) // max(1, int(width - 1))))
            self.heights[row] = max(self.heights.get(row, 0), (lines * LINE + 4.5) * scale)

    def _merge(self, row: int, column: int, rows: int, columns: int, look: Any) -> None:
        if rows * columns > 1:
            self.sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", look)


def _width(text: str) -> int:
    """How wide a text is, in digits: a Han character is two."""
    return sum(1 if character < "\u2000" else 2 for character in text)
