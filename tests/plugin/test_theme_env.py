"""The templates of a theme are compiled once, and its files are those that MkDocs finds by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from gongkai.plugin.theme_env import Templates, read_once
from tests.helpers.support import write_files


def config(folder: Path, **theme: Any) -> MkDocsConfig:
    """That of a site with a theme."""
    write_files(folder, {"mkdocs.yml": "site_name: 样例\n", "docs/index.md": "# 首页\n"})
    return load_config(str(folder / "mkdocs.yml"), theme={"name": "material", **theme})


def files_of(config: MkDocsConfig) -> list[str]:
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    return list(files.src_uris)


@pytest.mark.parametrize("own", [False, True], ids=["as it comes", "with files of one's own"])
def test_the_same_files(tmp_path: Path, own: bool) -> None:
    """In the same order; hidden ones, templates and what is in hidden folders are none of them."""
    names = (".hidden.css", ".folder/a.css", "assets/.b/c.css", "assets/own.css", "own.html", "z.css")
    write_files(tmp_path, {f"own/{name}": "" for name in names})
    theme = {"custom_dir": str(tmp_path / "own")} if own else {}
    plain, ours = config(tmp_path, **theme), config(tmp_path, **theme)
    read_once(ours.theme, Templates())
    found = files_of(ours)
    assert found == files_of(plain)
    assert ("assets/own.css" in found) is own


def test_icons_are_not_looked_at(tmp_path: Path) -> None:
    """Which MkDocs asks its filter about one by one."""
    asked = list[str]()

    def filter_(name: str) -> bool:
        asked.append(name)
        return True

    ours = config(tmp_path)
    read_once(ours.theme, Templates())
    filter_.__qualname__ = "Files.add_files_from_theme.<locals>.filter"
    ours.theme.get_env().list_templates(filter_func=filter_)
    assert "assets/images/favicon.png" in asked
    assert not [name for name in asked if name.startswith(".icons")]


def test_who_else_asks_is_told_of_all(tmp_path: Path) -> None:
    ours = config(tmp_path)
    read_once(ours.theme, Templates())
    env = ours.theme.get_env()
    assert env.list_templates() == Environment.list_templates(env)
    assert any(name.startswith(".icons/") for name in env.list_templates(extensions=["svg"]))


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = config(tmp_path)
    read_once(ours.theme, Templates())
    ours.theme.get_env().get_template("main.html")
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    ours.theme.get_env().get_template("main.html")


def test_one_that_has_changed_is_compiled_anew(tmp_path: Path) -> None:
    write_files(tmp_path, {"own/own.html": "old"})
    ours = config(tmp_path, custom_dir=str(tmp_path / "own"))
    read_once(ours.theme, Templates())
    assert ours.theme.get_env().get_template("own.html").render() == "old"
    write_files(tmp_path, {"own/own.html": "new"})
    assert ours.theme.get_env().get_template("own.html").render() == "new"


def test_another_extension_compiles_otherwise(tmp_path: Path) -> None:
    write_files(tmp_path, {"own/own.html": "{% if true %}{{ 1 }}{% endif %}"})
    ours = config(tmp_path, custom_dir=str(tmp_path / "own"))
    templates = Templates()
    read_once(ours.theme, templates)
    ours.theme.get_env().get_template("own.html")
    env = ours.theme.get_env()
    env.add_extension("jinja2.ext.do")
    kept = len(vars(templates)["_kept"])
    env.get_template("own.html")
    assert len(vars(templates)["_kept"]) == kept + 1
