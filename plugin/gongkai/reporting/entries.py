"""Findings as the entries of a list: those that are told together are one entry, the suspect first.

Every output for people, and the outputs of services that show a message at a line, tell the same in the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gongkai.data_classes import dataclass
from gongkai.findings import Finding, Level, Place, Suspect
from gongkai.rules import remedy_of, rule_of, together

MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to put right. The texts are as the data has them: control characters are for the writer to mask."""

    place: Place
    level: Level
    codes: tuple[str, ...]
    said: tuple[str, ...]
    """What is wrong, the most important first; never empty."""
    remedy: str
    findings: tuple[Finding, ...]
    """What is told as this one."""

    @property
    def code(self) -> str:
        """The codes as they are shown."""
        return " ".join(self.codes)


def entries(findings: Iterable[Finding]) -> list[Entry]:
    """The entries of findings that are not accepted, the suspects first; accepted ones are left out."""
    return [_entry(group) for group in together(f for f in findings if f.accepted is None)]


def _entry(group: list[Finding]) -> Entry:
    first = group[0]
    suspect = first.suspect
    return Entry(
        _place(group),
        max((finding.level for finding in group), key=lambda level: level.rank),
        tuple(dict.fromkeys(finding.code for finding in group)),
        tuple(_said(group) if suspect is None else _suspected(suspect, group)),
        remedy_of(first),
        tuple(group),
    )


def _place(group: list[Finding]) -> Place:
    """The cell to look at first: the suspect, else the likeliest candidate; a sum along one row stays at its total."""
    first = group[0]
    if first.suspect is not None:
        return first.suspect.place
    candidates = candidates_of(group)
    is_of_row = len(group) == 1 and {c.cell[:2] for c in candidates} == {first.cell and first.cell[:2]}
    return candidates[0].place if candidates and not is_of_row else first.place


def candidates_of(group: Iterable[Finding]) -> list[Suspect]:
    """The cells one of which may be the wrong one, each once; those that stand in most of the sums first."""
    listed = [candidate for finding in group for candidate in finding.candidates]
    counts = Counter(candidate.cell for candidate in listed)
    each = {candidate.cell: candidate for candidate in reversed(listed)}
    in_order = [each[cell] for cell in dict.fromkeys(candidate.cell for candidate in listed)]
    return sorted(in_order, key=lambda candidate: -counts[candidate.cell])


def _said(group: list[Finding]) -> Iterator[str]:
    first = group[0]
    of_row = rule_of(first).of_row
    candidates = candidates_of(group)
    if len(group) > 1 and first.fault is not None:
        yield f"同一张表有{len(group)}个式子不成立，多半出自一处"
        yield from (f"· {finding.message}" for finding in group)
    elif len(group) > 1 and of_row is not None:
        columns = "、".join(finding.column_label or "" for finding in group)
        row = first.message.partition("的“")[0]
        yield of_row.message.format(row=row, count=len(group), columns=columns)
    else:
        yield first.message
    if candidates:
        shown = "；".join(map(_change, candidates[:MOST_CANDIDATES]))
        more = f"；等 {len(candidates)} 格" if len(candidates) > MOST_CANDIDATES else ""
        together = f"（要同时改其中 {candidates[0].count} 格）" if candidates[0].count > 1 else ""
        yield f"可能填错的格子{together}：{shown}{more}"


def _suspected(suspect: Suspect, group: list[Finding]) -> Iterator[str]:
    yield suspicion(suspect)
    yield from (f"· {finding.message}" for finding in group)


def suspicion(suspect: Suspect) -> str:
    """Which cell is most likely the wrong one, in a sentence."""
    value = "另一个数" if suspect.should_be is None else suspect.should_be
    cell = f"{suspect.row_label}·{suspect.column_label}"
    now = _now(suspect)
    if suspect.count == 1:
        return f"最可能填错：{cell}，现为{now}，若为{value}则各项勾稽均成立"
    return f"最可能填错（共 {suspect.count} 格之一）：{cell}，现为{now}，似应为{value}；各格都改正，勾稽才成立"


def _now(suspect: Suspect) -> str:
    return "空白" if suspect.value is None else str(suspect.value)


def _change(suspect: Suspect) -> str:
    value = "另一个数" if suspect.should_be is None else suspect.should_be
    return f"{suspect.row_label}·{suspect.column_label}由{_now(suspect)}改为{value}"


def printable(text: str) -> str:
    """Text without control characters: a file's name or a value must not control the terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\x{ord(c):02x}" for c in text)
