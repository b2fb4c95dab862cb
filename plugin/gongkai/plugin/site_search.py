"""Our own search in place of Material's: its box and its list stay, what answers in them is `assets/search.js`.

Material loads its whole index on every page, and parses every page again to make it. Its search goes on reading the pages
that people have written; ours come from our own entries, in files of which a browser fetches the few that a question needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, DictLoader, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from gongkai.addresses import Addresses
from gongkai.data_classes import dataclass
from gongkai.ground.shelf import Shelf
from gongkai.pages import PageContent
from gongkai.plugin.kept_pages import KeptSearch
from gongkai.plugin.kept_pages import listed as kept_listed
from gongkai.plugin.preparation import Prepared
from gongkai.search import (
    START,
    Agencies,
    Entry,
    KnownWords,
    Listed,
    search_files,
    written_entries,
)
from gongkai.site import Site

if TYPE_CHECKING:
    from jinja2 import Environment

SCRIPT = "search.js"
"""What answers, beside our other assets."""
FOLDER = "search"
"""Below that of our assets."""
_TEMPLATE = "partials/search.html"
_BOX = 'data-md-component="search"'
_FORM = 'name="search"'
_OURS = 'data-gongkai-search="'
_DIALOG = 'role="dialog"'


def is_ours(env: Environment, config: MkDocsConfig) -> bool:
    """Whether the site has the search of Material as we know it: the plugin that is on, and the box, maybe by a theme of one's own."""
    plugin: Any = config.plugins.get("material/search")
    if not isinstance(plugin, BasePlugin) or not plugin.config.get("enabled"):
        return False
    source = _source(env)
    return source is not None and (_OURS in source or source.count(_BOX) == source.count(_FORM) == 1)


def take_over(env: Environment, addresses: Addresses) -> None:
    """Let the box be ours on every page: the theme's script does not find it and fetches no index.

    With several of ours in one site each adds its own index to the box.
    """
    source, start = _source(env), addresses.asset(f"{FOLDER}/{START}")
    assert source is not None
    assert env.loader is not None
    ours = f"{_OURS}{{{{ '{start}'|url }}}}"
    if _OURS in source:
        changed = source.replace(_OURS, f"{ours} ", 1)
    else:
        changed = source.replace(_BOX, f'{ours}"', 1).replace(f" {_FORM}", "", 1)
        changed = changed.replace(_DIALOG, f"{_DIALOG} aria-label=\"{{{{ lang.t('search') }}}}\"", 1)
    env.loader = ChoiceLoader([DictLoader({_TEMPLATE: changed}), env.loader])


def keep_jieba_out(config: MkDocsConfig) -> None:
    """Keep the theme's search from cutting texts into words, which ours does not need: a dictionary that takes a second to read."""
    search: Any = config.plugins["material/search"]
    # A method of its own for this one index: the theme has no option for it.
    search.search_index._segment_chinese = _as_it_is


def _as_it_is(text: str) -> str:
    return text


def leave_to_us(page: Page) -> None:
    """Keep a page out of the theme's index."""
    search = page.meta.get("search")
    page.meta["search"] = {**(search if isinstance(search, dict) else {}), "exclude": True}


def _source(env: Environment) -> str | None:
    assert env.loader is not None
    try:
        return env.loader.get_source(env, _TEMPLATE)[0]
    except TemplateNotFound:
        return None


@dataclass
class KnownEntries(KnownWords):
    """What a preview keeps of search."""

    pages: dict[str, tuple[PageContent, Listed | None]] = field(default_factory=dict)
    """Each page as it is listed, by its file."""


def write_search(
    site_dir: Path, prepared: Prepared, known: KnownEntries | None, shelf: Shelf, *, with_written: bool
) -> Iterator[str]:
    """Write the files of search; yields their places in the site.

    known: of the build before, in a preview; is renewed. shelf: where other builds find what is kept of this one. with_written: whether the pages of people are in them. They are in the theme's
    index, which nobody fetches any more and which is taken away.
    """
    site, addresses = prepared.site, prepared.addresses
    kept = None
    if known is None:
        kept = KeptSearch(shelf, addresses.output)
        known = KnownEntries(kept.shown, kept.placed)
    listed = list(_listed(prepared, known))
    if with_written:
        listed += map(Listed.of, _written(site_dir / "search/search_index.json"))
    files = search_files(listed, _agencies(site, prepared), addresses, known)
    if kept is not None:
        kept.keep(known)
    script = (resources.files("gongkai") / "assets" / SCRIPT).read_bytes()
    named = ((f"{FOLDER}/{name}", data) for name, data in files)
    for name, data in chain(named, ((SCRIPT, script),)):
        place = addresses.asset(name)
        file = site_dir / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        yield place


def _written(index: Path) -> Iterator[Entry]:
    """What people have written, out of the theme's index, which is no more then."""
    if not index.is_file():
        return
    yield from written_entries(index.read_text(encoding="utf-8"))
    index.unlink()
    if not any(index.parent.iterdir()):
        index.parent.rmdir()


def _listed(prepared: Prepared, known: KnownEntries) -> Iterator[Listed]:
    """Our pages; what is known of them is renewed."""
    before, known.pages = known.pages, {}
    for content in prepared.site.pages:
        file = prepared.addresses.file(content.page)
        old, listed = before.get(file, (None, None))
        if old is not content:
            listed = kept_listed(content, prepared.site, prepared.addresses, prepared.archive)
        known.pages[file] = content, listed
        if listed is not None:
            yield listed


def _agencies(site: Site, prepared: Prepared) -> Agencies:
    pages = [content.page for content in site.pages]
    return Agencies(
        prepared.archive,
        frozenset(page.agency for page in pages if page.is_comparison and page.agency),
        tuple(page.year for page in pages if page.agency is None and page.year is not None),
    )
