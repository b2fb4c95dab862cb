"""A supervisor's way of scoring, as data: criteria with their points, and what each of them looks at."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from gongkai.data_classes import dataclass
from gongkai.forms import statutory_forms
from gongkai.reporting.publication import State
from gongkai.rules import all_rules
from gongkai.source import Mapping, Node, Scalar, Sequence, read


class ProfileError(Exception):
    """A profile that cannot be used; the message is one line in Chinese, with the line of the file."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What points are lost for: exactly one of the parts below says what it looks at."""

    name: str
    points: Decimal
    """The most that can be lost."""
    each: Decimal | None
    """Lost for each thing found; None: all points for the first."""
    rules: tuple[str, ...] = ()
    """Codes of rules: each finding that is not accepted."""
    states: tuple[State, ...] = ()
    """What has become of the report."""
    section: str | None = None
    """The key of a section with a length."""
    most: int | None = None
    least: int | None = None
    """Characters of that section, without spaces."""
    told: tuple[str, ...] = ()
    """Words that the text has to name with a number."""
    is_of_corrections: bool = False
    """Each correction after publication."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The whole."""

    name: str
    full: Decimal
    sources: tuple[str, ...]
    criteria: tuple[Criterion, ...]


_KEYS = ("名称", "满分", "来源", "项目")
_LOOKS = ("规则", "状态", "部分", "写明", "更正")
_OF_CRITERION = ("名称", "分值", "每处", *_LOOKS, "最多字数", "最少字数")


def read_profile(file: str, data: bytes) -> Profile:
    """The profile of a file. Raises ProfileError."""
    source = read(file, data)
    if source.root is None:
        line = source.problems[0].place.line if source.problems else 1
        raise ProfileError(f"{file} 第{line}行：YAML 写法有误，或文件是空的")
    reader = _Reader(file)
    whole = reader.mapping(source.root, _KEYS)
    return Profile(
        reader.text(reader.needed(whole, "名称", source.root)),
        reader.points(reader.needed(whole, "满分", source.root)),
        tuple(map(reader.text, reader.items(whole.get("来源")))),
        tuple(map(reader.criterion, reader.items(reader.needed(whole, "项目", source.root)))),
    )


@dataclass(frozen=True)
class _Reader:
    """Nodes as what the profile wants."""

    file: str

    def fail(self, node: Node, why: str) -> ProfileError:
        return ProfileError(f"{self.file} 第{node.line}行：{why}")

    def mapping(self, node: Node, keys: tuple[str, ...]) -> dict[str, Node]:
        if not isinstance(node, Mapping):
            raise self.fail(node, f"这里应是各项“键: 值”，可用的键：{'、'.join(keys)}")
        found = {entry.key.value: entry.value for entry in node.entries}
        for entry in node.entries:
            if entry.key.value not in keys:
                raise self.fail(entry.key, f"没有“{entry.key.value}”这个键；可用：{'、'.join(keys)}")
        return found

    def needed(self, values: dict[str, Node], key: str, node: Node) -> Node:
        if key not in values:
            raise self.fail(node, f"缺少“{key}”")
        return values[key]

    def text(self, node: Node) -> str:
        if not isinstance(node, Scalar) or not node.value.strip():
            raise self.fail(node, "这里应是文字")
        return node.value.strip()

    def items(self, node: Node | None) -> Iterator[Node]:
        if node is None:
            return
        if not isinstance(node, Sequence):
            raise self.fail(node, "这里应是列表")
        yield from node.items

    def points(self, node: Node) -> Decimal:
        text = self.text(node)
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal(-1)
        if not value.is_finite() or not 0 < value <= 1000:
            raise self.fail(node, f"分值应是 0 以上、1000 以下的数，现为“{text}”")
        return value

    def count(self, node: Node | None) -> int | None:
        if node is None:
            return None
        text = self.text(node)
        if not (text.isascii() and text.isdecimal()) or len(text) > 7:
            raise self.fail(node, f"字数应是整数，现为“{text}”")
        return int(text)

    def criterion(self, node: Node) -> Criterion:
        values = self.mapping(node, _OF_CRITERION)
        looks = [key for key in _LOOKS if key in values]
        if len(looks) != 1:
            raise self.fail(node, f"每个项目应写明看什么，{'、'.join(_LOOKS)}写一样，现有{len(looks)}样")
        section = self.section(values["部分"]) if "部分" in values else None
        most, least = self.count(values.get("最多字数")), self.count(values.get("最少字数"))
        if (section is not None) != (most is not None or least is not None):
            raise self.fail(node, "“部分”要和“最多字数”或“最少字数”同写")
        return Criterion(
            self.text(self.needed(values, "名称", node)),
            self.points(self.needed(values, "分值", node)),
            self.points(values["每处"]) if "每处" in values else None,
            tuple(map(self.rule, self.items(values.get("规则")))),
            tuple(map(self.state, self.items(values.get("状态")))),
            section,
            most,
            least,
            tuple(map(self.text, self.items(values.get("写明")))),
            self.is_true(values.get("更正")),
        )

    def rule(self, node: Node) -> str:
        known = {name.lower(): rule.code for rule in all_rules() for name in (rule.code, rule.name)}
        text = self.text(node)
        if text.lower() not in known:
            raise self.fail(node, f"没有“{text}”这条规则；gongkai rules 列出全部规则")
        return known[text.lower()]

    def state(self, node: Node) -> State:
        text = self.text(node)
        if text not in list(State):
            raise self.fail(node, f"没有“{text}”这种状态；可用：{'、'.join(State)}")
        return State(text)

    def section(self, node: Node) -> str:
        known = {
            section.key for form in statutory_forms() for section in form.sections if section.table is None
        }
        text = self.text(node)
        if text not in known:
            raise self.fail(node, f"没有“{text}”这个部分；可用：{'、'.join(sorted(known))}")
        return text

    def is_true(self, node: Node | None) -> bool:
        if node is None:
            return False
        if self.text(node) not in ("true", "是"):
            raise self.fail(node, "“更正”只能写 true")
        return True
