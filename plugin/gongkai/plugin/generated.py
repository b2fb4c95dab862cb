"""Our pages and files as files of MkDocs, which are on no disk."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import relpath
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from gongkai.pages import PageContent
from gongkai.plugin.preparation import Prepared
from gongkai.site import made_files
from gongkai.writers.markdown import write_markdown


def generated(prepared: Prepared, config: MkDocsConfig) -> Iterator[File]:
    """Every page as Markdown, and every file that goes with them."""
    site, addresses = prepared.site, prepared.addresses
    for content in site.pages:
        yield _page(content, prepared, config)
    for place, path in site.attached.items():
        yield File.generated(config, place, abs_src_path=str(path))
    for place, data in made_files(site, addresses, config.site_url).items():
        if isinstance(data, Path):
            yield File.generated(config, place, abs_src_path=str(data))
        else:
            yield File.generated(config, place, content=data)


def _page(content: PageContent, prepared: Prepared, config: MkDocsConfig) -> File:
    text = write_markdown(content, prepared.addresses)
    source = prepared.addresses.source(content.page)
    # Those that are not in the navigation are marked so: MkDocs does not complain of them then.
    file = File.generated(config, source, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
    if content.source is not None:
        # Where the site links to its sources, a report's is its YAML.
        file.edit_uri = Path(relpath(prepared.base / content.source, config.docs_dir)).as_posix()
    return file
