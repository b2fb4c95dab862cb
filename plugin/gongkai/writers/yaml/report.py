"""A report as the YAML that an editor would keep of it: what `read_archive` reads as the same report.

Name, website and contact are those of the year, so that the file stays right when the agency's own change. A computed
total is left out, as it was; a cell that could not be read is left out too, and found missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.findings import CellName
from gongkai.forms import Block, Header, Layout, Table, path_of, statutory_forms
from gongkai.model import Cell, Contact, Date, FreeSection, Report, State, Website
from gongkai.model.agency import CONTACT_KEYS
from gongkai.model.report_file import OWN_HEADINGS
from gongkai.model.rows import EXTRA_BLOCK, EXTRA_CELLS, EXTRA_LABEL, EXTRA_ROWS, TABLE_TEXT
from gongkai.prose import Narrative
from gongkai.writers.yaml.aligned import Row, aligned
from gongkai.writers.yaml.narrative import typed
from gongkai.writers.yaml.syntax import block, item, mapping, scalar


def write_yaml(report: Report) -> str:
    """The text of the report's file."""
    return "\n".join([*_head(report), *_sections(report), *_end(report)]) + "\n"


def _head(report: Report) -> Iterator[str]:
    yield f"年度: {report.year}"
    usual = next((form for form in statutory_forms() if form.covers(report.year)), None)
    if usual is None or usual.name != report.form.name:
        yield f"格式: {report.form.name}"
    yield from publisher(report.agency_name, report.website, report.contact)
    for key, value in (
        ("抬头", report.letterhead),
        ("标题", report.title),
        ("文号", report.document_number),
        ("索引号", report.index_number),
        ("来源", report.origin),
        ("签发人", report.signer),
    ):
        if value is not None:
            yield f"{key}: {scalar(value)}"
    for key, date in (("发布日期", report.published), ("成文日期", report.written)):
        if date is not None:
            yield f"{key}: {_date(date)}"
    if report.own_period is not None:
        yield f"统计期限: {{起: {report.own_period.first}, 止: {report.own_period.last}}}"
    if report.draft:
        yield "草稿: true"
    if report.without_preamble:
        yield "导语: 无"
    if report.preamble is not None:
        yield from _narrative("导语", report.preamble)


def publisher(name: str, website: Website | None, contact: Contact | None) -> Iterator[str]:
    """Who publishes a report, as it was that year."""
    yield f"名称: {scalar(name)}"
    if website is not None:
        yield f"网站: {mapping((('名称', website.name), ('域名', website.domain), ('标识码', website.code)))}"
    if contact is not None:
        values = (contact.address, contact.postcode, contact.telephone, contact.fax, contact.email)
        yield f"联系: {mapping(zip(CONTACT_KEYS, values, strict=True))}"


def _sections(report: Report) -> Iterator[str]:
    if report.own_headings:
        sections = [section for section in report.form.sections if section.id in report.own_headings]
        own = ((s.number, report.own_headings[s.id].text.removeprefix(f"{s.number}、")) for s in sections)
        yield f"{OWN_HEADINGS}: {mapping(own)}"
    for section in report.form.sections:
        if section.id not in report.section_places:
            continue
        if section.table is None:
            yield from _narrative(section.key, report.narratives[section.id])
        else:
            yield f"{section.key}:"
            if section.id in report.narratives:
                yield from _narrative(TABLE_TEXT, report.narratives[section.id], "  ")
            yield from aligned(_table(report, report.form.table(section.table)))
    if report.free_sections:
        yield "章节:"
        for free in report.free_sections:
            yield from _free_section(free)


def _end(report: Report) -> Iterator[str]:
    if report.signature is not None:
        lines = report.signature.split("\n")
        yield from block("落款", lines, "") if len(lines) > 1 else (f"落款: {scalar(report.signature)}",)
    if report.corrections:
        yield "更正:"
        for correction in report.corrections:
            path = path_of(report.form, correction.cells)
            where = None if path is None else scalar(path)
            told = scalar(correction.explanation)
            kept = _optional(correction.original)
            yield from item(
                (("日期", _date(correction.date)), ("位置", where), ("说明", told), ("原文件", kept))
            )
    if report.attachments:
        yield "附件:"
        for attachment in report.attachments:
            yield from item((("文件", scalar(attachment.file)), ("说明", _optional(attachment.explanation))))
    if report.remarks:
        yield "核对说明:"
        for remark in report.remarks:
            yield from item(
                (
                    ("规则", scalar(remark.rule)),
                    ("位置", _optional(remark.location)),
                    ("列", _list(remark.columns) if remark.columns else None),
                    ("处数", None if remark.count is None else str(remark.count)),
                    ("现值", _optional(remark.value)),
                    ("原因", _optional(remark.reason)),
                    ("公开", "true" if remark.public else None),
                )
            )
    if report.original_address is not None:
        yield f"原址: {scalar(report.original_address)}"
    if report.former_addresses:
        paths = ", ".join(scalar(former.path) for former in report.former_addresses)
        yield f"曾用地址: [{paths}]"
    if report.withdrawal is not None:
        yield "撤回:"
        yield f"  日期: {_date(report.withdrawal.date)}"
        yield f"  说明: {scalar(report.withdrawal.explanation)}"


def _date(date: Date) -> str:
    return f"{date.day}" if date.time is None else f"{date.day} {date.time:%H:%M}"


def _optional(text: str | None) -> str | None:
    return None if text is None else scalar(text)


def _narrative(key: str, narrative: Narrative, indent: str = "") -> Iterator[str]:
    return block(key, typed(narrative), indent)


def _free_section(section: FreeSection) -> Iterator[str]:
    yield f"  - 标题: {scalar(section.title)}"
    if section.narrative is not None:
        yield from _narrative("内容", section.narrative, "    ")
    if section.table is not None:
        yield "    表:"
        yield f"      列: {_list(section.table.columns)}"
        yield "      行:" if section.table.rows else "      行: []"
        yield from (f"        - {_list(row)}" for row in section.table.rows)


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(scalar, texts))}]"


def _table(report: Report, table: Table) -> Iterator[str | Row]:
    if table.id in report.table_notes:
        yield f"  表注: {scalar(report.table_notes[table.id])}"
    for part in table.blocks:
        if table.layout is not Layout.BLOCKS:
            yield f"  # {', '.join(column.key or column.label for column in part.column_leaves)}"
        yield from _rows(report, table, part, part.rows, "  ")
    yield from _extra_rows(report, table, None, "  ")


def _rows(
    report: Report, table: Table, part: Block, headers: Iterable[Header], indent: str
) -> Iterator[str | Row]:
    for header in headers:
        if header.is_extra:
            continue
        if header.key is None:
            yield from _rows(report, table, part, header.children, indent)
        elif header.children:
            below = list(_rows(report, table, part, header.children, f"{indent}  "))
            below += _extra_rows(report, table, header.id, f"{indent}  ")
            yield from (f"{indent}{header.key}:", *below) if below else ()
        else:
            names = [CellName(table.id, header.id, column.id) for column in part.column_leaves]
            cells = [report.cells.get(name) for name in names]
            if any(cells) and not _is_left_out(names, cells):
                is_mapping = table.layout is Layout.BLOCKS
                yield _row(f"{indent}{header.key}", part.column_leaves, cells, is_mapping=is_mapping)


def _extra_rows(report: Report, table: Table, group: str | None, indent: str) -> Iterator[str]:
    """The rows that the form does not have, of a group or of none."""
    rows = [(id_, row) for id_, row in report.form.extra if (row.table, row.group) == (table.id, group)]
    if rows:
        yield f"{indent}{EXTRA_ROWS}:"
    for id_, row in rows:
        part = table.block_of(id_)
        cells = [report.cells.get(CellName(table.id, id_, column.id)) for column in part.column_leaves]
        where = part.label if group is None and len(table.blocks) > 1 else None
        given = [(EXTRA_LABEL, scalar(row.label)), (EXTRA_BLOCK, scalar(where) if where else None)]
        if any(cells):
            is_mapping = table.layout is Layout.BLOCKS
            written = _row("", part.column_leaves, cells, is_mapping=is_mapping)
            given.append((EXTRA_CELLS, next(aligned((written,))).removeprefix(": ")))
        yield from (f"{indent}{line.removeprefix('  ')}" for line in item(given))


def _is_left_out(names: list[CellName], cells: list[Cell | None]) -> bool:
    """Whether a row was left out in the file and summed up down the columns."""
    return any(
        cell is not None and cell.addends and cell.addends[0].row != name.row
        for name, cell in zip(names, cells, strict=True)
    )


def _row(start: str, columns: tuple[Header, ...], cells: list[Cell | None], *, is_mapping: bool) -> Row:
    """A list, or a mapping by column where that is usual, or where a cell is left out."""
    if len(columns) == 1 and cells[0] is not None:
        return Row(start, (cell_text(cells[0]),), is_lone=True)
    given = [
        (column.key or column.label, cell_text(cell))
        for column, cell in zip(columns, cells, strict=True)
        if cell is not None and cell.state is not State.COMPUTED
    ]
    has_keys = is_mapping or len(given) < len(columns)
    return Row(start, tuple(text for _, text in given), tuple(key for key, _ in given) if has_keys else ())


def cell_text(cell: Cell) -> str:
    """A cell as it stands in a row of the file."""
    if cell.state is State.TEXT:
        parts = [f"原文: {scalar(cell.text)}"]
    else:
        parts = [f"值: {_number(cell)}"] if cell.note is not None or cell.unit is not None else []
    if cell.unit is not None:
        parts.append(f"单位: {scalar(cell.unit)}")
    if cell.note is not None:
        parts.append(f"注: {scalar(cell.note)}")
    return f"{{{', '.join(parts)}}}" if parts else _number(cell)


def _number(cell: Cell) -> str:
    if cell.state is State.BLANK:
        return "~"
    return cell.text if cell.text[:1] in ("+", "-", "/") else scalar(cell.text)
