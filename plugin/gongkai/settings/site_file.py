"""What a mkdocs.yml says, read without MkDocs: unknown tags ignored, INHERIT followed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import yaml

from gongkai.data_classes import dataclass
from gongkai.ground.why_not import why_not
from gongkai.settings.options import SettingsError


class _Loader(yaml.SafeLoader):
    """Reads a mkdocs.yml, and neither runs nor resolves the tags of MkDocs and its plugins."""


_Loader.add_multi_constructor("", lambda *_: None)


class _EnvironmentLoader(_Loader):
    """As above, but for `!ENV`: the value of the first variable that is set, else the last of the list."""


def _of_environment(_: _EnvironmentLoader, node: yaml.Node) -> object:
    """All values are texts: what is asked for of this kind are names of folders."""
    if not isinstance(node, yaml.SequenceNode):
        return os.environ.get(str(node.value))
    names = [part.value for part in node.value if isinstance(part, yaml.ScalarNode)]
    default = names.pop() if len(names) > 1 else None
    return next((os.environ[name] for name in names if name in os.environ), default)


_EnvironmentLoader.add_constructor("!ENV", _of_environment)


@dataclass(frozen=True)
class SiteFolders:
    """The folders that a mkdocs.yml names, or MkDocs' usual ones."""

    base: Path
    """That of the mkdocs.yml, which the others are relative to."""
    site: Path
    docs: Path
    data: Path


def folders_of_site(config: Path) -> SiteFolders:
    """Where a site comes from and where it is built.

    Raises SettingsError where the file, or one that it inherits from, cannot be read.
    """
    try:
        values = _inherited(config, (), _EnvironmentLoader)
    except RecursionError:
        raise SettingsError(f"{config.name} 中的锚点绕回了自己") from None
    base = config.parent
    named = (
        (values.get("site_dir"), "site"),
        (values.get("docs_dir"), "docs"),
        (_options(values).get("data_dir"), "data"),
    )
    site, docs, data = (base / (name if isinstance(name, str) and name else usual) for name, usual in named)
    return SiteFolders(base, site, docs, data)


def options_of_site(config: Path) -> Mapping[str, object]:
    """The options of the plugin in a mkdocs.yml; empty if the plugin is not in it.

    Raises SettingsError where the file, or one that it inherits from, cannot be read.
    """
    try:
        return _options(_inherited(config, (), _Loader))
    except RecursionError:
        raise SettingsError(f"{config.name} 中的锚点绕回了自己") from None


def _options(values: Mapping[str, object]) -> Mapping[str, object]:
    """The options of the plugin in a configuration."""
    plugins = values.get("plugins")
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


def _inherited(config: Path, seen: tuple[Path, ...], loader: type[_Loader]) -> Mapping[str, object]:
    """A configuration over the one that it inherits from, merged as MkDocs does: mappings by key."""
    if config.resolve() in seen:
        raise SettingsError(f"{config.name} 的 INHERIT 绕回了自己")
    try:
        values = yaml.load(config.read_bytes(), Loader=loader)  # noqa: S506  # a SafeLoader
    except OSError as error:
        raise SettingsError(f"读不到 {config.name}：{why_not(error)}") from None
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
    return _merge(_inherited(config.parent / parent, (*seen, config.resolve()), loader), values)


def _merge(below: Mapping[str, object], above: Mapping[str, object]) -> Mapping[str, object]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merge(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged
