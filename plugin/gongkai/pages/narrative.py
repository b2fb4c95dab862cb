"""The narrative of a section as blocks of a page, its references resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from gongkai import prose
from gongkai.addresses import Attached, Page, Target
from gongkai.data_classes import dataclass
from gongkai.model import Archive, Report
from gongkai.pages.blocks import (
    Block,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    SimpleTable,
    Strong,
    Text,
)
from gongkai.problems import Problem
from gongkai.tables import reference_text


def narrative_blocks(
    narrative: prose.Narrative, report: Report, archive: Archive, prefix: str
) -> Iterator[Block]:
    """The blocks of a narrative; its headings are numbered under the section's id: overview-1, overview-1-2."""
    resolve = _Resolver(report, archive)
    first = second = 0
    for block in narrative.blocks:
        match block:
            case prose.Heading():
                if block.level == 1:
                    first, second = first + 1, 0
                    id_ = f"{prefix}-{first}"
                else:
                    second += 1
                    id_ = f"{prefix}-{first}-{second}"
                yield Heading(2 + block.level, id_, resolve.inlines(block.inlines), block.run_in)
            case prose.Paragraph():
                yield Paragraph(resolve.inlines(block.inlines))
            case prose.List():
                yield List(tuple(resolve.inlines(item) for item in block.items))
            case prose.SimpleTable():
                rows = tuple(tuple(resolve.inlines(cell) for cell in row) for row in block.rows)
                yield SimpleTable(tuple(resolve.inlines(cell) for cell in block.header), rows)
            case prose.Image():
                file = archive.files.get((report.agency, report.year), {}).get(block.file)
                size = None if file is None else file.picture_size
                yield Image(block.text, Attached(Page(report.agency, report.year), block.file), size)
            case _:
                assert_never(block)


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Inlines of a narrative to inlines of a page."""

    report: Report
    archive: Archive

    def inlines(self, inlines: Iterable[prose.Inline]) -> Inlines:
        return tuple(self.inline(inline) for inline in inlines)

    def inline(self, inline: prose.Inline) -> Inline:
        match inline:
            case prose.Text():
                return Text(inline.text)
            case prose.Reference():
                text = reference_text(inline, self.report, self.archive)
                # A reference without a number is an error and stops a build; a preview shows it as typed.
                return Text(f"{{{{ {inline.source} }}}}" if isinstance(text, Problem) else text)
            case prose.Link():
                return Link(self.inlines(inline.inlines), self.target(inline.address))
            case prose.Strong():
                return Strong(self.inlines(inline.inlines))
            case _:
                assert_never(inline)

    def target(self, address: str) -> Target:
        """An address of the web, or a file of the report."""
        if address in self.archive.files.get((self.report.agency, self.report.year), {}):
            return Attached(Page(self.report.agency, self.report.year), address)
        return address
