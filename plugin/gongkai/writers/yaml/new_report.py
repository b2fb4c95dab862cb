"""The file of a year that is still to be written: with all that is known, and a place for the rest.

A number that is not known is a blank, never 0; each place for text has a word that the rule placeholder finds. The
file is a draft.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.findings import CellName
from gongkai.forms import Form, Header, Layout, Section, Table
from gongkai.model import Agency, Report, State
from gongkai.model.report_file import FREE_SECTIONS
from gongkai.schema import report_schema_name, schema_address
from gongkai.writers.yaml.report import publisher
from gongkai.writers.yaml.syntax import block

MODELINE = "# yaml-language-server: $schema="
"""Begins the line that tells an editor the schema of the file."""
TO_FILL_IN = "（待填写）"
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class NewReport:
    """What is known of a report before it is written."""

    agency: Agency
    year: int
    form: Form
    deadline: datetime.date
    before: Report | None
    """The report of the year before."""

    @property
    def taken_over(self) -> dict[CellName, str]:
        """The numbers carried over from last year, by the cells that take them; none from a withdrawn report."""
        if self.before is None or self.before.withdrawal is not None:
            return {}
        left = {taken: self.before.cells.get(cell) for taken, cell in self.form.carried}
        numbers = (State.NUMBER, State.COMPUTED)
        return {taken: cell.text for taken, cell in left.items() if cell is not None and cell.state in numbers}


def write_new_report(new: NewReport) -> str:
    """The text of the file."""
    return "\n".join([*_head(new), *_sections(new)]) + "\n"


def _head(new: NewReport) -> Iterator[str]:
    yield f"{MODELINE}{schema_address(report_schema_name(new.form), new.agency.path)}"
    yield f"# {new.year}年度报告，应在{new.deadline}前发布。"
    if new.form.tables:
        yield "# ~ 是还没有填的数：有数填数，没有发生的填 0。"
    yield f"年度: {new.year}"
    yield "草稿: true    # 写完之后删去这一行，才会发布"
    yield f"# 发布日期: {new.deadline}    发布时写实际的日期，并删去行首的“# ”"
    agency, before = new.agency, new.before
    website = agency.website or (before.website if before else None)
    contact = agency.contact or (before.contact if before else None)
    yield from publisher(agency.name, website, contact)


def _sections(new: NewReport) -> Iterator[str]:
    for section in new.form.sections:
        yield ""
        if section.guide:
            yield f"# {section.label}：{section.guide}"
        if section.table is None:
            yield from block(section.key, _outline(section), "")
        else:
            yield f"{section.key}:"
            yield from _table(new, new.form.table(section.table))
    if new.form.is_free:
        yield ""
        yield "# 按报告自己的章节写，一章一个标题"
        yield f"{FREE_SECTIONS}:"
        yield "  - 标题: 概述"
        yield from block("内容", (TO_FILL_IN,), "    ")


def _outline(section: Section) -> Iterator[str]:
    """The usual headings, and a line to fill in below each."""
    for numeral, heading in zip(_NUMERALS, section.outline, strict=False):
        yield f"（{numeral}）{heading}"
        yield TO_FILL_IN
    if not section.outline:
        yield TO_FILL_IN


def _table(new: NewReport, table: Table) -> Iterator[str]:
    for part in table.blocks:
        if table.layout is not Layout.BLOCKS:
            yield f"  # {', '.join(column.key or column.label for column in part.column_leaves)}"
        yield from _rows(table, part.column_leaves, part.rows, new.taken_over, "  ")


def _rows(
    table: Table, columns: tuple[Header, ...], rows: Iterable[Header], known: dict[CellName, str], indent: str
) -> Iterator[str]:
    for row in rows:
        if row.key is None:
            yield from _rows(table, columns, row.children, known, indent)
        elif row.children:
            yield f"{indent}{row.key}:"
            yield from _rows(table, columns, row.children, known, f"{indent}  ")
        else:
            cells = [known.get(CellName(table.id, row.id, column.id), "~") for column in columns]
            yield f"{indent}{row.key}: {_row(table, columns, cells)}"


def _row(table: Table, columns: tuple[Header, ...], cells: list[str]) -> str:
    if len(cells) == 1:
        return cells[0]
    if table.layout is Layout.BLOCKS:
        given = (f"{column.key}: {cell}" for column, cell in zip(columns, cells, strict=True))
        return f"{{{', '.join(given)}}}"
    return f"[{', '.join(cells)}]"
