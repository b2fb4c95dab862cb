"""Whether what is said of a number is wholly understood: only then is it held against the tables.

A word that is not known may make the number a part of what its other words say (涉征地类申请3件), or another's
(省厅转来申请3件). Nobody can list all of them; but what says neither can be listed, and is, in `words/harmless.txt`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from gongkai.claims.claim import Claim
from gongkai.claims.meanings import Tables
from gongkai.claims.numbers import Numeral, Sort
from gongkai.claims.sentences import AWAY, Layer
from gongkai.model import Report
from gongkai.words.harmless import is_harmless
from gongkai.words.texts import Axis, Group, Hit, Matter
from gongkai.words.traditional import folded

_start, _end = attrgetter("start"), attrgetter("end")
_KNOWN = "|"
"""Stands for each character of what is known."""
_EXPLICIT = frozenset((Group.NOUN, Group.CASE, Group.DOCUMENT, Group.DECISION, Group.FEE))
_NOT_CONTENT = "不服"
"""What follows is of cases over applications, and not of these."""
_SOME = re.compile(
    "(?:年底|年末|年初|[月日])(?:前|才)?(?:收到|受理|接收|新收)的|(?:[0-9]|[一二三四五六七八九十])(?:个?(?:工作)?[日天]|个?(?:月|季度|星期|周))(?:之|以)?内"
)
"""Known words that together tell of some: 年底收到的3件, 3日内办结2件."""
_SUCH_AS = re.compile("[、，]?[\u4e00-\u9fff、“”|]{2,24}等(?:各类|各项|各种)?")
"""水土保持补偿费等行政事业性收费3万元, 讨论稿等过程性信息3件: an example of them, and all are counted."""
_SOME_FEES = "其中"
"""其中收取水土保持补偿费等行政事业性收费3万元: what was in front of it is more."""
_WORDS = re.compile("[\u4e00-\u9fff]+")
SHORTEST_NAME = 2
"""Characters of the reporter's name that stand for it where a clause begins."""
_TO_NEXT = re.compile("[转延年]")
"""复议5件，在办3件: of those; 结转3件: of applications."""
_DONE_WITH = re.compile("(?:政府信息公开)?(?:申请|案件|事项)?(?:于|已|均|全部|也|都|悉数)")
_OF_APPLICATIONS = frozenset((Matter.REQUESTS, Matter.DISPUTES))
"""What percentages are of."""


def name_of(report: Report) -> frozenset[str]:
    """The characters of the reporter's name: what is made of them says nothing of what is counted."""
    return frozenset(folded(report.agency_name))


def is_understood(claim: Claim, before: Sequence[Claim], name: frozenset[str], tables: Tables) -> bool:
    """Whether every word of a number's clause is known, and no number before it is of what is not.

    before: the claims of the sentence up to it. name: as `name_of` gives it. Raises Unreadable.
    """
    if _turns(claim, before):
        return False
    return _is_known(claim, name) and (
        _is_explicit(claim)
        or all(
            _is_known(other, name) or _is_right(other, tables) for other in before if _may_hold(other, claim)
        )
    )


def _turns(claim: Claim, before: Sequence[Claim]) -> bool:
    """Whether the number would be of applications, where those before it are of cases and nothing says so: 其他处理结果3件."""
    last = next((other for other in reversed(before) if other.subject is not None), None)
    if last is None or last.subject is None or claim.subject is None:
        return False
    turns = last.subject.family is Matter.DISPUTES and claim.subject.family is Matter.REQUESTS
    words = claim.layer.between(*clause_of(claim.layer, claim.numeral.start, claim.numeral.end))
    said = (
        hit.word.group in (Group.FLOW, Group.NOUN)
        or (hit.word.group is Group.CARRIED and _TO_NEXT.search(claim.layer.text, hit.start, hit.end))
        for hit in words
    )
    return turns and not any(said)


def _is_right(claim: Claim, tables: Tables) -> bool:
    """Whether the tables have the number: then what was understood of it was enough."""
    if claim.subject is None or claim.is_of_last_year or claim.change:
        return False
    return any(claim.numeral.value in tables.values(meaning) for meaning in claim.subject.meanings)


def _may_hold(other: Claim, claim: Claim) -> bool:
    """Whether one number may be of what the other is a part of: 受理诉求9件，办结3件."""
    if other.layer.in_brackets and not claim.layer.in_brackets and _is_parted(other.layer, claim.layer):
        return False
    if other.is_part_of_applications:
        # 其中网上申请3件: a part of applications holds none.
        return False
    if other.layer is claim.layer:
        pauses = claim.layer.pauses
        pause = bisect_left(pauses, other.numeral.end)
        if pause == len(pauses) or pauses[pause] >= claim.numeral.start:
            return False
        if _is_part_of_a_list(other, claim):
            return False
    is_alike = claim.numeral.sort is Sort.PERCENT or other.numeral.unit == claim.numeral.unit
    return other.numeral.sort is Sort.COUNT and is_alike


def _is_part_of_a_list(other: Claim, claim: Claim) -> bool:
    """收到9件，其中3件为甲类；办结5件: whether one number only tells of what a number before it is made of, and the other comes after."""
    text = other.layer.text
    among = text.rfind("其中", 0, other.numeral.start)
    return (
        among >= 0
        and "；" not in text[among : other.numeral.start]
        and "；" in text[other.numeral.end : claim.numeral.start]
    )


def _is_parted(bracket: Layer, outer: Layer) -> bool:
    """收到9件（甲县5件、乙县4件），办结3件: whether a bracket parts the number before it, and what follows is of that number again."""
    at = bisect_left(outer.numerals, bracket.start, key=_end)
    return at < len(outer.numerals) and outer.numerals[at].end == bracket.start


def _is_explicit(claim: Claim) -> bool:
    """Whether a clause says itself of what: 政府信息公开申请, 行政复议."""
    start, end = clause_of(claim.layer, claim.numeral.start, claim.numeral.end)
    return any(hit.word.group in _EXPLICIT for hit in claim.layer.between(start, end))


def _is_known(claim: Claim, name: frozenset[str]) -> bool:
    """Whether every word is known that stands beside a number in its clause, or begins the clause."""
    layer, numeral = claim.layer, claim.numeral
    start, end = clause_of(layer, numeral.start, numeral.end)
    is_of_requests = claim.subject is not None and claim.subject.family is Matter.REQUESTS
    if is_of_requests and _NOT_CONTENT in layer.text[start:end]:
        return False
    is_carried = any(hit.word.group is Group.CARRIED for hit in layer.between(start, end))
    if _SOME.search(layer.text, start, end) and not is_carried:
        return False
    if is_carried and layer.between(start, numeral.start) and _DONE_WITH.match(layer.text, numeral.end):
        # 上年结转3件于第一季度办结: what became of them.
        end = numeral.end
    characters = list(layer.text[start:end])
    first, last = bisect_right(layer.hits, start, key=_end), bisect_left(layer.hits, end, key=_start)
    own = [hit for hit in layer.hits[first:last] if _is_of(hit, claim)]
    known = [(hit.start, hit.end) for hit in own]
    inside = layer.numerals[
        bisect_left(layer.numerals, start, key=_start) : bisect_left(layer.numerals, end, key=_start)
    ]
    for begin, stop in (*known, *((other.start, other.end) for other in inside)):
        for at in range(max(begin, start), min(stop, end)):
            characters[at - start] = _KNOWN
    for begin, stop in _examples(own, inside, layer, start, numeral.start):
        characters[begin - start : stop - start] = _KNOWN * (stop - begin)
    # 国家秘密3件、其他5件: what is counted by itself says nothing of the next.
    before = [other.end - start for other in inside if other.end <= numeral.start]
    behind = [other.start - start for other in inside if other.start >= numeral.end]
    if before:
        first = inside[0].start - start
        characters[first : before[-1]] = _KNOWN * (before[-1] - first)
        # 行政许可3件、收费5万元: the words before the first number are of that.
        for hit in layer.between(start, inside[0].start):
            characters[hit.start - start : hit.end - start] = _KNOWN * (hit.end - hit.start)
    if behind:
        comma = layer.text.find("、", numeral.end, start + behind[0])
        last = comma - start if comma >= 0 else behind[0]
        characters[last:] = _KNOWN * (len(characters) - last)
    begin = next((at for at, character in enumerate(characters) if character not in name), len(characters))
    if begin >= SHORTEST_NAME:
        # 白鹤公安全年收到: 白鹤市公安局.
        characters[:begin] = _KNOWN * begin
    # 县（市、区）共新收
    runs = _WORDS.findall("".join(characters).replace("县" + AWAY, _KNOWN))
    return all(is_harmless(run) or name.issuperset(run) for run in runs)


def _examples(
    own: Sequence[Hit], inside: Sequence[Numeral], layer: Layer, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Where a kind is told by examples, 某某等, between the number before and the word for all of that kind.

    inside: the numbers of the clause.
    """
    borders = [start, *(other.end for other in inside if other.end <= end)]
    for hit in own:
        if not start <= hit.start < end or not _is_kind(hit):
            continue
        begin = max((border for border in borders if border <= hit.start), default=start)
        is_some = hit.word.group in (Group.FEE, Group.DECISION) and _SOME_FEES in layer.text[begin : hit.start]
        if _SUCH_AS.fullmatch(layer.text, begin, hit.start) and not is_some:
            yield begin, hit.start


def _is_kind(hit: Hit) -> bool:
    return hit.word.group in (Group.REASON, Group.FEE, Group.DECISION) or (
        hit.word.axis is Axis.COLUMN and hit.word.family is Matter.REQUESTS
    )


def _is_of(hit: Hit, claim: Claim) -> bool:
    """Whether a word is one of those that speak of the number."""
    if claim.subject is not None:
        return hit.word.family is claim.subject.family
    return claim.numeral.sort is Sort.PERCENT or hit.word.family in _OF_APPLICATIONS


def clause_of(layer: Layer, start: int, end: int) -> tuple[int, int]:
    """From the pause before a place to the pause behind it."""
    before, behind = bisect_left(layer.pauses, start), bisect_left(layer.pauses, end)
    return (
        layer.pauses[before - 1] + 1 if before else 0,
        layer.pauses[behind] if behind < len(layer.pauses) else len(layer.text),
    )
