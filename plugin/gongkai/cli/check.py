"""`gongkai check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.cli.chinese import Verb
from gongkai.cli.common import (
    PATH,
    data_folder,
    data_option,
    help_option,
    is_inside,
    is_there,
    read_settings,
    rules_named,
)
from gongkai.cli.selection import Selection, changed_files
from gongkai.findings import Level
from gongkai.model import read_archive
from gongkai.reporting.as_json import write_json
from gongkai.reporting.text import summary, write_text
from gongkai.rules import fails, inspect
from gongkai.settings import SettingsError

FORMATS = ("text", "json")


@click.command(
    cls=Verb,
    help="核对报告。不给 PATH 时核对整个数据文件夹；也可以只给其中的文件或文件夹，或另一个数据文件夹。",
    options_metavar="[选项]",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=PATH)
@data_option
@click.option("--strict", is_flag=True, help="有提醒也算不通过。")
@click.option("--year", "years", multiple=True, type=int, metavar="年度", help="只看这一年度，可重复。")
@click.option("--agency", "agencies", multiple=True, metavar="机关", help="只看这个机关及其下级，可重复。")
@click.option("--rule", "rules", multiple=True, metavar="规则", help="只看这条规则（名称或代码），可重复。")
@click.option(
    "--level",
    type=click.Choice([level.value for level in reversed(Level)]),
    default=Level.INFO.value,
    metavar="级别",
    help="只看这一级及以上：error 错误、warning 提醒、info 说明。",
)
@click.option("--changed", is_flag=True, help="只看 git 中有改动的文件。")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    metavar="格式",
    help="输出为 text（文字）或 json。",
)
@help_option
def check(
    paths: tuple[Path, ...],
    data_dir: Path | None,
    strict: bool,
    years: tuple[int, ...],
    agencies: tuple[str, ...],
    rules: tuple[str, ...],
    level: str,
    changed: bool,
    form: str,
) -> None:
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
    archive, problems = read_archive(data, Path.cwd())
    for agency in agencies:
        if agency.strip("/") not in archive.agencies:
            raise click.UsageError(f"数据文件夹里没有机关“{agency}”；写它的文件夹在数据文件夹中的路径")
    selection = Selection(
        paths,
        changed_files(data) if changed else None,
        tuple(agency.strip("/") for agency in agencies),
        years,
        tuple(rule.code for rule in rules_named(rules)),
        Level(level),
    )
    try:
        findings = selection.of(inspect(archive, problems, settings), archive)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    checked = selection.checked(archive)
    if form == "json":
        click.echo(write_json(findings, checked), nl=False)
    else:
        click.echo(write_text(findings, archive.lines), nl=False)
        if findings:
            click.echo()
        click.echo(summary(findings, checked))
    if fails(findings, archive, settings, strict=strict):
        sys.exit(1)
