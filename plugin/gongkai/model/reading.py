"""Reading the tree of folders under data/ to an archive."""

from __future__ import annotations

import posixpath
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from gongkai.data_classes import dataclass
from gongkai.findings import Place
from gongkai.ground.memory import uncollected
from gongkai.ground.shelf import digest
from gongkai.ground.spool import Spool
from gongkai.model.agency import Agency, FormerAddress, read_agency, stand_in
from gongkai.model.archive import AGENCY_FILE, REPORT_FILE, RESERVED, YEAR, Archive, is_agency_folder
from gongkai.model.files import File, find_files
from gongkai.model.known_files import KnownFile, KnownFiles, made_of, made_report, written_long_ago
from gongkai.model.lines import Lines
from gongkai.model.report import Report
from gongkai.model.report_file import read_report
from gongkai.model.shape import NodeReader
from gongkai.problems import (
    AddressTwice,
    FolderName,
    Named,
    OutsideLink,
    Problem,
    ReportWithoutAgency,
    StrayFile,
    StrayFolder,
    UnknownAgency,
    Unreadable,
)
from gongkai.source import Node, read_lines
from gongkai.source.text import BYTES

T = TypeVar("T", Agency, Report)

_LIKELY_REPORT = re.compile(r"([12][0-9]{3})\s*年?(?:度|报告|年报)*\.ya?ml", re.IGNORECASE)
_IGNORED = re.compile(r"\..*|Thumbs\.db|desktop\.ini|~\$.*|.*~", re.IGNORECASE)
"""What file managers and git leave behind is not the editor's mistake."""


def read_archive(
    data: Path,
    base: Path,
    on_report: Callable[[], None] = lambda: None,
    known: KnownFiles | None = None,
) -> tuple[Archive, tuple[Problem, ...]]:
    """Everything under the data folder, and the problems that reading it shows.

    Files are named relative to base, with `/`. The order of the file system does not matter. on_report is called after
    each report, to show progress. known: what files gave the last time, which is renewed.
    """
    reading = Reading(data, base, on_report, known)
    with uncollected():
        deque(reading.agencies_read(), maxlen=0)
    return reading.whole()


@dataclass(frozen=True)
class Office:
    """What an agency's own files say, as text: so little that it may be read again elsewhere, and sent there."""

    agency: Agency
    above: tuple[Agency, ...]
    """The agencies above it, the nearest first."""
    is_refused: bool
    """Whether its own file cannot be used."""
    files: tuple[tuple[str, int | None, str | None], ...]
    """Name, year and text of each; an agency.yml has no year, and what could not be read has no text."""

    def archive(self) -> Archive:
        """Its part of the archive, but for the files beside the reports. What is wrong with them is not told again."""
        lines: dict[str, tuple[str, ...]] = {}
        reports: list[Report] = []
        unreadable: dict[tuple[str, int], str] = {}
        for name, year, text in self.files:
            source = read_lines(name, tuple(text.split("\n"))) if text is not None else None
            if source is not None:
                lines[name] = source.lines
            if year is None:
                continue
            report = None
            if source is not None and source.root is not None:
                report = read_report(NodeReader(name), source.root, self.agency, year, len(source.lines))
            if report is not None:
                reports.append(report)
            elif not self.is_refused:
                unreadable[self.agency.path, year] = name
        return Archive(
            {agency.path: agency for agency in (*self.above, self.agency)},
            tuple(reports),
            lines,
            unreadable=unreadable,
            refused={self.agency.path: self.agency} if self.is_refused else {},
        )


class Reading:
    """Reads a data folder, agency by agency."""

    def __init__(
        self, data: Path, base: Path, on_report: Callable[[], None], known: KnownFiles | None = None
    ) -> None:
        """known: what files gave the last time, which is renewed."""
        self.known = KnownFiles() if known is None else known
        self.data = data
        self.root = data.resolve()
        self.base = base
        self.on_report = on_report
        self.refused: dict[str, Agency] = {}
        self.refused_reports: list[Report] = []
        self.agencies: dict[str, Agency] = {}
        self.reports: list[Report] = []
        self.problems: list[Problem] = []
        self.lines = Lines()
        self._spool = Spool()
        """What is in the files that are read now: together it is a third as large as all that is made of them, and few are quoted."""
        self.digests: dict[str, str] = {}
        self.unreadable: dict[tuple[str, int], str] = {}
        self.files: dict[tuple[str, int], Mapping[str, File]] = {}
        self._names: dict[Path, str] = {}
        """How folders are called."""
        self.own: dict[str, list[tuple[str, int | None]]] = {}
        """Name and year of each agency's own files, by its path."""
        self.made: dict[str, list[Report]] = {}
        """The reports of each agency, by its path."""

    def agencies_read(self) -> Iterator[str]:
        """The path of each agency once its files have been read. An agency comes after those below it."""
        yield from self.folder(self.data, "", None)

    def office(self, path: str) -> Office:
        """The files of an agency that has been read."""
        agency = self.agencies.get(path) or self.refused[path]
        texts = ((name, year, self.lines.get(name)) for name, year in self.own[path])
        files = tuple((name, year, "\n".join(lines) if lines else None) for name, year, lines in texts)
        return Office(agency, self.above(agency), path in self.refused, files)

    def key(self, path: str) -> str:
        """A digest of all that `office` gives of an agency."""
        agency = self.agencies.get(path) or self.refused[path]
        files = ((name, year, self.digests.get(name)) for name, year in self.own[path])
        return digest((agency, *self.above(agency), path in self.refused, *files))

    def above(self, agency: Agency) -> tuple[Agency, ...]:
        """The agencies above one, the nearest first."""
        found = []
        parent = agency.parent
        while parent is not None:
            found.append(self.agencies[parent])
            parent = self.agencies[parent].parent
        return tuple(found)

    def part(self, path: str) -> Archive:
        """What `Office.archive` gives of an agency that has been read, without reading it again."""
        is_refused = path in self.refused
        agency = self.refused[path] if is_refused else self.agencies[path]
        names = [name for name, _ in self.own[path]]
        return Archive(
            {each.path: each for each in (*self.above(agency), agency)},
            tuple(self.made[path]),
            self.lines.of(names),
            unreadable={key: name for key, name in self.unreadable.items() if key[0] == path},
            refused={path: agency} if is_refused else {},
        )

    def whole(self) -> tuple[Archive, tuple[Problem, ...]]:
        """The archive and the problems, once all agencies have been read."""
        if self.known.kept is not None:
            self.known.kept.leave_only(self.digests)
        self.check_successions()
        self.check_addresses()
        archive = Archive(
            self.agencies,
            tuple(self.reports),
            self.lines,
            self.files,
            self.unreadable,
            self.base,
            self.digests,
            self.refused,
            tuple(self.refused_reports),
        )
        return archive, tuple(sorted(self.problems, key=lambda problem: problem.place))

    def name(self, path: Path) -> str:
        """How a file is called in findings."""
        folder = path.parent
        if not path.name:  # the folder that we are in
            return "."
        if folder not in self._names:
            absolute, base = Path(folder.absolute()), Path(self.base.absolute())
            is_below = absolute.is_relative_to(base)
            self._names[folder] = (absolute.relative_to(base) if is_below else absolute).as_posix()
        return posixpath.join(self._names[folder], path.name) if self._names[folder] != "." else path.name

    def stray(self, what: Named, path: Path) -> None:
        """Note a file or folder that does not belong where it is."""
        self.problems.append(Problem(what, Place(self.name(path))))

    def folder(self, folder: Path, path: str, parent: str | None) -> Iterator[str]:
        """A folder that is data/ itself, an agency, or a group of agencies; yields as `agencies_read`."""
        entries = list(self.entries(folder))
        names = [entry.name for entry in entries]
        agency = None
        if path and AGENCY_FILE in names:
            self.own[path] = [(self.name(folder / AGENCY_FILE), None)]
            self.made[path] = []
            agency = self.agency(folder / AGENCY_FILE, path, parent)
            if agency is None:
                self.refused[path] = stand_in(path, parent, Place(self.name(folder / AGENCY_FILE)))
        for entry in entries:
            if entry.is_dir():
                above = parent if agency is None else path
                yield from self.subfolder(entry, path, above, in_agency=AGENCY_FILE in names)
            elif not path and entry.name == AGENCY_FILE:
                self.stray(StrayFile(entry.name, top=True), entry)
            elif match := REPORT_FILE.fullmatch(entry.name):
                if AGENCY_FILE not in names or not path:
                    self.stray(ReportWithoutAgency(entry.name, not path), entry)
                else:
                    self.report(entry, agency or self.refused[path], int(match[1]))
            elif entry.name != AGENCY_FILE:
                likely = _LIKELY_REPORT.fullmatch(entry.name)
                self.stray(StrayFile(entry.name, f"{likely[1]}.yml" if likely else ""), entry)
        if path in self.own:
            yield path

    def entries(self, folder: Path) -> Iterator[Path]:
        """The files and folders that count, in the order of their names."""
        try:
            there = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError:
            self.problems.append(Problem(Unreadable(), Place(self.name(folder))))
            return
        for entry in there:
            if _IGNORED.fullmatch(entry.name):
                continue
            if entry.is_symlink() and (entry.is_dir() or not self.inside(entry)):
                self.stray(OutsideLink(entry.name), entry)
            elif entry.is_dir() or entry.is_file():
                yield entry
            else:
                self.stray(StrayFile(entry.name), entry)

    def inside(self, entry: Path) -> bool:
        try:
            return entry.resolve(strict=True).is_relative_to(self.root)
        except (OSError, RuntimeError):
            return False

    def subfolder(self, folder: Path, above: str, parent: str | None, *, in_agency: bool) -> Iterator[str]:
        if YEAR.fullmatch(folder.name) and in_agency and above:
            # The files of a report; those that it names are looked for by name.
            if not (folder.parent / f"{folder.name}.yml").exists():
                self.stray(StrayFolder(folder.name), folder)
        elif not is_agency_folder(folder.name):
            self.stray(FolderName(folder.name, RESERVED), folder)
        else:
            yield from self.folder(folder, f"{above}/{folder.name}" if above else folder.name, parent)

    def read(
        self, path: Path, beside: tuple[object, ...], make: Callable[[NodeReader, Node, int], T | None]
    ) -> T | None:
        """What is made of a file, as it was where neither it nor what it is read with has changed.

        None, and the problem, where it is empty or cannot be read. make: from its root and its number of lines.
        """
        name, how = self.name(path), written_long_ago(path)
        old = self.known.get(name)
        if old is None or not how or (old.written, old.beside) != (how, beside):
            try:
                data = path.read_bytes()
            except OSError:
                self.problems.append(Problem(Unreadable(), Place(name)))
                return None
            digest_of_file = sha256(data).hexdigest()
            if old is None or (old.digest, old.beside) != (digest_of_file, beside):
                # Of one that is too large as much as shows that it is.
                later = self._spool.put(data[: BYTES + 1])
                old = self.known.found(name, digest_of_file, beside, later)
                if old is None:
                    old = KnownFile(digest_of_file, beside, *made_of(name, data, make), later)
                    self.known.keep(name, old)
            old = self.known[name] = replace(old, written=how)
        self.digests[name] = old.digest
        self.lines.put(name, old.data)
        self.problems.extend(old.problems)
        made: T | None = old.made  # type: ignore[assignment]  # by the same `make` as now
        return made

    def agency(self, path: Path, folder: str, parent: str | None) -> Agency | None:
        agency = self.read(
            path, (folder, parent), lambda reader, root, _: read_agency(reader, root, folder, parent)
        )
        if agency is not None:
            self.agencies[folder] = agency
        return agency

    def report(self, path: Path, agency: Agency, year: int) -> None:
        name = self.name(path)
        self.own[agency.path].append((name, year))
        report = self.read(path, (agency, year), partial(made_report, agency=agency, year=year))
        self.on_report()
        if report is None:
            if agency.path in self.agencies:
                self.unreadable[agency.path, year] = name
            return
        files, problems = find_files(report, path.parent / path.stem)
        self.files[report.agency, report.year] = files
        self.problems.extend(problems)
        self.made[agency.path].append(report)
        (self.reports if agency.path in self.agencies else self.refused_reports).append(report)

    def check_addresses(self) -> None:
        """Note two claims to one former address: only one page can follow it."""
        claims: dict[str, FormerAddress] = {}
        owners: list[Agency | Report] = [*self.agencies.values(), *self.reports, *self.refused_reports]
        for owner in owners:
            for former in owner.former_addresses:
                first = claims.setdefault(former.path.rstrip("/").removesuffix("/index.html"), former)
                if first is not former:
                    twice = AddressTwice(former.path, first.place.file, first.place.line)
                    self.problems.append(Problem(twice, former.place))

    def check_successions(self) -> None:
        for agency in self.agencies.values():
            for name in agency.succeeds:
                if name not in self.agencies and name not in self.refused:
                    self.problems.append(Problem(UnknownAgency(name), agency.place))
