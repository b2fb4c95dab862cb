"""Every piece of YAML of the handbook is accepted in its place, and what it quotes is what is printed."""

from __future__ import annotations

import os
import re
from configparser import ConfigParser
from pathlib import Path
from unittest.mock import patch

import click
import pytest
import yaml
from mkdocs.__main__ import cli as mkdocs

from gongkai.cli import VERBS
from gongkai.schema import schema_address, schemas
from gongkai.settings import Settings
from tests.handbook.placing import (
    AGENCY,
    HAISHU,
    OFFICE,
    config,
    files_of_agency,
    is_of_report,
    is_of_site,
    keys,
)
from tests.handbook.reader import Block, blocks, pages, spans_of
from tests.handbook.worlds import faulty
from tests.helpers.commands import build_here, gongkai_here, verb_of
from tests.helpers.support import ROOT, read_files, write_files

YAML = blocks("yaml")
OF_SITE = [block for block in YAML if is_of_site(block.text)]
# The examples of the rules are run in tests/rules/test_examples.py.
OF_RULES = [block for block in YAML if block.page.startswith("docs/rules/") and block not in OF_SITE]
# A way of scoring is read in tests/reporting/test_score.py.
OF_SCORES = [block for block in YAML if "\n满分:" in block.text]
OF_REPORT = [block for block in YAML if is_of_report(block.text) and block not in OF_RULES + OF_SCORES]
OTHERS = [block for block in YAML if block not in OF_SITE + OF_REPORT + OF_RULES + OF_SCORES]


def named(block: Block) -> str:
    """As tests are called."""
    return block.name


def text_at(folder: Path, file: str, number: int) -> str:
    """A line of a file; nothing where the file as a whole is meant."""
    path = folder / file
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return lines[number - 1] if 0 < number <= len(lines) else ""


@pytest.mark.parametrize("block", OF_REPORT, ids=named)
def test_a_piece_of_a_report_is_accepted(block: Block, tmp_path: Path) -> None:
    _, found = read_files(tmp_path, files_of_agency(block.text, block.heading), Settings())
    assert {each.code for each in found if each.level == "error"} == set()


@pytest.mark.parametrize("block", OF_SITE, ids=named)
def test_a_piece_of_a_config_builds_a_site(block: Block, tmp_path: Path) -> None:
    """Strictly, and without a word about the options."""
    files = {"mkdocs.yml": config(block.text), "docs/index.md": "# 首页\n", "fonts/README.txt": ""}
    data = {f"data/{OFFICE}/agency.yml": AGENCY, f"data/{OFFICE}/2021.yml": HAISHU}
    write_files(tmp_path, {**files, **data})
    with patch.dict(os.environ, NO_MKDOCS_2_WARNING="1"):
        done = build_here(tmp_path, strict=True)
    assert done.status == 0, done.said
    output = (re.findall(r"(?m)^ *output: (\S+)", block.text) or ["reports"])[0]
    assert (tmp_path / f"site/{output}/{OFFICE}/2021/index.html").is_file()


@pytest.mark.parametrize("block", OTHERS, ids=named)
def test_any_other_piece(block: Block) -> None:
    """A first line for editors, the hook of pre-commit."""
    if schema := re.fullmatch(r"# yaml-language-server: \$schema=(\S+/([\w-]+)\.json)\n", block.text):
        assert schema[2] in schemas()
        assert schema[1] == schema_address(schema[2], OFFICE)
    elif "repos" in keys(block.text):
        (repository,) = yaml.safe_load(block.text)["repos"]
        setup = ConfigParser()
        setup.read(ROOT / "setup.cfg", encoding="utf-8")
        assert repository["rev"] == f"v{setup['metadata']['version']}"
        there = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
        assert {hook["id"] for hook in repository["hooks"]} <= {hook["id"] for hook in there}
    else:
        pytest.fail(f"the handbook shows a piece of YAML ({block.name}) that no test knows")


def test_findings_are_quoted_as_they_are_printed(tmp_path: Path) -> None:
    """Those of the mistake that the commands of the handbook are tried with, as services show them at their line."""
    quoted = [block for block in blocks("text") if "✖" in block.text]
    assert quoted
    site = faulty(tmp_path)
    said = gongkai_here(site, "check", "--format", "github", "--level", "error").out
    shown = []
    for file, line, title, words in re.findall(
        r"(?m)^::error file=(.*?),line=(\d+),col=\d+,title=(.*?)::(.*)$", said
    ):
        text = text_at(site, file, int(line)).strip()
        shown.append([f"{line}    {text}", f"✖ {title}", *words.split("%0A")])
    for block in quoted:
        assert [line.strip() for line in block.text.splitlines()] in shown


OPTIONS = sorted(
    {
        (span, f"{page}:{line}")
        for page, text in pages().items()
        for line, span in spans_of(text)
        if re.match(r"--[a-z]", span)
    }
)


@pytest.mark.parametrize(("span", "where"), OPTIONS, ids=[f"{where} {span}" for span, where in OPTIONS])
def test_an_option_that_is_named_alone_exists(span: str, where: str) -> None:
    """With the value that stands there, as some verb of ours or of `mkdocs` takes it."""
    name, _, value = span.partition(" ")
    options = [
        option
        for verb in (*(verb_of(each) for each in VERBS), mkdocs.commands["build"], mkdocs.commands["serve"])
        for option in verb.params
        if name in option.opts
    ]
    assert options, f"{where}: no verb has {name}"
    for option in options:
        if value and isinstance(option.type, click.Choice):
            assert value in option.type.choices
