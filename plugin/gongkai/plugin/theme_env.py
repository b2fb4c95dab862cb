"""The templates of a theme: compiled once, and listed without the ten thousand icons of Material, which are no files of a site."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from functools import partial
from types import CodeType
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.structure.files import Files

if TYPE_CHECKING:
    from mkdocs.theme import Theme

_FILTER = f"{Files.add_files_from_theme.__qualname__}.<locals>.filter"
"""By which MkDocs chooses the files of a theme: none that is hidden, or in a hidden folder."""


class Templates(BytecodeCache):
    """Templates as Python compiled them: MkDocs reads them anew for each build, and the search of Material for each word that it says."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """That of the same source."""
        checksum, code = self._kept.get(_key(bucket), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        assert bucket.code is not None
        self._kept[_key(bucket)] = bucket.checksum, bucket.code


def read_once(theme: Theme, templates: Templates) -> None:
    """Let all environments of a theme have their templates from these."""
    make = theme.get_env

    def get_env() -> Environment:
        env = make()
        env.bytecode_cache = templates
        vars(env)["list_templates"] = partial(_listed, env)
        return env

    vars(theme)["get_env"] = get_env


def _listed(
    env: Environment,
    extensions: Collection[str] | None = None,
    filter_func: Callable[[str], bool] | None = None,
) -> list[str]:
    """As Jinja lists them, which looks into every folder first."""
    is_known = filter_func is not None and filter_func.__qualname__ == _FILTER
    if not (is_known and type(env.loader) is FileSystemLoader):
        return Environment.list_templates(env, extensions, filter_func)
    names = {name for folder in env.loader.searchpath for name in _not_hidden(folder)}
    return sorted(filter(filter_func, names))


def _not_hidden(folder: str) -> Iterator[str]:
    """The files of a folder and of those in it, by their names from there."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            yield os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")  # noqa: PTH118


def _key(bucket: Bucket) -> tuple[str, ...]:
    """Extensions compile otherwise."""
    return bucket.key, *sorted(bucket.environment.extensions)
