"""G402: documents in force that do not follow from last year's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

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
    explanation="规章和行政规范性文件的现行有效件数，通常等于上年的现行有效件数加本年制发、减本年废止。只在同一格式的两年之间核对。"
    "没有上年报告的，现行有效件数也不应少于本年制发减废止；2019 年格式的对外公开总数量同样核对，只是可以减少。",
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


class _Columns(NamedTuple):
    """Columns of a form that tell how a stock came about."""

    stock: str
    added: str
    gone: str | None
    """None where the form does not tell: then the stock may be less, but not more."""
    words: tuple[str, str]


KINDS = (
    _Columns("in-force", "made", "repealed", ("现行有效", "制发")),
    _Columns("disclosed-total", "newly-disclosed", None, ("对外公开总数", "新公开")),
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a row, at its stock: against last year's in the same form, else within the year."""
    before_of = {report.place.file: before for report, before in with_year_before(inspection)}
    for report in inspection.reports:
        before = before_of.get(report.place.file)
        if before is not None and before.form.name != report.form.name:
            before = None
        for table in report.form.tables:
            for name in table.cells:
                columns = next((each for each in KINDS if each.stock == name.column), None)
                if columns is not None:
                    yield from _row(report, before, name, columns)


def _row(report: Report, before: Report | None, stock: CellName, columns: _Columns) -> Iterator[Finding]:
    value, added = _value(report, stock), _value(report, stock._replace(column=columns.added))
    gone = 0 if columns.gone is None else _value(report, stock._replace(column=columns.gone))
    if value is None or added is None or gone is None:
        return
    was = None if before is None else _value(before, stock)
    name, more = columns.words
    less = "" if columns.gone is None else f"－废止{gone}"
    if was is not None and (value > was + added - gone or (columns.gone and value != was + added - gone)):
        expected = was + added - gone
        told = f"按上年{was}＋{more}{added}{less}应为{expected}" + ("" if columns.gone else "以下")
        formula = f"{report.year - 1}年度{name}＋本年{more}{'－本年废止' if columns.gone else ''}＝{report.year}年度{name}"
        remedy = f"核对{more}{'、废止' if columns.gone else ''}和上年的{name}件数；因自动失效、清理、职能划转等不一致的，写核对说明。"
    elif was is None and value < added - gone:
        expected = added - gone
        told = f"本年{more}{added}{less}，至少应有{expected}"
        formula = f"本年{more}{'－本年废止' if columns.gone else ''}≤{name}"
        remedy = f"核对这几个数；当年{more}的当年又失效的，写核对说明。"
    else:
        return
    yield finding(
        RULE,
        report.cells[stock].place,
        f"{label(report.form, stock)}填{value}，{told}，相差{expected - value:+}",
        remedy,
        report,
        stock,
        formula=formula,
        left=expected,
        right=value,
    )


def _value(report: Report, name: CellName) -> int | None:
    cell = report.cells.get(name)
    return cell.value if cell is not None and isinstance(cell.value, int) else None
