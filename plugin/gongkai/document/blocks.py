"""The blocks and inlines that every page is made of and every writer writes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from gongkai.addresses import Page, Target
from gongkai.tables import Grid


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Inlines that lead somewhere."""

    inlines: tuple[Inline, ...]
    target: Target


@dataclass(frozen=True, slots=True)
class Strong:
    """Inlines with weight."""

    inlines: tuple[Inline, ...]


Inline = Text | Link | Strong
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """Where the page stands: the pages above it, and its own short name."""

    above: tuple[Link, ...]
    here: str


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the page; `lead` is the part that stands above it, the agency's name."""

    lead: str
    text: str
    id: str = "report"

    @property
    def whole(self) -> str:
        """The title as one line."""
        return self.lead + self.text


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of term and value (发布机构, 发布日期, 文号 …)."""

    items: tuple[tuple[str, Inlines], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 for a section."""

    level: int
    id: str
    inlines: Inlines
    run_in: bool = False
    """Whether the next paragraph stands on the same line."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; kind says what it is apart from the report's own text: declaration, note (under a table), signature."""

    inlines: Inlines
    kind: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list without numbers."""

    items: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the report."""

    text: str
    file: str


@dataclass(frozen=True, slots=True)
class SimpleTable:
    """A table without statutory form: a narrative's, an office's own before 2019, or an index."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    kind: str = "simple"
    """simple; list or years for the tables of index pages, whose first column labels the rows."""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class StatutoryTable:
    """A table of the form."""

    grid: Grid
    title: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know before reading: kind is correction, withdrawn or file."""

    kind: str
    title: str
    paragraphs: tuple[Inlines, ...]


Block = Trail | Title | Facts | Heading | Paragraph | List | Image | SimpleTable | StatutoryTable | Notice


@dataclass(frozen=True, slots=True)
class Document:
    """A page: what it is called, what it says, and the day it bears."""

    page: Page
    title: str
    blocks: tuple[Block, ...]
    date: datetime.date | None
    source: str | None = None
    """The data file it is made from, as findings name it."""
