"""A report's file with remarks (核对说明) added: every other line stays as somebody typed it."""

from __future__ import annotations

from collections.abc import Sequence

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from gongkai.source import alike
from gongkai.writers.yaml.edit import Items, Path, Value, edit
from gongkai.writers.yaml.syntax import mapping

KEY = "核对说明"


def remark(rule: str, count: int, reason: str) -> str:
    """A remark for all that a rule finds in a report, as YAML on one line."""
    return mapping((("规则", rule), ("处数", str(count) if count > 1 else None), ("原因", reason)))


def with_remark(text: str, line: str) -> str:
    """The text of a report's file with one more remark, behind those that it has.

    Raises NoPlace where there is no place for it, and yaml.YAMLError for text that is no YAML.
    """
    return edit(text, _changes(text, line))


def _changes(text: str, line: str) -> dict[Path, Value]:
    root = yaml.compose(text.replace("\r\n", "\n"), Loader=yaml.SafeLoader)
    pairs: Sequence[tuple[object, object]] = root.value if isinstance(root, MappingNode) else ()
    for key, value in pairs:
        if isinstance(key, ScalarNode) and alike(key.value) == alike(KEY) and isinstance(value, SequenceNode):
            return {(KEY, len(value.value)): line}
    return {(KEY,): Items((line,))}
