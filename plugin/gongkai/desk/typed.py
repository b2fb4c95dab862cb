"""What is typed on the page of the desk, to and from the text of a report's file.

A value is the text of one field: "" is a blank, "/" a stroke, "41" a number. Only lines whose values changed are
written; whatever else the file holds (notes, comments, order) stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, fields
from difflib import SequenceMatcher
from itertools import zip_longest

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import Section, statutory_forms
from gongkai.model import TO_FILL_IN, Report
from gongkai.model.agency import CONTACT_KEYS, WEBSITE_KEYS
from gongkai.model.report_file import FREE_SECTIONS, OWN_HEADINGS
from gongkai.model.rows import EXTRA_CELLS, EXTRA_ROWS, TABLE_NOTE, TABLE_TEXT
from gongkai.source import Mapping as Keys
from gongkai.source import Node, Scalar, alike, read
from gongkai.source import Sequence as Items
from gongkai.tables import cell_id
from gongkai.writers.yaml.edit import Lines, NoPlace, Path, Value, append, edit
from gongkai.writers.yaml.syntax import mapping, scalar
from gongkai.writers.yaml.update import path_of_cell

HEAD = ("抬头", "标题", "发布日期", "文号", "索引号", "来源", "成文日期", "落款", "签发人", "草稿", "名称")
"""Keys at the top of the file that hold one text."""
PARTS: Mapping[str, tuple[str, ...]] = {
    "网站": WEBSITE_KEYS,
    "联系": CONTACT_KEYS,
    "统计期限": ("起", "止"),
    OWN_HEADINGS: tuple(
        dict.fromkeys(section.number for form in statutory_forms() if form.tables for section in form.sections)
    ),
}
"""Keys that hold several; a field of the page is 联系.电话."""
PREAMBLE = "导语"
REMARKS = "核对说明"
REMARK_COLUMNS = "列"
LISTS: Mapping[str, tuple[str, ...]] = {
    "更正": ("日期", "位置", "说明", "原文件"),
    "附件": ("文件", "说明"),
    REMARKS: ("规则", "位置", REMARK_COLUMNS, "处数", "现值", "原因", "公开"),
}
"""Keys that hold a list, each item with these keys; a field of the page is the list as JSON."""

FREE_TABLE = "表"
_NUMBER = re.compile(r"[+-]?[0-9]{1,24}(?:\.[0-9]{1,24})?")
_NOT_SET = re.compile(r"^# (发布日期): .*$", re.MULTILINE)
"""Stands in a new file where the date will be."""


@dataclass(frozen=True)
class Values:
    """The fields of the page."""

    cells: Mapping[str, str] = field(default_factory=dict)
    """By the id that the cell has on the page."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """By the key of the section; of one with a table, `key/正文`."""
    head: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    """注 of cells, by the id of the cell."""
    units: Mapping[str, str] = field(default_factory=dict)
    """单位 of cells whose unit the report itself says, by the id of the cell."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """By the key of the list; of the table in a section of the office's own `章节/0/表`: its rows, heads first."""


@dataclass(frozen=True)
class Base:
    """The file as it was opened or begun, and its values."""

    text: str
    report: Report | None
    """None where the file cannot be read: then it stays as it is."""
    root: Node | None
    values: Values

    @classmethod
    def of(cls, text: str, report: Report | None) -> Base:
        """The base that a text is, and the report that was read from it."""
        root = read("", text.encode()).root
        if report is None or not isinstance(root, Keys):
            return cls(text, None, None, Values())
        values = Values(
            _cells(root, report),
            _texts(report),
            _head(root),
            {cell_id(name): cell.note for name, cell in report.cells.items() if cell.note},
            {cell_id(name): cell.unit for name, cell in report.cells.items() if cell.unit},
            dict(_lists(root, report)),
        )
        return cls(text, report, root, values)


def _cells(root: Keys, report: Report) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in report.form.tables:
        for name in table.cells:
            cell = report.cells.get(name)
            found[cell_id(name)] = cell.text if cell is not None else _raw(root, report, name)
    return found


def _raw(root: Keys, report: Report, name: CellName) -> str:
    """What was typed into a cell that cannot be read."""
    try:
        node = _at(root, path_of_cell(root, report, name))
    except NoPlace:
        return ""
    if isinstance(node, Keys):
        node = node.get("值") or node.get("原文")
    return node.value if isinstance(node, Scalar) and not node.is_blank else ""


def _at(node: Node | None, path: Path) -> Node | None:
    for step in path:
        if isinstance(node, Keys):
            node = next((e.value for e in node.entries if alike(e.key.value) == alike(str(step))), None)
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def text_key(section: Section) -> str:
    """The name of a section's text on the page."""
    return section.key if section.table is None else f"{section.key}/{TABLE_TEXT}"


def note_key(section: Section) -> str:
    """The name on the page of what stands below the table of a section (表注)."""
    return f"{section.key}/{TABLE_NOTE}"


def table_key(number: int) -> str:
    """The name on the page of the table in a section of the office's own, counted from 0."""
    return f"{free_key(number)}/{FREE_TABLE}"


def free_key(number: int) -> str:
    """The name on the page of the text of a section of the office's own, counted from 0."""
    return f"{FREE_SECTIONS}/{number}"


def _texts(report: Report) -> dict[str, str]:
    found = {text_key(section): _typed(report, section) for section in report.form.sections}
    for number, free in enumerate(report.free_sections):
        lines = free.narrative.lines if free.narrative is not None else ()
        found[free_key(number)] = "\n".join(line.text for line in lines)
        found[title_key(number)] = free.title
    for section in report.form.sections:
        if section.table is not None:
            found[note_key(section)] = report.table_notes.get(section.table, "")
    if report.preamble is not None:
        found[PREAMBLE] = "\n".join(line.text for line in report.preamble.lines)
    return found


def _typed(report: Report, section: Section) -> str:
    narrative = report.narratives.get(section.id)
    lines = [line.text for line in narrative.lines] if narrative is not None else []
    is_skeleton = TO_FILL_IN in lines and all(
        line == TO_FILL_IN or any(line.endswith(f"）{heading}") for heading in section.outline)
        for line in lines
    )
    return "" if is_skeleton else "\n".join(lines)


def title_key(number: int) -> str:
    """The name on the page of the title of a section of the office's own, counted from 0."""
    return f"{free_key(number)}/标题"


def _lists(root: Keys, report: Report) -> Iterator[tuple[str, str]]:
    for key, parts in LISTS.items():
        node = root.get(key)
        items = node.items if isinstance(node, Items) else ()
        yield key, _json([{part: _scalar(item, part) for part in parts} for item in items])
    for number, free in enumerate(report.free_sections):
        if free.table is not None:
            yield table_key(number), _json([free.table.columns, *free.table.rows])


_AND = "、"
"""Between the columns that a remark names, on the page."""


def _scalar(node: Node, key: str) -> str:
    value = node.get(key) if isinstance(node, Keys) else None
    if isinstance(value, Items):
        return _AND.join(each.value for each in value.items if isinstance(each, Scalar))
    return value.value if isinstance(value, Scalar) and not value.is_blank else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _head(root: Keys) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in HEAD:
        value = root.get(key)
        found[key] = value.value if isinstance(value, Scalar) and not value.is_blank else ""
    for key, parts in PARTS.items():
        group = root.get(key)
        for part in parts:
            value = group.get(part) if isinstance(group, Keys) else None
            found[f"{key}.{part}"] = value.value if isinstance(value, Scalar) and not value.is_blank else ""
    return found


def written(base: Base, values: Values) -> str:
    """The text of the file with these values.

    Raises NoPlace where a value has no place in the file.
    """
    if base.report is None or not isinstance(base.root, Keys):
        return base.text
    values = _filled_up(values, base.values)
    head = {key: value for key, value in values.head.items() if value != base.values.head.get(key, "")}
    text = base.text
    if head.get("发布日期") and base.root.get("发布日期") is None and _NOT_SET.search(text):
        text = _NOT_SET.sub(lambda found: f"{found[1]}: {scalar(head.pop(found[1]))}", text, count=1)
    changes: dict[Path, Value] = {
        **dict(_changed_head(base.root, head, values)),
        **dict(_changed_cells(base.root, base.report, base.values, values)),
        **dict(_changed_texts(base.root, base.report, base.values, values)),
        **dict(_changed_tables(base.values, values)),
    }
    if changes:
        text = edit(text, changes)
    for key in LISTS:
        text = _with_items(text, key, base.values.lists.get(key, ""), values.lists.get(key, ""))
    return text


def _filled_up(values: Values, before: Values) -> Values:
    """What the page says nothing of is as it was."""
    return Values(
        **{each.name: {**getattr(before, each.name), **getattr(values, each.name)} for each in fields(Values)}
    )


def _changed_head(root: Keys, changed: Mapping[str, str], values: Values) -> Iterator[tuple[Path, Value]]:
    for key in HEAD:
        if key in changed:
            yield (key,), scalar(changed[key]) if changed[key] else None
    for key, parts in PARTS.items():
        if any(f"{key}.{part}" in changed for part in parts):
            given = [(part, values.head.get(f"{key}.{part}") or None) for part in parts]
            group = root.get(key)
            is_block = isinstance(group, Keys) and bool(group.entries) and group.line != _line_of(root, key)
            if is_block:
                yield from (((key, part), scalar(value) if value else None) for part, value in given)
            else:
                yield (key,), mapping(given) if any(value for _, value in given) else None


def _line_of(root: Keys, key: str) -> int:
    return next(entry.key.line for entry in root.entries if entry.key.value == key)


def _changed_cells(root: Keys, report: Report, before: Values, values: Values) -> Iterator[tuple[Path, Value]]:
    for table in report.form.tables:
        for names in table.cells_of.values():
            ids = [cell_id(name) for name in names]
            changed = [
                name for name, id_ in zip(names, ids, strict=True) if _cell(before, id_) != _cell(values, id_)
            ]
            if not changed:
                continue
            try:
                yield from [
                    change for name in changed for change in _changed_cell(root, report, name, before, values)
                ]
            except NoPlace:
                cells = [_whole_cell(_cell(values, each)) for each in ids]
                yield _path_of_row(report, names[0]), cells[0] if len(cells) == 1 else f"[{', '.join(cells)}]"


_Cell = tuple[str, str, str]
"""What a cell holds: its value, its note, its unit."""
_CELL_KEYS = ("值", "注", "单位")


def _cell(values: Values, id_: str) -> _Cell:
    return values.cells.get(id_, ""), values.notes.get(id_, ""), values.units.get(id_, "")


def _whole_cell(cell: _Cell) -> str:
    value, note, unit = cell
    if not note and not unit:
        return _yaml(value)
    more = "".join(f", {key}: {scalar(text)}" for key, text in (("注", note), ("单位", unit)) if text)
    return f"{{值: {_yaml(value)}{more}}}"


def _changed_cell(
    root: Keys, report: Report, name: CellName, before: Values, values: Values
) -> Iterator[tuple[Path, Value]]:
    path = path_of_cell(root, report, name)
    node = _at(root, path)
    if node is None and _at(root, path[:-1]) is None:
        raise NoPlace(".".join(map(str, path)))
    old, new = _cell(before, cell_id(name)), _cell(values, cell_id(name))
    is_emptied = any(one and not other for one, other in zip(old[1:], new[1:], strict=True))
    if isinstance(node, Keys) and node.get("值") is not None and not is_emptied:
        for key, one, other in zip(_CELL_KEYS, old, new, strict=True):
            if one != other:
                yield (*path, key), _yaml(other) if key == "值" else scalar(other)
    else:
        yield path, _whole_cell(new)


def _path_of_row(report: Report, name: CellName) -> Path:
    table = report.form.table(name.table)
    section = next(section for section in report.form.sections if section.table == table.id)
    path: list[str | int] = [section.key]
    for header in table.paths[str(name.row)]:
        if header.is_extra:
            path += [EXTRA_ROWS, report.form.place_of_extra(table.id, header.id)[1], EXTRA_CELLS]
        elif header.key is not None:
            path.append(header.key)
    return tuple(path)


def _yaml(value: str) -> str:
    if not value:
        return "~"
    return value if value == "/" or _NUMBER.fullmatch(value) else scalar(value)


def _changed_texts(root: Keys, report: Report, before: Values, values: Values) -> Iterator[tuple[Path, Value]]:
    keys: dict[str, Path] = {PREAMBLE: (PREAMBLE,)}
    for section in report.form.sections:
        keys[text_key(section)] = (section.key,) if section.table is None else (section.key, TABLE_TEXT)
        if section.table is not None:
            yield from _changed_line(root, (section.key, TABLE_NOTE), note_key(section), before, values)
    for number in range(len(report.free_sections)):
        keys[free_key(number)] = (FREE_SECTIONS, number, "内容")
        yield from _changed_line(root, (FREE_SECTIONS, number, "标题"), title_key(number), before, values)
    for key, path in keys.items():
        text = values.texts.get(key, before.texts.get(key, ""))
        if text == before.texts.get(key, ""):
            continue
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        is_optional = key == PREAMBLE or path[-1] == TABLE_TEXT
        if lines or not is_optional:
            yield path, Lines(lines or (TO_FILL_IN,))
        elif _at(root, path) is not None:
            yield path, None


def _changed_line(
    root: Keys, path: Path, key: str, before: Values, values: Values
) -> Iterator[tuple[Path, Value]]:
    """A text that is one line."""
    text = " ".join(values.texts.get(key, before.texts.get(key, "")).split())
    if text != before.texts.get(key, ""):
        if text:
            yield path, scalar(text)
        elif _at(root, path) is not None:
            yield path, None


def _changed_tables(before: Values, values: Values) -> Iterator[tuple[Path, Value]]:
    for key, typed in values.lists.items():
        old, new = json.loads(before.lists.get(key, "[]")), json.loads(typed)
        if old != new and key not in LISTS:
            yield from _changed_table(key, old, new)


_Item = dict[str, str]


def _with_items(text: str, key: str, before: str, after: str) -> str:
    """The text with the items of a list as they are now; those that stay keep their lines."""
    old, new = _items(key, before), _items(key, after)
    if old == new:
        return text
    try:
        changed, behind = _changed_items(key, old, new)
        text = edit(text, changed) if new or not old else edit(text, {(key,): None})
    except NoPlace:
        # The list is made anew where an item cannot be changed alone.
        text, behind = edit(text, {(key,): None}), new
    for item in behind:
        text = append(text, key, _item(key, item))
    return text


def _items(key: str, typed: str) -> list[_Item]:
    """Those that say something, each with all its parts."""
    items = [{part: item.get(part, "") for part in LISTS[key]} for item in json.loads(typed or "[]")]
    return [item for item in items if any(item.values())]


def _changed_items(
    key: str, old: Sequence[_Item], new: Sequence[_Item]
) -> tuple[dict[Path, Value], list[_Item]]:
    """What differs in the items that stay and which go, by their places; and those that come behind the last.

    Raises NoPlace for one that comes between others.
    """
    changed: dict[Path, Value] = {}
    behind: list[_Item] = []
    same = SequenceMatcher(None, [_json(item) for item in old], [_json(item) for item in new], autojunk=False)
    for _, start, end, first, last in same.get_opcodes():
        for number, at in zip_longest(range(start, end), range(first, last)):
            if at is None:
                changed[key, number] = None
            elif number is not None:
                for part, value in new[at].items():
                    if value != old[number].get(part, ""):
                        changed[key, number, part] = _part(part, value) if value else None
            elif end == len(old):
                behind.append(new[at])
            else:
                raise NoPlace(key)
    return changed, behind


def _part(part: str, value: str) -> str:
    """A value of an item, as YAML on one line."""
    if part == REMARK_COLUMNS and _AND in value:
        return f"[{', '.join(map(scalar, value.split(_AND)))}]"
    return scalar(value)


def _item(key: str, item: _Item) -> str:
    given = (f"{part}: {_part(part, item[part])}" for part in LISTS[key] if item.get(part))
    return f"{{{', '.join(given)}}}"


def _changed_table(key: str, old: list[list[str]], new: list[list[str]]) -> Iterator[tuple[Path, Value]]:
    """The table of a section of the office's own: its heads, then its rows."""
    _, number, _ = key.split("/")
    path: Path = (FREE_SECTIONS, int(number), FREE_TABLE)
    if [len(row) for row in old] == [len(row) for row in new]:
        for row, (one, other) in enumerate(zip(old, new, strict=True)):
            for column, (was, text) in enumerate(zip(one, other, strict=True)):
                if was != text:
                    yield (*path, *(("列",) if row == 0 else ("行", row - 1)), column), _yaml(text)
        return
    rows = ", ".join(f"[{', '.join(map(_yaml, row))}]" for row in new[1:])
    yield path, f"{{列: [{', '.join(map(_yaml, new[0]))}], 行: [{rows}]}}" if new and new[0] else None
