"""Findings that are told together: those that one suspect explains, and the blanks of one row."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.findings import Finding, Level

LEVEL_NAMES = {Level.ERROR: "错误", Level.WARNING: "提醒", Level.INFO: "说明"}


def together(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings in groups, the suspects first: when they are put right, most of what follows is gone."""
    ordered = sorted(findings, key=lambda f: (f.suspect is None, f.place, f.code))
    groups: dict[object, list[Finding]] = {}
    for index, finding in enumerate(ordered):
        key: object = index
        if finding.suspect is not None:
            key = finding.suspect
        elif finding.code == "G201" and finding.cell is not None:
            key = (finding.place.file, finding.cell.table, finding.cell.row, finding.accepted)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())
