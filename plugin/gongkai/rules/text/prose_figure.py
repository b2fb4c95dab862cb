"""G501: a number in the text that no accepted meaning of its words gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from gongkai.claims.claim import Claim, ClaimedSentence
from gongkai.claims.meanings import Meaning, Tables, Unreadable, added, of_all
from gongkai.claims.numbers import Sort, power_of
from gongkai.claims.readings import LONGEST_SUM, is_given_otherwise
from gongkai.claims.references import change_of, digits_of, fits, reference_of
from gongkai.claims.understood import Understanding, name_of
from gongkai.findings import Finding, Level, Proposal, TextProposal
from gongkai.ground.patterns import later
from gongkai.model import Report
from gongkai.rules._claims import Told
from gongkai.rules._neighbours import year_before
from gongkai.rules.rule import Example, Inspection, Rule, finding, passage
from gongkai.words.texts import Matter, wording

RULE = Rule(
    code="G501",
    name="prose-figure",
    level=Level.WARNING,
    title="正文的数字与表不符",
    explanation=(
        "正文里说到申请、办理结果、复议诉讼、规范性文件等的数字，按它前后的词与表中相应的格核对。一个词有几种口径的，"
        "有一种对得上就不提示；说的是一个部门、一条渠道、别的时间的，或者分句中有认不出的词、可能另有所指的，不核对。用 {{ }} 引用的数字不会不符。"
    ),
    why="文字与表格各说各的，是评估中最常见的扣分，公众也最先看到。",
    bad=Example("# 表中新收41，办结40；36只是自然人\n总体情况: |\n  全年办理政府信息公开申请36件。"),
    good=Example("总体情况: |\n  全年办理政府信息公开申请{{ 办结.总计 }}件。"),
    changed=3,
)

LONGEST = 60
SHOWN = 6
_ALL = later(
    r"(?:均|全部|都|悉数|皆)(?:已|经|获|得到|得|被|为|是|依法|予以|法院|复议机关|判决|结果|了|按照?规定|获得)*"
    r"(?P<said>维持|办结|办理完毕|办理结束|答复完毕|审结)"
)
_ROWS = {"办结": "办结", "办理结束": "办结", "办理完毕": "办结", "答复完毕": "办结"}
_OF_ALL_ROWS = (((1, "新收"),), ((1, "新收"), (1, "上年结转")), ((1, "办结"),))
_OF_ALL = later(r"(?:占|在|于|对|率|数|量)(?:了|本年度?|全年)?$")
"""Before 全部办结: 占全部办结申请的……"""
_IN_TIME = later(r"期限|按时|按期|及时|规定时间|时限")


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a number, at its first digit."""
    for report in inspection.reports:
        if report.form.is_free:
            continue
        agency = inspection.archive.agencies[report.agency]
        before = year_before(report, inspection)
        told = inspection.claims.of(report, agency)
        yield from _report(RULE, report, told, None if before is None or before.form.is_free else before)


def _report(rule: Rule, report: Report, told: Told, before: Report | None) -> Iterator[Finding]:
    tables = told.tables
    tables_before = Tables(before) if before is not None else None
    name = name_of(report)
    for claimed in told.sentences:
        understanding: Understanding | None = None
        changes = _Changes(claimed.claims, tables, tables_before)
        for at, claim in enumerate(claimed.claims):
            found = list(_number(rule, report, tables, tables_before, at, changes))
            if not found:
                continue
            # Looked at only where there is something to say.
            understanding = understanding or Understanding(claimed.claims, name, tables)
            if understanding.has(at) and not _is_otherwise(claim, claimed.claims[:at], tables):
                yield from found
        yield from _all_of_them(rule, report, tables, claimed)


def _number(
    rule: Rule, report: Report, tables: Tables, before: Tables | None, at: int, changes: _Changes
) -> Iterable[Finding]:
    """What is wrong with a number, the one so many of its sentence, if it means what its words say."""
    claim = changes.claims[at]
    if claim.is_part_of_applications:
        return _part(rule, report, tables, claim)
    if claim.change:
        return () if changes.have(at) else _change(rule, report, tables, before, claim)
    if claim.is_of_last_year:
        return _last_year(rule, report, before, claim)
    return _claim(rule, report, tables, claim)


class _Changes:
    """By how much what the numbers of a sentence speak of has changed since last year; worked out once for each meaning."""

    def __init__(self, claims: tuple[Claim, ...], tables: Tables, before: Tables | None) -> None:
        self.claims = claims
        self._tables, self._before = tables, before
        self._looked_at = 0
        self._known: set[Meaning] = set()
        self._differences: set[Decimal] = set()
        self._is_unreadable = False

    def have(self, at: int) -> bool:
        """复议33件（尚未审结6件），较上年增加5件: what any number before it speaks of may have changed by it."""
        claim = self.claims[at]
        if self._before is None:
            return False
        for other in self.claims[self._looked_at : at]:
            self._add(other.subject.meanings if other.subject is not None else (), self._before)
        self._looked_at = at
        return self._is_unreadable or any(fits(claim, value * claim.change) for value in self._differences)

    def _add(self, meanings: Iterable[Meaning], before: Tables) -> None:
        for meaning in meanings:
            if meaning in self._known:
                continue
            self._known.add(meaning)
            try:
                now = self._tables.values(meaning)
                then = before.values(meaning) if now else ()
            except Unreadable:
                self._is_unreadable = True
            else:
                self._differences.update(one - other for one in now for other in then)


def _is_otherwise(claim: Claim, earlier: tuple[Claim, ...], tables: Tables) -> bool:
    """Whether what is said of a number can be understood in another way, in which it is right, or may be."""
    if claim.change or claim.is_of_last_year:
        return False
    try:
        return is_given_otherwise(claim, earlier, tables)
    except Unreadable:
        return True


def _part(rule: Rule, report: Report, tables: Tables, claim: Claim) -> Iterator[Finding]:
    """收到信函申请3件: what came by one channel can be no more than all."""
    family = wording().families[Matter.REQUESTS]
    try:
        tried = _values(tables, of_all(family.default_rows, family.default_columns))
    except Unreadable:
        return
    if tried and claim.numeral.value > max(value for values in tried.values() for value in values):
        yield _finding(
            rule,
            report,
            claim,
            f"说的是{claim.numeral.value}，是申请的一部分，却超过表中的总数：{_listed(tried)}",
            "核对这句话和表中的数，改正写错的一处。",
        )


def _claim(rule: Rule, report: Report, tables: Tables, claim: Claim) -> Iterator[Finding]:
    if claim.subject is None or claim.numeral.sort not in (Sort.COUNT, Sort.NONE):
        return
    meanings = claim.subject.meanings
    if claim.numeral.sort is Sort.NONE:
        # 年末无结转: of either.
        rows = claim.subject.rows if claim.subject.family is Matter.REQUESTS else claim.subject.rows[:1]
        meanings = of_all(rows, claim.subject.columns[:1])
    try:
        tried = _values(tables, meanings)
    except Unreadable:
        return
    if not tried or any(fits(claim, value) for values in tried.values() for value in values):
        return
    said = "0" if claim.numeral.sort is Sort.NONE else str(claim.numeral.value)
    exact = next(iter(tried.values()))[0] if len(tried) == 1 else None
    wrong = f"说的是{said}，表中没有这个数：{_listed(tried)}"
    yield _finding(
        rule,
        report,
        claim,
        wrong,
        "核对这句话和表中的数，改正写错的一处；口径不同的，在句中写明是哪一部分，或写核对说明。",
        exact,
        _offers(claim, ((values[0], reference_of(meaning)) for meaning, values in tried.items())),
    )


def _change(
    rule: Rule, report: Report, tables: Tables, before: Tables | None, claim: Claim
) -> Iterator[Finding]:
    """较上年增加3件: against last year's report, where it is there."""
    if claim.subject is None or before is None:
        return
    tried: dict[Meaning, tuple[Decimal, ...]] = {}
    try:
        for meaning in claim.subject.meanings:
            differences = dict.fromkeys(
                (now - then) * claim.change for now in tables.values(meaning) for then in before.values(meaning)
            )
            if differences:
                tried[meaning] = tuple(differences)
    except Unreadable:
        return
    if not tried or any(fits(claim, value) for values in tried.values() for value in values):
        return
    only_first = {meaning: values[:1] for meaning, values in tried.items()}
    wrong = f"与上年的表相减不符，{'增加' if claim.change > 0 else '减少'}数应为：{_listed(only_first)}"
    yield _finding(
        rule,
        report,
        claim,
        wrong,
        "按两年的表重新计算，或改用 {{ 增减(…, …) }}；另有口径的写核对说明。",
        # Where it was less and not more, the words have to be others too.
        offers=_offers(
            claim,
            (
                (values[0], change_of(meaning, claim.change))
                for meaning, values in tried.items()
                if values[0] > 0
            ),
        ),
    )


def _last_year(rule: Rule, report: Report, before: Tables | None, claim: Claim) -> Iterator[Finding]:
    """较上年的38件: against last year's report, where it is there."""
    if claim.subject is None or before is None:
        return
    try:
        tried = _values(before, claim.subject.meanings)
    except Unreadable:
        return
    if not tried or any(fits(claim, value) for values in tried.values() for value in values):
        return
    wrong = f"说的是上年的数，上年的表中没有这个数：{_listed(tried)}"
    yield _finding(
        rule,
        report,
        claim,
        wrong,
        "按上年的表改，或改用 {{ 上年.… }}；另有口径的写核对说明。",
        offers=_offers(
            claim, ((values[0], reference_of(meaning, last_year=True)) for meaning, values in tried.items())
        ),
    )


def _is_whole(claim: Claim) -> bool:
    return claim.subject is not None and claim.subject.is_whole


def _is_of_all(claim: Claim) -> bool:
    """Whether applications are counted as they come in or are done; not 上年结转9件均已办结."""
    return claim.subject is not None and claim.subject.rows[0] in _OF_ALL_ROWS


def _values(tables: Tables, meanings: tuple[Meaning, ...]) -> dict[Meaning, tuple[Decimal, ...]]:
    """What the tables give for each meaning that the form knows."""
    return {meaning: values for meaning in meanings if (values := tables.values(meaning))}


def _finding(
    rule: Rule,
    report: Report,
    claim: Claim,
    wrong: str,
    remedy: str,
    right: Decimal | None = None,
    offers: tuple[Proposal, ...] = (),
) -> Finding:
    """What is wrong with the number of a claim, behind its words. right: the one number that it could be."""
    return finding(
        rule,
        claim.line.at(claim.column),
        f"“{_cut(claim.passage)}”{wrong}",
        remedy,
        report,
        left=claim.numeral.value,
        right=right,
        offers=offers,
    )


def _offers(claim: Claim, known: Iterable[tuple[Decimal, str | None]]) -> tuple[Proposal, ...]:
    """What the tables have instead of the number of a claim, each with what gives it."""
    text = digits_of(claim)
    if claim.numeral.sort is not Sort.COUNT or power_of(claim.numeral.unit):
        return ()
    there = passage(claim.line.at(claim.column), text)
    shown = ((str(round(value, claim.numeral.decimals)), reference) for value, reference in known)
    return tuple(TextProposal(there, text, value, reference) for value, reference in dict.fromkeys(shown))[
        :SHOWN
    ]


def _listed(tried: dict[Meaning, tuple[Decimal, ...]]) -> str:
    """The first of what was tried, with what the tables have."""
    return "，".join(f"{meaning.name}{_shown(values)}" for meaning, values in list(tried.items())[:SHOWN])


def _shown(values: tuple[Decimal, ...]) -> str:
    """The value as given, and in brackets what the cells add up to where that is another."""
    first, *others = map(str, values)
    return first + (f"（各格相加{'、'.join(others)}）" if others else "")


def _cut(passage: str) -> str:
    return passage if len(passage) <= LONGEST else passage[: LONGEST - 1] + "…"


def _together(
    tables: Tables, earlier: list[Claim], said: str, row: str | None
) -> tuple[Decimal, dict[Meaning, tuple[Decimal, ...]]]:
    """What the last claims come to together, and what they must: of all, or of the last so many if that fits."""
    columns = ((1, "维持"),) if said == "维持" else ((1, "总计"), (-1, "尚未审结"))
    results = []
    for first in range(len(earlier)):
        subjects = [claim.subject for claim in earlier[first:] if claim.subject]
        if row:
            meanings = of_all((((1, row),),), subjects[-1].columns)
        else:
            meanings = of_all(added([subject.rows for subject in subjects]), (columns,))
        total = sum((claim.numeral.value for claim in earlier[first:]), Decimal(0))
        results.append((total, _values(tables, meanings)))
    right = [(total, tried) for total, tried in results if any(total in values for values in tried.values())]
    return (right or results)[0]


def _all_of_them(rule: Rule, report: Report, tables: Tables, claimed: ClaimedSentence) -> Iterator[Finding]:
    """复议2件，诉讼1件，均获维持: then as many must have been upheld as there were."""
    text = claimed.sentence.text
    for match in _ALL.finditer(text):
        if _OF_ALL.search(text, max(0, match.start() - 5), match.start()):
            continue
        clause = text[max(text.rfind("，", 0, match.start()), text.rfind("；", 0, match.start())) + 1 :]
        row = _ROWS.get(match["said"])
        wanted = Matter.REQUESTS if row else Matter.DISPUTES
        earlier = [
            claim
            for claim in claimed.claims
            if claim.numeral.sort is Sort.COUNT
            and claim.numeral.end <= match.start()
            and claim.subject
            and claim.subject.family is wanted
            and not claim.change
            and not claim.is_of_last_year
        ]
        if earlier and not _is_whole(earlier[-1]):
            # 复议5件，已审结的3件全部维持: of those that were decided, which are no sum.
            continue
        earlier = [claim for claim in earlier if _is_whole(claim)][-LONGEST_SUM:]
        if not earlier or (row and (_IN_TIME.search(clause) or not _is_of_all(earlier[-1]))):
            continue
        if row:
            earlier = earlier[-1:]
        try:
            total, tried = _together(tables, earlier, match["said"], row)
        except Unreadable:
            continue
        if tried and not any(total == value for values in tried.values() for value in values):
            listed = _listed(tried)
            start = claimed.sentence.offset + match.start()
            passage = text[earlier[0].begin : match.end()].strip("，、；（(")
            yield finding(
                rule,
                claimed.sentence.line.at(start),
                f"“{_cut(passage)}”说的是{total}件{match[0]}，表中没有这个数：{listed}",
                "核对这句话和表中的数；有尚未审结或结转的，分开写明。",
                report,
                left=total,
                right=next(iter(tried.values()))[0],
            )
