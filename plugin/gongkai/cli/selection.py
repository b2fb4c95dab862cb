"""Which of the findings are asked for. Everything is checked anyway, since reports are compared with each other."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import click

from gongkai.cli.common import is_inside
from gongkai.data_classes import dataclass
from gongkai.findings import Finding, Level
from gongkai.model import Archive
from gongkai.reporting.checked import Checked
from gongkai.settings import Settings


@dataclass(frozen=True)
class Selection:
    """What is asked for; an empty part asks for all."""

    paths: tuple[Path, ...] = ()
    changed: tuple[Path, ...] | None = None
    """Files that git says have changed; None where all are asked for."""
    agencies: tuple[str, ...] = ()
    """Paths below the data folder; those under an agency are asked for with it."""
    years: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    level: Level = Level.INFO
    """The lightest that is asked for."""
    only: bool = False
    """Whether those under an agency are not asked for with it."""

    def of(self, findings: tuple[Finding, ...], archive: Archive) -> tuple[Finding, ...]:
        """The findings that are asked for."""
        takes = {
            file: self.takes(file, *archive.owners.get(file, (None, None)))
            for file in {finding.place.file for finding in findings}
        }
        return tuple(
            finding
            for finding in findings
            if takes[finding.place.file]
            and (not self.codes or finding.code in self.codes)
            and finding.level.rank >= self.level.rank
        )

    def checked(self, archive: Archive, settings: Settings) -> Checked:
        """How much of the archive is asked for, and how far the checks of it went."""
        if not (self.paths or self.agencies or self.years or self.changed is not None):
            whole = archive.whole
            return Checked.of(whole).with_reaches(whole.reports, archive, settings)
        reports = [
            report
            for report in archive.whole.reports
            if self.takes(report.place.file, report.agency, report.year)
        ]
        paths = (report.agency for report in reports)
        return Checked.of_reports(paths, reports).with_reaches(reports, archive, settings)

    def takes(self, file: str, agency: str | None, year: int | None) -> bool:
        """Whether a file is asked for; it need not exist."""
        if self.paths and not any(is_inside(Path(file), path) for path in self.paths):
            return False
        # A finding about a folder is asked for with any file in it.
        if self.changed is not None and not any(is_inside(path, Path(file)) for path in self.changed):
            return False
        if self.years and year not in self.years:
            return False
        if self.only:
            return agency in self.agencies
        return not self.agencies or any(f"{agency}/".startswith(f"{above}/") for above in self.agencies)


def changed_files(folder: Path) -> tuple[Path, ...]:
    """Files below a folder that differ from the last commit, new ones included, by the working folder.

    Where an agency's own file has changed, its reports count as changed: the change may make them right or wrong.
    Wrong use where git cannot say.
    """
    has_commits = _git(folder, "rev-parse", "--verify", "--quiet", "HEAD") is not None
    tracked = ("diff", "--name-only", "--relative", "-z", "HEAD") if has_commits else ("ls-files", "-z")
    names: list[str] = []
    for command in (tracked, ("ls-files", "--others", "--exclude-standard", "-z")):
        said = _git(folder, *command)
        if said is None:
            raise click.UsageError("--changed 要用 git：这里没有 git 仓库，或没有安装 git")
        names += [name for name in said.split("\0") if name]
    return tuple(_with_reports(folder / name for name in names))


def _with_reports(files: Iterator[Path]) -> Iterator[Path]:
    for file in files:
        yield file
        if file.name == "agency.yml":
            yield from sorted(file.parent.glob("*.yml"))


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says; None where it says no."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        return None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None
