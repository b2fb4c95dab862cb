"""What a build leaves for the next one about the files of its site: those that are still as they were written stay.

Believed of a file is only what was noted right after it was written, as long as nobody has written it since; of a page, only
for the same configuration, the same programs, and a theme that puts the same around the first page of its kind.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.theme import Theme

from gongkai.data_classes import dataclass
from gongkai.ground.shelf import Bundle, Kind, Shelf
from gongkai.plugin.frames import Kind as PageKind
from gongkai.plugin.frames import Written
from gongkai.plugin.kept_files import There
from gongkai.plugin.known import Known
from gongkai.plugin.whole_pages import WholePage
from gongkai.writers.html.trimmed import Looks

_PROGRAMS = ("mkdocs", "properdocs", "mkdocs-material", "Jinja2", "MarkupSafe", "Markdown", "Pygments")
"""What makes pages beside us."""
_NAME = "files"


@dataclass
class _Site:
    """What JSON holds of it."""

    kinds: list[Any] = field(default_factory=list)
    """Each kind of page with the digest of its frame."""
    looks: list[Any] = field(default_factory=list)
    pages: dict[str, list[Any]] = field(default_factory=dict)
    """By place in the site: what a page is made of, its address, whether there is a feed, the numbers of its kind and its looks."""
    data: dict[str, str] = field(default_factory=dict)
    """The digests of other files, by place."""
    written: dict[str, list[Any]] = field(default_factory=dict)
    """Of both: when and how they were written, and their SHA-256."""


# Not `astuple`, which copies all that is in them.
_SITE = Kind[_Site](lambda site: list(vars(site).values()), lambda packed: _Site(*packed))


def bundle_of(shelf: Shelf, config: MkDocsConfig, output: str) -> Bundle:
    """Where it is kept: of this folder, with this configuration, and these programs."""
    programs = [f"{name} {_version(name)}" for name in _PROGRAMS]
    return shelf.bundle("site", config.site_dir, output, *programs, _said(config))


def _said(value: object) -> object:
    """A configuration, as far as its `repr` says the same in each process."""
    match value:
        case str() | int() | float() | None:
            return value
        case Theme():
            return value.name, str(value.locale), [(name, _said(value[name])) for name in value]
        case Mapping():
            return [(str(name), _said(each)) for name, each in value.items()]
        case list() | tuple():
            return list(map(_said, value))
        case BasePlugin():
            return _said(value.config)
        case _:
            return type(value).__name__


def take(known: Known, bundle: Bundle, site: Path) -> None:
    """Let all be known that the build before has left. What is not as it was written is not known."""
    found = bundle.get(_NAME, _SITE)
    try:
        files = {} if found is None else _unpacked(found, site, known)
    except (TypeError, ValueError, IndexError, KeyError, AttributeError):
        files = {}
        known.digests.clear()
        known.frames.digests.clear()
    known.files.remember(files)


def _unpacked(found: _Site, site: Path, known: Known) -> Mapping[str, There]:
    kinds = [_kind(packed) for *packed, _ in found.kinds]
    looks = [
        Looks(frozenset(map(str, classes)), frozenset((str(name), str(value)) for name, value in fixed))
        for classes, fixed in found.looks
    ]
    frames = [str(frame) for *_, frame in found.kinds]
    made: dict[str, object] = dict(found.data)
    for place, (source, address, has_feed, kind, look) in found.pages.items():
        written = Written(source, address, has_feed, kinds[kind], frames[kind])
        made[place] = WholePage(written, None if look is None else looks[look])
    files, above = {}, f"{site}{os.sep}"
    for place, (digest, *times) in found.written.items():
        path, written_at = above + place.replace("/", os.sep), tuple(map(int, times))
        files[path] = There(made[place], written_at)
        known.digests[path] = written_at, str(digest)
    known.frames.digests.update(zip(kinds, frames, strict=True))
    return files


def leave(known: Known, bundle: Bundle, site: Path) -> None:
    """Note all that is there now. What was changed after it was written is left out, and so is a page of which nobody knows all that it is made of."""
    found, kinds, looks = _Site(), _Numbers(), _Numbers()
    above = len(f"{site}{os.sep}")
    for path, there in known.files.now.items():
        written, digest = known.digests.get(path, ((), ""))
        if not there.written or there.written != written:
            continue
        place, made_of = path[above:].replace(os.sep, "/"), there.made_of
        if isinstance(made_of, str):
            found.data[place] = made_of
        elif isinstance(made_of, WholePage) and isinstance(made_of.written.source, str):
            source, address, has_feed, *kind = made_of.written
            look = None if made_of.looks is None else looks.of(made_of.looks)
            found.pages[place] = [source, address, has_feed, kinds.of(tuple(kind)), look]
        else:
            continue
        found.written[place] = [digest, *written]
    found.kinds = [[*kind, frame] for kind, frame in kinds]
    found.looks = [list(map(sorted, look)) for look in looks]
    bundle.put(_NAME, _SITE, found)


class _Numbers(dict[Any, int]):
    """A number for each thing."""

    def of(self, thing: object) -> int:
        return self.setdefault(thing, len(self))


def _kind(packed: Iterable[Any]) -> PageKind:
    folder, hide, told, has_short, has_outline, has_address, sheets = packed
    return PageKind(
        str(folder),
        tuple(hide),
        tuple(told),
        bool(has_short),
        bool(has_outline),
        bool(has_address),
        tuple(sheets),
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
