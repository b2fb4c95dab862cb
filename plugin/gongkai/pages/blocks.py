"""The blocks and inlines that every page is made of and every writer writes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple, overload

from gongkai.addresses import Anchor, Attached, Made, Page, Target
from gongkai.data_classes import dataclass
from gongkai.findings import Number
from gongkai.series.charts import Chart
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


@dataclass(frozen=True, slots=True)
class Tag:
    """A short word in a frame, for a state: 更正, 文件, 撤回."""

    text: str
    kind: str = ""
    """correction, withdrawn or late, where it is more than a remark."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words for screen readers: what a sign or an empty cell means."""

    text: str


Inline = Text | Link | Strong | Tag | Hidden
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
    is_searched: bool = True
    """Whether the search of the site covers its section: what repeats reports would come before them."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; kind says what it is apart from the report's own text: declaration, letterhead, note (under a table),
    signature."""

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
    file: Attached
    size: tuple[int, int] | None = None
    """Width and height in pixels, where they are known."""


@dataclass(frozen=True, slots=True)
class SimpleTable:
    """A table without statutory form: a narrative's, or an office's own in free form."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True, slots=True)
class IndexCell:
    """A cell of an index."""

    inlines: Inlines
    kind: str = ""
    """num for numbers, none where nothing can be expected, files for what is to download."""
    span: int = 1
    """How many columns it takes."""


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """Rows under a common label; the label is empty where there is only one group."""

    label: Inlines
    rows: tuple[tuple[IndexCell, ...], ...]


@dataclass(frozen=True, slots=True)
class IndexTable:
    """What leads to reports: the first cell of a row says what the row is about."""

    caption: str
    header: tuple[Inlines, ...]
    groups: tuple[IndexGroup, ...]
    by_year: bool = False
    """Whether its columns are years; then a column's header begins with the bare number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign after a cell or a caption that leads to what is said about it."""

    text: str
    """A number, or 更 for a corrected cell."""
    id: str
    """Its own anchor, to come back to."""
    target: str
    """The anchor of what it leads to."""
    label: str
    """Its name for screen readers."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands under a table about one of its cells, or about the whole."""

    id: str
    sign: str
    inlines: Inlines
    back: str | None
    """The anchor of the mark that leads here; None where none does."""


@dataclass(frozen=True, slots=True)
class StatutoryTable:
    """A table of the form."""

    grid: Grid
    title: str
    title_marks: tuple[Mark, ...] = ()
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    """Marks after cells, by the cell's id."""
    flags: Mapping[str, str] = field(default_factory=dict)
    """In a preview: suspect or failed, by the cell's id."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Pager:
    """The years before and after."""

    before: Link | None
    after: Link | None


@dataclass(frozen=True, slots=True)
class Banner:
    """A line across the page that says that it is not published."""

    title: str
    text: str


class Sides(NamedTuple):
    """An identity that fails: where, as a rule has it, and what stands on either side."""

    where: Inlines
    formula: str
    left: str
    right: str
    difference: str


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """One thing to correct."""

    level: str
    """error, warning or info."""
    name: str
    """The level as a word."""
    codes: tuple[str, ...]
    title: Inlines
    change: tuple[str, str] | None
    """A suspect's value as it is, and as it should be."""
    messages: tuple[str, ...]
    sides: tuple[Sides, ...]
    remedy: str
    place: str
    """File, line and column, and which number of its row it is."""
    cell: Anchor | None
    """Where it stands on the page, if the title does not lead there."""
    rules: tuple[tuple[str, str], ...] = ()
    """Code and title of each rule that speaks, and what it looks at."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What has to be done before the report can be published."""

    title: str
    entries: tuple[PanelEntry, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know before reading: kind is correction, withdrawn or file."""

    kind: str
    title: str
    paragraphs: tuple[Inlines, ...]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its meaning."""

    text: str
    meaning: str
    kind: str | None = None
    """The kind of the tag that it is; None for one that is bare text."""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the signs of an index mean."""

    items: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Where the index under it is filtered; empty without the script."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A term of a form and what it means."""

    term: str
    text: str
    basis: str
    """The article that says so; empty where only the form does."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a group, which may be explained too; outside of groups all is empty but the terms."""

    label: str
    text: str
    basis: str
    items: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the rows of a table mean. Not part of the report."""

    table: str
    """The id of the table."""
    opener: str
    """What opens it: it is folded away."""
    remark: str
    groups: tuple[Terms, ...]


class ComparedCell(NamedTuple):
    """A number of a year. A tuple, as there are thousands on a page."""

    text: str
    kind: str = ""
    """zero, computed, blank, stroke, text, none, absent or merged; empty for a plain number."""
    change: str = ""
    """Against the year before."""
    doubt: Anchor | None = None
    """Where the cell stands that says why the number is in doubt."""


_LOUD = ("", "computed", "text")
"""The kinds of cells that say something."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A line of numbers, one a year."""

    label: str
    cells: tuple[ComparedCell, ...]
    kind: str = ""
    """sum for a total that the form prints, group for the sum of a group's rows, which it does not."""
    level: int = 0
    """How deep it stands in groups, from 0."""
    points: tuple[Number | None, ...] = ()
    """What a small line beside the label shows, oldest first, None for a gap; empty where there is no line."""

    @property
    def is_quiet(self) -> bool:
        """Whether no year has a number other than 0: left out until a reader asks for all rows."""
        return not any(cell.kind in _LOUD or cell.doubt is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Lines under a common label; the label is empty where they need none."""

    label: str
    rows: tuple[ComparedRow, ...]


@dataclass(frozen=True, slots=True)
class ComparedYear:
    """The head of a column."""

    year: int
    remark: str = ""
    """Why there are no numbers."""
    form: str = ""
    """The name of the form, at its first column; empty at all others."""


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """Years side by side."""

    id: str
    caption: str
    stub: str
    """The header of the column of labels."""
    years: tuple[ComparedYear, ...]
    groups: tuple[ComparedGroup, ...]
    opener: str = ""
    """Where the table is folded away: what opens it."""


@dataclass(frozen=True, slots=True)
class AllRows:
    """What shows the rows of the tables below that no year has a number in."""

    count: int
    """How many there are."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with its numbers as a table."""

    chart: Chart
    seen: str
    """What is seen in it, of the newest year; empty where that has no numbers."""
    caption: str
    """What is drawn."""
    legend: tuple[tuple[int, str], ...]
    """The numbers and labels of its parts, 0 for the bar at the side; empty where there is only one."""
    table: ComparisonTable
    is_half: bool = False
    """Whether it needs no more than half the width: one like it may stand beside it."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download."""

    kind: str
    """Its format, as readers know it: CSV."""
    label: str
    """What is in it."""
    address: Made
    size: int
    """Bytes."""


Offered = Mapping[Page, tuple[Download, ...]]
"""The files that each page offers."""


@dataclass(frozen=True, slots=True)
class Downloads:
    """The files of a page, at its top."""

    items: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """How to name the report as a source. The site's own words."""

    work: str
    """Who, what, when."""
    read: str
    """Where the reader puts the day on which he read it."""
    page: Page
    """Its address stands at the end."""


@dataclass(frozen=True, slots=True)
class KeyItem:
    """One of the numbers that a page opens with."""

    label: str
    text: str
    unit: str = ""
    about: str = ""
    """A large number again in 万."""
    change: str = ""
    """Against the year before, in words, or what a share is worked out from."""
    percent: str = ""
    """The change in percent."""
    kind: str = ""
    """zero, or missing where the report has no number."""
    doubt: Anchor | None = None
    """Where it is said why the number is in doubt."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some of the applications."""

    label: str
    text: str
    number: Number | None
    share: str = ""
    """In percent of all; empty where none is worked out."""
    doubt: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The results of the applications, by kind."""

    caption: str
    items: tuple[Outcome, ...]
    is_drawn: bool
    """Whether they are drawn as parts of one bar: only where they add up to their total."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """Why a number is in doubt."""

    id: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class KeyBlock:
    """What a report says at the first glance, reckoned by the site from its cells. Not part of the report."""

    title: str
    said: str
    """Who reckoned, and what there is no comparison with."""
    items: tuple[KeyItem, ...]
    outcomes: Outcomes | None
    """None without any."""
    more: tuple[KeyItem, ...]
    sentence: Inlines
    """Each number a link to its cell."""
    doubted: tuple[Doubted, ...]
    links: tuple[Link, ...] = ()
    is_large: bool = False

    @property
    def is_long(self) -> bool:
        """Whether a number has no room in a third of a phone."""
        return any("," in item.text for item in self.items)


@dataclass(frozen=True, slots=True)
class Aside:
    """What the site says about a page on its own account. Not part of the report."""

    title: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class BarYear:
    """A year in the bar of years."""

    year: int
    page: Page
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class YearBar:
    """The way from year to year, newest first. Not part of the report."""

    years: tuple[BarYear, ...]
    everything: Link | None
    """Where all years stand, for when there is no room; None where this page says so itself."""
    compare: Link | None
    is_compare: bool = False
    """Whether this is the page that compares them."""
    remark: str = ""
    label: str = "本机关各年度"


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of the page, for where no outline stands beside it. Not part of the report."""

    title: str
    items: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency among those of a year."""

    name: Link
    kind: str
    """Of agency."""
    cells: tuple[IndexCell, ...]
    """One a column; empty where the year has no numbers."""
    numbers: tuple[Number | None, ...]
    """The same as numbers, to sort by; None where there is none, or where it says too little to be compared."""
    said: Inlines = ()
    """Why there are no numbers."""


@dataclass(frozen=True, slots=True)
class AgenciesTable:
    """All agencies of a year side by side."""

    caption: str
    stub: str
    columns: tuple[tuple[str, str], ...]
    """The label of each, after that of the group that it stands in; empty outside of groups."""
    rows: tuple[AgencyRow, ...]
    total: tuple[str, tuple[IndexCell, ...]]


Block = (
    Trail
    | Title
    | Facts
    | Heading
    | Paragraph
    | List
    | Image
    | SimpleTable
    | IndexTable
    | StatutoryTable
    | ComparisonTable
    | AllRows
    | Drawing
    | Notice
    | Downloads
    | Citation
    | Pager
    | Banner
    | Panel
    | Legend
    | Filter
    | Glossary
    | KeyBlock
    | Aside
    | YearBar
    | Outline
    | AgenciesTable
)


LARGE = "LargeKeyBlock"
"""The kind of a key block that fills a page."""


class LaterBlocks(Sequence[Block]):
    """The blocks of a page that are made when somebody asks for them: most ask for what was made of them before."""

    def __init__(self, make: Callable[[], Sequence[Block]], kinds: frozenset[str]) -> None:
        """kinds: as `PageContent.kinds`."""
        self.make, self.kinds = make, kinds

    @cached_property
    def _made(self) -> Sequence[Block]:
        return self.make()

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Block]: ...
    def __getitem__(self, at: int | slice) -> Block | Sequence[Block]:
        """One or some of them."""
        return self._made[at]

    def __len__(self) -> int:
        """How many."""
        return len(self._made)


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page: its title, its blocks, and its date."""

    page: Page
    title: str
    blocks: Sequence[Block]
    date: datetime.date | None
    source: str | None = None
    """The data file it is made from, as findings name it."""
    is_hidden: bool = False
    """Whether search engines are asked to leave it out: a draft."""
    description: str | None = None
    """What it says in one sentence; None where nothing is known."""
    short: str = ""
    """Its title where there is little room, what tells it from others first; empty for the title itself."""

    @property
    def kinds(self) -> frozenset[str]:
        """The names of the kinds of its blocks; of a large key block another than of a small one."""
        if isinstance(self.blocks, LaterBlocks):
            return self.blocks.kinds
        return frozenset(
            LARGE if isinstance(block, KeyBlock) and block.is_large else type(block).__name__
            for block in self.blocks
        )
