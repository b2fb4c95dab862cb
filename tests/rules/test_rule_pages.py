"""The rules explain themselves: on pages made from their modules, and on the terminal."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from gongkai.cli import command
from gongkai.rules import Rule, all_rules
from gongkai.settings import described
from tests.helpers.support import ROOT
from tools import make_rule_pages

RULES = all_rules()


def test_the_pages_are_those_of_the_rules() -> None:
    """If this fails: `make docs`."""
    docs = ROOT / "docs"
    paths = [docs / make_rule_pages.INDEX, *docs.glob("rules/*.md")]
    written = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    assert written == make_rule_pages.pages()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_page_says_everything(
    rule: Rule,
) -> None:
    """Title, explanation, why, both examples, every option; and the index leads to it."""
    name = f"{make_rule_pages.page_name(rule)}.md"
    page = make_rule_pages.pages()[name]
    for text in (
        rule.title,
        rule.bad.shown,
        rule.good.shown,
        *(o.description for o in described(rule.options)),
    ):
        assert text in page
    assert f"({name})" in make_rule_pages.pages()[make_rule_pages.INDEX]
    assert page.count("```") % 2 == 0


class TestCommand:
    """`gongkai rules`."""

    @staticmethod
    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(command, ["rules", *arguments])
        return done.exit_code, done.output

    def test_a_line_a_rule(self) -> None:
        status, out = self.run()
        assert status == 0
        assert re.findall("^G[0-9]{3}", out, re.MULTILINE) == [rule.code for rule in RULES]
        assert re.search(r"^G401  carry-over +提醒 +上年结转与上年报告的结转下年度不一致$", out, re.MULTILINE)
        assert re.search(r"^G302  form-year +错误、提醒  ", out, re.MULTILINE)

    @pytest.mark.parametrize("name", ["G504", "overlap", "g504"])
    def test_one_rule(self, name: str) -> None:
        status, out = self.run(name)
        rule = next(rule for rule in RULES if rule.code == "G504")
        assert status == 0
        for text in (
            rule.title,
            rule.explanation,
            rule.why,
            "limit: 0.5",
            described(rule.options)[0].description,
        ):
            assert text in out
        assert all(line in out for line in (rule.bad.shown + rule.good.shown).split("\n")[1:2])

    def test_a_rule_that_is_none(self) -> None:
        status, out = self.run("G999")
        assert status == 2
        assert "没有“G999”这条规则" in out

    def test_help_is_chinese(self) -> None:
        assert "列出核对规则" in self.run("--help")[1]
