"""The page that compares the years of an agency, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from gongkai.addresses import Page
from gongkai.findings import Number
from gongkai.forms import Header, Layout, Table
from gongkai.model import Agency, Archive
from gongkai.pages.blocks import (
    AllRows,
    Block,
    ComparedGroup,
    ComparedRow,
    ComparisonTable,
    Download,
    Downloads,
    Heading,
    Inlines,
    PageContent,
    Paragraph,
    Text,
    Title,
)
from gongkai.pages.dates import newest
from gongkai.pages.doubts import DOUBT
from gongkai.pages.frame import declaration, trail
from gongkai.pages.year_bar import COMPARE, year_bar
from gongkai.pages.years import COMPUTED, LEAST_BASE, MEANINGS, cell, columns, form_name
from gongkai.series import NOTHING, Comparison, Line, Series

SUM_OF_GROUP = "各行之和"


def comparison_page(
    agency: Agency,
    archive: Archive,
    series: Series,
    years: Iterable[int],
    downloads: tuple[Download, ...] = (),
) -> PageContent:
    """The page; of a series with at least two years of numbers. years: those of the agency that have a page."""
    page = Page(agency.path, is_comparison=True)
    newest_form, *older = series.comparisons
    tables = [*_newest(newest_form), *(block for comparison in older for block in _older(comparison))]
    blocks: list[Block] = [
        trail(agency, archive, COMPARE),
        Title(agency.name, COMPARE),
        year_bar(agency.path, years, page, is_compared=True),
        Paragraph(_legend(tables, series), "intro"),
        *([Downloads(downloads)] if downloads else []),
        *([AllRows(quiet)] if (quiet := _quiet(tables)) else []),
        *tables,
        *declaration(agency),
    ]
    day = newest(year.report for year in series.with_numbers if year.report is not None)
    title = f"{agency.name}{COMPARE}"
    return PageContent(page, title, tuple(blocks), day)


def _quiet(blocks: list[Block]) -> int:
    """How many rows no year has a number in."""
    tables = (block for block in blocks if isinstance(block, ComparisonTable))
    return sum(row.is_quiet for table in tables for group in table.groups for row in group.rows)


def _legend(blocks: list[Block], series: Series) -> Inlines:
    """How to read a cell, and the signs that are in use."""
    rows = [r for b in blocks if isinstance(b, ComparisonTable) for group in b.groups for r in group.rows]
    cells = {each for row in rows for each in row.cells}
    used = {text for each in cells for text in (each.text, each.change)}
    used |= {DOUBT for each in cells if each.doubt is not None}
    first, last = series.years[0].year, series.years[-1].year
    text = f"每格为当年的数，小字为比上年的增减，上年的数不小于{LEAST_BASE}的另有百分比（窄屏上略去）；只比口径相同的数。"
    if any(row.points for row in rows):
        text += f"行名旁的线由左到右从{first}年到{last}年，各行比例不同，换用新格式处断开。"
    signs = "；".join(f"“{sign}”{meaning}" for sign, meaning in MEANINGS.items() if sign in used)
    if any("computed" in each.kind for each in cells):
        signs += "；" if signs else ""
        signs += COMPUTED
    return (Text(text + (f"{signs}。" if signs else "")),)


def _newest(comparison: Comparison) -> Iterator[Block]:
    """The tables of the form, over all years, under its own headings."""
    for section in comparison.form.sections:
        lines = [line for line in comparison.lines if line.table.id == section.table]
        if lines:
            yield Heading(2, section.id, (Text(section.label),), is_searched=False)
            yield from _tables(comparison, lines, "")


def _older(comparison: Comparison) -> Iterator[Block]:
    """What only an older form has, over its years."""
    id_ = f"form-{comparison.form.name}"
    yield Heading(2, id_, (Text(f"只有{form_name(comparison.form)}才有的各项"),), is_searched=False)
    for _, lines in groupby(comparison.lines, lambda line: line.table.id):
        yield from _tables(comparison, list(lines), f"{id_}-")


def _tables(comparison: Comparison, lines: list[Line], prefix: str) -> Iterator[ComparisonTable]:
    """The lines of one table of the form; prefix: of their ids."""
    table = lines[0].table
    heads = columns(reversed(comparison.years))
    caption = f"{table.caption}（{table.unit}）" if table.unit else table.caption
    stub = f"{table.caption}各行"
    if table.layout is not Layout.ROWS:
        groups = _by_block(lines) if table.layout is Layout.BLOCKS else _by_case(lines)
        yield ComparisonTable(f"{prefix}{table.id}", caption, stub, heads, tuple(groups))
        return
    # What most readers want is the total; the kinds of applicants are a click away.
    for column in sorted({line.column.id: line.column for line in lines}.values(), key=lambda c: c.sum is None):
        own = [line for line in lines if line.column.id == column.id]
        name = _named(own[0], column)
        yield ComparisonTable(
            f"{prefix}{table.id}-{column.id}",
            f"{caption}　{name}",
            stub,
            heads,
            tuple(_by_part(table, own)),
            "" if column.sum is not None else name,
        )


def _named(line: Line, column: Header) -> str:
    """A column's label after that of its group: 法人或其他组织：商业企业."""
    for top in line.block.columns:
        for group in top.walk():
            if column in group.children and group.short:
                return f"{group.label}：{column.label}"
    return column.label


def _row(line: Line, label: str, kind: str = "", level: int = 0) -> ComparedRow:
    cells = tuple(cell(value, change=True) for value in reversed(line.values))
    return ComparedRow(label, cells, kind, level, _points(line))


def _points(line: Line) -> tuple[Number | None, ...]:
    """Numbers that go into one line: at least two, not all 0, of one unit. One in doubt is none."""
    sure = [value if value.doubt is None else NOTHING for value in line.values]
    numbers = [value.number for value in sure if value.number is not None]
    units = {value.unit for value in sure if value.number is not None}
    return (
        tuple(value.number for value in sure) if len(numbers) > 1 and any(numbers) and len(units) == 1 else ()
    )


def _by_block(lines: list[Line]) -> Iterator[ComparedGroup]:
    for _, own in groupby(lines, lambda line: line.block.id):
        block_lines = list(own)
        rows = (_row(line, f"{line.row.label}：{line.column.label}") for line in block_lines)
        yield ComparedGroup(block_lines[0].block.label or "", tuple(rows))


def _by_case(lines: list[Line]) -> Iterator[ComparedGroup]:
    for _, own in groupby(lines, lambda line: line.row.id):
        case = list(own)
        first = case[0]
        above = "".join(f"{group.label}：" for group in first.groups)
        label = f"{above}{first.row.label}"
        if first.is_sum_of_group:
            label += f"（{SUM_OF_GROUP}）"
        rows = (_row(line, line.column.label, "sum" if line.column.sum is not None else "") for line in case)
        yield ComparedGroup(label, tuple(rows))


def _by_part(table: Table, lines: list[Line]) -> Iterator[ComparedGroup]:
    """Rows that stand in a part of the form (三、本年度办理结果) under its label, the others on their own."""
    closing = table.balance.right if table.balance is not None else ()
    for _, own in groupby(lines, lambda line: line.groups[0].id if line.groups else line.row.id):
        part = list(own)
        rows = []
        for line in part:
            kind = "sum" if line.row.sum is not None or line.row.id in closing else ""
            label = line.row.label
            if line.is_sum_of_group:
                kind = "group"
                label += f"（{SUM_OF_GROUP}）"
            rows.append(_row(line, label, kind, max(len(line.groups) - 1, 0)))
        yield ComparedGroup(part[0].groups[0].label if part[0].groups else "", tuple(rows))
