"""A report's file to a `Report`: every key of the data model, read once and checked for shape."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import CellName, Place
from gongkai.forms import Form, cells_at, cells_of_columns, statutory_forms
from gongkai.ground.patterns import later
from gongkai.model.agency import Agency, AgencyKind, read_contact, read_former_addresses, read_website
from gongkai.model.cells import Cell
from gongkai.model.report import (
    Attachment,
    Correction,
    FreeSection,
    FreeTable,
    OwnHeading,
    Period,
    Remark,
    Report,
    Withdrawal,
)
from gongkai.model.rows import TABLE_NOTE, TABLE_TEXT, add_rows, merge_rows, read_table
from gongkai.model.shape import NodeReader
from gongkai.model.usual_form import usual_form
from gongkai.problems import (
    CellCount,
    DaysReversed,
    FormOutsideYears,
    JoinedText,
    MissingKey,
    MissingSection,
    MixedContent,
    NoContent,
    NoForm,
    NotAMapping,
    NotARule,
    NotText,
    UnknownColumn,
    UnknownKey,
    UnknownPlace,
    YearMismatch,
)
from gongkai.prose import Line, Narrative, lines_of, parse
from gongkai.source import Mapping, Node, Scalar, Sequence

GENERAL_KEYS = (
    *(
        "年度",
        "格式",
        "名称",
        "联系",
        "网站",
        "抬头",
        "标题",
        "导语",
        "发布日期",
        "文号",
        "索引号",
        "来源",
        "成文日期",
        "落款",
        "签发人",
        "统计期限",
    ),
    *("更正", "附件", "核对说明", "原址", "曾用地址", "撤回", "草稿"),
)
FREE_SECTIONS = "章节"
OWN_HEADINGS = "章节标题"
NO_PREAMBLE = "无"
_RULE = later(r"G[0-9]{3}")
_NUMBERED = later("[一二三四五六七八九十]+、")


def read_report(reader: NodeReader, root: Node, agency: Agency, file_year: int, lines: int) -> Report | None:
    """The report of one file of so many lines; None if it is not a mapping or there is no form for it."""
    if not isinstance(root, Mapping):
        reader.problem(NotAMapping(("年度",)), root)
        return None
    form = _form(reader, root, agency.kind, file_year)
    if form is None:
        return None
    form, extras = add_rows(merge_rows(form, root), root)
    values = _values(reader, root, form)
    places = {s.id: _key_place(reader, root, values[s.key]) for s in form.sections if s.key in values}
    _check_year(reader, values, root, file_year)
    _check_content(reader, form, values, root)

    tables = {
        section.table: read_table(
            reader, form.table(section.table), values[section.key], places[section.id], extras
        )
        for section in form.sections
        if section.table and section.key in values
    }
    cells: dict[CellName, Cell] = {}
    for of_table, _ in tables.values():
        cells.update(of_table)
    preamble = reader.text(values.get("导语"))
    return Report(
        agency=agency.path,
        year=file_year,
        place=reader.place(root),
        form=form,
        agency_name=reader.text(values.get("名称")) or agency.name,
        contact=read_contact(reader, values.get("联系")) or agency.contact,
        website=read_website(reader, values.get("网站")) or agency.website,
        title=reader.text(values.get("标题")),
        letterhead=reader.text(values.get("抬头")),
        preamble=None if preamble in (None, NO_PREAMBLE) else _narrative(reader, values["导语"]),
        without_preamble=preamble == NO_PREAMBLE,
        published=reader.date(values.get("发布日期")),
        written=reader.date(values.get("成文日期")),
        document_number=reader.text(values.get("文号")),
        index_number=reader.text(values.get("索引号")),
        origin=reader.text(values.get("来源")),
        signature=reader.text(values.get("落款")),
        signer=reader.text(values.get("签发人")),
        own_period=_period(reader, values["统计期限"]) if "统计期限" in values else None,
        draft=reader.true(values.get("草稿")),
        cells=cells,
        row_places={row: place for _, rows in tables.values() for row, place in rows.items()},
        narratives=dict(_narratives(reader, form, values)),
        table_notes=_table_notes(reader, form, values),
        table_note_lines=dict(_table_note_lines(reader, form, values)),
        section_places=places,
        own_headings=dict(_own_headings(reader, form, values.get(OWN_HEADINGS))),
        free_sections=tuple(_free_section(reader, item) for item in reader.items(values.get(FREE_SECTIONS))),
        corrections=tuple(
            c for item in reader.items(values.get("更正")) if (c := _correction(reader, item, form))
        ),
        attachments=tuple(a for item in reader.items(values.get("附件")) if (a := _attachment(reader, item))),
        remarks=tuple(_remark(reader, item, form) for item in reader.items(values.get("核对说明"))),
        original_address=reader.web_address(values.get("原址")),
        former_addresses=read_former_addresses(reader, values.get("曾用地址")),
        withdrawal=_withdrawal(reader, values["撤回"]) if "撤回" in values else None,
        key_lines=_key_lines(root, values, lines),
    )


def _values(reader: NodeReader, root: Mapping, form: Form) -> dict[str, Node]:
    """The values by the keys that a report of the form has.

    Of 章节 and 章节标题, which look alike, a form has one: the other is no slip of the keyboard, and not read as it.
    """
    sections = (FREE_SECTIONS,) if form.is_free else (OWN_HEADINGS, *(section.key for section in form.sections))
    known = (*GENERAL_KEYS, *sections)
    other = OWN_HEADINGS if form.is_free else FREE_SECTIONS
    values = reader.mapping(root, (*known, other))
    if other in values:
        key = next(entry.key for entry in root.entries if entry.value is values[other])
        reader.problem(UnknownKey(key.value, known, "", ""), key)
        del values[other]
    return values


def _form(reader: NodeReader, root: Mapping, kind: AgencyKind, year: int) -> Form | None:
    """The form that 格式 names, else the usual one."""
    forms = statutory_forms()
    node = root.get("格式")
    name = reader.choice(node, [form.name for form in forms])
    usual = usual_form(kind, year)
    if name is None:
        if usual is None:
            reader.problem(NoForm(year), root)
        return usual
    form = next(form for form in forms if form.name == name)
    # 自由 is allowed in any year of a form that has ended: 2019 was a trial that nobody had to follow. A body that no
    # notice binds may follow any form.
    is_bound = not form.is_free or usual is None or usual.last_year is None
    if kind is not AgencyKind.PUBLIC_BODY and not form.covers(year) and is_bound:
        assert node is not None
        reader.problem(FormOutsideYears(year, name, usual.name if usual else ""), node)
    return form


def _check_year(reader: NodeReader, values: dict[str, Node], root: Mapping, file_year: int) -> None:
    if reader.required(values, "年度", root) is None:
        return
    year = reader.year(values["年度"])
    if year is not None and year != file_year:
        reader.problem(YearMismatch(year, file_year), values["年度"])


def _check_content(reader: NodeReader, form: Form, values: dict[str, Node], root: Mapping) -> None:
    """Note sections that are missing, and 原址 beside sections; a withdrawn report may have none."""
    keys = (FREE_SECTIONS,) if form.is_free else tuple(section.key for section in form.sections)
    given = [key for key in keys if key in values]
    if given and "原址" in values:
        reader.problem(MixedContent(given[0]), values["原址"])
    if not given and not {"附件", "原址", "撤回"} & values.keys():
        reader.problem(NoContent(keys), root)
    if given and not form.is_free:
        for section in form.sections:
            if section.key not in values:
                reader.problem(MissingSection(section.key, section.label), root)


def _key_place(reader: NodeReader, root: Mapping, value: Node) -> Place:
    return reader.place(next(entry.key for entry in root.entries if entry.value is value))


def _key_lines(root: Mapping, values: dict[str, Node], lines: int) -> dict[str, range]:
    """By the key as it was read: a misspelt one stands for the one that was meant."""
    read = {id(value): key for key, value in values.items()}
    starts = [entry.key.line for entry in root.entries]
    ends = [*starts[1:], lines + 1]
    names = (read.get(id(entry.value), entry.key.value) for entry in root.entries)
    return {name: range(start, end) for name, start, end in zip(names, starts, ends, strict=True)}


def _narrative(reader: NodeReader, node: Node) -> Narrative:
    if not isinstance(node, Scalar):
        reader.problem(NotText(), node)
        return Narrative((), reader.place(node))
    if node.is_blank:
        return Narrative((), reader.place(node))
    if node.is_folded:
        reader.problem(JoinedText(), node)
    narrative, problems = parse(node, reader.file)
    reader.problems.extend(problems)
    return narrative


def _narratives(reader: NodeReader, form: Form, values: dict[str, Node]) -> Iterator[tuple[str, Narrative]]:
    """The text of each section, or what it says above its table, by the section's id."""
    for section in form.sections:
        node = values.get(section.key)
        if section.table is not None:
            node = node.get(TABLE_TEXT) if isinstance(node, Mapping) else None
        if node is not None:
            yield section.id, _narrative(reader, node)


def _own_headings(reader: NodeReader, form: Form, node: Node | None) -> Iterator[tuple[str, OwnHeading]]:
    """The headings that are not the form's, by the section's id. One that has no number gets the section's."""
    values = reader.mapping(node, [section.number for section in form.sections])
    for section in form.sections:
        if section.number not in values:
            continue
        value = values[section.number]
        text = reader.required(values, section.number, value)
        if text is None:
            continue
        whole = text if _NUMBERED.match(text) else f"{section.number}、{text}"
        if whole != section.label:
            yield section.id, OwnHeading(whole, reader.place(value))


def _table_notes(reader: NodeReader, form: Form, values: dict[str, Node]) -> dict[str, str]:
    notes = {}
    for section in form.sections:
        node = values.get(section.key)
        if section.table and isinstance(node, Mapping) and (text := reader.text(node.get(TABLE_NOTE))):
            notes[section.table] = text
    return notes


def _table_note_lines(
    reader: NodeReader, form: Form, values: dict[str, Node]
) -> Iterator[tuple[str, tuple[Line, ...]]]:
    for section in form.sections:
        node = values.get(section.key)
        note = node.get(TABLE_NOTE) if section.table and isinstance(node, Mapping) else None
        if section.table and isinstance(note, Scalar):
            yield section.table, lines_of(note, reader.file)


def _free_section(reader: NodeReader, node: Node) -> FreeSection:
    values = reader.mapping(node, ("标题", "内容", "表"))
    title = reader.required(values, "标题", node) or ""
    narrative = _narrative(reader, values["内容"]) if "内容" in values else None
    table = _free_table(reader, values["表"]) if "表" in values else None
    return FreeSection(title, narrative, table, reader.place(node))


def _free_table(reader: NodeReader, node: Node) -> FreeTable:
    values = reader.mapping(node, ("列", "行"))
    columns = tuple(reader.text(item) or "" for item in reader.items(values.get("列")))
    rows = []
    places = []
    for row in reader.items(values.get("行")):
        items = tuple(reader.items(row))
        cells = tuple(reader.text(item) or "" for item in items)
        places.append(tuple(map(reader.place, items)))
        if len(cells) != len(columns):
            reader.problem(CellCount("表", len(columns), len(cells), columns), row)
        rows.append(cells)
    # What is wrong with its shape has been said; to be shown, it is as wide everywhere.
    width = max(map(len, (columns, *rows)))
    filled = (cells + ("",) * (width - len(cells)) for cells in (columns, *rows))
    columns, *rows = filled
    return FreeTable(columns, tuple(rows), reader.place(node), tuple(places))


def _correction(reader: NodeReader, node: Node, form: Form) -> Correction | None:
    values = reader.mapping(node, ("日期", "位置", "说明", "原文件"))
    date = reader.date(values.get("日期"))
    if "日期" not in values:
        reader.problem(MissingKey("日期"), node)
    explanation = reader.required(values, "说明", node)
    location = reader.text(values.get("位置"))
    cells = cells_at(form, tuple(location.split("."))) if location else ()
    if location and not cells:
        reader.problem(UnknownPlace(location), values["位置"])
    original = reader.text(values.get("原文件"))
    place = reader.place(values["原文件"]) if original else None
    return Correction(date, cells, explanation, original, place) if date and explanation else None


def _attachment(reader: NodeReader, node: Node) -> Attachment | None:
    values = reader.mapping(node, ("文件", "说明"))
    file = reader.required(values, "文件", node)
    if file is None:
        return None
    return Attachment(file, reader.text(values.get("说明")), reader.place(values["文件"]))


def _columns(reader: NodeReader, form: Form, node: Node | None) -> tuple[str, ...]:
    """One column or several, each of which the form has."""
    items = node.items if isinstance(node, Sequence) else () if node is None else (node,)
    names = []
    for item in items:
        name = reader.text(item)
        if name is not None and not cells_of_columns(form, name):
            reader.problem(UnknownColumn(name), item)
        elif name is not None:
            names.append(name)
    return tuple(names)


def _remark(reader: NodeReader, node: Node, form: Form) -> Remark:
    values = reader.mapping(node, ("规则", "位置", "列", "处数", "现值", "原因", "公开"))
    rule = reader.required(values, "规则", node) or ""
    if rule and not _RULE.fullmatch(rule):
        reader.problem(NotARule(rule), values["规则"])
    return Remark(
        rule,
        reader.text(values.get("位置")),
        _columns(reader, form, values.get("列")),
        reader.text(values.get("现值")),
        reader.count(values.get("处数")),
        reader.text(values.get("原因")),
        reader.true(values.get("公开")),
        reader.place(node),
    )


def _period(reader: NodeReader, node: Node) -> Period | None:
    values = reader.mapping(node, ("起", "止"))
    first, last = reader.date(values.get("起")), reader.date(values.get("止"))
    for key in ("起", "止"):
        if key not in values and isinstance(node, Mapping):
            reader.problem(MissingKey(key), node)
    if first is None or last is None:
        return None
    if last.day < first.day:
        reader.problem(DaysReversed(f"{first.day}", f"{last.day}"), values["止"])
        return None
    return Period(first.day, last.day)


def _withdrawal(reader: NodeReader, node: Node) -> Withdrawal | None:
    values = reader.mapping(node, ("日期", "说明"))
    date = reader.date(values.get("日期"))
    if "日期" not in values:
        reader.problem(MissingKey("日期"), node)
    explanation = reader.required(values, "说明", node)
    return Withdrawal(date, explanation) if date and explanation else None
