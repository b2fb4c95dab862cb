"""The JSON Schema of a report's JSON: its shape from the model, its tables, rows and columns from the forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongkai.forms import EXTRA_ID, Form, Header, Table, statutory_forms
from gongkai.model import AgencyKind, State
from gongkai.model.rows import may_have_more

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_OPTIONAL: Schema = {"type": ["string", "null"]}
_DATE: Schema = {
    "type": ["string", "null"],
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?$",
}
_EXTRA = f"^{EXTRA_ID}[1-9][0-9]*$"
_LABELS = ("row", "row_label", "column", "column_label")


def report_json_schema() -> Schema:
    """The schema, in the dialect of 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "政府信息公开工作年度报告",
        "description": "一份报告的全部公开内容。日期为“年-月-日”，有时刻的再加“ 时:分”。没有的为 null。",
        **_object(_report()),
        "allOf": [_of_form(form) for form in statutory_forms()],
        "$defs": {
            "cell": _cell(),
            "block": {"anyOf": list(_blocks())},
            "inline": {"anyOf": list(_inlines())},
        },
    }


def _report() -> Schema:
    return {
        "version": {"const": 1, "description": "本结构的版本"},
        "agency": _told(_TEXT, "机关的路径"),
        "agency_name": _told(_TEXT, "机关当年的名称"),
        "agency_kind": {"enum": [kind.value for kind in AgencyKind], "description": "机关的类别"},
        "scope": _told(_OPTIONAL, "统计范围：一个机关有几份报告时，这一份统计什么"),
        "year": {"type": "integer", "description": "报告年度"},
        "form": {
            "description": "所用的格式、依据的文件、合并为一行的各组",
            **_object(
                {
                    "name": {"enum": [form.name for form in statutory_forms()]},
                    "notice": _OPTIONAL,
                    "merged": _list(_TEXT),
                }
            ),
        },
        "draft": {"type": "boolean", "description": "是否尚未完成、只供预览"},
        "withdrawal": _told(_nullable({"date": _DATE, "explanation": _TEXT}), "撤回；撤回的报告没有内容"),
        "title": _told(_TEXT, "页面上的标题"),
        "own_title": _told(_OPTIONAL, "报告自己写明的标题"),
        "letterhead": _told(_OPTIONAL, "抬头：标题上面的一行"),
        "published": _told(_DATE, "发布日期"),
        "written": _told(_DATE, "成文日期"),
        "document_number": _told(_OPTIONAL, "文号"),
        "index_number": _told(_OPTIONAL, "索引号"),
        "origin": _told(_OPTIONAL, "来源"),
        "signature": _told(_OPTIONAL, "落款"),
        "signer": _told(_OPTIONAL, "签发人"),
        "period": _told(_object({"first": _DATE, "last": _DATE}), "统计期限，起止两日都在内"),
        "website": _told(_nullable(dict.fromkeys(("name", "domain", "code"), _OPTIONAL)), "网站"),
        "contact": _told(
            _nullable(dict.fromkeys(("address", "postcode", "telephone", "fax", "email"), _OPTIONAL)), "联系"
        ),
        "former_addresses": _told(_list(_TEXT), "曾用地址"),
        "original_address": _told(_OPTIONAL, "原址：报告发布在别处"),
        "preamble": {
            "description": "导语：usual 为通用导语，own 为报告自己的，none 为没有",
            **_object({"kind": {"enum": ["usual", "own", "none"]}, "blocks": _list(_ref("block"))}),
        },
        "sections": {
            "description": "法定格式的各部分；有表的部分 table 为表的标识，其余 blocks 为正文",
            **_list(
                _object(
                    {
                        "id": _TEXT,
                        "label": _TEXT,
                        "own_label": _told(_OPTIONAL, "章节标题：公布时的标题，与格式不同的才有"),
                        "table": _OPTIONAL,
                        "blocks": {"anyOf": [{"type": "null"}, _list(_ref("block"))]},
                    }
                )
            ),
        },
        "free_sections": {
            "description": "自由格式的各章",
            **_list(
                _object(
                    {
                        "title": _TEXT,
                        "blocks": {"anyOf": [{"type": "null"}, _list(_ref("block"))]},
                        "table": _nullable({"columns": _list(_TEXT), "rows": _list(_list(_TEXT))}),
                    }
                )
            ),
        },
        "tables": {
            "description": "法定格式的各表，每格一项，按格式的次序",
            **_list(
                _object(
                    {
                        "id": _TEXT,
                        "section": _TEXT,
                        "caption": _TEXT,
                        "unit": _OPTIONAL,
                        "note": _OPTIONAL,
                        "extra_rows": _told(_list(_object(_extra_row())), "格式没有、报告自己加的行（其他行）"),
                        "cells": _list(_ref("cell")),
                    }
                )
            ),
        },
        "corrections": _told(
            _list(
                _object(
                    {
                        "date": _DATE,
                        "cells": _list(_object(dict.fromkeys(("table", *_LABELS), _TEXT))),
                        "explanation": _TEXT,
                        "original": _OPTIONAL,
                    }
                )
            ),
            "更正；original 为更正之前的报告的文件名",
        ),
        "remarks": _told(
            _list(
                _object(
                    {
                        "rule": _TEXT,
                        "location": _OPTIONAL,
                        "columns": _list(_TEXT),
                        "count": {"type": ["integer", "null"]},
                        "value": _OPTIONAL,
                        "reason": _TEXT,
                    }
                )
            ),
            "公开的核对说明",
        ),
        "attachments": _told(
            _list(_object({"file": _TEXT, "explanation": _OPTIONAL, "bytes": {"type": ["integer", "null"]}})),
            "附件；bytes 为文件大小",
        ),
    }


def _extra_row() -> Schema:
    """What is said of a row beside its cells; block and group are ids of the form."""
    return {"row": {"type": "string", "pattern": _EXTRA}, "label": _TEXT, "block": _TEXT, "group": _OPTIONAL}


def _cell() -> Schema:
    """A cell: what value and text may be depends on its state."""
    number: Schema = {"value": {"type": "number"}, "text": {"pattern": r"^[+-]?[0-9]+(\.[0-9]+)?$"}}
    by_state: dict[State, Schema] = {
        State.NUMBER: {**number, "summed": {"type": "null"}},
        State.COMPUTED: {**number, "summed": {"enum": ["row", "column"]}},
        State.BLANK: {"value": {"type": "null"}, "text": {"const": ""}, "summed": {"type": "null"}},
        State.STROKE: {"value": {"type": "null"}, "text": {"const": "/"}, "summed": {"type": "null"}},
        State.TEXT: {"value": {"type": "null"}, "summed": {"type": "null"}},
    }
    return {
        "description": "text 为公布的样子，value 为数；空白、斜线和文字的 value 为 null，不是 0。"
        "summed 说明未填的合计由同行（row）还是同列（column）各数相加得出",
        **_object(
            {
                **dict.fromkeys(_LABELS, _TEXT),
                "state": {"enum": [state.value for state in State]},
                "value": {"type": ["number", "null"]},
                "text": _TEXT,
                "unit": _OPTIONAL,
                "note": _OPTIONAL,
                "summed": {"enum": ["row", "column", None]},
            }
        ),
        "anyOf": [
            {"properties": {"state": {"const": state.value}, **values}} for state, values in by_state.items()
        ],
    }


def _blocks() -> Iterable[Schema]:
    inlines = _list(_ref("inline"))
    yield _typed("paragraph", {"inlines": inlines})
    yield _typed("heading", {"level": {"enum": [1, 2]}, "run_in": {"type": "boolean"}, "inlines": inlines})
    yield _typed("list", {"items": _list(inlines)})
    yield _typed("image", {"text": _TEXT, "file": _TEXT})
    yield _typed("table", {"header": _list(inlines), "rows": _list(_list(inlines))})


def _inlines() -> Iterable[Schema]:
    inlines = _list(_ref("inline"))
    yield _typed("text", {"text": _TEXT})
    yield _typed("strong", {"inlines": inlines})
    yield _typed("link", {"address": _TEXT, "inlines": inlines})
    # path: as in the report's text; text: the number that it stands for.
    yield _typed("figure", {"path": _TEXT, "text": _OPTIONAL})


def _of_form(form: Form) -> Schema:
    """Which sections, tables, rows and columns a report of that form has."""
    sections = {"properties": {"id": {"enum": [section.id for section in form.sections]}}}
    tables = {
        "properties": {"id": {"enum": [table.id for table in form.tables]}},
        "allOf": [_of_table(form, table) for table in form.tables],
    }
    return {
        "if": {"properties": {"form": {"properties": {"name": {"const": form.name}}}}},
        "then": {
            "properties": {
                "sections": {"items": sections} if form.sections else {"maxItems": 0},
                "tables": {"items": tables} if form.tables else {"maxItems": 0},
            }
        },
    }


def _of_table(form: Form, table: Table) -> Schema:
    section = next(section.id for section in form.sections if section.table == table.id)
    blocks = []
    for block in table.blocks:
        # A group that may be given as one row is a row too.
        merged = (row for top in block.rows for row in top.walk() if row.mergeable)
        rows = _names("row", (*block.row_leaves, *merged))
        blocks.append({"properties": {**rows, **_names("column", block.column_leaves)}})
        if may_have_more(table):
            extra = {"row": {"pattern": _EXTRA}, **_names("column", block.column_leaves)}
            blocks.append({"properties": extra})
    return {
        "if": {"properties": {"id": {"const": table.id}}},
        "then": {
            "properties": {
                "section": {"const": section},
                "caption": {"const": table.caption},
                "unit": {"const": table.unit},
                "cells": {
                    "items": {"anyOf": blocks} if len(blocks) > 1 else blocks[0],
                },
            }
        },
    }


def _names(which: str, headers: tuple[Header, ...]) -> Schema:
    return {
        which: {"enum": [header.id for header in headers]},
        f"{which}_label": {"enum": list(dict.fromkeys(header.label for header in headers))},
    }


def _typed(type_: str, properties: Schema) -> Schema:
    return _object({"type": {"const": type_}, **properties})


def _object(properties: Schema) -> Schema:
    """All keys are always there. More may come: a reader ignores those that it does not know."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _nullable(properties: Schema) -> Schema:
    return {**_object(properties), "type": ["object", "null"]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _told(schema: Schema, description: str) -> Schema:
    return {"description": description, **schema}
