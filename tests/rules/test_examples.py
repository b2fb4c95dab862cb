"""Each rule is run on its own examples: what is bad is found, and nothing else; what is good is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.forms import statutory_forms
from gongkai.ground.plain import PlainError
from gongkai.rules import Example, Rule, all_rules
from gongkai.rules.parts import FINDINGS
from gongkai.settings import Settings
from tests.helpers.support import read_files
from tests.rules.examples import files_of

SUMS = frozenset(identity.rule for form in statutory_forms() for identity in form.identities)


BRIEF = "no-content"
"""A chapter of one or two lines, as in the examples, never holds all that it should."""


def names(folder: Path, example: Example, rule: Rule) -> set[str]:
    """The rules that have something to say of an example of a rule, but for what is accepted."""
    _, found = read_files(
        folder, files_of(example), Settings(rules={} if rule.name == BRIEF else {BRIEF: False})
    )
    return {finding.rule for finding in found if finding.accepted is None}


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
class TestExamples:
    """In the place of its own, in files that are otherwise as they should be."""

    def test_bad(self, tmp_path: Path, rule: Rule) -> None:
        found = names(tmp_path, rule.bad, rule)
        assert rule.name in found
        # Any cell of a table stands in two sums at least: it breaks both.
        # A sum over blanks has blanks in it.
        besides = SUMS if rule.name in SUMS else {"cell-blank"} if rule.name == "blank-sum" else set()
        assert found - {rule.name} <= besides

    def test_good(self, tmp_path: Path, rule: Rule) -> None:
        assert names(tmp_path, rule.good, rule) == set()

    def test_what_it_finds_can_be_kept_on_disk(self, tmp_path: Path, rule: Rule) -> None:
        _, found = read_files(tmp_path, files_of(rule.bad), Settings())
        again = FINDINGS.unpacked(json.loads(json.dumps(FINDINGS.packed(list(found)))))
        assert again == list(found)


@pytest.mark.parametrize("forged", [1, [None], ["G101"], [["Level", "error"]], [["Finding", "x"]], {"a": 1}])
def test_what_is_no_finding_is_not_read(forged: Any) -> None:
    with pytest.raises((PlainError, TypeError)):
        FINDINGS.unpacked(forged)
