"""`gongkai check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.cli.chinese import Verb
from gongkai.cli.common import PATH, data_folder, data_option, help_option, is_inside, is_there, read_settings
from gongkai.findings import Finding
from gongkai.model import read_archive
from gongkai.reporting.text import summary, write_text
from gongkai.rules import fails, inspect


@click.command(
    cls=Verb,
    help="核对报告。不给 PATH 时核对整个数据文件夹；也可以只给其中的文件或文件夹，或另一个数据文件夹。",
    options_metavar="[选项]",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=PATH)
@data_option
@click.option("--strict", is_flag=True, help="有提醒也算不通过。")
@help_option
def check(paths: tuple[Path, ...], data_dir: Path | None, strict: bool) -> None:
    """Exit status 0: nothing wrong; 1: findings at or above the failing level; 2: wrong use."""
    settings = read_settings()
    data = data_dir or Path(settings.data_dir)
    for path in paths:
        if not is_there(path):
            raise click.UsageError(f"没有“{path}”这个文件或文件夹")
    if paths and data_dir is None and not all(is_inside(path, data) for path in paths):
        if len(paths) > 1 or not paths[0].is_dir():
            raise click.UsageError(f"“{paths[0]}”不在数据文件夹“{data}”里；别处的数据文件夹一次给一个")
        data, paths = paths[0], ()
    data = data_folder(data, settings)
    base = Path.cwd()
    archive, problems = read_archive(data, base)
    findings = _of_paths(inspect(archive, problems, settings), paths)
    click.echo(write_text(findings, archive.lines), nl=False)
    if findings:
        click.echo()
    click.echo(summary(findings, archive))
    if fails(findings, archive, settings, strict=strict):
        sys.exit(1)


def _of_paths(findings: tuple[Finding, ...], paths: tuple[Path, ...]) -> tuple[Finding, ...]:
    """The findings whose file is one of the paths, or lies in one."""
    if not paths:
        return findings
    return tuple(f for f in findings if any(is_inside(Path(f.place.file), path) for path in paths))
