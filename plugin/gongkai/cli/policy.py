"""`gongkai policy`."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.chinese import Verb, help_option
from gongkai.cli.common import PATH, is_there
from gongkai.ground.policy import write_policy

PAGES = "*.html"


@click.command(
    cls=Verb,
    help="打印一条内容安全策略（Content-Security-Policy），由网站服务器随页面发出："
    "浏览器只运行网站现在就有的程序，混进来的不运行。DIR 是生成的网站，默认 site。",
    options_metavar="[选项]",
    examples=(("gongkai policy", "site 中全部页面的策略"), ("gongkai policy site-offline", "另一个文件夹的")),
)
@click.argument("folder", metavar="[DIR]", type=PATH, default="site")
@help_option
def policy(folder: Path) -> None:
    """Exit status 0: printed; 2: no folder of pages."""
    if not is_there(folder) or not folder.is_dir():
        raise click.UsageError(f"没有文件夹“{folder}”；先用 gongkai build 生成网站")
    try:
        pages = [path.read_bytes().decode() for path in sorted(folder.rglob(PAGES))]
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"读不到“{folder}”中的页面：{error}") from None
    if not pages:
        raise click.UsageError(f"“{folder}”中没有页面；先用 gongkai build 生成网站")
    click.echo(write_policy(pages))
