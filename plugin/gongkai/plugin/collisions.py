"""Nothing that the site has of its own may come out where something of ours does: one of them would be lost."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.utils import markdown_extensions

from gongkai.addresses import Addresses
from gongkai.settings import Settings
from gongkai.site import Site, places


def refuse_same_output(settings: Settings, others: Iterable[Settings]) -> None:
    """Raise PluginError where the pages of two of ours in one site would come out in one folder."""
    for other in others:
        first, second = f"{settings.output}/", f"{other.output}/"
        if first.startswith(second) or second.startswith(first):
            raise PluginError(
                f"gongkai：plugins 中有两处 gongkai，选项 output“{other.output}”和“{settings.output}”"
                "不能相同，也不能一个在另一个里面，请改其中一处"
            )


def refuse_collisions(site: Site, addresses: Addresses, docs_dir: Path) -> None:
    """Raise PluginError for the first file in docs_dir that would come out at a place of ours."""
    is_there = _Folders(docs_dir)
    for place in places(site, addresses):
        for source in _sources(place, directories=addresses.directories):
            if is_there[posixpath.dirname(source)] and (docs_dir / source).exists():
                own, redirect = f"{docs_dir.name}/{source}", site.redirects.get(place)
                if redirect is not None:
                    raise PluginError(f"gongkai：{redirect.where} 就是现在 {own} 的地址，请删去")
                raise PluginError(f"gongkai：{own} 与报告的页面或文件同名，请改名，或用选项 output 换一个路径")


class _Folders(dict[str, bool]):
    """Which folders of the site's own there are: in most there is nothing of ours, and one look is enough for thousands of places."""

    def __init__(self, docs_dir: Path) -> None:
        super().__init__({"": docs_dir.is_dir()})
        self._docs_dir = docs_dir

    def __missing__(self, folder: str) -> bool:
        found = self[posixpath.dirname(folder)] and (self._docs_dir / folder).is_dir()
        self[folder] = found
        return found


def _sources(place: str, *, directories: bool) -> Iterator[str]:
    """The files of the site's own that would come out at a place of the site."""
    yield place
    stem, dot, kind = place.rpartition(".")
    if kind != "html" or not dot:
        return
    folder = "" if stem == "index" else stem.removesuffix("/index")
    stems = [stem, f"{folder}/README".lstrip("/")] if folder != stem else []
    if folder and directories == (folder != stem):
        stems.append(folder)
    yield from (stem + ending for stem in stems for ending in markdown_extensions)
