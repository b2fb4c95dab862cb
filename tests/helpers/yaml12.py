"""YAML as editors read it before they hold it against a schema: by the core schema of YAML 1.2."""

from __future__ import annotations

import re
from typing import Any

import yaml


class Core(yaml.SafeLoader):
    """Dates, `yes` and `12:30` are text; `0123` is a number."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  # as PyYAML declares it


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)

Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def _sequence(loader: Core, node: yaml.Node) -> list[Any]:
    assert isinstance(node, yaml.SequenceNode)
    return loader.construct_sequence(node)


# An editor knows no such tag: to it this is a list.
Core.add_constructor("!ENV", _sequence)


def load(text: str) -> Any:
    """The values of a text."""
    return yaml.load(text, Loader=Core)
