"""The rules: one module each, in families, found by being here; running them, and the suspect cell.

A new rule is a module with a `RULE` in the folder of its family, and a test. Nothing else names it: options, documentation and the output take
code, name and words from the rule itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import groupby
from pkgutil import iter_modules
from types import ModuleType

from gongkai.findings import Finding
from gongkai.ground.memory import uncollected
from gongkai.model import Archive, Report
from gongkai.problems import Problem
from gongkai.rules.grouping import LEVEL_NAMES, remedy_of, together
from gongkai.rules.remarks.acceptance import Accepting, idle_remarks
from gongkai.rules.rule import Check, Inspection, Option, Rule, Words, from_problems
from gongkai.rules.sums._suspect import with_suspects
from gongkai.settings import RuleSettings, Settings

STRUCTURE = ("form-structure",)
"""Rules that may be accepted for a record of the past, but not silenced for all that is to come."""

__all__ = [
    "LEVEL_NAMES",
    "Inspection",
    "Option",
    "Rule",
    "Words",
    "all_rules",
    "failing",
    "fails",
    "inspect",
    "remedy_of",
    "rule_settings",
    "standing",
    "together",
]


@cache
def _modules() -> tuple[ModuleType, ...]:
    """The modules of the rules, by code."""
    families = (import_module(f"{__name__}.{family.name}") for family in iter_modules(__path__) if family.ispkg)
    modules = (
        import_module(f"{family.__name__}.{module.name}")
        for family in families
        for module in iter_modules(family.__path__)
        if not module.name.startswith("_")
    )
    return tuple(sorted(modules, key=lambda module: module.RULE.code))


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return tuple(module.RULE for module in _modules())


@cache
def _checks() -> tuple[tuple[Rule, Check], ...]:
    """Each rule with what it does: the `check` of its module, else to put problems into words."""
    return tuple((module.RULE, getattr(module, "check", from_problems)) for module in _modules())


def rule_settings() -> Mapping[str, RuleSettings]:
    """What may be set of each rule. Those that speak of what cannot be read may not be switched off."""
    return {
        rule.name: RuleSettings(
            rule.may_be_accepted and rule.name not in STRUCTURE,
            {option.name: option.default for option in rule.options},
        )
        for rule in all_rules()
    }


def inspect(
    archive: Archive,
    problems: tuple[Problem, ...],
    settings: Settings,
    on_rule: Callable[[], None] = lambda: None,
) -> tuple[Finding, ...]:
    """Everything that is wrong, in the order of files and lines. on_rule is called after each rule.

    Raises SettingsError where the settings name a folder that is not there.
    """
    archive = archive.whole
    inspection = Inspection(archive, problems, settings)
    found: list[Finding] = []
    with uncollected():
        for rule, check in _checks():
            if not settings.is_off(rule.name):
                found.extend(check(rule, inspection))
            on_rule()
    found.sort(key=_order)
    of_file = {file: tuple(group) for file, group in groupby(found, key=lambda finding: finding.place.file)}
    explained: list[Finding] = []
    for report in archive.reports:
        explained.extend(_of_report(report, of_file.pop(report.place.file, ()), inspection))
    explained.extend(finding for findings in of_file.values() for finding in findings)
    return tuple(sorted(explained, key=_order))


def _of_report(report: Report, findings: tuple[Finding, ...], inspection: Inspection) -> Iterator[Finding]:
    """The findings of one report with their suspects, accepted where a remark speaks for them."""
    acceptable = frozenset(rule.code for rule in all_rules() if rule.may_be_accepted)
    off = frozenset(rule.code for rule in all_rules() if inspection.settings.is_off(rule.name))
    lines = inspection.archive.lines.get(report.place.file, ())
    accepting = Accepting(report, with_suspects(findings, report), lines, acceptable)
    yield from accepting.explained()
    if report.withdrawal is None and "G901" not in off:
        yield from idle_remarks(accepting, off, [rule.code for rule in all_rules()])


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.place, finding.code


def standing(findings: Iterable[Finding], archive: Archive) -> tuple[Finding, ...]:
    """The findings that count: not those that are accepted, and not those in a draft, which never fails."""
    drafts = {report.place.file for report in archive.whole.reports if report.draft}
    return tuple(f for f in findings if f.accepted is None and f.place.file not in drafts)


def fails(findings: Iterable[Finding], archive: Archive, settings: Settings, *, strict: bool) -> bool:
    """Whether the findings stop a build."""
    return bool(failing(findings, archive, settings, strict=strict))


def failing(
    findings: Iterable[Finding], archive: Archive, settings: Settings, *, strict: bool
) -> tuple[Finding, ...]:
    """The findings that stop a build."""
    return tuple(f for f in standing(findings, archive) if settings.stops_at(f.level, strict=strict))
