"""click in Chinese: help, usage and what is wrong with the use."""

from __future__ import annotations

from collections.abc import Iterable

import click


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
        wanted = f" {'、'.join(kind.choices)} 之一" if isinstance(kind, click.Choice) else "数字"
        return f"选项 {'、'.join(error.param.opts)} 应为{wanted}"
    return error.format_message()


class Verb(click.Command):
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


class Verbs(Verb, click.Group):
    """The group of all verbs."""

    command_class = Verb

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
