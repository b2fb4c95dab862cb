"""`gongkai check --report`: the summary as a file, and as one for each agency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from gongkai.cli.selection import Selection
from gongkai.cli.writing import not_into_data, write_all
from gongkai.findings import Finding, Level
from gongkai.ground.extras import MissingExtra
from gongkai.model import Archive
from gongkai.reporting.publication import publications
from gongkai.reporting.since import Run, Since, SinceError, read_run
from gongkai.reporting.summary import Summary, make_summary
from gongkai.reporting.summary_html import write_summary_html
from gongkai.reporting.summary_markdown import write_summary_markdown
from gongkai.reporting.summary_xlsx import write_summary_xlsx
from gongkai.settings import Settings


def _encoded(write: Callable[[Summary], str]) -> Callable[[Summary], bytes]:
    return lambda summary: write(summary).encode("utf-8", "backslashreplace")


WRITERS: Mapping[str, Callable[[Summary], bytes]] = {
    ".html": _encoded(write_summary_html),
    ".md": _encoded(write_summary_markdown),
    ".xlsx": write_summary_xlsx,
}
"""By the ending of the file."""


def summary_writer(file: Path, data: Path) -> Callable[[Summary], None]:
    """A function that writes the summary into a file. Wrong use, before any work, if it cannot be written there."""
    write = WRITERS.get(file.suffix.lower())
    if write is None:
        raise click.UsageError(f"--report 的文件名应以 {' 或 '.join(WRITERS)} 结尾，现为“{file}”")
    not_into_data(file, data)

    def written(summary: Summary) -> None:
        try:
            content = write(summary)
        except MissingExtra as missing:
            raise click.UsageError(str(missing)) from None
        write_all(file.parent, {file.name: content})
        click.echo(f"核对情况已写到“{file}”。", err=True)

    return written


def read_since(file: Path) -> Run:
    """The earlier check; wrong use if the file is none."""
    try:
        return read_run(file.read_text(encoding="utf-8-sig"))
    except SinceError as error:
        raise click.UsageError(f"“{file}”：{error}") from None
    except (OSError, UnicodeDecodeError):
        raise click.UsageError(f"读不出“{file}”") from None


def since_of(run: Run | None, selection: Selection) -> Since | None:
    """The earlier check, as far as it is asked for now."""
    if run is None:
        return None
    levels = tuple(level for level in Level if level.rank >= selection.level.rank)
    return Since(run, selection.codes, levels)


def write_each(
    folder: Path,
    archive: Archive,
    findings: Iterable[Finding],
    settings: Settings,
    selection: Selection,
    since: Since | None,
) -> None:
    """A page for each agency that is asked for, of itself alone, to be sent on."""
    found = tuple(findings)
    pages: dict[str, bytes] = {}
    asked = {
        of_year.agency.path: of_year.agency for of_year in publications(archive, settings, selection.takes)
    }
    for path, agency in asked.items():
        own = replace(selection, agencies=(path,), only=True)
        summary = make_summary(archive, own.of(found, archive), settings, own.takes, since)
        titled = replace(summary, title=f"{agency.name}：{summary.title}")
        pages[f"{path}.html"] = write_summary_html(titled).encode("utf-8", "backslashreplace")
    write_all(folder, pages)
    click.echo(f"{len(pages)} 个机关各自的核对情况已写到“{folder}”。", err=True)
