"""Findings as text for a terminal: by file, the suspect first, each with its place and its remedy.

What one suspect cell explains is shown as one finding, headed by it; blanks of one row are one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from gongkai.findings import Finding, Level, Suspect
from gongkai.model import Archive
from gongkai.rules import LEVEL_NAMES, together

MOST_CANDIDATES = 6


def write_text(findings: Iterable[Finding], lines: Mapping[str, Sequence[str]]) -> str:
    """The findings, each file under its name. lines: of every file, to quote the one concerned."""
    parts = []
    by_file = sorted(findings, key=lambda finding: finding.place.file)
    for file, group in groupby(by_file, key=lambda finding: finding.place.file):
        told = (_entry(entry, lines.get(file, ())) for entry in together(group))
        texts = ["".join(f"  {line}\n" for line in entry) for entry in told]
        parts.append(f"{_safe(file)}\n" + "\n".join(texts))
    return "\n".join(parts)


def summary(findings: Iterable[Finding], archive: Archive) -> str:
    """One line that says what was looked at and what was found."""
    found_all = list(findings)
    accepted = sum(finding.accepted is not None for finding in found_all)
    levels = Counter(finding.level for finding in found_all if finding.accepted is None)
    cells = sum(len(report.cells) for report in archive.reports)
    found = "、".join(f"{levels[level]} 处{LEVEL_NAMES[level]}" for level in reversed(Level) if levels[level])
    checked = f"核对了 {len(archive.agencies)} 个机关、{len(archive.reports)} 份报告、{cells} 个数"
    told = f"；另有 {accepted} 处已写明核对说明" if accepted else ""
    return f"{checked}：{found or '没有发现问题'}{told}。"


def _entry(findings: list[Finding], lines: Sequence[str]) -> Iterator[str]:
    first = findings[0]
    codes = " ".join(dict.fromkeys(finding.code for finding in findings))
    if first.suspect is not None:
        yield from _suspect_entry(first.suspect, codes, findings, lines)
        return
    place = first.place
    yield f"第{place.line}行第{place.column}列 {_level(first)} {codes}"
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
    if first.accepted is not None:
        yield f"  核对说明：{_safe(first.accepted.reason or '（没有写原因）')}"
    else:
        yield f"  改法：{_safe(first.remedy)}"


def _level(finding: Finding) -> str:
    return LEVEL_NAMES[finding.level] if finding.accepted is None else "已说明"


def _suspect_entry(
    suspect: Suspect, codes: str, findings: list[Finding], lines: Sequence[str]
) -> Iterator[str]:
    place = suspect.place
    yield f"第{place.line}行第{place.column}列 {_level(findings[0])} {codes}"
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
