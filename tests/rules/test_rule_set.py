"""The rules as a whole: their version, and that one report can please them all."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from gongkai.forms import statutory_forms
from gongkai.rules import RULE_SET, all_rules
from gongkai.settings import described
from tests.helpers.support import AGENCY, read_files, report_text
from tests.rules.test_examples import SUMS

DIGEST = {2: "f496cdcb86a1e405", 3: "06c9d4454a4ba8b7"}
"""Of each version, from the one in which this test came. Another digest asks for another version."""


def test_another_set_has_another_version() -> None:
    """Codes, names, levels and what may be set: words may change."""
    told = [
        (
            rule.code,
            rule.name,
            [level.value for level in rule.levels],
            [(option.name, option.default) for option in described(rule.options)],
        )
        for rule in all_rules()
    ]
    digest = hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()[:16]
    line = f'{RULE_SET}: "{digest}"'
    assert digest == DIGEST.get(RULE_SET), (
        f"raise RULE_SET unless that was done since the last release, then write into DIGEST: {line}"
    )


def test_no_rule_is_younger_than_the_set() -> None:
    assert {rule.since for rule in all_rules()} <= set(range(1, RULE_SET + 1))


@pytest.mark.parametrize(("name", "year"), [("haishu-office-2021", 2021), ("haishu-office-2021", 2020)])
def test_no_two_rules_contradict_each_other(tmp_path: Path, name: str, year: int) -> None:
    """What every rule asks for can be had at once: a report with which none finds fault."""
    more = "" if year == 2021 else "格式: 2021\n核对说明: [{规则: G302, 原因: 按后来的格式补编。}]\n"
    _, found = read_files(
        tmp_path, {"office/agency.yml": AGENCY, f"office/{year}.yml": report_text(name, year) + more}
    )
    assert [finding.code for finding in found if finding.accepted is None] == []


def test_each_sum_is_of_one_rule() -> None:
    for form in statutory_forms():
        equations = [frozenset((each.left, each.right)) for each in form.identities]
        assert len(equations) == len(set(equations))
        assert {each.rule for each in form.identities} <= SUMS
