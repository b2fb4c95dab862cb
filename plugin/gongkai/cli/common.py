"""What every verb needs: settings, data folder, paths, archive."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from gongkai.findings import Finding
from gongkai.ground.extras import MissingExtra
from gongkai.ground.memory import uncollected
from gongkai.ground.progress import Progress
from gongkai.ground.spread import ClusterError, Spread, spread_over
from gongkai.model import Archive, read_archive
from gongkai.rules import (
    Before,
    Rule,
    all_rules,
    count_reports,
    inspect,
    read_and_inspect_spread,
    rule_settings,
    spread_for,
)
from gongkai.settings import Settings, SettingsError, make_settings, options_of_site

SITE_CONFIG = "mkdocs.yml"


class _Name(click.Path):
    """A file or folder. An empty name, as from an unset variable, would mean the working folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As click does, but refuse an empty name."""
        if not os.fspath(value):
            raise click.UsageError("文件或文件夹的名称是空的", ctx)
        return super().convert(value, param, ctx)


# Not checked by click, which would speak English: reading names what cannot be read.
PATH = _Name(readable=False, path_type=Path)

data_option = click.option(
    "--data",
    "data_dir",
    type=PATH,
    metavar="DIR",
    help="数据文件夹，默认取自 mkdocs.yml，否则为 data。",
)
cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="分给 Dask 集群的各台机器一起做：它的地址，如 tcp://10.0.0.5:8786；local 是本机各个核心，local:4 是 4 个进程。结果与不用时相同。",
)
no_cache_option = click.option(
    "--no-cache", is_flag=True, help="不用上次留下的缓存，全部重新做；结果与用缓存时相同。"
)


def is_terminal() -> bool:
    """Whether there is somebody to ask."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def read_settings() -> Settings:
    config = Path(SITE_CONFIG)
    try:
        options = options_of_site(config) if config.is_file() else {}
        return make_settings(options, rule_settings())
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


def is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # such as a name that is too long
        return False


def is_inside(path: Path, folder: Path) -> bool:
    """By its own path, or by where links lead: a link is inside its folder even if it leads out, or nowhere."""
    return any(Path(of(path)).is_relative_to(of(folder)) for of in (os.path.abspath, os.path.realpath))


def data_folder(data_dir: Path | None, settings: Settings) -> Path:
    """The data folder of a verb; wrong use if it is no folder."""
    data = data_dir or Path(settings.data_dir)
    if not is_there(data) or not data.is_dir():
        raise click.UsageError(f"没有数据文件夹“{data}”；在放 mkdocs.yml 的文件夹里运行，或用 --data 指明")
    return data


@contextmanager
def cluster_at(address: str | None) -> Iterator[Spread | None]:
    """The cluster that does the work of a verb; None where it is done here. Wrong use where it cannot be used."""
    if address is None:
        yield None
        return
    try:
        with spread_over(address) as over:
            yield over
    except (ClusterError, MissingExtra) as error:
        raise click.UsageError(str(error)) from None


def read_and_inspect(
    data: Path, settings: Settings, cluster: Spread | None = None, before: Before | None = None
) -> tuple[Archive, tuple[Finding, ...]]:
    """The archive of a data folder and all that is found in it, with a bar on a terminal where it takes long.

    before: what need not be done again. cluster: where the rules are to run; otherwise on the cores of this machine. Wrong use where the settings name a folder that is not there.
    """
    progress = Progress()
    count = count_reports(data)
    try:
        # The command ends with what it has read.
        with uncollected(stays=True), spread_for(count, cluster) as over:
            if over is not None or before is not None:
                with progress.work("正在读取、核对", count) as step:
                    archive, _, found = read_and_inspect_spread(data, Path.cwd(), settings, over, step, before)
                return archive, found
            with progress.work("正在读取", count) as step:
                archive, problems = read_archive(data, Path.cwd(), step)
            with progress.work("正在核对", len(all_rules())) as step:
                return archive, inspect(archive, problems, settings, step)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


def rules_named(names: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules with these codes or names; wrong use for one that does not exist."""
    known = {key.lower(): rule for rule in all_rules() for key in (rule.code, rule.name)}
    for name in names:
        if name.lower() not in known:
            raise click.UsageError(f"没有“{name}”这条规则；gongkai rules 列出全部规则")
    return tuple(known[name.lower()] for name in names)
