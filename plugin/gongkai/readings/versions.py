"""Where two versions of one report differ, whatever files they came from: what was sent, and what is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from gongkai.forms import label
from gongkai.model import Archive, Cell, Date, Report, State
from gongkai.prose import Narrative
from gongkai.readings.compare import resolved

_NUMBERS = (State.NUMBER, State.COMPUTED)
_STATES = {State.BLANK: "空白", State.STROKE: "/"}
_MOST_SHOWN = 30
"""Characters of a text that are shown."""


def differences(before: Report, after: Report, archive: Archive) -> tuple[str, ...]:
    """Each cell, paragraph and date that is not the same, with both sides, in the order of the form.

    What the later one has not at all is no difference, but among `left_out`: a workbook has tables and no text, and a
    Word file no preamble that ours takes from elsewhere.
    """
    return tuple(_differences(before, after, archive))


def left_out(before: Report, after: Report) -> tuple[str, ...]:
    """The labels of the sections that the later one has not, and the earlier one has."""
    if before.form.name != after.form.name:
        return ()
    return tuple(
        section.label
        for section in before.form.sections
        if section.id in before.section_places and section.id not in after.section_places
    )


def _differences(before: Report, after: Report, archive: Archive) -> Iterator[str]:
    if before.form.name != after.form.name:
        yield f"格式：{before.form.name}→{after.form.name}"
        return
    dates = (("发布日期", before.published, after.published), ("成文日期", before.written, after.written))
    for key, one, other in dates:
        if one is not None and other is not None and one != other:
            yield f"{key}：{_date(one)}→{_date(other)}"
    tables = {section.table for section in after.form.sections if section.id in after.section_places}
    names = {name: form for form in (before.form, after.form) for table in form.tables for name in table.cells}
    for name, form in names.items():
        ours, theirs = before.cells.get(name), after.cells.get(name)
        if name.table in tables and not _is_same(ours, theirs):
            yield f"{label(form, name)}：{_shown(ours)}→{_shown(theirs)}"
    for section in before.form.sections:
        is_told = section.table is None or section.id in {**before.narratives, **after.narratives}
        if is_told and section.id in after.section_places:
            ours_lines, theirs_lines = (
                _lines(report.narratives.get(section.id), report, archive) for report in (before, after)
            )
            yield from _texts(section.label, ours_lines, theirs_lines)
    one_free, other_free = _free(before, archive), _free(after, archive)
    for title in dict.fromkeys((*one_free, *other_free)):
        yield from _texts(title, one_free.get(title, []), other_free.get(title, []))


def _is_same(ours: Cell | None, theirs: Cell | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    if ours.state in _NUMBERS and theirs.state in _NUMBERS:
        return ours.value == theirs.value and (ours.unit or "") == (theirs.unit or "")
    return ours.state == theirs.state and ours.text == theirs.text


def _shown(cell: Cell | None) -> str:
    if cell is None:
        return "没有"
    return _STATES.get(cell.state) or f"{cell.text}{cell.unit or ''}"


def _date(date: Date) -> str:
    return f"{date.day}" if date.time is None else f"{date.day} {date.time:%H:%M}"


def _lines(narrative: Narrative | None, report: Report, archive: Archive) -> list[str]:
    if narrative is None:
        return []
    shown = (resolved(line.text, report, archive) for line in narrative.lines)
    return [line for line in ("".join(text.removeprefix("- ").split()) for text in shown) if line]


def _free(report: Report, archive: Archive) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for section in report.free_sections:
        lines = found.setdefault(section.title, [])
        lines += _lines(section.narrative, report, archive)
        if section.table is not None:
            lines += ["|".join(row) for row in (section.table.columns, *section.table.rows)]
    return found


def _texts(title: str, ours: list[str], theirs: list[str]) -> Iterator[str]:
    if "".join(ours) == "".join(theirs):
        return
    for kind, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        one, other = "".join(ours[i:j]), "".join(theirs[k:m])
        if kind != "equal" and one != other:
            yield f"{title}：{_cut(one, other)}→{_cut(other, one)}"


def _cut(text: str, other: str) -> str:
    """A text from a little before where it begins to differ from another."""
    same = next(
        (n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other))
    )
    start = max(0, same - 10)
    shown = text[start : start + _MOST_SHOWN]
    return (
        f"“{'…' if start else ''}{shown}{'…' if start + _MOST_SHOWN < len(text) else ''}”" if text else "没有"
    )
