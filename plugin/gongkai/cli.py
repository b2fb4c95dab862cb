"""The command `gongkai`. It runs without MkDocs; texts are for editors, so they are Chinese."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from gongkai.findings import Finding
from gongkai.model import read_archive
from gongkai.reporting.rules import explained, listed
from gongkai.reporting.text import summary, write_text
from gongkai.rules import all_rules, fails, inspect, rule_settings
from gongkai.settings import Settings, SettingsError, make_settings, options_of_site

SITE_CONFIG = "mkdocs.yml"
# Without a check of click's, which would speak English: what cannot be read is named by the reader.
_PATH = click.Path(readable=False, path_type=Path)


def main() -> None:
    """Entry point: whatever the console's code page, an unknown character is written as an escape, never an error."""
    # A stream that was closed before the start is none.
    streams = [stream for stream in (sys.stdout, sys.stderr) if isinstance(stream, io.TextIOWrapper)]
    for stream in streams:
        stream.reconfigure(errors="backslashreplace")
    try:
        status = _run()
        for stream in streams:
            stream.flush()
    except BrokenPipeError:
        # Whoever read along has gone; Python must not complain of that at its end either.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in streams:
            os.dup2(nowhere, stream.fileno())
        status = 1
    sys.exit(status)


def _run() -> int:
    """The command; its exit status."""
    try:
        return int(command(standalone_mode=False) or 0)
    except click.UsageError as error:
        click.echo(f"错误：{_in_chinese(error)}", err=True)
        if error.ctx is not None:
            click.echo(f"查看用法：{error.ctx.command_path} --help", err=True)
        return error.exit_code
    except click.Abort:
        return 130


def _in_chinese(error: click.UsageError) -> str:
    """What is wrong with the use; click says it in English only."""
    if isinstance(error, click.NoSuchOption):
        nearest = f"；是不是 {error.possibilities[0]}？" if error.possibilities else ""
        return f"没有选项 {error.option_name}{nearest}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 缺少它的值，或不该带值"
    return error.format_message()


class _Verb(click.Command):
    """A command whose help has no English in it."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how it is called."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of options."""
        _write_list(
            formatter,
            "选项",
            [o.get_help_record(ctx) for o in self.get_params(ctx) if isinstance(o, click.Option)],
        )


class _Verbs(_Verb, click.Group):
    """The group of all verbs."""

    command_class = _Verb

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The lists of options and verbs."""
        super().format_options(ctx, formatter)
        _write_list(formatter, "命令", [(n, verb.get_short_help_str(200)) for n, verb in self.commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is meant."""
        if args[0] not in self.commands:
            raise click.UsageError(f"没有命令 {args[0]}；可用：{'、'.join(self.commands)}", ctx)
        return super().resolve_command(ctx, args)


def _write_list(
    formatter: click.HelpFormatter, heading: str, records: Iterable[tuple[str, str] | None]
) -> None:
    with formatter.section(heading):
        formatter.write_dl([record for record in records if record is not None])


@click.group(
    name="gongkai",
    cls=_Verbs,
    help="政府信息公开工作年度报告：核对数据。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
    invoke_without_command=True,
)
@click.version_option(
    package_name="mkdocs-gongkai", prog_name="gongkai", message="%(prog)s %(version)s", help="显示版本。"
)
@click.help_option("--help", help="显示帮助。")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Without a verb: the help, as wrong use."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


@command.command(
    help="核对报告。不给 PATH 时核对整个数据文件夹；也可以只给其中的文件或文件夹，或另一个数据文件夹。",
    options_metavar="[选项]",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=_PATH)
@click.option(
    "--data",
    "data_dir",
    type=_PATH,
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
        if not _is_there(path):
            raise click.UsageError(f"没有“{path}”这个文件或文件夹")
    if paths and data_dir is None and not all(_inside(path, data) for path in paths):
        if len(paths) > 1 or not paths[0].is_dir():
            raise click.UsageError(f"“{paths[0]}”不在数据文件夹“{data}”里；别处的数据文件夹一次给一个")
        data, paths = paths[0], ()
    if not _is_there(data) or not data.is_dir():
        raise click.UsageError(f"没有数据文件夹“{data}”；在放 mkdocs.yml 的文件夹里运行，或用 --data 指明")
    base = Path.cwd()
    archive, problems = read_archive(data, base)
    try:
        findings = _of_paths(inspect(archive, problems, settings), paths)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    click.echo(write_text(findings, archive.lines), nl=False)
    if findings:
        click.echo()
    click.echo(summary(findings, archive))
    if fails(findings, archive, settings, strict=strict):
        sys.exit(1)


@command.command(name="rules", help="列出核对规则；给出名称或代码时说明那一条。", options_metavar="[选项]")
@click.argument("names", nargs=-1, metavar="[名称或代码]...")
@click.help_option("--help", help="显示帮助。")
def show_rules(names: tuple[str, ...]) -> None:
    """Exit status 2 for a rule that does not exist."""
    known = {key.lower(): rule for rule in all_rules() for key in (rule.code, rule.name)}
    unknown = [name for name in names if name.lower() not in known]
    if unknown:
        raise click.UsageError(f"没有“{unknown[0]}”这条规则；gongkai rules 列出全部规则")
    told = [explained(known[name.lower()]) for name in names] or [listed(all_rules())]
    click.echo("\n".join(told), nl=False)


def _settings() -> Settings:
    config = Path(SITE_CONFIG)
    try:
        options = options_of_site(config) if config.is_file() else {}
        return make_settings(options, rule_settings())
    except SettingsError as error:
        raise click.UsageError(str(error)) from None


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # for one, the name is too long to be one
        return False


def _inside(path: Path, folder: Path) -> bool:
    """By its own path, or by where links lead: a link belongs to its folder even if it leads out, or nowhere."""
    return any(Path(of(path)).is_relative_to(of(folder)) for of in (os.path.abspath, os.path.realpath))


def _of_paths(findings: tuple[Finding, ...], paths: tuple[Path, ...]) -> tuple[Finding, ...]:
    """The findings whose file is one of the paths, or lies in one."""
    if not paths:
        return findings
    return tuple(f for f in findings if any(_inside(Path(f.place.file), path) for path in paths))
