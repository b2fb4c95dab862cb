"""All rules: one module each, in the folder of its family, where it is found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import cast

from gongkai.findings import Finding
from gongkai.rules.rule import Check, Comparison, Rule, from_problems
from gongkai.settings import RuleSettings


@cache
def _modules() -> tuple[ModuleType, ...]:
    """The modules of the rules, by code."""
    rules = import_module("gongkai.rules")
    families = [
        import_module(f"{rules.__name__}.{each.name}") for each in iter_modules(rules.__path__) if each.ispkg
    ]
    modules = (
        import_module(f"{family.__name__}.{each.name}")
        for family in families
        for each in iter_modules(family.__path__)
        if not each.name.startswith("_")
    )
    return tuple(sorted(modules, key=lambda module: module.RULE.code))


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    return tuple(module.RULE for module in _modules())


@cache
def rule_set() -> int:
    """The version of the rules as a whole, in every output: the one in which the newest came or judged anew."""
    return max(max(rule.since, rule.changed) for rule in all_rules())


@cache
def checks() -> tuple[tuple[Rule, Check], ...]:
    """Each rule with what it does: the `check` of its module, else to put problems into words."""
    return tuple((module.RULE, _check(module)) for module in _modules())


def _check(module: ModuleType) -> Check:
    check: Check = getattr(module, "check", None) or partial(from_problems, module.RULE)
    return check


@cache
def comparisons() -> tuple[Comparison, ...]:
    """The modules of the rules that compare sisters."""
    return tuple(cast(Comparison, module) for module in _modules() if module.RULE.compares_sisters)


def rule_of(finding: Finding) -> Rule:
    """The rule that a finding is of."""
    return _by_code()[finding.code]


@cache
def _by_code() -> Mapping[str, Rule]:
    return {rule.code: rule for rule in all_rules()}


def rule_settings() -> Mapping[str, RuleSettings]:
    """What may be set of each rule, by name."""
    return {rule.name: RuleSettings(rule.may_be_off, rule.options) for rule in all_rules()}
