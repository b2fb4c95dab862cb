"""Findings as text for a terminal: by file, the suspect first, each with its place and its remedy.

What one suspect cell explains is shown as one finding, headed by it; blanks of one row are one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from gongkai.findings import Finding, Level, Suspect
from gongkai.model import Archive

NAMES = {Level.ERROR: "错误", Level.WARNING: "提醒", Level.INFO: "说明"}
MOST_CANDIDATES = 6


def write_text(findings: Iterable[Finding], lines: Mapping[str, Sequence[str]]) -> str:
    """The findings, each file under its name. lines: of every file, to quote the one concerned."""
    parts = []
    for file, group in groupby(sorted(findings, key=_order), key=lambda finding: finding.place.file):
        entries = _entries(list(group))
        texts = ["".join(f"  {line}\n" for line in _entry(entry, lines.get(file, ()))) for entry in entries]
        parts.append(f"{_safe(file)}\n" + "\n".join(texts))
    return "\n".join(parts)


def summary(findings: Iterable[Finding], archive: Archive) -> str:
    """One line that says what was looked at and what was found."""
    levels = Counter(finding.level for finding in findings)
    cells = sum(len(report.cells) for report in archive.reports)
    found = "、".join(f"{levels[level]} 处{NAMES[level]}" for level in reversed(Level) if levels[level])
    checked = f"核对了 {len(archive.agencies)} 个机关、{len(archive.reports)} 份报告、{cells} 个数"
    return f"{checked}：{found or '没有发现问题'}。"


def _order(finding: Finding) -> tuple[str, int, int, int, str]:
    # A suspect comes first: when it is put right, most of what follows is gone.
    place = finding.place
    return place.file, int(finding.suspect is None), place.line, place.column, finding.code


def _entries(findings: list[Finding]) -> Iterator[list[Finding]]:
    """The findings that are told together: those of one suspect, and the blanks of one row."""
    entries: dict[object, list[Finding]] = {}
    for index, finding in enumerate(findings):
        key: object = index
        if finding.suspect is not None:
            key = finding.suspect
        elif finding.code == "G201" and finding.cell is not None:
            key = (finding.cell.table, finding.cell.row)
        entries.setdefault(key, []).append(finding)
    yield from entries.values()


def _entry(findings: list[Finding], lines: Sequence[str]) -> Iterator[str]:
    first = findings[0]
    codes = " ".join(dict.fromkeys(finding.code for finding in findings))
    if first.suspect is not None:
        yield from _suspect_entry(first.suspect, codes, findings, lines)
        return
    place = first.place
    yield f"第{place.line}行第{place.column}列 {NAMES[first.level]} {codes}"
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


def _suspect_entry(
    suspect: Suspect, codes: str, findings: list[Finding], lines: Sequence[str]
) -> Iterator[str]:
    place = suspect.place
    yield f"第{place.line}行第{place.column}列 {NAMES[findings[0].level]} {codes}"
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
    """The line concerned, its first character a third of the width from the left at most."""
    if 1 <= line <= len(lines) and (text := lines[line - 1].strip()):
        start = max(0, column - 1 - 20) if len(text) > 60 else 0
        cut = lines[line - 1][start:].strip()
        yield f"  | {_safe(('…' if start else '') + (cut[:60] + '…' if len(cut) > 60 else cut))}"


def _safe(text: str) -> str:
    """Text without control characters: a file's name or a value must not steer the terminal."""
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\x{ord(c):02x}" for c in text)
