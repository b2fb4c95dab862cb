"""What has changed since an earlier check: mended, new, told of with a reason; sent and published since then.

The earlier one is what `gongkai check --format json` wrote. Lines move, so a finding is known by rule, file, cell and
words; one of a cell with other words, because a number in them has changed, is the same that has changed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from gongkai.data_classes import dataclass
from gongkai.findings import Finding, Level
from gongkai.model import Archive
from gongkai.reporting.publication import Publication, State, Takes, state_name


class SinceError(Exception):
    """A file is not what an earlier check wrote; the message is one line in Chinese."""


class _Key(NamedTuple):
    """What a finding is known by, whatever line it is on."""

    code: str
    file: str
    table: str | None
    row: str | None
    column: str | None
    message: str

    @property
    def cell(self) -> tuple[str, str, str, str | None, str | None] | None:
        """The rule and the cell, for findings of one."""
        return (self.code, self.file, self.table, self.row, self.column) if self.table else None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An open or accepted finding of the earlier check."""

    key: _Key
    agency: str | None
    year: int | None
    level: str
    is_accepted: bool


@dataclass(frozen=True)
class Run:
    """The earlier check."""

    findings: tuple[Earlier, ...]
    states: Mapping[tuple[str, int], str]
    """What had become of each report, by agency and year; empty where it was not written down."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was; the words are for readers."""

    what: str
    file: str
    agency: str | None
    year: int | None
    code: str
    said: str


NEW, OTHER, MENDED, EXPLAINED = "新出现", "有变化", "已改正", "已写核对说明"
KINDS_OF_CHANGE = (NEW, OTHER, MENDED, EXPLAINED)


@dataclass(frozen=True)
class Since:
    """The earlier check, and which of its findings are asked for now."""

    run: Run
    codes: tuple[str, ...]
    """Of rules; empty for all."""
    levels: tuple[Level, ...]


def read_run(text: str) -> Run:
    """What an earlier check wrote. Raises SinceError."""
    try:
        whole: Any = json.loads(text)
        if whole["version"] != 1:
            raise SinceError("--since 的文件是别的版本写的；用本版本的 gongkai check --format json 重新生成")
        findings = tuple(_earlier(each) for each in whole["findings"])
        states = {(each["agency"], each["year"]): each["state"] for each in whole.get("publications", ())}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SinceError("--since 的文件不是 gongkai check --format json 的输出") from None
    return Run(findings, states)


def changes(since: Since, findings: Sequence[Finding], takes: Takes) -> tuple[Change, ...]:
    """What is new, changed, mended and explained, in this order. findings: of what is asked for only; so count the earlier ones."""
    before = [
        each
        for each in since.run.findings
        if takes(each.key.file, each.agency, each.year)
        and (not since.codes or each.key.code in since.codes)
        and each.level in since.levels
        and not each.is_accepted
    ]
    now = [finding for finding in findings if finding.accepted is None]
    accepted = Counter(_key(finding) for finding in findings if finding.accepted is not None)
    gone, come = _unmatched(before, now)
    found: list[Change] = []
    cells = {each.key.cell: each for each in gone if each.key.cell is not None}
    for finding in come:
        cell = _key(finding).cell
        earlier = cells.pop(cell, None) if cell is not None else None
        if earlier is None:
            found.append(_change(NEW, _key(finding), finding.agency, finding.year, finding.message))
        else:
            gone.remove(earlier)
            said = f"{finding.message}（上次：{earlier.key.message}）"
            found.append(_change(OTHER, _key(finding), finding.agency, finding.year, said))
    for each in gone:
        what = MENDED
        if accepted[each.key]:
            accepted[each.key] -= 1
            what = EXPLAINED
        found.append(_change(what, each.key, each.agency, each.year, each.key.message))
    return tuple(sorted(found, key=lambda change: KINDS_OF_CHANGE.index(change.what)))


class Moved(NamedTuple):
    """A report of which something else has become. A state is None where nobody expected a report."""

    agency: str
    year: int
    earlier: State | None
    now: State | None


def moved(since: Since, known: Iterable[Publication], takes: Takes, archive: Archive) -> tuple[Moved, ...]:
    """The reports that are not what they were, by agency and year; those that are gone too."""
    if not since.run.states:
        return ()
    names = {state_name(state): state for state in State}
    now = {(each.agency.path, each.year): each.state for each in known}
    before = {
        (path, year): names.get(state)
        for (path, year), state in since.run.states.items()
        if (path, year) in now or takes(_file(path, year, archive), path, year)
    }
    return tuple(
        Moved(*key, before.get(key), now.get(key))
        for key in dict.fromkeys((*now, *before))
        if before.get(key) is not now.get(key)
    )


def _file(path: str, year: int, archive: Archive) -> str:
    """Where the report would be."""
    agency = archive.agencies.get(path)
    return "" if agency is None else str(PurePosixPath(agency.place.file).parent / f"{year}.yml")


def _earlier(each: Mapping[str, Any]) -> Earlier:
    key = _Key(each["code"], each["file"], each["table"], each["row"], each["cell_column"], each["message"])
    return Earlier(key, each["agency"], each["year"], each["level"], each["accepted"] is not None)


def _key(finding: Finding) -> _Key:
    table, row, column = finding.cell or (None, None, None)
    return _Key(finding.code, finding.place.file, table or None, row, column, finding.message)


def _unmatched(before: Sequence[Earlier], now: Sequence[Finding]) -> tuple[list[Earlier], list[Finding]]:
    """What was there and is not, and what is there and was not; like ones are counted."""
    there = Counter(_key(finding) for finding in now)
    gone = []
    for each in before:
        if there[each.key]:
            there[each.key] -= 1
        else:
            gone.append(each)
    was = Counter(each.key for each in before)
    come = []
    for finding in now:
        if was[_key(finding)]:
            was[_key(finding)] -= 1
        else:
            come.append(finding)
    return gone, come


def _change(what: str, key: _Key, agency: str | None, year: int | None, said: str) -> Change:
    return Change(what, key.file, agency, year, key.code, said)
