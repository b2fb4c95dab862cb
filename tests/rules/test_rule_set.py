"""The rules as a whole: their version, and that one report can please them all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.forms import statutory_forms
from gongkai.rules import all_rules, rule_set
from tests.helpers.support import AGENCY, read_files, report_text
from tests.rules.released import told
from tests.rules.test_examples import SUMS

RELEASED = json.loads((Path(__file__).parent / "released.json").read_text("utf-8"))
"""The rules as the last release has them; `python -m tests.rules.released` writes them anew when one is made."""


def test_what_is_new_or_other_says_the_version_it_came_in() -> None:
    """Codes, names, levels and what may be set, held against the last release; words may change."""
    coming = RELEASED["version"] + 1
    for rule in all_rules():
        before, now = RELEASED["rules"].get(rule.code), told(rule)
        if before is None:
            assert rule.since == coming, f"{rule.code}: since={coming}"
        else:
            assert rule.since <= RELEASED["version"], f"{rule.code} stands in the last release"
            assert before == now or rule.changed == coming, f"{rule.code}: changed={coming}"


def test_no_released_rule_is_gone() -> None:
    assert RELEASED["rules"].keys() <= {rule.code for rule in all_rules()}


def test_the_version_is_that_of_the_release_or_the_next() -> None:
    assert rule_set() in {RELEASED["version"], RELEASED["version"] + 1}


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
