"""A report as a piece of HTML to paste into the editor of another system.

Editors of portals drop what they do not know: style elements, classes, ids, roles, captions, and all that stands inside an
element which they do not know. So a fragment is a flat row of headings, paragraphs, lists and tables, and what it
looks like stands at the elements themselves. Links within the page are text, since an editor may drop where they lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import assert_never

from gongkai.addresses import Anchor, Attached, Made, Page
from gongkai.data_classes import dataclass
from gongkai.forms import Layout
from gongkai.model import State
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
from gongkai.pages.tables import COMPUTED
from gongkai.tables import CornerCell, DataCell, GridCell, GridRow, HeaderCell

SHOWN_COMPUTED = "带下划线的数报告中未填，由各数相加得出。"
"""Under a line that every editor keeps."""
_DEEPEST = 5
"""The deepest heading that all editors know."""


def write_fragment(content: PageContent, pictures: Mapping[str, str], *, plain: bool = False) -> bytes:
    """A report to paste.

    pictures: data: addresses by the name of the file; others are left out with their text. plain: without any style, for
    editors that drop them; what it looks like is then said in the attributes of old, which such editors keep.
    """
    writer = _Fragment(pictures, _PLAIN if plain else _STYLED)
    return "".join(f"{line}\n" for line in writer.all(content.blocks)).encode()


@dataclass(frozen=True, slots=True)
class _Look:
    """Attributes that say what elements look like; `{}` stands for the side of the text."""

    table: str
    cell: str
    aligned: str
    picture: str


_STYLED = _Look(
    table=' border="1" style="border-collapse:collapse;width:100%"',
    cell=' style="border:1px solid #666;padding:4px 2px;text-align:{}"',
    aligned=' style="text-align:{}"',
    picture=' style="max-width:100%"',
)
_PLAIN = _Look(
    table=' border="1" cellspacing="0" cellpadding="2" width="100%"',
    cell=' align="{}"',
    aligned=' align="{}"',
    picture="",
)


@dataclass(frozen=True, slots=True)
class _Fragment:
    """Writes the blocks of the page of a report."""

    pictures: Mapping[str, str]
    look: _Look

    def all(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The elements of a page. A heading that runs in begins the paragraph after it."""
        each = iter(blocks)
        for block in each:
            if isinstance(block, Heading) and block.run_in:
                yield from self.opened(block, next(each))
            else:
                yield from self.block(block)

    def opened(self, heading: Heading, block: Block) -> Iterator[str]:
        """What a heading runs in to."""
        strong = Strong(heading.inlines)
        if isinstance(block, Paragraph):
            yield from self.block(replace(block, inlines=(strong, *block.inlines)))
        else:
            yield from self.block(Paragraph((strong,)))
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        """One block, as one or more elements."""
        match block:
            case Title():
                yield f"<h1{self.look.aligned.format('center')}>{escape(block.whole)}</h1>"
            case Heading():
                level = min(block.level, _DEEPEST)
                yield f"<h{level}>{self.inlines(block.inlines)}</h{level}>"
            case Paragraph():
                where = {"letterhead": "center", "signature": "right"}.get(block.kind)
                yield f"<p{self.look.aligned.format(where) if where else ''}>{self.inlines(block.inlines)}</p>"
            case List():
                yield f"<ul>{''.join(f'<li>{self.inlines(item)}</li>' for item in block.items)}</ul>"
            case Facts():
                for term, value in block.items:
                    yield f"<p>{escape(term)}：{self.inlines(value)}</p>"
            case Banner():
                yield f"<p><strong>{escape(block.title)}</strong>　{escape(block.text)}</p>"
            case Notice():
                yield f"<p><strong>{escape(block.title)}</strong></p>"
                for inlines in block.paragraphs:
                    yield f"<p>{self.inlines(inlines)}</p>"
            case Image():
                yield self.image(block)
            case SimpleTable():
                yield from self.simple_table(block)
            case StatutoryTable():
                yield from self.statutory_table(block)
            case (
                Trail()
                | Pager()
                | Downloads()
                | Citation()
                | Glossary()
                | KeyBlock()
                | Aside()
                | YearBar()
                | Outline()
            ):
                # These lead to other pages, or are the site's own words.
                pass
            case (
                Panel()
                | IndexTable()
                | Legend()
                | Filter()
                | ComparisonTable()
                | AllRows()
                | Drawing()
                | AgenciesTable()
            ):
                # A preview has the one, pages of a site the others; no report that is published.
                pass
            case _:
                assert_never(block)

    def inlines(self, inlines: Inlines) -> str:
        """Inlines as phrasing content."""
        return "".join(map(self.inline, inlines))

    def inline(self, inline: Inline) -> str:
        """Text, or what stands for it."""
        match inline:
            case Text() | Tag():
                return escape(inline.text)
            case Hidden():
                return ""
            case Strong():
                return f"<strong>{self.inlines(inline.inlines)}</strong>"
            case Link():
                return self.link(inline)
            case _:
                assert_never(inline)

    def link(self, link: Link) -> str:
        """A link to the web; any other is its text."""
        match link.target:
            case str():
                return f'<a href="{escape(link.target)}">{self.inlines(link.inlines)}</a>'
            case Page() | Anchor() | Attached() | Made():
                return self.inlines(link.inlines)
            case _:
                assert_never(link.target)

    def image(self, image: Image) -> str:
        """A picture inside the file, or its text."""
        address = self.pictures.get(image.file.name)
        text = escape(image.text)
        shown = (
            f"（图：{text}）" if address is None else f'<img src="{address}" alt="{text}"{self.look.picture}>'
        )
        return f"<p{self.look.aligned.format('center')}>{shown}</p>"

    # Tables.

    def simple_table(self, table: SimpleTable) -> Iterator[str]:
        """A table with one header row."""
        yield f"<table{self.look.table}><tbody>"
        for tag, row in (("th", table.header), *(("td", row) for row in table.rows)):
            cells = (f"<{tag}{self.look.cell.format('center')}>{self.inlines(cell)}</{tag}>" for cell in row)
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</tbody></table>"

    def statutory_table(self, block: StatutoryTable) -> Iterator[str]:
        """A table of the form under its caption, its notes below it."""
        grid, table = block.grid, block.grid.table
        unit = f"　{escape(table.unit)}" if table.unit else ""
        yield f"<p{self.look.aligned.format('center')}>{escape(block.title)}{_marks(block.title_marks)}{unit}</p>"
        yield f"<table{self.look.table}>"
        # In table 二 each block of rows has a header of its own: only one at the top is a head.
        head = () if table.layout is Layout.BLOCKS else grid.blocks[0].header
        body = [row for part in grid.blocks for row in (*(() if head else part.header), *part.rows)]
        for name, rows in (("thead", head), ("tbody", body)):
            if rows:
                yield f"<{name}>"
                yield from (self.row(block, row) for row in rows)
                yield f"</{name}>"
        yield "</table>"
        for note in block.notes:
            yield f"<p>{self.note(note)}</p>"

    def row(self, block: StatutoryTable, row: GridRow) -> str:
        """A row of a table of the form."""
        return f"<tr>{''.join(self.cell(block, cell) for cell in row)}</tr>"

    def cell(self, block: StatutoryTable, cell: GridCell) -> str:
        """A cell of a table of the form."""
        match cell:
            case CornerCell():
                return f'<td{_spans(cell.columns, cell.rows)} width="50%"{self.look.cell.format("left")}>{escape(cell.text)}</td>'
            case HeaderCell():
                where = "left" if cell.scope == "row" else "center"
                spans = f' scope="{cell.scope}"{_spans(cell.columns, cell.rows)}'
                return f"<th{spans}{self.look.cell.format(where)}>{escape(cell.text)}</th>"
            case DataCell():
                shown = f"{_value(cell)}{_marks(block.marks.get(cell.id, ()))}"
                return f"<td{_spans(cell.columns, 1)}{self.look.cell.format('center')}>{shown}</td>"
            case _:
                assert_never(cell)

    def note(self, note: Note) -> str:
        """What is said under a table, after the sign that stands at the cell."""
        text = SHOWN_COMPUTED if plain_text(note.inlines) == COMPUTED else self.inlines(note.inlines)
        sign = f"注{note.sign}" if note.sign.isdecimal() else note.sign
        return f"{escape(sign)} {text}" if sign else text


def _marks(marks: tuple[Mark, ...]) -> str:
    return "".join(f"<sup>{escape(mark.text)}</sup>" for mark in marks)


def _value(cell: DataCell) -> str:
    """The number; nothing for a blank."""
    if cell.cell is None or cell.cell.state is State.BLANK:
        return ""
    shown = escape(cell.cell.text + (cell.cell.unit or ""))
    return f"<u>{shown}</u>" if cell.cell.state is State.COMPUTED else shown


def _spans(columns: int, rows: int) -> str:
    column_span = f' colspan="{columns}"' if columns > 1 else ""
    row_span = f' rowspan="{rows}"' if rows > 1 else ""
    return column_span + row_span
