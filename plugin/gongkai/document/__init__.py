"""What a page says and in which order: report, agency, index as typed blocks of typed inlines.

Decided once, here; a writer only knows its own format. Figures of the narrative are resolved; addresses are not,
for they depend on the site: a link keeps the page it leads to.
"""

from gongkai.document.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    List,
    Notice,
    Paragraph,
    SimpleTable,
    StatutoryTable,
    Strong,
    Text,
    Title,
    Trail,
)
from gongkai.document.indexes import agency_document, index_document
from gongkai.document.report import report_document, report_title

__all__ = [
    "Block",
    "Document",
    "Facts",
    "Heading",
    "Image",
    "Inline",
    "Inlines",
    "Link",
    "List",
    "Notice",
    "Paragraph",
    "SimpleTable",
    "StatutoryTable",
    "Strong",
    "Text",
    "Title",
    "Trail",
    "agency_document",
    "index_document",
    "report_document",
    "report_title",
]
