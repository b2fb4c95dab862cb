"""Excel files to pieces: our own tables filled in, or the statutory ones typed or pasted; a grid a table of a sheet."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

from gongkai.readings._chapters import is_heading, is_note
from gongkai.readings._package import Package
from gongkai.readings.pieces import (
    MOST_CELLS,
    Doubt,
    Grid,
    Paragraph,
    Piece,
    Pieces,
    SourceCell,
    Spot,
    UnreadableFile,
)

_MOST_SHEETS = 60
_MOST_MERGED = 100_000
"""Places that merged cells cover: the parser walks through them all."""
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*ref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']",
    re.IGNORECASE,
)
_UNCOMPUTED = re.compile(rb"<f[^>]*>[^<]*</f>(?:<v\s*/>|<v></v>)?</c>|<f[^>]*/>(?:<v\s*/>|<v></v>)?</c>")

_UNIT = re.compile('"([^"0-9]{1,4})"$')
"""What a format shows behind a number: `0"元"`."""

ABOUT = "说明"
"""The sheet that our own workbooks begin with: no part of a report."""
OURS = "关于本文件"
"""Its second line, by which it is told from a sheet of that name in another workbook."""

Box = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


def read_xlsx(data: bytes) -> Pieces:
    """The pieces of a workbook.

    Raises UnreadableFile.
    """
    package = Package(data, "Excel")
    sheets = [name for name in package.names if name.startswith("xl/worksheets/")]
    if len(sheets) > _MOST_SHEETS:
        raise UnreadableFile("Excel文件的工作表过多，不是年度报告")
    is_uncomputed = False
    merged = 0
    # A sheet may stand under any name.
    for name in package.names:
        part = package.read(name) or b""
        if b"<!DOCTYPE" in part[:2000] or part.count(b"<c ") > MOST_CELLS:
            raise UnreadableFile("Excel文件内容过多，不是年度报告")
        merged += sum(_places(*map(bytes.decode, area)) for area in _MERGED.findall(part))
        if merged > _MOST_MERGED:
            raise UnreadableFile("Excel文件内容过多，不是年度报告")
        is_uncomputed = is_uncomputed or bool(_UNCOMPUTED.search(part))
    for name in ("xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"):
        package.xml(name)
    from openpyxl import load_workbook

    try:
        # What it prints and warns of are parts that are not read.
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), data_only=True)
            formulas = load_workbook(io.BytesIO(data)) if is_uncomputed else None
    # The parser raises whatever a broken file makes it stumble over.
    except Exception:
        raise UnreadableFile("Excel文件不完整或已损坏，请重新保存或下载") from None
    pieces: list[Piece] = []
    doubts: list[Doubt] = []
    for sheet in book.worksheets:
        if sheet.title == ABOUT and sheet["A2"].value == OURS:
            continue
        spot = Spot(sheet=sheet.title)
        if sheet.sheet_state != "visible":
            doubts.append(Doubt("隐藏的工作表没有读入", spot))
            continue
        own = formulas[sheet.title] if formulas is not None else None
        pieces += _Sheet(sheet, own, spot, doubts).pieces()
    return Pieces(tuple(pieces), tuple(doubts))


class _Sheet:
    def __init__(self, sheet: Any, formulas: Any, spot: Spot, doubts: list[Doubt]) -> None:
        self.spot = spot
        self.texts: dict[tuple[int, int], str] = {}
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        self.covered: set[tuple[int, int]] = set()
        hidden_rows = {at - 1 for at, row in sheet.row_dimensions.items() if row.hidden}
        hidden_columns = set(_hidden_columns(sheet))
        hidden = 0
        # Those that are in the file: between a first cell and one at the far corner there are 17 thousand million.
        for _, cell in sorted(sheet._cells.items()):
            text = _text(cell.value)
            if not text and formulas is not None:
                text = _text(formulas.cell(cell.row, cell.column).value)
            if not text:
                continue
            if isinstance(cell.value, int | float) and (unit := _UNIT.search(cell.number_format or "")):
                text += unit[1]
            at = cell.row - 1, cell.column - 1
            if at[0] in hidden_rows or at[1] in hidden_columns:
                hidden += 1
                continue
            self.texts[at] = text
        if hidden:
            doubts.append(Doubt(f"隐藏的行或列里有{hidden}格，没有读入", spot))
        for area in sheet.merged_cells.ranges:
            top, left = area.min_row - 1, area.min_col - 1
            tall, wide = min(area.max_row, top + 1000) - top, min(area.max_col, left + 1000) - left
            self.spans[top, left] = tall, wide
            self.covered |= {(top + r, left + c) for r in range(tall) for c in range(wide)} - {(top, left)}

    def pieces(self) -> Iterator[Piece]:
        for box in self.boxes():
            yield from self.parted(box)

    def boxes(self) -> Iterator[Box]:
        """The stretches of columns between columns that are wholly empty: tables that stand side by side."""
        if not self.texts:
            return
        filled = set()
        for row, column in self.texts:
            wide = self.spans.get((row, column), (1, 1))[1]
            filled |= set(range(column, column + min(wide, 60)))
        last = max(row for row, _ in self.texts)
        if (last + 1) * len(filled) > MOST_CELLS:
            raise UnreadableFile("Excel文件内容过多，不是年度报告")
        start: int | None = None
        for column in range(max(filled) + 2):
            if column in filled and start is None:
                start = column
            elif column not in filled and start is not None:
                yield 0, start, last, column - 1
                start = None

    def parted(self, box: Box) -> Iterator[Piece]:
        """Rows that are a title, a heading, a note or a sentence as paragraphs, those between them as grids."""
        top, left, bottom, right = box
        rows: list[int] = []
        for row in range(top, bottom + 1):
            inside = [
                self.texts[row, column] for column in range(left, right + 1) if (row, column) in self.texts
            ]
            if not inside:
                continue
            text = inside[0]
            if len(inside) == 1 and _is_paragraph(text):
                yield from self.grid(rows, left, right)
                rows = []
                yield Paragraph(text, self.spot._replace(row=row + 1))
            else:
                rows.append(row)
        yield from self.grid(rows, left, right)

    def grid(self, rows: list[int], left: int, right: int) -> Iterator[Piece]:
        if not rows:
            return
        laid = []
        numbers = {row: at for at, row in enumerate(range(rows[0], rows[-1] + 1))}
        for row, at in numbers.items():
            cells = []
            for column in range(left, right + 1):
                if (row, column) in self.covered:
                    continue
                tall, wide = self.spans.get((row, column), (1, 1))
                tall, wide = min(tall, len(numbers) - at), min(wide, right - column + 1)
                cells.append(SourceCell(self.texts.get((row, column), ""), at, column - left, tall, wide))
            laid.append(tuple(cells))
        yield Grid(tuple(laid), self.spot._replace(row=rows[0] + 1, column=0))


def _is_paragraph(text: str) -> bool:
    """Whether what stands in a row alone is a title, a heading, a note or a sentence."""
    return "报告" in text or is_heading(text) or is_note(text) or (len(text) > 25 and "。" in text)


def _places(left: str, top: str, right: str, bottom: str) -> int:
    """How many cells an area covers."""
    first, last = (_column(column.upper()) for column in (left, right))
    return abs(int(bottom) - int(top) + 1) * abs(last - first + 1)


def _column(letters: str) -> int:
    """Its number, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first = dimension.min or _column(dimension.index)
            yield from range(first - 1, min(dimension.max or first, first + 1000))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        # As many digits as Excel shows: more are those of the binary number.
        return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d}"
    return str(value).strip()
