"""The command `gongkai`. It runs without MkDocs; texts are for editors, so they are Chinese."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from gongkai.findings import Finding
from gongkai.model import read_archive
from gongkai.reporting.text import summary, write_text
from gongkai.rules import fails, inspect, switchable
from gongkai.settings import Settings, SettingsError, make_settings, options_of_site

SITE_CONFIG = "mkdocs.yml"


def main() -> None:
    """Entry point: whatever the console's code page, an unknown character is written as an escape, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    command()


@click.group(name="gongkai", help="政府信息公开工作年度报告：核对数据。")
@click.version_option(
    package_name="mkdocs-gongkai", prog_name="gongkai", message="%(prog)s %(version)s", help="显示版本。"
)
@click.help_option("--help", help="显示帮助。")
def command() -> None:
    """The command's verbs."""


@command.command(
    help="核对报告。不给 PATH 时核对整个数据文件夹；也可以只给其中的文件或文件夹，或另一个数据文件夹。"
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="数据文件夹，默认取自 mkdocs.yml，否则为 data。",
)
@click.option("--strict", is_flag=True, help="有提醒也算不通过。")
@click.help_option("--help", help="显示帮助。")
def check(paths: tuple[Path, ...], data_dir: Path | None, strict: bool) -> None:
    """Exit status 0: nothing wrong; 1: findings at or above the failing level; 2: wrong use."""
    settings = _settings()
    data = data_dir or Path(settings.data_dir)
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"没有“{path}”这个文件或文件夹")
    if paths and data_dir is None and not all(_inside(path, data) for path in paths):
        if len(paths) > 1 or not paths[0].is_dir():
            raise click.UsageError(f"“{paths[0]}”不在数据文件夹“{data}”里；别处的数据文件夹一次给一个")
        data, paths = paths[0], ()
    if not data.is_dir():
        raise click.UsageError(f"没有数据文件夹“{data}”；在放 mkdocs.yml 的文件夹里运行，或用 --data 指明")
    base = Path.cwd()
    archive, problems = read_archive(data, base)
    findings = _of_paths(inspect(archive, problems, settings), paths)
    click.echo(write_text(findings, archive.lines), nl=False)
    if findings:
        click.echo()
    click.echo(summary(findings, archive))
    if fails(findings, archive, settings, strict=strict):
        sys.exit(1)


def _settings() -> Settings:
    config = Path(SITE_CONFIG)
    try:
        options = options_of_site(config) if config.is_file() else {}
        return make_settings(options, switchable())
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _of_paths(findings: tuple[Finding, ...], paths: tuple[Path, ...]) -> tuple[Finding, ...]:
    """The findings whose file is one of the paths, or lies in one."""
    if not paths:
        return findings
    return tuple(f for f in findings if any(_inside(Path(f.place.file), path) for path in paths))
