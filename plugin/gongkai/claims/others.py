"""What makes a number speak of something else than its words say: another subject's, or a part of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from gongkai.claims.clauses import Standing
from gongkai.claims.scope import WORD
from gongkai.claims.sentences import AWAY, Layer
from gongkai.words.harmless import is_harmless
from gongkai.words.texts import Group, Hit, Matter, wording

_MAY_BE_A_PART = (Group.FLOW, Group.NOUN, Group.OUTCOME)
_UNKNOWN = re.compile("[\u4e00-\u9fff]{2,}")
_WORDS = re.compile("[\u4e00-\u9fff]+")


def has_unknown_lead(standing: Standing, used: Sequence[Hit], name: frozenset[str]) -> bool:
    """Whether a clause begins with what is not known: 代区政府受理申请3件."""
    if standing.is_own or not used or any(hit.word.family is not Matter.REQUESTS for hit in used):
        return False
    if used[0].word.group not in (Group.FLOW, Group.NOUN):
        return False
    lead = standing.clause.partition(WORD)[0]
    rest = wording().fillers.sub(AWAY, wording().leads.sub(AWAY, lead)) if len(lead) > 1 else ""
    # 白鹤公安 is 白鹤市公安局.
    return not _is_made_of_harmless(lead) and any(
        not name.issuperset(unknown[0]) for unknown in _UNKNOWN.finditer(rest)
    )


def is_of_a_part(layer: Layer, used: Sequence[Hit], start: int) -> bool:
    """Whether what stands between the words of applications and their number is not known: 收到征地补偿申请3件."""
    first = next((hit for hit in used if hit.word.group in _MAY_BE_A_PART), None)
    if (
        first is None
        or used[-1].word.group is Group.REASON
        or any(hit.word.family is not Matter.REQUESTS for hit in used)
    ):
        return False
    stop = next(numeral.start for numeral in layer.numerals if numeral.start >= start)
    text, at = "", first.end
    for hit in layer.between(first.end, stop):
        text, at = f"{text}{layer.text[at : hit.start]}{AWAY}", hit.end
    text += layer.text[at:stop]
    return (
        len(text) > 1
        and not _is_made_of_harmless(text)
        and _UNKNOWN.search(wording().fillers.sub(AWAY, text)) is not None
    )


def _is_made_of_harmless(text: str) -> bool:
    return all(map(is_harmless, _WORDS.findall(text)))


def names_other(layer: Layer, start: int, end: int) -> bool:
    """Whether a stretch of text speaks of a channel, or of anything else that no table counts."""
    for pattern in (wording().channels, wording().other_subjects):
        at = start
        while other := pattern.search(layer.text, at, end):
            if not is_within_words(other, layer):
                return True
            at = other.start() + 1
    return False


def is_within_words(match: re.Match[str], layer: Layer) -> bool:
    """Whether what was found is only the end of one word and the beginning of the next: 转办 in 结转办理.

    What holds a word whole is another: 处理费.
    """
    first = bisect_left(layer.hits, match.start() + 1, key=lambda hit: hit.end)
    for hit in layer.hits[first:]:
        if hit.start >= match.end():
            return False
        if hit.start < match.start() or hit.end > match.end():
            return True
    return False
