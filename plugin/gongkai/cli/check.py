"""`gongkai check`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.colours import in_colour, wants_colours
from gongkai.cli.common import (
    PATH,
    SITE_CONFIG,
    cluster_at,
    cluster_option,
    data_folder,
    data_option,
    is_inside,
    is_there,
    no_cache_option,
    read_and_inspect,
    read_settings,
    rules_named,
)
from gongkai.cli.remarks import write_remarks
from gongkai.cli.selection import Selection, changed_files
from gongkai.findings import Finding, Level
from gongkai.ground.cache import FOUND, cache_of, shelf
from gongkai.model import Archive
from gongkai.reporting.as_json import write_json
from gongkai.reporting.checked import Checked
from gongkai.reporting.github import write_github
from gongkai.reporting.gitlab import write_gitlab
from gongkai.reporting.publication import publications
from gongkai.reporting.sarif import write_sarif
from gongkai.reporting.text import how_far, summary, write_text
from gongkai.rules import Before, failing
from gongkai.rules.content import form_year
from gongkai.settings import Settings

Findings = tuple[Finding, ...]


def _text(findings: Findings, archive: Archive, checked: Checked) -> str:
    # Of a single report the last line says the same.
    reaches = checked.reaches if checked.reports > 1 else ()
    if wants_colours(sys.stdout):
        return write_text(findings, archive.lines, in_colour, reaches=reaches)
    return write_text(findings, archive.lines, reaches=reaches)


FOR_PEOPLE: Mapping[str, Callable[[Findings, Archive, Checked], str]] = {
    "text": _text,
    "github": lambda findings, *_: write_github(findings),
}
"""Formats that end with a line about the whole."""
FOR_MACHINES: Mapping[str, Callable[[Findings, Checked], str]] = {
    "gitlab": lambda findings, _: write_gitlab(findings),
    "sarif": write_sarif,
}


@click.command(
    cls=Verb,
    help="核对报告。不给 PATH 时核对整个数据文件夹；也可以只给其中的文件或文件夹，或另一个数据文件夹。"
    "退出状态：0 通过，1 有使核对不通过的问题，2 命令写错。",
    options_metavar="[选项]",
    examples=(
        ("gongkai check", "核对全部报告"),
        ("gongkai check data/haishu-office/2021.yml", "只看一份报告"),
        ("gongkai check --changed --quiet", "提交之前：只看改动过的文件，只说使核对不通过的问题"),
        ("gongkai check --agency haishu-office --year 2021 --level warning", "一个机关一个年度的错误和提醒"),
        ("gongkai check --report 核对情况.html", "另写一份可以转发的核对情况"),
        (
            f"gongkai check --write-remarks {form_year.RULE.code} --reason 公布时仍用旧格式，已无法更改。",
            "看过之后，把一条规则的提醒写进各报告的核对说明",
        ),
        ("gongkai check --format github", "在 GitHub 的流水线中，问题显示在合并请求的行上"),
    ),
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
@click.option("--quiet", is_flag=True, help="只输出使核对不通过的问题；通过时什么也不输出。")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github", "gitlab", "sarif")),
    default="text",
    metavar="格式",
    help="输出为 text（文字）、json、github（流水线的行注）、gitlab（Code Quality）或 sarif。",
)
@click.option(
    "--report",
    "summary_file",
    type=PATH,
    metavar="FILE",
    help="另把核对情况写成一个文件：.html、.md 或 .xlsx，供上级机关转发。",
)
@click.option(
    "--report-each",
    "each",
    type=PATH,
    metavar="DIR",
    help="另给每个机关写一页它自己的核对情况，放在这个文件夹；已有的同名文件会被替换。",
)
@click.option(
    "--since",
    type=PATH,
    metavar="FILE",
    help="与 --report、--report-each 同用：与上次的 --format json 相比，改正了什么、新出现什么。",
)
@click.option(
    "--score",
    type=PATH,
    metavar="FILE",
    help="与 --report、--report-each 同用：按这个评分办法评分，写明每处扣分的依据；example 是自带的示例。",
)
@click.option(
    "--write-remarks",
    "write_rule",
    metavar="规则",
    help="把这条规则查出的提醒、说明写进各报告的核对说明，写之前先问；错误要改正，不能这样写。",
)
@click.option("--reason", metavar="原因", help="与 --write-remarks 同用：核对说明的原因。")
@click.option("--yes", is_flag=True, help="与 --write-remarks 同用：不再问，直接写。")
@cluster_option
@no_cache_option
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
    quiet: bool,
    form: str,
    summary_file: Path | None,
    each: Path | None,
    since: Path | None,
    score: Path | None,
    write_rule: str | None,
    reason: str | None,
    yes: bool,
    cluster: str | None,
    no_cache: bool,
) -> None:
    """Exit status 0: nothing wrong; 1: findings at or above the failing level; 2: wrong use."""
    settings = read_settings()
    data, paths = _data_and_paths(paths, data_dir, settings)
    if summary_file is None and each is None:
        _refuse({"--since": since, "--score": score}, "--report 或 --report-each")
    if write_rule is None:
        _refuse({"--reason": reason, "--yes": yes or None}, "--write-remarks")
    summaries = None
    if summary_file is not None or each is not None:
        # Read in only where it is asked for: it takes as long as a check of a hundred reports.
        from gongkai.cli.summary import wanted

        summaries = wanted(summary_file, each, since, score, data)
    before = _before(data, settings, no_cache=no_cache)
    with cluster_at(cluster) as machines:
        archive, found = read_and_inspect(data, settings, machines, before)
    for agency in agencies:
        if agency.strip("/") not in archive.whole.agencies:
            raise click.UsageError(f"数据文件夹里没有机关“{agency}”；写它的文件夹在数据文件夹中的路径")
    selection = Selection(
        paths,
        changed_files(data) if changed else None,
        tuple(agency.strip("/") for agency in agencies),
        years,
        tuple(rule.code for rule in rules_named(rules)),
        Level(level),
    )
    if write_rule is not None:
        write_remarks(write_rule, found, archive, selection, reason, is_sure=yes)
        return
    findings = selection.of(found, archive)
    if summaries is not None:
        summaries.make(archive, found, settings, selection)
    stopping = failing(findings, archive, settings, strict=strict)
    shown, checked = stopping if quiet else findings, selection.checked(archive, settings)
    if form == "json":
        click.echo(write_json(shown, checked, publications(archive, settings, selection.takes)), nl=False)
    elif form in FOR_MACHINES:
        click.echo(FOR_MACHINES[form](shown, checked), nl=False)
    else:
        _tell(shown, archive, checked, form, quiet=quiet)
    if stopping:
        sys.exit(1)


def _before(data: Path, settings: Settings, *, no_cache: bool) -> Before | None:
    """What builds of the site here leave, and is left for them; None for data of no site here, and where it is not to be used."""
    is_of_site = Path(SITE_CONFIG).is_file() and data == Path(settings.data_dir)
    return Before(shelf=shelf(cache_of(Path.cwd()), FOUND)) if is_of_site and not no_cache else None


def _tell(shown: Findings, archive: Archive, checked: Checked, form: str, *, quiet: bool) -> None:
    """For people: the findings, and last, for that is what everyone looks for, what was found in all."""
    click.echo(FOR_PEOPLE[form](shown, archive, checked), nl=False)
    if not quiet:
        said = "\n".join(filter(None, (how_far(checked), summary(shown, checked))))
        click.echo(f"\n{said}" if shown and form == "text" else said)


def _refuse(given: Mapping[str, object], needed: str) -> None:
    """Say so where an option is given without the one that it belongs to."""
    for name, value in given.items():
        if value is not None:
            raise click.UsageError(f"{name} 要和 {needed} 同用")


def _data_and_paths(
    paths: tuple[Path, ...], data_dir: Path | None, settings: Settings
) -> tuple[Path, tuple[Path, ...]]:
    """The data folder, and the paths in it that are asked for; a path elsewhere is a data folder itself."""
    data = data_dir or Path(settings.data_dir)
    for path in paths:
        if not is_there(path):
            raise click.UsageError(f"没有“{path}”这个文件或文件夹")
    if paths and data_dir is None and not all(is_inside(path, data) for path in paths):
        if len(paths) > 1 or not paths[0].is_dir():
            raise click.UsageError(f"“{paths[0]}”不在数据文件夹“{data}”里；别处的数据文件夹一次给一个")
        data, paths = paths[0], ()
    return data_folder(data, settings), paths
