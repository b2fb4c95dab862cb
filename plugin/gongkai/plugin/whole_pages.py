"""Our pages written whole: MkDocs makes nothing of them, and knows where they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from gongkai.plugin.frames import Frames
from gongkai.plugin.generated import Generated
from gongkai.plugin.preparation import Prepared
from gongkai.plugin.theme_sheet import ThemeSheet
from gongkai.writers.rendered import render


def whole_pages(nav: Navigation, files: Files, prepared: Prepared) -> Sequence[Generated]:
    """Those of ours that a navigation neither names nor leads into, taken from MkDocs."""
    named = [page.file for page in nav.pages]
    places = [file.url for file in named]
    found = [
        file
        for file in files.documentation_pages()
        if isinstance(file, Generated)
        and file.src_uri in prepared.by_source
        and file not in named
        and not any(place.startswith(file.url) for place in places)
    ]
    for file in found:
        file.is_whole = True
    return found


def write_whole(
    whole: Iterable[Generated],
    env: Environment,
    config: MkDocsConfig,
    nav: Navigation,
    files: Files,
    prepared: Prepared,
    theme_sheet: ThemeSheet | None,
) -> None:
    """Write each page; one that has to go the plain way is given back to MkDocs."""
    pages = files.documentation_pages()
    frames = Frames(env, config, nav, pages, prepared, theme_sheet)
    linked = {to.src_uri for file in pages if file.page is not None for to in file.page.links_to_anchors or {}}
    for file in whole:
        content, page = prepared.by_source[file.src_uri], file.page
        assert page is not None
        rendered = render(content, prepared.addresses)
        html = None if rendered is None else frames.whole(page, content, rendered)
        if rendered is None or html is None:
            file.is_whole = False
            _give_back(page, config, files)
            continue
        write_file(html.encode(), file.abs_dest_path)
        if file.src_uri in linked:
            page.present_anchor_ids = rendered.ids


def _give_back(page: Page, config: MkDocsConfig, files: Files) -> None:
    """As MkDocs reads a page."""
    plugins = config.plugins
    page = plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    markdown = plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    page.markdown = markdown
    page.render(config, files)
    page.content = plugins.on_page_content(page.content or "", page=page, config=config, files=files)


def with_whole(files: Files) -> Sequence[File]:
    """All pages, in the order of the files."""
    return [
        file
        for file in files
        if file.inclusion.is_included()
        and (file.is_documentation_page() or (isinstance(file, Generated) and file.is_whole))
    ]
