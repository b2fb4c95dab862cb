"""The options of the plugin, of the command and of their schema are the same ones."""

from __future__ import annotations

import ast
from pathlib import Path

from gongkai.plugin import config
from gongkai.settings import DESCRIPTIONS


def test_the_plugin_knows_every_option() -> None:
    """And no other; the order is that of the settings."""
    assert [name for name, _ in config.GongkaiConfig()._schema] == list(DESCRIPTIONS)


def test_every_option_of_the_plugin_is_documented() -> None:
    """By a docstring below it."""
    tree = ast.parse(Path(config.__file__).read_text(encoding="utf-8"))
    (of_class,) = (
        each for each in tree.body if isinstance(each, ast.ClassDef) and each.name == "GongkaiConfig"
    )
    for option, docstring in zip(of_class.body[1::2], of_class.body[2::2], strict=True):
        assert isinstance(option, ast.Assign)
        assert isinstance(docstring, ast.Expr), ast.unparse(option)


def test_mkdocs_takes_any_value() -> None:
    """What is wrong with it is said by the core."""
    options = config.GongkaiConfig()
    options.load_dict(dict.fromkeys(DESCRIPTIONS, 7))
    assert options.validate() == ([], [])
    assert options.data_dir == 7
