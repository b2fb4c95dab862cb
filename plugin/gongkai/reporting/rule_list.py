"""The rules as text for a terminal: all of them as a list, or one with everything said about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.ground.columns import columns
from gongkai.rules import LEVEL_NAMES, Rule
from gongkai.settings import described


def listed(rules: Iterable[Rule]) -> str:
    """One line a rule: code, name, level, title."""
    rows = [(rule.code, rule.name, level_names(rule), rule.title) for rule in rules]
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(_padded(*cell) for cell in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )


def explained(rule: Rule) -> str:
    """What a rule looks at, why, an example before and after, and what may be set."""
    return "".join(f"{line}\n".replace(" \n", "\n") for line in _lines(rule))


def level_names(rule: Rule) -> str:
    """The levels of a rule in Chinese."""
    return "、".join(LEVEL_NAMES[level] for level in rule.levels)


def _lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.code} {rule.name}（{level_names(rule)}）{rule.title}"
    yield from ("", rule.explanation, "", f"为什么：{rule.why}")
    if rule.article:
        yield f"依据：{rule.article}"
    yield from ("", "有问题的写法：")
    yield from (f"    {line}" for line in rule.bad.shown.split("\n"))
    yield from ("", "正确的写法：")
    yield from (f"    {line}" for line in rule.good.shown.split("\n"))
    if options := described(rule.options):
        yield from ("", "选项（写在 mkdocs.yml 的 rules 里）：")
        yield from (f"    {o.name}: {o.default}    {o.description}" for o in options)
    if not rule.may_be_accepted:
        yield from ("", "必须改正，不能用核对说明代替，也不能关闭。")


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
