"""The fast way: bodies and outlines of our pages handed to MkDocs finished, where Python-Markdown would give the same.

The plain way stands beside it and is the measure: a page goes it where another plugin has changed the Markdown of the
page, and all do where an extension of Markdown is not known to leave them alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc

from gongkai.pages import PageContent
from gongkai.plugin.generated import Generated
from gongkai.plugin.kept_pages import rendered as rendered_page
from gongkai.plugin.preparation import Prepared
from gongkai.writers.markdown import write_front_matter
from gongkai.writers.rendered import Rendered

_HARMLESS = frozenset(("toc", "tables", "fenced_code", "attr_list", "admonition", "def_list", "footnotes"))
"""Extensions that find nothing to do in what we write, as long as they are set as usual."""


def in_the_way(config: MkDocsConfig) -> tuple[str, ...]:
    """The extensions of Markdown that may change our pages, by name."""
    settings: Mapping[str, object] = config.mdx_configs or {}
    return tuple(
        str(each) for each in config.markdown_extensions if each not in _HARMLESS or settings.get(each, None)
    )


def hand_over(page: Page, content: PageContent, prepared: Prepared, *, is_looked_at: bool) -> None:
    """Let the page come finished when MkDocs asks for it, if its Markdown is still ours then.

    is_looked_at: whether other plugins may read its Markdown. Where none does, it is not even written.
    MkDocs has no event for it, and a Page of another class, made earlier, would be seen by plugins that make a navigation.
    """
    plain, file = page.render, page.file
    if isinstance(file, Generated) and not is_looked_at:
        file.show_first(write_front_matter(content).encode())

    def come(config: MkDocsConfig, files: Files) -> None:
        del vars(page)["render"]
        rendered = None
        if isinstance(file, Generated):
            is_ours, is_short = page.markdown == file.markdown, file.is_short
            file.show_all()
            rendered = rendered_page(content, prepared.site, prepared.addresses) if is_ours else None
            if rendered is None and is_ours and is_short:
                page.markdown = file.markdown
        if rendered is None:
            plain(config, files)
        else:
            _fill(page, rendered)

    vars(page)["render"] = come


def _fill(page: Page, rendered: Rendered) -> None:
    """What MkDocs' own way leaves in a page."""
    page.content = rendered.body
    page.toc = outline(rendered)
    page.present_anchor_ids = rendered.ids
    # Links of ours are HTML, which MkDocs does not look into.
    page.links_to_anchors = {}


def outline(rendered: Rendered) -> TableOfContents:
    """The headings of a page, as themes show them."""
    return get_toc(
        nest_toc_tokens([{"level": each.level, "id": each.id, "name": each.name} for each in rendered.headings])
    )
