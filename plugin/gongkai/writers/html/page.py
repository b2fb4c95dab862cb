"""The blocks of a document as HTML: what every page of ours has between the tags of its article."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.pages import (
    Banner,
    Block,
    ComparisonTable,
    Downloads,
    Drawing,
    Facts,
    Filter,
    Glossary,
    Heading,
    Image,
    IndexTable,
    Legend,
    List,
    Notice,
    PageContent,
    Pager,
    Panel,
    Paragraph,
    SimpleTable,
    StatutoryTable,
    Title,
    Trail,
)
from gongkai.writers.html.aids import FILTER, glossary, legend
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.charts import comparison_table, drawing
from gongkai.writers.html.tables import index_table, statutory_notes, statutory_table


def write_body(document: PageContent, writer: HtmlWriter) -> str:
    """The whole document."""
    return "\n".join(text for block in document.blocks for text in html_block(block, writer) if text)


def html_block(block: Block, writer: HtmlWriter) -> Iterator[str]:
    """One block, as elements that stand beside each other."""
    if isinstance(block, Title):
        yield f'<h1 class="gongkai-title" id="{block.id}">{writer.title(block)}</h1>'
    elif isinstance(block, Heading):
        run_in = ' class="gongkai-run-in"' if block.run_in else ""
        hidden = "" if block.is_searched else ' data-search-exclude=""'
        yield f'<h{block.level}{run_in} id="{block.id}"{hidden}>{writer.inlines(block.inlines)}</h{block.level}>'
    elif isinstance(block, Paragraph):
        kind = f' class="gongkai-{block.kind}"' if block.kind else ""
        yield f"<p{kind}>{writer.inlines(block.inlines)}</p>"
    elif isinstance(block, List):
        items = "\n".join(f"<li>{writer.inlines(item)}</li>" for item in block.items)
        yield f"<ul>\n{items}\n</ul>"
    elif isinstance(block, Trail):
        yield writer.trail(block)
    elif isinstance(block, Facts):
        yield writer.facts(block)
    elif isinstance(block, Notice):
        yield writer.notice(block)
    elif isinstance(block, Downloads):
        yield writer.downloads(block)
    elif isinstance(block, Image):
        yield writer.image(block)
    elif isinstance(block, SimpleTable):
        yield writer.simple_table(block)
    elif isinstance(block, StatutoryTable):
        yield statutory_table(writer, block)
        if block.notes:
            yield statutory_notes(writer, block)
    elif isinstance(block, ComparisonTable):
        yield comparison_table(writer, block)
    elif isinstance(block, Drawing):
        yield drawing(writer, block)
    elif isinstance(block, IndexTable):
        yield index_table(writer, block)
    elif isinstance(block, Legend):
        yield legend(writer, block)
    elif isinstance(block, Filter):
        yield FILTER
    elif isinstance(block, Glossary):
        yield glossary(writer, block)
    elif isinstance(block, Pager):
        yield writer.pager(block)
    elif isinstance(block, Banner):
        yield writer.banner(block)
    elif isinstance(block, Panel):
        yield writer.panel(block)
