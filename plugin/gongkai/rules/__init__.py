"""The rules: one module each, found by being here; running them, and the suspect cell.

A new rule is a module with a `RULE` and a test. Nothing else names it: options, documentation and the output take
code, name and words from the rule itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from itertools import groupby
from pkgutil import iter_modules

from gongkai.findings import Finding, Problem
from gongkai.model import Archive
from gongkai.rules.acceptance import with_acceptance
from gongkai.rules.grouping import LEVEL_NAMES, together
from gongkai.rules.rule import Inspection, Rule, Words
from gongkai.rules.suspect import with_suspects
from gongkai.settings import Settings

STRUCTURE = ("form-structure",)
"""Rules that may be accepted for a record of the past, but not silenced for all that is to come."""

__all__ = [
    "LEVEL_NAMES",
    "Inspection",
    "Rule",
    "Words",
    "all_rules",
    "fails",
    "inspect",
    "standing",
    "switchable",
    "together",
]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return tuple(sorted((m.RULE for m in modules if hasattr(m, "RULE")), key=lambda rule: rule.code))


def switchable() -> Mapping[str, bool]:
    """The names of all rules, and whether each may be switched off: not those that speak of what cannot be read."""
    return {rule.name: rule.may_be_accepted and rule.name not in STRUCTURE for rule in all_rules()}


def inspect(archive: Archive, problems: tuple[Problem, ...], settings: Settings) -> tuple[Finding, ...]:
    """Everything that is wrong, in the order of files and lines."""
    inspection = Inspection(archive, problems, settings)
    found = [
        finding
        for rule in all_rules()
        if not settings.is_off(rule.name)
        for finding in rule.check(rule, inspection)
    ]
    found.sort(key=lambda finding: (finding.place, finding.code))
    acceptable = frozenset(rule.code for rule in all_rules() if rule.may_be_accepted)
    explained: list[Finding] = []
    for file, group in groupby(found, key=lambda finding: finding.place.file):
        report, of_file = archive.by_file.get(file), tuple(group)
        if report is not None:
            of_file = tuple(with_acceptance(with_suspects(of_file, report), report, acceptable))
        explained.extend(of_file)
    return tuple(explained)


def standing(findings: Iterable[Finding], archive: Archive) -> tuple[Finding, ...]:
    """The findings that count: not those that are accepted, and not those in a draft, which never fails."""
    drafts = {report.place.file for report in archive.reports if report.draft}
    return tuple(f for f in findings if f.accepted is None and f.place.file not in drafts)


def fails(findings: Iterable[Finding], archive: Archive, settings: Settings, *, strict: bool) -> bool:
    """Whether the findings stop a build."""
    return any(settings.stops_at(finding.level, strict=strict) for finding in standing(findings, archive))
