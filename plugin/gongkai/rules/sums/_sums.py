"""Identities of the form held against the figures of a report. What the G1xx rules and the suspect share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gongkai.findings import Finding, Number, Place
from gongkai.forms import Identity, label, labels
from gongkai.model import Report, State
from gongkai.rules.rule import Inspection, Rule, finding


class Balance(NamedTuple):
    """An identity with the figures in it. A tuple, as they are made fastest: there are a hundred in each report."""

    identity: Identity
    left: Number
    """Sum of the known cells of the left side."""
    right: Number
    left_open: bool
    """Whether a blank, stroke or text stands on the left side."""
    right_open: bool
    is_blank_sum: bool
    """Whether what is open are blanks and strokes alone, and any of the addends is filled."""

    @property
    def holds(self) -> bool:
        """Whether non-negative numbers in the open cells, where there are any, can make both sides equal."""
        return balanced(self.left - self.right, self.left_open, self.right_open)

    @property
    def holds_with_zeros(self) -> bool:
        """Whether it holds with 0 in the place of its blanks and strokes; one of nothing but blanks says nothing."""
        return not self.is_blank_sum or self.left == self.right


def balanced(difference: Number, left_open: bool, right_open: bool) -> bool:
    """Whether left − right can be made 0 by adding non-negative numbers on the open sides."""
    if left_open and right_open:
        return True
    if left_open:
        return difference <= 0
    if right_open:
        return difference >= 0
    return difference == 0


def balances(report: Report, rule: str | None = None) -> Iterator[Balance]:
    """Every identity of the report's form whose cells could all be read, in the form's order; those of a rule."""
    cells = report.cells
    form = report.form
    for identity in form.identities if rule is None else form.identities_of.get(rule, ()):
        try:
            left = [cells[name].value for name in identity.left]
            right = [cells[name].value for name in identity.right]
        except KeyError:
            continue
        left_open, right_open = None in left, None in right
        yield Balance(
            identity,
            sum([value for value in left if value is not None]),
            sum([value for value in right if value is not None]),
            left_open,
            right_open,
            (left_open or right_open) and _is_blank_sum(report, identity),
        )


def _is_blank_sum(report: Report, identity: Identity) -> bool:
    cells = report.cells
    # One total is no addend; of two rows against two, each cell is one.
    addends = identity.cells if len(identity.right) > 1 else identity.left
    return any(cells[name].value is not None for name in addends) and not any(
        cells[name].state is State.TEXT for name in identity.cells
    )


def check_sums(rule: Rule, inspection: Inspection) -> Iterator[Finding]:
    """The findings of a rule over the identities that the form gives to it."""
    for report in inspection.reports:
        for balance in balances(report, rule.name):
            if not balance.holds:
                yield _say(rule, report, balance)


def sides(report: Report, identity: Identity) -> tuple[str, str]:
    """What the two sides of an equation are called: 各行之和 and （七）总计, or the words of the formula."""
    row, column = labels(report.form, identity.at)
    if len(identity.right) > 1:
        left, _, right = identity.formula.partition("＝")
        return f"{left}为", f"{right}为"
    if {name.row for name in identity.left} == {identity.at.row}:
        return "各列之和", column or ""
    return "各行之和", row or ""


def _say(rule: Rule, report: Report, balance: Balance) -> Finding:
    at = balance.identity.at
    difference = balance.left - balance.right
    left, right = sides(report, balance.identity)
    message = (
        f"{label(report.form, at)}：应“{balance.identity.formula}”，"
        f"现{left}{balance.left}，{right}{balance.right}，相差{difference:+}"
    )
    place: Place = report.cells[at].place
    return finding(
        rule,
        place,
        message,
        "核对式中各数，改正填错的一个；总计填错就改总计。",
        report,
        at,
        formula=balance.identity.formula,
        left=balance.left,
        right=balance.right,
    )
