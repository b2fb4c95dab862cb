"""What counts as a command of the handbook."""

from __future__ import annotations

import pytest

from tests.handbook.reader import blocks_of, is_command, lines_of, pages, shown, spans_of
from tests.handbook.scenarios import plain, scenario


def commands(text: str) -> list[tuple[str, ...]]:
    """Those of the blocks of a page."""
    return [lines_of(block) for block in blocks_of("page", text, "sh", "bat")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```sh\nmake site    # 生成\n\n# 然后\ncd site\n```\n", ("make site", "cd site")),
        ("1. 甲\n\n    ```sh\n    make site\n    ```\n", ("make site",)),
        ("```sh\npip install \\\n    click\n```\n", ("pip install click",)),
        ("```bat\npip install ^\n    click\n```\n", ("pip install click",)),
        ('```sh\ngit commit -m "一 # 二" # 三\ncheck a#b\n```\n', ('git commit -m "一 # 二"', "check a#b")),
    ],
)
def test_lines(text: str, found: tuple[str, ...]) -> None:
    """Without what is for people, in blocks that are indented too."""
    assert commands(text) == [found]


def test_other_blocks_are_no_commands() -> None:
    assert commands("```yaml\nmake: site\n```\n\n```text\nmake site\n```\n") == []


def test_spans() -> None:
    """Outside of blocks, at their line."""
    text = "甲`a b`乙``c`d``\n\n```sh\n`e`\n```\n\n`f`\n"
    assert spans_of(text) == [(1, "a b"), (1, "c`d"), (7, "f")]


@pytest.mark.parametrize(
    "span",
    ["gongkai check", "rsync -a site/ there", ".venv\\Scripts\\pip install x", "py -m venv x", ".ci/run"],
)
def test_a_command(span: str) -> None:
    assert is_command(span)


@pytest.mark.parametrize(
    "span",
    ["gongkai", "mkdocs-gongkai", "mkdocs.yml", ".venv/bin", "--strict", "make_site", "gitlab/check.yml"],
)
def test_no_command(span: str) -> None:
    assert not is_command(span)


@pytest.mark.parametrize(
    ("command", "called"),
    [
        (".venv\\Scripts\\python -m mkdocs build", "mkdocs build"),
        (".venv/bin/pip install x", "pip install x"),
        ("py -m venv .venv", "python -m venv .venv"),
        ("python -c 'x'", "python -c 'x'"),
    ],
)
def test_without_its_environment(command: str, called: str) -> None:
    assert plain(command) == called


def test_every_page_is_read() -> None:
    """That `gongkai init` writes with its names filled in, and a sample of what stands on the others."""
    assert {"README.md", "docs/editor.md", "docs/rules.md", "init/README.md"} <= pages().keys()
    assert "@" not in pages()["init/README.md"]
    every = {command for each in shown() for command in each.commands}
    assert {"gongkai check --changed", ".venv\\Scripts\\python -m pytest", "ssh-keyscan 服务器地址"} <= every


def test_a_command_that_no_test_runs_is_named() -> None:
    with pytest.raises(AssertionError, match="the handbook shows `gongkai publish`"):
        scenario("docs/editor.md", "gongkai publish")
