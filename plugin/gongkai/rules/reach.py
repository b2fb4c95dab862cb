"""How far the checks of figures went: what could be worked out of each report, and why the rest could not.

An item is one equation: a sum or balance of the form in one row or column, a column of 上年结转 against last year's
report, a stock against last year's. An equation with blanks that comes out with 0 in their place is
not thereby proved, and stands under those that could not be checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import Enum

from gongkai.data_classes import dataclass
from gongkai.model import Archive, Report
from gongkai.rules._neighbours import is_comparable
from gongkai.rules.sums._sums import balances
from gongkai.rules.years import carry_over, stock
from gongkai.settings import Settings


class Outcome(Enum):
    """What became of an item. The value is what people read; of those that could not be checked, why."""

    PASSED = "通过"
    FAILED = "问题"
    BLANK = "空白"
    UNREADABLE = "无法读出"
    NO_YEAR_BEFORE = "无上年报告"


UNCHECKED = (Outcome.BLANK, Outcome.UNREADABLE, Outcome.NO_YEAR_BEFORE)


@dataclass(frozen=True)
class Reach:
    """How many items there are, by what became of them."""

    counts: Counter[Outcome] = field(default_factory=Counter)

    @property
    def items(self) -> int:
        """All of them."""
        return self.counts.total()

    @property
    def unchecked(self) -> int:
        """Those that could not be checked."""
        return sum(self.counts[outcome] for outcome in UNCHECKED)

    def __str__(self) -> str:
        said = [f"{each.value} {self.counts[each]}" for each in (Outcome.PASSED, Outcome.FAILED)]
        if self.unchecked:
            why = "，".join(f"{each.value} {self.counts[each]}" for each in UNCHECKED if self.counts[each])
            said.append(f"无法核对 {self.unchecked}（{why}）")
        return f"核对 {self.items} 项：{'，'.join(said)}"


def summed(reaches: Iterable[Reach]) -> Reach:
    """The sum of several."""
    whole: Counter[Outcome] = Counter()
    for reach in reaches:
        whole.update(reach.counts)
    return Reach(whole)


def reach_of(report: Report, archive: Archive, settings: Settings) -> Reach:
    """Of one report; nothing where it has no figures to be checked, or they are withdrawn. Rules that are off check nothing."""
    if report.withdrawal is not None or report.is_elsewhere or report.form.is_free:
        return Reach()
    before = archive.whole.by_agency[report.agency].get(report.year - 1)
    has_numbers = before is not None and is_comparable(before) and not before.form.is_free
    last_year = before if has_numbers else None
    found = Counter(_sums(report, settings))
    if not settings.is_off(carry_over.RULE.name):
        found.update(_carried(report, last_year))
    if not settings.is_off(stock.RULE.name):
        found.update(_stocks(report, last_year))
    return Reach(found)


def _sums(report: Report, settings: Settings) -> Iterator[Outcome]:
    wanted = [identity for identity in report.form.identities if not settings.is_off(identity.rule)]
    rules = {identity.rule for identity in wanted}
    count = 0
    for balance in balances(report):
        if balance.identity.rule not in rules:
            continue
        count += 1
        if not (balance.holds and balance.holds_with_zeros):
            yield Outcome.FAILED
        else:
            yield Outcome.BLANK if balance.left_open or balance.right_open else Outcome.PASSED
    yield from [Outcome.UNREADABLE] * (len(wanted) - count)


def _carried(report: Report, before: Report | None) -> Iterator[Outcome]:
    for taken, left in report.form.carried:
        ours = report.cells.get(taken)
        theirs = before.cells.get(left) if before is not None else None
        if before is None:
            yield Outcome.NO_YEAR_BEFORE
        elif ours is None or theirs is None:
            yield Outcome.UNREADABLE
        elif ours.value is None or theirs.value is None:
            yield Outcome.BLANK
        else:
            yield Outcome.PASSED if ours.value == theirs.value else Outcome.FAILED


def _stocks(report: Report, before: Report | None) -> Iterator[Outcome]:
    for each in stock.stocks(report, before):
        if each.contradiction is not None:
            yield Outcome.FAILED
        elif any(name not in report.cells for name in each.cells):
            yield Outcome.UNREADABLE
        elif any(report.cells[name].value is None for name in each.cells):
            yield Outcome.BLANK
        elif before is None or before.form.name != report.form.name:
            yield Outcome.NO_YEAR_BEFORE
        else:
            was = before.cells.get(each.cells[0])
            yield Outcome.BLANK if was is None or was.value is None else Outcome.PASSED
