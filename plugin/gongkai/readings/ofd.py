"""OFD to pieces: a zip of XML with text at positions (GB/T 33190-2016); lines of a page from top to bottom.

Rules of tables are not looked at: what stands apart on a line is a cell of its own, and the recogniser goes by labels.
"""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from gongkai.readings._chapters import is_page_number
from gongkai.readings._package import Package, attribute, local
from gongkai.readings.marks import marked
from gongkai.readings.pieces import Paragraph, Piece, Pieces, Spot, UnreadableFile

_MOST_PAGES = 120
_SMALL = 0.8
"""Texts that are so much smaller than the largest of their line are raised ones."""
_APART = 1.2
"""So many characters of space between two texts make them two cells."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A piece of text on a page; millimetres."""

    left: float
    top: float
    size: float
    text: str

    @property
    def right(self) -> float:
        return self.left + sum(self.size * (0.5 if character.isascii() else 1.0) for character in self.text)


def read_ofd(data: bytes) -> Pieces:
    """The pieces of an OFD file.

    Raises UnreadableFile.
    """
    package = Package(data, "OFD")
    pages = list(_pages(package))
    if len(pages) > _MOST_PAGES:
        raise UnreadableFile(f"OFD 超过 {_MOST_PAGES} 页，不是年度报告")
    pieces: list[Piece] = []
    for number, name in enumerate(pages, 1):
        content = package.xml(name)
        if content is not None:
            pieces += _lines(list(_texts(content)), number)
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


def _texts(content: Element) -> Iterator[_Text]:
    for each in content.iter():
        if local(each) != "TextObject":
            continue
        box = [_number(part) for part in (attribute(each, "Boundary") or "").split()]
        if len(box) != 4:
            continue
        size = _number(attribute(each, "Size") or "") or 4.0
        for code in each:
            if local(code) == "TextCode" and code.text and code.text.strip():
                left, top = _number(attribute(code, "X") or "0"), _number(attribute(code, "Y") or "0")
                yield _Text(box[0] + left, box[1] + top, size, code.text.strip())


def _lines(texts: list[_Text], page: int) -> Iterator[Piece]:
    lines: list[list[_Text]] = []
    for text in sorted(texts, key=lambda each: (each.top, each.left)):
        if lines and abs(lines[-1][0].top - text.top) < text.size * 0.6:
            lines[-1].append(text)
        else:
            lines.append([text])
    margin = min((line[0].left for line in lines), default=0.0)
    above: _Text | None = None
    for line in lines:
        line.sort(key=lambda each: each.left)
        large = max(each.size for each in line) * _SMALL
        tokens = [_shown(line[0], large)]
        for before, text in itertools.pairwise(line):
            if text.left - before.right > text.size * _APART:
                tokens.append(_shown(text, large))
            else:
                tokens[-1] += _shown(text, large)
        shown = "  ".join(tokens)
        if is_page_number(shown):
            continue
        first = line[0]
        indent = max(0, round((first.left - margin) / first.size))
        gap = above is None or first.top - above.top > 2.5 * first.size
        above = first
        yield Paragraph(shown, Spot(page=page), tuple(tokens), indent, gap)


def _shown(text: _Text, large: float) -> str:
    """The text; a small one beside larger ones is the mark of a note, not a figure."""
    return text.text if text.size > large else marked(text.text)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
