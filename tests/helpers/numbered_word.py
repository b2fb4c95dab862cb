"""A report as an office types it in Word: its numbers are Word's own, and stand nowhere as text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from gongkai.findings import CellName
from gongkai.forms import Header, Layout, Table
from gongkai.model import Report

_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+\.)")
_LEVELS = (("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


class _Lists:
    """Lists of three levels, each begun anew where it is asked for."""

    def __init__(self, document: Document) -> None:
        self.part = document.part.numbering_part.element
        self.next = 900
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
            for at, (style, text) in enumerate(_LEVELS)
        )
        kind = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        self.part.insert(0, parse_xml(kind))

    def begun(self) -> int:
        """A list that counts from one on all levels."""
        self.next += 1
        starts = "".join(
            f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="1"/></w:lvlOverride>' for at in range(3)
        )
        number = f'<w:num {nsdecls("w")} w:numId="{self.next}"><w:abstractNumId w:val="900"/>{starts}</w:num>'
        self.part.append(parse_xml(number))
        return self.next


def _numbered(paragraph: Paragraph, text: str, number: int) -> None:
    """Write a label, its number by the list."""
    bare = _NUMBER.sub("", text)
    paragraph.add_run(bare)
    if bare == text:
        return
    level = 0 if "、" in text[:4] and not text.startswith("（") else 1 if text.startswith("（") else 2
    properties = paragraph._p.get_or_add_pPr()
    listed = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", number)):
        each = OxmlElement(name)
        each.set(qn("w:val"), str(value))
        listed.append(each)
    properties.append(listed)


def numbered_word(report: Report, texts: Iterable[tuple[str, list[str]]]) -> bytes:
    """The Word file of a report. texts: the paragraphs of each of its sections, by its id."""
    document = docx.Document()
    lists = _Lists(document)
    chapters = lists.begun()
    document.add_paragraph(f"{report.agency_name}{report.year}年政府信息公开工作年度报告")
    lines = dict(texts)
    for section in report.form.sections:
        _numbered(document.add_paragraph(), section.label, chapters)
        items = lists.begun()
        for line in lines.get(section.id, []):
            _numbered(document.add_paragraph(), line, items if _NUMBER.match(line) else chapters)
        if section.table is not None:
            _table(document, report, report.form.table(section.table), lists.begun())
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _table(document: Document, report: Report, table: Table, number: int) -> None:
    figures = {name: cell.text for name, cell in report.cells.items()}
    if table.layout is Layout.BLOCKS:
        width = max(len(block.column_leaves) for block in table.blocks) + 1
        made = document.add_table(0, width)
        for block in table.blocks:
            _fill(made, [(block.label or "", width)])
            span = width - len(block.column_leaves)
            _fill(made, [(block.stub or "", 1), *_spread([c.label for c in block.column_leaves], span)])
            for row in block.row_leaves:
                texts = [figures[name] for name in table.cells_of[row.id]]
                _fill(made, [(row.label, 1), *_spread(texts, span)])
        return
    (block,) = table.blocks
    if table.layout is Layout.CASES:
        count = len(block.column_leaves)
        made = document.add_table(0, count * len(block.row_leaves))
        _fill(made, [(head.label, len(head.leaves) * count) for head in block.rows])
        below = [top.children or (None,) for top in block.rows]
        _fill(made, [(head.label if head else "", count) for heads in below for head in heads])
        _fill(made, [(column.label, 1) for _ in block.row_leaves for column in block.column_leaves])
        _fill(made, [(figures[name], 1) for name in table.cells])
        made.cell(0, 0).merge(made.cell(1, count - 1))
        return
    made = document.add_table(0, 3 + len(block.column_leaves))
    _fill(made, [(table.corner or "", 3), *((column.label, 1) for column in block.column_leaves)])
    before: tuple[Header, ...] = ()
    begun: dict[Header, _Cell] = {}
    for path in _paths(block.rows, ()):
        cells = made.add_row().cells
        for depth, header in enumerate(path):
            last = 2 if header is path[-1] else depth
            own = cells[depth].merge(cells[last]) if last > depth else cells[depth]
            if depth < len(before) and before[depth] is header:
                begun[header].merge(own)
            else:
                begun[header] = own
                _numbered(own.paragraphs[0], header.label, number)
        for cell, name in zip(cells[3:], table.cells_of[path[-1].id], strict=True):
            cell.paragraphs[0].add_run(figures[CellName(*name)])
        before = path


def _spread(texts: list[str], span: int) -> list[tuple[str, int]]:
    return [*((text, 1) for text in texts[:-1]), (texts[-1], span)]


def _fill(table: WordTable, texts: list[tuple[str, int]]) -> None:
    """A row of texts over so many columns."""
    cells = table.add_row().cells  # type: ignore[no-untyped-call]
    at = 0
    for text, wide in texts:
        cell = cells[at].merge(cells[at + wide - 1]) if wide > 1 else cells[at]
        cell.paragraphs[0].add_run(text)
        at += wide


def _paths(headers: Iterable[Header], above: tuple[Header, ...]) -> Iterator[tuple[Header, ...]]:
    for header in headers:
        if header.children:
            yield from _paths(header.children, (*above, header))
        else:
            yield (*above, header)
