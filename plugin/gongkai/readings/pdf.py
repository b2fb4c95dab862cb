"""PDF with text to pieces, by pdfplumber: ruled tables as grids, the text around them as lines.

The one reading that is not of pure Python; it comes with the extra `readings`.
"""

from __future__ import annotations

import io
import logging
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from gongkai.ground.extras import needed
from gongkai.readings._chapters import is_page_number
from gongkai.readings._ruled import Box, covered, edges, grid_of
from gongkai.readings.figures import is_figure
from gongkai.readings.marks import marked
from gongkai.readings.pieces import (
    Doubt,
    Grid,
    Paragraph,
    Picture,
    Piece,
    Pieces,
    Spot,
    UnreadableFile,
)

# What it says of a broken file is for those who write it, and in English.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

LIBRARY = ("pdfplumber", "pdfplumber", "readings")
"""Module, package and extra."""
_MOST_PAGES = 120
_MOST_CHARACTERS = 400_000
_NEAR = 3.0
"""Points between lines that are one."""
_SMALL = 0.8
"""Characters that are so much smaller than others of their cell are raised ones."""
_SMALLER = 0.9
"""Of the usual size in the table: how large a figure is at least, where a cell has only one size."""
_WIDE = 1.6
"""How many characters further in, and a line begins a paragraph."""


def read_pdf(data: bytes) -> Pieces:
    """The pieces of a PDF.

    Raises UnreadableFile, and MissingExtra where pdfplumber is not installed.
    """
    pdfplumber = needed(*LIBRARY)
    pieces: list[Piece] = []
    doubts: list[Doubt] = []
    characters = 0
    pictures = 0
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > _MOST_PAGES:
                raise UnreadableFile(f"PDF 超过 {_MOST_PAGES} 页，不是年度报告")
            tables = 0
            for number, page in enumerate(pdf.pages, 1):
                characters += len(page.chars)
                pictures += len(page.images)
                if characters > _MOST_CHARACTERS:
                    raise UnreadableFile("PDF 文字过多，不是年度报告")
                read = list(_page(page, number, tables, pdfplumber.utils.extract_text))
                tables += sum(1 for piece in read if isinstance(piece, Grid))
                pieces += read
                page.close()
    except UnreadableFile:
        raise
    # The parser below raises whatever a broken file makes it stumble over.
    except Exception as error:
        if "Password" in repr(error) or "Encrypt" in repr(error):
            raise UnreadableFile("PDF 加了密码，去掉密码再试") from None
        raise UnreadableFile("PDF 不完整或已损坏，请重新下载") from None
    if characters < 50:
        raise UnreadableFile(
            "PDF 里没有文字，多半是扫描件；请找 Word 或网页的原文" if pictures else "PDF 里没有文字"
        )
    return Pieces(tuple(pieces), tuple(doubts))


def _page(page: Any, number: int, tables: int, extract_text: Callable[[list[Any]], str]) -> Iterator[Piece]:
    """The tables and lines of a page, from top to bottom."""
    found: list[tuple[float, Piece]] = []
    boxes: list[Box] = []
    count = 0
    for table in page.find_tables():
        if len(table.cells) < 2:
            continue
        cells = _cells(page, table, extract_text)
        if not cells:
            continue
        count += 1
        boxes += [box for box, _ in cells]
        grid = grid_of(cells, Spot(page=number, table=tables + count), _NEAR)
        found.append((min((box[1] for box, text in cells if text), default=0.0), grid))
    outside = page.filter(lambda each: not any(_is_inside(each, box) for box in boxes))
    lines = [
        line for line in outside.extract_text_lines(return_chars=True, y_tolerance=5) if line["text"].strip()
    ]
    left = _margin(lines, page.width)
    above, size_above = None, 0.0
    faces = Counter(each["fontname"] for line in lines if len(line["text"]) > 20 for each in line["chars"])
    usual = faces.most_common(1)[0][0] if faces else ""
    for line in lines:
        text = line["text"].strip()
        if is_page_number(text):
            continue
        height = max(line["bottom"] - line["top"], 1.0)
        indent = (
            max(0, int((line["x0"] - left) / height + 0.2)) if line["x0"] - left > _WIDE * height * 0.7 else 0
        )
        # Within a page lines stand close: a paragraph shows by where it begins, not by the space over it.
        gap = above is None or line["top"] - above > 2.2 * height
        above = line["bottom"]
        size = Counter(round(each["size"], 1) for each in line["chars"]).most_common(1)[0][0]
        if size_above and abs(size - size_above) > size_above * 0.1:
            # Another size of type is another paragraph.
            indent = max(indent, 1)
        size_above = size
        face = Counter(each["fontname"] for each in line["chars"]).most_common(1)[0][0]
        level = 2 if usual and face != usual and len(text) < 40 and "。" not in text else 0
        piece = Paragraph(text, Spot(page=number), (text,), indent, gap, level)
        found.append((line["top"], piece))
    found += [
        (image["top"], Picture("", Spot(page=number)))
        for image in page.images
        if image["width"] > 100 and image["height"] > 40
    ]
    for _, each in sorted(found, key=lambda pair: pair[0]):
        yield each


def _is_inside(each: dict[str, Any], box: Sequence[float]) -> bool:
    if "x0" not in each or "top" not in each:
        return False
    across, down = (each["x0"] + each["x1"]) / 2, (each["top"] + each["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _margin(lines: Sequence[dict[str, Any]], width: float) -> float:
    """Where full lines begin."""
    full = sorted(line["x0"] for line in lines if line["x1"] - line["x0"] > width * 0.55)
    if not full:
        return float(min((line["x0"] for line in lines), default=0.0))
    return float(full[len(full) // 2])


def _cells(page: Any, table: Any, extract_text: Callable[[list[Any]], str]) -> list[tuple[Box, str]]:
    """The cells of a table with their text; without frames around prose, which some programs draw line by line."""
    left, right = table.bbox[0], table.bbox[2]
    columns = edges([x for box in table.cells for x in (box[0], box[2])], _NEAR)
    rows = edges([y for box in table.cells for y in (box[1], box[3])], _NEAR)
    inside: dict[Box, list[Any]] = {box: [] for box in table.cells}
    boxes = covered(table.cells, rows, columns)
    for each in page.chars:
        row = bisect_right(rows, (each["top"] + each["bottom"]) / 2) - 1
        column = bisect_right(columns, (each["x0"] + each["x1"]) / 2) - 1
        if (own := boxes.get((row, column))) is not None:
            inside[own].append(each)
    across = {box for box in table.cells if box[0] - left < _NEAR and right - box[2] < _NEAR}
    sizes = Counter(round(each["size"], 1) for box, own in inside.items() if box not in across for each in own)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    cells = []
    for box in sorted(table.cells, key=lambda box: (box[1], box[0])):
        # A mark of a note is small and raised; as a digit of the figure it would make another one.
        largest = max(usual * _SMALLER, *(each["size"] for each in inside[box])) if inside[box] else 0.0
        plain = [each for each in inside[box] if each["size"] > largest * _SMALL]
        small = [each for each in inside[box] if each["size"] <= largest * _SMALL]
        text = str(extract_text(plain)).strip() if plain else ""
        text += marked(str(extract_text(small))) if small else ""
        if box not in across or "第二十条" in text or is_figure(text):
            cells.append((box, text))
    return cells
