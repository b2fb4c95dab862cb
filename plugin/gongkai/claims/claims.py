"""What the numbers of a text speak of: each with the words it stands with, as meanings in terms of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from gongkai.claims.claim import Claim, ClaimedSentence
from gongkai.claims.clauses import Standing
from gongkai.claims.counts import WHICH_BECAUSE, words_of_count
from gongkai.claims.layer import AWAY, Layer
from gongkai.claims.meanings import Tables, Unreadable, added
from gongkai.claims.numbers import Numeral, Sort
from gongkai.claims.others import names_other
from gongkai.claims.regions import (
    clause_before,
    clause_start,
    is_bare,
    is_of_applicants,
    of_none,
    region,
    respective,
)
from gongkai.claims.sentences import PAUSE, SUMS_UP, Sentence, sentences
from gongkai.claims.silence import is_by_channel, is_silent
from gongkai.claims.sofar import SoFar
from gongkai.claims.subjects import Subject, Subjects, case_governing, is_counted_as, subject_of
from gongkai.claims.years import against_last_year, compare_with_what_follows
from gongkai.ground.patterns import later
from gongkai.model import Agency, AgencyKind, Report
from gongkai.prose import Line
from gongkai.words.harmless import is_harmless
from gongkai.words.texts import Axis, Expression, Group, Hit, Matter, wording
from gongkai.words.traditional import folded

SUMMED = 3
"""Sentences whose numbers the next may sum up."""
FEWEST = 2
"""Numbers that tell of whom a sentence speaks."""
LOOK_BACK = 300
"""Characters in which the subject of a sentence may have been named."""
_WORDS = later("[\u4e00-\u9fff]+")
_BRACKET = later(r"[（(][^（()）]*[）)]$")
_THERE_ARE = later(r"\s*(?:有|计|达|为|是|共有|计有|达到)\s*")
_THERE_ARE_IN_ALL = later(r"\s*(?:本年度?|今年|全年|年内)?(?:已|共|累计|总数|总量)?(?:达|达到|高达|为|共有)\s*")
"""申请数量持续增长，全年达3件."""
_EACH_OR_STILL = later("[均各都仍][为是有]?")
_IN_THE_YEAR = later("(?:本年度?|今年|全年)[共为是有]?")
"""申请量：本年3件，上年2件."""
_SUCH_CASES = later(
    "(?:全[省市县区州旗年]|本年度?|我[省市县区局委])*(?:共|累计|合计)?(?:办理|收到|发生|产生|涉及)?(?:此类|相关|上述)案件(?:共|为)?\\s*"
)
_ABOUT_DISCLOSURE = later("相关|信息公开")
_AMOUNT = later("[量数]")
_AMONG_CASES = later("案件之?中")
_NOT_CHANGED = later("(?:明显|大幅)?(?:减少|增加|变化|下降|上升|增长)")
"""复议案件没有减少，仍为3件."""
_TOPICS = (Group.CASE, Group.CARRIED, Group.OUTCOME, Group.REASON)
_TOTAL = later(
    r"[\s，、]*(?:以上|上述|两者|二者)?(?:[两二三四五六各][项类种者])?(?:合计|共计|总计|总共|一共|合共|统共|拢共|相加|加总|加起来|合起来|合为|汇为|共为|之和|共|累计|计)(?:有|为|是|办理|受理|收到)?\s*"
)
_OF_REGION = later("全[省市县区州旗]")
"""An office's report may be that of all the region, and may not: its other numbers tell."""
TELLING = 10
"""A number so large is hardly in the tables by chance."""
_INCLUDED = later(r"其中|[包含]括?(?:了)?|加上|连同|以及|算上")
_TOGETHER = later(r"共计|合计|合共|相加|总计|总共|一共|总数|总量|应办|累计|加上|连同")
_OF_A_BLOCK = later("[（(][^（()）0-9]{0,8}(?:直接|未经复议|复议后)[^（()）0-9]{0,8}[）)]")
_LEFT_IN_TIME = later(
    "(?:其余|剩余|余下|尚有|还有)的?[0-9]+件(?:申请)?(?:均|都|皆|尚|仍)在(?:法定|规定)(?:办理|答复|处理)?(?:期限|时限)之?内$"
)
_ALL_PUBLISHED = later("(?:已|均|并|都|皆|全部)+[^，。；、0-9]*(?:公开|公布|发布|上网)")
"""现行有效规范性文件3件已全部在网站公开: where they stand, which leaves them as many as they are."""
_IN_HAND = later("在办|办理中|在[^，。；]{0,4}办理")
_PENDING = (((1, "尚未审结"),),)
CARRIED_OUT = (((1, "结转下年度"),),)
NEW, CARRIED_IN, BOTH = ((1, "新收"),), ((1, "上年结转"),), ((1, "新收"), (1, "上年结转"))


class Wanted(Protocol):
    """What tells, as a pattern does, in which texts something stands."""

    def search(self, text: str, /) -> object:
        """Whether it stands in a text."""


def claimed_sentences(
    lines: Sequence[Line], report: Report, agency: Agency, tables: Tables, wanted: Wanted | None = None
) -> Iterator[ClaimedSentence]:
    """The sentences of a section that hold numbers; only those in which what is wanted stands."""
    called = [report.agency_name, agency.name]
    if agency.scope is not None:
        # 云岭海关（全关区）: the bracket tells its reports apart, and texts leave it out.
        called += [_BRACKET.sub("", name) for name in called]
    names = tuple(dict.fromkeys(folded(name) for name in called if name))
    scope = folded(agency.scope) if agency.scope is not None else None
    before = ""
    for line in lines:
        of_line = (
            sentences(line, report.year, names, scope) if wanted is None or wanted.search(line.text) else ()
        )
        earlier: list[Sentence] = []
        for sentence in of_line:
            if wanted is None or wanted.search(sentence.text):
                context = (before + "\n" + line.text[: sentence.offset])[-LOOK_BACK:]
                said = SoFar(sentence, context, report, agency)
                if earlier and SUMS_UP.match(sentence.text):
                    summed = (
                        claim
                        for other in earlier
                        for claim in _Reader(SoFar(other, context, report, agency), tables).claims()
                    )
                    _remember(said.before, tuple(summed), tables)
                claims = _Reader(said, tables).claims()
                if agency.kind is AgencyKind.OFFICE and _OF_REGION.search(sentence.text):
                    government = replace(agency, kind=AgencyKind.GOVERNMENT)
                    whole = _Reader(SoFar(sentence, context, report, government), tables).claims()
                    claims = whole if _is_of_tables(whole, tables) else claims
                yield ClaimedSentence(sentence, claims)
            earlier = [*earlier, sentence][-SUMMED:]
        before = (before + "\n" + line.text)[-LOOK_BACK:]


class _Reader:
    """Reads one sentence."""

    def __init__(self, said: SoFar, tables: Tables) -> None:
        self.said = said
        self.sentence = said.sentence
        self.found = said.found
        self.before = said.before
        self.tables = tables

    def claims(self) -> tuple[Claim, ...]:
        numbered = sorted(
            (
                (numeral, number, at)
                for number, layer in enumerate(self.sentence.layers)
                for at, numeral in enumerate(layer.numerals)
            ),
            key=lambda each: each[0].start,
        )
        lists: dict[int, tuple[Hit, ...]] = {}
        for layer in self.sentence.layers:
            if "分别" in layer.text:
                lists.update(respective(layer))
        for numeral, number, at in numbered:
            claim = self._claim(numeral, number, at, lists)
            self.said.add(claim)
            self.before.uncounted = numeral.unit if claim.subject is None else None
            if claim.subject is not None and not claim.change and not claim.is_of_last_year:
                self.before.add(_narrowed(claim.subject, claim.numeral, self.tables))
        compare_with_what_follows(self.said)
        return tuple(self._beside_what_was_carried())

    def _claim(self, numeral: Numeral, number: int, at: int, lists: dict[int, tuple[Hit, ...]]) -> Claim:
        """number: of the layer; at: of the numeral in it."""
        layer = self.sentence.layers[number]
        if numeral.sort is Sort.OTHER:
            return Claim(numeral, self.sentence, layer, None, numeral.start, numeral.end)
        standing = self.said.clauses[number].at(numeral.start)
        if numeral.sort is Sort.PERCENT:
            where = numeral.start, numeral.end
            return Claim(numeral, self.sentence, layer, None, *where, is_elsewhere=standing.is_elsewhere)
        lo, left_end, hi = region(layer, at)
        compared = against_last_year(self.said, numeral, layer, standing, (lo, left_end, hi))
        if compared is not None:
            return compared
        used, begin, end = self._words(numeral, layer, (lo, left_end, hi), lists)
        subject = self._subject(numeral, layer, standing, (lo, left_end, hi), (used, begin, end))
        if layer.in_brackets:
            # Before it, all is away.
            begin = max(begin, layer.start + 1)
        while begin < numeral.start and (
            self.sentence.text[begin] in PAUSE + "、" or layer.text[begin] == AWAY
        ):
            begin += 1
        is_part = subject is None and self._is_part(numeral, layer, standing, (lo, hi), used)
        return Claim(numeral, self.sentence, layer, subject, begin, end, is_part_of_applications=is_part)

    def _is_part(
        self, numeral: Numeral, layer: Layer, standing: Standing, where: tuple[int, int], used: tuple[Hit, ...]
    ) -> bool:
        """收到信函申请3件: whether applications are counted that came by one channel."""
        return (
            numeral.sort is Sort.COUNT
            and is_counted_as(numeral, Matter.REQUESTS)
            and (
                self.said.topics.names_applications(standing.start, numeral.start)
                or self._is_of_what_was_counted(standing, layer, numeral)
            )
            and is_by_channel(self.said, standing, layer, where, used)
        )

    def _is_of_what_was_counted(self, standing: Standing, layer: Layer, numeral: Numeral) -> bool:
        """收到申请5件，其中通过网站申请3件: whether applications were counted right before, and a clause is of some of them."""
        last = self.before.last[-1] if self.before.last else None
        return (
            last is not None
            and last.family is Matter.REQUESTS
            and "其中" in layer.text[: numeral.start]
            and "申请" in layer.text[standing.start : numeral.start]
        )

    def _words(
        self,
        numeral: Numeral,
        layer: Layer,
        where: tuple[int, int, int],
        lists: dict[int, tuple[Hit, ...]],
    ) -> tuple[tuple[Hit, ...], int, int]:
        """The words of a number, and from where to where it speaks."""
        lo, _, hi = where
        if numeral.start in lists:
            return lists[numeral.start], lo, numeral.end
        if numeral.sort is Sort.NONE:
            return of_none(layer, numeral, lo, hi)
        return words_of_count(self.sentence, layer, numeral, where)

    def _subject(
        self,
        numeral: Numeral,
        layer: Layer,
        standing: Standing,
        where: tuple[int, int, int],
        found: tuple[tuple[Hit, ...], int, int],
    ) -> Subject | None:
        """What a number speaks of. found: as `_words` gives it."""
        lo, left_end, hi = where
        used, begin, end = found
        is_count = numeral.sort is Sort.COUNT
        if is_count and _SUCH_CASES.fullmatch(layer.text, lo, left_end):
            return self._of_such_cases(layer, lo)
        is_total = _TOTAL.fullmatch(layer.text[lo:left_end].replace(AWAY, "")) is not None
        if is_count and not used and is_total:
            if _begins_anew(layer, lo):
                return None
            return (
                self._of_topic(layer, lo)
                or self._of_governing(layer, numeral)
                or self.before.total(numeral.unit)
                or self._of_share(numeral, layer, hi)
            )
        if is_count and not used and (told := self._told_before(numeral, layer, where)) is not None:
            return told
        if not used and _LEFT_IN_TIME.search(layer.text, lo, hi):
            return self._of_the_rest()
        if not used and not is_bare(layer, numeral):
            return None
        start, stop = (begin, end) if numeral.sort is Sort.NONE else (lo, hi)
        if WHICH_BECAUSE.match(layer.text, numeral.end):
            # What stands in the reason is not what is counted.
            stop = end
        if used and used[-1].word.family is Matter.DOCUMENTS and _ALL_PUBLISHED.match(layer.text, numeral.end):
            stop = numeral.end
        if is_silent(self.said, standing, layer, (start, stop), used):
            return None
        if _OF_A_BLOCK.match(self.sentence.anonymous, numeral.end):
            # 行政诉讼3件（未经复议直接起诉）
            return None
        is_about = partial(self.said.is_about, numeral, layer, hi)
        subject = subject_of(used, layer, numeral, self.before, is_about)
        if subject is None or self._is_in_hand_of_sum(subject):
            return None
        cases = self._in_hand(subject, layer, numeral, used)
        return cases or (self._or_of_both(subject, numeral.unit) if is_total else subject)

    def _is_in_hand_of_sum(self, subject: Subject) -> bool:
        """复议5件。共计在办3件: whether only the sentences before have counted cases: of which of them, nobody says."""
        is_of_cases = bool(self.before.last) and self.before.last[-1].family is Matter.DISPUTES
        has_counted = any(claim.subject is not None for claim in self.found)
        return subject.rows == CARRIED_OUT and is_of_cases and not has_counted

    def _in_hand(self, subject: Subject, layer: Layer, numeral: Numeral, used: Sequence[Hit]) -> Subject | None:
        """行政复议5件，其中2件正在办理中: of the cases, where they were spoken of last; None where it is not."""
        last = self.before.last[-1] if self.before.last else None
        if last is None or last.family is not Matter.DISPUTES or subject.rows != CARRIED_OUT:
            return None
        counted = next(claim for claim in reversed(self.found) if claim.subject is not None)
        between = layer.text[counted.numeral.end : numeral.start]
        is_near = (
            counted.layer is layer and not any(sign in between for sign in "；。") and "申请" not in between
        )
        said = "".join(layer.text[hit.start : hit.end] for hit in used)
        return replace(last, columns=_PENDING, is_whole=False) if is_near and _IN_HAND.search(said) else None

    def _of_the_rest(self) -> Subject | None:
        """应办5件，办结3件，其余2件均在法定期限内: what is still to be answered."""
        last = self.before.last[-1] if self.before.last else None
        if last is None or last.family is not Matter.REQUESTS or not last.is_whole:
            return None
        return replace(last, rows=CARRIED_OUT, columns=wording().families[Matter.REQUESTS].default_columns)

    def _told_before(self, numeral: Numeral, layer: Layer, where: tuple[int, int, int]) -> Subject | None:
        """申请量：本年3件; 行政诉讼方面，有3件; 复议、诉讼持平，均为3件: what the clause before names."""
        lo, left_end, _ = where
        if _THERE_ARE_IN_ALL.fullmatch(layer.text, lo, left_end) and self._is_of_amount(layer, lo):
            return self.said.topic(layer, lo)
        if _THERE_ARE.fullmatch(layer.text, lo, left_end):
            return self._of_topic(layer, lo)
        if _IN_THE_YEAR.fullmatch(layer.text, lo, left_end):
            is_all = layer.text[numeral.end : numeral.end + 1] in ("", *PAUSE)
            return self.said.topic(layer, lo) if is_all and layer.text[lo - 1 : lo] in ("：", ":") else None
        is_among = lo == left_end and _AMONG_CASES.match(layer.text, numeral.end) is not None
        if not is_among and not _EACH_OR_STILL.fullmatch(layer.text, lo, left_end):
            return None
        start = clause_before(layer, lo)
        columns = (hit for hit in layer.between(start, lo) if hit.word.axis is Axis.COLUMN)
        if not _is_known(layer, start, lo) or any(hit.word.group is not Group.WEAK for hit in columns):
            return None
        return self._of_topic(layer, lo)

    def _of_such_cases(self, layer: Layer, lo: int) -> Subject | None:
        """做好相关行政复议、行政诉讼应诉工作，共办理相关案件3件: of all that the clause before names, or of one of them."""
        start = clause_before(layer, lo)
        named = [hit.word.means for hit in layer.between(start, lo) if hit.word.group is Group.CASE]
        if (
            not _ABOUT_DISCLOSURE.search(layer.text, start, lo)
            or names_other(layer, start, lo)
            or len(named) < 2
        ):
            return None
        rows = dict.fromkeys((*added(dict.fromkeys(named)), *(row for means in named for row in means)))
        return Subject(
            Matter.DISPUTES, tuple(rows), wording().families[Matter.DISPUTES].default_columns, is_whole=True
        )

    def _is_of_amount(self, layer: Layer, lo: int) -> bool:
        """申请数量持续增长，: whether the clause before tells how many applications there were, and nothing else."""
        start = clause_before(layer, lo)
        amount = layer.last_of(Group.NOUN, start, lo)
        if amount is None or layer.text[lo - 1 : lo] not in (*PAUSE,):
            return False
        is_amount = _AMOUNT.search(layer.text, amount.start, amount.end + 1) is not None
        return is_amount and _is_known(layer, start, lo)

    def _of_topic(self, layer: Layer, lo: int) -> Subject | None:
        """行政诉讼方面，共3件: what the clause before names, where it has no number of its own."""
        start = clause_start(layer, max(0, lo - 1)) if layer.text[lo - 1 : lo] in (*PAUSE,) else lo
        if _NOT_CHANGED.match(layer.text, start):
            start = clause_before(layer, lo)
        elif layer.numbers_between(start, lo):
            return None
        named = [hit for hit in layer.between(start, lo) if hit.word.group in _TOPICS]
        if names_other(layer, start, lo):
            return None
        if not named:
            return self._of_applicants(layer, start, lo)
        family = wording().families[named[-1].word.family]
        rows = [hit.word.means for hit in named if hit.word.family is family.name]
        return Subject(
            family.name,
            tuple(dict.fromkeys(meaning for means in rows for meaning in means)),
            family.default_columns,
            is_whole=True,
        )

    def _of_governing(self, layer: Layer, numeral: Numeral) -> Subject | None:
        """诉讼方面，维持9、纠正1，共10件: what the whole list is about."""
        topic = case_governing(layer, numeral)
        if topic is None:
            return None
        return Subject(
            Matter.DISPUTES,
            topic.word.means,
            wording().families[Matter.DISPUTES].default_columns,
            is_whole=True,
        )

    def _of_applicants(self, layer: Layer, start: int, end: int) -> Subject | None:
        """申请人以自然人为主，共3件: of those who apply."""
        columns = [hit for hit in layer.between(start, end) if is_of_applicants(hit)]
        if not columns or "申请" not in layer.text[start:end]:
            return None
        rows = wording().families[Matter.REQUESTS].default_rows
        return Subject(Matter.REQUESTS, rows, columns[-1].word.means, is_whole=False)

    def _of_share(self, numeral: Numeral, layer: Layer, hi: int) -> Subject | None:
        """无法提供的占12%，共9件: of what the percentage right before it speaks of."""
        share = self.found[-1].numeral if self.found else None
        if share is None or share.sort is not Sort.PERCENT:
            return None
        start = max(layer.text.rfind(sign, 0, share.start) for sign in PAUSE) + 1
        used = tuple(
            hit for hit in layer.between(start, share.start) if hit.word.group in (Group.OUTCOME, Group.REASON)
        )
        return subject_of(used, layer, numeral, self.before, partial(self.said.is_about, numeral, layer, hi))

    def _or_of_both(self, subject: Subject, unit: str) -> Subject:
        """信访举报投诉类3件、重复申请2件，合计5件不予处理: what it says, or the sum of the numbers before it."""
        total = self.before.total(unit)
        if total is None or total.family is not subject.family:
            return subject
        default = wording().families[total.family].default_rows
        sums = (row for row in total.rows if row not in default)
        return replace(subject, rows=tuple(dict.fromkeys((*subject.rows, *sums))))

    def _beside_what_was_carried(self) -> Iterator[Claim]:
        """Where 上年结转 is counted apart, 收到 is what came in, and not both together."""
        whole = self.sentence.layers[0]
        carried = [c for c in self.found if c.subject and c.subject.rows == (CARRIED_IN,) and c.layer is whole]
        has_new = any(c.subject and c.subject.rows == (NEW,) for c in self.found)
        is_apart = not any(_INCLUDED.search(self._said_before(other)) for other in carried)
        for claim in self.found:
            subject = claim.subject
            if (
                carried
                and not has_new
                and claim.layer is whole
                and subject is not None
                and subject.family is Matter.REQUESTS
                and subject.rows[:2] == (NEW, BOTH)
                and len(subject.rows) == 2
                and not _TOGETHER.search(self._said_before(claim))
                and is_apart
            ):
                yield replace(claim, subject=replace(subject, rows=(NEW,)))
            else:
                yield claim

    def _said_before(self, claim: Claim) -> str:
        return self.sentence.text[claim.begin : claim.numeral.start]


def _remember(before: Subjects, summed: Sequence[Claim], tables: Tables) -> None:
    """What the numbers of the sentences before speak of, if the tables have all of them: only then is it known what a sum is of."""
    counted = [claim for claim in summed if claim.numeral.sort is Sort.COUNT and not claim.change]
    found: list[Subject] = []
    for claim in counted:
        if claim.subject is None or claim.is_of_last_year:
            return
        subject = _narrowed(claim.subject, claim.numeral, tables)
        try:
            if not any(claim.numeral.value in tables.values(meaning) for meaning in subject.meanings):
                return
        except Unreadable:
            return
        found.append(subject)
    for subject in found:
        before.add(subject)


def _is_of_tables(claims: Sequence[Claim], tables: Tables) -> bool:
    """Whether all numbers of a sentence but one are those of the tables: 全区收到48件，办结40件，结转1件."""
    counted = [claim for claim in claims if claim.subject is not None and claim.numeral.sort is Sort.COUNT]
    try:
        right = [
            claim.numeral.value
            for claim in counted
            if claim.subject
            and any(claim.numeral.value in tables.values(each) for each in claim.subject.meanings)
        ]
    except Unreadable:
        return False
    return FEWEST <= len(right) >= len(counted) - 1 and max(right) >= TELLING


def _begins_anew(layer: Layer, lo: int) -> bool:
    """能公开的全部公开，共3件；查无此件的如实告知，共2件: whether the clause before a sum, without a number, is of what is not known."""
    start = clause_before(layer, lo)
    if "；" not in layer.text[start - 1 : start]:
        return False
    if any(other.sort is not Sort.NONE for other in layer.numbers_between(start, lo)):
        return False
    return not _is_known(layer, start, lo)


def _is_known(layer: Layer, start: int, end: int) -> bool:
    """Whether all words of a stretch are known."""
    characters = list(layer.text[start:end])
    for hit in layer.between(start, end):
        characters[hit.start - start : hit.end - start] = AWAY * (hit.end - hit.start)
    return all(map(is_harmless, _WORDS.findall("".join(characters))))


def _narrowed(subject: Subject, numeral: Numeral, tables: Tables) -> Subject:
    """Of several meanings only those that give the number, if any does."""
    rows: tuple[Expression, ...] = ()
    if numeral.sort is Sort.COUNT and len(subject.rows) > 1:
        try:
            rows = tuple(
                row for row in subject.rows if numeral.value in tables.all_values(row, subject.columns)
            )
        except Unreadable:
            rows = ()
    return Subject(subject.family, rows or subject.rows, subject.columns, subject.is_whole, numeral.unit)
