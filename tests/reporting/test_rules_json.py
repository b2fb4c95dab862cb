"""`gongkai rules --format json`: the rules as data."""

from __future__ import annotations

import json

from click.testing import CliRunner

from gongkai import cli
from gongkai.forms import statutory_forms
from gongkai.rules import all_rules


def told(*names: str) -> list[dict[str, object]]:
    """The rules of those names, or all."""
    done = CliRunner().invoke(cli.command, ["rules", "--format", "json", *names])
    assert done.exit_code == 0, done.output
    values = json.loads(done.output)
    assert values["version"] == 1
    rules: list[dict[str, object]] = values["rules"]
    return rules


def test_every_rule_once_by_code() -> None:
    assert [rule["code"] for rule in told()] == [rule.code for rule in all_rules()]


def test_every_sum_of_the_forms_is_there() -> None:
    formulas = {
        (each["form"], each["formula"])
        for rule in told()
        for each in rule["formulas"]  # type: ignore[attr-defined]
    }
    assert formulas == {(form.name, each.formula) for form in statutory_forms() for each in form.identities}


def test_one_by_name() -> None:
    (rule,) = told("balance")
    assert rule["levels"] == ["error"]
    assert rule["title"] == "收办不平衡：一＋二≠三（七）＋四"
