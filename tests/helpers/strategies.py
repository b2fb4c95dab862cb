"""Whatever an editor types: narratives, words, and whole reports of every form."""

from __future__ import annotations

from hypothesis import strategies as st

from gongkai.forms import Header, statutory_forms
from gongkai.model import Report
from gongkai.model.report_file import read_report
from gongkai.model.shape import NodeReader
from gongkai.problems import Problem
from gongkai.source import read
from gongkai.writers.yaml.syntax import scalar
from tests.helpers.support import agency_named

SIGNS = "：，、。【】（）[](){}*|!-#&@%`'\"\\~/=+:,.0一二三ab \u3000\u200b\xad〔〕《》“”　、"
_PIECES = (
    *(
        "（一）",
        "一、",
        "(二)",
        "- ",
        "| 甲 | 乙 |",
        "**",
        "{{ 新收.总计 }}",
        "{{ 上年.新收.总计 }}",
        "{{ 占比(新收.法人, 新收.总计) }}",
    ),
    *(
        "{{",
        "}}",
        "[文字](https://www.example.gov.cn/)",
        "![图](a.png)",
        "](",
        "无。",
        "# 注",
        "- {值: 1}",
        "key: value",
        "主动公开。",
    ),
)
LINES = st.lists(st.sampled_from(_PIECES) | st.text(SIGNS, max_size=6), max_size=6).map("".join)
TEXTS = st.lists(LINES, min_size=1, max_size=6).map("\n".join)
WORDS = st.text(SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
DATES = st.sampled_from(["2022-01-28", "2022-01-28 09:30"])
COUNTS = st.integers(0, 10**20).map(str)
CELLS = COUNTS | st.sampled_from(
    ["~", "/", '{原文: "--253"}', "{值: 22, 注: 其中修订16件}", '{值: ~, 注: "=1+1"}']
)
AGENCY = agency_named("样例区")


def reports(text: str, year: int) -> tuple[Report | None, list[Problem]]:
    """The report of a text."""
    source = read("f.yml", text.encode())
    problems = list(source.problems)
    reader = NodeReader("f.yml", problems)
    return (read_report(reader, source.root, AGENCY, year, 1) if source.root else None), problems


@st.composite
def statutory(draw: st.DrawFn) -> tuple[str, int]:
    """A report of either form, its cells in any state, some totals left out."""
    form = draw(st.sampled_from([form for form in statutory_forms() if not form.is_free]))
    if draw(st.booleans()) and any(row.mergeable for table in form.tables for row in table.rows.values()):
        form = form.with_merged("other")
    lines = [f"年度: {form.first_year}", f"发布日期: {draw(DATES)}", f"文号: {scalar(draw(WORDS))}"]
    for section in form.sections:
        if section.table is None:
            body = draw(TEXTS).replace("\u2028", "").split("\n")
            lines += [f"{section.key}: |", *(f"  {line.strip()}" for line in body), "  。"]
            continue
        lines.append(f"{section.key}:")
        for block in form.table(section.table).blocks:
            lines += _rows(draw, block.rows, block.column_leaves, "  ")
    cell = draw(st.sampled_from(["予以公开.自然人", "行政复议.总计", "不予公开.总计", "新收.法人"]))
    lines += [f"更正: [{{日期: {draw(DATES)}, 位置: {cell}, 说明: {scalar(draw(WORDS))}}}]"]
    lines += [f"核对说明: [{{规则: G201, 原因: {scalar(draw(WORDS))}, 公开: true}}]"]
    return "\n".join(lines) + "\n", form.first_year


def _rows(draw: st.DrawFn, headers: tuple[Header, ...], columns: tuple[Header, ...], indent: str) -> list[str]:
    lines = []
    for header in headers:
        if header.key is None:
            lines += _rows(draw, header.children, columns, indent)
        elif header.children:
            lines += [f"{indent}{header.key}:", *_rows(draw, header.children, columns, f"{indent}  ")]
        elif header.sum is None or draw(st.booleans()):
            cells = [
                f"{column.key}: {draw(CELLS)}" for column in columns if not (column.sum and draw(st.booleans()))
            ]
            lines.append(f"{indent}{header.key}: {{{', '.join(cells)}}}")
    return lines


@st.composite
def free(draw: st.DrawFn) -> tuple[str, int]:
    """A report in an office's own form."""
    lines = [
        "年度: 2016",
        f"标题: {scalar(draw(WORDS))}",
        f"导语: {scalar(draw(st.just('无') | WORDS))}",
        "章节:",
    ]
    for _ in range(draw(st.integers(1, 3))):
        lines.append(f"  - 标题: {scalar(draw(WORDS))}")
        if draw(st.booleans()):
            lines += ["    内容: |", *(f"      {line.strip()}" for line in draw(TEXTS).split("\n")), "      。"]
        if draw(st.booleans()):
            width = draw(st.integers(1, 3))
            rows = draw(st.lists(st.lists(WORDS, min_size=width, max_size=width), max_size=3))
            listed = [f"[{', '.join(map(scalar, row))}]" for row in rows]
            columns = ", ".join(scalar(draw(WORDS)) for _ in range(width))
            lines += [f"    表: {{列: [{columns}], 行: [{', '.join(listed)}]}}"]
    lines += [f"落款: {scalar(draw(WORDS))}", f"联系: {{地址: {scalar(draw(WORDS))}}}"]
    return "\n".join(lines) + "\n", 2016
