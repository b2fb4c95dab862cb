"""A report as it was found in a file: what was read and where it stood, what is in doubt, and what was not placed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from itertools import groupby

from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Place
from gongkai.forms import Form
from gongkai.model import Agency, Date, FreeSection, FreeTable, OwnHeading, Report
from gongkai.prose import Narrative, Paragraph, Text
from gongkai.readings.pieces import Doubt, Spot
from gongkai.readings.tables_read import Placed

WHOLE = "全文"
"""The chapter that holds a text without headings."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the text, and where it stood."""

    text: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: of the form by the id of its section, or of the office's own."""

    section: str | None
    title: str
    lines: tuple[Line, ...]
    spot: Spot
    columns: tuple[str, ...] = ()
    """Heads of the one table of a chapter of the office's own."""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Reading:
    """A report as a reader found it. Nothing in it is guessed; what is in doubt is in `doubts`."""

    file: str
    form: Form
    year: int | None
    agency_name: str | None
    title: str | None
    preamble: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
    cells: Mapping[CellName, Placed]
    headings: Mapping[str, Line] = field(default_factory=dict)
    """Each heading that was found, as it is written, by the section's id."""
    own_headings: Mapping[str, str] = field(default_factory=dict)
    """Headings of chapters that are not the form's, with their numbers, by the section's id."""
    table_notes: Mapping[str, str] = field(default_factory=dict)
    """What stands below a table of it as a whole (表注), by the table's id."""
    letterhead: str | None = None
    """The line above the title (抬头)."""
    signer: str | None = None
    """签发人."""
    published: datetime.date | None = None
    written: datetime.date | None = None
    document_number: str | None = None
    index_number: str | None = None
    origin: str | None = None
    signature: str | None = None
    agency_path: str | None = None
    """Where the file itself says which agency of the data folder it is of."""
    whole: Report | None = None
    """The report, where the file is one of ours that holds all of it."""
    doubts: tuple[Doubt, ...] = ()
    """What somebody has to look at."""
    missing: tuple[str, ...] = ()
    """What was not found, in words: 表三, 表二的4格（行政许可、…）, “一、总体情况”这一部分."""
    unplaced: tuple[Doubt, ...] = ()
    """Texts of tables with numbers that stand in no cell."""
    rest: tuple[Doubt, ...] = field(default=())
    """Texts that belong to no chapter."""

    @property
    def numbers(self) -> int:
        """How many cells hold something."""
        return sum(1 for placed in self.cells.values() if placed.cell.text)

    @property
    def unplaced_rows(self) -> tuple[str, ...]:
        """What was not placed, in words: a line a row of the source."""
        rows = groupby(self.unplaced, key=lambda doubt: (doubt.spot._replace(column=0), bool(doubt.raw)))
        return tuple(text for (spot, _), row in rows for text in _in_words(spot, list(row)))

    @property
    def is_nothing(self) -> bool:
        """Whether nothing shows that the file is a report: no table, no heading, no title."""
        has_chapters = any(chapter.section or chapter.title != WHOLE for chapter in self.chapters)
        return not self.cells and not has_chapters and self.title is None and self.whole is None

    def without(self, text: str | None) -> Reading:
        """The reading without a paragraph that a site adds to each of its pages (声明)."""
        if not text:
            return self
        chapters = tuple(
            replace(chapter, lines=tuple(line for line in chapter.lines if _tight(line.text) != _tight(text)))
            for chapter in self.chapters
        )
        rest = tuple(doubt for doubt in self.rest if _tight(doubt.text) != _tight(text))
        return replace(self, chapters=chapters, rest=rest)

    def report(self, agency: Agency, year: int, *, draft: bool) -> Report:
        """The reading as the report of an agency."""
        if self.whole is not None:
            return replace(self.whole, agency=agency.path, year=year, draft=draft)
        place = Place(self.file)
        sections = {chapter.section: chapter for chapter in self.chapters if chapter.section}
        tables = {name.table for name in self.cells}
        found = [s for s in self.form.sections if s.id in sections or s.table in tables]
        usual = f"{agency.name}{year}年政府信息公开工作年度报告"
        title = self.title if self.title and _tight(self.title) != _tight(usual) else None
        return Report(
            agency=agency.path,
            year=year,
            place=place,
            form=self.form,
            agency_name=agency.name,
            contact=None,
            website=None,
            title=title,
            letterhead=self.letterhead,
            preamble=_narrative(self.preamble, place) if self.preamble else None,
            without_preamble=not self.preamble,
            published=Date(self.published) if self.published else None,
            written=Date(self.written) if self.written else None,
            document_number=self.document_number,
            index_number=self.index_number,
            origin=self.origin,
            signature=self.signature,
            signer=self.signer,
            own_period=None,
            draft=draft,
            cells={name: placed.cell for name, placed in self.cells.items()},
            row_places={(name.table, str(name.row)): place for name in self.cells},
            narratives={
                section.id: _narrative(sections[section.id].lines, place)
                for section in self.form.sections
                if section.id in sections
            },
            table_notes={table: note for table, note in self.table_notes.items() if table in tables},
            section_places={section.id: place for section in found},
            own_headings={id_: OwnHeading(text, place) for id_, text in self.own_headings.items()},
            free_sections=tuple(_free(chapter, place) for chapter in self.chapters if not chapter.section),
            corrections=(),
            attachments=(),
            remarks=(),
            original_address=None,
            former_addresses=(),
            withdrawal=None,
            key_lines={},
        )


def _in_words(spot: Spot, row: list[Doubt]) -> Iterator[str]:
    if len(row) == 1 or not (spot.row or spot.line) or not row[0].raw:
        yield from map(str, row)
        return
    texts = " ".join(doubt.raw for doubt in row)
    yield f"{spot}：“{texts}”{row[0].text.removeprefix(f'“{row[0].raw[:60]}”')}"


def _tight(text: str) -> str:
    return "".join(text.split())


def _narrative(lines: tuple[Line, ...], place: Place) -> Narrative:
    return Narrative(tuple(Paragraph((Text(line.text),), place) for line in lines), place)


def _free(chapter: Chapter, place: Place) -> FreeSection:
    table = FreeTable(chapter.columns, chapter.rows, place) if chapter.columns else None
    return FreeSection(chapter.title, _narrative(chapter.lines, place) if chapter.lines else None, table, place)
