"""The rules as data: what each is called, how heavy it is, what it says, and the sums of the forms that it checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.forms import statutory_forms
from gongkai.ground.jsontext import json_bytes
from gongkai.rules import Rule, rule_set
from gongkai.settings import described

VERSION = 1
"""Of the shape. Once published it only grows."""


def write_rules(rules: Iterable[Rule]) -> str:
    """All that the rules say of themselves, in one object."""
    return json_bytes(
        {"version": VERSION, "rule_set": rule_set(), "rules": [_rule(rule) for rule in rules]}, depth=2
    ).decode()


def _rule(rule: Rule) -> Mapping[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "levels": [level.value for level in rule.levels],
        "title": rule.title,
        "explanation": rule.explanation,
        "why": rule.why,
        "article": rule.article,
        "since": rule.since,
        "changed": rule.changed,
        "may_be_accepted": rule.may_be_accepted,
        "may_be_off": rule.may_be_off,
        "options": [
            {"name": each.name, "default": each.default, "description": each.description}
            for each in described(rule.options)
        ],
        "formulas": list(_formulas(rule)),
        "bad": rule.bad.shown,
        "good": rule.good.shown,
    }


def _formulas(rule: Rule) -> Iterable[Mapping[str, object]]:
    """The sums that the rule checks, by form, with the notice that the form is of."""
    for form in statutory_forms():
        for formula in dict.fromkeys(each.formula for each in form.identities_of.get(rule.name, ())):
            yield {"form": form.name, "notice": form.notice, "formula": formula}
