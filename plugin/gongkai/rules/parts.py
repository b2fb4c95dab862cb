"""The rules over an archive that is looked at in parts, which may be on different machines: the same findings as of the whole.

Most rules look at one agency, at its reports of all years. What is sent of it is the text of its files, which is less
than what is read from them and is read there again; what comes back is what was found. A rule that compares sisters gets
what it said of each report itself, packed, for one year of all agencies under the same one. What looks at the files of
more than one agency, or at what only this machine has, is done here, and so is what puts the findings of all together.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import Any

from gongkai.claims.spoken import Spoken
from gongkai.data_classes import dataclass
from gongkai.findings import (
    Accepted,
    CellName,
    CellProposal,
    Finding,
    Level,
    Place,
    Range,
    Suspect,
    TakenOver,
    TextProposal,
)
from gongkai.fonts import fonts_digest
from gongkai.ground.cores import processes_for
from gongkai.ground.forks import Forks, may_fork
from gongkai.ground.memory import uncollected
from gongkai.ground.plain import Plain, PlainError
from gongkai.ground.shelf import Bundle, Kind, Shelf, digest
from gongkai.ground.spool import Spool
from gongkai.ground.spread import Spread
from gongkai.model import Archive, KnownFiles, Office, Reading, Report
from gongkai.problems import Problem
from gongkai.rules._claims import Claims
from gongkai.rules.inspecting import explained, found_by, order
from gongkai.rules.register import all_rules, comparisons
from gongkai.rules.rule import Comparison, Inspection, Rule
from gongkai.settings import Settings, fonts_folder

_PLAIN = Plain(
    *(Finding, Level, Place, CellName, Suspect, Range, CellProposal, TextProposal, TakenOver, Accepted)
)


def _unpacked(packed: list[object]) -> list[Finding]:
    """Raises PlainError where one is none."""
    found = [_PLAIN.unpacked(each) for each in packed]
    if not all(isinstance(each, Finding) and isinstance(each.place, Place) for each in found):
        raise PlainError("no finding")
    return found


FINDINGS = Kind[list[Finding]](lambda found: [_PLAIN.packed(each) for each in found], _unpacked)
"""As they are kept on disk."""
FEW_COPIED = 40
"""Reports that one process has looked at before it is worth while to copy it."""
FEW = 300
"""Reports that one process has read and looked at before others have started."""
_MARSHAL = 4
"""The way of writing that every Python reads which may be on another machine."""
NOBODY = ""
"""The path of no agency: for the files that are of none."""


@dataclass(frozen=True)
class Before:
    """What is known from before, and is renewed."""

    files: KnownFiles = field(default_factory=KnownFiles)
    """What reading gave."""
    shelf: Shelf = field(default_factory=Shelf)
    """What was found of agencies and of sisters."""
    spoken: dict[tuple[str, int], tuple[Spoken, ...]] | None = None
    """Where it is wanted, is filled: of the reports whose texts are read the cells that their narratives speak of."""


def read_and_inspect_spread(
    data: Path,
    base: Path,
    settings: Settings,
    spread: Spread | None,
    on_report: Callable[[], None] = lambda: None,
    before: Before | None = None,
) -> tuple[Archive, tuple[Problem, ...], tuple[Finding, ...]]:
    """As `read_archive` and `inspect`; what is read here is on its way to be looked at while more is read.

    spread: where; None for here. before: what need not be done again.

    Raises SettingsError where the settings name a folder that is not there.
    """
    before = Before() if before is None else before
    files = before.files
    if before.shelf.keeps:
        files.kept = before.shelf.bundle("reports", str(data))
    reading = Reading(data, base, on_report, files)
    looking = _Looking(reading, settings, before)
    with uncollected():
        for found in looking.found_of_each(spread):
            looking.take(found)
        archive, problems = reading.whole()
        if files.kept is not None:
            before.shelf.keep(files.kept)
        whole = Inspection(archive.whole, problems, settings)
        # No report: what reading has shown stands in the problems.
        told = found_by(replace(whole, only=NOBODY), _puts_into_words)
        told += found_by(_of_nobody(whole, reading), _looks_at_one_agency)
        every = looking.explained(whole, told, list(looking.among_sisters(whole, spread)))
        return archive, problems, tuple(sorted(every, key=order))


def count_reports(data: Path) -> int:
    """How many files of reports a data folder has, about."""
    return sum(1 for _ in data.rglob("[12][0-9][0-9][0-9].yml"))


@contextmanager
def spread_for(count: int, cluster: Spread | None = None) -> Iterator[Spread | None]:
    """Where so many reports are to be looked at: on the cluster, on the cores of this machine, or, as None, in this process."""
    copied = may_fork()
    number = processes_for(count, FEW_COPIED if copied else FEW)
    if cluster is not None or number == 1:
        yield cluster
    elif copied:
        yield Forks(number)
    else:
        # In a browser there are no processes, nor the modules for them.
        from gongkai.ground.processes import processes

        with processes(number) as over:
            yield over


def _looks_at_more(rule: Rule) -> bool:
    """Whether a rule looks at more than one agency, at files that only this machine has, or at what reading has shown."""
    return rule.reads_here or rule.sums_below or bool(rule.words)


def _puts_into_words(rule: Rule) -> bool:
    return bool(rule.words)


def _looks_at_one_agency(rule: Rule) -> bool:
    # One that compares sisters looks at the year before too.
    return not _looks_at_more(rule)


@dataclass(frozen=True)
class _Office:
    """An agency to be looked at."""

    office: Office
    settings: Settings


@dataclass(frozen=True)
class _Part:
    """The same once it has been read."""

    archive: Archive
    settings: Settings
    path: str
    is_spoken_wanted: bool = False


@dataclass(frozen=True)
class _Found:
    """What was found of an agency, and of each of its reports what each comparison has to say of it."""

    path: str
    found: list[Finding]
    packed: Mapping[tuple[str, int], tuple[bytes, ...]]
    spoken: Mapping[tuple[str, int], tuple[Spoken, ...]]
    """The cells that its narratives speak of, where that is wanted."""


def _of_office(piece: _Office) -> _Found:
    return _of_part(_Part(piece.office.archive(), piece.settings, piece.office.agency.path))


def _of_part(part: _Part) -> _Found:
    archive, settings, path = part.archive, part.settings, part.path
    with uncollected():
        spoken: dict[tuple[str, int], tuple[Spoken, ...]] = {}
        claims = Claims(spoken if part.is_spoken_wanted else None)
        inspection = Inspection(archive, (), settings, path, claims)
        asked = _asked(settings)
        said = {each.RULE.name: each.said(inspection.reports) for each in asked}
        found = found_by(replace(inspection, said=said), _looks_at_one_agency)
        keys = [(report.agency, report.year) for report in inspection.reports] if said else []
        packed = {key: tuple(_packed(each, said[each.RULE.name][key]) for each in asked) for key in keys}
    return _Found(path, found, packed, spoken)


def _packed(comparison: Comparison, said: Any) -> bytes:
    """What a comparison has to say of a report, as it is sent.

    In the way of `marshal`: pickle leaves with each text that it writes a second copy in UTF-8, for as long as the report
    is there.
    """
    bare: Any = comparison.SAID.packed(said)
    return marshal.dumps(bare, _MARSHAL)


def _asked(settings: Settings) -> list[Comparison]:
    return [each for each in comparisons() if not settings.is_off(each.RULE.name)]


def _of_nobody(whole: Inspection, reading: Reading) -> Inspection:
    """The files that are of no agency."""
    owned = {name for files in reading.own.values() for name, _ in files}
    every = whole.archive.lines
    lines = {file: every[file] for file in every if file not in owned}
    return Inspection(Archive({}, (), lines), (), whole.settings, NOBODY)


_Waiting = Sequence[Callable[[], bytes]]
"""What each comparison has to say of a report, where it lies."""


@dataclass(frozen=True)
class _Sisters:
    """What is said of the reports of one year of all agencies under the same one."""

    packed: Sequence[_Waiting]
    """Of each report what each comparison has to say of it."""
    settings: Settings

    def __reduce__(self) -> tuple[Callable[..., _Sisters], tuple[object, ...]]:
        """What lies on a disk is sent."""
        return _sisters, ([[read() for read in of_report] for of_report in self.packed], self.settings)


def _sisters(packed: Iterable[Iterable[bytes]], settings: Settings) -> _Sisters:
    return _Sisters([[partial(bytes, data) for data in of_report] for of_report in packed], settings)


class _Looking:
    """What has been found of each agency, and what each comparison has to say of its reports."""

    def __init__(self, reading: Reading, settings: Settings, before: Before) -> None:
        self._found: dict[str, list[Finding]] = {}
        self._reading, self._settings, self._shelf = reading, settings, before.shelf
        self._spoken = before.spoken
        self._bundles: dict[str, Bundle] = {}
        """Where it is kept what was found of each."""
        self._agencies: dict[str, str] = {}
        """Digests of their own files."""
        self._spool = Spool()
        self._packed: dict[tuple[str, int], _Waiting] = {}
        """What each comparison has to say of a report, laid aside: it is as large as the report."""
        self._are_elsewhere = False

    def found_of_each(self, spread: Spread | None) -> Iterator[_Found]:
        """What is found of each agency of which it is not known, when all have been read."""
        if spread is not None and not spread.shares_memory:
            yield from spread.each(_of_office, self._to_be_looked_at())
            return
        new = [path for path in self._reading.agencies_read() if not self._is_known(path)]
        parts = [self._part(path) for path in new]
        self._are_elsewhere = sum(len(part.archive.reports) for part in parts) >= FEW_COPIED
        each = spread.each if spread is not None and self._are_elsewhere else map
        yield from each(_of_part, parts)

    def _to_be_looked_at(self) -> Iterator[_Office]:
        """The agencies of which it is not known what is found, as they are read.

        Where others were known the last time, the first new ones are looked at here: they are few, most often.
        """
        here = 0
        for path in self._reading.agencies_read():
            if self._is_known(path):
                continue
            office = self._reading.office(path)
            here += len(office.files)
            if self._shelf.is_in_use and here < FEW:
                self.take(_of_part(self._part(path)))
            else:
                self._are_elsewhere = True
                yield _Office(office, self._settings)

    def _part(self, path: str) -> _Part:
        return _Part(self._reading.part(path), self._settings, path, self._spoken is not None)

    def take(self, found: _Found) -> None:
        """Keep what was found of an agency."""
        if self._spoken is not None:
            self._spoken.update(found.spoken)
        self._keep(self._bundles[found.path], found.found)
        self._found[found.path] = found.found
        for key, packed in found.packed.items():
            self._packed[key] = [self._spool.put(each) for each in packed]

    def among_sisters(self, whole: Inspection, spread: Spread | None) -> Iterator[Finding]:
        """What is found where they are compared."""
        if not _asked(self._settings):
            return
        groups = [(reports, self._bundle(reports, whole)) for reports in _groups(whole)]
        # Asked for, be they read or not: what nobody asks for is not kept.
        said = [self._shelf.bundle("said", _of_group(reports[0], whole)) for reports, _ in groups]
        new = [
            (reports, bundle, kept)
            for (reports, bundle), kept in zip(groups, said, strict=True)
            if bundle.get("found", FINDINGS) is None
        ]
        pieces = (_Sisters([*self._said(reports, kept, whole)], self._settings) for reports, _, kept in new)
        elsewhere = spread if self._are_elsewhere else None
        here = (_of_sisters(piece) for piece in pieces)
        found = here if elsewhere is None else elsewhere.each(_of_sisters, pieces)
        for (_, bundle, _), of_group in zip(new, found, strict=True):
            self._keep(bundle, of_group)
        for _, bundle in groups:
            yield from bundle.get("found", FINDINGS) or ()

    def explained(
        self, whole: Inspection, told: Sequence[Finding], last: Sequence[Finding]
    ) -> Iterator[Finding]:
        """Everything found of each agency with suspects and remarks, then what is of none.

        told: what is not of one agency alone; last: what is found where sisters are compared.
        """
        owners = whole.archive.owners
        of_agencies: dict[str, list[list[Finding]]] = {path: [[], []] for path in whole.archive.agencies}
        for which, found in enumerate((told, last)):
            for each in found:
                owner = owners.get(each.place.file)
                if owner is None:
                    yield each
                else:
                    of_agencies[owner[0]][which].append(each)
        common = self._common(whole)
        for path, (first, then) in of_agencies.items():
            below = (agency.path for agency in whole.archive.subordinates(path))
            keys = map(self._reading.key, (path, *below) if self._shelf.keeps else ())
            bundle = self._shelf.bundle("explained", common, *keys, *first, "last", *then)
            kept = bundle.get("found", FINDINGS)
            if kept is None:
                only = replace(whole, only=path)
                more = found_by(replace(only, problems=()), _looks_at_more)
                kept = list(explained(only, (*first, *more, *self._of(path), *then)))
                self._keep(bundle, kept)
            yield from kept

    def _of(self, path: str) -> list[Finding]:
        """What was found of an agency by itself."""
        if path not in self._found:
            found = self._bundles[path].get("found", FINDINGS)
            if found is None:  # what is kept is not what we wrote
                found = _of_part(self._part(path)).found
                self._keep(self._bundles[path], found)
            self._found[path] = found
        return self._found[path]

    def _common(self, whole: Inspection) -> str:
        """A digest of what else goes into what is found of each: all agencies, and what only this machine has."""
        if not self._shelf.keeps:
            return ""
        reads = any(rule.reads_here and not self._settings.is_off(rule.name) for rule in all_rules())
        here = fonts_digest(fonts_folder(self._settings, whole.archive.base)) if reads else ""
        return digest((self._settings, here, *whole.archive.agencies.values()))

    def _bundle(self, reports: Sequence[Report], whole: Inspection) -> Bundle:
        texts = (self._text(each, whole.archive) for each in (reports if self._shelf.keeps else ()))
        return self._shelf.bundle("sisters", self._settings, *texts)

    def _text(self, report: Report, archive: Archive) -> str:
        """A digest of all that is compared of a report."""
        file = report.place.file
        return digest((self._agency(archive, report.agency), file, archive.digest(file)))

    def _agency(self, archive: Archive, path: str) -> str:
        if path not in self._agencies:
            self._agencies[path] = digest((archive.agencies[path],))
        return self._agencies[path]

    def _said(self, reports: Sequence[Report], kept: Bundle, whole: Inspection) -> Iterator[_Waiting]:
        """What each comparison has to say of each of some sisters.

        kept: what it said of them the last time. It is kept of those that have not changed: of these it is asked again.
        """
        names: set[str] = set()
        for report in reports:
            known = self._packed.pop((report.agency, report.year), None)
            if known is None:
                text = self._text(report, whole.archive)
                of_each = {f"{each.RULE.name} {text}": each for each in _asked(self._settings)}
                names.update(of_each)
                said = [_packed(each, _said_of(report, name, each, kept)) for name, each in of_each.items()]
                known = [self._spool.put(each) for each in said]
            yield known
        kept.leave_only(names)
        self._shelf.keep(kept)

    def _is_known(self, path: str) -> bool:
        """Whether it is known what is found of an agency by itself."""
        key = self._reading.key(path) if self._shelf.keeps else ""
        bundle = self._bundles[path] = self._shelf.bundle("office", self._settings, key)
        return bundle.has("found")

    def _keep(self, bundle: Bundle, found: list[Finding]) -> None:
        bundle.put("found", FINDINGS, found)
        self._shelf.keep(bundle)


def _groups(whole: Inspection) -> Iterator[Sequence[Report]]:
    """The reports of one year of all agencies under the same one, where there are several."""
    groups: dict[tuple[str | None, int], list[Report]] = {}
    for report in whole.reports:
        groups.setdefault(_of_group(report, whole), []).append(report)
    yield from (reports for reports in groups.values() if len(reports) > 1)


def _of_group(report: Report, whole: Inspection) -> tuple[str | None, int]:
    """What sisters have in common: the agency that they are under, and the year."""
    return whole.archive.agencies[report.agency].parent, report.year


def _said_of(report: Report, name: str, comparison: Comparison, kept: Bundle) -> Any:
    """What a comparison has to say of a report. kept: where it is under that name, then at the latest."""
    found = kept.at_hand(name, comparison.SAID)
    if found is None:
        found = comparison.said((report,))[report.agency, report.year]
        kept.lay_by(name, comparison.SAID, found)
    return found


def _of_sisters(piece: _Sisters) -> list[Finding]:
    found: list[Finding] = []
    with uncollected():
        for number, each in enumerate(_asked(piece.settings)):
            said = [
                each.SAID.unpacked(marshal.loads(of_report[number]()))  # noqa: S302  # made by `_packed`
                for of_report in piece.packed
            ]
            found.extend(each.among(said, piece.settings))
    return found
