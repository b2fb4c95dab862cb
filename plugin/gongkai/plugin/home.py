"""A hand-written page that shows what our own page of the office does: the home page of a new site.

Where the page has the line MARK the blocks of ours stand: of an office alone its key block and its reports, of several the
index. All that people write above and below it stays theirs.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mkdocs.structure.pages import Page as MkDocsPage

from gongkai.addresses import INDEX, Addresses, Made, Page, Target
from gongkai.data_classes import dataclass
from gongkai.pages import PageContent, Paragraph, Title, Trail
from gongkai.pages.frame import NAME
from gongkai.plugin.generated import Generated
from gongkai.plugin.page_head import footer
from gongkai.plugin.preparation import Prepared
from gongkai.writers.html.footer import with_footer
from gongkai.writers.html.sheets import with_sheets
from gongkai.writers.markdown import write_markdown

_LINE = re.compile(r"(?m)^<!-- gongkai -->[ \t]*$")


@dataclass(frozen=True, slots=True)
class _From(Addresses):
    """The addresses as they stand on a page that is not ours."""

    here: str = ""
    """Its file, from the site's root."""

    def link(self, here: Page, target: Target) -> str:
        """The address of a target, seen from there."""
        return target if isinstance(target, str) else self.link_from(self.here, target)

    def asset_link(self, here: Page, name: str) -> str:
        """The address of an asset, seen from there."""
        return self.asset_link_from(self.here, name)

    def feed_link(self, here: Page) -> str:
        """The address of the feed, seen from there."""
        return self.link_from(self.here, Made(self.feed.removeprefix(f"{self.output}/")))


def shows_ours(page: MkDocsPage) -> bool:
    """Whether a page that people have written asks for us."""
    return not isinstance(page.file, Generated) and _LINE.search(page.file.content_string) is not None


def with_ours(markdown: str, page: MkDocsPage, prepared: Prepared) -> str:
    """Its Markdown, ours in the place that it gives us."""
    if not shows_ours(page):
        return markdown
    ours = write_markdown(_content(prepared), _from(page, prepared)).partition("\n---\n")[2]
    return _LINE.sub(lambda _: ours, markdown, count=1)


def with_our_frame(html: str, page: MkDocsPage, prepared: Prepared) -> str:
    """The finished page with the style sheets of what was put in, and with our footer."""
    if not shows_ours(page):
        return html
    content, addresses = _content(prepared), _from(page, prepared)
    return with_footer(
        with_sheets(html, content, addresses), footer(content, replace(prepared, addresses=addresses))
    )


def _content(prepared: Prepared) -> PageContent:
    top = [agency for agency in prepared.archive.agencies.values() if agency.parent is None]
    is_alone = len(prepared.archive.agencies) == 1
    shown = Page(top[0].path) if is_alone else INDEX
    content = prepared.by_source[prepared.addresses.source(shown)]
    blocks = [block for block in content.blocks if not isinstance(block, Trail)]
    if is_alone:
        # The title says what the subtitle would say again.
        blocks = [block for block in blocks if not (isinstance(block, Paragraph) and block.kind == "subtitle")]
        blocks = [Title(block.text, NAME) if isinstance(block, Title) else block for block in blocks]
    return replace(content, blocks=tuple(blocks))


def _from(page: MkDocsPage, prepared: Prepared) -> _From:
    addresses = prepared.addresses
    return _From(addresses.output, addresses.directories, page.file.dest_uri)
