"""The options in a mkdocs.yml, read without MkDocs: unknown tags ignored, INHERIT followed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from gongkai.settings.options import SettingsError


class _Loader(yaml.SafeLoader):
    """Reads a mkdocs.yml without running or resolving what only MkDocs and its plugins know."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def options_of_site(config: Path) -> Mapping[str, object]:
    """The options of the plugin in a mkdocs.yml; empty where it does not name it.

    Raises SettingsError where the file, or one that it inherits from, cannot be read.
    """
    try:
        plugins = _inherited(config, ()).get("plugins")
    except RecursionError:
        raise SettingsError(f"{config.name} 中的锚点绕回了自己") from None
    entries = plugins.items() if isinstance(plugins, Mapping) else plugins if isinstance(plugins, list) else ()
    for entry in entries:
        if isinstance(entry, tuple):
            name, options = entry
        elif isinstance(entry, Mapping) and len(entry) == 1:
            name, options = next(iter(entry.items()))
        else:
            continue
        if name == "gongkai":
            return options if isinstance(options, Mapping) else {}
    return {}


def _inherited(config: Path, seen: tuple[Path, ...]) -> Mapping[str, object]:
    """A configuration over the one that it inherits from, merged as MkDocs does: mappings by key."""
    if config.resolve() in seen:
        raise SettingsError(f"{config.name} 的 INHERIT 绕回了自己")
    try:
        values = yaml.load(config.read_bytes(), Loader=_Loader)  # noqa: S506  # a SafeLoader
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "不是文件，或没有读取的权限"
        raise SettingsError(f"读不到 {config.name}：{why}") from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        place = getattr(error, "problem_mark", None)
        line = f"第 {place.line + 1} 行" if place else ""
        raise SettingsError(f"{config.name} {line}不是正确的 YAML") from None
    if not isinstance(values, dict):
        return {}
    parent = values.pop("INHERIT", None)
    if not isinstance(parent, str):
        return values
    if "\0" in parent:
        raise SettingsError(f"{config.name} 的 INHERIT 不是文件名")
    return _merge(_inherited(config.parent / parent, (*seen, config.resolve())), values)


def _merge(below: Mapping[str, object], above: Mapping[str, object]) -> Mapping[str, object]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merge(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged
