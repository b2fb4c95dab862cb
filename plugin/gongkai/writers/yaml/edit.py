"""A file with some of its values changed: every other line, comment and space stays as somebody typed it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gongkai.data_classes import dataclass
from gongkai.source import alike
from gongkai.writers.yaml.syntax import block

Path = tuple[str | int, ...]
"""Keys, and numbers of items of a list from 0, from the top of the file down; the number of its items adds one."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text, to stand below their key as a block."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list, an item of YAML a line, to stand below its key."""

    items: tuple[str, ...]


Value = str | Lines | Items | None
"""YAML that stands on one line, exactly as it is to be written; or a text; or a list; or None, to take a key or an item away: with its lines, or from between its brackets."""


class NoPlace(Exception):  # noqa: N818  # it tells the caller to write the file anew
    """A value has no place in the file; the message is its path."""


def edit(text: str, changes: Mapping[Path, Value]) -> str:
    """The text with these values. A key that is not there is written behind the last of its neighbours.

    A mapping or list is replaced whole where its path is given. Line ends stay what they are.

    Raises NoPlace where a path leads nowhere, and yaml.YAMLError for text that is no YAML.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    root = _composed(plain)
    spans = sorted(
        (_span(plain, root, path, value) for path, value in changes.items()), key=lambda span: span[:2]
    )
    if any(start < end for (_, end, _), (start, _, _) in pairwise(spans)):
        raise NoPlace("two changes of the same place")
    for start, end, written in reversed(spans):
        plain = plain[:start] + written + plain[end:]
    return plain.replace("\n", newline)


@lru_cache(maxsize=2)
def _composed(text: str) -> Node | None:
    """The nodes of a text. The desk changes the same text again at each stroke of a key."""
    return yaml.compose(text, Loader=yaml.SafeLoader)


def append(text: str, key: str, item: str, *more: str) -> str:
    """The text with one more item in the list of a key at the top; the list is begun where there is none.

    item: YAML on one line; more: further lines of it, indented as below its first key.

    Raises NoPlace where the key holds something else, or a list on one line and the item has more, and yaml.YAMLError
    for text that is no YAML.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    root = _composed(plain)
    entries = root.value if isinstance(root, MappingNode) else []
    node = next((value for name, value in entries if name.value == key), None)
    if node is None:
        gap = "" if plain.endswith("\n") else "\n"
        plain += f"{gap}{key}:\n  - {item}\n" + "".join(f"    {line}\n" for line in more)
    elif isinstance(node, SequenceNode) and node.flow_style and not more:
        at = node.end_mark.index - 1
        plain = f"{plain[:at]}{', ' if node.value else ''}{item}{plain[at:]}"
    elif isinstance(node, SequenceNode) and node.value and not node.flow_style:
        at = _behind(plain, _last_of(node))
        indent = " " * node.start_mark.column
        gap = "" if plain[at - 1] == "\n" else "\n"
        lines = "".join(f"{indent}  {line}\n" for line in more)
        written = f"{gap}{indent}- {item}\n{lines}"
        # A file that ends without a line end does so still.
        plain = f"{plain[:at]}{written[:-1] if gap else written}{plain[at:]}"
    else:
        raise NoPlace(key)
    return plain.replace("\n", newline)


def _span(text: str, root: Node | None, path: Path, value: Value) -> tuple[int, int, str]:
    """From where to where what has to be written."""
    parent, key = root, None
    node = root
    for number, step in enumerate(path):
        parent, key = node, None
        if (
            isinstance(node, MappingNode | SequenceNode)
            and node.flow_style
            and isinstance(value, Lines | Items)
        ):
            raise NoPlace("a text or list has no place between brackets")
        if isinstance(node, MappingNode) and isinstance(step, str):
            found = [
                (k, v) for k, v in node.value if isinstance(k, ScalarNode) and alike(k.value) == alike(step)
            ]
            if not found:
                if number == len(path) - 1:
                    return (0, 0, "") if value is None else _inserted(text, node, step, value)
                raise NoPlace(".".join(map(str, path)))
            key, node = found[-1]
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, SequenceNode) and step == len(node.value) and number == len(path) - 1:
            return _appended(text, node, value)
        else:
            raise NoPlace(".".join(map(str, path)))
    if node is None or parent is None:
        raise NoPlace(".".join(map(str, path)))
    if value is None:
        return _taken_away(text, parent, key, node)
    return _replaced(text, key, node, value)


def _replaced(
    text: str, key: ScalarNode | None, node: Node, value: str | Lines | Items
) -> tuple[int, int, str]:
    start, end = node.start_mark.index, node.end_mark.index
    is_block = isinstance(node, ScalarNode) and node.style in ("|", ">")
    is_below = isinstance(node, MappingNode | SequenceNode) and not node.flow_style
    if isinstance(value, Items):
        if key is None or end > start:
            raise NoPlace("a list stands below a key without a value")
        # Behind what follows the key on its line, a comment for one.
        at = text.find("\n", end)
        at = len(text) if at < 0 else at
        return at, at, "".join(f"\n{line}" for line in _listed(value, " " * key.start_mark.column))
    if isinstance(value, str):
        if is_below:
            raise NoPlace("a block of keys cannot become one line")
        if not is_block:
            # A key without a value: behind its colon.
            return (start, end, value) if end > start else (start, start, f" {value}")
        start, end = _of_block(text, node)
        return start, end, f"{value}\n"
    if key is None:
        raise NoPlace("a text needs a key")
    indent = " " * key.start_mark.column
    written = list(block("", value.lines, indent))
    first = written[0].strip().removeprefix(":").strip()
    lines = "".join(f"\n{line}" for line in written[1:])
    if is_block:
        start, end = _of_block(text, node)
        return start, end, f"{first}{lines}\n"
    if is_below:
        raise NoPlace("a block of keys cannot become a text")
    gap = "" if end > start else " "
    # What follows on the line, a comment for one, stays behind the sign of the block.
    rest = text.find("\n", end)
    rest = len(text) if rest < 0 else rest
    return start, rest, f"{gap}{first}{text[end:rest]}{lines}"


def _listed(value: Items, indent: str) -> list[str]:
    return [f"{indent}  - {item}" for item in value.items]


def _appended(text: str, parent: SequenceNode, value: Value) -> tuple[int, int, str]:
    """Behind the last item of a list."""
    if not isinstance(value, str):
        raise NoPlace("an item stands on one line")
    if parent.flow_style:
        at = parent.value[-1].end_mark.index if parent.value else parent.start_mark.index + 1
        return at, at, f", {value}" if parent.value else value
    at = _behind(text, _last_of(parent.value[-1]))
    gap = "" if text[at - 1] == "\n" else "\n"
    return at, at, f"{gap}{' ' * parent.start_mark.column}- {value}\n"


def _behind(text: str, last: Node) -> int:
    """Behind the lines of a node that stands last."""
    if isinstance(last, ScalarNode) and last.style in ("|", ">"):
        return _of_block(text, last)[1]
    at = text.find("\n", last.end_mark.index)
    return len(text) if at < 0 else at + 1


def _taken_away(text: str, parent: Node, key: ScalarNode | None, node: Node) -> tuple[int, int, str]:
    """The lines of a key or item and of its value, comments behind them included; between brackets only it and its comma."""
    first = node if key is None else key
    assert isinstance(parent, MappingNode | SequenceNode)
    if parent.flow_style:
        return (*_between_brackets(parent, first, node), "")
    start = text.rfind("\n", 0, first.start_mark.index) + 1
    if text[start : first.start_mark.index].strip() != ("" if key is not None else "-"):
        raise NoPlace("only what has a line of its own can be taken away")
    return start, _behind(text, _last_of(node)), ""


def _between_brackets(parent: MappingNode | SequenceNode, first: Node, last: Node) -> tuple[int, int]:
    """What one entry takes up, with the comma before it or, of the first one, behind it. first, last: of its nodes."""
    entries = [entry if isinstance(entry, tuple) else (entry, entry) for entry in parent.value]
    at = next(number for number, (begin, _) in enumerate(entries) if begin is first)
    if at > 0:
        return entries[at - 1][1].end_mark.index, last.end_mark.index
    end = last.end_mark.index if len(entries) == 1 else entries[1][0].start_mark.index
    return first.start_mark.index, end


def _of_block(text: str, node: Node) -> tuple[int, int]:
    """From the sign of a block to behind its last line that says something, comments and blank lines after it left out."""
    start = node.start_mark.index
    lines = text[start:].split("\n")
    indent: int | None = None
    end = start + len(lines[0]) + 1
    at = end
    for line in lines[1:]:
        bare = line.strip(" ")
        own = len(line) - len(line.lstrip(" "))
        if bare:
            if indent is None:
                indent = own
            parent = _indent_of(text, start)
            if own <= parent or own < indent:
                break
            at += len(line) + 1
            end = at
        else:
            at += len(line) + 1
    return start, min(end, len(text))


def _indent_of(text: str, index: int) -> int:
    """The indentation of the line that a place is on; an item's `- ` counts."""
    begin = text.rfind("\n", 0, index) + 1
    line = text[begin:index]
    return len(line) - len(line.lstrip(" -"))


def _inserted(text: str, parent: MappingNode, key: str, value: str | Lines | Items) -> tuple[int, int, str]:
    if parent.flow_style:
        if not isinstance(value, str):
            raise NoPlace("a text or list has no place between brackets")
        if parent.value:
            at = parent.value[-1][1].end_mark.index
            return at, at, f", {key}: {value}"
        at = parent.start_mark.index + 1
        return at, at, f"{key}: {value}"
    if not parent.value:
        raise NoPlace(key)
    indent = " " * parent.value[0][0].start_mark.column
    at = _behind(text, _last_of(parent.value[-1][1]))
    if isinstance(value, str):
        written = [f"{indent}{key}: {value}"]
    elif isinstance(value, Items):
        written = [f"{indent}{key}:", *_listed(value, indent)]
    else:
        written = list(block(key, value.lines, indent))
    gap = "" if at == 0 or text[at - 1] == "\n" else "\n"
    return at, at, gap + "\n".join(written) + "\n"


def _last_of(node: Node) -> Node:
    """The node that stands last within one."""
    while isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node
