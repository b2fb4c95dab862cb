"""Which numbers of a report are in doubt, in words for the public: those that a sum or another year contradicts.

That a number stands in a finding can be read off the published tables; the reason why it was accepted is told only
where its remark is public.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Finding
from gongkai.forms import label
from gongkai.model import Archive
from gongkai.series import InDoubt

DOUBT = "核"
"""The mark at a number in doubt."""

Doubts = Mapping[tuple[str, int], Mapping[CellName, "Doubt"]]
"""By agency and year, then by cell."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a number is not to be relied on."""

    cell: CellName
    """Where the finding stands, or the cell itself."""
    text: str


def doubts(findings: Iterable[Finding], archive: Archive) -> Doubts:
    """Of all findings that compare numbers, open and accepted ones; the first of a cell speaks."""
    found: dict[tuple[str, int], dict[CellName, Doubt]] = {}
    for finding in findings:
        if finding.cell is None or finding.formula is None or finding.agency is None or finding.year is None:
            continue
        report = archive.by_agency.get(finding.agency, {}).get(finding.year)
        if report is None:
            continue
        own = found.setdefault((finding.agency, finding.year), {})
        text = f"{label(report.form, finding.cell)}：{_compared(finding)}{_reason(finding)}"
        cells = [finding.cell, *([finding.suspect.cell] if finding.suspect is not None else [])]
        for cell in cells:
            own.setdefault(cell, Doubt(finding.cell, text))
    return found


def without_words(doubts: Doubts) -> InDoubt:
    """Which cells they are, and where it is said why: what numbers over the years need."""
    return {key: {name: doubt.cell for name, doubt in own.items()} for key, own in doubts.items()}


def _compared(finding: Finding) -> str:
    if finding.left is None or finding.right is None:
        return f"与“{finding.formula}”不符。"
    formula = finding.formula or ""
    left, _, right = formula.partition("≤" if "≤" in formula else "＝")
    return f"按“{formula}”核对，“{left}”为{finding.left}，“{right}”为{finding.right}。"


def _reason(finding: Finding) -> str:
    accepted = finding.accepted
    if accepted is None or not accepted.public or not accepted.reason:
        return ""
    return accepted.reason if accepted.reason.endswith(("。", "！", "？")) else f"{accepted.reason}。"
