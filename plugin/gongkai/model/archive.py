"""The archive: the tree of folders under data/ as agencies and reports."""

from __future__ import annotations

import posixpath
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from time import time_ns
from typing import Any, TypeVar

from gongkai.data_classes import dataclass
from gongkai.findings import Place
from gongkai.ground.manifest import written_at
from gongkai.ground.memory import uncollected
from gongkai.ground.shelf import Bundle, Kind, digest
from gongkai.model.agency import Agency, FormerAddress, read_agency, stand_in
from gongkai.model.files import File, find_files
from gongkai.model.later import FACTS, Facts, LaterReport
from gongkai.model.report import Report
from gongkai.model.report_file import read_report
from gongkai.model.shape import NodeReader
from gongkai.problems import (
    AddressTwice,
    EmptyFile,
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
from gongkai.source import Node, read, read_lines
from gongkai.source.text import decode

T = TypeVar("T", Agency, Report)

AGENCY_FILE = "agency.yml"
RESERVED = ("compare", "assets", "years", "schema")
"""Names in the site that no agency may take."""

_FOLDER = re.compile(r"[a-z0-9-]+")
_YEAR = re.compile(r"[0-9]{4}")
_REPORT_FILE = re.compile(r"([12][0-9]{3})\.yml")
_LIKELY_REPORT = re.compile(r"([12][0-9]{3})\s*年?(?:度|报告|年报)*\.ya?ml", re.IGNORECASE)
# What file managers and git leave behind is not the editor's mistake.
_LONG_AGO = 5 * 10**9
"""Nanoseconds: more than the coarsest clock of a disk."""
_IGNORED = re.compile(r"\..*|Thumbs\.db|desktop\.ini|~\$.*|.*~", re.IGNORECASE)


def is_report_file(name: str) -> bool:
    """Whether a file in an agency's folder is a report by its name."""
    return _REPORT_FILE.fullmatch(name) is not None


def is_agency_folder(name: str) -> bool:
    """Whether a folder below the data folder may be an agency by its name."""
    return bool(_FOLDER.fullmatch(name)) and not _YEAR.fullmatch(name) and name not in RESERVED


@dataclass(frozen=True)
class Archive:
    """All agencies and reports, in the order of their paths and years."""

    agencies: Mapping[str, Agency]
    """By path."""
    reports: tuple[Report, ...]
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The lines of every file read, by name, for findings to quote."""
    files: Mapping[tuple[str, int], Mapping[str, File]] = field(default_factory=dict)
    """The files of each report, by agency and year, then by name."""

    unreadable: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """The files of reports that could not be read at all, by agency and year."""
    base: Path = Path()
    """The folder that the names of files are relative to."""
    digests: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Of what is in every file read, by name."""
    refused: Mapping[str, Agency] = field(default_factory=dict)
    """Stand-ins for the agencies whose own file cannot be used, by path."""
    refused_reports: tuple[Report, ...] = ()
    """Their reports: checked, so that one list has everything that is wrong, but never shown."""

    @cached_property
    def whole(self) -> Archive:
        """What is checked: this archive with the agencies whose file cannot be used, and their reports."""
        if self.refused.keys() <= self.agencies.keys():
            return self
        return replace(
            self,
            agencies={**self.agencies, **self.refused},
            reports=(*self.reports, *self.refused_reports),
        )

    def digest(self, file: str) -> str:
        """Of what is in a file; of one that was read elsewhere, of its lines."""
        known = self.digests.get(file)
        return digest(self.lines.get(file, ())) if known is None else known

    @cached_property
    def owners(self) -> Mapping[str, tuple[str, int | None]]:
        """Agency and year of every file; an agency.yml has no year."""
        known: dict[str, tuple[str, int | None]] = {
            agency.place.file: (path, None) for path, agency in self.whole.agencies.items()
        }
        known.update((file, key) for key, file in self.unreadable.items())
        known.update((report.place.file, (report.agency, report.year)) for report in self.whole.reports)
        return known

    @cached_property
    def by_agency(self) -> Mapping[str, Mapping[int, Report]]:
        """The reports of each agency by year, drafts included."""
        found: dict[str, dict[int, Report]] = {path: {} for path in self.agencies}
        for report in self.reports:
            found[report.agency][report.year] = report
        return found

    @cached_property
    def published(self) -> tuple[Report, ...]:
        """The reports that a build shows: all but drafts."""
        return tuple(report for report in self.reports if not report.draft)

    @cached_property
    def by_file(self) -> Mapping[str, Report]:
        """Reports by the name of their file."""
        return {report.place.file: report for report in self.reports}

    def subordinates(self, path: str | None) -> tuple[Agency, ...]:
        """The agencies directly under one, or those at the top."""
        return tuple(agency for agency in self.agencies.values() if agency.parent == path)

    def is_second(self, agency: Agency) -> bool:
        """Whether its reports are the second ones of the body in whose folder it lies, of another 统计范围.

        They count what that body and those below it count already.
        """
        above = self.agencies.get(agency.parent or "")
        return agency.scope is not None and above is not None and agency.name.startswith(above.name)

    def successors(self, path: str) -> tuple[Agency, ...]:
        """The agencies that an agency was merged into."""
        return tuple(agency for agency in self.agencies.values() if path in agency.succeeds)

    def last_year(self, report: Report) -> Report | None:
        """The report of the same agency one year before; a draft is last year's report only to another draft."""
        before = self.by_agency[report.agency].get(report.year - 1)
        return None if before is not None and before.draft and not report.draft else before


@dataclass(frozen=True)
class _Read:
    """What reading a file gave."""

    digest: str
    beside: tuple[object, ...]
    """What else it was read with."""
    made: Agency | Report | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...] | bytes
    """Those of a file that has not been taken to pieces: what is in it."""
    written: tuple[int, ...] = ()
    """When and how the file was written, if it was long ago: one that is written like this is the same."""


class KnownFiles(dict[str, _Read]):
    """What files gave when they were read last, by their names: one with the same bytes need not be read again."""

    def __init__(self, kept: Bundle | None = None) -> None:
        """kept: what is known of reports whose files have no problem, for another process."""
        super().__init__()
        self.kept = kept
        self._agencies: dict[str, tuple[Agency, str]] = {}
        """Each with its digest, by path."""

    def found(self, name: str, digest: str, beside: tuple[object, ...], data: bytes) -> _Read | None:
        """What another process knew of a report of the same file, which is read when somebody asks for more."""
        kept = None if self.kept is None else self.kept.at_hand(name, _KEPT)
        if kept is None or kept[0] != self._key(digest, beside):
            return None
        agency, year = _agency_and_year(beside)

        def read_now() -> Report:
            made, problems, _ = _read(name, data, partial(_report, agency=agency, year=year))
            assert isinstance(made, Report)
            assert not problems
            return made

        return _Read(digest, beside, LaterReport.of(kept[1], read_now), (), data)

    def keep(self, name: str, found: _Read) -> None:
        """Let another process know what there is of a report."""
        if self.kept is not None and isinstance(found.made, Report) and not found.problems:
            self.kept.lay_by(name, _KEPT, (self._key(found.digest, found.beside), Facts.of(found.made)))

    def _key(self, digest_of_file: str, beside: tuple[object, ...]) -> str:
        agency, year = _agency_and_year(beside)
        known, of_agency = self._agencies.get(agency.path, (None, ""))
        if known is not agency:
            of_agency = digest((agency,))
            self._agencies[agency.path] = agency, of_agency
        return f"{digest_of_file} {of_agency} {year}"


def _agency_and_year(beside: tuple[object, ...]) -> tuple[Agency, int]:
    """What a report is read with."""
    agency, year = beside
    assert isinstance(agency, Agency)
    assert isinstance(year, int)
    return agency, year


def _unpacked(packed: Any) -> tuple[str, Facts]:
    key, facts = packed
    return str(key), FACTS.unpacked(facts)


_KEPT = Kind[tuple[str, Facts]](lambda kept: [kept[0], FACTS.packed(kept[1])], _unpacked)


class Lines(Mapping[str, tuple[str, ...]]):
    """The lines of files, by name: those of a file that is not looked at are not parted."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[str, ...] | bytes] = {}

    def put(self, name: str, lines: tuple[str, ...] | bytes) -> None:
        """lines: or what is in the file."""
        self._files[name] = lines

    def __getitem__(self, name: str) -> tuple[str, ...]:
        found = self._files[name]
        if isinstance(found, bytes):
            found = self._files[name] = decode(name, found).lines
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


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
            {name: lines for name in names if (lines := self.lines.get(name))},
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
            elif match := _REPORT_FILE.fullmatch(entry.name):
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
        if _YEAR.fullmatch(folder.name) and in_agency and above:
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
        name, how = self.name(path), _written_long_ago(path)
        old = self.known.get(name)
        if old is None or not how or (old.written, old.beside) != (how, beside):
            try:
                data = path.read_bytes()
            except OSError:
                self.problems.append(Problem(Unreadable(), Place(name)))
                return None
            digest_of_file = sha256(data).hexdigest()
            if old is None or (old.digest, old.beside) != (digest_of_file, beside):
                old = self.known.found(name, digest_of_file, beside, data)
                if old is None:
                    old = _Read(digest_of_file, beside, *_read(name, data, make))
                    self.known.keep(name, old)
            old = self.known[name] = replace(old, written=how)
        self.digests[name] = old.digest
        self.lines.put(name, old.lines)
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
        report = self.read(path, (agency, year), partial(_report, agency=agency, year=year))
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


def _written_long_ago(path: Path) -> tuple[int, ...]:
    """When and how a file was written; empty where it was just now: clocks of disks are coarse, and the next writing could look the same."""
    how = written_at(str(path))
    return how if how and time_ns() - max(how[:2]) > _LONG_AGO else ()


def _report(reader: NodeReader, root: Node, lines: int, *, agency: Agency, year: int) -> Report | None:
    return read_report(reader, root, agency, year, lines)


def _read(
    name: str, data: bytes, make: Callable[[NodeReader, Node, int], Agency | Report | None]
) -> tuple[Agency | Report | None, tuple[Problem, ...], tuple[str, ...]]:
    source = read(name, data)
    problems = [*source.problems]
    made = None
    if source.root is not None:
        made = make(NodeReader(name, problems), source.root, len(source.lines))
    elif not source.problems:
        problems.append(Problem(EmptyFile(), Place(name)))
    return made, tuple(problems), source.lines
