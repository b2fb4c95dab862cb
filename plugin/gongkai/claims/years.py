"""Numbers that are held against last year's: by how much there were more, and how many there were."""

from __future__ import annotations

from dataclasses import replace

from gongkai.claims.claim import Claim
from gongkai.claims.clauses import Standing
from gongkai.claims.comparisons import (
    CHANGE_ALONE,
    FEWER,
    IN_LAST_YEAR,
    OF_LAST_YEAR,
    RISEN,
    TO,
    WITH_LAST_YEAR,
    WITH_NAMED_OF_LAST_YEAR,
    changed,
    is_counted_in,
)
from gongkai.claims.numbers import Numeral, Sort
from gongkai.claims.regions import clause_start, is_bare
from gongkai.claims.sentences import Layer
from gongkai.claims.sofar import SoFar, of_own_words
from gongkai.words.texts import Group

FEW_PAUSES = 2
"""Commas between a comparison and what is compared, where it stands behind it."""


def against_last_year(
    said: SoFar, numeral: Numeral, layer: Layer, standing: Standing, where: tuple[int, int, int]
) -> Claim | None:
    """A number that is held against last year's; None where it is not. where: as `region` gives it."""
    lo, left_end, _ = where
    if numeral.sort is Sort.COUNT and (change := changed(layer, standing)):
        return _changed(said, numeral, layer, where, -1 if change["down"] else 1)
    if (
        any(claim.change for claim in said.found[-2:])
        and layer.between(lo, left_end)
        and (change := CHANGE_ALONE.search(standing.clause))
    ):
        # 复议较上年增加3件，诉讼增加2件
        return _changed(said, numeral, layer, where, -1 if change["down"] else 1)
    if any(claim.is_of_last_year for claim in said.found[-2:]) and CHANGE_ALONE.fullmatch(standing.clause):
        # 收到41件，上年38件，增加3件
        return _changed(said, numeral, layer, where, -1 if FEWER.match(standing.clause) else 1)
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
    if is_bare(layer, numeral):
        outside = said.sentence.layers[0].text[: layer.start]
        if WITH_LAST_YEAR.search(outside):
            return _of_last_year(said, numeral, layer, where, "较")
        if WITH_NAMED_OF_LAST_YEAR.search(outside):
            return Claim(numeral, said.sentence, layer, None, lo, numeral.end)
    base = said.found[-1] if said.found and said.found[-1].is_of_last_year else None
    if base is not None and numeral.sort is Sort.COUNT and RISEN.search(standing.clause):
        return Claim(numeral, said.sentence, layer, base.subject, base.begin, numeral.end)
    return None


def _changed(said: SoFar, numeral: Numeral, layer: Layer, where: tuple[int, int, int], sign: int) -> Claim:
    """A number that says how many more than last year: of what the number before it speaks of, or of its own words."""
    base = said.base()
    subject = base.subject if base and base.numeral.sort in (Sort.COUNT, Sort.REFERENCE) else None
    if base is not None and base.change:
        subject = None
    if base is None or any(hit.word.group is not Group.NOUN for hit in layer.between(*where[:2])):
        subject = of_own_words(said, numeral, layer, where)
        if not said.found and not layer.in_brackets and not layer.between(*where[:2]):
            said.ahead.append(0)
    if subject is not None and not is_counted_in(numeral, subject):
        subject = None
    return Claim(numeral, said.sentence, layer, subject, where[0], numeral.end, sign)


def _of_last_year(
    said: SoFar, numeral: Numeral, layer: Layer, where: tuple[int, int, int], preposition: str
) -> Claim:
    """较上年的38件增加3件: of what the number before it speaks of; 由上年的38件增至41件: of its own words."""
    base = said.base()
    if base is not None and (base.change or base.numeral.sort is not Sort.COUNT):
        base = None
    if preposition in "较比与同":
        subject = base.subject if base else of_own_words(said, numeral, layer, where)
        if subject is None and not said.found and not layer.in_brackets:
            said.ahead.append(0)
    else:
        subject = of_own_words(said, numeral, layer, where)
        if preposition in "由从" and not said.found and not layer.between(*where[:2]):
            # 申请量有所下降，由上年的41件降至38件
            lo = clause_start(layer, max(0, where[0] - 1))
            subject = of_own_words(said, numeral, layer, (lo, *where[1:]))
        is_only = sum(claim.numeral.sort is Sort.COUNT for claim in said.found) == 1
        if (layer.in_brackets or is_only) and base is not None and not layer.between(*where[:2]):
            # 收到41件（上年为38件）; 收到41件，上年为38件
            subject = base.subject
    return Claim(
        numeral, said.sentence, layer, subject, where[0], numeral.end, is_of_last_year=subject is not None
    )


def compare_with_what_follows(said: SoFar) -> None:
    """较上年的38件增加3件，全年新收41件; 较上年增加3件，全年新收41件: the comparison stands before what is compared."""
    for at in said.ahead:
        claim = said.found[at]
        following = [
            other for other in said.found[at + 1 :] if not other.change and other.numeral.sort is Sort.COUNT
        ][:1]
        for other in following:
            pauses = [pause for pause in claim.layer.pauses if claim.numeral.end <= pause < other.begin]
            if other.layer is not claim.layer or other.subject is None or len(pauses) > FEW_PAUSES:
                continue
            said.found[at] = replace(claim, subject=other.subject, is_of_last_year=not claim.change)
            for number in range(at + 1, said.found.index(other)):
                if said.found[number].change:
                    said.found[number] = replace(said.found[number], subject=other.subject)
