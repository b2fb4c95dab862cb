"""Whether what is said of a number is wholly understood: only then is it held against the tables.

A word that is not known may make the number a part of what its other words say (涉征地类申请3件), or another's
(省厅转来申请3件). Nobody can list all of them; but what says neither can be listed, and is, in `words/harmless.txt`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from gongkai.claims.claim import Claim
from gongkai.claims.layer import AWAY, Layer
from gongkai.claims.meanings import Tables, Unreadable
from gongkai.claims.names import OWN
from gongkai.claims.numbers import Sort
from gongkai.ground.patterns import later
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
_SOME = later(
    "(?:年底|年末|年初|[月日])(?:前|才)?(?:收到|受理|接收|新收)的|(?:[0-9]|[一二三四五六七八九十])(?:个?(?:工作)?[日天]|个?(?:月|季度|星期|周))(?:之|以)?内"
)
"""Known words that together tell of some: 年底收到的3件, 3日内办结2件."""
_OF_A_KIND = later("涉[\u4e00-\u9fff]{1,8}类|征收类")
"""涉征收类复议3件: of harmless words, which together tell of some."""
_OF_WHOLE, _OWN_PART = later("全[省市区县旗州域]"), later(f"其中{OWN}")
"""全县受理9件，其中县政府受理3件: of what the whole region counts the reporter's own."""
_SUCH_AS = later("[、，]?[\u4e00-\u9fff、“”|]{2,24}等(?:各类|各项|各种)?")
"""水土保持补偿费等行政事业性收费3万元, 讨论稿等过程性信息3件: an example of them, and all are counted."""
_SOME_FEES = "其中"
"""其中收取水土保持补偿费等行政事业性收费3万元: what was in front of it is more."""
_WORDS = later("[\u4e00-\u9fff]+")
SHORTEST_NAME = 2
"""Characters of the reporter's name that stand for it where a clause begins."""
_TO_NEXT = later("[转延年]")
"""复议5件，在办3件: of those; 结转3件: of applications."""
_DONE_WITH = later("(?:政府信息公开)?(?:申请|案件|事项)?(?:于|已|均|全部|也|都|悉数)")
_OF_APPLICATIONS = frozenset((Matter.REQUESTS, Matter.DISPUTES))
"""What percentages are of."""


def name_of(report: Report) -> frozenset[str]:
    """The characters of the reporter's name: what is made of them says nothing of what is counted."""
    return frozenset(folded(report.agency_name))


class Understanding:
    """Which numbers of a sentence are wholly understood.

    What is known of a clause, and of the numbers before one, is worked out once, so that a sentence of hundreds of numbers
    costs its length.
    """

    def __init__(self, claims: Sequence[Claim], name: frozenset[str], tables: Tables) -> None:
        """claims: all of the sentence. name: as `name_of` gives it."""
        self._claims = claims
        self._name = name
        self._tables = tables
        self._clauses: dict[tuple[int, int], _Clause] = {}
        self._known: dict[int, bool] = {}
        self._leads: dict[tuple[int, int, object], str] = {}
        self._looked_at = 0
        self._doubtful: dict[str, _Doubtful] = {}
        """Of the numbers looked at, those that may be of what is not known, by unit."""

    def has(self, at: int) -> bool:
        """Whether every word of a number's clause is known, and no number before it is of what is not."""
        if _turns(self._claims[at], self._claims[:at]) or not self._is_known(at):
            return False
        return self._clause(self._claims[at]).is_explicit or not self._may_be_part_of_unknown(at)

    def _may_be_part_of_unknown(self, at: int) -> bool:
        """Whether a number before may be of what the number is a part of, and is not known: 受理诉求9件，办结3件."""
        while self._looked_at < at:
            number, other = self._looked_at, self._claims[self._looked_at]
            self._looked_at += 1
            if other.is_part_of_applications or other.numeral.sort is not Sort.COUNT:
                # 其中网上申请3件: a part of applications holds none.
                continue
            if not self._is_known(number) and not self._is_right(other):
                self._doubtful.setdefault(other.numeral.unit, _Doubtful()).add(other)
        claim = self._claims[at]
        is_of_any = claim.numeral.sort is Sort.PERCENT
        return any(
            doubtful.may_hold(claim)
            for unit, doubtful in self._doubtful.items()
            if is_of_any or unit == claim.numeral.unit
        )

    def _is_right(self, claim: Claim) -> bool:
        """Whether the tables have the number: then what was understood of it was enough."""
        if claim.subject is None or claim.is_of_last_year or claim.change:
            return False
        try:
            return any(
                claim.numeral.value in self._tables.values(meaning) for meaning in claim.subject.meanings
            )
        except Unreadable:
            return False

    def _clause(self, claim: Claim) -> _Clause:
        start, end = clause_of(claim.layer, claim.numeral.start, claim.numeral.end)
        key = id(claim.layer), start
        if key not in self._clauses:
            self._clauses[key] = _clause(claim.layer, start, end)
        return self._clauses[key]

    def _is_known(self, at: int) -> bool:
        """Whether every word is known that stands beside a number in its clause, or begins the clause."""
        if at not in self._known:
            self._known[at] = self._has_only_known(self._claims[at])
        return self._known[at]

    def _has_only_known(self, claim: Claim) -> bool:
        clause = self._clause(claim)
        is_of_requests = claim.subject is not None and claim.subject.family is Matter.REQUESTS
        if (is_of_requests and clause.has_not_content) or (clause.is_some and not clause.is_carried):
            return False
        said = claim.layer.text
        if clause.first and _OWN_PART.match(said, clause.start) and _OF_WHOLE.search(said, 0, clause.start):
            return False
        text = self._said_beside(claim, clause)
        begin = next((at for at, character in enumerate(text) if character not in self._name), len(text))
        if begin >= SHORTEST_NAME:
            # 白鹤公安全年收到: 白鹤市公安局.
            text = _KNOWN * begin + text[begin:]
        # 县（市、区）共新收
        runs = _WORDS.findall(text.replace("县" + AWAY, _KNOWN))
        return all(
            (is_harmless(run) and not _OF_A_KIND.search(run)) or self._name.issuperset(run) for run in runs
        )

    def _said_beside(self, claim: Claim, clause: _Clause) -> str:
        """What stands beside a number, between it and its neighbours, and what begins its clause, without what is known."""
        layer, numeral = claim.layer, claim.numeral
        numerals = layer.numerals
        at = bisect_left(numerals, numeral.start, key=_start)
        start, end = clause.start, clause.end
        if (
            clause.is_carried
            and _DONE_WITH.match(layer.text, numeral.end)
            and layer.between(start, numeral.start)
        ):
            # 上年结转3件于第一季度办结: what became of them.
            end = numeral.end
        if at + 1 < len(numerals) and numerals[at + 1].start < end:
            # 国家秘密3件、其他5件: what is counted by itself says nothing of the next.
            following = numerals[at + 1].start
            comma = layer.text.find("、", numeral.end, following)
            end = comma if comma >= 0 else following
        if at == clause.first:
            return _without_known(claim, start, end)
        # 行政许可3件、收费5万元: the words before the first number are of that.
        key = id(layer), start, _speaks_of(claim)
        if key not in self._leads:
            first = numerals[clause.first]
            stop = first.start
            self._leads[key] = _without_known(claim, start, stop, first.end, layer.between(start, stop))
        return self._leads[key] + _KNOWN + _without_known(claim, numerals[at - 1].end, end)


class _Doubtful:
    """Numbers counted in one unit that may be of what is not known. Layers are told apart by their identity."""

    def __init__(self) -> None:
        self._layers: set[int] = set()
        self._is_in_brackets = False
        """Whether one stands in a bracket that parts no number before it."""
        self._firsts: dict[int, int] = {}
        """Where the first of each layer ends."""
        self._listed: dict[int, list[int]] = {}
        """Where those end that only tell of what a number before is made of."""

    def add(self, claim: Claim) -> None:
        """One that stands behind all the others."""
        layer = claim.layer
        self._layers.add(id(layer))
        if layer.in_brackets and not _is_parted(layer, claim.sentence.layers[0]):
            self._is_in_brackets = True
        if _is_listed(claim):
            self._listed.setdefault(id(layer), []).append(claim.numeral.end)
        else:
            self._firsts.setdefault(id(layer), claim.numeral.end)

    def may_hold(self, claim: Claim) -> bool:
        """Whether a number behind them may be a part of what one of them is of."""
        layer, key = claim.layer, id(claim.layer)
        if not self._layers <= {key} if layer.in_brackets else self._is_in_brackets:
            return True
        if key in self._firsts and _is_apart(claim, self._firsts[key]):
            return True
        # 收到9件，其中3件为甲类；办结5件: the list has ended.
        ends = self._listed.get(key, [])
        at = bisect_right(ends, layer.text.rfind("；", 0, claim.numeral.start))
        return at < len(ends) and _is_apart(claim, ends[at])


class _Clause(NamedTuple):
    """What is known of a clause, whichever of its numbers is asked for."""

    start: int
    end: int
    first: int
    """Which number of the layer is the first of it."""
    has_not_content: bool
    is_some: bool
    is_carried: bool
    is_explicit: bool
    """Whether it says itself of what: 政府信息公开申请, 行政复议."""


def _clause(layer: Layer, start: int, end: int) -> _Clause:
    groups = {hit.word.group for hit in layer.between(start, end)}
    return _Clause(
        start,
        end,
        bisect_left(layer.numerals, start, key=_start),
        layer.text.find(_NOT_CONTENT, start, end) >= 0,
        _SOME.search(layer.text, start, end) is not None,
        Group.CARRIED in groups,
        not _EXPLICIT.isdisjoint(groups),
    )


def _turns(claim: Claim, before: Sequence[Claim]) -> bool:
    """Whether the number would be of applications, where those before it are of cases and nothing says so: 其他处理结果3件."""
    if claim.subject is None or claim.subject.family is not Matter.REQUESTS:
        return False
    last = next((other.subject for other in reversed(before) if other.subject is not None), None)
    if last is None or last.family is not Matter.DISPUTES:
        return False
    words = claim.layer.between(*clause_of(claim.layer, claim.numeral.start, claim.numeral.end))
    return not any(
        hit.word.group in (Group.FLOW, Group.NOUN)
        or (hit.word.group is Group.CARRIED and _TO_NEXT.search(claim.layer.text, hit.start, hit.end))
        for hit in words
    )


def _is_apart(claim: Claim, end: int) -> bool:
    """Whether a clause ends between a number and one before it in the same layer, which ends there."""
    pauses = claim.layer.pauses
    pause = bisect_left(pauses, end)
    return pause < len(pauses) and pauses[pause] < claim.numeral.start


def _is_listed(claim: Claim) -> bool:
    """收到9件，其中3件为甲类: whether a number only tells of what a number before it is made of, as far as a semicolon."""
    text, start = claim.layer.text, claim.numeral.start
    return text.rfind("其中", 0, start) > text.rfind("；", 0, start)


def _is_parted(bracket: Layer, outer: Layer) -> bool:
    """收到9件（甲县5件、乙县4件），办结3件: whether a bracket parts the number before it, and what follows is of that number again."""
    at = bisect_left(outer.numerals, bracket.start, key=_end)
    return at < len(outer.numerals) and outer.numerals[at].end == bracket.start


def _without_known(
    claim: Claim, start: int, end: int, behind: int | None = None, others: Sequence[Hit] = ()
) -> str:
    """A stretch of the text with the words that speak of the number, all numbers and examples blotted out.

    behind: up to where a word may begin that is told by examples in the stretch. others: words that are blotted out too.
    """
    layer, numeral = claim.layer, claim.numeral
    behind = numeral.start if behind is None else behind
    first = bisect_right(layer.hits, start, key=_end)
    last = bisect_left(layer.hits, max(end, behind), key=_start)
    own = [hit for hit in layer.hits[first:last] if _is_of(hit, claim)]
    spans = [(hit.start, hit.end) for hit in (*own, *others)]
    spans += [(numeral.start, numeral.end)]
    spans += [
        (start, hit.start) for hit in own if start <= hit.start < behind and _is_example(layer, start, hit)
    ]
    characters = list(layer.text[start:end])
    for known in spans:
        begin, stop = max(known[0], start), min(known[1], end)
        if begin < stop:
            characters[begin - start : stop - start] = _KNOWN * (stop - begin)
    return "".join(characters)


def _is_example(layer: Layer, start: int, hit: Hit) -> bool:
    """Whether a kind is told by examples, 某某等, from there up to the word for all of that kind."""
    if not _is_kind(hit) or _SUCH_AS.fullmatch(layer.text, start, hit.start) is None:
        return False
    return hit.word.group not in (Group.FEE, Group.DECISION) or _SOME_FEES not in layer.text[start : hit.start]


def _is_kind(hit: Hit) -> bool:
    return hit.word.group in (Group.REASON, Group.FEE, Group.DECISION) or (
        hit.word.axis is Axis.COLUMN and hit.word.family is Matter.REQUESTS
    )


def _is_of(hit: Hit, claim: Claim) -> bool:
    """Whether a word is one of those that speak of the number."""
    if claim.subject is not None:
        return hit.word.family is claim.subject.family
    return claim.numeral.sort is Sort.PERCENT or hit.word.family in _OF_APPLICATIONS


def _speaks_of(claim: Claim) -> object:
    """What is the same for all numbers of which the same words speak."""
    return claim.subject.family if claim.subject is not None else claim.numeral.sort is Sort.PERCENT


def clause_of(layer: Layer, start: int, end: int) -> tuple[int, int]:
    """From the pause before a place to the pause behind it."""
    before, behind = bisect_left(layer.pauses, start), bisect_left(layer.pauses, end)
    return (
        layer.pauses[before - 1] + 1 if before else 0,
        layer.pauses[behind] if behind < len(layer.pauses) else len(layer.text),
    )
