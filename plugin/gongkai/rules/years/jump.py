"""G404: a number many times that of last year, or a small part of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Finding, Level, Number
from gongkai.forms import Quantity, Table, label
from gongkai.model import AgencyKind, Report
from gongkai.model.cells import YUAN
from gongkai.rules._neighbours import with_year_before
from gongkai.rules.rule import Example, Inspection, Rule, finding
from gongkai.settings import RuleOptions, option

UNIT = "万元"
GOVERNMENT = 100
"""A region's fees are those of all its offices."""


@dataclass(frozen=True)
class Options(RuleOptions):
    """When a change is large: both limits must be passed. Of an amount with nothing before it, when it is too large."""

    factor: float = option(3.0, "相差超过几倍才提示。")
    least: int = option(20, "相差至少多少（件、万元）才提示。")
    fees: int = option(10_000, "没有上年可比时，收费金额超过多少万元才提示；政府的报告按一百倍。")


RULE = Rule(
    code="G404",
    name="jump",
    level=Level.INFO,
    title="与上年相比变化很大",
    explanation="新收、办结、结转、复议诉讼的总计和第二部分的数，与上年相差几倍，而且相差的件数不小。两种格式中含义相同的格子才比较。没有上年可比的，看收费金额是不是大得像按元填的。",
    why="多打一个 0、把万元填成元，勾稽关系都可能成立，只有与上年比才看得出。",
    bad=Example("行政许可: 20460", "2022.yml", {"2021.yml": "行政许可: 2046"}),
    good=Example("行政许可: 2060", "2022.yml", {"2021.yml": "行政许可: 2046"}),
    options=Options,
)


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a cell, at this year's number."""
    options = inspection.settings.of_rule(Options)
    for report, before in with_year_before(inspection):
        for name in (name for table in report.form.tables for name in _totals(table)):
            cell, was = report.cells.get(name), _value(before, name)
            if cell is None or cell.value is None or was is None:
                continue
            low, high = sorted((was, cell.value))
            if high - low >= options.least and float(high) > float(low) * options.factor:
                yield finding(
                    RULE,
                    cell.place,
                    f"{label(report.form, name)}上年{was}，本年{cell.value}，变化很大",
                    "核对是否多填、少填了一位，或口径有变；属实的不必改，在正文里说明原因更好。",
                    report,
                    name,
                )
    compared = {report.place.file for report, _ in with_year_before(inspection)}
    for report in inspection.reports:
        if report.place.file not in compared:
            is_government = inspection.archive.agencies[report.agency].kind is AgencyKind.GOVERNMENT
            yield from _large_fees(report, options.fees * (GOVERNMENT if is_government else 1))


def _large_fees(report: Report, limit: int) -> Iterator[Finding]:
    """Amounts in 万元 that are as large as if they were typed in 元."""
    for table in report.form.tables:
        for block in table.blocks:
            for column in (each for each in block.column_leaves if each.unit == UNIT):
                for row in block.row_leaves:
                    name = CellName(table.id, row.id, column.id)
                    cell = report.cells.get(name)
                    if cell is not None and cell.value is not None and cell.value > limit:
                        yield finding(
                            RULE,
                            cell.place,
                            f"{label(report.form, name)}填{cell.value}{UNIT}，大得像是按元填的",
                            f"核对单位：按元填的，改为 {Decimal(cell.value) / YUAN:f}；属实的不必改。",
                            report,
                            name,
                        )


def _totals(table: Table) -> Iterator[CellName]:
    """The cells that say how much there was: totals, and rows without one. Not the single results of a case."""
    rows = {table.balance.left[0], *table.balance.right} if table.balance is not None else set(table.rows)
    rows -= {row.id for row in table.rows.values() if row.is_extra}
    for block in table.blocks:
        sums = [column for column in block.column_leaves if column.sum is not None]
        for row in block.row_leaves:
            if row.id in rows:
                for column in sums or block.column_leaves:
                    if column.quantity is not Quantity.CHANGE and column.unit != "any":
                        yield CellName(table.id, row.id, column.id)


def _value(report: Report, name: CellName) -> Number | None:
    cell = report.cells.get(name)
    return cell.value if cell is not None else None
