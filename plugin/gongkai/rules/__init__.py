"""The rules: one module each, in families; finding and running them.

A new rule is a module with a `RULE` in the folder of its family, and a test. Nothing else names it: options, documentation and the output take code,
name and words from the rule itself.
"""

from gongkai.rules.grouping import LEVEL_NAMES, remedy_of, together
from gongkai.rules.inspecting import failing, fails, inspect, standing
from gongkai.rules.parts import Before, count_reports, read_and_inspect_spread, spread_for
from gongkai.rules.reach import Outcome, Reach, reach_of, summed
from gongkai.rules.register import all_rules, rule_of, rule_set, rule_settings
from gongkai.rules.rule import Example, Inspection, Rule, Words

__all__ = [
    "LEVEL_NAMES",
    "Before",
    "Example",
    "Inspection",
    "Outcome",
    "Reach",
    "Rule",
    "Words",
    "all_rules",
    "count_reports",
    "failing",
    "fails",
    "inspect",
    "reach_of",
    "read_and_inspect_spread",
    "remedy_of",
    "rule_of",
    "rule_set",
    "rule_settings",
    "spread_for",
    "standing",
    "summed",
    "together",
]
