"""The columns of the CSV of cells, and what each means: its header, and its dictionary as a Table Schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.forms import Form, Layout, statutory_forms
from gongkai.model import State

_STATES = {
    State.NUMBER: "number 报告公布的数",
    State.COMPUTED: "computed 报告未填、按表内各数相加得出的合计",
    State.BLANK: "blank 空白",
    State.STROKE: "stroke 斜线",
    State.TEXT: "text 公布为文字，原文见该报告的 JSON",
}

_APOSTROPHE = "；文字以 =、+、-、@ 或 ' 开头的，前面加一个 '，以免电子表格当作公式，去掉开头的一个 ' 即为原文"

_DICTIONARY = (
    ("agency", "string", "机关", "机关的路径，也是其页面在网站中的位置"),
    ("year", "integer", "年度", "报告年度"),
    ("form", "string", "格式", "所用的法定格式：{names}"),
    ("table", "string", "表", "{tables}"),
    ("row", "string", "行标识", "表中的行；{count}种格式中含义相同的行标识相同，x1、x2 等为报告自己加的行"),
    (
        "row_label",
        "string",
        "行",
        f"法定格式中行的全称，或报告自己加的行的名称；{{cases}}的表为案件类型{_APOSTROPHE}",
    ),
    ("column", "string", "列标识", "表中的列；{count}种格式中含义相同的列标识相同"),
    ("column_label", "string", "列", "法定格式中列的全称；{cases}的表为结果"),
    ("value", "number", "数值", "只有数，不含单位；空白、斜线和文字在此为空，不是 0"),
    ("unit", "string", "单位", f"件、万元等；格式未印单位、报告也未写明的为空{_APOSTROPHE}"),
    ("state", "string", "状态", "；".join(_STATES.values())),
    ("note", "string", "注", f"报告对该数的注{_APOSTROPHE}"),
)

_NAME = ("agency_name", "string", "机关名称", f"机关当年的名称，见报告{_APOSTROPHE}")

_COUNTS = "零一两三四五六七八九"

COLUMNS = tuple(name for name, *_ in _DICTIONARY)
"""The header. Once published it only grows, at its end."""
ALL_COLUMNS = (*COLUMNS, _NAME[0])
"""The header of the file of all reports, whose readers do not know whose a row is by the file's name."""


def table_schema() -> dict[str, Any]:
    """The dictionary of the file of all reports, as the Data Package standard has it; other files lack its last column."""
    words = _words_of_forms()
    fields: list[dict[str, Any]] = [
        {"name": name, "type": type_, "title": title, "description": description.format_map(words)}
        for name, type_, title, description in (*_DICTIONARY, _NAME)
    ]
    state = fields[COLUMNS.index("state")]
    state["constraints"] = {"required": True, "enum": [state.value for state in State]}
    return {"fields": fields, "primaryKey": ["agency", "year", "table", "row", "column"]}


def _words_of_forms() -> dict[str, str]:
    """What the dictionary says of the forms: which there are, and in which part of them each table stands."""
    forms = [form for form in statutory_forms() if not form.is_free]
    parts = {table: part for form in forms for table, part in _parts(form)}
    cases = (table.id for form in forms for table in form.tables if table.layout is Layout.CASES)
    return {
        "names": " 或 ".join(form.name for form in forms),
        "count": _COUNTS[len(forms)],
        "tables": "，".join(f"{table} 为{part}的表" for table, part in parts.items()),
        "cases": "、".join(dict.fromkeys(parts[table] for table in cases)),
    }


def _parts(form: Form) -> Iterator[tuple[str, str]]:
    """The id of each table, and the number that its section has: 第二部分."""
    for section in form.sections:
        if section.table is not None:
            yield section.table, f"第{section.number}部分"
