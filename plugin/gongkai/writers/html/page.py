"""The blocks of a page as HTML: what stands between the tags of its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

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
    Image,
    IndexTable,
    KeyBlock,
    Legend,
    List,
    Notice,
    Outline,
    Pager,
    Panel,
    Paragraph,
    SimpleTable,
    StatutoryTable,
    Title,
    Trail,
    YearBar,
)
from gongkai.writers.html.agencies import agencies_table
from gongkai.writers.html.aids import FILTER, all_rows, citation, glossary, legend
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.charts import drawing
from gongkai.writers.html.comparison import comparison_table
from gongkai.writers.html.key_block import key_block
from gongkai.writers.html.tables import index_table, signs, statutory_notes, statutory_table
from gongkai.writers.html.ways import aside, outline, year_bar


def html_block(block: Block, writer: HtmlWriter) -> Iterator[str]:
    """One block, as one or more elements."""
    match block:
        case Title():
            yield f'<h1 class="gongkai-title" id="{block.id}">{writer.title(block)}</h1>'
        case Heading():
            run_in = ' class="gongkai-run-in"' if block.run_in else ""
            hidden = "" if block.is_searched else ' data-search-exclude=""'
            yield f'<h{block.level}{run_in} id="{block.id}"{hidden}>{writer.inlines(block.inlines)}</h{block.level}>'
        case Paragraph():
            kind = f' class="gongkai-{block.kind}"' if block.kind else ""
            yield f"<p{kind}>{writer.inlines(block.inlines)}</p>"
        case List():
            items = "\n".join(f"<li>{writer.inlines(item)}</li>" for item in block.items)
            yield f"<ul>\n{items}\n</ul>"
        case Trail():
            yield writer.trail(block)
        case Facts():
            yield writer.facts(block)
        case Notice():
            yield writer.notice(block)
        case Downloads():
            yield writer.downloads(block)
        case Citation():
            yield citation(writer, block)
        case Image():
            yield writer.image(block)
        case SimpleTable():
            yield writer.simple_table(block)
        case StatutoryTable():
            yield statutory_table(writer, block)
            if said := signs(writer, block):
                yield said
            if block.notes:
                yield statutory_notes(writer, block)
        case ComparisonTable():
            yield comparison_table(writer, block)
        case AllRows():
            yield all_rows(block)
        case Drawing():
            yield drawing(writer, block)
        case IndexTable():
            yield index_table(writer, block)
        case Legend():
            yield legend(writer, block)
        case Filter():
            yield FILTER
        case Glossary():
            yield glossary(writer, block)
        case Pager():
            yield writer.pager(block)
        case Banner():
            yield writer.banner(block)
        case Panel():
            yield writer.panel(block)
        case KeyBlock():
            yield key_block(writer, block)
        case Aside():
            yield aside(writer, block)
        case YearBar():
            yield year_bar(writer, block)
        case Outline():
            yield outline(writer, block)
        case AgenciesTable():
            yield agencies_table(writer, block)
        case _:
            assert_never(block)
