"""Acceptance: 核对说明 says why a finding is right as it is; and G901, a remark that says too little or nothing.

What is accepted stays a finding, shown as accepted, and stops nothing. A remark names the rule, and may name a cell
(with 现值, the value that is accepted: another value is not), a key, a section or a passage of the text; without a
place it speaks for the whole report. It lasts as long as what it accepts is unchanged: then it is a finding itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gongkai.findings import Accepted, CellName, Finding, Level
from gongkai.model import Remark, Report, accepted_cell
from gongkai.prose import Line
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G901",
    name="acceptance",
    level=Level.WARNING,
    title="核对说明没有原因，或已不需要",
    explanation="核对说明要写原因。所说的问题已经没有了，那一格的值变了，或者正文里已没有那段话，说明就不再有效，应当删去或改写。",
    why="没有原因的说明等于关掉了核对；过期的说明会掩盖以后的错误。",
    bad=Example("行政复议: [10, 1, 0, 0, 10]\n核对说明:\n  - {规则: G104, 位置: 行政复议.总计}"),
    good=Example(
        "行政复议: [10, 1, 0, 0, 10]\n核对说明:\n"
        "  - {规则: G104, 位置: 行政复议.总计, 现值: 10, 原因: 原报告如此，已无法更改。}"
    ),
)

_CODE = re.compile("G[0-9]{3}")


@dataclass(frozen=True)
class Accepting:
    """The remarks of one report, and what they may speak for."""

    report: Report
    findings: tuple[Finding, ...]
    lines: Sequence[str]
    """Of the file."""
    acceptable: frozenset[str]
    """Codes of the rules whose findings may be accepted."""

    @cached_property
    def _cells(self) -> Mapping[Remark, CellName | None]:
        """The cell that each remark speaks of."""
        return {remark: accepted_cell(remark, self.report) for remark in self.report.remarks}

    def explained(self) -> Iterator[Finding]:
        """The findings, those that a remark speaks for marked so."""
        for found in self.findings:
            remark = next((remark for remark in self.report.remarks if self._speaks_for(remark, found)), None)
            yield replace(found, accepted=Accepted(remark.reason or "", remark.public)) if remark else found

    def idle(self) -> Iterator[Remark]:
        """The remarks that speak for nothing."""
        for remark in self.report.remarks:
            if not any(self._speaks_for(remark, found) for found in self.findings):
                yield remark

    def _speaks_for(self, remark: Remark, found: Finding) -> bool:
        if remark.rule != found.code or found.code not in self.acceptable:
            return False
        if remark.location is None:
            return True
        cell = self._cells[remark]
        if cell is not None:
            concerned = {found.cell, found.suspect.cell if found.suspect else None}
            return cell in concerned and remark.value in (None, _text(self.report, cell))
        lines = self.report.key_lines.get(remark.location)
        if lines is not None:
            return found.place.line in lines
        return self._quotes(remark.location, found)

    def _quotes(self, passage: str, found: Finding) -> bool:
        """Whether a finding in the text speaks of the passage: it stands in it, or alone on its line, or quotes it."""
        if not any(passage in line.text for line in _narrative_lines(self.report)):
            return False
        if not any(line.place.line == found.place.line for line in _narrative_lines(self.report)):
            return False
        if passage in found.message:
            return True
        line, column = self.lines[found.place.line - 1], found.place.column - 1
        if passage not in line:
            return False
        if passage in line[max(0, column - len(passage) + 1) : column + len(passage)]:
            return True
        beside = (f for f in self.findings if (f.code, f.place.line) == (found.code, found.place.line))
        return len(list(beside)) == 1

    def why_idle(self, remark: Remark, codes: Iterable[str]) -> tuple[str, str]:
        """Message and remedy for a remark that speaks for nothing. codes: of all rules."""
        code, cell = remark.rule, self._cells[remark]
        if code not in codes:
            return f"没有 {code} 这条规则", "写规则编号，如 G501；编号见核对时的提示。"
        if code not in self.acceptable:
            return f"{code} 必须改正，不能用核对说明代替", "改正数据，删去这条说明。"
        if cell is not None and remark.value not in (None, now := _text(self.report, cell)):
            return (
                f"“{remark.location}”的现值写的是 {remark.value}，那一格现在是 {now or '空白'}",
                "重新核对那一格：确实如此的改“现值”，已改正的删去这条说明。",
            )
        place = remark.location
        is_passage = place and cell is None and place not in self.report.key_lines
        if is_passage and not any(str(place) in line.text for line in _narrative_lines(self.report)):
            return f"正文里没有“{place}”这段话，也没有这一格、这个键", "改为现在的原文，或删去这条说明。"
        where = f"“{place}”" if place else "这份报告"
        return f"{where}已没有 {code} 的问题，不需要说明", "删去这条说明；写错了位置的改正位置。"


def _text(report: Report, cell: CellName) -> str | None:
    found = report.cells.get(cell)
    return found.text if found is not None else None


def _narrative_lines(report: Report) -> Iterator[Line]:
    return (line for narrative in report.all_narratives for line in narrative.lines)


def check(inspection: Inspection) -> Iterator[Finding]:
    """The remarks without a reason. Those that accept nothing are known only when all else is: `idle_remarks`."""
    for report in inspection.reports:
        for remark in report.remarks:
            if remark.reason is None:
                yield finding(
                    RULE,
                    remark.place,
                    f"{remark.rule} 的核对说明没有写原因",
                    "写明“原因: …”，让以后的人和读者知道为什么这样。",
                    report,
                )


def idle_remarks(accepting: Accepting, off: frozenset[str], codes: Iterable[str]) -> Iterator[Finding]:
    """A finding for each remark that accepts nothing any more. off: codes of the rules that are switched off."""
    if accepting.report.withdrawal is not None or RULE.code in off:
        return
    for remark in accepting.idle():
        # What is no code at all was found when the file was read.
        if _CODE.fullmatch(remark.rule) and remark.rule not in off:
            message, remedy = accepting.why_idle(remark, codes)
            yield finding(RULE, remark.place, message, remedy, accepting.report)
