"""Word files to pieces: what somebody sees who has accepted all changes and printed it.

Automatic numbering is worked out, merged cells, content controls and text boxes are resolved. Deleted and hidden text
is left out, inserted text taken, and each is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from xml.etree.ElementTree import Element

from gongkai.data_classes import dataclass
from gongkai.readings._docx_numbering import Numbering
from gongkai.readings._package import Package, attribute, child, local
from gongkai.readings.marks import marked
from gongkai.readings.pieces import (
    MOST_CELLS,
    Doubt,
    Grid,
    Paragraph,
    Picture,
    Piece,
    Pieces,
    SourceCell,
    Spot,
    UnreadableFile,
)

_THROUGH = frozenset(
    ("sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo")
)
"""What stands around content and says nothing."""
_OFF = ("0", "false", "off")
_DEEPEST = 100
_PICTURES = frozenset(("blip", "imagedata", "chart", "relIds", "OLEObject"))


def read_docx(data: bytes) -> Pieces:
    """The pieces of a Word file.

    Raises UnreadableFile.
    """
    package = Package(data, "Word")
    names = package.related("", "officeDocument")
    main = names[0] if names else "word/document.xml"
    document = package.xml(main)
    body = child(document, "body")
    if body is None:
        raise UnreadableFile("不是 Word 文件，或已损坏")
    return _Word(package, main).read(body)


@dataclass(slots=True)
class _Run:
    """What the runs of a paragraph say, and what stands beside them."""

    text: list[str] = field(default_factory=list)
    lifted: list[bool] = field(default_factory=list)
    """Of each text, whether it only stands higher: a mark of a note, unless all of its paragraph does."""
    boxes: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


class _Word:
    def __init__(self, package: Package, main: str) -> None:
        self.package = package
        self.main = main
        styles = self.part("styles")
        self.numbering = Numbering(self.part("numbering"), styles)
        self.hidden_styles = _hidden(styles)
        self.outlines = _outlines(styles)
        self.styles = (
            {attribute(style, "styleId") or "": style for style in styles if local(style) == "style"}
            if styles is not None
            else {}
        )
        self.pieces: list[Piece] = []
        self.doubts: list[Doubt] = []
        self.paragraphs = 0
        self.tables = 0
        self.cells = 0
        self.spot = Spot()
        self.inserted: list[Doubt] = []
        self.deleted: list[Doubt] = []
        self.hidden: list[Doubt] = []

    def part(self, kind: str) -> Element | None:
        names = self.package.related(self.main, kind)
        return self.package.xml(names[0]) if names else None

    def read(self, body: Element) -> Pieces:
        self.blocks(body, self.pieces, 0)
        for kind, name in (("footnotes", "脚注"), ("endnotes", "尾注"), ("comments", "批注")):
            self.notes(kind, name)
        for found, said in (
            (self.inserted, "修订中插入的{}，按接受读入"),
            (self.deleted, "修订中删除的{}，没有读入"),
            (self.hidden, "隐藏的{}，没有读入"),
        ):
            self.doubts += [
                Doubt(said.format(f"“{doubt.text}”" if doubt.text else "一行"), doubt.spot)
                for doubt in _merged(found)
            ]
        return Pieces(tuple(self.pieces), tuple(self.doubts))

    def notes(self, kind: str, name: str) -> None:
        root = self.part(kind)
        for note in root if root is not None else ():
            if attribute(note, "type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            text = " ".join("".join(t.text or "" for t in note.iter() if local(t) == "t").split())
            if text:
                self.doubts.append(Doubt(f"{name}“{text}”没有读入正文"))

    # Blocks.

    def blocks(self, parent: Element, out: list[Piece], depth: int) -> None:
        """The paragraphs and tables of a body, a cell or a text box."""
        if depth > _DEEPEST:
            raise UnreadableFile("Word文件的层次过深，不是年度报告")
        before = ""
        for element in parent:
            name = local(element)
            if name == "p":
                before = self.paragraph(element, out, before, depth)
            elif name == "tbl":
                self.table(element, out, depth)
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    self.blocks(content, out, depth + 1)
            elif name in _THROUGH:
                self.blocks(element, out, depth + 1)
            elif name == "altChunk":
                self.doubts.append(Doubt("文件里嵌入的另一个文件没有读入", self.spot))
        if before:
            out.append(Paragraph(before, self.spot))

    def paragraph(self, element: Element, out: list[Piece], before: str, depth: int) -> str:
        """Read a paragraph. before: the text of one whose end was deleted. Returns its own text where its end was."""
        properties = child(element, "pPr")
        if depth == 0:
            self.paragraphs += 1
            self.spot = Spot(paragraph=self.paragraphs)
        run = _Run()
        self.runs(element, run, depth, is_inserted=False)
        alike = [lifted for lifted, text in zip(run.lifted, run.text, strict=True) if text.strip()]
        is_mark = any(alike) and not all(alike)
        text = "".join(
            marked(text) if lifted and is_mark else text
            for lifted, text in zip(run.lifted, run.text, strict=True)
        )
        if text.strip() or run.pictures:
            # Word numbers no paragraph that is hidden or was deleted whole.
            text = self.numbering.before(properties) + text
        text = before + text
        mark = child(properties, "rPr")
        if child(mark, "del") is not None and not run.boxes:
            return text
        level = self.level(properties)
        # A blank cell of a row that was typed with tabs may be its last.
        out += [
            Paragraph(line.strip(), self.spot, tuple(line.split("\t")) if "\t" in line else (), level=level)
            for line in text.split("\n")
            if line.strip()
        ]
        out += [Picture(picture, self.spot) for picture in run.pictures]
        for box in run.boxes:
            self.blocks(box, out, depth + 1)
        return ""

    def level(self, properties: Element | None) -> int:
        own = attribute(child(properties, "outlineLvl"), "val")
        style = attribute(child(properties, "pStyle"), "val") or ""
        level = _whole(own) if own is not None else self.outlines.get(style, 9)
        return 0 if level > 8 else level + 1

    # Runs.

    def runs(self, parent: Element, run: _Run, depth: int, *, is_inserted: bool) -> None:
        if depth > _DEEPEST:
            raise UnreadableFile("Word文件的层次过深，不是年度报告")
        for element in parent:
            name = local(element)
            if name == "r":
                self.run(element, run, is_inserted=is_inserted)
            elif name in ("del", "moveFrom"):
                text = "".join(t.text or "" for t in element.iter() if local(t) in ("delText", "t"))
                if text.strip():
                    self.deleted.append(Doubt(text, self.spot))
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None and child(element, "sdtPr", "showingPlcHdr") is None:
                    self.runs(content, run, depth + 1, is_inserted=is_inserted)
            elif name in _THROUGH:
                self.runs(element, run, depth + 1, is_inserted=is_inserted or name in ("ins", "moveTo"))
            elif name in ("oMath", "oMathPara"):
                run.text.append("".join(t.text or "" for t in element.iter() if local(t) == "t"))
                run.lifted.append(False)

    def run(self, element: Element, run: _Run, *, is_inserted: bool) -> None:
        texts: list[str] = []
        for part in self.parts_of(element):
            name = local(part)
            if name == "t":
                texts.append(part.text or "")
            elif name in ("tab", "ptab"):
                texts.append("\t")
            elif name in ("br", "cr"):
                texts.append("\n" if attribute(part, "type") in (None, "textWrapping") else "")
            elif name == "noBreakHyphen":
                texts.append("-")
            elif name == "sym":
                code = attribute(part, "char") or ""
                texts.append(_symbol(code))
            elif name == "ruby":
                texts += [
                    t.text or ""
                    for base in part
                    if local(base) == "rubyBase"
                    for t in base.iter()
                    if local(t) == "t"
                ]
            elif name in ("drawing", "pict", "object"):
                self.drawing(part, run)
        text = "".join(texts)
        if self.is_hidden(element):
            if text.strip():
                self.hidden.append(Doubt(text.strip(), self.spot))
            return
        properties = child(element, "rPr")
        style = self.styles.get(attribute(child(properties, "rStyle"), "val") or "")
        if "superscript" in (
            attribute(child(properties, "vertAlign"), "val"),
            attribute(child(style, "rPr", "vertAlign"), "val"),
        ):
            text = marked(text)
        if is_inserted and text.strip():
            self.inserted.append(Doubt(text.strip(), self.spot))
        run.text.append(text)
        run.lifted.append(_whole(attribute(child(properties, "position"), "val")) > 0)

    def parts_of(self, element: Element) -> Iterator[Element]:
        for part in element:
            if local(part) == "AlternateContent":
                # What a new program draws, and beside it the same for an old one.
                choices = [each for each in part if local(each) == "Choice"] or list(part)
                for choice in choices[:1]:
                    yield from choice
            else:
                yield part

    def drawing(self, element: Element, run: _Run) -> None:
        boxes = [each for each in element.iter() if local(each) == "txbxContent"]
        if boxes:
            run.boxes += boxes
        elif any(local(each) in _PICTURES for each in element.iter()):
            described = next((each for each in element.iter() if local(each) in ("docPr", "shape")), None)
            run.pictures.append(attribute(described, "descr") or attribute(described, "alt") or "")

    def is_hidden(self, element: Element) -> bool:
        properties = child(element, "rPr")
        vanish = child(properties, "vanish")
        if vanish is not None:
            return attribute(vanish, "val") not in _OFF
        style = attribute(child(properties, "rStyle"), "val")
        return style in self.hidden_styles

    # Tables.

    def table(self, element: Element, out: list[Piece], depth: int) -> None:
        if depth == 0:
            self.tables += 1
        table_spot = Spot(table=self.tables)
        rows = list(self.rows(element, 0))
        if self.is_frame(rows):
            for row, _ in rows:
                for cell in self.cells_of(row, 0):
                    self.blocks(cell, out, depth + 1)
            return
        laid: list[list[SourceCell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        outer = self.spot
        boxed: list[Piece] = []
        for row, number in rows:
            column = _whole(attribute(child(row, "trPr", "gridBefore"), "val"))
            cells: list[SourceCell] = []
            for cell in self.cells_of(row, 0):
                self.cells += 1
                if self.cells > MOST_CELLS:
                    raise UnreadableFile("表格过大，不是年度报告")
                self.spot = table_spot._replace(row=number + 1, column=column + 1)
                properties = child(cell, "tcPr")
                wide = min(max(_whole(attribute(child(properties, "gridSpan"), "val")), 1), 1000)
                merge = child(properties, "vMerge")
                goes_on = merge is not None and attribute(merge, "val") in (None, "continue")
                beside = child(properties, "hMerge")
                if beside is not None and attribute(beside, "val") in (None, "continue") and cells:
                    last = cells[-1]
                    cells[-1] = SourceCell(last.text, last.row, last.column, last.rows, last.columns + wide)
                    column += wide
                    continue
                text = self.cell(cell, boxed, depth)
                if goes_on and column in open_cells and not text:
                    at, index = open_cells[column]
                    above = laid[at][index]
                    laid[at][index] = SourceCell(
                        above.text, above.row, above.column, len(laid) - at + 1, above.columns
                    )
                else:
                    cells.append(SourceCell(text, len(laid), column, 1, wide))
                    if merge is not None:
                        open_cells[column] = len(laid), len(cells) - 1
                    else:
                        open_cells.pop(column, None)
                column += wide
            laid.append(cells)
        self.spot = outer
        if any(laid):
            out.append(Grid(tuple(map(tuple, laid)), table_spot))
        out += boxed

    def rows(self, parent: Element, depth: int) -> Iterator[tuple[Element, int]]:
        """The rows that are there, numbered; deleted and hidden ones are said."""
        number = 0
        for row in self.within(parent, "tr", depth):
            properties = child(row, "trPr")
            spot = Spot(table=self.tables, row=number + 1)
            text = " ".join("".join(t.text or "" for t in row.iter() if local(t) in ("t", "delText")).split())
            if child(properties, "del") is not None:
                self.deleted.append(Doubt(text, spot))
            elif (hidden := child(properties, "hidden")) is not None and attribute(hidden, "val") not in _OFF:
                self.hidden.append(Doubt(text, spot))
            else:
                if child(properties, "ins") is not None:
                    self.inserted.append(Doubt(text, spot))
                yield row, number
                number += 1

    def cells_of(self, row: Element, depth: int) -> Iterator[Element]:
        for cell in self.within(row, "tc", depth):
            if child(cell, "tcPr", "cellDel") is None:
                yield cell

    def within(self, parent: Element, name: str, depth: int) -> Iterator[Element]:
        """The children of that name, those inside of content controls too."""
        if depth > _DEEPEST:
            raise UnreadableFile("Word文件的层次过深，不是年度报告")
        for element in parent:
            if local(element) == name:
                yield element
            elif local(element) == "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    yield from self.within(content, name, depth + 1)
            elif local(element) in _THROUGH:
                yield from self.within(element, name, depth + 1)

    def is_frame(self, rows: list[tuple[Element, int]]) -> bool:
        """Whether a table is only there to place other things: one column, or real tables in its cells."""
        every = [list(self.cells_of(row, 0)) for row, _ in rows]
        if every and all(len(cells) <= 1 for cells in every):
            return True
        return any(_is_table(nested) for cells in every for cell in cells for nested in _nested(cell))

    def cell(self, cell: Element, boxed: list[Piece], depth: int) -> str:
        inside: list[Piece] = []
        self.blocks(cell, inside, depth + 1)
        texts = []
        for piece in inside:
            if isinstance(piece, Paragraph):
                texts.append(piece.text)
            elif isinstance(piece, Grid):
                texts += [each.text for row in piece.rows for each in row if each.text]
            else:
                boxed.append(piece)
        return "\n".join(texts)


def _nested(cell: Element) -> Iterator[Element]:
    return (each for each in cell.iter() if local(each) == "tbl")


def _is_table(table: Element) -> bool:
    """Whether a nested table is more than a frame around a figure."""
    return sum(1 for each in table.iter() if local(each) == "tc") > 2


def _hidden(styles: Element | None) -> frozenset[str]:
    """The styles of runs that hide their text."""
    found = set()
    for style in styles if styles is not None else ():
        vanish = child(style, "rPr", "vanish")
        if vanish is not None and attribute(vanish, "val") not in _OFF:
            found.add(attribute(style, "styleId") or "")
    return frozenset(found)


def _outlines(styles: Element | None) -> dict[str, int]:
    """The outline level of each style of headings, from 0."""
    found = {}
    for style in styles if styles is not None else ():
        level = attribute(child(style, "pPr", "outlineLvl"), "val")
        if level is not None:
            found[attribute(style, "styleId") or ""] = _whole(level)
    return found


def _merged(doubts: Iterable[Doubt]) -> list[Doubt]:
    """Neighbours at one place as one: Word cuts text into runs at will."""
    found: list[Doubt] = []
    for doubt in doubts:
        if found and found[-1].spot == doubt.spot:
            found[-1] = Doubt(found[-1].text + doubt.text, doubt.spot)
        else:
            found.append(doubt)
    return [Doubt(re.sub(r"\s+", " ", doubt.text)[:200], doubt.spot) for doubt in found]


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    # Fonts of signs have their glyphs in the private area.
    return chr(value) if 0x20 <= value < 0xE000 else ""


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0
