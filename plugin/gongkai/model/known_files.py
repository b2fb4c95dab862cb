"""What files gave when they were read last: one that has not changed is not read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import partial
from pathlib import Path
from time import time_ns
from typing import Any

from gongkai.data_classes import dataclass
from gongkai.findings import Place
from gongkai.ground.manifest import written_at
from gongkai.ground.shelf import Bundle, Kind, digest
from gongkai.model.agency import Agency
from gongkai.model.later import FACTS, Facts, LaterReport
from gongkai.model.report import Report
from gongkai.model.report_file import read_report
from gongkai.model.shape import NodeReader
from gongkai.problems import EmptyFile, Problem
from gongkai.source import Node, read

_LONG_AGO = 5 * 10**9
"""Nanoseconds: more than the coarsest clock of a disk."""


@dataclass(frozen=True)
class KnownFile:
    """What reading a file gave."""

    digest: str
    beside: tuple[object, ...]
    """What else it was read with."""
    made: Agency | Report | None
    problems: tuple[Problem, ...]
    data: Callable[[], bytes] = field(compare=False, repr=False)
    """What is in it."""
    written: tuple[int, ...] = ()
    """When and how the file was written, if it was long ago: one that is written like this is the same."""


class KnownFiles(dict[str, KnownFile]):
    """What files gave when they were read last, by their names: one with the same bytes need not be read again."""

    def __init__(self, kept: Bundle | None = None) -> None:
        """kept: what is known of reports whose files have no problem, for another process."""
        super().__init__()
        self.kept = kept
        self._agencies: dict[str, tuple[Agency, str]] = {}
        """Each with its digest, by path."""

    def found(
        self, name: str, digest: str, beside: tuple[object, ...], data: Callable[[], bytes]
    ) -> KnownFile | None:
        """What another process knew of a report of the same file, which is read when somebody asks for more."""
        kept = None if self.kept is None else self.kept.at_hand(name, _KEPT)
        if kept is None or kept[0] != self._key(digest, beside):
            return None
        agency, year = _agency_and_year(beside)

        def read_now() -> Report:
            made, problems = made_of(name, data(), partial(made_report, agency=agency, year=year))
            assert isinstance(made, Report)
            assert not problems
            return made

        return KnownFile(digest, beside, LaterReport.of(kept[1], read_now), (), data)

    def keep(self, name: str, found: KnownFile) -> None:
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


def written_long_ago(path: Path) -> tuple[int, ...]:
    """When and how a file was written; empty where it was just now: clocks of disks are coarse, and the next writing could look the same."""
    how = written_at(str(path))
    return how if how and time_ns() - max(how[:2]) > _LONG_AGO else ()


def made_report(reader: NodeReader, root: Node, lines: int, *, agency: Agency, year: int) -> Report | None:
    """The report of a file, from its root and its number of lines; None, and the problems, where it is none."""
    return read_report(reader, root, agency, year, lines)


def made_of(
    name: str, data: bytes, make: Callable[[NodeReader, Node, int], Agency | Report | None]
) -> tuple[Agency | Report | None, tuple[Problem, ...]]:
    """What is made of what is in a file, and its problems. make: from its root and its number of lines."""
    source = read(name, data)
    problems = [*source.problems]
    made = None
    if source.root is not None:
        made = make(NodeReader(name, problems), source.root, len(source.lines))
    elif not source.problems:
        problems.append(Problem(EmptyFile(), Place(name)))
    return made, tuple(problems)
