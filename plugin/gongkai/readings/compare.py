"""Where a report and a reading of it differ: cells by value, texts by their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Literal

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import Section, label
from gongkai.model import Archive, Cell, Report, State
from gongkai.prose import Line as TypedLine
from gongkai.prose import Narrative, read_reference
from gongkai.readings.labels import core
from gongkai.readings.pieces import Spot
from gongkai.readings.reading import Chapter, Line, Reading
from gongkai.tables import reference_text

_REFERENCE = re.compile(r"\{\{(.*?)\}\}")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]+\)")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]+\)")


Kind = Literal["text", "heading", "note"]


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that is not the same; None on the side that has none."""

    name: CellName
    label: str
    ours: Cell | None
    theirs: Cell | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Paragraphs that are not the same; none on a side that has none."""

    section: str | None
    """The id of the section; None for a chapter of the office's own, or the preamble."""
    title: str
    ours: tuple[TypedLine, ...]
    theirs: tuple[Line, ...]
    shown: tuple[str, ...]
    """Ours as they are read, references resolved."""
    start: int = 0
    """The number of the first of ours in the narrative, from 0; where there are none, before which theirs would stand."""
    kind: Kind = "text"
    """What of the section: its text, its heading, or the note below its table (表注)."""


Difference = CellDifference | TextDifference


def compare(
    report: Report, archive: Archive, reading: Reading, preamble: Sequence[str] | None = None
) -> list[Difference]:
    """All differences, in the order of the report. preamble: its paragraphs where the report has the usual one."""
    found: list[Difference] = list(_texts_before(report, archive, reading, preamble))
    found += _cells(report, reading)
    by_section = {chapter.section: chapter for chapter in reading.chapters if chapter.section}
    for section in report.form.sections:
        found += _heading(section, report, reading)
        chapter = by_section.get(section.id)
        is_above_table = (
            section.table is not None and chapter is not None and section.id in report.section_places
        )
        if section.id in report.narratives or is_above_table:
            narrative = report.narratives.get(section.id) or Narrative((), report.section_places[section.id])
            lines = chapter.lines if chapter is not None else ()
            found += _texts(section.id, report.heading(section), narrative, lines, report, archive)
    found += _table_notes(report, archive, reading)
    by_title = {core(chapter.title): chapter for chapter in reading.chapters}
    for free in report.free_sections:
        chapter = by_title.get(core(free.title))
        theirs = (*chapter.lines, *_rows(chapter)) if chapter is not None else ()
        typed = free.narrative.lines if free.narrative is not None else ()
        if free.table is not None:
            rows = (free.table.columns, *free.table.rows)
            typed += tuple(TypedLine(_barred(row), free.table.place) for row in rows)
        found += _texts(None, free.title, Narrative((), free.place, typed), theirs, report, archive)
    return found


def _heading(section: Section, report: Report, reading: Reading) -> Iterator[TextDifference]:
    """The heading of a section, where both have the section; signs and spaces in it say nothing."""
    place = report.section_places.get(section.id)
    theirs = reading.headings.get(section.id)
    if place is None or theirs is None:
        return
    ours = report.heading(section)
    shown = reading.own_headings.get(section.id, section.label)
    if core(ours) != core(shown):
        own = report.own_headings.get(section.id)
        typed = TypedLine(ours, place if own is None else own.place)
        line = Line(shown, theirs.spot)
        yield TextDifference(section.id, f"{section.label}的标题", (typed,), (line,), (ours,), kind="heading")


def _table_notes(report: Report, archive: Archive, reading: Reading) -> Iterator[TextDifference]:
    """表注; a file without chapters has no place for it."""
    for table in report.form.tables:
        ours, theirs = report.table_notes.get(table.id), reading.table_notes.get(table.id)
        if theirs is None and (ours is None or not reading.chapters):
            continue
        typed = (TypedLine(ours, report.place),) if ours is not None else ()
        lines = (Line(theirs, Spot()),) if theirs is not None else ()
        title = f"{table.caption}的表注"
        section = next(section.id for section in report.form.sections if section.table == table.id)
        for each in _texts(section, title, Narrative((), report.place, typed), lines, report, archive):
            yield replace(each, kind="note")


def _rows(chapter: Chapter) -> tuple[Line, ...]:
    """The rows of a chapter's own table as lines."""
    rows = (chapter.columns, *chapter.rows) if chapter.columns else ()
    return tuple(Line(_barred(row), chapter.spot) for row in rows)


def _barred(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _texts_before(
    report: Report, archive: Archive, reading: Reading, preamble: Sequence[str] | None
) -> Iterator[Difference]:
    if report.preamble is not None:
        yield from _texts(None, "导语", report.preamble, reading.preamble, report, archive)
    elif preamble is not None:
        lines = tuple(TypedLine(text, report.place) for text in preamble)
        yield from _texts(None, "导语", Narrative((), report.place, lines), reading.preamble, report, archive)


def _cells(report: Report, reading: Reading) -> Iterator[CellDifference]:
    for table in report.form.tables:
        for name in table.cells:
            ours = report.cells.get(name)
            placed = reading.cells.get(name)
            theirs = placed.cell if placed is not None else None
            if not _is_same(ours, theirs):
                spot = placed.spot if placed is not None else Spot()
                yield CellDifference(name, label(report.form, name), ours, theirs, spot)
    for name, placed in reading.cells.items():
        if name not in report.cells and all(name not in table.cells for table in report.form.tables):
            yield CellDifference(name, label(reading.form, name), None, placed.cell, placed.spot)


def _is_same(ours: Cell | None, theirs: Cell | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    numbers = (State.NUMBER, State.COMPUTED)
    if ours.state in numbers and theirs.state in numbers:
        return ours.value == theirs.value and (ours.unit or "") == (theirs.unit or "")
    return ours.state == theirs.state and _tight(ours.text) == _tight(theirs.text)


def _texts(
    section: str | None,
    title: str,
    narrative: Narrative,
    theirs: Sequence[Line],
    report: Report,
    archive: Archive,
) -> Iterator[TextDifference]:
    ours = [(line, resolved(line.text, report, archive)) for line in narrative.lines]
    # A picture says nothing that a reading could have.
    pairs = [(at, line, shown) for at, (line, shown) in enumerate(ours) if _tight(shown)]
    one = [_tight(shown) for _, _, shown in pairs]
    other = [_tight(line.text) for line in theirs]
    if "".join(one) == "".join(other):
        return
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal" or "".join(one[i:j]) == "".join(other[k:m]):
            continue
        start = pairs[i][0] if i < len(pairs) else len(ours)
        yield TextDifference(
            section,
            title,
            tuple(line for _, line, _ in pairs[i:j]),
            tuple(theirs[k:m]),
            tuple(shown for _, _, shown in pairs[i:j]),
            start,
        )


def resolved(text: str, report: Report, archive: Archive) -> str:
    """A line as a reader sees it: references as their numbers, links as their text, pictures left out."""

    def number(match: re.Match[str]) -> str:
        reference = read_reference(match[1].strip(), report.place)
        shown = reference_text(reference, report, archive) if reference is not None else match[0]
        return shown if isinstance(shown, str) else match[0]

    plain = _REFERENCE.sub(number, _IMAGE.sub("", text))
    return _LINK.sub(r"\1", plain).replace("**", "")


def _tight(text: str) -> str:
    bare = text.removeprefix("- ").strip()
    if bare.startswith("|") and bare.endswith("|"):
        bare = bare.strip("|")
    return "".join(bare.split())
