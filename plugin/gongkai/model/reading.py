"""A report's file to a `Report`: every key of the data model, read once and checked for shape."""

from __future__ import annotations

import re

from gongkai.findings import CellName, Kind, Place
from gongkai.forms import Form, cells_at, statutory_forms
from gongkai.model.agency import Agency, read_contact, read_former_addresses, read_website
from gongkai.model.cells import Cell
from gongkai.model.figures import TABLE_NOTE, merge_rows, read_table
from gongkai.model.report import (
    Attachment,
    Correction,
    FreeSection,
    FreeTable,
    Remark,
    Report,
    Withdrawal,
)
from gongkai.model.shape import Reading
from gongkai.prose import Narrative, parse
from gongkai.source import Mapping, Node, Scalar

GENERAL_KEYS = (
    *(
        "年度",
        "格式",
        "名称",
        "联系",
        "网站",
        "标题",
        "导语",
        "发布日期",
        "文号",
        "索引号",
        "来源",
        "成文日期",
        "落款",
    ),
    *("更正", "附件", "核对说明", "原址", "曾用地址", "撤回", "草稿"),
)
FREE_SECTIONS = "章节"
NO_PREAMBLE = "无"
_RULE = re.compile(r"G[0-9]{3}")


def read_report(reading: Reading, root: Node, agency: Agency, file_year: int, lines: int) -> Report | None:
    """The report of one file of so many lines; None where it is no mapping or no form is there to read it by."""
    if not isinstance(root, Mapping):
        reading.problem(Kind.NOT_A_MAPPING, root, known=("年度",))
        return None
    form = _form(reading, root, file_year)
    if form is None:
        return None
    form = merge_rows(form, root)
    section_keys = (FREE_SECTIONS,) if form.is_free else tuple(section.key for section in form.sections)
    values = reading.mapping(root, (*GENERAL_KEYS, *section_keys))
    places = {s.id: _key_place(reading, root, values[s.key]) for s in form.sections if s.key in values}
    _check_year(reading, values, root, file_year)
    _check_content(reading, form, values, root)

    tables = {
        section.table: read_table(reading, form.table(section.table), values[section.key], places[section.id])
        for section in form.sections
        if section.table and section.key in values
    }
    cells: dict[CellName, Cell] = {}
    for of_table, _ in tables.values():
        cells.update(of_table)
    preamble = reading.text(values.get("导语"))
    return Report(
        agency=agency.path,
        year=file_year,
        place=reading.place(root),
        form=form,
        agency_name=reading.text(values.get("名称")) or agency.name,
        contact=read_contact(reading, values.get("联系")) or agency.contact,
        website=read_website(reading, values.get("网站")) or agency.website,
        title=reading.text(values.get("标题")),
        preamble=None if preamble in (None, NO_PREAMBLE) else _narrative(reading, values["导语"]),
        without_preamble=preamble == NO_PREAMBLE,
        published=reading.date(values.get("发布日期")),
        written=reading.date(values.get("成文日期")),
        document_number=reading.text(values.get("文号")),
        index_number=reading.text(values.get("索引号")),
        origin=reading.text(values.get("来源")),
        signature=reading.text(values.get("落款")),
        draft=reading.true(values.get("草稿")),
        cells=cells,
        row_places={row: place for _, rows in tables.values() for row, place in rows.items()},
        narratives={
            section.id: _narrative(reading, values[section.key])
            for section in form.sections
            if not section.table and section.key in values
        },
        table_notes=_table_notes(reading, form, values),
        section_places=places,
        free_sections=tuple(_free_section(reading, item) for item in reading.items(values.get(FREE_SECTIONS))),
        corrections=tuple(
            c for item in reading.items(values.get("更正")) if (c := _correction(reading, item, form))
        ),
        attachments=tuple(a for item in reading.items(values.get("附件")) if (a := _attachment(reading, item))),
        remarks=tuple(_remark(reading, item) for item in reading.items(values.get("核对说明"))),
        original_address=reading.web_address(values.get("原址")),
        former_addresses=read_former_addresses(reading, values.get("曾用地址")),
        withdrawal=_withdrawal(reading, values["撤回"]) if "撤回" in values else None,
        key_lines=_key_lines(root, lines),
    )


def _form(reading: Reading, root: Mapping, year: int) -> Form | None:
    """The form that 格式 names, else the one of the year."""
    forms = statutory_forms()
    node = root.get("格式")
    name = reading.choice(node, [form.name for form in forms])
    by_year = next((form for form in forms if form.covers(year)), None)
    if name is None:
        if by_year is None:
            reading.problem(Kind.NO_FORM, root, year=year)
        return by_year
    form = next(form for form in forms if form.name == name)
    # 自由 is the way out for any year: 2019 was a trial that nobody had to follow.
    if not form.covers(year) and not (form.is_free and by_year is not None and by_year.last_year is not None):
        assert node is not None
        reading.problem(
            Kind.FORM_OUTSIDE_YEARS, node, form=name, year=year, usual=by_year.name if by_year else ""
        )
    return form


def _check_year(reading: Reading, values: dict[str, Node], root: Mapping, file_year: int) -> None:
    if "年度" not in values:
        reading.problem(Kind.MISSING_KEY, root, key="年度")
        return
    year = reading.year(values["年度"])
    if year is not None and year != file_year:
        reading.problem(Kind.YEAR_MISMATCH, values["年度"], year=year, file_year=file_year)


def _check_content(reading: Reading, form: Form, values: dict[str, Node], root: Mapping) -> None:
    """All sections, or instead of them a file or another address; a withdrawn report may have none."""
    keys = (FREE_SECTIONS,) if form.is_free else tuple(section.key for section in form.sections)
    given = [key for key in keys if key in values]
    if given and "原址" in values:
        reading.problem(Kind.MIXED_CONTENT, values["原址"], section=given[0])
    if not given and not {"附件", "原址", "撤回"} & values.keys():
        reading.problem(Kind.NO_CONTENT, root, keys=keys)
    if given and not form.is_free:
        for section in form.sections:
            if section.key not in values:
                reading.problem(Kind.MISSING_SECTION, root, key=section.key, label=section.label)


def _key_place(reading: Reading, root: Mapping, value: Node) -> Place:
    return reading.place(next(entry.key for entry in root.entries if entry.value is value))


def _key_lines(root: Mapping, lines: int) -> dict[str, range]:
    keys = [entry.key for entry in root.entries]
    ends = [key.line for key in keys[1:]] + [lines + 1]
    return {key.value: range(key.line, end) for key, end in zip(keys, ends, strict=True)}


def _narrative(reading: Reading, node: Node) -> Narrative:
    if not isinstance(node, Scalar):
        reading.problem(Kind.NOT_TEXT, node)
        return Narrative((), reading.place(node))
    if node.is_blank:
        return Narrative((), reading.place(node))
    narrative, problems = parse(node, reading.file)
    reading.problems.extend(problems)
    return narrative


def _table_notes(reading: Reading, form: Form, values: dict[str, Node]) -> dict[str, str]:
    notes = {}
    for section in form.sections:
        node = values.get(section.key)
        if section.table and isinstance(node, Mapping) and (text := reading.text(node.get(TABLE_NOTE))):
            notes[section.table] = text
    return notes


def _free_section(reading: Reading, node: Node) -> FreeSection:
    values = reading.mapping(node, ("标题", "内容", "表"))
    title = reading.required(values, "标题", node) or ""
    narrative = _narrative(reading, values["内容"]) if "内容" in values else None
    table = _free_table(reading, values["表"]) if "表" in values else None
    return FreeSection(title, narrative, table, reading.place(node))


def _free_table(reading: Reading, node: Node) -> FreeTable:
    values = reading.mapping(node, ("列", "行"))
    columns = tuple(reading.text(item) or "" for item in reading.items(values.get("列")))
    rows = []
    for row in reading.items(values.get("行")):
        cells = tuple(reading.text(item) or "" for item in reading.items(row))
        if len(cells) != len(columns):
            reading.problem(
                Kind.CELL_COUNT, row, row="表", expected=len(columns), found=len(cells), columns=columns
            )
        rows.append(cells)
    return FreeTable(columns, tuple(rows), reading.place(node))


def _correction(reading: Reading, node: Node, form: Form) -> Correction | None:
    values = reading.mapping(node, ("日期", "位置", "说明"))
    date = reading.date(values.get("日期"))
    if "日期" not in values:
        reading.problem(Kind.MISSING_KEY, node, key="日期")
    explanation = reading.required(values, "说明", node)
    location = reading.text(values.get("位置"))
    cells = cells_at(form, tuple(location.split("."))) if location else ()
    if location and not cells:
        reading.problem(Kind.UNKNOWN_PLACE, values["位置"], text=location)
    return Correction(date, cells, explanation) if date and explanation else None


def _attachment(reading: Reading, node: Node) -> Attachment | None:
    values = reading.mapping(node, ("文件", "说明"))
    file = reading.required(values, "文件", node)
    if file is None:
        return None
    return Attachment(file, reading.text(values.get("说明")), reading.place(values["文件"]))


def _remark(reading: Reading, node: Node) -> Remark:
    values = reading.mapping(node, ("规则", "位置", "现值", "原因", "公开"))
    rule = reading.required(values, "规则", node) or ""
    if rule and not _RULE.fullmatch(rule):
        reading.problem(Kind.NOT_A_RULE, values["规则"], text=rule)
    return Remark(
        rule,
        reading.text(values.get("位置")),
        reading.text(values.get("现值")),
        reading.text(values.get("原因")),
        reading.true(values.get("公开")),
        reading.place(node),
    )


def _withdrawal(reading: Reading, node: Node) -> Withdrawal | None:
    values = reading.mapping(node, ("日期", "说明"))
    date = reading.date(values.get("日期"))
    if "日期" not in values:
        reading.problem(Kind.MISSING_KEY, node, key="日期")
    explanation = reading.required(values, "说明", node)
    return Withdrawal(date, explanation) if date and explanation else None
