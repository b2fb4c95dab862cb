"""G402: documents in force that do not follow from last year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gongkai.data_classes import dataclass
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
_BY_STOCK: Mapping[str | None, _Columns] = {each.stock: each for each in KINDS}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a stock should be, and how that is said."""

    expected: int
    told: str
    formula: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Stock:
    """A stock of a report, held against last year's in the same form, else within the year."""

    cells: tuple[CellName, ...]
    """The stock, and what tells how it came about."""
    contradiction: Contradiction | None
    """None where it holds, or a number is missing."""


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a row, at its stock."""
    before_of = {report.place.file: before for report, before in with_year_before(inspection)}
    for report in inspection.reports:
        for each in stocks(report, before_of.get(report.place.file)):
            if each.contradiction is not None:
                yield _say(report, each.cells[0], each.contradiction)


def stocks(report: Report, before: Report | None) -> Iterator[Stock]:
    """Every stock of a report, in the form's order. before: the published report of the year before, if there is one."""
    last_year = before if before is not None and before.form.name == report.form.name else None
    for table in report.form.tables:
        for name in table.cells:
            columns = _BY_STOCK.get(name.column)
            if columns is not None and not table.rows[name.row or ""].is_extra:
                flows = filter(None, (columns.added, columns.gone))
                cells = (name, *(name._replace(column=column) for column in flows))
                yield Stock(cells, _contradiction(report, last_year, name, columns))


def _contradiction(
    report: Report, before: Report | None, stock: CellName, columns: _Columns
) -> Contradiction | None:
    value, added = _value(report, stock), _value(report, stock._replace(column=columns.added))
    gone = 0 if columns.gone is None else _value(report, stock._replace(column=columns.gone))
    if value is None or added is None or gone is None:
        return None
    was = None if before is None else _value(before, stock)
    name, more = columns.words
    less = "" if columns.gone is None else f"－废止{gone}"
    if was is not None and (value > was + added - gone or (columns.gone and value != was + added - gone)):
        expected = was + added - gone
        return Contradiction(
            expected,
            f"按上年{was}＋{more}{added}{less}应为{expected}" + ("" if columns.gone else "以下"),
            f"{report.year - 1}年度{name}＋本年{more}{'－本年废止' if columns.gone else ''}＝{report.year}年度{name}",
            f"核对{more}{'、废止' if columns.gone else ''}和上年的{name}件数；因自动失效、清理、职能划转等不一致的，写核对说明。",
        )
    if was is None and value < added - gone:
        return Contradiction(
            added - gone,
            f"本年{more}{added}{less}，至少应有{added - gone}",
            f"本年{more}{'－本年废止' if columns.gone else ''}≤{name}",
            f"核对这几个数；当年{more}的当年又失效的，写核对说明。",
        )
    return None


def _say(report: Report, stock: CellName, wrong: Contradiction) -> Finding:
    cell = report.cells[stock]
    assert isinstance(cell.value, int)
    return finding(
        RULE,
        cell.place,
        f"{label(report.form, stock)}填{cell.value}，{wrong.told}，相差{wrong.expected - cell.value:+}",
        wrong.remedy,
        report,
        stock,
        formula=wrong.formula,
        left=wrong.expected,
        right=cell.value,
    )


def _value(report: Report, name: CellName) -> int | None:
    cell = report.cells.get(name)
    return cell.value if cell is not None and isinstance(cell.value, int) else None
