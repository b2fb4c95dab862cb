"""`gongkai rules`."""

from __future__ import annotations

import click

from gongkai.cli.chinese import Verb
from gongkai.cli.common import help_option
from gongkai.reporting.rules import explained, listed
from gongkai.rules import all_rules


@click.command(
    cls=Verb, name="rules", help="列出核对规则；给出名称或代码时说明那一条。", options_metavar="[选项]"
)
@click.argument("names", nargs=-1, metavar="[名称或代码]...")
@help_option
def show_rules(names: tuple[str, ...]) -> None:
    """Exit status 2 for a rule that does not exist."""
    known = {key.lower(): rule for rule in all_rules() for key in (rule.code, rule.name)}
    unknown = [name for name in names if name.lower() not in known]
    if unknown:
        raise click.UsageError(f"没有“{unknown[0]}”这条规则；gongkai rules 列出全部规则")
    told = [explained(known[name.lower()]) for name in names] or [listed(all_rules())]
    click.echo("\n".join(told), nl=False)
