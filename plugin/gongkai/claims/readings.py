"""Whether another way to read a sentence gives its number: then nothing is said of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice

from gongkai.claims.claim import Claim
from gongkai.claims.meanings import Tables, added, of_all
from gongkai.claims.numbers import Sort
from gongkai.claims.understood import clause_of
from gongkai.ground.patterns import later
from gongkai.words.texts import Axis, Expression, Group, Hit, wording

LONGEST_SUM = 6
"""Words, or numbers, that may be meant together."""
_RESPECTIVE = "分别"
_SUM = later("合计|共计|总计|总共|一共")
_IN_ALL = "共"
_REST = later("其余|剩余|余下")


def is_given_otherwise(claim: Claim, before: Sequence[Claim], tables: Tables) -> bool:
    """Whether one of the words of the clause, several of them together, or the numbers before give the number.

    before: the claims of the sentence up to it. Raises Unreadable.
    """
    if claim.numeral.sort is not Sort.COUNT or claim.subject is None:
        return False
    layer, subject = claim.layer, claim.subject
    if _RESPECTIVE in layer.text[: claim.numeral.start]:
        return False
    sums = list(_sums_before(claim, reversed(before)))
    words = _near(claim)
    is_sum = _SUM.search(layer.text, claim.begin, claim.numeral.start) is not None
    is_told = any(hit.end <= claim.numeral.start for hit in words)
    if claim.numeral.value in sums[1:] and (is_sum or not is_told):
        return True
    if _IN_ALL in layer.text[claim.begin : claim.numeral.start]:
        # 直接起诉维持6件、复议后起诉维持3件，共维持9件
        same = (other for other in reversed(before) if _is_in_same_column(other, claim))
        if claim.numeral.value in list(_sums_before(claim, same))[1:]:
            return True
    alike = [hit for hit in words if hit.word.family is subject.family]
    family = wording().families[subject.family]
    columns = (*_together(hit for hit in alike if hit.word.axis is Axis.COLUMN), *subject.columns)
    # 年底前收到、尚在答复期内的3件: both are said of the same.
    is_of_alike = len({hit.word.group for hit in _rows(alike)}) == 1
    rows = [
        row for row in _together(_rows(alike)) if not (is_of_alike and _is_part(row, subject.rows[0]))
    ] or subject.rows
    if any(claim.numeral.value in tables.values(meaning) for meaning in of_all(rows, columns)):
        return True
    if not _REST.search(layer.text, claim.begin, claim.numeral.start):
        return False
    wholes = [value for each in of_all(family.default_rows, columns) for value in tables.values(each)]
    return any(claim.numeral.value + sum_ in wholes for sum_ in sums)


def _is_in_same_column(other: Claim, claim: Claim) -> bool:
    one, two = other.subject, claim.subject
    return (
        one is not None
        and two is not None
        and not one.is_whole
        and one.family is two.family
        and one.columns == two.columns
    )


def _is_part(row: Expression, whole: Expression) -> bool:
    """予以公开和部分公开3件: neither of them alone."""
    return row != whole and set(row) < set(whole)


def _sums_before(claim: Claim, latest: Iterable[Claim]) -> Iterator[Decimal]:
    """The last number before, the last two, and so on, as far as they are counted in the same. latest: the last first."""
    counted = (other.numeral for other in latest if other.numeral.sort is Sort.COUNT and not other.change)
    alike = (numeral.value for numeral in counted if numeral.unit == claim.numeral.unit)
    return accumulate(islice(alike, LONGEST_SUM))


def _near(claim: Claim) -> tuple[Hit, ...]:
    """The words before it in its clause, as far as the number before; else those behind, as far as the next."""
    numerals, numeral = claim.layer.numerals, claim.numeral
    at = bisect_left(numerals, numeral.start, key=lambda other: other.start)
    start, end = clause_of(claim.layer, numeral.start, numeral.end)
    if at:
        start = max(start, numerals[at - 1].end)
    if at + 1 < len(numerals):
        end = min(end, numerals[at + 1].start)
    return claim.layer.between(start, numeral.start) or claim.layer.between(numeral.end, end)


def _rows(words: Sequence[Hit]) -> Iterator[Hit]:
    """Not what counts only where no other does, nor cases, which are parts of each other, nor the reason in 因本机关不掌握等原因无法提供."""
    groups = {hit.word.means for hit in words if hit.word.group is Group.OUTCOME}
    rows = [
        hit for hit in words if hit.word.axis is Axis.ROW and hit.word.group not in (Group.NOUN, Group.CASE)
    ]
    return (hit for hit in rows if hit.word.part_of not in groups)


def _together(words: Iterable[Hit]) -> tuple[Expression, ...]:
    """What the words mean first of all, one by one, and those that follow each other together."""
    means = list(dict.fromkeys(hit.word.means[:1] for hit in words))
    series = (
        means[start:stop]
        for start in range(len(means))
        for stop in range(start + 1, min(start + LONGEST_SUM, len(means)) + 1)
    )
    return tuple(dict.fromkeys(meaning for each in series for meaning in added(each)))
