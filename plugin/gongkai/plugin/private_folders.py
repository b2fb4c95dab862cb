"""What is not meant for the public may not lie where MkDocs copies from: drafts, remarks, licensed fonts would be in the site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from gongkai.ground.cache import CACHE
from gongkai.settings import Settings


class _Private(NamedTuple):
    """A folder that is not published."""

    option: str
    """What it is called in messages: its option and value."""
    path: Path
    remedy: str


class _Public(NamedTuple):
    """A folder whose files MkDocs copies into the site, or that it empties."""

    option: str
    path: Path
    is_copied: bool = True


def refuse_published_folders(settings: Settings, base: Path, config: MkDocsConfig) -> None:
    """Raise PluginError where a private folder lies inside or above a public one, by their real paths, or is linked from it."""
    public = tuple(_public(config))
    for private in _private(settings, base):
        for place in public:
            linked = None
            if not _leads_into(place.path, private.path):
                linked = _link_into(place.path, private.path) if place.is_copied else None
                if linked is None:
                    continue
            where = f"{place.option} 的文件夹“{place.path.name}”"
            how = (
                f"与{where}不能一个在另一个里面"
                if linked is None
                else f"不能从{where}里链接到（{linked.relative_to(place.path).as_posix()}）"
            )
            risk = "其中不公开的内容会被复制到网站" if place.is_copied else "生成网站时这里会被清空"
            raise PluginError(f"gongkai：{private.option}{how}：{risk}；{private.remedy}")


def _private(settings: Settings, base: Path) -> Iterator[_Private]:
    beside = "请放在 mkdocs.yml 旁边单独的文件夹里，如 {}"
    yield _Private(
        f"选项 data_dir“{settings.data_dir}”", base / settings.data_dir, beside.format("data_dir: data")
    )
    if settings.fonts_dir is not None:
        yield _Private(
            f"选项 fonts_dir“{settings.fonts_dir}”",
            base / settings.fonts_dir,
            beside.format("fonts_dir: fonts"),
        )
    yield _Private(
        f"缓存“{CACHE.as_posix()}”",
        base / CACHE,
        "缓存总在 mkdocs.yml 旁边，请把网站的页面放进单独的文件夹，如 docs_dir: docs",
    )


def _public(config: MkDocsConfig) -> Iterator[_Public]:
    yield _Public("docs_dir", Path(config.docs_dir))
    if config.theme.custom_dir:
        yield _Public("theme.custom_dir", Path(config.theme.custom_dir))
    yield _Public("site_dir", Path(config.site_dir), is_copied=False)


def _is_within(path: Path, folder: Path) -> bool:
    """By what the paths really are: links followed, in whatever case a disk takes names."""
    if not folder.exists():
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    real = Path(os.path.realpath(path))
    return any(each.exists() and each.samefile(folder) for each in (real, *real.parents))


def _link_into(folder: Path, private: Path) -> Path | None:
    """The first link below a public folder, as MkDocs walks it, that leads to what is private."""
    seen = {os.path.realpath(folder)}
    for place, folders, files in os.walk(folder, followlinks=True):
        below = []
        for name in sorted(folders):
            real = os.path.realpath(Path(place, name))
            # On Windows a junction leads elsewhere too, and is no link.
            if real != str(Path(os.path.realpath(place), name)) and _leads_into(Path(real), private):
                return Path(place, name)
            # A link to a folder that is above it has no end.
            if real not in seen:
                seen.add(real)
                below.append(name)
        for name in sorted(files):
            if Path(place, name).is_symlink() and _leads_into(Path(place, name), private):
                return Path(place, name)
        folders[:] = below
    return None


def _leads_into(path: Path, private: Path) -> bool:
    return _is_within(path, private) or _is_within(private, path)
