"""`gongkai rules`."""

from __future__ import annotations

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import rules_named
from gongkai.reporting.rule_list import explained, listed
from gongkai.reporting.rules_json import write_rules
from gongkai.rules import all_rules
from gongkai.rules.text import overlap
from gongkai.rules.years import carry_over


@click.command(
    cls=Verb,
    name="rules",
    help="列出核对规则；给出名称或代码时说明那一条。",
    options_metavar="[选项]",
    examples=(
        ("gongkai rules", "全部规则，每条一行"),
        ("gongkai rules --format json", "全部规则，供其他程序使用"),
        (f"gongkai rules {carry_over.RULE.code} {overlap.RULE.name}", "说明这两条：看什么、为什么、怎样改"),
    ),
)
@click.argument("names", nargs=-1, metavar="[名称或代码]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    metavar="格式",
    help="输出为 text（文字）或 json（供其他程序使用）。",
)
@help_option
def show_rules(names: tuple[str, ...], form: str) -> None:
    """Exit status 2 for a rule that does not exist."""
    if form == "json":
        click.echo(write_rules(rules_named(names) or all_rules()), nl=False)
        return
    told = [explained(rule) for rule in rules_named(names)] or [listed(all_rules())]
    click.echo("\n".join(told), nl=False)
