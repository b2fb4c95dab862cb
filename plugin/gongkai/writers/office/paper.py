"""A page as it stands on paper, in plain values: what both the PDF and the Word file are made from.

What only helps to find the way on the site is left out; a run-in heading is joined with its paragraph; table cells
know their spans, columns their widths. The look itself belongs to assets/report.typ and to docx_xml.py. The values are
ready for JSON, in which the template takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any, Literal, assert_never

from gongkai.addresses import Anchor, Attached, Made, Page, Target
from gongkai.data_classes import dataclass
from gongkai.forms import Layout
from gongkai.pages import (
    AgenciesTable,
    AllRows,
    Aside,
    Banner,
    Block,
    Citation,
    ComparisonTable,
    Downloads,
    Drawing,
    Facts,
    Filter,
    Glossary,
    Heading,
    Hidden,
    Image,
    IndexTable,
    Inline,
    Inlines,
    KeyBlock,
    Legend,
    Link,
    List,
    Mark,
    Note,
    Notice,
    Outline,
    PageContent,
    Pager,
    Panel,
    Paragraph,
    SimpleTable,
    StatutoryTable,
    Strong,
    Tag,
    Text,
    Title,
    Trail,
    YearBar,
    plain_text,
)
from gongkai.tables import CornerCell, DataCell, Grid, GridBlock, GridCell, HeaderCell

Data = Mapping[str, Any]
REVIEW = "送审稿"
"""What a draft for approval is marked with."""
BlockKind = Literal[
    "title",
    "facts",
    "heading",
    "paragraph",
    "note",
    "signature",
    "letterhead",
    "list",
    "image",
    "simple",
    "statutory",
    "notice",
]
"""The kinds of blocks there are on paper: what stands under `kind`."""
_PARAGRAPHS: Mapping[str, BlockKind] = {"": "paragraph", "signature": "signature", "letterhead": "letterhead"}
"""Kinds of paragraphs that have their own look; all others are notes."""
InlineKind = Literal["text", "strong", "run-in", "link", "jump", "mark"]
"""The kinds of inlines: what stands first in each."""

WIDTH = 156.0
"""Millimetres between the margins (GB/T 9704-2012, 5.2.1)."""
LABELS = (9.0, 24.5)
"""Millimetres of the columns of labels before the last one (table 三)."""
NUMBER = 10.6
"""Millimetres of a column of numbers: two characters of a label, or five digits."""
SIZE, DIGITS = 9.0, 5
"""Points of a statutory table, as long as no number has more digits than that."""
SMALLEST = 5.0


def without_banner(content: PageContent) -> PageContent:
    """A page for approval: each of its pages says 送审稿, and a banner that it is not published would say it twice."""
    return replace(content, blocks=tuple(b for b in content.blocks if not isinstance(b, Banner)))


@dataclass(frozen=True, slots=True)
class PaperData:
    """Turns the blocks of one page into data."""

    shown: Callable[[str], str]
    """A text as the format can show it."""
    has_file: Callable[[str], bool]
    """Whether the report has a file of that name that can be shown."""
    targets: set[str] = field(default_factory=set)
    """The anchors that something on the page leads to; only those are set."""

    def blocks(self, content: PageContent) -> list[Data]:
        """The blocks that belong on paper, in order."""
        self.targets.update(_targets(content))
        found: list[Data] = []
        blocks = iter(content.blocks)
        for block in blocks:
            if isinstance(block, Heading) and block.run_in:
                found.extend(self._run_in(block, next(blocks)))
            else:
                found.extend(self.block(block))
        return found

    def _run_in(self, heading: Heading, follows: Block) -> Iterator[Data]:
        """A heading and the paragraph that stands on its line; a picture there stands below it."""
        if isinstance(follows, Paragraph):
            lead = ["run-in", self.inlines(heading.inlines)]
            yield {"kind": "paragraph", "inlines": [lead, *self.inlines(follows.inlines)]}
        else:
            yield from self.block(heading)
            yield from self.block(follows)

    def block(self, block: Block) -> Iterator[Data]:
        """A block; nothing where it does not belong on paper."""
        match block:
            case Title():
                yield {"kind": "title"}
            case Facts():
                # The agency stands in the title.
                lines = [self.shown(f"{term}：{plain_text(value)}") for term, value in block.items[1:]]
                if lines:
                    yield {"kind": "facts", "lines": lines}
            case Heading():
                yield {"kind": "heading", "level": block.level - 1, "inlines": self.inlines(block.inlines)}
            case Paragraph():
                kind = _PARAGRAPHS.get(block.kind, "note")
                yield {"kind": kind, "inlines": self.inlines(block.inlines)}
            case List():
                yield {"kind": "list", "items": [self.inlines(item) for item in block.items]}
            case Image():
                if self.has_file(block.file.name):
                    text = self.shown(block.text or block.file.name)
                    yield {"kind": "image", "file": block.file.name, "text": text}
            case SimpleTable():
                yield self.simple(block)
            case StatutoryTable():
                yield self.statutory(block)
            case Notice():
                paragraphs = [self.inlines(each) for each in block.paragraphs]
                yield self._notice(block.title, paragraphs, block.id)
            case Banner():
                yield self._notice(block.title, [[["text", self.shown(block.text)]]], None)
            case Trail() | Pager() | Downloads() | Filter() | YearBar() | Outline():
                # These lead to other pages and files.
                pass
            case Glossary() | Panel() | KeyBlock() | Aside() | Citation():
                # The site's own words, and what an editor has to do: no part of the report.
                pass
            case IndexTable() | Legend() | ComparisonTable() | AllRows() | Drawing() | AgenciesTable():
                # On pages of several reports, of which no document is made.
                pass
            case _:
                assert_never(block)

    def _notice(self, title: str, paragraphs: list[list[Any]], id_: str | None) -> Data:
        return {"kind": "notice", "title": self.shown(title), "paragraphs": paragraphs, "id": self._anchor(id_)}

    def inlines(self, inlines: Inlines) -> list[Any]:
        """Inlines as lists, the kind first."""
        return [part for inline in inlines for part in self._inline(inline)]

    def _inline(self, inline: Inline) -> Iterator[list[Any]]:
        match inline:
            case Text() | Tag():
                yield ["text", self.shown(inline.text)]
            case Strong():
                yield ["strong", self.inlines(inline.inlines)]
            case Link():
                yield from self._link(inline)
            case Hidden():
                # The sign that they explain is no part of a document.
                pass
            case _:
                assert_never(inline)

    def _link(self, link: Link) -> Iterator[list[Any]]:
        inner = self.inlines(link.inlines)
        match link.target:
            case str():
                yield ["link", link.target, inner]
            case Anchor() if link.target.id in self.targets:
                yield ["jump", link.target.id, inner]
            case Anchor() | Page() | Attached() | Made():
                # A document is passed on without the site: other pages and files are only named.
                yield from inner
            case _:
                assert_never(link.target)

    def simple(self, table: SimpleTable) -> Data:
        """A table without statutory form; wider columns for longer texts."""
        rows = [table.header, *table.rows]
        lengths = [max(len(plain_text(cell)) for cell in column) for column in zip(*rows, strict=True)]
        return {
            "kind": "simple",
            "widths": [min(max(length, 3), 24) for length in lengths],
            "header": [self.inlines(cell) for cell in table.header],
            "rows": [[self.inlines(cell) for cell in row] for row in table.rows],
        }

    def statutory(self, block: StatutoryTable) -> Data:
        """A table of the form."""
        grid, table = block.grid, block.grid.table
        longest = max((len(cell.cell.text) for cell in grid.data_cells if cell.cell is not None), default=0)
        size = SIZE if longest <= DIGITS or table.layout is Layout.BLOCKS else SIZE * DIGITS / longest
        return {
            "kind": "statutory",
            "title": self.shown(block.title),
            "title-marks": self.marks(block.title_marks),
            "unit": self.shown(table.unit or ""),
            "widths": _widths(grid),
            "size": max(size, SMALLEST),
            "inset": 4 if table.layout is Layout.BLOCKS else 2,
            # Only the table of applications may be longer than a page.
            "repeats": table.layout is Layout.ROWS,
            "parts": [self._part(part, block) for part in grid.blocks],
            "notes": [self._note(note) for note in block.notes],
        }

    def _part(self, part: GridBlock, block: StatutoryTable) -> Data:
        return {
            "header": [[self._cell(cell, block) for cell in row] for row in part.header],
            "rows": [[self._cell(cell, block) for cell in row] for row in part.rows],
        }

    def _cell(self, cell: GridCell, block: StatutoryTable) -> Data:
        match cell:
            case CornerCell():
                return _cell("corner", self.shown(cell.text), cell.columns, cell.rows)
            case HeaderCell():
                kind = "label" if cell.is_row and cell.scope == "row" else "head"
                text = _stacked(cell.text) if cell.is_narrow else cell.text
                return _cell(kind, self.shown(text), cell.columns, cell.rows)
            case DataCell():
                return self._data_cell(cell, block)
            case _:
                assert_never(cell)

    def _data_cell(self, cell: DataCell, block: StatutoryTable) -> Data:
        value = cell.cell
        text = "" if value is None else value.text + (value.unit or "")
        shown = _cell("number", self.shown(text), cell.columns, 1)
        marks = self.marks(block.marks.get(cell.id, ()))
        is_computed = value is not None and value.state == "computed"
        return {**shown, "id": self._anchor(cell.id), "computed": is_computed, "marks": marks}

    def marks(self, marks: Iterable[Mark]) -> list[Any]:
        """Signs that lead to a note."""
        return [["mark", self.shown(mark.text), self._anchor(mark.id), mark.target] for mark in marks]

    def _note(self, note: Note) -> Data:
        sign = f"注{note.sign}" if note.sign.isdecimal() else note.sign
        return {"sign": self.shown(sign), "inlines": self.inlines(note.inlines), "id": self._anchor(note.id)}

    def _anchor(self, id_: str | None) -> str | None:
        return id_ if id_ in self.targets else None


def _cell(kind: str, text: str, columns: int, rows: int) -> dict[str, Any]:
    spans = {"columns": columns, "rows": rows}
    return {"kind": kind, "text": text, **spans, "id": None, "computed": False, "marks": []}


def _stacked(label: str) -> str:
    """A narrow column's label, two characters a line: 商业|企业, never 商业企|业."""
    if len(label) <= 2 or len(label) % 2:
        return label
    return "\n".join(label[at : at + 2] for at in range(0, len(label), 2))


def _widths(grid: Grid) -> Sequence[float | None]:
    """Millimetres of each column; None for an equal share of what is left."""
    numbers = grid.columns - grid.label_columns
    if grid.table.layout is Layout.ROWS:
        before = LABELS[: grid.label_columns - 1]
        return [*before, WIDTH - sum(before) - numbers * NUMBER, *(numbers * [NUMBER])]
    return grid.columns * [None]


def _targets(content: PageContent) -> Iterator[str]:
    """The anchors of this page that are led to and that paper has: cells, notes, corrections."""
    wanted: set[str] = set()
    there: set[str] = set()
    for block in content.blocks:
        if isinstance(block, StatutoryTable):
            marks = [*block.title_marks, *(mark for marks in block.marks.values() for mark in marks)]
            wanted.update(mark.target for mark in marks)
            there.update(cell.id for cell in block.grid.data_cells)
            there.update(note.id for note in block.notes)
            for note in block.notes:
                wanted.update(_anchors(note.inlines))
        elif isinstance(block, Notice):
            there.update([block.id] if block.id else [])
            for inlines in block.paragraphs:
                wanted.update(_anchors(inlines))
    yield from wanted & there


def _anchors(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        target: Target | None = inline.target if isinstance(inline, Link) else None
        if isinstance(target, Anchor):
            yield target.id
