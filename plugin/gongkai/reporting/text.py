"""Findings as text for a terminal: by file, the suspect first, each with its place and its remedy.

What one suspect cell explains is shown as one finding, headed by it; blanks of one row are one line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from unicodedata import combining, east_asian_width

from gongkai.findings import Finding, Level
from gongkai.model import Report
from gongkai.reporting.checked import Checked
from gongkai.reporting.entries import Entry, entries, printable
from gongkai.rules import LEVEL_NAMES, Reach, rule_of, rule_set

WIDTH = 60
"""Characters of a line that are quoted."""
MOST_UNFILLED = 5
"""Up to this many places of one kind that are not filled in are told one by one."""
BEFORE_COLUMN = 20
"""How many of these stand before the column."""

Paint = Callable[[str, Level], str]
"""A text in the colour of a level."""


def _plain(text: str, _: Level) -> str:
    return text


def write_text(
    findings: Iterable[Finding],
    lines: Mapping[str, Sequence[str]],
    paint: Paint = _plain,
    reaches: Iterable[tuple[Report, Reach]] = (),
) -> str:
    """The findings, each file under its name. lines: of every file, to quote the one concerned.

    reaches: how far the checks of each report went, said below its findings.
    """
    reach_of_file = {report.place.file: reach for report, reach in reaches}
    parts = []
    by_file = sorted(findings, key=lambda finding: finding.place.file)
    for file, group in groupby(by_file, key=lambda finding: finding.place.file):
        found = list(group)
        told = [_told(group, lines.get(file, ()), paint) for group in _in_short(entries(found))]
        accepted = list(_accepted(f for f in found if f.accepted is not None))
        far = [f"{reach_of_file[file]}。"] if file in reach_of_file else []
        texts = ["".join(f"  {line}\n" for line in entry) for entry in (*told, accepted, far) if entry]
        parts.append(f"{printable(file)}\n" + "\n".join(texts))
    return "\n".join(parts)


def summary(findings: Iterable[Finding], checked: Checked) -> str:
    """One line that says what was looked at and what was found."""
    found_all = list(findings)
    accepted = sum(finding.accepted is not None for finding in found_all)
    levels = Counter(finding.level for finding in found_all if finding.accepted is None)
    found = "、".join(f"{levels[level]} 处{LEVEL_NAMES[level]}" for level in reversed(Level) if levels[level])
    looked_at = f"核对了 {checked.agencies} 个机关、{checked.reports} 份报告、{checked.cells} 个数"
    told = f"；另有 {accepted} 处已写明核对说明" if accepted else ""
    unpublished = f"其中 {checked.drafts} 份是草稿（写着“草稿: true”），不会发布。" if checked.drafts else ""
    return f"{looked_at}：{found or '没有发现问题'}{told}。{unpublished}"


def how_far(checked: Checked) -> str:
    """One line that says how far the checks of figures went, and by which rules; empty where there is nothing to check."""
    if not checked.reach.items:
        return ""
    return f"{checked.reach}。规则集 {rule_set()}。"


def _in_short(listed: Sequence[Entry]) -> Iterable[list[Entry]]:
    """Each entry by itself, but many of what is not filled in as one group: a new file would fill the screen."""
    groups: dict[object, list[Entry]] = {}
    for index, entry in enumerate(listed):
        rule = rule_of(entry.findings[0])
        key = (entry.code, _said_of_many(entry)) if entry.codes == (rule.code,) and rule.is_unfilled else index
        groups.setdefault(key, []).append(entry)
    for group in groups.values():
        yield from [group] if len(group) > MOST_UNFILLED else ([entry] for entry in group)


def _told(group: Sequence[Entry], lines: Sequence[str], paint: Paint) -> Iterator[str]:
    entry, *others = group
    place = entry.place
    level = paint(f"{LEVEL_NAMES[entry.level]} {entry.code}", entry.level)
    if others:
        yield f"第{place.line}行起 {len(group)} 处 {level}"
        yield f"  {printable(_said_of_many(entry))}：第{_lines_of(group)}行"
        yield f"  改法：{printable(entry.remedy)}"
        return
    yield f"第{place.line}行第{place.column}列 {level}"
    yield from _quote(lines, place.line, place.column)
    yield from (f"  {printable(text)}" for text in entry.said)
    yield f"  改法：{printable(entry.remedy)}"


def _said_of_many(entry: Entry) -> str:
    """What is wrong, of many entries at once."""
    of_row = rule_of(entry.findings[0]).of_row
    return entry.said[0] if of_row is None else of_row.many


def _lines_of(group: Iterable[Entry]) -> str:
    """The lines of entries, neighbours as a span: 24—29、33."""
    spans: list[list[int]] = []
    for line in sorted({entry.place.line for entry in group}):
        if spans and spans[-1][1] == line - 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return "、".join(f"{first}" if first == last else f"{first}—{last}" for first, last in spans)


def _accepted(findings: Iterable[Finding]) -> Iterator[str]:
    """What is accepted, a line for each rule and reason: it is already dealt with."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        reason = finding.accepted.reason if finding.accepted is not None else ""
        groups.setdefault((finding.code, reason), []).append(finding)
    for (code, reason), group in groups.items():
        place = f"第{min(finding.place for finding in group).line}行"
        where = place if len(group) == 1 else f"{place}起 {len(group)} 处"
        yield f"{where} 已说明 {code}：{printable(reason or '（没有写原因）')}"


def _quote(lines: Sequence[str], line: int, column: int) -> Iterator[str]:
    """The line concerned, cut where it is long, and a mark under its column."""
    text = lines[line - 1] if 1 <= line <= len(lines) else ""
    lead, end = _bounds(text)
    if lead == end:
        return
    start = max(lead, column - 1 - BEFORE_COLUMN) if end - lead > WIDTH else lead
    before, cut = "…" if start > lead else "", text[start : min(start + WIDTH, end)]
    yield f"  | {before}{printable(cut)}{'…' if start + WIDTH < end else ''}"
    # At the beginning of the line a mark would add nothing.
    if max(start, lead + 1) <= column - 1 <= end:
        yield f"  | {_blank(before + printable(text[start : column - 1]))}^"


# A line with thousands of findings is not copied for each of them.
@lru_cache(maxsize=8)
def _bounds(text: str) -> tuple[int, int]:
    """Where a line begins and ends, without the blanks around it."""
    end = len(text.rstrip())
    return min(len(text) - len(text.lstrip()), end), end


def _blank(text: str) -> str:
    """Blanks as wide as the text: a terminal gives a Chinese character two places."""
    return "".join("\u3000" if east_asian_width(c) in "WF" else " " for c in text if not combining(c))
