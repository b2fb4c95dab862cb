"""What of our pages is searched: their sentence and their texts by section, of the statutory tables what is not nought."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gongkai.addresses import Page
from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Number
from gongkai.forms import Table
from gongkai.model import Archive
from gongkai.pages import Heading, List, PageContent, Paragraph, SimpleTable, StatutoryTable
from gongkai.pages.plain_text import plain_text
from gongkai.series.key_numbers import short_name
from gongkai.tables import DataCell

_OWN = ("", "note")
"""Kinds of paragraphs that say something; all others lead elsewhere."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with an address of its own."""

    id: str
    """Its anchor; empty for what stands before the first."""
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as it is found."""

    page: Page | None
    """That of a report; None for a page with an address and a title of its own."""
    address: str
    """From the root of the site; empty for a report."""
    title: str
    """Empty for a report with the usual one."""
    sentence: str
    """What the page says at the first glance."""
    numbered: str
    """The 文号."""
    sections: tuple[Section, ...]


def entry_of(content: PageContent, address: str, archive: Archive) -> Entry | None:
    """The entry of a page: of reports, and of pages about other sites. None for those that only list what is elsewhere.

    address: from the root of the site.
    """
    page = content.page
    if page.site:
        return Entry(None, address, content.title, content.description or "", "", tuple(_sections(content)))
    if page.year is None or page.agency is None:
        return None
    report = archive.by_agency[page.agency].get(page.year)
    numbered = report.document_number or "" if report is not None and report.withdrawal is None else ""
    is_usual = content.title == f"{archive.agencies[page.agency].name}{page.year}年政府信息公开工作年度报告"
    title = "" if is_usual else content.title
    return Entry(page, "", title, content.description or "", numbered, tuple(_sections(content)))


def _sections(content: PageContent) -> Iterator[Section]:
    """The opening, then one for each heading of the second level that is searched."""
    id_, heading, texts, is_searched = "", "", list[str](), True
    for block in content.blocks:
        match block:
            case Heading(level=2):
                if is_searched:
                    yield Section(id_, heading, "\n".join(texts))
                id_, heading, texts = block.id, plain_text(block.inlines), []
                is_searched = block.is_searched
            case Heading():
                texts.append(plain_text(block.inlines))
            case Paragraph() if block.kind in _OWN:
                texts.append(plain_text(block.inlines))
            case List():
                texts += map(plain_text, block.items)
            case SimpleTable():
                texts += (" ".join(map(plain_text, row)) for row in (block.header, *block.rows))
            case StatutoryTable():
                texts.append("，".join(_numbers(block)))
            case _:
                pass
    if is_searched:
        yield Section(id_, heading, "\n".join(texts))


def _numbers(block: StatutoryTable) -> Iterator[str]:
    """What is not nought, of rows with a total that alone, those of a group together: 不予公开3件：属于国家秘密1件、…."""
    table = block.grid.table
    filled = (data for data in block.grid.data_cells if data.cell is not None and data.cell.value)
    for group, cells in groupby(filled, lambda data: _group(table, data.name)):
        said = [each for data in cells if (each := _number(table, data)) is not None]
        if group is None or not said:
            yield from (f"{name}{number}{unit}" for name, number, unit in said)
        else:
            listed = "、".join(f"{name}{number}{unit}" for name, number, unit in said)
            yield f"{group}{sum(number for _, number, _ in said)}{said[0][2]}：{listed}"


def _group(table: Table, cell: CellName) -> str | None:
    """The part of a part of the table that a row stands in: 不予公开."""
    path = table.paths[cell.row] if cell.row is not None else ()
    return short_name(path[1]) if len(path) > 2 else None


def _number(table: Table, data: DataCell) -> tuple[str, Number, str] | None:
    """What a cell is called, its number and its unit; None of one that is part of the total of its row."""
    row, column = data.name.row, data.name.column
    if row is None or column is None or data.cell is None or data.cell.value is None:
        return None
    columns = table.block_of(row).column_leaves
    total = next((each.id for each in columns if each.sum), None)
    if total is not None and column != total:
        return None
    of_column = table.column(row, column)
    name = short_name(table.rows[row]) + ("" if total is not None else short_name(of_column))
    return name, data.cell.value, data.cell.unit or table.unit_of(of_column) or ""
