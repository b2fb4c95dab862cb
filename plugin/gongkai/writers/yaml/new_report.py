"""The file of a year that is still to be written: with all that is known, and a place for the rest.

A number that is not known is a blank, never 0; each place for text has a word that the rule placeholder finds. The
file is a draft.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import Form, Header, Layout, Section, Table
from gongkai.model import TO_FILL_IN, Agency, Report, State
from gongkai.model.report_file import FREE_SECTIONS
from gongkai.schema import report_schema_name, schema_address
from gongkai.series import RollUp, Summed, written
from gongkai.writers.yaml.report import publisher
from gongkai.writers.yaml.syntax import block, scalar

MODELINE = "# yaml-language-server: $schema="
"""Begins the line that tells an editor the schema of the file."""
HOW_TO_REACH = (
    "# 网站: {名称: 某某网站, 域名: www.example.gov.cn}",
    "# 联系: {地址: 某某路1号, 邮编: 000000, 电话: 0000-00000000}",
)
"""Of an office that has not said so yet."""
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class NewReport:
    """What is known of a report before it is written."""

    agency: Agency
    year: int
    form: Form
    deadline: datetime.date | None
    """None for a body that no law gives a day."""
    before: Report | None
    """The report of the year before."""
    with_zeros: bool = False
    """Whether 0 stands where nothing is to be expected, by last year, instead of a blank."""
    sums: RollUp | None = None
    """The reports of the subordinates, of which the tables are the sum; of the same form."""

    @property
    def taken_over(self) -> dict[CellName, str]:
        """The numbers carried over from last year, by the cells that take them; none from a withdrawn report, none in a sum."""
        if self.sums is not None or self.before is None or self.before.withdrawal is not None:
            return {}
        left = {taken: self.before.cells.get(cell) for taken, cell in self.form.carried}
        numbers = (State.NUMBER, State.COMPUTED)
        return {taken: cell.text for taken, cell in left.items() if cell is not None and cell.state in numbers}

    @property
    def zeros(self) -> frozenset[tuple[str, str]]:
        """The rows, by table and row, in which last year had nothing but 0; by none where there is no last year."""
        if not self.with_zeros or self.before is None or self.before.withdrawal is not None:
            return frozenset()
        cells = self.before.cells
        return frozenset(
            (table.id, row)
            for table in self.form.tables
            for row, names in table.cells_of.items()
            if all((cell := cells.get(name)) is not None and cell.value == 0 for name in names)
        )


def write_new_report(new: NewReport) -> str:
    """The text of the file."""
    return "\n".join([*_head(new), *_sections(new)]) + "\n"


def _head(new: NewReport) -> Iterator[str]:
    yield f"{MODELINE}{schema_address(report_schema_name(new.form), new.agency.path)}"
    due = f"，应在{new.deadline}前发布" if new.deadline is not None else ""
    yield f"# {new.year}年度报告{due}。"
    if new.sums is not None:
        yield "# 表二至表四是直接下级机关同一年度报告之和；加不起来的格留空 ~，原因写在它的上一行。"
    elif new.form.tables:
        yield "# ~ 是还没有填的数：有数填数，没有发生的填 0。"
        if new.zeros:
            yield "# 上年全行为 0 的各行已填 0，今年有数的改成数。"
    yield f"年度: {new.year}"
    yield "草稿: true    # 写完之后删去这一行，才会发布"
    day = new.deadline or datetime.date(new.year + 1, 1, 31)
    yield f"# 发布日期: {day}    发布时写实际的日期，并删去行首的“# ”"
    agency, before = new.agency, new.before
    website = agency.website or (before.website if before else None)
    contact = agency.contact or (before.contact if before else None)
    yield from publisher(agency.name, website, contact)
    if website is None and contact is None:
        yield "# 本年度的网站和联系方式，写入导语；写上实际的内容，并删去行首的“# ”"
        yield from HOW_TO_REACH


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
    known, doubts = dict(new.taken_over), {}
    if new.sums is not None:
        yield from _of_whom(new.sums)
        known = {name: _summed(summed) for name, summed in new.sums.cells.items()}
        doubts = {name: summed for name, summed in new.sums.cells.items() if summed.doubts}
    for part in table.blocks:
        if table.layout is not Layout.BLOCKS:
            yield f"  # {', '.join(column.key or column.label for column in part.column_leaves)}"
        zeros = {
            name: "0" for row, names in table.cells_of.items() if (table.id, row) in new.zeros for name in names
        }
        yield from _rows(table, part.column_leaves, part.rows, {**zeros, **known}, doubts, "  ")


def _of_whom(sums: RollUp) -> Iterator[str]:
    """Of how many reports a table is the sum, and which are missing."""
    names = "、".join(_one_line(sums.names[agency.path]) for agency, _ in sums.parts)
    yield f"  # {len(sums.parts)}个下级机关之和：{names}"
    if sums.left:
        left = "、".join(f"{_one_line(sums.names[each.agency.path])}（{each.why}）" for each in sums.left)
        yield f"  # 未计入{len(sums.left)}个：{left}"


def _summed(summed: Summed) -> str:
    """A sum as it stands in a row of the file."""
    text = summed.text or "~"
    return text if summed.unit is None else f"{{值: {text}, 单位: {scalar(summed.unit)}}}"


def _doubt(column: Header, summed: Summed) -> str:
    known = "" if summed.known is None else f"，其余合计{written(summed.known)}"
    return f"{column.key or column.label}存疑：{_one_line('、'.join(summed.doubts))}{known}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _rows(
    table: Table,
    columns: tuple[Header, ...],
    rows: Iterable[Header],
    known: Mapping[CellName, str],
    doubts: Mapping[CellName, Summed],
    indent: str,
) -> Iterator[str]:
    for row in rows:
        if row.key is None:
            yield from _rows(table, columns, row.children, known, doubts, indent)
        elif row.children:
            yield f"{indent}{row.key}:"
            yield from _rows(table, columns, row.children, known, doubts, f"{indent}  ")
        else:
            names = [CellName(table.id, row.id, column.id) for column in columns]
            for column, name in zip(columns, names, strict=True):
                if name in doubts:
                    yield f"{indent}# {_doubt(column, doubts[name])}"
            yield f"{indent}{row.key}: {_row(table, columns, [known.get(name, '~') for name in names])}"


def _row(table: Table, columns: tuple[Header, ...], cells: list[str]) -> str:
    if len(cells) == 1:
        return cells[0]
    if table.layout is Layout.BLOCKS:
        given = (f"{column.key}: {cell}" for column, cell in zip(columns, cells, strict=True))
        return f"{{{', '.join(given)}}}"
    return f"[{', '.join(cells)}]"
