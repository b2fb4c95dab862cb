"""Acceptance: 核对说明 says why a finding is right as it is.

What is accepted stays a finding, shown as accepted, and stops nothing. A remark names the rule, and may name a cell
(with 现值, the value that is accepted: another value is not), a key or a section; without a place it speaks for the
whole report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gongkai.findings import Acceptance, CellName, Finding
from gongkai.forms import cells_at
from gongkai.model import Remark, Report


def with_acceptance(
    findings: Iterable[Finding], report: Report, acceptable: frozenset[str]
) -> Iterator[Finding]:
    """The findings of one report, those that a remark speaks for marked so. acceptable: codes of rules that may be."""
    for finding in findings:
        remark = next((remark for remark in report.remarks if _speaks_for(remark, finding, report)), None)
        if remark is None or finding.code not in acceptable:
            yield finding
        else:
            yield replace(finding, accepted=Acceptance(remark.reason or "", remark.public))


def _speaks_for(remark: Remark, finding: Finding, report: Report) -> bool:
    if remark.rule != finding.code:
        return False
    if remark.location is None:
        return True
    cell = accepted_cell(remark, report)
    if cell is not None:
        concerned = {finding.cell, finding.suspect.cell if finding.suspect else None}
        return cell in concerned and remark.value in (None, _text(report, cell))
    lines = report.key_lines.get(remark.location)
    return lines is not None and finding.place.line in lines


def accepted_cell(remark: Remark, report: Report) -> CellName | None:
    """The cell that a remark speaks of, if it speaks of one."""
    cells = cells_at(report.form, tuple(remark.location.split("."))) if remark.location else ()
    return cells[0] if len(cells) == 1 else None


def _text(report: Report, cell: CellName) -> str | None:
    found = report.cells.get(cell)
    return found.text if found is not None else None
