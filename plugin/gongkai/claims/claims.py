"""What the numbers of a text speak of: each with the words it stands with, as meanings in terms of the tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from gongkai.claims.clauses import Clauses, Standing, Topics, is_as_judge
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
from gongkai.claims.meanings import Tables, Unreadable
from gongkai.claims.numbers import Numeral, Sort
from gongkai.claims.regions import clause_start, is_bare, moved, of_none, region, respective
from gongkai.claims.scope import WORD
from gongkai.claims.sentences import AWAY, PAUSE, Layer, Sentence, sentences
from gongkai.claims.silence import has_unknown_lead, is_of_a_part, is_within_words, names_other
from gongkai.claims.subjects import Subject, Subjects, subject_of
from gongkai.model import Agency, Report
from gongkai.prose import Line
from gongkai.words.harmless import is_harmless
from gongkai.words.texts import Axis, Expression, Group, Hit, Matter, hits, wording
from gongkai.words.traditional import folded

LOOK_BACK = 300
"""Characters in which the subject of a sentence may have been named."""
_LINK = re.compile(
    r"[\s\x00]*(?:(?:为|是|共|共计|合计|总计|计|约|有|了|的|达|达到|各|数量|数|件数|总数|总量|案件|申请|事项|信息|政府信息|件|答复|情形|决定|分别)[\s\x00]*)*$"
)
_BRACKET_BEFORE = re.compile(r"[（(][^（()）0-9]*[）)]\s*$")
_BRACKET = re.compile(r"[（(][^（()）]*[）)]$")
_IN_ALL = re.compile(r"(?:共|共有|共计|总计|合计)\s*$")
_THE_REST = re.compile(r"(?:其余|剩余|余下|尚有|还有|仍有|另有)的?\s*$")
_ALL_OF_THEM = re.compile("(?:申请|案件)?(?:均|全部|都|皆)")
_WITH = re.compile("[（(](?:含|包括|包含)")
_WHICH_BECAUSE = re.compile(
    r"的?(?:政府)?(?:信息公开)?(?:申请)?(?:案件|事项|件)?(?:是|均)?(?:因|由于|鉴于|系因)"
)
"""Behind a number: what follows is why, and only then what became of it."""
_THERE_ARE = re.compile(r"\s*(?:有|计|达)\s*")
_TOPICS = (Group.CASE, Group.CARRIED, Group.OUTCOME, Group.REASON)
_SAID = re.compile(f"(?:(?!{WORD})[\u4e00-\u9fff])+")
_OPENLY = re.compile("(公开)[类的件]?(?:答复)?$")
_WITHIN = re.compile("\\s*(?:案件|申请|政府信息公开申请)?(?:之?中|里)")
_AMONG = re.compile(r"(?:案件|事项)?(?:之?中|里)")
FEW_PAUSES = 2
"""Commas between a comparison and what is compared, where it stands behind it."""
_TOTAL = re.compile(
    r"[\s，、]*(?:以上|上述|两者|二者)?(?:[两二三四五六各][项类种者])?(?:合计|共计|总计|总共|一共|共|累计)(?:有|为|是|办理|受理|收到)?\s*"
)
_INCLUDED = re.compile(r"其中|[包含]括?(?:了)?|加上|连同|以及|算上")
_BORDER = re.compile(r"[\s\x00]*[、，和及与][\s\x00]*")
_OF_THOSE = re.compile(
    r"的?(?:(?:政府信息公开|信息公开)?申请(?:案件|事项)?)?(?:之?中|里|的)[\s\x00，]*(?:(?:已|仍|尚|还|另)?有|已|共)?"
)
_TOGETHER = re.compile(r"共计|合计|总计|总共|一共|总数|总量|应办|累计|加上|连同")
_EVERY_CHANNEL = re.compile(
    r"各(?:类|种|个|条)?(?:形式|方式|渠道|途径|类)?|多(?:种|类|个)?(?:形式|方式|渠道|途径)|等(?:多?种?|各种)?(?:方式|渠道|形式|途径|方法)|线上线下|线上、?线下|共计|合计|总计|任何"
)
_CHANNELS = re.compile(r"(?:通过|以|经)[^，。；0-9、]{2,10}(?:[、和及或][^，。；0-9、]{2,10}){2}提[交出]")
"""通过网站、信函、现场提交的: there are no others."""
_AS_PUBLISHED = re.compile(
    "公开|公示|发布|公布|归集|录入|推送|报送|上网|上传|信息|案卷|抽查|评查|检查|典型|申请|结果|文书|其中|专项|行动|整治|排查|出动|查处|巡查|执法(?!方面|工作)|(?<!执法)(?<!审批)(?<!许可)(?<!处罚)(?<!管理)(?<!权力)方面|领域"
)
_BEFORE_ALONE = re.compile(
    r"(?:[\s\x00\x01、，和及（）()一二三四五六七八九十0-9.]|全[年市县区省州旗镇乡站局厅委所校院关]|本年度?|年度内|年内|今年|年度?|(?:本|我)(?:机关|单位|局|委|办|厅|县|市|区|镇|乡|街道|旗)|共|共计|合计|总计|另有)*"
)
_IS_PUBLISHED = re.compile(r"(?:公开|公示|公布|发布|上传|推送|归集|报送|录入|上网)(?:了|的|各类|有关|相关)*$")
_OF_APPLICATIONS = frozenset("件宗份")
_PERSONS = frozenset("人名位")
FARTHEST = 20
"""Characters between persons and what they hand in."""
_HANDED_IN = re.compile("提交|提出|递交")
_TAKEN_IN = re.compile("收到|受理|接收|新收|办结|答复")
_NOT_ABOUT = re.compile(
    "与(?:政府)?信息公开(?:工作)?无关|不服行政(?:处罚|许可|强制|征收|裁决)"
    r"|(?:复议|诉讼)[^，。；0-9]{0,6}[0-9]+\s*件[，（(]其中[，：]?(?:涉及?|属于?)?(?:政府)?信息公开"
)
"""The last: 复议申请132件，其中信息公开类11件 are over anything."""
_APPLICATION = re.compile("(?<!依)申请")
NEW, CARRIED_IN, BOTH = ((1, "新收"),), ((1, "上年结转"),), ((1, "新收"), (1, "上年结转"))


@dataclass(frozen=True, slots=True)
class Claim:
    """A number, and what it speaks of."""

    numeral: Numeral
    sentence: Sentence
    layer: Layer
    subject: Subject | None
    """None where no table knows of it, or only of something that it is a part of."""
    begin: int
    """Where what speaks of it begins, in the sentence."""
    end: int
    change: int = 0
    """1 where it says by how much there were more than last year, -1 where fewer."""
    is_of_last_year: bool = False
    """Whether it is what last year's report has of the same."""
    is_elsewhere: bool = False
    """Of a percentage: whether its clause speaks of somebody else."""

    @property
    def line(self) -> Line:
        """The line it stands in."""
        return self.sentence.line

    @property
    def passage(self) -> str:
        """The words of the number as they stand in the text."""
        start, end = self.sentence.offset + self.begin, self.sentence.offset + self.end
        return self.line.text[start:end].strip("，、；：。,; \u3000")

    @property
    def column(self) -> int:
        """Offset of the number in the line."""
        return self.sentence.offset + self.numeral.start


@dataclass(frozen=True, slots=True)
class ClaimedSentence:
    """A sentence with its numbers in their order."""

    sentence: Sentence
    claims: tuple[Claim, ...]


def claimed_sentences(
    lines: Sequence[Line], report: Report, agency: Agency, tables: Tables, wanted: re.Pattern[str] | None = None
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
        for sentence in of_line:
            if wanted is not None and not wanted.search(sentence.text):
                continue
            context = (before + "\n" + line.text[: sentence.offset])[-LOOK_BACK:]
            yield ClaimedSentence(sentence, _Reader(sentence, context, report, agency, tables).claims())
        before = (before + "\n" + line.text)[-LOOK_BACK:]


class _Reader:
    """Reads one sentence."""

    def __init__(
        self, sentence: Sentence, context: str, report: Report, agency: Agency, tables: Tables
    ) -> None:
        self.sentence = sentence
        self.context = folded(context)
        self.report = report
        self.agency = agency
        self.tables = tables
        self.found: list[Claim] = []
        self.ahead: list[int] = []
        """Which of them compare what a number behind them speaks of."""
        self.before = Subjects()
        outer = Clauses(sentence.layers[0], None, report, agency)
        self.clauses = {0: outer} | {
            number: Clauses(layer, outer, report, agency) for number, layer in enumerate(sentence.layers[1:], 1)
        }

    @cached_property
    def topics(self) -> Topics:
        """What is spoken of before the sentence and in it."""
        return Topics(self.sentence.anonymous, self.context)

    @cached_property
    def _own_characters(self) -> frozenset[str]:
        return frozenset(folded(self.report.agency_name + self.agency.name))

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
            self.found.append(claim)
            self.before.uncounted = numeral.unit if claim.subject is None else None
            if claim.subject is not None and not claim.change and not claim.is_of_last_year:
                self.before.add(_narrowed(claim.subject, claim.numeral, self.tables))
        self._compare_with_what_follows()
        return tuple(self._beside_what_was_carried())

    def _claim(self, numeral: Numeral, number: int, at: int, lists: dict[int, tuple[Hit, ...]]) -> Claim:
        """number: of the layer; at: of the numeral in it."""
        layer = self.sentence.layers[number]
        if numeral.sort is Sort.OTHER:
            return Claim(numeral, self.sentence, layer, None, numeral.start, numeral.end)
        standing = self.clauses[number].at(numeral.start)
        if numeral.sort is Sort.PERCENT:
            where = numeral.start, numeral.end
            return Claim(numeral, self.sentence, layer, None, *where, is_elsewhere=standing.is_elsewhere)
        lo, left_end, hi = region(layer, at)
        if numeral.sort is Sort.COUNT and (change := changed(layer, standing)):
            return self._changed(numeral, layer, (lo, left_end, hi), -1 if change["down"] else 1)
        if (
            any(claim.change for claim in self.found[-2:])
            and layer.between(lo, left_end)
            and (change := CHANGE_ALONE.search(standing.clause))
        ):
            # 复议较上年增加3件，诉讼增加2件
            return self._changed(numeral, layer, (lo, left_end, hi), -1 if change["down"] else 1)
        if any(claim.is_of_last_year for claim in self.found[-2:]) and CHANGE_ALONE.fullmatch(standing.clause):
            # 收到41件，上年38件，增加3件
            return self._changed(numeral, layer, (lo, left_end, hi), -1 if FEWER.match(standing.clause) else 1)
        if numeral.sort is Sort.COUNT and "年" in standing.clause:
            if last_year := OF_LAST_YEAR.search(standing.clause):
                return self._of_last_year(numeral, layer, (lo, left_end, hi), last_year["with"])
            if standing.is_other_year and IN_LAST_YEAR.fullmatch(standing.clause):
                return self._of_last_year(numeral, layer, (lo, left_end, hi), "在")
        if (
            numeral.sort is Sort.COUNT
            and standing.clause.endswith(("由", "从"))
            and TO.match(layer.text, numeral.end)
        ):
            return self._of_last_year(numeral, layer, (lo, left_end, hi), "由")
        if is_bare(layer, numeral):
            outside = self.sentence.layers[0].text[: layer.start]
            if WITH_LAST_YEAR.search(outside):
                return self._of_last_year(numeral, layer, (lo, left_end, hi), "较")
            if WITH_NAMED_OF_LAST_YEAR.search(outside):
                return Claim(numeral, self.sentence, layer, None, lo, numeral.end)
        base = self.found[-1] if self.found and self.found[-1].is_of_last_year else None
        if base is not None and numeral.sort is Sort.COUNT and RISEN.search(standing.clause):
            return Claim(numeral, self.sentence, layer, base.subject, base.begin, numeral.end)
        begin, end = lo, numeral.end
        used: tuple[Hit, ...] = ()
        if numeral.start in lists:
            used = lists[numeral.start]
        elif numeral.sort is Sort.NONE:
            used, begin, end = of_none(layer, numeral, lo, hi)
        elif numeral.sort in (Sort.COUNT, Sort.REFERENCE):
            used, begin, end = self._of_count(layer, numeral, (lo, left_end, hi))
        subject = None
        if (
            not used
            and numeral.sort is Sort.COUNT
            and _TOTAL.fullmatch(layer.text[lo:left_end].replace(AWAY, ""))
        ):
            subject = (
                self._of_topic(layer, lo)
                or self.before.total(numeral.unit)
                or self._of_share(numeral, layer, hi)
            )
        elif not used and numeral.sort is Sort.COUNT and _THERE_ARE.fullmatch(layer.text, lo, left_end):
            subject = self._of_topic(layer, lo)
        elif used or is_bare(layer, numeral):
            start = begin if numeral.sort is Sort.NONE else lo
            stop = end if numeral.sort is Sort.NONE else hi
            if _WHICH_BECAUSE.match(layer.text, numeral.end):
                # What stands in the reason is not what is counted.
                stop = end
            if not self._is_silent(standing, layer, (start, stop), used):
                subject = subject_of(
                    used, layer, numeral, self.before, partial(self._is_about, numeral, layer, hi)
                )
                if subject and _TOTAL.fullmatch(layer.text[lo:left_end].replace(AWAY, "")):
                    subject = self._or_of_both(subject, numeral.unit)
        while begin < numeral.start and (
            self.sentence.text[begin] in PAUSE + "、" or layer.text[begin] == AWAY
        ):
            begin += 1
        return Claim(numeral, self.sentence, layer, subject, begin, end)

    def _changed(self, numeral: Numeral, layer: Layer, where: tuple[int, int, int], sign: int) -> Claim:
        """A number that says how many more than last year: of what the number before it speaks of, or of its own words."""
        base = self._base()
        subject = base.subject if base and base.numeral.sort in (Sort.COUNT, Sort.REFERENCE) else None
        if base is not None and base.change:
            subject = None
        if base is None or any(hit.word.group is not Group.NOUN for hit in layer.between(*where[:2])):
            subject = self._of_own_words(numeral, layer, where)
            if not self.found and not layer.in_brackets and not layer.between(*where[:2]):
                self.ahead.append(0)
        if subject is not None and not is_counted_in(numeral, subject):
            subject = None
        return Claim(numeral, self.sentence, layer, subject, where[0], numeral.end, sign)

    def _of_last_year(
        self, numeral: Numeral, layer: Layer, where: tuple[int, int, int], preposition: str
    ) -> Claim:
        """较上年的38件增加3件: of what the number before it speaks of; 由上年的38件增至41件: of its own words."""
        base = self._base()
        if base is not None and (base.change or base.numeral.sort is not Sort.COUNT):
            base = None
        if preposition in "较比与同":
            subject = base.subject if base else self._of_own_words(numeral, layer, where)
            if subject is None and not self.found and not layer.in_brackets:
                self.ahead.append(0)
        else:
            subject = self._of_own_words(numeral, layer, where)
            if preposition in "由从" and not self.found and not layer.between(*where[:2]):
                # 申请量有所下降，由上年的41件降至38件
                lo = clause_start(layer, max(0, where[0] - 1))
                subject = self._of_own_words(numeral, layer, (lo, *where[1:]))
            is_only = sum(claim.numeral.sort is Sort.COUNT for claim in self.found) == 1
            if (layer.in_brackets or is_only) and base is not None and not layer.between(*where[:2]):
                # 收到41件（上年为38件）; 收到41件，上年为38件
                subject = base.subject
        return Claim(
            numeral, self.sentence, layer, subject, where[0], numeral.end, is_of_last_year=subject is not None
        )

    def _of_topic(self, layer: Layer, lo: int) -> Subject | None:
        """行政诉讼方面，共3件: what the clause before names, where it has no number of its own."""
        start = clause_start(layer, max(0, lo - 1)) if layer.text[lo - 1 : lo] in (*PAUSE,) else lo
        if any(start <= other.start < lo for other in layer.numerals):
            return None
        named = [hit for hit in layer.between(start, lo) if hit.word.group in _TOPICS]
        if not named or names_other(layer, start, lo):
            return None
        family = wording().families[named[-1].word.family]
        rows = [hit.word.means for hit in named if hit.word.family is family.name]
        return Subject(
            family.name,
            tuple(dict.fromkeys(meaning for means in rows for meaning in means)),
            family.default_columns,
            is_whole=True,
        )

    def _of_share(self, numeral: Numeral, layer: Layer, hi: int) -> Subject | None:
        """无法提供的占12%，共9件: of what the percentage right before it speaks of."""
        share = self.found[-1].numeral if self.found else None
        if share is None or share.sort is not Sort.PERCENT:
            return None
        start = max(layer.text.rfind(sign, 0, share.start) for sign in PAUSE) + 1
        used = tuple(
            hit for hit in layer.between(start, share.start) if hit.word.group in (Group.OUTCOME, Group.REASON)
        )
        return subject_of(used, layer, numeral, self.before, partial(self._is_about, numeral, layer, hi))

    def _or_of_both(self, subject: Subject, unit: str) -> Subject:
        """信访举报投诉类3件、重复申请2件，合计5件不予处理: what it says, or the sum of the numbers before it."""
        total = self.before.total(unit)
        if total is None or total.family is not subject.family:
            return subject
        default = wording().families[total.family].default_rows
        sums = (row for row in total.rows if row not in default)
        return replace(subject, rows=tuple(dict.fromkeys((*subject.rows, *sums))))

    def _base(self) -> Claim | None:
        """The number that a comparison is of."""
        return next(
            (
                claim
                for claim in reversed(self.found)
                if claim.numeral.sort is not Sort.PERCENT and not claim.is_of_last_year
            ),
            None,
        )

    def _of_own_words(self, numeral: Numeral, layer: Layer, where: tuple[int, int, int]) -> Subject | None:
        """What the words of a clause mean, where nothing else is named in it."""
        lo, left_end, hi = where
        used = layer.between(lo, left_end)
        if (
            not used
            or layer.in_brackets
            or self.clauses[0].at(lo).is_elsewhere
            or names_other(layer, lo, left_end)
        ):
            return None
        return subject_of(used, layer, numeral, self.before, partial(self._is_about, numeral, layer, hi))

    def _of_count(
        self, layer: Layer, numeral: Numeral, where: tuple[int, int, int]
    ) -> tuple[tuple[Hit, ...], int, int]:
        """The words of a count: those before it; else those behind it."""
        lo, left_end, hi = where
        left = layer.between(lo, left_end)
        right = layer.between(numeral.end, hi)
        strong = [hit for hit in left if hit.word.group is not Group.NOUN]
        if because := _WHICH_BECAUSE.match(layer.text, numeral.end):
            return self._became(layer, because.end(), hi), numeral.start, numeral.end
        if bracket := _BRACKET_BEFORE.search(self.sentence.text, lo, left_end):
            inside = [moved(hit, bracket.start()) for hit in hits(wording(), bracket[0])]
            is_with = _WITH.match(bracket[0]) is not None
            if (
                is_with
                and inside
                and inside[0].word.group is Group.OUTCOME
                and (openly := _OPENLY.search(self.sentence.text, lo, bracket.start()))
                and not any(hit.word.group is Group.OUTCOME for hit in strong)
            ):
                return (*_openly(openly.end()), *inside), lo, numeral.end
            if not strong and inside:
                return tuple(inside), lo, numeral.end
            if any(hit.word.part_of for hit in inside):
                # 无法提供（本机关不掌握）3件: which of the two, only the writer knows.
                return (), lo, numeral.end
            if is_with and [hit.word.group for hit in inside] == [strong[-1].word.group]:
                return (strong[-1], *inside), lo, numeral.end
        if not strong and layer.in_brackets and is_bare(layer, numeral):
            outer = self.sentence.layers[0]
            begin = max(clause_start(outer, layer.start), self._behind_bracket(layer.start))
            return outer.between(begin, layer.start), begin, numeral.end
        behind = [hit for hit in right if hit.word.group is not Group.NOUN]
        if behind and strong and not _WITHIN.match(layer.text, numeral.end):
            gap = layer.text[strong[-1].end : left_end]
            is_flow = strong[-1].word.group is Group.FLOW
            if _BORDER.fullmatch(gap) or (is_flow and _OF_THOSE.fullmatch(gap)):
                # 7件行政复议、6件行政诉讼; 年底收到的10件未到期: what stands before is another's.
                return tuple(behind), numeral.start, max(hit.end for hit in behind)
        if any(hit.word.axis is Axis.ROW and hit.word.group is not Group.CASE for hit in strong):
            return tuple(strong), lo, numeral.end
        if behind and behind[0].word.group is Group.FLOW and _is_the_rest(layer, lo, numeral):
            return (), lo, numeral.end
        if behind and not _WITHIN.match(layer.text, numeral.end):
            return (*strong, *behind), lo, max(hit.end for hit in behind)
        if strong:
            return tuple(strong), lo, numeral.end
        if left and _LINK.match(layer.text, left[-1].end, left_end):
            return left[-1:], lo, numeral.end
        if right and _AMONG.match(layer.text, right[0].end):
            return right[:1], lo, right[0].end
        if right and not left and _IN_ALL.search(layer.text[lo:left_end]):
            # 共有3件政府信息公开申请，
            gap = layer.text[numeral.end : right[0].start].strip()
            if not gap and layer.text[right[0].end : right[0].end + 1] in PAUSE:
                return right[:1], lo, right[0].end
        return (), lo, numeral.end

    def _became(self, layer: Layer, start: int, hi: int) -> tuple[Hit, ...]:
        """3件因年底收到，结转下年: what became of applications behind the reason for it, up to the next number."""
        next_number = bisect_left(layer.numerals, start, key=lambda numeral: numeral.start)
        stop = layer.numerals[next_number].start if next_number < len(layer.numerals) else len(layer.text)
        reasons = tuple(hit for hit in layer.between(start, hi) if hit.word.group is Group.REASON)
        said = [hit for hit in layer.between(start, stop) if hit.word.group in (Group.CARRIED, Group.OUTCOME)]
        behind = [hit for hit in said if hit.start >= hi] or said
        return (*reasons, *behind[:1])

    def _behind_bracket(self, end: int) -> int:
        """Where the last bracket before a place ends that holds a number of its own: 甲（3件）和乙（2件）."""
        counted = [layer for layer in self.sentence.layers[1:] if layer.start < end and layer.numerals]
        return max((len(layer.text.rstrip(AWAY)) + 1 for layer in counted), default=0)

    def _is_silent(self, standing: Standing, layer: Layer, where: tuple[int, int], used: Sequence[Hit]) -> bool:
        """Whether the number speaks of something else than its words say: another subject, a part, another time."""
        words = wording()
        if any(hit.word.family is Matter.DISPUTES for hit in used) and is_as_judge(
            self.sentence.anonymous[: where[1]], self.sentence.anonymous, self.context
        ):
            return True
        if any(hit.word.family is Matter.DISPUTES for hit in used) and _NOT_ABOUT.search(self.sentence.text):
            return True
        if not self.before.last and self._is_of_something_else(used):
            return True
        if self._is_by_persons(layer, where[1]) or self._is_within_what_no_table_counts(layer, used, where[1]):
            return True
        decision = next((hit for hit in used if hit.word.family is Matter.DECISIONS), None)
        if decision is not None and _IS_PUBLISHED.search(layer.text, 0, decision.start):
            return True
        if any(hit.word.is_alone for hit in used) and not self._is_alone(layer, where[0], used[0].start):
            return True
        if standing.is_elsewhere or standing.is_other_year or standing.is_summed_up:
            return True
        if words.other_periods.search(standing.clause):
            return True
        is_by_channel = bool(words.channels.search(standing.clause))
        if is_by_channel and not self._is_by_every_channel(layer.text[slice(*where)]):
            return True
        if is_of_a_part(layer, used, where[0]) or has_unknown_lead(standing, used, self._own_characters):
            return True
        is_of_requests = any(hit.word.family in (Matter.REQUESTS, Matter.DISPUTES) for hit in used)
        start, end = where
        while other := words.other_subjects.search(layer.text, start, end):
            if not (
                (not is_of_requests and words.not_of_requests.fullmatch(other[0]))
                or (is_by_channel and words.channels.search(other[0]))
                or is_within_words(other, layer)
            ):
                return True
            start = other.start() + 1
        return False

    def _is_of_something_else(self, used: Sequence[Hit]) -> bool:
        """公文……其中主动公开3件、依申请公开2件: of documents, though the word is of applications."""
        if not used or any(hit.word.group not in (Group.NOUN, Group.OUTCOME) for hit in used):
            return False
        first = min(hit.start for hit in used)
        other = wording().other_topics.search(self.sentence.anonymous, 0, first)
        return other is not None and not _APPLICATION.search(self.sentence.anonymous, other.end(), first)

    def _is_by_persons(self, layer: Layer, end: int) -> bool:
        """有7人提交申请10件以上，共提交131件: what some persons have handed in; 收到7人提交的3件 is what came in."""
        persons = [
            claim.numeral for claim in self.found if claim.layer is layer and claim.numeral.unit in _PERSONS
        ][-1:]
        return any(
            _HANDED_IN.search(layer.text, numeral.end, numeral.end + FARTHEST) is not None
            and _TAKEN_IN.search(layer.text, max(0, numeral.start - FARTHEST), end) is None
            for numeral in persons
        )

    def _is_within_what_no_table_counts(self, layer: Layer, used: Sequence[Hit], end: int) -> bool:
        """发出补正通知5件，其中逾期未补正2件; 受理诉求5件，在办2件: a part of what is not known."""
        families = {hit.word.family for hit in used}
        if families == {Matter.DISPUTES}:
            # 一审行政应诉案件5件，败诉1件
            return not any(hit.word.group is Group.CASE for hit in used) and self._unknown(layer, end) >= 0
        if families != {Matter.REQUESTS}:
            return False
        listed = layer.text.rfind("其中", 0, end)
        if listed >= 0 and "；" not in layer.text[listed:end] and self._unknown(layer, listed) >= 0:
            return True
        unknown = self._unknown(layer, end)
        return (
            unknown >= 0
            and not any(hit.word.group is Group.FLOW for hit in used)
            and not self.topics.names_applications(unknown, end)
        )

    def _unknown(self, layer: Layer, end: int) -> int:
        """Where the last count before a place ends, if it is of what no table counts though in a unit of applications; else -1."""
        counted = [
            claim
            for claim in self.found
            if claim.layer is layer and claim.numeral.sort is Sort.COUNT and claim.numeral.end <= end
        ]
        is_unknown = (
            bool(counted)
            and counted[-1].subject is None
            and counted[-1].numeral.unit in wording().families[Matter.REQUESTS].units
        )
        return counted[-1].numeral.end if is_unknown else -1

    def _is_alone(self, layer: Layer, lo: int, start: int) -> bool:
        """Whether a word of decisions begins its clause, after nothing that was published: 行政许可12件、行政处罚3件."""
        if _AS_PUBLISHED.search(
            layer.text, layer.text.rfind("；", 0, start) + 1, start
        ) or not _BEFORE_ALONE.fullmatch(layer.text, lo, start):
            return False
        if not self.found or "、" not in layer.text[lo:start]:
            return True
        subject = self.found[-1].subject
        return subject is not None and subject.family is Matter.DECISIONS

    def _is_by_every_channel(self, around: str) -> bool:
        """Whether the channels named are all of them: 通过网络、邮寄等方式, and no other clause counts another."""
        if not _EVERY_CHANNEL.search(around) and not _CHANNELS.search(around):
            return False
        counted = [
            claim
            for claim in self.found
            if claim.subject is None
            and claim.numeral.sort is Sort.COUNT
            and claim.numeral.unit in _OF_APPLICATIONS
        ]
        return not counted

    def _is_about(self, numeral: Numeral, layer: Layer, hi: int) -> bool:
        """Whether applications were last spoken of, up to the number and in its clause."""
        behind = Topics(layer.text[numeral.end : hi]).is_about_applications(hi)
        before = self.topics.is_about_applications(numeral.start)
        if behind is not None and (behind or before is None):
            return behind
        is_count = numeral.sort is Sort.COUNT
        if before or (
            before is None and is_count and any(hit.word.group is Group.OUTCOME for hit in layer.hits)
        ):
            return True
        last = next((claim for claim in reversed(self.found) if claim.subject is not None), None)
        if last is None and before is None and is_count:
            return self._is_first_said(numeral)
        return (
            last is not None
            and last.subject is not None
            and last.subject.family is Matter.REQUESTS
            and not self.topics.has_between(last.numeral.end, numeral.start)
        )

    def _is_first_said(self, numeral: Numeral) -> bool:
        """Whether a text begins with the number, and nothing else could be meant: 全年收到3件，办结2件."""
        before = self.clauses[0].text[: numeral.start]
        return not self.context.strip() and all(map(is_harmless, _SAID.findall(before)))

    def _beside_what_was_carried(self) -> Iterator[Claim]:
        """Where 上年结转 is counted apart, 收到 is what came in, and not both together."""
        whole = self.sentence.layers[0]
        carried = [c for c in self.found if c.subject and c.subject.rows == (CARRIED_IN,) and c.layer is whole]
        has_new = any(c.subject and c.subject.rows == (NEW,) for c in self.found)
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
                and not _TOGETHER.search(self._words(claim))
                and not any(_INCLUDED.search(self._words(other)) for other in carried)
            ):
                yield replace(claim, subject=replace(subject, rows=(NEW,)))
            else:
                yield claim

    def _compare_with_what_follows(self) -> None:
        """较上年的38件增加3件，全年新收41件; 较上年增加3件，全年新收41件: the comparison stands before what is compared."""
        for at in self.ahead:
            claim = self.found[at]
            following = [
                other for other in self.found[at + 1 :] if not other.change and other.numeral.sort is Sort.COUNT
            ][:1]
            for other in following:
                pauses = [pause for pause in claim.layer.pauses if claim.numeral.end <= pause < other.begin]
                if other.layer is not claim.layer or other.subject is None or len(pauses) > FEW_PAUSES:
                    continue
                self.found[at] = replace(claim, subject=other.subject, is_of_last_year=not claim.change)
                for number in range(at + 1, self.found.index(other)):
                    if self.found[number].change:
                        self.found[number] = replace(self.found[number], subject=other.subject)

    def _words(self, claim: Claim) -> str:
        return self.sentence.text[claim.begin : claim.numeral.start]


def _is_the_rest(layer: Layer, lo: int, numeral: Numeral) -> bool:
    """其余3件尚在答复期内: what is still to be done, and no verb behind it counts it; not 其余3件均已办结."""
    return (
        _THE_REST.search(layer.text, lo, numeral.start) is not None
        and _ALL_OF_THEM.match(layer.text, numeral.end) is None
    )


def _openly(end: int) -> Iterator[Hit]:
    """公开（含部分公开）3件: what stands before the bracket, which alone would say nothing."""
    for hit in hits(wording(), "予以公开"):
        yield moved(hit, end - hit.end)


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
