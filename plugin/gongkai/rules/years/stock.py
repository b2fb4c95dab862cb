"""G402: documents in force that do not follow from last year's."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import CellName, Finding, Level
from gongkai.forms import label
from gongkai.model import Report
from gongkai.rules._neighbours import with_year_before
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G402",
    name="stock",
    level=Level.WARNING,
    title="现行有效件数接不上上年",
    explanation="规章和行政规范性文件的现行有效件数，通常等于上年的现行有效件数加本年制发、减本年废止。只在同一格式的两年之间核对。",
    why="现行有效件数是存量，接不上就要有原因：失效、清理、划转，或者填错。",
    bad=Example(
        "行政规范性文件: {本年制发件数: 14, 本年废止件数: 17, 现行有效件数: 95}",
        "2022.yml",
        {"2021.yml": "行政规范性文件: {本年制发件数: 6, 本年废止件数: 1, 现行有效件数: 95}"},
    ),
    good=Example(
        "行政规范性文件: {本年制发件数: 14, 本年废止件数: 17, 现行有效件数: 92}",
        "2022.yml",
        {"2021.yml": "行政规范性文件: {本年制发件数: 6, 本年废止件数: 1, 现行有效件数: 95}"},
    ),
)

STOCK, MADE, REPEALED = "in-force", "made", "repealed"
"""Columns of the form; the form of 2019 does not have them."""


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a row, at 现行有效. Never across forms: 对外公开总数量 of 2019 counts something else."""
    for report, before in with_year_before(inspection):
        if report.form.name != before.form.name:
            continue
        for stock in (name for table in report.form.tables for name in table.cells if name.column == STOCK):
            cell, was = report.cells.get(stock), _value(before, stock)
            made, repealed = (
                _value(report, CellName(stock.table, stock.row, each)) for each in (MADE, REPEALED)
            )
            if cell is None or cell.value is None or was is None or made is None or repealed is None:
                continue
            expected = was + made - repealed
            if cell.value != expected:
                yield finding(
                    RULE,
                    cell.place,
                    f"{label(report.form, stock)}填{cell.value}，"
                    f"按上年{was}＋制发{made}－废止{repealed}应为{expected}，相差{expected - cell.value:+}",
                    "核对制发、废止和上年的现行有效件数；因自动失效、清理、职能划转等不一致的，写核对说明。",
                    report,
                    stock,
                    formula=f"{before.year}年度现行有效＋本年制发－本年废止＝{report.year}年度现行有效",
                    left=expected,
                    right=cell.value,
                )


def _value(report: Report, name: CellName) -> int | None:
    cell = report.cells.get(name)
    return cell.value if cell is not None and isinstance(cell.value, int) else None
