"""`gongkai build`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import (
    PATH,
    SITE_CONFIG,
    cluster_option,
    is_inside,
    is_there,
    no_cache_option,
)
from gongkai.ground.cache import NO_CACHE
from gongkai.ground.lock import locked
from gongkai.ground.spread import CLUSTER
from gongkai.ground.swap import Workroom, inherit
from gongkai.ground.why_not import why_not
from gongkai.settings import SettingsError, SiteFolders, folders_of_site

CONFIGS = (SITE_CONFIG, "mkdocs.yaml")
"""Where MkDocs looks for its configuration."""
ENGINE = "gongkai.plugin"
"""Run as a program it is MkDocs."""


@click.command(
    cls=Verb,
    help="生成网站。选项与 mkdocs build 相同；不同的是先在旁边的文件夹中生成，完整之后才换下原来的网站："
    "无论何时被终止，网站都是完整的一份，旧的或新的。",
    options_metavar="[选项]",
    examples=(
        ("gongkai build", "生成到 mkdocs.yml 所写的文件夹，默认 site；有错误即停止"),
        ("gongkai build --strict", "有提醒也停止"),
        ("gongkai build --site-dir preview", "生成到另一个文件夹"),
    ),
)
@click.option("-f", "--config-file", "config", type=PATH, metavar="FILE", help="配置文件，默认 mkdocs.yml。")
@click.option("-s", "--strict/--no-strict", default=None, help="有提醒也停止。")
@click.option("-t", "--theme", metavar="名称", help="改用另一个主题。")
@click.option(
    "--use-directory-urls/--no-directory-urls", "directories", default=None, help="一页一个文件夹（默认）。"
)
@click.option("-d", "--site-dir", type=PATH, metavar="DIR", help="生成到哪个文件夹，默认取自配置文件。")
@click.option("-c", "--clean/--dirty", default=True, help="总是整个重新生成：两种写法结果相同。")
@click.option("-q", "--quiet", is_flag=True, help="只显示错误。")
@click.option("-v", "--verbose", is_flag=True, help="显示详细的过程。")
@cluster_option
@no_cache_option
@help_option
def build(
    config: Path | None,
    strict: bool | None,
    theme: str | None,
    directories: bool | None,
    site_dir: Path | None,
    clean: bool,  # nothing of an old site is in the new folder either way
    quiet: bool,
    verbose: bool,
    cluster: str | None,
    no_cache: bool,
) -> None:
    """Exit status 0: the new site stands in its place; 1: not built, the old site is as it was; 2: wrong use, or no room to work in."""
    config = _config(config)
    target = _target(config, site_dir)
    workroom = Workroom.beside(target)
    options = [
        *("--config-file", str(config), "--site-dir", str(workroom.new)),
        *(() if strict is None else (("--strict" if strict else "--no-strict"),)),
        *(() if theme is None else ("--theme", theme)),
        *(() if directories is None else (("--use-directory-urls" if directories else "--no-directory-urls"),)),
        *(["--quiet"] if quiet else []),
        *(["--verbose"] if verbose else []),
    ]
    try:
        variables = {} if cluster is None else {CLUSTER: cluster}
        variables |= {NO_CACHE: "1"} if no_cache else {}
        status = _build(workroom, options, variables)
    except OSError as error:
        place = error.filename or workroom.folder
        raise click.UsageError(f"写不到“{place}”：{why_not(error)}；{_as_it_is(target)}") from None
    if status:
        click.echo(f"没有生成：{_as_it_is(target)}。", err=True)
        sys.exit(2 if status == 2 else 1)
    if not quiet:
        click.echo(f"网站已生成：{target}")


def _config(given: Path | None) -> Path:
    """The configuration; wrong use where there is none."""
    names = CONFIGS if given is None else (given,)
    found = next((path for path in map(Path, names) if is_there(path) and not path.is_dir()), None)
    if found is None:
        raise click.UsageError(
            f"没有配置文件“{given or SITE_CONFIG}”；在放 mkdocs.yml 的文件夹里运行，或用 -f 指明"
        )
    return found.absolute()


def _target(config: Path, site_dir: Path | None) -> Path:
    """The folder of the site, by its real path; wrong use where what the site is made from lies in it."""
    try:
        folders = folders_of_site(config)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    target = Path(os.path.realpath(folders.site if site_dir is None else folders.base / site_dir))
    if target.exists() and not target.is_dir():
        raise click.UsageError(f"“{target}”不是文件夹")
    inside = _inside(target, folders)
    if inside is not None or target.parent == target:
        raise click.UsageError(f"网站的文件夹“{target}”里有“{inside or config}”，会被替换掉；请另选一个文件夹")
    return target


def _inside(target: Path, folders: SiteFolders) -> Path | None:
    """What the site is made from and that its folder would take with it."""
    sources = (folders.base, folders.docs, folders.data, Path.cwd())
    return next((source for source in sources if is_inside(source, target)), None)


def _as_it_is(target: Path) -> str:
    return f"原来的“{target.name}”没有改动" if target.exists() else f"“{target.name}”还没有"


def _build(workroom: Workroom, options: list[str], variables: Mapping[str, str]) -> int:
    """MkDocs' exit status; where it is 0 the new site stands in its place.

    Raises OSError where a folder or file cannot be written.
    """

    def waiting() -> None:
        click.echo("另一个 gongkai build 正在生成这个网站，等它结束……", err=True)

    with locked(workroom.lock, waiting) as lock:
        workroom.open()
        try:
            if workroom.recover():
                click.echo("上一次生成中断了，已放回原来的网站", err=True)
            status = _run_mkdocs(options, variables, lock)
            if status == 0:
                inherit(workroom.target, workroom.new)
                workroom.swap()
        finally:
            workroom.close()
    with suppress(OSError):
        workroom.folder.rmdir()
    return status


def _run_mkdocs(options: list[str], variables: Mapping[str, str], lock: int) -> int:
    """The exit status of the child. It holds the lock as long as it lives: killed, we leave nobody who writes where the next one works."""
    command = [sys.executable, "-P", "-m", ENGINE, "build", *options]
    environment = {**os.environ, **variables}
    if sys.platform == "win32":
        return subprocess.call(command, env=environment)  # noqa: S603  # our own, and MkDocs' options
    return subprocess.call(command, pass_fds=(lock,), env=environment)  # noqa: S603
