"""The command `gongkai`. It runs without MkDocs; texts are for editors, so they are Chinese.

A verb is a module here, and a line in `VERBS`; only the module of the verb that is called is read in.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Mapping
from contextlib import suppress

import click

from gongkai.cli.chinese import Verbs, help_option, in_chinese

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

VERBS: Mapping[str, str] = {
    "init": "init.init",
    "new": "new.new",
    "import": "import_.import_reports",
    "collect": "collect.collect",
    "check": "check.check",
    "build": "build.build",
    "export": "export.export",
    "pages": "pages.pages",
    "sign": "sign.sign",
    "verify": "verify.verify",
    "desk": "desk.desk",
    "policy": "policy.policy",
    "requirements": "requirements.requirements",
    "schema": "schema.schema",
    "rules": "rules.show_rules",
    "completion": "completion.completion",
}
"""Module and command of each verb, in the order of the help."""


def main() -> None:
    """Entry point: whatever the console's code page, an unknown character is written as an escape, never an error."""
    # A stream that was closed before the start is None.
    streams = [stream for stream in (sys.stdout, sys.stderr) if isinstance(stream, io.TextIOWrapper)]
    for stream in streams:
        stream.reconfigure(errors="backslashreplace")
    try:
        status = _run()
        for stream in streams:
            stream.flush()
    except BrokenPipeError:
        # The reader has gone, as `head` does; Python must not complain of that when it exits.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in streams:
            os.dup2(nowhere, stream.fileno())
        status = 1
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        status = 2
        with suppress(OSError):
            click.echo("错误：结果写不出去，磁盘可能已满", err=True)
        sys.stdout = None  # what is still in it cannot be written
    sys.exit(status)


def _run() -> int:
    """The command; its exit status."""
    try:
        return int(command(prog_name="gongkai", standalone_mode=False) or 0)
    except click.UsageError as error:
        click.echo(f"错误：{in_chinese(error)}", err=True)
        if error.ctx is not None:
            click.echo(f"查看用法：{error.ctx.command_path} --help", err=True)
        return error.exit_code
    except click.Abort:
        return 130


@click.group(
    name="gongkai",
    cls=Verbs,
    verbs={name: f"{__name__}.{place}" for name, place in VERBS.items()},
    help="政府信息公开工作年度报告：核对数据，导出报告。",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
    invoke_without_command=True,
)
@click.version_option(
    package_name="mkdocs-gongkai", prog_name="gongkai", message="%(prog)s %(version)s", help="显示版本。"
)
@help_option
@click.pass_context
def command(ctx: click.Context) -> None:
    """Without a verb: the help, as wrong use."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)
