"""A report's file brought to what was read elsewhere: only the lines whose values differ are changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from gongkai.findings import CellName
from gongkai.model import Archive, Report
from gongkai.model.report_file import OWN_HEADINGS
from gongkai.model.rows import EXTRA_CELLS, EXTRA_ROWS, TABLE_NOTE, TABLE_TEXT
from gongkai.readings.compare import CellDifference, TextDifference, compare
from gongkai.readings.labels import core
from gongkai.readings.reading import Reading
from gongkai.source import Mapping, Node, Scalar, alike, read
from gongkai.source import Sequence as Items
from gongkai.writers.yaml.edit import Lines, NoPlace, Path, Value, edit
from gongkai.writers.yaml.report import cell_text
from gongkai.writers.yaml.syntax import mapping, scalar


def updated(text: str, report: Report, archive: Archive, reading: Reading) -> str | None:
    """The text of the report's file with what differs as the reading has it; None where it has to be written anew.

    What a reading has not is left as it is: nothing is taken away.
    """
    is_other = reading.form.name != report.form.name or reading.form.merged != report.form.merged
    if reading.whole is not None or is_other:
        return None
    root = read(report.place.file, text.encode()).root
    if not isinstance(root, Mapping):
        return None
    differences = compare(report, archive, reading)
    cells = [each for each in differences if isinstance(each, CellDifference) and each.theirs is not None]
    try:
        changes: dict[Path, Value] = {}
        for each in cells:
            assert each.theirs is not None
            changes[path_of_cell(root, report, each.name)] = cell_text(each.theirs)
        texts = [each for each in differences if isinstance(each, TextDifference)]
        changes.update(_texts(report, [each for each in texts if each.kind == "text"]))
        changes.update(_notes(report, [each for each in texts if each.kind == "note" and each.theirs]))
        changes.update(_headings(root, report, [each for each in texts if each.kind == "heading"]))
        return edit(text, changes)
    except (NoPlace, yaml.YAMLError):
        return None


def _texts(report: Report, differences: Sequence[TextDifference]) -> Iterator[tuple[Path, Value]]:
    """The narratives that differ, their other lines as they were typed."""
    sections = {section.id: section for section in report.form.sections}
    by_section: dict[str, list[TextDifference]] = {}
    for each in differences:
        # Nothing there is no text that differs.
        if each.section is not None and each.theirs:
            by_section.setdefault(each.section, []).append(each)
    for section, changed in by_section.items():
        narrative = report.narratives.get(section)
        lines = [line.text for line in narrative.lines] if narrative is not None else []
        for each in reversed(changed):
            lines[each.start : each.start + len(each.ours)] = [line.text for line in each.theirs]
        key = sections[section].key
        yield (key,) if sections[section].table is None else (key, TABLE_TEXT), Lines(tuple(lines))


def _notes(report: Report, differences: Sequence[TextDifference]) -> Iterator[tuple[Path, Value]]:
    keys = {section.id: section.key for section in report.form.sections}
    for each in differences:
        if each.section is not None:
            yield (keys[each.section], TABLE_NOTE), scalar("".join(line.text for line in each.theirs))


def _headings(
    root: Mapping, report: Report, differences: Sequence[TextDifference]
) -> Iterator[tuple[Path, Value]]:
    """章节标题 as the reading has them: one of the form's words takes its own away."""
    if not differences:
        return
    own = {id_: heading.text for id_, heading in report.own_headings.items()}
    changed: dict[str, str | None] = {}
    for section in report.form.sections:
        for each in differences:
            if each.section == section.id:
                (line,) = each.theirs
                own.pop(section.id, None)
                if core(line.text) != core(section.label):
                    own[section.id] = line.text
                changed[section.id] = own.get(section.id)
    numbers = {section.id: section.number for section in report.form.sections}
    entry = next((each for each in root.entries if alike(each.key.value) == alike(OWN_HEADINGS)), None)
    # A heading a line, each with what is said beside it.
    if entry is not None and entry.value.line > entry.key.line and own:
        for id_, text in changed.items():
            written = None if text is None else scalar(text.removeprefix(f"{numbers[id_]}、"))
            yield (OWN_HEADINGS, numbers[id_]), written
        return
    pairs = [(number, own[id_].removeprefix(f"{number}、")) for id_, number in numbers.items() if id_ in own]
    yield (OWN_HEADINGS,), mapping(pairs) if pairs else None


def path_of_cell(root: Mapping, report: Report, name: CellName) -> Path:
    """Where a cell stands in the file, whether its row is a list, a mapping or one figure.

    Raises NoPlace where the file has no such row.
    """
    table = report.form.table(name.table)
    section = next(section for section in report.form.sections if section.table == table.id)
    path: list[str | int] = [section.key]
    node: Node | None = _value(root, section.key)
    for header in table.paths[str(name.row)]:
        if header.is_extra:
            _, at = report.form.place_of_extra(table.id, header.id)
            items = _value(node, EXTRA_ROWS)
            item = items.items[at] if isinstance(items, Items) and at < len(items.items) else None
            path += [EXTRA_ROWS, at, EXTRA_CELLS]
            node = _value(item, EXTRA_CELLS)
        elif header.key is not None:
            path.append(header.key)
            node = _value(node, header.key)
    columns = table.block_of(str(name.row)).column_leaves
    at = next(number for number, column in enumerate(columns) if column.id == name.column)
    if isinstance(node, Items):
        return (*path, at)
    if isinstance(node, Scalar) and len(columns) == 1:
        return tuple(path)
    if isinstance(node, Mapping):
        keys = {alike(entry.key.value) for entry in node.entries}
        if len(columns) == 1 and "值" in keys | {"原文"} & keys:
            return tuple(path)
        return (*path, str(columns[at].key))
    raise NoPlace(".".join(map(str, path)))


def _value(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, Mapping):
        return None
    return next((e.value for e in node.entries if alike(e.key.value) == alike(key)), None)
