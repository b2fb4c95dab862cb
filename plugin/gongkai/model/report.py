"""A report: one agency, one year."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Place
from gongkai.forms import Form, Section
from gongkai.model.agency import Contact, FormerAddress, Website
from gongkai.model.cells import Cell
from gongkai.model.shape import Date
from gongkai.prose import Image, Line, Link, Narrative

TO_FILL_IN = "（待填写）"
"""Stands in the file of a new report where text belongs."""

IN_FORCE = datetime.date(2008, 5, 1)
"""From this day on the 条例 of 2007 held: the first reports begin with it."""


_WEB = ("http:", "https:", "mailto:")


class NamedFile(NamedTuple):
    """A file that a report names."""

    name: str
    place: Place
    is_image: bool = False
    """Whether an image is wanted."""


class Period(NamedTuple):
    """The days that a report is about, both included."""

    first: datetime.date
    last: datetime.date


def usual_period(year: int) -> Period:
    """The calendar year, as far as the law was in force."""
    return Period(max(datetime.date(year, 1, 1), IN_FORCE), datetime.date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Correction:
    """更正: what was changed after publication, and when."""

    date: Date
    cells: tuple[CellName, ...]
    """The cells it speaks of; empty where 位置 is not given."""
    explanation: str
    original: str | None = None
    """A file with the report as it was before, in the folder of the year; published with it."""
    place: Place | None = None
    """Of its name."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """撤回: the report is not shown; its address stays and says why."""

    date: Date
    explanation: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: a file in the folder of the year, beside the YAML."""

    file: str
    explanation: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Remark:
    """核对说明: why a finding is right as it is."""

    rule: str
    location: str | None
    """A passage, a cell, a key, a section; None for the whole report."""
    columns: tuple[str, ...]
    """列: only cells of these columns; empty for all."""
    value: str | None
    """现值: the value of the cell that is accepted."""
    count: int | None
    """处数: how many findings it is for."""
    reason: str | None
    public: bool
    place: Place


@dataclass(frozen=True, slots=True)
class FreeTable:
    """A table that the office laid out itself."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    place: Place
    places: tuple[tuple[Place, ...], ...] = field(default=(), compare=False)
    """Of the cells; empty where it comes from no file of ours. A row may have fewer than it has cells."""

    def place_of(self, row: int, column: int) -> Place:
        """Where a cell stands, as nearly as is known."""
        of_row = self.places[row] if row < len(self.places) else ()
        return of_row[column] if column < len(of_row) else self.place


@dataclass(frozen=True, slots=True)
class FreeSection:
    """章节: a section of a report without statutory form."""

    title: str
    narrative: Narrative | None
    table: FreeTable | None
    place: Place


@dataclass(frozen=True, slots=True)
class OwnHeading:
    """章节标题: the heading of a chapter as it was published, where it is not the form's."""

    text: str
    """With its number."""
    place: Place


@dataclass(frozen=True)
class Report:
    """Everything one file says, in the terms of its form."""

    agency: str
    """The agency's path."""
    year: int
    place: Place
    form: Form
    agency_name: str
    """The agency's name in that year."""
    contact: Contact | None
    website: Website | None
    title: str | None
    """标题, where it is not the usual one."""
    letterhead: str | None
    """抬头: the line above the title."""
    preamble: Narrative | None
    """导语, where it is not the usual one."""
    without_preamble: bool
    """导语: 无."""
    published: Date | None
    written: Date | None
    """成文日期."""
    document_number: str | None
    index_number: str | None
    origin: str | None
    """来源."""
    signature: str | None
    """落款; a line for each body that signs."""
    signer: str | None
    """签发人."""
    own_period: Period | None
    """统计期限, where it is not the usual one."""
    draft: bool
    cells: Mapping[CellName, Cell]
    """Every cell that could be read; one that could not is absent and a finding."""
    row_places: Mapping[tuple[str, str], Place]
    """Where each row is, by ids of table and row."""
    narratives: Mapping[str, Narrative]
    """The text of each section that has one, by the section's id; of one with a table, what stands above it."""
    table_notes: Mapping[str, str]
    """表注 by the table's id."""
    section_places: Mapping[str, Place]
    """Where each section's key stands, by the section's id."""
    own_headings: Mapping[str, OwnHeading]
    """章节标题, by the section's id."""
    free_sections: tuple[FreeSection, ...]
    corrections: tuple[Correction, ...]
    attachments: tuple[Attachment, ...]
    remarks: tuple[Remark, ...]
    original_address: str | None
    """原址: the report stands at another address."""
    former_addresses: tuple[FormerAddress, ...]
    withdrawal: Withdrawal | None
    key_lines: Mapping[str, range]
    """The lines of each key at the top of the file, from the key to before the next one."""
    table_note_lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict, repr=False, compare=False)
    """表注 as typed, by the table's id, for rules that search the text."""

    @property
    def period(self) -> Period:
        """The days that the report is about."""
        return self.own_period or usual_period(self.year)

    def heading(self, section: Section) -> str:
        """The heading of a section of the form, as it was published."""
        own = self.own_headings.get(section.id)
        return section.label if own is None else own.text

    @property
    def all_narratives(self) -> tuple[Narrative, ...]:
        """Everything written in sentences: preamble and sections."""
        free = (section.narrative for section in self.free_sections)
        every = (self.preamble, *self.narratives.values(), *free)
        return tuple(narrative for narrative in every if narrative is not None)

    @property
    def note_lines(self) -> Iterator[Line]:
        """表注, then the notes of cells, as typed."""
        for lines in (*self.table_note_lines.values(), *self.cell_notes):
            yield from lines

    @cached_property
    def cell_notes(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of each note of a cell, as typed."""
        return tuple([cell.note_lines for cell in self.cells.values() if cell.note_lines])

    @cached_property
    def named_files(self) -> tuple[NamedFile, ...]:
        """The files that it names, in the folder of its year."""
        return tuple(self._named())

    def _named(self) -> Iterator[NamedFile]:
        for attachment in self.attachments:
            yield NamedFile(attachment.file, attachment.place)
        for correction in self.corrections:
            if correction.original is not None and correction.place is not None:
                yield NamedFile(correction.original, correction.place)
        for narrative in self.all_narratives:
            for block in narrative.blocks:
                if isinstance(block, Image):
                    yield NamedFile(block.file, block.place, is_image=True)
            for inline in narrative.inlines():
                if isinstance(inline, Link) and not inline.address.lower().startswith(_WEB):
                    yield NamedFile(inline.address, inline.place)

    @property
    def is_elsewhere(self) -> bool:
        """Whether there is nothing but files or an address (附件, 原址)."""
        return not self.section_places and not self.free_sections
