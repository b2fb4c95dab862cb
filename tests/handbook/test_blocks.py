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

from gongkai.cli import command as gongkai
from gongkai.schema import schema_address, schemas
from gongkai.settings import Settings
from tests.handbook.placing import (
    AGENCY,
    HAISHU,
    OFFICE,
    Context,
    config,
    files_of_agency,
    is_of_report,
    is_of_site,
    keys,
    report_of,
)
from tests.handbook.reader import Block, blocks, pages, spans_of
from tests.handbook.worlds import faulty
from tests.helpers.commands import build_here, gongkai_here
from tests.helpers.support import ROOT, read_files, write_files

YAML = blocks("yaml")
OF_SITE = [block for block in YAML if is_of_site(block.text)]
OF_REPORT = [block for block in YAML if is_of_report(block.text)]
OTHERS = [block for block in YAML if block not in OF_SITE + OF_REPORT]
BAD = "有问题的写法"
SUMS = {"G101", "G102", "G103", "G104"}

CONTEXTS = {
    "G402": Context(year=2022, before="行政规范性文件: {本年制发件数: 0, 本年废止件数: 0, 现行有效件数: 95}\n"),
    "G404": Context(year=2022, before="行政许可: 2046\n"),
    "G504": Context(
        year=2022,
        before="总体情况: |\n  2021年，本机关认真贯彻落实……\n存在的主要问题及改进情况: |\n  解读形式单一。\n",
        cut="认真贯彻落实……",
        uncut="认真贯彻落实上级的各项部署，把公开的要求放到办文办会的全过程，逐月检查栏目的更新，逐件核对答复的期限，年底向社会公布考核的结果，并请服务对象当面评议，意见全部答复，问题全部改正。",
    ),
    "G801": Context(
        kind="政府", below={"office": "", "jia": "本年新收政府信息公开申请数量: [5, 0, 0, 0, 0, 0, 5]\n"}
    ),
    "G901": Context("予以公开: [18, 3, 0, 0, 0, 0, 20]\n"),
}
"""What the examples of these rules need beside them."""


def named(block: Block) -> str:
    """As tests are called."""
    return block.name


def placed(block: Block, folder: Path) -> tuple[set[str], set[str]]:
    """Codes found on the lines of the piece, and the codes of all errors."""
    code = rule_of(block)
    files = files_of_agency(block.text, block.heading, CONTEXTS.get(code, Context()))
    _, found = read_files(folder, files, Settings())
    lines = [line.partition("……")[0].strip() for line in block.text.splitlines()]
    here = {
        part
        for each in found
        for part in each.code.split()
        if any(line and line in text_at(folder, each.place.file, each.place.line) for line in lines)
    }
    return here, {each.code for each in found if each.level == "error"}


def text_at(folder: Path, file: str, number: int) -> str:
    """A line of a file; nothing where the file as a whole is meant."""
    path = folder / file
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return lines[number - 1] if 0 < number <= len(lines) else ""


def rule_of(block: Block) -> str:
    """The code of the rule whose page it stands on; nothing elsewhere."""
    return (re.findall(r"rules/(g\d{3})-", block.page) or [""])[0].upper()


@pytest.mark.parametrize("block", [b for b in OF_REPORT if b.heading != BAD], ids=named)
def test_a_piece_of_a_report_is_accepted(block: Block, tmp_path: Path) -> None:
    """On the page of a rule: it is what that rule asks for. Rows that stand there alone need not fit the others."""
    here, errors = placed(block, tmp_path)
    code = rule_of(block)
    assert code not in here
    assert errors - (SUMS if code and code not in SUMS else set()) == set()


@pytest.mark.parametrize("block", [b for b in OF_REPORT if b.heading == BAD], ids=named)
def test_a_piece_that_is_wrong_is_found(block: Block, tmp_path: Path) -> None:
    assert rule_of(block) in placed(block, tmp_path)[0]


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
def test_any_other_piece(block: Block, tmp_path: Path) -> None:
    """A first line for editors, the hook of pre-commit, a list of files that are there."""
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
        files = {f"{OFFICE}/agency.yml": AGENCY}
        for name in block.text.splitlines():
            year = re.fullmatch(rf"data/{OFFICE}/(\d{{4}})\.yml", name)
            assert year is not None, f"the handbook shows a piece of YAML ({block.name}) that no test knows"
            files[f"{OFFICE}/{year[1]}.yml"] = report_of(int(year[1]))
        _, found = read_files(tmp_path, files, Settings())
        assert (rule_of(block) in {each.code for each in found}) is (block.heading == BAD)


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
        for verb in (*gongkai.commands.values(), mkdocs.commands["build"], mkdocs.commands["serve"])
        for option in verb.params
        if name in option.opts
    ]
    assert options, f"{where}: no verb has {name}"
    for option in options:
        if value and isinstance(option.type, click.Choice):
            assert value in option.type.choices
