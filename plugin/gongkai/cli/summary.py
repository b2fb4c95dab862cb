"""`gongkai check --report`: the summary as a file, and as one for each agency."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path

import click

from gongkai.cli.selection import Selection
from gongkai.cli.writing import not_into_data, write_all
from gongkai.data_classes import dataclass
from gongkai.findings import Finding, Level
from gongkai.ground.extras import MissingExtra
from gongkai.ground.why_not import why_not
from gongkai.model import Archive
from gongkai.reporting.profile import Profile, ProfileError, read_profile
from gongkai.reporting.publication import Publication, publications
from gongkai.reporting.score import score_sections, scores
from gongkai.reporting.since import Run, Since, SinceError, read_run
from gongkai.reporting.summary import Summary, make_summary
from gongkai.reporting.summary_html import write_summary_html
from gongkai.reporting.summary_markdown import write_summary_markdown
from gongkai.reporting.summary_xlsx import write_summary_xlsx
from gongkai.settings import Settings

EXAMPLE = "example"
"""Names the way of scoring that comes with the package."""


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


def profile_of(file: Path) -> Profile:
    """The way of scoring; wrong use if the file is none. `example`: the one that comes with the package."""
    try:
        if str(file) == EXAMPLE:
            return read_profile(EXAMPLE, (resources.files("gongkai") / "assets" / "scoring.yml").read_bytes())
        return read_profile(file.as_posix(), file.read_bytes())
    except ProfileError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.UsageError(f"读不出“{file}”：{why_not(error)}") from None


@dataclass(frozen=True)
class Wanted:
    """The summaries that are asked for."""

    write: Callable[[Summary], None] | None
    """Writes the one of all agencies."""
    each: Path | None
    """The folder for those of each."""
    earlier: Run | None
    profile: Profile | None

    def make(
        self, archive: Archive, findings: tuple[Finding, ...], settings: Settings, selection: Selection
    ) -> None:
        """Make and write them. findings: all that was found."""
        make = Summarising(archive, findings, settings, since_of(self.earlier, selection), self.profile)
        if self.write is not None:
            self.write(make.of(selection))
        if self.each is not None:
            write_each(self.each, make, selection)


def wanted(file: Path | None, each: Path | None, since: Path | None, score: Path | None, data: Path) -> Wanted:
    """What the options of these names ask for. Wrong use, before any work, if it cannot be had."""
    profile = profile_of(score) if score is not None else None
    write = summary_writer(file, data) if file is not None else None
    if each is not None:
        not_into_data(each, data)
    return Wanted(write, each, read_since(since) if since is not None else None, profile)


@dataclass(frozen=True)
class Summarising:
    """What summaries are made from."""

    archive: Archive
    findings: tuple[Finding, ...]
    """All that was found."""
    settings: Settings
    since: Since | None
    profile: Profile | None

    def of(self, selection: Selection) -> Summary:
        """The summary of what is asked for."""
        own = selection.of(self.findings, self.archive)
        summary = make_summary(self.archive, own, self.settings, selection.takes, self.since)
        if self.profile is None:
            return summary
        # Points are lost for what the profile names, whatever rules and levels are asked for.
        every = replace(selection, codes=(), level=Level.INFO).of(self.findings, self.archive)
        found = scores(self.profile, self.archive, every, self.known(selection))
        return replace(summary, sections=(*score_sections(self.profile, found), *summary.sections))

    def known(self, selection: Selection) -> tuple[Publication, ...]:
        """What has become of the reports that are asked for."""
        return publications(self.archive, self.settings, selection.takes)


def write_each(folder: Path, make: Summarising, selection: Selection) -> None:
    """A page for each agency that is asked for, of itself alone, to be sent on."""
    pages: dict[str, bytes] = {}
    for path, agency in {of_year.agency.path: of_year.agency for of_year in make.known(selection)}.items():
        summary = make.of(replace(selection, agencies=(path,), only=True))
        titled = replace(summary, title=f"{agency.name}：{summary.title}")
        pages[f"{path}.html"] = write_summary_html(titled).encode("utf-8", "backslashreplace")
    write_all(folder, pages)
    click.echo(f"{len(pages)} 个机关各自的核对情况已写到“{folder}”。", err=True)
