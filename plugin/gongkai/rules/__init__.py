"""The rules: one module each, in families; finding and running them.

A new rule is a module with a `RULE` in the folder of its family, and a test. Nothing else names it: options, documentation and the output take code,
name and words from the rule itself.
"""

from gongkai.rules.grouping import LEVEL_NAMES, remedy_of, together
from gongkai.rules.inspecting import failing, fails, inspect, standing
from gongkai.rules.register import all_rules, rule_of, rule_settings
from gongkai.rules.rule import Example, Inspection, Rule, Words

__all__ = [
    "LEVEL_NAMES",
    "Example",
    "Inspection",
    "Rule",
    "Words",
    "all_rules",
    "failing",
    "fails",
    "inspect",
    "remedy_of",
    "rule_of",
    "rule_settings",
    "standing",
    "together",
]
