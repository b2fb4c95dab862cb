"""Our pages and files as files of MkDocs, which are on no disk."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from os.path import relpath
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from pathspec.gitignore import GitIgnoreSpec

from gongkai.ground.content import Content
from gongkai.ground.manifest import KnownDigests, write_file, written
from gongkai.pages import PageContent
from gongkai.plugin.kept_files import KeptFiles
from gongkai.plugin.preparation import Prepared
from gongkai.site import made_files
from gongkai.writers.markdown import write_markdown


class Generated(File):
    """A file that is made in every build: it may come from more than the one file named as its source."""

    make: Callable[[], bytes] | None = None
    """Of a page, what writes its Markdown: it is made when somebody asks for it."""
    made: Content | None = None
    """Of any other file that lies nowhere yet, what is in it."""
    known: KeptFiles | None = None
    """Where it may be there as it is to be."""
    digests: KnownDigests | None = None
    """Where what is in it is noted once it is written."""
    is_short = False
    """Of a page, whether what is written of it is its beginning alone."""
    is_whole = False
    """Of a page, whether it is written whole, and MkDocs makes none of it."""

    @property
    def src_path(self) -> str:
        """As the system writes it."""
        return os.path.normpath(self.src_uri)

    @src_path.setter
    def src_path(self, value: str) -> None:
        # There are thousands, and MkDocs would take each path to pieces.
        self.src_uri = value if os.sep == "/" else value.replace(os.sep, "/")

    @cached_property
    def written(self) -> bytes:
        """Of a page, what we have written: other plugins may have put something else in its place."""
        return b"" if self.make is None else self.make()

    @property
    def _content(self) -> str | bytes | None:
        """What MkDocs keeps the content in."""
        if "_kept" not in vars(self):
            if self.make is not None:
                return self.written
            if self.made is not None:
                return self.made.read()
        kept: str | bytes | None = vars(self).get("_kept")
        return kept

    @_content.setter
    def _content(self, content: str | bytes | None) -> None:
        vars(self)["_kept"] = content

    def show_first(self, front_matter: bytes) -> None:
        """Let only what stands before the page be read, until `show_all`: nobody looks at the rest, which takes its time."""
        if self.make is not None and not {"written", "_kept"} & vars(self).keys():
            self.written = front_matter
            self.is_short = True

    def show_all(self) -> None:
        """Let all of it be read again."""
        if self.is_short:
            del self.written, self.is_short

    def make_anew(self, make: Callable[[], bytes]) -> None:
        """Let it be written by this when somebody asks."""
        self.make = make
        for name in ("written", "_kept"):
            vars(self).pop(name, None)

    @property
    def markdown(self) -> str:
        """Of a page, its Markdown as MkDocs hands it to plugins: without the front matter."""
        return self.written.decode().partition("\n---\n")[2].lstrip("\n")

    def is_modified(self) -> bool:
        """As `--dirty` asks."""
        return True

    def is_documentation_page(self) -> bool:
        """Whether MkDocs makes a page of it."""
        return not self.is_whole and super().is_documentation_page()

    @property
    def made_of(self) -> str | None:
        """A digest of what is in it; of a file on disk, when that was written. None of a page, and of what another plugin has put in its place."""
        if vars(self).get("_kept") is not None or self.make is not None:
            return None
        if self.made is not None:
            return self.made.hash
        if self.abs_src_path is None:
            return None
        try:
            return f"{self.abs_src_path} {written(Path(self.abs_src_path).stat())}"
        except OSError:
            return None

    def copy_file(self, dirty: bool = False) -> None:
        """Written whole it is there already."""
        if self.is_whole:
            return
        made_of = self.made_of
        if self.known is None or made_of is None:
            self._write(dirty)
        elif self.known.made_of(self.abs_dest_path) == made_of:
            self.known.stays(self.abs_dest_path)
        else:
            self._write(dirty)
            self.known.note(self.abs_dest_path, made_of)

    def _write(self, dirty: bool) -> None:
        """As MkDocs does, but in pieces: some are large."""
        if self.made is None or vars(self).get("_kept") is not None:
            super().copy_file(dirty)
            return
        digests = KnownDigests() if self.digests is None else self.digests
        write_file(self.abs_dest_path, self.made.pieces(), digests)


def generated(prepared: Prepared, config: MkDocsConfig) -> Iterator[File]:
    """Every page as Markdown, and every file that goes with them.

    All have a source: other plugins ask git for its dates and authors, or where it lies.
    """
    site, addresses = prepared.site, prepared.addresses
    folders = cache(lambda folder: Path(relpath(prepared.base / folder, config.docs_dir)).as_posix())
    source_of_all = _source_of_all(prepared, config)
    for content in site.pages:
        source = source_of_all if content.source is None else f"{prepared.base / content.source}"
        yield _page(content, prepared, config, source, folders)
    for place, path in site.attached.items():
        # In a preview it may be gone while the page is still that of before.
        if path.is_file():
            yield _file(config, place, path)
    offered = _offered(prepared)
    for place, data in made_files(site, addresses, config.site_url).items():
        file = _file(config, place, data, source_of_all)
        if place in offered and _is_excluded_by_name(place, addresses.output, config):
            file.inclusion = InclusionLevel.EXCLUDED
        yield file


def left_out(files: Files, prepared: Prepared) -> frozenset[str]:
    """The files that our pages offer and that the site does not want: its exclude_docs names them, or a plugin has taken them away."""
    found = ((place, files.src_uris.get(place)) for place in _offered(prepared))
    return frozenset(place for place, file in found if file is None or file.inclusion.is_excluded())


def renew(files: Files, prepared: Prepared, config: MkDocsConfig) -> None:
    """Write our files anew, where they still are: other plugins may hold them, and have said where they stand."""
    for file in generated(prepared, config):
        old = files.get_file_from_path(file.src_uri)
        if isinstance(old, Generated) and isinstance(file, Generated) and file.make is not None:
            old.make_anew(file.make)
            old.abs_src_path = file.abs_src_path
        elif isinstance(old, Generated) and isinstance(file, Generated) and file.made is not None:
            vars(old).pop("_kept", None)
            old.made, old.abs_src_path = file.made, file.abs_src_path


def _offered(prepared: Prepared) -> frozenset[str]:
    offered = (made for of_page in prepared.site.files.values() for made in of_page)
    return frozenset(prepared.addresses.made(made.address) for made in offered)


def _is_excluded_by_name(place: str, output: str, config: MkDocsConfig) -> bool:
    """Whether a pattern means this file of ours. One such as `*.json` is written for what else lies in docs_dir."""
    spec = config.exclude_docs
    meant = (
        [] if spec is None else [each for each in spec.patterns if output in str(getattr(each, "pattern", ""))]
    )
    return bool(meant) and GitIgnoreSpec(meant).match_file(place)


def _page(
    content: PageContent,
    prepared: Prepared,
    config: MkDocsConfig,
    source: str | None,
    folders: Callable[[str], str],
) -> File:
    """source: the path of its source. folders: how one is seen from where the site's own pages are."""
    file = _file(config, prepared.addresses.source(content.page), None, source)
    file.make_anew(lambda: write_markdown(content, prepared.addresses).encode())
    # Those that are not in the navigation are marked so: MkDocs does not complain of them then.
    file.inclusion = InclusionLevel.NOT_IN_NAV
    if content.source is not None:
        # Where the site links to its sources, a report's is its YAML.
        folder, name = posixpath.split(content.source)
        file.edit_uri = posixpath.normpath(posixpath.join(folders(folder), name))
    return file


def _source_of_all(prepared: Prepared, config: MkDocsConfig) -> str | None:
    """What stands for the source of what is made of all data: git knows files, and no folders; the newest report."""
    source = prepared.newest_source or config.config_file_path
    return None if source is None else str(prepared.base / source)


def _file(
    config: MkDocsConfig, place: str, data: Content | Path | None, source: str | None = None
) -> Generated:
    """A file at a place of the site, whatever patterns of the site's own say: our pages lead to it. data: None of a page."""
    included = InclusionLevel.INCLUDED
    if isinstance(data, Path):
        of_disk = Generated.generated(config, place, abs_src_path=str(data), inclusion=included)
        assert isinstance(of_disk, Generated)
        return of_disk
    file = Generated.generated(config, place, content=b"", inclusion=included)
    assert isinstance(file, Generated)
    del vars(file)["_kept"]
    file.made = data
    if source is not None:
        file.abs_src_path = source
    return file
