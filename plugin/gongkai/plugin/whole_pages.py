"""Our pages written whole: MkDocs makes nothing of them, and knows where they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from gongkai.ground.manifest import write_file
from gongkai.plugin.frames import Frames, Written
from gongkai.plugin.generated import Generated
from gongkai.plugin.kept_pages import rendered as rendered_page
from gongkai.plugin.known import Known
from gongkai.plugin.preparation import Prepared
from gongkai.plugin.theme_sheet import ThemeSheet
from gongkai.writers.html.trimmed import Looks


class WholePage(NamedTuple):
    """A page that is written."""

    written: Written
    looks: Looks | None
    """What the style sheet of the theme needs to know of it."""


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
    known: Known,
) -> None:
    """Write each page; one that has to go the plain way is given back to MkDocs. known: where files may be as they are to be."""
    pages = files.documentation_pages()
    frames = Frames(env, config, nav, pages, prepared, theme_sheet, known.frames)
    linked = {to.src_uri for file in pages if file.page is not None for to in file.page.links_to_anchors or {}}
    stay = []
    for file in whole:
        is_asked = file.src_uri in linked
        if not is_asked and _stays(file, frames, prepared, theme_sheet, known):
            stay.append(file)
        elif not _is_written(file, frames, prepared, theme_sheet, known, is_asked=is_asked):
            _give_back(file, config, files)
    # Never seen: what the theme puts around pages was the same in one folder, and is not in another.
    for file in stay if frames.is_another else ():
        if not _is_written(file, frames, prepared, theme_sheet, known, is_asked=False):
            _give_back(file, config, files)


def _stays(
    file: Generated, frames: Frames, prepared: Prepared, theme_sheet: ThemeSheet | None, known: Known
) -> bool:
    """Whether a page is there as it is to be."""
    before, page = known.files.made_of(file.abs_dest_path), file.page
    assert page is not None
    if not isinstance(before, WholePage) or (theme_sheet is not None and before.looks is None):
        return False
    if not frames.is_same(page, prepared.by_source[file.src_uri], before.written):
        return False
    known.files.stays(file.abs_dest_path)
    if theme_sheet is not None and before.looks is not None:
        theme_sheet.take(before.looks)
    return True


def _is_written(
    file: Generated,
    frames: Frames,
    prepared: Prepared,
    theme_sheet: ThemeSheet | None,
    known: Known,
    *,
    is_asked: bool,
) -> bool:
    """Write a page; False where it has to go the plain way. is_asked: whether somebody asks for its anchors."""
    content, page, path = prepared.by_source[file.src_uri], file.page, file.abs_dest_path
    assert page is not None
    rendered = rendered_page(content, prepared.site, prepared.addresses)
    made = None if rendered is None else frames.whole(page, content, rendered)
    if rendered is None or made is None:
        return False
    html, written = made
    before = known.files.made_of(path)
    is_same = isinstance(before, WholePage) and written.source is not None and before.written == written
    if not is_same:
        write_file(path, (html.encode(),), known.digests)
    known.files.note(path, WholePage(written, None if theme_sheet is None else theme_sheet.look_at(html)))
    if is_asked:
        page.present_anchor_ids = rendered.ids
    return True


def _give_back(file: Generated, config: MkDocsConfig, files: Files) -> None:
    """Let MkDocs make a page: as it reads one."""
    plugins, page = config.plugins, file.page
    assert page is not None
    file.is_whole = False
    page = plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    markdown = plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    page.markdown = markdown
    page.render(config, files)
    page.content = plugins.on_page_content(page.content or "", page=page, config=config, files=files)


def bring_back(
    whole: Iterable[Generated], config: MkDocsConfig, files: Files, prepared: Prepared, known: Known
) -> None:
    """Let our files be there again that may be as they are to be."""
    ours = [file for file in files if isinstance(file, Generated) and not file.inclusion.is_excluded()]
    data = [file for file in ours if file.made_of is not None]
    for file in data:
        file.known = known.files
    wanted = [file.abs_dest_path for file in (*whole, *data)]
    known.files.bring_back(Path(config.site_dir), prepared.addresses.output, wanted)


def with_whole(files: Files) -> Sequence[File]:
    """All pages, in the order of the files."""
    return [
        file
        for file in files
        if file.inclusion.is_included()
        and (file.is_documentation_page() or (isinstance(file, Generated) and file.is_whole))
    ]
