"""The rules over an archive that is looked at in parts, which may be on different machines: the same findings as of the whole.

Most rules look at one agency, at its reports of all years. What is sent of it is the text of its files, which is less
than what is read from them and is read there again; what comes back is what was found. A rule that compares sisters gets
what it said of each report itself, packed, for one year of all agencies under the same one. What looks at the files of
more than one agency, or at what only this machine has, is done here, and so is what puts the findings of all together.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.findings import Finding
from gongkai.ground.memory import uncollected
from gongkai.ground.spread import Spread
from gongkai.model import Archive, KnownFiles, Office, Reading
from gongkai.problems import Problem
from gongkai.rules.inspecting import explained, found_by
from gongkai.rules.register import comparisons
from gongkai.rules.rule import Comparison, Inspection, Rule
from gongkai.settings import Settings

FEW = 300
"""Reports that one process has read and looked at before others have started."""
MOST = 8
"""Processes at most: more wait for this one, which reads everything."""
NOBODY = ""
"""The path of no agency: for the files that are of none."""


def read_and_inspect_spread(
    data: Path,
    base: Path,
    settings: Settings,
    spread: Spread,
    on_report: Callable[[], None] = lambda: None,
    known: KnownFiles | None = None,
) -> tuple[Archive, tuple[Problem, ...], tuple[Finding, ...]]:
    """As `read_archive` and `inspect`; what is read here is on its way to be looked at while more is read.

    known: what files gave the last time, which is renewed.

    Raises SettingsError where the settings name a folder that is not there.
    """
    reading = Reading(data, base, on_report, known)
    found: dict[str, list[Finding]] = {}
    packed: dict[tuple[str, int], tuple[bytes, ...]] = {}
    with uncollected():
        offices = (_Office(reading.office(path), settings) for path in reading.agencies_read())
        for of_office in spread.each(_of_office, offices):
            found[of_office.path] = of_office.found
            packed.update(of_office.packed)
        archive, problems = reading.whole()
        whole = Inspection(archive.whole, problems, settings)
        told = found_by(whole, _looks_at_more)
        told += found_by(_of_nobody(whole, reading), _looks_at_one_agency)
        for path in whole.archive.agencies:
            told += found[path]
        for of_sisters in spread.each(_of_sisters, _sisters(whole, packed)):
            told += of_sisters
        return archive, problems, explained(whole, told)


def count_reports(data: Path) -> int:
    """How many files of reports a data folder has, about."""
    return sum(1 for _ in data.rglob("[12][0-9][0-9][0-9].yml"))


@contextmanager
def spread_for(count: int, cluster: Spread | None = None) -> Iterator[Spread | None]:
    """Where so many reports are to be looked at: on the cluster, on the cores of this machine, or, as None, in this process."""
    # In a browser there are no processes, nor the modules for them.
    from gongkai.ground.processes import cores, processes

    number = min(cores(), MOST, count // FEW + 1)
    if cluster is not None or number == 1:
        yield cluster
        return
    with processes(number) as over:
        yield over


def _looks_at_more(rule: Rule) -> bool:
    """Whether a rule looks at more than one agency, at files that only this machine has, or at what reading has shown."""
    return rule.reads_here or rule.sums_below or bool(rule.words)


def _looks_at_one_agency(rule: Rule) -> bool:
    # One that compares sisters looks at the year before too.
    return not _looks_at_more(rule)


@dataclass(frozen=True)
class _Office:
    """An agency to be looked at."""

    office: Office
    settings: Settings


@dataclass(frozen=True)
class _Found:
    """What was found of an agency, and of each of its reports what each comparison has to say of it."""

    path: str
    found: list[Finding]
    packed: Mapping[tuple[str, int], tuple[bytes, ...]]


def _of_office(piece: _Office) -> _Found:
    path = piece.office.agency.path
    with uncollected():
        inspection = Inspection(piece.office.archive(), (), piece.settings, path)
        said = {each.RULE.name: each.said(inspection.reports) for each in _asked(piece.settings)}
        found = found_by(replace(inspection, said=said), _looks_at_one_agency)
        keys = [(report.agency, report.year) for report in inspection.reports] if said else []
        packed = {key: tuple(pickle.dumps(of_rule[key]) for of_rule in said.values()) for key in keys}
    return _Found(path, found, packed)


def _asked(settings: Settings) -> list[Comparison]:
    return [each for each in comparisons() if not settings.is_off(each.RULE.name)]


def _of_nobody(whole: Inspection, reading: Reading) -> Inspection:
    """The files that are of no agency."""
    owned = {name for files in reading.own.values() for name, _ in files}
    lines = {file: lines for file, lines in whole.archive.lines.items() if file not in owned}
    return Inspection(Archive({}, (), lines), (), whole.settings, NOBODY)


@dataclass(frozen=True)
class _Sisters:
    """What is said of the reports of one year of all agencies under the same one."""

    packed: tuple[tuple[bytes, ...], ...]
    settings: Settings


def _sisters(whole: Inspection, packed: dict[tuple[str, int], tuple[bytes, ...]]) -> Iterator[_Sisters]:
    if not _asked(whole.settings):
        return
    groups: dict[tuple[str | None, int], list[tuple[str, int]]] = {}
    for report in whole.reports:
        parent = whole.archive.agencies[report.agency].parent
        groups.setdefault((parent, report.year), []).append((report.agency, report.year))
    for keys in groups.values():
        of_group = tuple(packed.pop(key) for key in keys)
        if len(of_group) > 1:
            yield _Sisters(of_group, whole.settings)


def _of_sisters(piece: _Sisters) -> list[Finding]:
    found: list[Finding] = []
    with uncollected():
        for number, each in enumerate(_asked(piece.settings)):
            said = [pickle.loads(of_report[number]) for of_report in piece.packed]  # noqa: S301  # made by `_of_office`
            found.extend(each.among(said, piece.settings))
    return found
