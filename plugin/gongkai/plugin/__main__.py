"""MkDocs as `gongkai build` runs it: its own command, but what a disk refuses is one line."""

from __future__ import annotations

import sys

import click
from mkdocs.__main__ import cli

from gongkai.ground.why_not import why_not


def main() -> None:
    """`python -m gongkai.plugin build …` does what `mkdocs build …` does."""
    try:
        cli(prog_name="mkdocs")
    except OSError as error:
        place = f"“{error.filename}”" if error.filename else ""
        click.echo(f"错误：读写{place}时出错：{why_not(error)}；没有生成网站", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
