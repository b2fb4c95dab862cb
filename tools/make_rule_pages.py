"""Write docs/rules.md, and in docs/rules/ a page for each rule, from what the rules say of themselves. `make docs` runs it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from gongkai.reporting.rule_list import level_names
from gongkai.rules import Rule, all_rules
from gongkai.settings import described

DOCS = Path(__file__).parent.parent / "docs"
INDEX = "rules.md"
FAMILIES = {
    "G1": "勾稽关系",
    "G2": "格子和文件",
    "G3": "格式和内容",
    "G4": "年度之间",
    "G5": "正文",
    "G6": "职权",
    "G7": "时限",
    "G8": "汇总",
    "G9": "核对说明",
}


def pages() -> Mapping[str, str]:
    """The text of each file, by its path below docs/."""
    return {INDEX: _index(), **{f"{page_name(rule)}.md": _page(rule) for rule in all_rules()}}


def page_name(rule: Rule) -> str:
    """The path of a rule's page below docs/, without its ending."""
    return f"rules/{rule.code.lower()}-{rule.name}"


def _index() -> str:
    lines = [
        "# 核对规则 { #rules }",
        "",
        "`gongkai check` 和网站生成时逐条核对。**错误**使网站停止生成；**提醒**请看一眼，加 `--strict` 时也算不通过；**说明**仅供参考。",
        "确实如此、无须改的，写[核对说明](editor.md#remarks)。",
    ]
    for family, title in FAMILIES.items():
        lines += [
            "",
            f"## {title} {{ #{family.lower()} }}",
            "",
            "| 代码 | 名称 | 级别 | 含义 |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| [{rule.code}]({page_name(rule)}.md) | {rule.name} | {level_names(rule)} | {rule.title} |"
            for rule in all_rules()
            if rule.code.startswith(family)
        ]
    return "\n".join(lines) + "\n"


def _page(rule: Rule) -> str:
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    yield from (f"# {rule.code} {rule.title} {{ #{rule.code.lower()} }}", "")
    version = f"自规则集 {rule.since} 起" + (f"，规则集 {rule.changed} 改" if rule.changed else "")
    yield from (f"名称 `{rule.name}`，级别：{level_names(rule)}，{version}。", "", _escaped(rule.explanation))
    yield from ("", "## 为什么 { #why }", "", _escaped(rule.why))
    if rule.article:
        yield from ("", f"依据：{rule.article}。")
    yield from ("", "## 有问题的写法 { #bad }", "", "```yaml", rule.bad.shown, "```")
    yield from ("", "## 正确的写法 { #good }", "", "```yaml", rule.good.shown, "```")
    yield from ("", "## 设置 { #settings }", "")
    if options := described(rule.options):
        yield from ("| 选项 | 默认值 | 含义 |", "| --- | --- | --- |")
        yield from (f"| `{o.name}` | `{o.default}` | {o.description} |" for o in options)
        yield from (
            "",
            "```yaml",
            "plugins:",
            "  - gongkai:",
            "      rules:",
            f"        {rule.name}: {{{options[0].name}: {options[0].default}}}",
            "```",
        )
    elif rule.may_be_accepted:
        yield "没有选项。"
    else:
        yield "没有选项；必须改正，不能用核对说明代替，也不能关闭。"


def _escaped(text: str) -> str:
    """Braces and asterisks as they are, not as Markdown."""
    return text.replace("*", "\\*").replace("{{", "`{{").replace("}}", "}}`").replace("<", "&lt;")


def main() -> None:
    """Write every page, and remove files that are no page of a rule."""
    (DOCS / "rules").mkdir(exist_ok=True)
    wanted = pages()
    for path in DOCS.glob("rules/*.md"):
        if path.relative_to(DOCS).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (DOCS / name).write_bytes(text.encode("utf-8"))
    sys.stdout.write(f"docs/rules: {len(wanted)}\n")


if __name__ == "__main__":
    main()
