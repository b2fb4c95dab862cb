"""The JSON Schema of a report's file, for each form: sections, rows and columns from the form itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.findings import CellName
from gongkai.forms import Block, Form, Header, Quantity, Table, label
from gongkai.model.report_file import FREE_SECTIONS, OWN_HEADINGS
from gongkai.model.rows import (
    EXTRA_BLOCK,
    EXTRA_CELLS,
    EXTRA_LABEL,
    EXTRA_ROWS,
    TABLE_NOTE,
    TABLE_TEXT,
    may_have_more,
)
from gongkai.schema.general import general_keys
from gongkai.schema.parts import DIALECT, SAID, TEXT, Schema, closed, listed, told

_PATTERNS = {
    Quantity.COUNT: r"(0|[1-9][0-9]*)",
    Quantity.AMOUNT: r"(0|[1-9][0-9]*)(\.[0-9]+)?",
    Quantity.CHANGE: r"[+-]?(0|[1-9][0-9]*)",
}
_KINDS = {
    Quantity.COUNT: "不带单位的整数",
    Quantity.AMOUNT: "金额，可有小数",
    Quantity.CHANGE: "整数，可带正负号",
}
_ELSEWHERE = ("附件", "原址", "撤回")
"""What a report may have instead of its sections."""


def report_schema(form: Form) -> Schema:
    """The file of a report of that form."""
    years = f"{form.first_year}至{form.last_year}年度" if form.last_year else f"{form.first_year}年度起"
    sections = {FREE_SECTIONS: _free_sections()} if form.is_free else dict(_sections(form))
    headings = {} if form.is_free else {OWN_HEADINGS: _own_headings(form)}
    schema = closed({**general_keys(form.name), **headings, **sections}, ("年度",))
    return {
        "$schema": DIALECT,
        "title": f"政府信息公开工作年度报告（{form.name}格式，{years}）",
        "description": f"依据：{form.notice}。" if form.notice else "没有统一格式，按机关自己的章节写。",
        **schema,
        "allOf": list(_content(tuple(sections))),
        "$defs": dict(_rows(form)),
    }


def _content(sections: tuple[str, ...]) -> Iterator[Schema]:
    """All sections, or none and something that stands for them; 原址 only without them."""
    none: Schema = {"not": {"anyOf": [{"required": [key]} for key in sections]}}
    elsewhere = {"anyOf": [{"required": [key]} for key in _ELSEWHERE]}
    yield {"if": {"not": {"allOf": [none, elsewhere]}}, "then": {"required": list(sections)}}
    yield {"if": {"required": ["原址"]}, "then": none}


def _sections(form: Form) -> Iterator[tuple[str, Schema]]:
    for section in form.sections:
        if section.table is None:
            outline = f"。常用的小标题：{'、'.join(section.outline)}" if section.outline else ""
            schema = TEXT
            help_ = f"{section.guide or '正文'}{outline}"
        else:
            table = form.table(section.table)
            note = told(TEXT, "整张表的说明，显示在表下", "表注")
            tops = [top for block in table.blocks for top in block.rows]
            text = told(TEXT, "表格之前的文字，每行一段", "正文")
            schema = _level(form, table, tops, {TABLE_NOTE: note, TABLE_TEXT: text})
            help_ = section.guide or table.caption
        yield section.key, told(schema, help_, section.label)


def _own_headings(form: Form) -> Schema:
    sections = {section.number: told(SAID, section.title, section.label) for section in form.sections}
    return told(closed(sections), "只在标题与格式不同时才写：第几部分，用的什么标题", "章节标题")


def _level(form: Form, table: Table, headers: Iterable[Header], more: dict[str, Schema]) -> Schema:
    """The rows and groups below one key; a total row may be left out."""
    keyed = tuple(_keyed(headers))
    if may_have_more(table):
        more = {**more, EXTRA_ROWS: _extra_rows(table, is_top=bool(more))}
    properties = {row.key or "": _row_or_group(form, table, row) for row in keyed}
    return closed({**properties, **more}, (row.key or "" for row in keyed if row.sum is None))


def _extra_rows(table: Table, *, is_top: bool) -> Schema:
    """The rows that the form does not have."""
    rows = [_ref(_name(table, block)) for block in table.blocks]
    item = {
        EXTRA_LABEL: told(SAID, "这一行在报告上的名称", "标签"),
        EXTRA_CELLS: told({"anyOf": rows} if len(rows) > 1 else rows[0], "这一行的数，照这一项的列填", "数"),
    }
    if is_top and len(rows) > 1:
        labels = [block.label for block in table.blocks]
        item[EXTRA_BLOCK] = told({"enum": labels}, "在哪一项里，显示在它的最后一行", "所属")
    told_ = "格式没有、报告自己加的行：显示在最后，不计入合计，不与别的报告比较"
    return told(listed(closed(item, (EXTRA_LABEL, EXTRA_CELLS))), told_, "其他行")


def _keyed(headers: Iterable[Header]) -> Iterator[Header]:
    """The headers that have a key; a group without one lends its children's."""
    for header in headers:
        if header.key is None:
            yield from _keyed(header.children)
        else:
            yield header


def _row_or_group(form: Form, table: Table, header: Header) -> Schema:
    block = table.block_of(header.id)
    where = label(form, CellName(table.id, header.id))
    row = _ref(_name(table, block))
    if not header.children:
        total = f"；{header.sum.formula}，可以不写" if header.sum else ""
        return told(row, f"{where}，填{_columns(table, block)}{total}", header.label)
    group = _level(form, table, header.children, {})
    if header.mergeable:
        return told({"anyOf": [group, row]}, f"{where}；报告里只有一行的照一行写", header.label)
    return told(group, where, header.label)


def _columns(table: Table, block: Block) -> str:
    names = "、".join(column.key or column.label for column in block.column_leaves)
    unit = f"（单位：{unit}）" if (unit := table.unit_of(block.column_leaves[0])) else ""
    return f"：{names}{unit}" if len(block.column_leaves) > 1 else f"“{names}”{unit}"


def _rows(form: Form) -> Iterator[tuple[str, Schema]]:
    """The cells and the rows of each block, by the names that `$ref` knows them by."""
    for table in form.tables:
        for block in table.blocks:
            yield _name(table, block), _row(table, block)
            yield from ((_name(table, block, column), _cell(table, column)) for column in block.column_leaves)


def _name(table: Table, block: Block, column: Header | None = None) -> str:
    return "-".join((table.id, block.id, *((column.id,) if column else ())))


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _row(table: Table, block: Block) -> Schema:
    """A row: a list of as many cells as there are columns, or a mapping by column; the one cell of a single column."""
    columns = block.column_leaves
    cells = {column.key or "": _ref(_name(table, block, column)) for column in columns}
    by_name = closed(cells, (column.key or "" for column in columns if column.sum is None))
    # No `items: false` with the number of items: an editor that knows no prefixItems would refuse every list.
    by_place: Schema = {
        "prefixItems": list(cells.values()),
        "minItems": len(columns),
        "maxItems": len(columns),
    }
    if len(columns) > 1:
        return {**by_place, **by_name, "type": ["array", "object", "null"]}
    # One schema and no choice between three: editors show the help of a choice in place of the row's own.
    cell = _cell_value(columns[0])
    properties = {**cell["properties"], **cells}
    return {
        **cell,
        "properties": properties,
        "then": _one_of("值", "原文", *cells),
    }


def _cell(table: Table, column: Header) -> Schema:
    """A cell, with what its column is called."""
    unit = f"，单位：{unit}" if (unit := table.unit_of(column)) else ""
    total = f"；{column.sum.formula}" if column.sum else ""
    help_ = f"{_KINDS[column.quantity]}{unit}{total}。空白写 ~，斜线写 /"
    return told(_cell_value(column), help_, column.label)


def _cell_value(column: Header) -> Schema:
    """A number, a blank, a stroke, or one of these with its note."""
    number: Schema = {
        "type": ["number" if column.quantity is Quantity.AMOUNT else "integer", "string", "null"],
        "pattern": rf"^\s*({_PATTERNS[column.quantity]}|/)\s*$",
        "patternErrorMessage": f"这里填{_KINDS[column.quantity]}；空白写 ~，斜线写 /。",
    }
    if column.quantity is not Quantity.CHANGE:
        number["minimum"] = 0
    parts = {
        "值": told(number, "公布的数"),
        "注": told(TEXT, "这一格的注，显示在表下"),
        "原文": told(TEXT, "当年公布的就是文字的，照写并加引号"),
    }
    if column.unit == "any":
        parts["单位"] = told(TEXT, "金额的单位，如 元、万元")
    return {
        **number,
        **closed(parts),
        "type": [*number["type"], "object"],
        "if": {"type": "object"},
        "then": _one_of("值", "原文"),
    }


def _one_of(*keys: str) -> Schema:
    return {"oneOf": [{"required": [key]} for key in keys]}


def _free_sections() -> Schema:
    table = closed(
        {
            "列": told(listed(TEXT), "各列的名称"),
            "行": told(listed(listed(TEXT)), "各行，每行的格数与列数相同"),
        }
    )
    section = closed(
        {
            "标题": told(SAID, "这一章的标题"),
            "内容": told(TEXT, "正文，每行一段"),
            "表": told(table, "这一章的表"),
        },
        ("标题",),
    )
    return told(listed(section), "各章，按报告自己的次序", "章节")
