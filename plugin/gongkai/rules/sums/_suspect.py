"""The suspect: the cell that was most likely typed wrong.

One wrong cell breaks up to three sums, and an editor would see three findings. In each group of sums that share
cells (table 三; each case of table 四) this looks for the smallest set of cells, three at most, whose change would
make all failed sums of the group hold and break none that held. Where that set is the only one of its size, its
cells are named; so they are where the text gives just one of several sets the numbers that it needs. Else the cells are
listed as candidates and none is named: first those whose number a hand may have typed for the other (digits swapped, one
digit off or too many, the number of a neighbour), last those whose number would vanish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Finding, Level, Number, Suspect
from gongkai.forms import labels
from gongkai.model import Report, State
from gongkai.rules.sums._equations import Solution, solve
from gongkai.rules.sums._slips import is_slip
from gongkai.rules.sums._sums import Balance, balances
from gongkai.rules.sums.blank_sum import RULE as BLANK_SUM

MOST_CELLS = 3
"""Above three cells every other set would do as well, and a name would be a guess."""

MOST_BLANK = 2
"""Of sums over blanks: three would be any three of a column's blanks, and take seconds to find."""


@dataclass(frozen=True)
class _Equation:
    """A balance in terms of the cells that an editor typed: computed totals resolved, open cells left out."""

    balance: Balance
    coefficients: Mapping[CellName, int]

    @property
    def difference(self) -> int:
        return int(self.balance.left - self.balance.right)


Told = Callable[[], Mapping[CellName, frozenset[Number]]]
"""The numbers of the text by the single cells that they may speak of; read only where they are asked for."""

Sets = Mapping[tuple[CellName, ...], Solution]


_Explanation = tuple[Suspect | None, tuple[Suspect, ...], str]
"""The suspect, or the candidates; and the group of sums that one change of cells would mend."""


def with_suspects(findings: tuple[Finding, ...], report: Report, told: Told) -> tuple[Finding, ...]:
    """The findings of one report, those over sums with the cell, or the candidates, that explain them."""
    sums = {BLANK_SUM.name, *(identity.rule for identity in report.form.identities)}
    if not any(finding.rule in sums for finding in findings):
        return findings
    explained = dict(_explained(report, told))
    over_sums = tuple(
        replace(finding, suspect=found[0], candidates=found[1], fault=found[2])
        if finding.rule in sums and (found := explained.get((finding.formula, finding.cell)))
        else finding
        for finding in findings
    )
    alone = {f.suspect.cell: f.suspect for f in over_sums if f.suspect is not None and f.suspect.count == 1}
    if not alone:
        return over_sums
    numbers = told()
    return tuple(
        replace(
            finding, suspect=next((s for s in alone.values() if _follows(finding, s, numbers)), finding.suspect)
        )
        if finding.fault is None
        else finding
        for finding in over_sums
    )


def _follows(finding: Finding, suspect: Suspect, told: Mapping[CellName, frozenset[Number]]) -> bool:
    """Whether a finding of another rule goes too when the suspect is put right.

    It holds another number against the cell, which is the one that should stand there: last year's, that of the text.
    Or it only says of the cell that its number is unlikely.
    """
    if suspect.should_be is None:
        return False
    if finding.left is None:
        return finding.cell == suspect.cell and finding.level is Level.INFO
    if finding.left != suspect.should_be:
        return False
    if finding.cell is not None:
        return finding.cell == suspect.cell and finding.right == suspect.value
    # A sentence that may speak of several cells is held against none of them alone.
    return finding.right in (None, suspect.value) and suspect.should_be in told.get(suspect.cell, ())


def _explained(report: Report, told: Told) -> Iterator[tuple[tuple[str | None, CellName | None], _Explanation]]:
    """What explains each sum that fails, by its formula and the cell that it is told at.

    A blank may be any number. Only where that explains nothing are the blanks taken as 0, as nearly all are meant.
    """
    with_zeros = _with_zeros(report)
    for group in _groups(report):
        equations = _equations(report, group)
        sets = smallest_sets(report, equations)
        if not sets and not all(balance.holds_with_zeros for balance in group):
            telling = {b.identity for b in group if b.is_blank_sum or not (b.left_open or b.right_open)}
            zeros = tuple(b for b in balances(with_zeros) if b.identity in telling)
            equations = _equations(with_zeros, zeros)
            sets = smallest_sets(with_zeros, equations, MOST_BLANK)
        sets = _chosen(report, told, sets)
        for equation in equations if sets else ():
            if not equation.balance.holds:
                identity = equation.balance.identity
                yield (identity.formula, identity.at), _explanation(report, equation, sets)


def _chosen(report: Report, told: Told, sets: Sets) -> Sets:
    """Of several sets the one whose numbers the text says, if it says those of one alone; else all."""
    if len(sets) < 2:
        return sets
    numbers = told()
    said = {
        names: solution
        for names, solution in sets.items()
        if all(
            value is not None
            and value in numbers.get(name, ())
            and report.cells[name].value not in numbers[name]
            for name, value in zip(names, solution.values, strict=True)
        )
    }
    return said if len(said) == 1 else sets


def _groups(report: Report) -> Iterator[tuple[Balance, ...]]:
    """The sums of each group that has one that fails, or fails with 0 for its blanks."""
    found = sorted(balances(report), key=lambda balance: balance.identity.group)
    for _, each in groupby(found, key=lambda balance: balance.identity.group):
        group = tuple(each)
        if not all(balance.holds and balance.holds_with_zeros for balance in group):
            yield group


def _equations(report: Report, group: tuple[Balance, ...]) -> tuple[_Equation, ...]:
    return tuple(_Equation(balance, _coefficients(report, balance)) for balance in group)


def _with_zeros(report: Report) -> Report:
    """The report with 0 for its blanks and strokes."""
    cells = {
        name: cell._replace(state=State.NUMBER, value=0) if cell.state in (State.BLANK, State.STROKE) else cell
        for name, cell in report.cells.items()
    }
    return replace(report, cells=cells)


def _coefficients(report: Report, balance: Balance) -> Mapping[CellName, int]:
    found: dict[CellName, int] = {}
    for side, sign in ((balance.identity.left, 1), (balance.identity.right, -1)):
        for name in side:
            for typed in _typed(report, name):
                found[typed] = found.get(typed, 0) + sign
    return {name: coefficient for name, coefficient in found.items() if coefficient}


def _typed(report: Report, name: CellName) -> Iterator[CellName]:
    """The cells that the editor typed behind a cell: itself, or the addends of a computed total."""
    cell = report.cells[name]
    if cell.state is State.NUMBER:
        yield name
    for addend in cell.addends:
        yield from _typed(report, addend)


def smallest_sets(report: Report, equations: tuple[_Equation, ...], most: int = MOST_CELLS) -> Sets:
    """All sets of the smallest size, `most` at most, that would explain every failed equation."""
    failed = [equation for equation in equations if not equation.balance.holds]
    if not failed:
        return {}
    order = {
        name: index for index, name in enumerate(report.form.table(failed[0].balance.identity.at.table).cells)
    }
    candidates = tuple(dict.fromkeys(name for equation in failed for name in equation.coefficients))
    for size in range(1, most + 1):
        found: dict[tuple[CellName, ...], Solution] = {}
        for names in _covering(failed, candidates, size, order):
            solution = _solution(report, equations, names)
            if solution is not None:
                found[names] = solution
        if found:
            return found
    return {}


def _covering(
    failed: list[_Equation], candidates: tuple[CellName, ...], size: int, order: Mapping[CellName, int]
) -> Iterator[tuple[CellName, ...]]:
    """Every set of that size with a cell in each failed equation, once each."""
    seen: set[frozenset[CellName]] = set()

    def extend(chosen: frozenset[CellName]) -> Iterator[frozenset[CellName]]:
        if chosen in seen:
            return
        seen.add(chosen)
        missed = [equation for equation in failed if not chosen & equation.coefficients.keys()]
        if len(chosen) == size:
            if not missed:
                yield chosen
            return
        # An equation that no chosen cell touches must be touched by one of the next.
        choices: Iterable[CellName] = candidates
        if missed:
            choices = min(missed, key=lambda equation: len(equation.coefficients)).coefficients
        for name in choices:
            if name not in chosen:
                yield from extend(chosen | {name})

    for chosen in extend(frozenset()):
        yield tuple(sorted(chosen, key=order.__getitem__))


def _solution(report: Report, equations: tuple[_Equation, ...], names: tuple[CellName, ...]) -> Solution | None:
    """New values for the cells with which every equation of the group holds."""
    equal, at_least = [], []
    old = [int(report.cells[name].value or 0) for name in names]
    for equation in equations:
        coefficients = tuple(equation.coefficients.get(name, 0) for name in names)
        if not any(coefficients):
            if not equation.balance.holds:
                return None
            continue
        # In terms of the new values: the difference without the old ones.
        constant = equation.difference - sum(c * value for c, value in zip(coefficients, old, strict=True))
        if equation.balance.left_open and equation.balance.right_open:
            continue
        if equation.balance.left_open:
            at_least.append((tuple(-c for c in coefficients), -constant))
        elif equation.balance.right_open:
            at_least.append((coefficients, constant))
        else:
            equal.append((coefficients, constant))
    return solve(len(names), equal, at_least)


def _explanation(report: Report, equation: _Equation, sets: Sets) -> _Explanation:
    """The suspect of a failed equation, or its candidates where several sets would do."""
    fault = equation.balance.identity.group
    if len(sets) == 1:
        ((names, solution),) = sets.items()
        found = zip(names, solution.values, strict=True)
        name, value = next((name, value) for name, value in found if name in equation.coefficients)
        return _suspect(report, name, value, len(names)), (), fault
    size = len(next(iter(sets)))
    values: dict[CellName, set[int | None]] = {}
    for names, solution in sets.items():
        for name, value in zip(names, solution.values, strict=True):
            if name in equation.coefficients:
                values.setdefault(name, set()).add(value)
    order = report.form.table(equation.balance.identity.at.table).cells.index
    listed = [
        _suspect(report, name, next(iter(values[name])) if len(values[name]) == 1 else None, size)
        for name in sorted(values, key=order)
    ]
    beside = {name: report.cells[name].value for name in equation.balance.identity.cells}
    return None, tuple(sorted(listed, key=lambda each: _unlikeliness(each, beside))), fault


def _unlikeliness(suspect: Suspect, beside: Mapping[CellName, Number | None]) -> int:
    """How little a hand is to be expected to have typed the number for the other. beside: the cells of its sum."""
    was, new = suspect.value, suspect.should_be
    if was is None or new is None:
        return 1
    if is_slip(str(was), str(new)) or (was and any(v == was for n, v in beside.items() if n != suspect.cell)):
        return 0
    return 2 if was and not new else 1


def _suspect(report: Report, name: CellName, value: int | None, count: int = 1) -> Suspect:
    row_label, column_label = labels(report.form, name)
    cell = report.cells[name]
    return Suspect(name, row_label or "", column_label or "", cell.value, value, cell.place, count)
