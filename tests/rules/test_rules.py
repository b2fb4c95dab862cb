"""What every rule must have, and that every kind of problem is put into words by exactly one."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from string import Formatter
from types import ModuleType
from typing import get_type_hints

import pytest

from gongkai import problems, rules
from gongkai.findings import Finding, Level
from gongkai.forms import statutory_forms
from gongkai.model import AgencyKind, last_day
from gongkai.problems import Slip, What
from gongkai.rules import Inspection, Rule, Words, all_rules
from gongkai.rules.duties.deadline import Options as Deadlines
from gongkai.settings import described
from tests.helpers.support import ROOT

PACKAGE = ROOT / "plugin/gongkai"
RULES = all_rules()
KINDS = [
    kind
    for kind in vars(problems).values()
    if isinstance(kind, type) and issubclass(kind, What) and not kind.__subclasses__()
]
WORDS = [(kind, words) for rule in RULES for kind, words in rule.words.items()]
UNSAID = {"ReferenceNoNumber.unreadable"}
"""Fields that decide whether a problem is spoken of at all."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
class TestEveryRule:
    """One module, whose name is the rule's."""

    def test_its_module_bears_its_name(self, rule: Rule) -> None:
        (path,) = Path(rules.__file__).parent.glob(f"*/{rule.name.replace('-', '_')}.py")
        assert f'code="{rule.code}"' in path.read_text(encoding="utf-8")

    def test_code_and_name(self, rule: Rule) -> None:
        assert re.fullmatch(r"G[0-9]{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)

    def test_it_explains_itself(self, rule: Rule) -> None:
        for text in (rule.title, rule.explanation, rule.why):
            assert re.search(r"[\u4e00-\u9fff]", text)
        assert rule.bad != rule.good
        assert not rule.title.endswith("。")

    def test_the_handbook_names_it(self, rule: Rule) -> None:
        handbook = (ROOT / "docs/editor.md").read_text(encoding="utf-8")
        assert re.search(rf"\| {rule.code} \| {rule.name} \|", handbook)

    def test_its_module_does_what_it_says(self, rule: Rule) -> None:
        """Puts problems into words, or has a `check` of the agreed kind; its options can be told apart from others'."""
        module = module_of(rule)
        check = getattr(module, "check", None)
        if check is None:
            assert rule.words
        else:
            assert get_type_hints(check) == {"inspection": Inspection, "return": Iterator[Finding]}
        if described(rule.options):
            assert (rule.options.__module__, rule.options.__name__) == (module.__name__, "Options")

    def test_options_are_described(self, rule: Rule) -> None:
        for option in described(rule.options):
            assert re.search(r"[\u4e00-\u9fff].*。$", option.description)
            assert isinstance(option.default, str | int | float)


def module_of(rule: Rule) -> ModuleType:
    """The module that a rule stands in."""
    (path,) = Path(rules.__file__).parent.glob(f"*/{rule.name.replace('-', '_')}.py")
    return import_module(f"{rules.__name__}.{path.parent.name}.{path.stem}")


def texts_of(path: Path) -> Iterator[str]:
    """Every text that a module uses; docstrings are not used."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


CODE = re.compile(r"G[0-9]{3}")
NAMES = {rule.name for rule in RULES} - {"balance", "figure", "file", "jump", "stock", "value", "result-total"}
"""But for common words, and what is a row of the forms too."""
OF_RULES = {module_of(rule).__file__ for rule in RULES}


@pytest.mark.builds
def test_no_code_or_name_of_a_rule_stands_outside_its_module() -> None:
    """What the engine and the outputs need of a rule, the rule says of itself. In a rule's own words others may be named."""
    modules = [path for path in PACKAGE.rglob("*.py") if str(path) not in OF_RULES]
    assert len(modules) > 200
    named = {path: [text for text in texts_of(path) if CODE.search(text) or text in NAMES] for path in modules}
    assert {str(path): texts for path, texts in named.items() if texts} == {}


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_every_kind_of_problem_has_words_in_one_rule() -> None:
    assert len(KINDS) > 80
    assert Counter(kind for kind, _ in WORDS) == Counter(KINDS)


def fields_named(words: Words) -> Iterator[str]:
    """Every field that words speak of, or that decides which of them are said."""
    for template in (words.message, words.remedy, *(remedy for _, remedy in words.hints)):
        yield from (field for _, field, _, _ in Formatter().parse(template) if field is not None)
    yield from (field for field, _ in words.hints)


@pytest.mark.parametrize(("kind", "words"), WORDS, ids=[kind.__name__ for kind, _ in WORDS])
class TestWords:
    """Words and the class of what they speak of go together."""

    def test_their_fields_are_there(self, kind: type[What], words: Words) -> None:
        assert set(fields_named(words)) <= {"where", *(field.name for field in fields(kind))}

    def test_they_say_every_value(self, kind: type[What], words: Words) -> None:
        own = {field.name for field in fields(kind)} - {field.name for field in fields(Slip)}
        unsaid = own - set(fields_named(words))
        assert {f"{kind.__name__}.{name}" for name in unsaid} <= UNSAID


def test_every_sum_of_the_forms_has_a_rule() -> None:
    named = {identity.rule for form in statutory_forms() for identity in form.identities}
    assert named == {"row-total", "result-total", "balance", "case-total"}
    assert named <= {rule.name for rule in RULES}


def test_only_what_cannot_be_read_may_not_be_accepted() -> None:
    assert {rule.name for rule in RULES if not rule.may_be_accepted} == {"cell-type", "yaml-trap"}


def test_only_what_keeps_a_report_from_being_read_may_not_be_off() -> None:
    assert {rule.name for rule in RULES if not rule.may_be_off} == {"cell-type", "form-structure", "yaml-trap"}


def test_every_kind_of_agency_has_a_day() -> None:
    kinds = [kind.value for kind in AgencyKind if last_day(kind, 2021) is not None]
    assert [option.name for option in described(Deadlines)] == kinds
    assert set(AgencyKind) - set(map(AgencyKind, kinds)) == {AgencyKind.PUBLIC_BODY}


def test_levels_rank() -> None:
    assert Level.INFO.rank < Level.WARNING.rank < Level.ERROR.rank
