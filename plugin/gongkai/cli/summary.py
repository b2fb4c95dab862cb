"""`gongkai check --report`: the summary as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from gongkai.cli.writing import not_into_data, write_all
from gongkai.reporting.summary import Summary
from gongkai.reporting.summary_html import write_summary_html
from gongkai.reporting.summary_markdown import write_summary_markdown

WRITERS: Mapping[str, Callable[[Summary], str]] = {
    ".html": write_summary_html,
    ".md": write_summary_markdown,
}
"""By the ending of the file."""


def summary_writer(file: Path, data: Path) -> Callable[[Summary], None]:
    """A function that writes the summary into a file. Wrong use, before any work, if it cannot be written there."""
    write = WRITERS.get(file.suffix.lower())
    if write is None:
        raise click.UsageError(f"--report 的文件名应以 {' 或 '.join(WRITERS)} 结尾，现为“{file}”")
    not_into_data(file, data)

    def written(summary: Summary) -> None:
        write_all(file.parent, {file.name: write(summary).encode("utf-8", "backslashreplace")})
        click.echo(f"核对情况已写到“{file}”。", err=True)

    return written
