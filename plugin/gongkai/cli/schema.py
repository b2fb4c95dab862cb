"""`gongkai schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import PATH
from gongkai.cli.writing import write_all
from gongkai.schema import schemas


@click.command(
    cls=Verb,
    name="schema",
    help="列出 JSON Schema；给出名称时打印那一个，给出 --output 时写成文件，供编辑器提示、补全和查错。",
    options_metavar="[选项]",
    examples=(
        ("gongkai schema", "列出名称"),
        ("gongkai schema --output schema", "全部写到文件夹 schema"),
    ),
)
@click.argument("name", required=False, metavar="[名称]")
@click.option("--output", type=PATH, metavar="DIR", help="写到哪个文件夹：DIR/<名称>.json。")
@help_option
def schema(name: str | None, output: Path | None) -> None:
    """Exit status 2 for a schema that does not exist, or where nothing could be written."""
    known = schemas()
    if name is not None and name not in known:
        raise click.UsageError(f"没有名为“{name}”的 JSON Schema；可用：{'、'.join(known)}")
    chosen = {name: known[name]} if name is not None else known
    if output is not None:
        write_all(output, {f"{each}.json": data for each, data in chosen.items()})
        click.echo(f"已写出 {len(chosen)} 个文件到“{output}”。")
    elif name is not None:
        click.echo(known[name].decode(), nl=False)
    else:
        width = max(map(len, known))
        click.echo("\n".join(f"{each:<{width}}  {json.loads(data)['title']}" for each, data in known.items()))
