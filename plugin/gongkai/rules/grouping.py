"""Findings that are told together: those that one suspect explains, and those of one row where their rule says so."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.findings import Finding, Level
from gongkai.rules.register import rule_of

_CHECK_CELL = "核对这一格；确实没有填错的，再核对上列各式中的其他数。"
LEVEL_NAMES = {Level.ERROR: "错误", Level.WARNING: "提醒", Level.INFO: "说明"}


def together(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings in groups, those with a suspect first: most others go when it is put right.

    In a group the sums come first, and what follows from them last.
    """
    ordered = sorted(findings, key=lambda f: (f.suspect is None, f.fault is None, f.place, f.code))
    groups: dict[object, list[Finding]] = {}
    for index, finding in enumerate(ordered):
        key: object = index
        if finding.suspect is not None:
            key = finding.suspect
        elif finding.fault is not None:
            key = (finding.place.file, finding.fault)
        elif finding.cell is not None and rule_of(finding).of_row is not None:
            key = (finding.code, finding.place.file, finding.cell.table, finding.cell.row)
            key = (*key, finding.remedy, finding.accepted)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def remedy_of(finding: Finding) -> str:
    """What is to be done: first look at the suspected cell, if there is one."""
    return finding.remedy if finding.suspect is None else _CHECK_CELL
