"""Numbers that are held against last year's: by how much there were more, and how many there were."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from gongkai.claims.claim import Claim
from gongkai.claims.clauses import Standing
from gongkai.claims.comparisons import (
    CHANGE_ALONE,
    COMPARED_FIRST,
    EACH_CHANGED,
    FEWER,
    IN_LAST_YEAR,
    OF_LAST_YEAR,
    RISEN,
    THIS_YEAR,
    TO,
    TO_THIS,
    TWO_YEARS,
    WITH_LAST_YEAR,
    WITH_NAMED_OF_LAST_YEAR,
    changed,
    is_counted_in,
    may_tell_change,
)
from gongkai.claims.layer import Layer
from gongkai.claims.numbers import Numeral, Sort
from gongkai.claims.regions import AND, clause_before, is_bare
from gongkai.claims.sentences import PAUSE
from gongkai.claims.sofar import SoFar, of_own_words
from gongkai.claims.subjects import Subject
from gongkai.ground.patterns import later
from gongkai.words.texts import Group

_IS_THEN = later("上|去")
_RISES = later(rf"{TO.pattern}[0-9]")
FEW_PAUSES = 2
"""Commas between a comparison and what is compared, where it stands behind it."""


def against_last_year(
    said: SoFar, numeral: Numeral, layer: Layer, standing: Standing, where: tuple[int, int, int]
) -> Claim | None:
    """A number that is held against last year's; None where it is not. where: as `region` gives it."""
    return _by_how_much(said, numeral, layer, standing, where) or _how_many(
        said, numeral, layer, standing, where
    )


def _by_how_much(
    said: SoFar, numeral: Numeral, layer: Layer, standing: Standing, where: tuple[int, int, int]
) -> Claim | None:
    lo, left_end, _ = where
    if (each := _each_changed(said, numeral, layer)) is not None:
        subject, sign = each
        return Claim(numeral, said.sentence, layer, subject, lo, numeral.end, sign)
    if numeral.sort is Sort.COUNT and (change := changed(layer, standing)):
        return _changed(said, numeral, layer, where, -1 if change["down"] else 1)
    if not may_tell_change(standing.clause):
        return None
    last = said.found[-2:]
    is_compared = COMPARED_FIRST.search(layer.text, layer.start, standing.start) is not None
    if (any(claim.change for claim in last) or is_compared) and layer.between(lo, left_end):
        if change := CHANGE_ALONE.search(standing.clause):
            # 复议较上年增加3件，诉讼增加2件
            return _changed(said, numeral, layer, where, -1 if change["down"] else 1)
    elif CHANGE_ALONE.fullmatch(standing.clause) and (
        any(claim.is_of_last_year for claim in last)
        or is_compared
        or _is_right_behind(layer, last[-1:], standing)
    ):
        # 收到41件，上年38件，增加3件; 与上年相比：新收41件，增加3件；行政许可5件，减少2件
        return _changed(said, numeral, layer, where, -1 if FEWER.match(standing.clause) else 1)
    return None


def _is_right_behind(layer: Layer, last: list[Claim], standing: Standing) -> bool:
    """复议285件，减少8件: whether only a pause stands between what is counted and how it has changed."""
    return any(
        claim.layer is layer
        and claim.subject is not None
        and claim.numeral.sort is Sort.COUNT
        and not claim.change
        and layer.text[claim.numeral.end : standing.start] in (*PAUSE,)
        for claim in last
    )


def _how_many(
    said: SoFar, numeral: Numeral, layer: Layer, standing: Standing, where: tuple[int, int, int]
) -> Claim | None:
    if (of_years := _of_two_years(said, numeral, layer)) is not None:
        return of_years
    if numeral.sort is Sort.COUNT and "年" in standing.clause:
        if last_year := OF_LAST_YEAR.search(standing.clause):
            return _of_last_year(said, numeral, layer, where, last_year["with"])
        if standing.is_other_year and IN_LAST_YEAR.fullmatch(standing.clause):
            return _of_last_year(said, numeral, layer, where, "在")
    if (
        numeral.sort is Sort.COUNT
        and standing.clause.endswith(("由", "从"))
        and TO.match(layer.text, numeral.end)
    ):
        return _of_last_year(said, numeral, layer, where, "由")
    if (first := _from_which_it_rises(said, numeral, layer, where)) is not None:
        return first
    if is_bare(layer, numeral):
        outside = said.sentence.layers[0].text[: layer.start]
        if WITH_LAST_YEAR.search(outside):
            return _of_last_year(said, numeral, layer, where, "较")
        if WITH_NAMED_OF_LAST_YEAR.search(outside):
            return Claim(numeral, said.sentence, layer, None, where[0], numeral.end)
    last = said.found[-1] if said.found else None
    if last is None or numeral.sort is not Sort.COUNT:
        return None
    follows = not layer.text[last.numeral.end : standing.start].strip(PAUSE + "、 ")
    is_now = follows and THIS_YEAR.fullmatch(standing.clause)
    is_then = last.is_of_last_year and (is_now or RISEN.search(standing.clause))
    if is_then or (last.change and follows and TO_THIS.fullmatch(standing.clause)):
        # 由上年的38件增至41件; 上年38件，今年41件; 较上年增加3件，为41件
        return Claim(numeral, said.sentence, layer, last.subject, last.begin, numeral.end)
    return None


def _from_which_it_rises(
    said: SoFar, numeral: Numeral, layer: Layer, where: tuple[int, int, int]
) -> Claim | None:
    """申请量翻番（11件增至22件）: the first of them was last year's."""
    if numeral.sort is not Sort.COUNT or not _RISES.match(layer.text, numeral.end):
        return None
    if not is_bare(layer, numeral):
        return _of_last_year(said, numeral, layer, where, "由")
    subject = said.topic(said.sentence.layers[0], layer.start)
    is_told = subject is not None
    return Claim(numeral, said.sentence, layer, subject, where[0], numeral.end, is_of_last_year=is_told)


def _each_changed(said: SoFar, numeral: Numeral, layer: Layer) -> tuple[Subject | None, int] | None:
    """新收41件、办结40件，分别较上年增加3件、2件: what each of the last numbers is of, and whether it grew; None where it is none of these."""
    if "分别" not in layer.text[: numeral.start]:
        return None
    run = row_of(layer, numeral)
    lead = EACH_CHANGED.search(layer.text, 0, run[0].start)
    if lead is None:
        return None
    read = said.of_layer.get(id(layer), [])
    before = bisect_right(read, lead.start(), key=lambda claim: claim.numeral.end)
    bases = read[max(0, before - len(run)) : before] if len(run) > 1 else []
    fits = len(bases) == len(run) and not any(claim.change for claim in bases)
    return (bases[run.index(numeral)].subject if fits else None), -1 if lead["down"] else 1


def _of_two_years(said: SoFar, numeral: Numeral, layer: Layer) -> Claim | None:
    """2023年和2022年分别受理申请5件、3件: one of two numbers, of this year or of last year."""
    if "分别" not in layer.text[: numeral.start]:
        return None
    run = row_of(layer, numeral)
    number = bisect_left(layer.pauses, run[0].start)
    start = layer.pauses[number - 1] + 1 if number else 0
    years = next(iter(list(TWO_YEARS.finditer(layer.text, 0, run[0].start))[-1:]), None)
    is_each = "分别" in layer.text[start : run[0].start]
    if years is None or not is_each or len(run) != len(years.groups()):
        return None
    start = max(start, years.end())
    subject = of_own_words(said, numeral, layer, (start, run[0].start, run[0].start))
    then = [_IS_THEN.match(year) is not None for year in years.groups()]
    is_sure = subject is not None and sum(then) == 1
    is_then = then[run.index(numeral)]
    return Claim(
        numeral,
        said.sentence,
        layer,
        subject if is_sure else None,
        start,
        numeral.end,
        is_of_last_year=is_sure and is_then,
    )


def row_of(layer: Layer, numeral: Numeral) -> tuple[Numeral, ...]:
    """The numbers that stand in a row with one, 5件、3件和2件, it among them."""
    rows = _rows(layer)
    return rows[bisect_right(rows, numeral.start, key=lambda row: row[0].start) - 1]


@lru_cache(maxsize=16)
def _rows(layer: Layer) -> tuple[tuple[Numeral, ...], ...]:
    """Its numbers, row by row: worked out once for all of them."""
    numerals = layer.numerals
    starts = [
        at
        for at in range(len(numerals))
        if not at or not AND.fullmatch(layer.text, numerals[at - 1].end, numerals[at].start)
    ]
    return tuple(numerals[first:stop] for first, stop in pairwise([*starts, len(numerals)]))


def _changed(said: SoFar, numeral: Numeral, layer: Layer, where: tuple[int, int, int], sign: int) -> Claim:
    """A number that says how many more than last year: of what the number before it speaks of, or of its own words."""
    base = said.base()
    subject = base.subject if base and base.numeral.sort in (Sort.COUNT, Sort.REFERENCE) else None
    if base is not None and base.change:
        subject = None
    if base is None and said.found and said.found[-1].is_of_last_year:
        # 新收较上年的38件增加3件
        base, subject = said.found[-1], said.found[-1].subject
    if base is None or any(hit.word.group is not Group.NOUN for hit in layer.between(*where[:2])):
        subject = of_own_words(said, numeral, layer, where)
        if subject is None and not said.found and not layer.between(*where[:2]):
            # 申请量连年上行，较去年多12件
            subject = said.topic(layer, where[0])
        if subject is None and not said.found and not layer.in_brackets and not layer.between(*where[:2]):
            said.ahead.append(0)
    if subject is not None and not is_counted_in(numeral, subject):
        subject = None
    return Claim(numeral, said.sentence, layer, subject, where[0], numeral.end, sign)


def _of_last_year(
    said: SoFar, numeral: Numeral, layer: Layer, where: tuple[int, int, int], preposition: str
) -> Claim:
    """较上年的38件增加3件: of what the number before it speaks of; 由上年的38件增至41件: of its own words."""
    base = said.base()
    if base is not None and (base.change or base.numeral.sort not in (Sort.COUNT, Sort.NONE)):
        base = None
    if preposition in "较比与同是为":
        subject = base.subject if base else of_own_words(said, numeral, layer, where)
        if subject is None and not said.found and not layer.in_brackets:
            said.ahead.append(0)
    else:
        subject = of_own_words(said, numeral, layer, where)
        is_first = all(claim.numeral.sort is Sort.PERCENT for claim in said.found)
        if preposition in "由从" and is_first and not layer.between(*where[:2]):
            # 申请量有所下降，由上年的41件降至38件; 申请量下降7.3%，由41件降至38件
            lo = clause_before(layer, where[0])
            subject = of_own_words(said, numeral, layer, (lo, *where[1:]))
        is_only = sum(claim.numeral.sort is Sort.COUNT for claim in said.found) == 1
        if (layer.in_brackets or is_only) and base is not None and not layer.between(*where[:2]):
            # 收到41件（上年为38件）; 收到41件，上年为38件
            subject = base.subject
        if subject is None and preposition == "在" and not layer.between(*where[:2]):
            # 申请件数：上年38件，今年41件
            subject = said.topic(layer, where[0])
    return Claim(
        numeral, said.sentence, layer, subject, where[0], numeral.end, is_of_last_year=subject is not None
    )


def compare_with_what_follows(said: SoFar) -> None:
    """较上年的38件增加3件，全年新收41件; 较上年增加3件，全年新收41件: the comparison stands before what is compared."""
    for at in said.ahead:
        claim = said.found[at]
        following = range(at + 1, len(said.found))
        stop = next((number for number in following if _is_counted_now(said.found[number])), at)
        other = said.found[stop]
        pauses = claim.layer.pauses
        between = bisect_left(pauses, other.begin) - bisect_left(pauses, claim.numeral.end)
        if stop == at or other.layer is not claim.layer or other.subject is None or between > FEW_PAUSES:
            continue
        said.found[at] = replace(claim, subject=other.subject, is_of_last_year=not claim.change)
        for number in range(at + 1, stop):
            if said.found[number].change:
                said.found[number] = replace(said.found[number], subject=other.subject)


def _is_counted_now(claim: Claim) -> bool:
    return not claim.change and claim.numeral.sort is Sort.COUNT
