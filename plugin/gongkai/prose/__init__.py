"""The narrative: lines of text to typed blocks of typed inlines.

The grammar is closed and is not Markdown: what people paste from Word comes out as it was. Every line is a
paragraph. `（一）…` and `一、…` are headings, lines that begin `- ` a list, `| … |` a table. Inside a line there are
`**strong**`, `[text](address)`, `![text](file)` and references `{{ path }}`; all else is literal text.

A reference is kept as the path of a cell: its value is known only once the report is read (gongkai.tables).
"""

from gongkai.prose.blocks import lines_of, parse
from gongkai.prose.inlines import read_reference
from gongkai.prose.nodes import (
    Block,
    Heading,
    Image,
    Inline,
    Line,
    Link,
    List,
    Narrative,
    Operand,
    Operation,
    Paragraph,
    Reference,
    SimpleTable,
    Strong,
    Text,
)

__all__ = [
    "Block",
    "Heading",
    "Image",
    "Inline",
    "Line",
    "Link",
    "List",
    "Narrative",
    "Operand",
    "Operation",
    "Paragraph",
    "Reference",
    "SimpleTable",
    "Strong",
    "Text",
    "lines_of",
    "parse",
    "read_reference",
]
