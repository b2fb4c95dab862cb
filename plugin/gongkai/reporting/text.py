"""Findings as text for a terminal: by file, the suspect first, each with its place and its remedy.

What one suspect cell explains is shown as one finding, headed by it; blanks of one row are one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from unicodedata import combining, east_asian_width

from gongkai.findings import Finding, Level, Suspect
from gongkai.reporting.checked import Checked
from gongkai.rules import LEVEL_NAMES, together

MOST_CANDIDATES = 6
WIDTH = 60
"""Characters of a line that are quoted."""
BEFORE_COLUMN = 20
"""Of these, how many stand before the column."""


def write_text(findings: Iterable[Finding], lines: Mapping[str, Sequence[str]]) -> str:
    """The findings, each file under its name. lines: of every file, to quote the one concerned."""
    parts = []
    by_file = sorted(findings, key=lambda finding: finding.place.file)
    for file, group in groupby(by_file, key=lambda finding: finding.place.file):
        found = list(group)
        told = [
            _entry(entry, lines.get(file, ())) for entry in together(f for f in found if f.accepted is None)
        ]
        accepted = list(_accepted(f for f in found if f.accepted is not None))
        texts = ["".join(f"  {line}\n" for line in entry) for entry in (*told, accepted) if entry]
        parts.append(f"{_safe(file)}\n" + "\n".join(texts))
    return "\n".join(parts)


def summary(findings: Iterable[Finding], checked: Checked) -> str:
    """One line that says what was looked at and what was found."""
    found_all = list(findings)
    accepted = sum(finding.accepted is not None for finding in found_all)
    levels = Counter(finding.level for finding in found_all if finding.accepted is None)
    found = "、".join(f"{levels[level]} 处{LEVEL_NAMES[level]}" for level in reversed(Level) if levels[level])
    looked_at = f"核对了 {checked.agencies} 个机关、{checked.reports} 份报告、{checked.cells} 个数"
    told = f"；另有 {accepted} 处已写明核对说明" if accepted else ""
    return f"{looked_at}：{found or '没有发现问题'}{told}。"


def _entry(findings: list[Finding], lines: Sequence[str]) -> Iterator[str]:
    first = findings[0]
    codes = " ".join(dict.fromkeys(finding.code for finding in findings))
    if first.suspect is not None:
        yield from _suspect_entry(first.suspect, codes, findings, lines)
        return
    place = first.place
    yield f"第{place.line}行第{place.column}列 {LEVEL_NAMES[first.level]} {codes}"
    yield from _quote(lines, place.line, place.column)
    if len(findings) > 1:
        columns = "、".join(finding.column_label or "" for finding in findings)
        yield f"  {_before_column(first)}有 {len(findings)} 格没有数字：{columns}"
    else:
        yield f"  {_safe(first.message)}"
    if first.candidates:
        shown = "；".join(map(_change, first.candidates[:MOST_CANDIDATES]))
        more = f"；等 {len(first.candidates)} 格" if len(first.candidates) > MOST_CANDIDATES else ""
        yield f"  可能填错的格子：{shown}{more}"
    yield f"  改法：{_safe(first.remedy)}"


def _accepted(findings: Iterable[Finding]) -> Iterator[str]:
    """What is accepted, a line a rule and reason: it needs no more looking at."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        reason = finding.accepted.reason if finding.accepted is not None else ""
        groups.setdefault((finding.code, reason), []).append(finding)
    for (code, reason), group in groups.items():
        place = f"第{min(finding.place for finding in group).line}行"
        where = place if len(group) == 1 else f"{place}起 {len(group)} 处"
        yield f"{where} 已说明 {code}：{_safe(reason or '（没有写原因）')}"


def _suspect_entry(
    suspect: Suspect, codes: str, findings: list[Finding], lines: Sequence[str]
) -> Iterator[str]:
    place = suspect.place
    yield f"第{place.line}行第{place.column}列 {LEVEL_NAMES[findings[0].level]} {codes}"
    yield from _quote(lines, place.line, place.column)
    value = "另一个数" if suspect.should_be is None else suspect.should_be
    cell = f"{suspect.row_label}·{suspect.column_label}"
    if suspect.count == 1:
        yield f"  最可能填错：{cell}，现为{suspect.value}，若为{value}则各项勾稽均成立"
    else:
        yield f"  最可能填错（共 {suspect.count} 格之一）：{cell}，现为{suspect.value}，似应为{value}；各格都改正，勾稽才成立"
    for finding in findings:
        yield f"  · {_safe(finding.message)}"
    yield "  改法：核对这一格；确实没有填错的，再核对上列各式中的其他数。"


def _before_column(finding: Finding) -> str:
    return finding.message.partition("的“")[0]


def _change(suspect: Suspect) -> str:
    value = "另一个数" if suspect.should_be is None else suspect.should_be
    return f"{suspect.row_label}·{suspect.column_label}由{suspect.value}改为{value}"


def _quote(lines: Sequence[str], line: int, column: int) -> Iterator[str]:
    """The line concerned, cut where it is long, and a mark under its column."""
    if not 1 <= line <= len(lines) or not lines[line - 1].strip():
        return
    text = lines[line - 1].rstrip()
    lead = len(text) - len(text.lstrip())
    start = max(lead, column - 1 - BEFORE_COLUMN) if len(text) - lead > WIDTH else lead
    before, cut = "…" if start > lead else "", text[start : start + WIDTH]
    yield f"  | {before}{_safe(cut)}{'…' if start + WIDTH < len(text) else ''}"
    # Where the line begins, the mark would say nothing.
    if max(start, lead + 1) <= column - 1 <= len(text):
        yield f"  | {_blank(before + _safe(text[start : column - 1]))}^"


def _blank(text: str) -> str:
    """Blanks as wide as the text: a terminal gives a Chinese character two places."""
    return "".join("\u3000" if east_asian_width(c) in "WF" else " " for c in text if not combining(c))


def _safe(text: str) -> str:
    """Text without control characters: a file's name or a value must not steer the terminal."""
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\x{ord(c):02x}" for c in text)
