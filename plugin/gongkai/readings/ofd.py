"""OFD to pieces: a zip of XML with text at positions (GB/T 33190-2016); ruled tables as grids, the text around them as lines.

Where a table has no rules, what stands apart on a line is a cell of its own, and the recogniser goes by labels.
"""

from __future__ import annotations

import itertools
import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from gongkai.data_classes import dataclass
from gongkai.readings._chapters import is_page_number
from gongkai.readings._package import Package, attribute, local
from gongkai.readings._ruled import Box, covered, edges, grid_of, tables
from gongkai.readings.figures import is_figure
from gongkai.readings.marks import marked
from gongkai.readings.pieces import Grid, Paragraph, Piece, Pieces, Spot, UnreadableFile

_MOST_PAGES = 120
_MOST_RULES = 20_000
_MOST_CELLS = 10_000
_SMALL = 0.8
"""Texts that are so much smaller than the largest of their line are raised ones."""
_SMALLER = 0.9
"""Of the usual size in the table: how large a figure is at least, where a cell has only one size."""
_APART = 1.2
"""So many characters of space between two texts make them two cells."""
_NEAR = 1.0
"""Millimetres between rules that are one."""
_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
"""Of a path: a letter and its numbers."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A piece of text on a page; millimetres."""

    left: float
    top: float
    """Where its characters stand on their line, not where they begin."""
    size: float
    text: str

    @property
    def right(self) -> float:
        return self.left + sum(map(self.width, self.text))

    def width(self, character: str) -> float:
        """How wide a character is, about."""
        return self.size * (0.5 if character.isascii() else 1.0)

    @property
    def middle(self) -> tuple[float, float]:
        """Across and down."""
        return (self.left + self.right) / 2, self.top - self.size * 0.4


def read_ofd(data: bytes) -> Pieces:
    """The pieces of an OFD file.

    Raises UnreadableFile.
    """
    package = Package(data, "OFD")
    pages = list(_pages(package))
    if len(pages) > _MOST_PAGES:
        raise UnreadableFile(f"OFD 超过 {_MOST_PAGES} 页，不是年度报告")
    pieces: list[Piece] = []
    count = cells = 0
    for number, name in enumerate(pages, 1):
        content = package.xml(name)
        if content is not None:
            read = _page(content, number, count)
            cells += sum(len(row) for _, piece in read if isinstance(piece, Grid) for row in piece.rows)
            if cells > _MOST_CELLS:
                raise UnreadableFile("表格过大，不是年度报告")
            count += sum(1 for _, piece in read if not isinstance(piece, Paragraph))
            pieces += (piece for _, piece in read)
    if not pieces:
        raise UnreadableFile("OFD 里没有文字，多半是扫描件；请找 Word 或网页的原文")
    return Pieces(tuple(pieces))


def _pages(package: Package) -> Iterator[str]:
    """The parts of the pages, in their order."""
    root = package.xml("OFD.xml")
    for each in root.iter() if root is not None else ():
        if local(each) != "DocRoot" or not each.text:
            continue
        main = each.text.strip().lstrip("/")
        document = package.xml(main)
        for page in document.iter() if document is not None else ():
            if local(page) == "Page" and (place := attribute(page, "BaseLoc")):
                yield posixpath.normpath(posixpath.join(posixpath.dirname(main), place.lstrip("/")))


def _page(content: Element, number: int, count: int) -> list[tuple[float, Piece]]:
    """The tables and lines of a page by how far down they stand. count: of the tables before."""
    texts = list(_texts(content))
    found: list[tuple[float, Piece]] = []
    rules = list(itertools.islice(_rules(content), _MOST_RULES + 1))
    for boxes in tables(rules, _NEAR) if len(rules) <= _MOST_RULES else ():
        cells, inside = _cells(boxes, texts)
        if inside:
            count += 1
            placed = set(map(id, inside))
            texts = [text for text in texts if id(text) not in placed]
            top = min(text.top for text in inside)
            found.append((top, grid_of(cells, Spot(page=number, table=count), _NEAR)))
    found += _lines(texts, number)
    return sorted(found, key=lambda pair: pair[0])


# What stands on a page.


def _objects(content: Element, name: str) -> Iterator[tuple[Element, float, float]]:
    """The objects of a name, and where the box of each begins."""
    for each in content.iter():
        if local(each) == name:
            box = _numbers(attribute(each, "Boundary") or "")
            if len(box) == 4:
                yield each, box[0], box[1]


def _texts(content: Element) -> Iterator[_Text]:
    for each, across, down in _objects(content, "TextObject"):
        size = _number(attribute(each, "Size") or "") or 4.0
        for code in each:
            if local(code) == "TextCode" and code.text and code.text.strip():
                left, top = _number(attribute(code, "X") or "0"), _number(attribute(code, "Y") or "0")
                steps = _steps(attribute(code, "DeltaX") or "")
                yield from _parted(_Text(across + left, down + top, size, code.text), steps)


def _parted(text: _Text, steps: Sequence[float]) -> Iterator[_Text]:
    """A text where its characters do not stand beside each other as the texts that do. steps: from each to the next."""
    begun, left, start = text.left, text.left, 0
    for at, (character, step) in enumerate(zip(text.text, steps, strict=False), 1):
        left += step
        if step - text.width(character) > text.size * _APART:
            yield from _bare(_Text(begun, text.top, text.size, text.text[start:at]))
            begun, start = left, at
    yield from _bare(_Text(begun, text.top, text.size, text.text[start:]))


def _bare(text: _Text) -> Iterator[_Text]:
    if text.text.strip():
        before = text.text[: len(text.text) - len(text.text.lstrip())]
        yield _Text(text.left + sum(map(text.width, before)), text.top, text.size, text.text.strip())


def _steps(text: str) -> list[float]:
    """From each character to the next: numbers, and `g 3 4.2` for 4.2 three times."""
    found: list[float] = []
    words = iter(text.split())
    for word in words:
        if word == "g":
            times, step = _number(next(words, "0")), _number(next(words, "0"))
            found += [step] * int(min(max(times, 0), 10_000))
        else:
            found.append(_number(word))
    return found


def _rules(content: Element) -> Iterator[Box]:
    """The straight lines that are drawn."""
    for each, across, down in _objects(content, "PathObject"):
        matrix = _numbers(attribute(each, "CTM") or "")
        a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        for data in each:
            if local(data) == "AbbreviatedData":
                for x, y, to_x, to_y in _lines_of(data.text or ""):
                    ends = [
                        (a * px + c * py + e + across, b * px + d * py + f + down)
                        for px, py in ((x, y), (to_x, to_y))
                    ]
                    (left, right), (top, bottom) = (sorted(side) for side in zip(*ends, strict=True))
                    yield left, top, right, bottom


def _lines_of(path: str) -> Iterator[Box]:
    """From where to where the lines of a path go; its curves only move the pen."""
    pen = begun = (0.0, 0.0)
    for step, rest in _STEP.findall(path):
        numbers = _numbers(rest)
        to = (numbers[-2], numbers[-1]) if len(numbers) > 1 else begun
        if step in "LC":
            yield (*pen, *to)
        pen = to
        if step in "SM":
            begun = pen


# Tables and lines.


def _cells(boxes: Sequence[Box], texts: Sequence[_Text]) -> tuple[list[tuple[Box, str]], list[_Text]]:
    """The cells of a table with their text, and the texts that stand in them; without frames around prose."""
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    across = [box for box in boxes if box[0] - left < _NEAR and right - box[2] < _NEAR]
    columns = edges([x for box in boxes for x in (box[0], box[2])], _NEAR)
    rows = edges([y for box in boxes for y in (box[1], box[3])], _NEAR)
    squares = covered(boxes, rows, columns)
    inside: dict[Box, list[_Text]] = {box: [] for box in boxes}
    for text in texts:
        x, y = text.middle
        if (own := squares.get((bisect_right(rows, y) - 1, bisect_right(columns, x) - 1))) is not None:
            inside[own].append(text)
    sizes = Counter(round(text.size, 1) for box, own in inside.items() if box not in across for text in own)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    cells, taken = [], []
    for box in sorted(boxes, key=lambda each: (each[1], each[0])):
        shown = "\n".join("".join(tokens) for _, tokens in _rows(inside[box], usual * _SMALLER))
        if box not in across or "第二十条" in shown or is_figure(shown):
            cells.append((box, shown))
            taken += inside[box]
    return cells, taken


def _rows(texts: Sequence[_Text], usual: float = 0.0) -> Iterator[tuple[list[_Text], list[str]]]:
    """The lines of texts from top to bottom, each with what stands apart on it. usual: how large texts are at least."""
    lines: list[list[_Text]] = []
    for text in sorted(texts, key=lambda each: (each.top, each.left)):
        if lines and abs(lines[-1][0].top - text.top) < text.size * 0.6:
            lines[-1].append(text)
        else:
            lines.append([text])
    for line in lines:
        line.sort(key=lambda each: each.left)
        large = max(usual, *(each.size for each in line)) * _SMALL
        tokens = [_shown(line[0], large)]
        for before, text in itertools.pairwise(line):
            if text.left - before.right > text.size * _APART:
                tokens.append(_shown(text, large))
            else:
                tokens[-1] += _shown(text, large)
        yield line, tokens


def _lines(texts: Sequence[_Text], page: int) -> Iterator[tuple[float, Piece]]:
    rows = list(_rows(texts))
    margin = min((line[0].left for line, _ in rows), default=0.0)
    above: _Text | None = None
    for line, tokens in rows:
        shown = "  ".join(tokens)
        if is_page_number(shown):
            continue
        first = line[0]
        indent = max(0, round((first.left - margin) / first.size))
        gap = above is None or first.top - above.top > 2.5 * first.size
        above = first
        yield first.top, Paragraph(shown, Spot(page=page), tuple(tokens), indent, gap)


def _shown(text: _Text, large: float) -> str:
    """The text; a small one beside larger ones is the mark of a note, not a figure."""
    return text.text if text.size > large else marked(text.text)


def _numbers(text: str) -> list[float]:
    return [_number(part) for part in text.split()]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
