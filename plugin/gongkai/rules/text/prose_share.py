"""G502: a percentage that the tables do not give."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from operator import attrgetter

from gongkai.claims.claim import Claim, ClaimedSentence
from gongkai.claims.clauses import is_as_judge
from gongkai.claims.layer import AWAY
from gongkai.claims.meanings import Meaning, Tables, Unreadable, added, of_all
from gongkai.claims.numbers import Sort
from gongkai.claims.others import names_other
from gongkai.claims.references import digits_of
from gongkai.claims.subjects import Subject, rows_of
from gongkai.claims.understood import Understanding, name_of
from gongkai.claims.years import row_of
from gongkai.data_classes import dataclass
from gongkai.findings import Finding, Level, Proposal, TextProposal
from gongkai.ground.patterns import later
from gongkai.model import Report
from gongkai.rules._neighbours import year_before
from gongkai.rules.rule import Example, Inspection, Rule, finding, passage
from gongkai.settings import RuleOptions, option
from gongkai.tables import rounded
from gongkai.words.texts import Axis, Expression, Group, Hit, Matter, wording


@dataclass(frozen=True)
class Options(RuleOptions):
    """How exact a percentage must be."""

    tolerance: float = option(1.0, "允许相差所写末位的几个单位：1 即 32.0% 与 31.9% 至 32.1% 都算对。")


RULE = Rule(
    code="G502",
    name="prose-share",
    level=Level.WARNING,
    title="正文的百分比与表不符",
    explanation=(
        "“占……%”按它前面的数除以办结、新收、新收加上年结转或句中说明的总数核对，舍入和截尾都算对；"
        "“同比增长……%”在档案中有上年报告时按两年的表核对。"
    ),
    why="分子改了、百分比没有改，或者分子分母口径不一，读者一算就知道。",
    bad=Example("# 表中办结40，应为50.0%\n总体情况: |\n  予以公开20件，占42.5%。"),
    good=Example("总体情况: |\n  予以公开{{ 予以公开.总计 }}件，占{{ 占比(予以公开.总计, 办结.总计) }}。"),
    options=Options,
    changed=3,
)

SHOWN = 6
WHOLE = Decimal(100)
_DONE = (((1, "办结"),), ((1, "办结"), (-1, "其他处理")))
_DUE = (((1, "新收"), (1, "上年结转")),)
_OPEN = (((1, "予以公开"),), ((1, "部分公开"),), ((1, "予以公开"), (1, "部分公开")))
_TOGETHER = later(
    r"(?:以上|上述)?(?:两项|二者|两者|两类|三项|三者|三类)(?:之和)?(?:合计|共计|共|总计)?|(?:合计|共计|合)$"
)
_UNCOUNTED = ("合计", "共计", "合")
_TOTAL = (((1, "总计"),),)
_DECIDED = (((1, "处理决定数量"),),)
_SHARE = later(r"占|比例|比重")
_OF_A_LARGER_WHOLE = later(r"了?全[省市县区州旗盟国]的?$")
"""占全市48.6%: of what a larger region has, which stands in its own report."""
_UNTOLD = later(r"工作日|期限|延期|当场|逾期|时限|[0-9]+[日天](?:之?内|以内)|按[时期]|分别")
"""经批准延期答复的占3.5%: how long an answer took stands in no table. 甲、乙分别占3%、2%: which is whose is not read."""
_HANDED_IN = later("提[出交]|递交")
_THEN = later("[由从](?:上年度?|去年|上一年度?)?的?$")
_LISTED = later("[、和与及]")
_WITH_ANY = later("[较比与同由从对]|[0-9]年")
_EACH_OF_A_LIST = later(
    r"[^，。；]*?(?P<respective>分别(?:[较比]上年|同比)?(?:增长|上升|增加|提高|下降|减少|降低|约?占|为|是)?)[^，。；、0-9%]{0,20}$"
)
FEWEST = 2
"""Percentages that make a list."""
_SHARES_LISTED = later("(?:比例|占比|比重|比率)(?:方面|情况|如下|分别[为是])?[为是]?：")
_RESULT = later("维持|纠正|纠错")
_GROWTH = later(
    r"(?P<up>增长(?![至到])|增加(?![至到])|上升(?![至到为])|提高(?![至到])|提升(?![至到])|[增升涨]幅|上涨(?![至到])|攀升(?![至到])|涨(?![至到幅])|[增升](?=[0-9]))|(?P<down>下降(?![至到为])|减少(?![至到])|降低(?![至到])|[降跌减]幅|下滑(?![至到])|回落(?![至到])|下跌|缩减(?![至到])|[减降](?=[0-9]))"
)
_COMPARED = later(
    r"同比|[较比](?:之|起)(?:上|去)年|[较比与同由从](?:上|去)一?个?(?:统计)?年|上一?个?(?:统计)?年度?(?:同期)?相比|[较比与同](?:上|去)一?年同期"
)
_GROWN = later(
    r"[，,\s]*(?:同比)?(?:增长|下降|上升|增加|减少|提高|降低|回落|下滑|上涨|攀升|增幅|降幅|升幅|涨幅|跌幅|减幅|增速|[增减升降涨])(?:[了为达]|达到)?\s*"
)
_OTHER_COMPARISON = later(r"环比|季度|半年|月|前年|近.年")
_RATE = later(
    r"(?:(?:按[时期]|及时|限时|当[期年]|法定|期限|依法|规范)[^，。；、0-9]{0,4})?(?:申请)?(?:(?P<what>办结|答复|办理|办复|回复|处理)|(?P<outcome>予以公开|部分公开|不予公开|无法提供|不予处理)|(?P<result>维持|纠错|纠正|败诉|审结|结案)|(?P<open>(?<!主动)(?<!预)公开)|满意|解读|完成|覆盖|知晓|整改|更新|回应)率"
    r"(?:均|都|始终|继续|保持|在|高达|达到|达|为|是|也)*\s*$"
)
_IN_TIME = later(r"按[时期]|及时|限时|期限|法定")
_ALL_OF_THEM = later(r"均|全部|都")
_ALL_DONE = later(r"(?:均|全部|都)[^，。；]{0,6}(?:办结|答复|办理完毕)")
_REQUESTS = later("信息公开申请|依申请公开")
_OTHERS = later(r"建议|提案|热线|工单|留言|信访|来信|咨询|复议|诉讼")
_sort, _number_start = attrgetter("sort"), attrgetter("numeral.start")
_CLAUSE_ENDS = "，；。、,;"
_CLAUSE_END = later(f"[{_CLAUSE_ENDS}]")


@dataclass(frozen=True, slots=True)
class _Ratio:
    """One way to come to a percentage, and how it is said."""

    said: str
    value: Decimal


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a percentage, at its first digit."""
    tolerance = Decimal(str(inspection.settings.of_rule(Options).tolerance))
    for report in inspection.reports:
        if report.form.is_free:
            continue
        read = inspection.claims.with_percentages(report, inspection.archive.agencies[report.agency])
        if not read:
            continue
        before = year_before(report, inspection)
        checker = _Checker(
            Tables(report), Tables(before) if before is not None and not before.form.is_free else None
        )
        for claimed in read:
            yield from _statement(RULE, report, checker, claimed, tolerance)


def _statement(
    rule: Rule, report: Report, checker: _Checker, claimed: ClaimedSentence, tolerance: Decimal
) -> Iterator[Finding]:
    understanding = Understanding(claimed.claims, name_of(report), checker.tables)
    last = None
    for at, claim in enumerate(claimed.claims):
        if claim.numeral.sort is not Sort.PERCENT:
            last = last if claim.change else claim
            continue
        if not understanding.has(at):
            continue
        try:
            ratios = checker.ratios(claim, claimed.claims[:at], claimed.claims[at + 1 :], last)
        except Unreadable:
            continue
        unit = Decimal(1).scaleb(-claim.numeral.decimals) * tolerance
        if ratios and not any(abs(ratio.value - claim.numeral.value) <= unit for ratio in ratios):
            listed = "，".join(
                f"{ratio.said}＝{ratio.value:.{max(claim.numeral.decimals, 1)}f}%"
                for ratio in list(dict.fromkeys(ratios))[:SHOWN]
            )
            # As the line has it: in the sentence, figures are blotted out.
            start = claimed.sentence.offset
            begin, end = _begin(claim, claimed.claims[:at]), claim.numeral.end
            words = claimed.sentence.line.text[start + begin : start + end]
            yield finding(
                rule,
                claim.line.at(claim.column),
                f"“{words.strip('，、；：（(')}”按表算不出来：{listed}",
                "按表中的数重新计算百分比，或改用 {{ 占比(…, …) }}、{{ 增幅(…, …) }}；另有口径的写核对说明。",
                report,
                left=claim.numeral.value,
                offers=_offers(claim, ratios),
            )


def _offers(claim: Claim, ratios: Iterable[_Ratio]) -> tuple[Proposal, ...]:
    """The percentages that the tables give, with as many digits as were written."""
    text = digits_of(claim)
    if not text[0].isdecimal():
        return ()
    there = passage(claim.line.at(claim.column), text)
    shown = dict.fromkeys(
        f"{rounded(ratio.value, claim.numeral.decimals)}%" for ratio in ratios if ratio.value >= 0
    )
    return tuple(TextProposal(there, text, each) for each in shown)[:SHOWN]


def _begin(claim: Claim, before: tuple[Claim, ...]) -> int:
    """The passage begins with the number that the percentage follows."""
    numbered = next((earlier for earlier in reversed(before) if earlier.numeral.sort is Sort.COUNT), None)
    clause = claim.sentence.text.rfind("，", 0, claim.numeral.start) + 1
    return min(clause, numbered.begin) if numbered is not None else clause


class _Checker:
    """Works out what a percentage could be, from this year's tables and last year's."""

    def __init__(self, tables: Tables, before: Tables | None) -> None:
        self.tables = tables
        self.before = before

    def ratios(
        self, claim: Claim, earlier: tuple[Claim, ...], later: tuple[Claim, ...], last: Claim | None
    ) -> list[_Ratio]:
        """Everything that the percentage may be; nothing where it speaks of something else.

        last: of the numbers before it, the last that is neither a percentage nor a change.
        """
        if claim.is_elsewhere:
            return []
        text = claim.layer.text
        lo = _clause_start(claim)
        lead = text[lo : claim.numeral.start]
        words = claim.layer.between(lo, claim.numeral.start)
        if (listed := _respective(claim)) is not None:
            return self._of_listed(claim, earlier, *listed)
        if rate := _RATE.search(lead.replace(AWAY, "")):
            return self._any_rate(claim, last, (*earlier, *later), words, rate)
        if growth := _GROWTH.search(lead):
            return self._any_growth(claim, earlier, later, last, words, growth)
        return self._any_share(claim, earlier, last, words, lead)

    def _of_listed(
        self, claim: Claim, earlier: tuple[Claim, ...], lead: re.Match[str], at: int, count: int
    ) -> list[_Ratio]:
        """A、B分别占3%、2%; A5件、B3件，分别占3%、2%: the part that the percentage is of; nothing where they do not fit.

        at: which of them; count: of how many.
        """
        words = claim.layer.between(lead.start(), lead.start("respective"))
        growth = _GROWTH.search(lead[0])
        if growth and (self.before is None or _OTHER_COMPARISON.search(lead[0])):
            return []
        sign = -1 if growth and growth["down"] else 1
        if names_other(claim.layer, lead.start(), lead.end()) or _IN_TIME.search(lead[0]):
            return []
        groups = (Group.OUTCOME, Group.REASON, *((Group.FLOW,) if growth else ()))
        named = [hit for hit in words if hit.word.group in groups]
        if not named:
            named = [hit for hit in words if hit.word.axis is Axis.COLUMN and hit.word.group is Group.COLUMN]
        if named:
            if len(named) != count or any(hit.word.family is not Matter.REQUESTS for hit in named):
                return []
            own = (named[at],)
            if growth:
                return list(self._growth(None, own, sign))
            return list(
                self._share(claim, None, own, claim.layer.between(lead.end("respective"), lead.end()), ())
            )
        latest = (
            other
            for other in reversed(earlier)
            if other.layer is claim.layer
            and other.numeral.sort is Sort.COUNT
            and other.numeral.end <= lead.start()
            and not other.is_of_last_year
        )
        counted = [] if words else [*islice(latest, count)][::-1]
        if len(counted) < count or any(other.change for other in counted):
            return []
        part = counted[at]
        if part.subject is None or claim.layer.text[counted[-1].numeral.end : lead.start()].strip("，、 "):
            return []
        if growth:
            return list(self._growth(part, (), sign))
        return list(
            self._share(claim, part, (), claim.layer.between(lead.end("respective"), lead.end()), earlier)
        )

    def _any_share(
        self, claim: Claim, earlier: tuple[Claim, ...], last: Claim | None, words: tuple[Hit, ...], lead: str
    ) -> list[_Ratio]:
        text, lo = claim.layer.text, claim.numeral.start - len(lead)
        bare = claim.layer.in_brackets and not lead.strip("\0 ")
        mark = _SHARE.search(lead)
        if not mark and not bare and _SHARES_LISTED.search(text, text.rfind("；", 0, lo) + 1, lo):
            # 答复比例方面：予以公开35%，不予公开20%
            return list(self._share(claim, None, words, (), ()))
        if not mark or _OTHER_COMPARISON.search(lead):
            return list(self._share(claim, last, words, (), earlier)) if bare and not mark else []
        if any(not _is_told(untold, lo, words) for untold in _UNTOLD.finditer(lead, 0, mark.start())):
            return []
        if together := _TOGETHER.search(lead, 0, mark.start()):
            return self._share_of_both(earlier, together[0], claim.layer.between(lo, claim.numeral.start))
        if _OF_A_LARGER_WHOLE.match(lead, mark.end()):
            return []
        beside = earlier[bisect_left(earlier, lo, key=_number_start) :]
        if all(c.numeral.sort is Sort.PERCENT for c in beside):
            if _THEN.search(lead):
                # 比重由32.6%升至35.1%: the first is last year's.
                return self._share_then(claim, claim.layer.between(lo, lo + mark.start()))
            if _is_of_some(claim, lo, words, lead[: mark.start()]):
                return []
            if result := _RESULT.search(lead, 0, mark.start()):
                return list(self._rate_of_results(claim, last, words, result[0]))
        return self._share_of_base(claim, earlier, last, words, (lo, lead, mark))

    def _share_then(self, claim: Claim, words: tuple[Hit, ...]) -> list[_Ratio]:
        """What last year's tables give for a share."""
        return (
            [] if self.before is None else list(_Checker(self.before, None)._share(claim, None, words, (), ()))
        )

    def _share_of_base(
        self,
        claim: Claim,
        earlier: tuple[Claim, ...],
        last: Claim | None,
        words: tuple[Hit, ...],
        where: tuple[int, str, re.Match[str]],
    ) -> list[_Ratio]:
        """where: the start of the clause, it up to the percentage, and 占 in it."""
        lo, lead, mark = where
        base_words = claim.layer.between(lo + mark.end(), claim.numeral.start)
        if (colon := lead.find("：", mark.end())) >= 0:
            # 答复比例方面：予以公开35%: what stands behind the colon is the part.
            base_words = claim.layer.between(lo + mark.end(), lo + colon)
        if last is not None and last.numeral.start >= lo + mark.end():
            # 占无法提供总数9件的3%: the number in between is that of the whole.
            return self._share_of_told(last, earlier)
        own = tuple(hit for hit in words if hit not in base_words)
        return list(self._share(claim, last, own, base_words, earlier))

    def _any_growth(
        self,
        claim: Claim,
        earlier: tuple[Claim, ...],
        later: tuple[Claim, ...],
        last: Claim | None,
        words: tuple[Hit, ...],
        growth: re.Match[str],
    ) -> list[_Ratio]:
        text = claim.layer.text[: claim.numeral.start]
        # 收费5万元，增长3%: without a word of last year, right behind the number that grew.
        is_plain = last is not None and last is earlier[-1] and _GROWN.fullmatch(text, last.numeral.end)
        is_named = bool(words) and words[-1].end == growth.start() + claim.numeral.start - len(growth.string)
        # 新收申请增长3%: of what the sentence begins with, and no other year is named.
        is_named = is_named and not earlier and not _WITH_ANY.search(text)
        is_compared = is_plain or is_named or _COMPARED.search(text) is not None
        if _OTHER_COMPARISON.search(growth.string) or not is_compared or self.before is None:
            return []
        changed = next((c for c in reversed(earlier) if c.change), None) if last is None else None
        if not earlier and later and later[0].layer is claim.layer and not words:
            # 同比增长3%，全年收到41件
            changed = later[0]
        return list(self._growth(changed or last, words, -1 if growth["down"] else 1))

    def _any_rate(
        self,
        claim: Claim,
        last: Claim | None,
        others: tuple[Claim, ...],
        words: tuple[Hit, ...],
        rate: re.Match[str],
    ) -> list[_Ratio]:
        if claim.numeral.value > WHOLE:
            return [_Ratio(f"{rate['what'] or rate['outcome'] or rate['result'] or ''}率不会超过", WHOLE)]
        if rate["result"]:
            return list(self._rate_of_results(claim, last, words, rate["result"]))
        if rate["open"]:
            return self._rate_of_openness(last)
        if rate["outcome"]:
            done = Subject(Matter.REQUESTS, _row(rate["outcome"]), _TOTAL, True)
            return self._over(self._valued(done.meanings), self._bases(done, ()))
        return self._rate(claim, last, others, rate)

    def _rate_of_openness(self, last: Claim | None) -> list[_Ratio]:
        """予以公开3件、部分公开2件，公开率: of both, or of the last; nothing where no answer was spoken of."""
        if last is None or last.subject is None or last.subject.rows[0] not in _OPEN:
            return []
        return self._over(self._valued(of_all(_OPEN, _TOTAL)), self._bases(last.subject, ()))

    def _rate_of_results(
        self, claim: Claim, last: Claim | None, words: tuple[Hit, ...], result: str
    ) -> Iterator[_Ratio]:
        """维持率: of all cases, or of those decided; nothing where it is of what the reporter decided on itself."""
        if is_as_judge(claim.line.text, claim.line.text, ""):
            return
        named = claim.layer.between(0, claim.numeral.start)
        cases = [hit for hit in words if hit.word.group is Group.CASE]
        rows: tuple[Expression, ...] = ()
        if not cases and (last is None or last.subject is None):
            cases = [hit for hit in named if hit.word.group is Group.CASE]
        if cases:
            rows = cases[-1].word.means
        elif last is not None and last.subject is not None and last.subject.family is Matter.DISPUTES:
            rows = last.subject.rows
        elif result == "败诉":
            rows = _row("行政诉讼")
        every, decided = ((1, "总计"),), ((1, "总计"), (-1, "尚未审结"))
        part = {"维持": ((1, "维持"),), "审结": decided, "结案": decided}.get(result, ((1, "纠正"),))
        for row in rows:
            numerators = self._valued(of_all((row,), (part,)))
            yield from self._over(numerators, self._valued(of_all((row,), (every, decided))))

    def _share_of_both(self, earlier: tuple[Claim, ...], said: str, words: tuple[Hit, ...]) -> list[_Ratio]:
        """予以公开3件、部分公开2件，两项合计占: the last numbers together."""
        count = 3 if "三" in said else 2
        counted = [c for c in earlier if c.subject is not None and c.numeral.sort is Sort.COUNT][-count:]
        subjects = [c.subject for c in counted if c.subject is not None]
        if not counted:
            rows = [hit for hit in words if hit.word.group in (Group.OUTCOME, Group.REASON)]
            both = Subject(Matter.REQUESTS, added([hit.word.means for hit in rows]), _TOTAL, True)
            return self._over(self._valued(both.meanings), self._bases(both, ())) if len(rows) == count else []
        if len(counted) < count or {subject.family for subject in subjects} != {Matter.REQUESTS}:
            return []
        totals = [sum((c.numeral.value for c in counted), Decimal(0))]
        if said in _UNCOUNTED:
            # 甲3件、乙2件、丙1件，合计占: of the last two, or of more.
            alike = [c.numeral.value for c in earlier if c.subject is not None and c.numeral.sort is Sort.COUNT]
            totals += [sum(alike[-number:], Decimal(0)) for number in range(count + 1, len(alike) + 1)]
        return self._over([(f"{total}", total) for total in totals], self._bases(subjects[-1], words))

    def _share_of_told(self, whole: Claim, earlier: tuple[Claim, ...]) -> list[_Ratio]:
        """The number before the whole, over it."""
        counted = [c for c in earlier if c.numeral.sort is Sort.COUNT and not c.change and c is not whole]
        if not counted or whole.numeral.sort is not Sort.COUNT:
            return []
        part, base = counted[-1].numeral.value, whole.numeral.value
        return self._over([(f"{part}", part)], [(f"{base}", base)])

    def _over(
        self, numerators: Iterable[tuple[str, Decimal]], denominators: Iterable[tuple[str, Decimal]]
    ) -> list[_Ratio]:
        bases = list(denominators)
        return [
            _Ratio(f"{part}/{base}", value * 100 / whole)
            for part, value in numerators
            for base, whole in bases
            if whole
        ]

    def _rate(
        self, claim: Claim, last: Claim | None, others: tuple[Claim, ...], rate: re.Match[str]
    ) -> list[_Ratio]:
        """办结率: of what came in, or all of it; nothing where it is not of applications, or of those in time."""
        later = tuple(other for other in others if other.numeral.start > claim.numeral.start)
        if rate["what"] is None:
            return []
        text = claim.layer.text[last.numeral.end if last else 0 : claim.numeral.start]
        if last is None or last.subject is None:
            following = later[0].subject if later else None
            is_about = following is not None and following.family is Matter.REQUESTS
            if last is not None or not (is_about or _REQUESTS.search(text)):
                return []
        elif last.subject.family is not Matter.REQUESTS or last.numeral.sort is Sort.NONE:
            return []
        if _OTHERS.search(text):
            return []
        if _IN_TIME.search(rate[0]):
            # How many were late is in no table; that all were in time is in the sentence.
            return [_Ratio("句中说全部按期办结，应为", WHOLE)] if _ALL_OF_THEM.search(text) else []
        if _ALL_DONE.search(text):
            return [_Ratio("句中说全部办结，应为", WHOLE)]
        done = self._valued(of_all(_DONE, _TOTAL))
        came = self._valued(of_all(wording().families[Matter.REQUESTS].default_rows[:2], (((1, "总计"),),)))
        ratios = self._over(done, came)
        return ratios if _is_told_to_be_left(others) else [*ratios, _Ratio("全部办结", WHOLE)]

    def _share(
        self,
        claim: Claim,
        last: Claim | None,
        own: tuple[Hit, ...],
        base_words: tuple[Hit, ...],
        earlier: tuple[Claim, ...],
    ) -> Iterator[_Ratio]:
        """The number before the percentage, or what its words mean, over every base."""
        is_apart = last is None or last.numeral.end < _clause_start(claim)
        subject, parts = (
            self._part_of_column(claim, last, own, base_words) if is_apart else self._parts(claim, last, own)
        )
        if is_apart and not own and parts:
            parts += _listed_before(last, earlier)
        if subject is None and not parts:
            return
        if subject is not None and subject.family not in (Matter.REQUESTS, Matter.DISPUTES):
            return
        bases = list(self._bases(subject, base_words))
        if not base_words:
            bases += [
                (f"{c.numeral.value}", c.numeral.value)
                for c in earlier
                if c is not last
                and c.subject
                and c.numeral.sort is Sort.COUNT
                and subject
                and c.subject.family == subject.family
                # 企业 is no part of 自然人.
                and (c.subject.is_whole or c.subject.columns == subject.columns)
            ]
        for part, numerator in parts:
            for base, denominator in bases:
                if denominator and (numerator, part) != (denominator, base):
                    yield _Ratio(f"{part}/{base}", numerator * 100 / denominator)

    def _part_of_column(
        self, claim: Claim, last: Claim | None, own: tuple[Hit, ...], base_words: tuple[Hit, ...]
    ) -> tuple[Subject | None, list[tuple[str, Decimal]]]:
        """自然人申请占新收申请的: the column of the row that it is a share of; or the row named."""
        columns = [hit for hit in own if hit.word.axis is Axis.COLUMN and hit.word.family is Matter.REQUESTS]
        if not columns or any(hit.word.group in (Group.OUTCOME, Group.REASON, Group.CARRIED) for hit in own):
            return self._parts(claim, last, own)
        rows = [hit for hit in base_words if hit.word.axis is Axis.ROW and hit.word.group is not Group.NOUN]
        means = rows[-1].word.means if rows else wording().families[Matter.REQUESTS].default_rows
        if not rows and last is not None and last.subject is not None:
            if last.subject.family is not Matter.REQUESTS:
                return None, []
            means = last.subject.rows
        subject = Subject(Matter.REQUESTS, means, columns[-1].word.means, False)
        return subject, self._valued(subject.meanings)

    def _parts(
        self, claim: Claim, last: Claim | None, own: tuple[Hit, ...]
    ) -> tuple[Subject | None, list[tuple[str, Decimal]]]:
        """What may be the share: the number as the text has it, and as the tables have it."""
        rows = [
            hit
            for hit in own
            if hit.word.family is Matter.REQUESTS
            and hit.word.axis is Axis.ROW
            and hit.word.group is not Group.NOUN
        ]
        if rows:
            means = rows_of(rows, claim.layer, claim.numeral)
            subject = Subject(Matter.REQUESTS, means, wording().families[Matter.REQUESTS].default_columns, True)
            return subject, self._valued(subject.meanings)
        if last is None or last.numeral.sort is Sort.OTHER:
            return None, []
        if last.subject is None:
            is_bare = _is_alone(last) and last.numeral.unit == "件"
            return None, [(str(last.numeral.value), last.numeral.value)] if is_bare else []
        valued = self._valued(last.subject.meanings)
        if last.numeral.sort is Sort.REFERENCE:
            return last.subject, valued
        stated = (str(last.numeral.value), last.numeral.value)
        is_right = any(value == last.numeral.value for _, value in valued)
        return last.subject, [stated] if is_right else [stated, *valued]

    def _bases(self, subject: Subject | None, base_words: tuple[Hit, ...]) -> Iterator[tuple[str, Decimal]]:
        families = wording().families
        rows = [hit for hit in base_words if hit.word.axis is Axis.ROW]
        columns = [hit.word.means for hit in base_words if hit.word.axis is Axis.COLUMN]
        if columns and subject is not None:
            # 企业3件，占法人或其他组织申请的: of that column.
            yield from self._valued(of_all(subject.rows, columns[-1]))
        elif rows:
            family = families[rows[-1].word.family]
            means = rows[-1].word.means
            is_plain = rows[-1].word.group is Group.FLOW and len(means) == 1
            if rows[-1].word.group in (Group.FLOW, Group.NOUN) and not is_plain:
                means = family.default_rows
            yield from self._valued(of_all(means, family.default_columns))
        elif subject is not None and subject.family is Matter.DISPUTES:
            yield from self._valued(of_all(subject.rows, families[Matter.DISPUTES].default_columns))
            yield from self._valued(
                of_all((((1, "行政复议"), (1, "行政诉讼")),), families[Matter.DISPUTES].default_columns)
            )
        else:
            requests = families[Matter.REQUESTS]
            yield from self._valued(of_all(requests.default_rows, requests.default_columns))
            if subject is not None:
                yield from self._valued(of_all(_groups(subject), requests.default_columns))
                if not subject.is_whole:
                    yield from self._valued(of_all(subject.rows, requests.default_columns))

    def _growth(self, last: Claim | None, words: tuple[Hit, ...], sign: int) -> Iterator[_Ratio]:
        """What the number before it, or what its words mean, has grown by since last year."""
        assert self.before is not None
        stated: list[tuple[str, Decimal]] = []
        rows = [
            hit
            for hit in words
            if hit.word.axis is Axis.ROW
            and hit.word.group is not Group.NOUN
            and hit.word.family in (Matter.REQUESTS, Matter.DISPUTES, Matter.DECISIONS, Matter.FEES)
        ]
        if not rows and last is None:
            # 申请量同比增长3%
            rows = [*filter(_is_noun, words)]
        requests = wording().families[Matter.REQUESTS]
        columns = [hit for hit in words if hit.word.axis is Axis.COLUMN and hit.word.family is Matter.REQUESTS]
        if columns and columns[-1].word.group is not Group.WEAK:
            # 其中法人或其他组织申请增长3%: of that column.
            means = rows[-1].word.means if rows else requests.default_rows
            last, rows = None, []
            meanings = of_all(means, columns[-1].word.means)
        else:
            meanings = ()
        if last is not None and last.numeral.sort is Sort.COUNT and last.subject is not None and not rows:
            meanings, stated = last.subject.meanings, [(str(last.numeral.value), last.numeral.value)]
            if last.subject.family is Matter.REQUESTS and (named := [*filter(_is_noun, words)]):
                # 受理申请5件，答复4件，申请量同比增长3%: of those that came, whatever was counted last
                came = of_all(named[-1].word.means, requests.default_columns)
                meanings = tuple(dict.fromkeys((*meanings, *came)))
        elif rows:
            word = rows[-1].word
            is_decided = word.family is Matter.DECISIONS
            across = _DECIDED if is_decided else wording().families[word.family].default_columns
            meanings = of_all(word.means, across)
        elif (
            last is not None
            and last.numeral.sort is Sort.COUNT
            and last.numeral.unit == "件"
            and _is_alone(last)
        ):
            meanings, stated = (
                of_all(requests.default_rows, requests.default_columns),
                [(str(last.numeral.value), last.numeral.value)],
            )
        for meaning in meanings:
            now = [*stated, *((f"{meaning.name}{value}", value) for value in self.tables.values(meaning))]
            for value in self.before.values(meaning):
                for said, number in now:
                    if value:
                        yield _Ratio(f"{said}比上年{value}", sign * (number - value) * 100 / value)

    def _valued(self, meanings: Iterable[Meaning]) -> list[tuple[str, Decimal]]:
        return [
            (f"{meaning.name}{value}", value) for meaning in meanings for value in self.tables.values(meaning)
        ]


def _is_noun(hit: Hit) -> bool:
    return hit.word.group is Group.NOUN


def _is_told_to_be_left(others: Iterable[Claim]) -> bool:
    """应办5件，办结3件: whether a sentence says itself that not all that was due was concluded."""
    counted = {
        other.subject.rows: other.numeral.value
        for other in others
        if other.subject is not None and other.numeral.sort is Sort.COUNT and other.subject.is_whole
    }
    due, done = counted.get(_DUE), counted.get(_row("办结"))
    return due is not None and done is not None and done < due


def _respective(claim: Claim) -> tuple[re.Match[str], int, int] | None:
    """What stands before a list of percentages that says of each what it is of, in its clause; which of them it is, and of how many."""
    layer = claim.layer
    if "分别" not in layer.text[: claim.numeral.start]:
        return None
    run = row_of(layer, claim.numeral)
    number = bisect_left(layer.pauses, run[0].start)
    start = layer.pauses[number - 1] + 1 if number else 0
    lead = _EACH_OF_A_LIST.search(layer.text, start, run[0].start)
    if lead is None or len(run) < FEWEST or [*map(_sort, run)] != [Sort.PERCENT] * len(run):
        return None
    return lead, run.index(claim.numeral), len(run)


def _listed_before(last: Claim | None, earlier: tuple[Claim, ...]) -> Iterator[tuple[str, Decimal]]:
    """予以公开5件、部分公开3件，占: the numbers of the list that ends with the last, together."""
    listed: list[Claim] = [last] if last is not None else []
    for claim in reversed(earlier):
        if claim is last:
            continue
        if not listed or claim.layer is not listed[0].layer or claim.numeral.sort is not Sort.COUNT:
            return
        between = claim.layer.text[claim.numeral.end : listed[0].numeral.start]
        if not _LISTED.match(between) or _CLAUSE_END.search(between[1:]):
            return
        listed.insert(0, claim)
        total = sum((each.numeral.value for each in listed), Decimal(0))
        yield f"{total}", total


def _is_told(untold: re.Match[str], lo: int, words: Sequence[Hit]) -> bool:
    """Whether what no table tells is part of a word that one does: 逾期 in 逾期不补正."""
    return any(hit.start - lo <= untold.start() and untold.end() <= hit.end - lo for hit in words)


def _is_of_some(claim: Claim, lo: int, words: Sequence[Hit], said: str) -> bool:
    """Whether a share is that of a channel, or of what some persons have handed in: no table parts them."""
    is_of_some = _HANDED_IN.search(said) is not None and not any(hit.word.axis is Axis.COLUMN for hit in words)
    return is_of_some or names_other(claim.layer, lo, claim.numeral.start)


def _row(name: str) -> tuple[Expression, ...]:
    return (((1, name),),)


def _groups(subject: Subject) -> tuple[tuple[tuple[int, str], ...], ...]:
    """The groups that the rows of a subject are reasons of: 属于国家秘密 of 不予公开."""
    return tuple(
        dict.fromkeys(
            group
            for word in wording().words
            if word.family == subject.family and word.means[0] in subject.rows
            for group in word.part_of
        )
    )


def _clause_start(claim: Claim) -> int:
    text, end = claim.layer.text, claim.numeral.start
    return max(text.rfind(sign, 0, end) for sign in _CLAUSE_ENDS) + 1


def _is_alone(claim: Claim) -> bool:
    """A number in brackets at the very beginning: （3646件）同比增长1.05%."""
    return claim.layer.in_brackets and not claim.sentence.text[: claim.layer.start].strip()
