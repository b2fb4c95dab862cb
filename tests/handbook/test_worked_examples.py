"""The worked examples of the developers' handbook: done word by word in a copy of the repository."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from gongkai.rules import all_rules
from tests.handbook.reader import DEVELOPER, EXAMPLES, Block, blocks_of, example, lines_of
from tests.helpers.commands import GONGKAI, MKDOCS, Done, run
from tests.helpers.support import ROOT

pytestmark = pytest.mark.thorough

COPIED = (
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "constraints.txt",
    "mkdocs.yml",
    "pyproject.toml",
    "ruff.toml",
    "setup.cfg",
    "benchmarks",
    "data",
    "docs",
    "plugin",
    "schema",
    "tests",
    "tools",
)
# Beside the repository or made by it; without the caches everything is read anew, which takes longer.
IF_THERE = (".mypy_cache", ".pre-commit-hooks.yaml", ".gitignore", ".ci")


def parts(name: str) -> list[Block]:
    """The blocks of an example."""
    return list(blocks_of(DEVELOPER, example(name), "python", "diff", "sh"))


def commands(name: str) -> Iterator[list[str]]:
    """The words of each command of an example."""
    for block in parts(name):
        if block.language == "sh":
            yield from map(shlex.split, lines_of(block))


def write(folder: Path, block: Block) -> None:
    """A new file, named in the first line of its block; or the change of a file, which must fit."""
    if block.language == "diff":
        apply = ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"]
        # Nothing above the copy is its repository.
        done = subprocess.run(
            apply,
            cwd=folder,
            input=block.text.encode(),
            env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, f"{block.text}\n{done.stderr.decode()}"
    elif block.language != "sh":
        name, _, text = block.text.partition("\n")
        path = folder / name.removeprefix("# ")
        assert not path.exists(), f"{name} is there already"
        path.write_text(text, encoding="utf-8")


def execute(folder: Path, words: list[str]) -> Done:
    """A command of the handbook in the copy, with the Python of the tests in place of one of its own."""
    words = [words[0].removeprefix(".venv/bin/"), *words[1:]]
    environ = {"PYTHONPATH": str(folder / "plugin"), "GONGKAI_DOCUMENTS": "off"}
    if words[0] == "make":
        own = [f"BIN={Path(sys.executable).parent}", "SITE=", "TEST=", "LINT="]
        words = [*words, *own]
    return run({"gongkai": GONGKAI, "mkdocs": MKDOCS}.get(words[0], words[:1]) + words[1:], folder, **environ)


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository after all three examples: they do not meet."""
    if shutil.which("make") is None or shutil.which("git") is None:
        pytest.skip("没有 make 或 git，跳过 / no make or no git: skipped")
    folder = tmp_path_factory.mktemp("worked") / "gongkai"
    folder.mkdir()
    for name in (*COPIED, *(name for name in IF_THERE if (ROOT / name).exists())):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, folder / name)
    for name in EXAMPLES:
        # What is copied comes first, what is changed after it.
        for words in commands(name):
            if words[0] == "cp":
                assert execute(folder, words).status == 0
        for block in parts(name):
            write(folder, block)
    return folder


def test_every_example_has_a_module_a_test_and_commands() -> None:
    for name in EXAMPLES:
        found = parts(name)
        assert {"python", "diff", "sh"} <= {block.language for block in found}, name
        assert any(block.text.startswith("# tests/") for block in found), name


@pytest.mark.parametrize("name", EXAMPLES)
def test_done_word_by_word(worked: Path, name: str) -> None:
    """All but `make lint`, which is one for all three."""
    for words in commands(name):
        if words[0] != "cp" and words[1] != "lint":
            done = execute(worked, words)
            assert done.status == 0, f"{words}\n{done.said}"


def test_the_rule_is_listed(worked: Path) -> None:
    assert "G499  stock-floor" in execute(worked, ["gongkai", "rules"]).out


def test_the_code_of_the_example_is_taken_by_no_rule() -> None:
    assert "G499" not in {rule.code for rule in all_rules()}


def test_a_file_of_the_new_year_has_the_new_row(worked: Path) -> None:
    office = worked / "data/haishu-office"
    assert execute(worked, ["gongkai", "new", "haishu-office", "2027"]).status == 0
    text = (office / "2027.yml").read_text(encoding="utf-8")
    (office / "2027.yml").unlink()
    assert "      已移交国家档案馆: [~, ~, ~, ~, ~, ~, ~]\n" in text


def test_the_file_is_offered(worked: Path) -> None:
    """By the command and on the site, which the example builds."""
    folder = worked / "site/reports/haishu-office"
    if not folder.exists():
        assert execute(worked, ["mkdocs", "build", "--strict"]).status == 0
    assert 'href="../2021.txt"' in (folder / "2021/index.html").read_text(encoding="utf-8")
    assert "一、本年新收政府信息公开申请数量：41\n" in (folder / "2021.txt").read_text(encoding="utf-8")


def test_lint(worked: Path) -> None:
    if not all(map(find_spec, ("ruff", "mypy", "importlinter"))):
        why = "没有 ruff、mypy、import-linter（make lint 会装），跳过 / not installed: skipped"
        if os.environ.get("CI"):
            pytest.fail(f"CI：{why}")
        pytest.skip(why)
    for name in EXAMPLES:
        assert ["make", "lint"] in list(commands(name))
    done = execute(worked, ["make", "lint"])
    assert done.status == 0, done.said
