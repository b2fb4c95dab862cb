"""The body of a Word file as WordprocessingML (ISO/IEC 29500-1), from the plain values of paper.py.

Written as text: building each cell through python-docx takes seconds for the tables of one report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from html import escape
from typing import Any, assert_never

from gongkai.data_classes import dataclass
from gongkai.writers.office.paper import WIDTH, BlockKind, Data, InlineKind

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{_W}" xmlns:r="{_R}"'

TWIPS = 1440 / 25.4
"""Twips a millimetre."""
MARGIN = 28
"""Twips around the text of a cell. Word's own 108 would leave one character a line in narrow columns."""
_HEITI = '<w:rFonts w:eastAsia="黑体"/>'
_KAITI = '<w:rFonts w:eastAsia="楷体_GB2312"/>'
_CENTRED = '<w:jc w:val="center"/>'
_SIGNATURE = '<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>'


@dataclass(slots=True)
class DocxXml:
    """Writes the body of one file."""

    link: Callable[[str], str]
    """The id of the relationship to an address of the web."""
    picture: Callable[[str, str], str | None]
    """The XML of a picture by the name of its file and its text; None where Word cannot show it."""
    marks: int = field(default=0)
    """How many bookmarks there are so far: each wants a number."""

    def body(self, title: Sequence[str], blocks: Iterable[Data], remark: str = "") -> str:
        """All blocks. title: the lines of the title; remark: what stands under it."""
        return "".join(part for block in blocks for part in self.block(block, title, remark))

    def block(self, block: Data, title: Sequence[str], remark: str) -> Iterator[str]:
        """A block as paragraphs and tables."""
        kind: BlockKind = block["kind"]
        match kind:
            case "title":
                yield _p("Title", self.text("\n".join(title)))
                if remark:
                    yield _p("Normal", self.text(remark, _KAITI), _CENTRED)
                yield _p("Normal", "")
            case "facts":
                yield from (_p("NoteText", self.text(line), _CENTRED) for line in block["lines"])
                yield _p("Normal", "")
            case "heading":
                yield _p(f"Heading{block['level']}", self.inlines(block["inlines"]))
            case "paragraph":
                yield _p("BodyText", self.inlines(block["inlines"]))
            case "note":
                yield _p("NoteText", self.inlines(block["inlines"]))
            case "letterhead":
                yield _p("Normal", self.inlines(block["inlines"]), _CENTRED)
            case "signature":
                yield _p("Normal", self.inlines(block["inlines"]), _SIGNATURE)
            case "list":
                yield from (_p("BodyText", self.text("· ") + self.inlines(item)) for item in block["items"])
            case "image":
                yield _p("NoteText", self.image(block), _CENTRED)
            case "notice":
                yield from self.notice(block)
            case "simple":
                yield self.simple(block)
                yield _p("NoteText", "")
            case "statutory":
                yield from self.statutory(block)
            case _:
                assert_never(kind)

    def image(self, block: Data) -> str:
        """A picture, or its text where Word cannot show it."""
        shown = self.picture(block["file"], block["text"])
        return f"<w:r><w:drawing>{shown}</w:drawing></w:r>" if shown else self.text(f"〔图：{block['text']}〕")

    def notice(self, block: Data) -> Iterator[str]:
        """A box of paragraphs."""
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right")
        )
        box = f"<w:pBdr>{sides}</w:pBdr>"
        yield _p("NoteText", self.anchored(block["id"], self.text(block["title"], _HEITI)), box)
        yield from (_p("NoteText", self.inlines(inlines), box) for inlines in block["paragraphs"])
        yield _p("NoteText", "")

    def simple(self, block: Data) -> str:
        """A table with one header row."""
        whole = sum(block["widths"])
        widths = [round(WIDTH * TWIPS * share / whole) for share in block["widths"]]
        rows = [block["header"], *block["rows"]]
        cells = [
            [
                _tc(width, _p("TableText", self.inlines(cell, _HEITI if number == 0 else ""), _CENTRED))
                for width, cell in zip(widths, row, strict=True)
            ]
            for number, row in enumerate(rows)
        ]
        return _table(
            widths, "", (_tr("".join(row), is_header=number == 0) for number, row in enumerate(cells))
        )

    def statutory(self, block: Data) -> Iterator[str]:
        """A table of the form: its caption, itself, and what stands under it."""
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{round(WIDTH * TWIPS)}"/></w:tabs>'
        unit = "<w:r><w:tab/></w:r>" + self.text(block["unit"]) if block["unit"] else ""
        yield _p("Caption", self.text(block["title"]) + self.inlines(block["title-marks"]) + unit, tab)
        widths = _widths(block["widths"])
        rows: list[str] = []
        parts = block["parts"]
        size = f'<w:sz w:val="{round(block["size"] * 2)}"/>'
        for number, part in enumerate(parts):
            placed = _placed([*part["header"], *part["rows"]], len(widths))
            for row_number, row in enumerate(placed):
                is_header = number == 0 and row_number < len(part["header"])
                is_last = number == len(parts) - 1 and row_number == len(placed) - 1
                hold = "" if block["repeats"] or is_last else "<w:keepNext/>"
                cells = (
                    self.cell(cell, start, widths, size, hold, is_first=is_first)
                    for cell, start, is_first in row
                )
                rows.append(_tr("".join(cells), is_header=is_header))
        yield _table(widths, block["title"], rows)
        for note in block["notes"]:
            sign = self.text(f"{note['sign']} ") if note["sign"] else ""
            yield _p("NoteText", self.anchored(note["id"], sign + self.inlines(note["inlines"])))
        yield _p("NoteText", "")

    def cell(self, cell: Data, start: int, widths: list[int], size: str, hold: str, *, is_first: bool) -> str:
        """A cell of a statutory table; below the first row of a tall cell, its empty continuation."""
        width = sum(widths[start : start + cell["columns"]])
        span = f'<w:gridSpan w:val="{cell["columns"]}"/>' if cell["columns"] > 1 else ""
        merge = "" if cell["rows"] == 1 else '<w:vMerge w:val="restart"/>' if is_first else "<w:vMerge/>"
        content = ""
        if is_first:
            face = _HEITI if cell["kind"] == "head" else ""
            dotted = '<w:u w:val="dotted"/>' if cell["computed"] else ""
            content = self.anchored(
                cell["id"], self.text(cell["text"], face + size + dotted) + self.inlines(cell["marks"])
            )
        side = "" if cell["kind"] == "label" else _CENTRED
        return _tc(width, _p("TableText", content, hold + side), span + merge)

    def inlines(self, inlines: Iterable[Any], look: str = "") -> str:
        """Inlines as runs. look: properties of all of them, in the order that the schema wants."""
        return "".join(self.inline(inline, look) for inline in inlines)

    def inline(self, inline: Any, look: str = "") -> str:
        """An inline as runs."""
        kind: InlineKind = inline[0]
        rest = inline[1:]
        match kind:
            case "text":
                return self.text(rest[0], look)
            case "strong":
                return self.inlines(rest[0], _HEITI)
            case "run-in":
                return self.inlines(rest[0], _KAITI)
            case "link":
                return f'<w:hyperlink r:id="{self.link(rest[0])}">{self.inlines(rest[1], look)}</w:hyperlink>'
            case "jump":
                return _jump(rest[0], self.inlines(rest[1], look))
            case "mark":
                sign, id_, target = rest
                raised = self.text(sign, '<w:vertAlign w:val="superscript"/>')
                return self.anchored(id_, _jump(target, raised))
            case _:
                assert_never(kind)

    def text(self, text: str, look: str = "") -> str:
        """A text as a run; it is literal."""
        if not text:
            return ""
        lines = (f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n"))
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"

    def anchored(self, id_: str | None, runs: str) -> str:
        """Runs with a bookmark around them."""
        if id_ is None:
            return runs
        self.marks += 1
        name = _attribute(_name(id_))
        return f'<w:bookmarkStart w:id="{self.marks}" w:name={name}/>{runs}<w:bookmarkEnd w:id="{self.marks}"/>'


def _jump(id_: str, runs: str) -> str:
    return f"<w:hyperlink w:anchor={_attribute(_name(id_))}>{runs}</w:hyperlink>"


def _name(id_: str) -> str:
    """A bookmark's name: letters, digits and _, 40 characters at most."""
    return f"b_{id_.replace('-', '_')}"[:40]


def _p(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _tc(width: int, content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def _tr(cells: str, *, is_header: bool) -> str:
    header = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"


def _table(widths: Sequence[int], caption: str, rows: Iterable[str]) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    margins = "".join(f'<w:{side} w:w="{MARGIN}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    described = f"<w:tblCaption w:val={_attribute(caption)}/>" if caption else ""
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>{described}'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _widths(widths: Sequence[float | None]) -> list[int]:
    """Twips of each column; what is left is shared by those without a width of their own."""
    shares = sum(width is None for width in widths)
    left = WIDTH - sum(width for width in widths if width is not None)
    return [round(TWIPS * (left / shares if width is None else width)) for width in widths]


def _placed(rows: Sequence[Sequence[Data]], width: int) -> list[list[tuple[Data, int, bool]]]:
    """For each row its cells from the left: the cell, its first column, whether this is its first row."""
    placed: list[list[tuple[Data, int, bool]]] = []
    tall: dict[int, tuple[Data, int]] = {}
    for row in rows:
        cells = iter(row)
        line: list[tuple[Data, int, bool]] = []
        column = 0
        while column < width:
            if column in tall:
                cell, left = tall.pop(column)
                line.append((cell, column, False))
            else:
                cell = next(cells)
                left = cell["rows"]
                line.append((cell, column, True))
            if left > 1:
                tall[column] = (cell, left - 1)
            column += cell["columns"]
        placed.append(line)
    return placed


def _attribute(value: str) -> str:
    return f'"{escape(value)}"'
