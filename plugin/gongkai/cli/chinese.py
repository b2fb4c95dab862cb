"""click in Chinese: help, usage and what is wrong with the use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, cast

import click

from gongkai.ground.memory import uncollected

help_option = click.help_option("--help", help="显示帮助。")

Example = tuple[str, str]
"""A command line and what it is for."""


def in_chinese(error: click.UsageError) -> str:
    """What is wrong with the use; click says it in English only."""
    if isinstance(error, click.NoSuchOption):
        nearest = f"；是不是 {error.possibilities[0]}？" if error.possibilities else ""
        return f"没有选项 {error.option_name}{nearest}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 缺少它的值，或不该带值"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        if isinstance(error.param, click.Option):
            return f"缺少选项 {error.param.opts[0]}"
        return f"缺少参数 {error.param.human_readable_name}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        kind = error.param.type
        is_option = isinstance(error.param, click.Option)
        name = f"选项 {'、'.join(error.param.opts)}" if is_option else f"参数 {error.param.metavar}"
        if isinstance(error, click.MissingParameter):
            return f"缺少{name}"
        wanted = f" {'、'.join(kind.choices)} 之一" if isinstance(kind, click.Choice) else "数字"
        return f"{name} 应为{wanted}"
    return error.format_message()


class Verb(click.Command):
    """A command whose help has no English in it, and shows examples."""

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, a line each and what it is for under it."""
        if self.examples:
            with formatter.section("例"):
                for line, purpose in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")
                    formatter.write(f"{'':>{formatter.current_indent}}    {purpose}\n")

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


class Verbs(Verb, click.Group):
    """The group of all verbs, each read in when it is asked for."""

    command_class = Verb

    def __init__(self, *args: Any, verbs: Mapping[str, str], **kwargs: Any) -> None:
        """verbs: by name, the full name of each command."""
        super().__init__(*args, **kwargs)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the verbs, in their order."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name; None where there is none."""
        if cmd_name not in self.verbs:
            return None
        module, _, name = self.verbs[cmd_name].rpartition(".")
        # What is read in stays: nothing is gained by searching it meanwhile.
        with uncollected(stays=True):
            return cast(click.Command, getattr(import_module(module), name))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The lists of options and verbs."""
        super().format_options(ctx, formatter)
        verbs = ((name, self.get_command(ctx, name)) for name in self.verbs)
        _write_list(formatter, "命令", [(name, verb.get_short_help_str(200)) for name, verb in verbs if verb])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is meant."""
        if args[0] not in self.verbs:
            raise click.UsageError(f"没有命令 {args[0]}；可用：{'、'.join(self.verbs)}", ctx)
        return super().resolve_command(ctx, args)


def _write_list(
    formatter: click.HelpFormatter, heading: str, records: Iterable[tuple[str, str] | None]
) -> None:
    with formatter.section(heading):
        formatter.write_dl(
            [(name, text.replace("[required]", "［必填］")) for name, text in filter(None, records)]
        )
