"""`gongkai completion`."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from gongkai.cli.chinese import Verb, help_option

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_GONGKAI_COMPLETE"
"""By which the script asks the command what could follow; click looks for it under this name."""


@click.command(
    cls=Verb,
    help="打印命令补全的脚本：装上之后，按 Tab 键补全命令和选项。",
    options_metavar="[选项]",
    examples=(
        (
            "gongkai completion bash > ~/.local/share/bash-completion/completions/gongkai",
            "bash，重新登录后生效",
        ),
        ("gongkai completion zsh > ~/.zfunc/_gongkai", "zsh，~/.zfunc 须在 fpath 中"),
        ("gongkai completion fish > ~/.config/fish/completions/gongkai.fish", "fish"),
    ),
)
@click.argument("shell", type=click.Choice(SHELLS), metavar="|".join(SHELLS))
@help_option
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """The script that click makes, without its check of bash's version, which speaks English."""
    made = get_completion_class(shell)
    assert made is not None  # each of the three is there
    complete = made(ctx.find_root().command, {}, "gongkai", VARIABLE)
    click.echo(ShellComplete.source(complete).strip())
