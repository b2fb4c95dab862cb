"""A name for each finding that stays the same while lines move: services tell by it what is new and what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from gongkai.findings import Finding


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One a finding, in their order, none twice: by rule, file, cell and message; like ones are counted."""
    seen: Counter[tuple[object, ...]] = Counter()
    made = []
    for finding in findings:
        key = (finding.code, finding.place.file, finding.cell, finding.message)
        seen[key] += 1
        cell = finding.cell
        names = (cell.table, cell.row or "", cell.column or "") if cell is not None else ()
        parts = (finding.code, finding.place.file, *names, finding.message, str(seen[key]))
        made.append(sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest())
    return made
