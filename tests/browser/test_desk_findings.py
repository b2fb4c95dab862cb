"""The desk lists what `gongkai check --format json` says of the same files, finding by finding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongkai.rules import all_rules
from tests.helpers.desk import by_command_in, listed, open_file, open_folder
from tests.helpers.mutated import mutated
from tests.helpers.support import AGENCY, ROOT, report_text, write_files
from tests.rules.examples import files_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

HAISHU = (ROOT / "data/haishu-office/2021.yml").read_text(encoding="utf-8")
SAMPLED = 4
"""Of the examples, each so manieth is always looked at, the others by `make thorough`."""


@pytest.mark.parametrize(
    "number",
    [number if number < 6 else pytest.param(number, marks=pytest.mark.thorough) for number in range(40)],
)
def test_a_report_with_faults(page: Page, number: int, tmp_path: Path) -> None:
    base = report_text("haishu-office-2021", 2021) if number % 2 else HAISHU
    text = mutated(base, number)
    assert text != base
    page.evaluate("document.getElementById('findings').replaceChildren()")
    open_file(page, "2021.yml", text)
    files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
    assert listed(page) == by_command_in(tmp_path, files)


@pytest.mark.parametrize(
    "rule",
    [
        rule if number % SAMPLED == 0 else pytest.param(rule, marks=pytest.mark.thorough)
        for number, rule in enumerate(all_rules())
    ],
    ids=lambda rule: rule.name,
)
def test_the_bad_example_of_a_rule(page: Page, rule: object, tmp_path: Path) -> None:
    files = files_of(rule.bad)  # type: ignore[attr-defined]
    write_files(tmp_path / "folder" / "data", files)
    open_folder(page, tmp_path / "folder" / "data")
    assert listed(page) == by_command_in(tmp_path, files)
