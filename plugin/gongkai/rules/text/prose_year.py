"""G503: a year in the text that is not this report's, where this report's must stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.claims.names import OWN, without_own_name
from gongkai.findings import Finding, Level, Place, Proposal, TextProposal
from gongkai.ground.patterns import later
from gongkai.model import Report
from gongkai.prose import Line, Narrative
from gongkai.rules.rule import Example, Inspection, Rule, finding, passage, value_place
from gongkai.rules.text import _years
from gongkai.rules.text._years import HEADING, SENTENCE, WHO, digits
from gongkai.rules.text._years import said as said_year
from gongkai.words.traditional import folded

RULE = Rule(
    code="G503",
    name="prose-year",
    level=Level.WARNING,
    title="正文里的年份不是本年度",
    explanation=(
        "该写本年度的地方（各章正文、导语、落款、表注、单元格的注、图片和附件的说明）留着上年的年份（“2023年，本机关……”），统计期限不是本年度1月1日至12月31日（2008年度从5月1日起；报告写了“统计期限”的照它），"
        "或者年份根本不存在（202020年）。把今后的年份说成已经过去，与本年度自己比较，第五部分的打算写成本年度的，也在这里说明。与上年比较、规划的起止年、文号、书名、第五部分谈今后年份的打算，都不算。"
    ),
    why="照抄上年报告没有改年份，读者一眼就能看出。",
    bad=Example("# 2024年度的报告\n总体情况: |\n  2023年，本机关主动公开政府信息1136条。", "2024.yml"),
    good=Example(
        "# 2024年度的报告\n总体情况: |\n  2024年，本机关主动公开政府信息1136条，比2023年增加12条。", "2024.yml"
    ),
    changed=3,
)

MAY_LOOK_AHEAD = "problems"
"""五: what was wrong last year, and what will be done next year."""
TITLE, SIGNATURE = "标题", "落款"
FIRST_YEAR = 2008
"""The 条例 came into force on 2008-05-01, and the first reports begin there."""
LAST_MONTH = 12
FAR_AHEAD = 5
"""Years; plans are made for that long."""

_AHEAD = later(r"问题|不足|改进|措施|打算|计划|建议|展望|下一步")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IS_WIDE = later("[０-９]")
_DIGIT = "[0-9０-９〇○零一二三四五六七八九]"
_MAY_HAVE_YEARS = re.compile(rf"{_DIGIT}{_DIGIT}{_DIGIT}\s*年")
"""Three digits at least: of a year, or of one that is none."""
# What is named or quoted, and document numbers, bear the years of others. Begins with one class of characters, which is fastest.
_NAMED = later(
    r"[《“〔\[（(【h\]](?:(?<=《)[^《》]*》|(?<=“)[^“”]*”|(?<=[〔\[（(【])[^〕\]）)】]{0,12}[〕\]）)】]\s*第?\s*[0-9]+\s*号"
    r"|(?<=h)ttps?://[^\s)）]+|(?<=\])\([^()\s]*\))"
)
_CAPTION = later(r"!\[(?P<words>[^\]]*)\]\(")
_IN_DIGITS = later(r"[0-9]{4}\s*年")
_IMPOSSIBLE = later(
    # Nearly every place of a text is rejected by the first digit alone.
    r"[12](?<![0-9.].)(?:(?:(?<=1)9|(?<=2)0)[0-9]{3,4}\s*年"  # 202020年, 20204年
    r"|(?<=2)0[0-9]\s*年(?=\s*(?:度|[0-9]{1,2}\s*月|[，,]))"  # 202年度
    r"|(?<=2)0[0-9]{2}\s*年[0-9]{1,2}\s*年"  # 2012年4年
    r"|(?<=2)[1-9][0-9]{2}\s*年(?=\s*(?:度|[0-9]{1,2}\s*月|底|末))"  # 2204年度
    r"|(?:(?<=[。；]2)|(?<=^2))[1-9][0-9]{2}\s*年(?=[，,]))"
)
"""What stands where a year does and is none."""
_SIGNED = later(r"([0-9]{4})\s*年(?:\s*([0-9]{1,2})\s*月)?")
_DAY = r"\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日"
_PERIOD = later(
    rf"(?<![0-9])([0-9]{{4}})\s*年{_DAY}\s*(?:零时|起|开始)?[，,]?\s*(?:至|到|—+|-+|－+|~|～|–)\s*(?:([0-9]{{4}})\s*年)?{_DAY}"
)
_MONTHS = later(
    r"(?:统计期限?|统计时[限间段]|报告期[限间]?)[^，。；0-9]{0,4}(?P<span>([0-9]{4})\s*年([0-9]{1,2})月份?\s*(?:至|到|—+|-+)\s*(?:([0-9]{4})\s*年)?([0-9]{1,2})月)(?!\s*[0-9])"
)
"""A period told by its months."""
_STATISTICS = later(r"统计|期限|起止|时限|时段|数据")

# Behind a year that tells when something was done which this year only goes on from.
_EARLIER = (
    r"(?!\s*度?\s*(?:底|末|初|以来|起|开始|之前|以前|前|后|同期|相比|版|印发|出台|制定|制发|颁布|发布的|修订|公布的|批复|获|被|荣获"
    r"|建成|成立|开通|上线|启动|创建|至|到|—|-|－|~|～|–|、|和|与|及|或|[0-9]{1,2}\s*月"
    r"|考核|测评|评估|评议|计划|要点|方案|规划|预算|决算|结转|遗留|收到的|受理的|申请的|新收的|未办结|尚未|第[一二三四五六七八九十0-9]+[次届]|[^，。；]{0,8}(?:普查|变更调查|统计公报|汇算)|(?:政府)?(?:信息公开)?(?:工作)?(?:年度)?报告|年报))"
)
_COMPARED = later(r"相比|相较|比较|较[^强大好多长高为]|比上|比去|同比|持平|对比")
_THIS_YEAR = later(r"今年|本年|当年|本报告期|去年|上年|上一年")
_WITH_LAST = later(
    r"(?:比|较|同|与)(?:上年|去年|上一年)(?:度)?(?:同期)?(?:相比|比较)?|(?:上年|去年|上一年)度?(?:结转|转入|遗留)"
)
_ALSO = later("[亦也]|同样")
_STOP = later("[。；！？]")
_FAR = later(r"将|规划|目标|远景|展望|计划|拟|有效期|期限|至20")
"""What may speak of a year far ahead."""
_REFERRED = later(r"提出|报告|年报|指出|反馈")
_MENDED = later(r"整改|解决|改正|已|销号|清零")
_DONE = later(r"因故|只|未完成|没有|已|取得|完成了|了[，。]|未能|仍|尚|不足|不够|存在|以来|期间")
_HONOUR = later(r"被[^，。]{0,20}(?:确定|列|评|授予|命名)|荣获|获评")
_NUMBER = later(r"[0-9]\s*+(?:[余多]\s*+)?[件条次期篇个项%％]")


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a year, at its first digit."""
    for report in inspection.reports:
        first_year = inspection.archive.agencies[report.agency].first_year
        yield from _title(RULE, inspection, report)
        yield from _signature(RULE, inspection, report)
        for narrative, is_strict in _narratives(report):
            for line in narrative.lines:
                if _MAY_HAVE_YEARS.search(line.text):
                    yield from _line(
                        RULE,
                        report,
                        line,
                        first_year,
                        is_strict=is_strict,
                        is_preamble=narrative is report.preamble,
                    )
                if "![" in line.text:
                    yield from _captions(report, line)
        for line in report.note_lines:
            if _MAY_HAVE_YEARS.search(line.text):
                yield from _line(RULE, report, line, first_year, is_strict=True, is_preamble=False)
        for attachment in report.attachments:
            if start := _stale(attachment.explanation or "", report.year):
                yield _leftover(RULE, report, attachment.place, start[0])


def _narratives(report: Report) -> Iterator[tuple[Narrative, bool]]:
    """Every text, and whether it speaks of this year only."""
    if report.preamble is not None:
        yield report.preamble, True
    for section, narrative in report.narratives.items():
        yield narrative, section != MAY_LOOK_AHEAD
    for free in report.free_sections:
        if free.narrative is not None:
            yield free.narrative, not _AHEAD.search(free.title)


def _title(rule: Rule, inspection: Inspection, report: Report) -> Iterator[Finding]:
    last, this = said_year(report.year - 1), said_year(report.year)
    if report.title and (match := last.search(report.title.translate(_WIDE))) and not this.search(report.title):
        place = value_place(inspection, report, TITLE)
        yield _leftover(rule, report, place._replace(column=place.column + match.start()), match[0])


def _signature(rule: Rule, inspection: Inspection, report: Report) -> Iterator[Finding]:
    """A date in 落款 before the year was over."""
    for match in _SIGNED.finditer((report.signature or "").translate(_WIDE)):
        year, month = int(match[1]), int(match[2] or 12)
        if year < report.year or (year == report.year and month < LAST_MONTH):
            yield finding(
                rule,
                _in_signature(inspection, report, match.start()),
                f"落款的日期“{match[0]}”在本年度结束之前，本报告是{report.year}年度的",
                f"改为实际的日期，一般在 {report.year + 1}年1月至3月。",
                report,
            )


def _in_signature(inspection: Inspection, report: Report, start: int) -> Place:
    """Where a character of 落款 stands, which may have several lines below its key."""
    place, text = value_place(inspection, report, SIGNATURE), report.signature or ""
    if "\n" not in text:
        return place._replace(column=place.column + start)
    row, begin = text.count("\n", 0, start), text.rfind("\n", 0, start) + 1
    lines = inspection.archive.lines[place.file]
    line = place.line + 1 + row
    indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
    return Place(place.file, line, indent + start - begin + 1)


def _line(
    rule: Rule, report: Report, line: Line, first_year: int | None, *, is_strict: bool, is_preamble: bool
) -> Iterator[Finding]:
    text = line.text.translate(_WIDE) if _IS_WIDE.search(line.text) else line.text
    text = _NAMED.sub(lambda match: "”" * len(match[0]), text)
    for match in _IMPOSSIBLE.finditer(text):
        yield finding(
            rule,
            line.at(match.start()),
            f"“{match[0]}”不是年份",
            f"改为实际的年份，如 {report.year}年。",
            report,
        )
    years = _years.named(text)
    if years:
        yield from _beyond(report, line, text, years)
    if not is_strict:
        yield from _problems(report, line, text, years)
        return
    # A period that is not this year's, what last year's report has left, what is told too early.
    periods = dict(_wrong_periods(text, report, first_year, is_preamble)) if "月" in text else {}
    for start, said in periods.items():
        yield _not_the_period(report, line.at(start), said)
    for start, said in _leftovers(text, report, years, is_preamble=is_preamble):
        if start not in periods:
            yield _leftover(rule, report, line.at(start), said)
    for start, said in _too_early(text, report, is_preamble) if report.year + 1 in years else ():
        yield _ahead(report, line.at(start), said)


def _wrong_periods(
    text: str, report: Report, first_year: int | None, is_preamble: bool
) -> Iterator[tuple[int, str]]:
    for match in _PERIOD.finditer(text) if "日" in text else ():
        if _is_wrong(match, text, report, is_preamble, first_year):
            yield match.start(), match[0]
    if report.own_period is not None or first_year == report.year:
        return
    for match in _MONTHS.finditer(text):
        first, month, last, last_month = (int(each or match[2]) for each in match.groups()[1:])
        if (first, month, last, last_month) != (report.year, 1, report.year, LAST_MONTH):
            yield match.start("span"), match["span"]


def _too_early(text: str, report: Report, is_preamble: bool) -> Iterator[tuple[int, str]]:
    """Next year's, told as over, or as the year that is reported on."""
    following = report.year + 1
    for sentence in SENTENCE.finditer(text):
        if told := _years.told_as_over(following).match(sentence[0]):
            assert told.lastgroup is not None
            yield sentence.start() + told.start(told.lastgroup), told[told.lastgroup]
        elif _is_reported(sentence[0], report, is_preamble) and (
            early := _years.announced(following, report.agency_name).search(sentence[0])
        ):
            yield sentence.start() + early.start(), early[0]


def _beyond(report: Report, line: Line, text: str, years: frozenset[int]) -> Iterator[Finding]:
    """Years that are wrong in any chapter: as one that is compared with, or with its digits changed round.

    years: those of the text.
    """
    year = report.year
    wrong = _years.turned_round(year)
    is_far = wrong in years and wrong > year + FAR_AHEAD
    for match in _years.swapped(wrong).finditer(text) if is_far else ():
        if not _FAR.search(text):
            yield finding(
                RULE,
                line.at(match.start("year")),
                f"“{match['year']}”还没有到，本报告是{year}年度的",
                f"像是把数字写颠倒了，核对后改为 {year}年或实际的年份。",
                report,
                offers=_instead(line.at(match.start("year")), match["year"], year),
            )
    if year not in years:
        return
    for match in (*_years.compared(year).finditer(text), *_years.taken_for_last(year).finditer(text)):
        assert match.lastgroup is not None
        start, said = match.start(match.lastgroup), match[match.lastgroup]
        sentence = text[_start_of_sentence(text, match.start()) : _end_of_sentence(text, match.end())]
        if not any(said_year(other).search(sentence) for other in (year - 1, year + 1)):
            yield finding(
                RULE,
                line.at(start),
                f"这里写的是“{said}”，说的是本年以前的一年，本报告是{year}年度的",
                f"改为 {year - 1}年，并核对数字。",
                report,
                offers=_instead(line.at(start), said, year - 1),
            )


def _problems(report: Report, line: Line, text: str, years: frozenset[int]) -> Iterator[Finding]:
    """In the chapter of problems and plans: a plan for the year that is over, another year's problems.

    years: those of the text.
    """
    for year in sorted(years & {report.year, report.year - 1}, reverse=True):
        for match in _years.plan(year).finditer(text):
            assert match.lastgroup is not None
            start, said = match.start(match.lastgroup), match[match.lastgroup]
            clause = text[start : _end_of_sentence(text, match.end())]
            if _DONE.search(clause) or (year != report.year and _REFERRED.search(match[0])):
                continue
            yield finding(
                RULE,
                line.at(start),
                f"这里说的是今后的打算，写的是“{said}”，本报告是{report.year}年度的",
                f"打算是下一年的，改为 {report.year + 1}年；确实在说本年已做的事的，改为已完成的说法。",
                report,
                offers=_instead(line.at(start), said, report.year + 1),
            )
    if report.year - 1 in years:
        yield from _of_last_year(report, line, text)
    for match in _years.wanting(report.year + 1).finditer(text) if report.year + 1 in years else ():
        yield _ahead(report, line.at(match.start("year")), match["year"])


def _of_last_year(report: Report, line: Line, text: str) -> Iterator[Finding]:
    """Last year's problems."""
    told = {}
    for match in _years.looked_back(report.year - 1).finditer(text):
        if not said_year(report.year).search(match[0]):
            told[match.start("year")] = match["year"]
    for match in _years.wanting(report.year - 1).finditer(text):
        rest = text[match.start() : _end_of_sentence(text, match.end())]
        if not said_year(report.year).search(rest) and not _MENDED.search(rest):
            told[match.start("year")] = match["year"]
    for start, said in told.items():
        yield _leftover(RULE, report, line.at(start), said)


def _captions(report: Report, line: Line) -> Iterator[Finding]:
    """The words of a picture: those of last year's."""
    for caption in _CAPTION.finditer(line.text):
        if stale := _stale(caption["words"], report.year):
            yield _leftover(RULE, report, line.at(caption.start("words") + stale.start()), stale[0])


def _stale(words: str, year: int) -> re.Match[str] | None:
    """Last year's report, where what is named must be this year's."""
    if said_year(year).search(words):
        return None
    return _years.announced(year - 1, "").search(words)


def _start_of_sentence(text: str, end: int) -> int:
    return max(text.rfind(stop, 0, end) for stop in "。；！？") + 1


def _end_of_sentence(text: str, start: int) -> int:
    end = _STOP.search(text, start)
    return end.start() if end else len(text)


def _period(report: Report) -> str:
    return "至".join(f"{day.year}年{day.month}月{day.day}日" for day in report.period)


def _is_wrong(
    match: re.Match[str], text: str, report: Report, is_preamble: bool, first_year: int | None
) -> bool:
    """Whether a span of days is the period of the report, and not this year's."""
    first, month, day, last, last_month, last_day = match.groups()
    begins, ends = (int(first), int(month), int(day)), (int(last or first), int(last_month), int(last_day))
    if report.own_period is not None:
        is_own = (begins, ends) == tuple(day.timetuple()[:3] for day in report.own_period)
        return not is_own and is_preamble
    whole = (int(month), int(day), int(last_month), int(last_day)) == (1, 1, 12, 31)
    if whole and int(first) == report.year and int(last or first) == report.year:
        return False
    ends_well = (int(last_month), int(last_day)) == (12, 31) and int(first) == int(last or first) == report.year
    is_first = report.year == FIRST_YEAR and (int(month), int(day)) == (5, 1)
    if ends_well and (is_first or first_year == report.year):
        return False
    if report.form.is_free and (int(month), int(last_month)) == (9, 8) and int(last or first) == int(first) + 1:
        return report.year not in (int(first), int(first) + 1)
    if is_preamble or _STATISTICS.search(text[max(0, match.start() - 30) : match.end() + 10]):
        return True
    return whole and int(first) == report.year - 1 and last in (None, first, str(report.year))


def _not_the_period(report: Report, place: Place, said: str) -> Finding:
    return finding(
        RULE,
        place,
        f"统计期限写的是“{said}”，不是本年度",
        f"改为 {_period(report)}；确是这样统计的，写上“统计期限: {{起: …, 止: …}}”。",
        report,
    )


def _instead(place: Place, said: str, year: int) -> tuple[Proposal, ...]:
    """Another year in the place of one that is written in digits."""
    if not _IN_DIGITS.fullmatch(said):
        return ()
    return (TextProposal(passage(place, said), said, f"{year}年"),)


def _leftover(rule: Rule, report: Report, place: Place, said: str) -> Finding:
    return finding(
        rule,
        place,
        f"这里写的是“{said}”，本报告是{report.year}年度的",
        f"是上年的文字留下来的，改为 {report.year}年，并核对这句话是不是今年的情况；确实在说上年的写核对说明。",
        report,
        offers=_instead(place, said, report.year),
    )


def _ahead(report: Report, place: Place, said: str) -> Finding:
    return finding(
        RULE,
        place,
        f"这里写的是“{said}”，本报告是{report.year}年度的",
        f"改为 {report.year}年；说的是今后的，写成打算。",
        report,
        offers=_instead(place, said, report.year),
    )


@cache
def _claims(year: int) -> re.Pattern[str]:
    """That year where a sentence, with the own name blotted out, says when what it tells was done."""
    subject = rf"(?:{OWN}+|{WHO})"
    last = digits(year)
    counted = r"(?:共|累计|全年|新收|收到|受理|办结|主动公开)"
    return re.compile(
        # 2023年，本机关……; （一）2023年……; 经统计，2023年……
        rf"^\s*{HEADING}(?:[经据][^，。；]{{0,6}}(?:统计|核查|汇总|核实)[，,]?|回顾|纵观|综观)?(?P<a>{last}){_EARLIER}"
        # 在……领导下，2023年我局共……
        rf"|^[^，。；0-9]{{4,30}}[，,](?P<b>{last})(?=度?[，,]?{WHO}[^，。；]{{0,12}}?{counted})"
        # 本机关2023年度……
        rf"|{subject}(?:在|于)?(?P<c>{last}){_EARLIER}"
        # 全市林业系统2023年共……
        rf"|^\s*{HEADING}[^，。；0-9]{{1,14}}(?<![对就将把较比从自与和同于年在至到按照])(?P<g>{last})(?=度?(?:共|累计|全年)[^。；]{{0,30}}[0-9])"
        # 2023年12月31日前，全年……
        rf"|^\s*{HEADING}(?P<h>{last})(?=\s*12\s*月\s*31\s*日前[，,])"
        # 截至2023年12月31日，……; 截至2023年底，累计……
        rf"|^\s*{HEADING}截[至止]到?(?P<d>{last})(?=\s*12\s*月\s*31\s*日|[底末][，,][^。；]{{0,20}}(?:累计|共|全年))"
        # 2023年1月至12月，……
        rf"|^\s*{HEADING}(?P<e>{last})(?=\s*1\s*月\s*(?:至|到|—+|-+)\s*12\s*月)"
        # 2023年6月，组织……培训1期
        rf"|^\s*{HEADING}(?P<f>{last})(?=\s*[0-9]{{1,2}}\s*月[，,]?[^，。；]{{0,12}}?(?:组织|举办|开展|参加)[^。；]{{0,30}}?(?:培训|检查|宣传|宣讲|开放日|演练|竞赛)[^。；]{{0,20}}[0-9]\s*[期次场])"
    )


_EARLIER_REPORT = later(
    r"(?<![0-9])(?P<year>20[0-9]{2})\s*年(?=\s*度?\s*(?:政府|政务)信息公开(?:工作)?(?:年度|情况)?(?:报告|年报|情况))"
)


def _earlier_announced(words: str, year: int) -> re.Match[str] | None:
    """The year of an older report than last year's, as the one that is reported on."""
    return next((m for m in _EARLIER_REPORT.finditer(words) if int(m["year"]) < year), None)


_REPORTED = later(
    r"现将|以上为|特此公布|现公布|现发布|现予以?公[布开]|特编制|本报告|特?向社会公[布开]|公布如下|报告如下|编制(?:而成|本|了?本)"
)


def _is_reported(words: str, report: Report, is_preamble: bool) -> bool:
    """Whether a sentence says which report this is."""
    return is_preamble or _REPORTED.search(words) is not None or f"编制{report.agency_name}" in words


def _leftovers(
    text: str, report: Report, years: frozenset[int], *, is_preamble: bool
) -> Iterator[tuple[int, str]]:
    """Where last year stands in for this year, and how it is written. years: those of the text."""
    last, this = report.year - 1, said_year(report.year)
    if last not in years and not ("信息公开" in text and _EARLIER_REPORT.search(text)):
        return
    sentences = list(SENTENCE.finditer(text))
    names = (folded(report.agency_name),)
    for index, sentence in enumerate(sentences):
        words = sentence[0]
        if this.search(words):
            continue
        is_reported = _is_reported(words, report, is_preamble)
        if is_reported and (match := _years.announced(last, report.agency_name).search(words)):
            yield sentence.start() + match.start(), match[0]
            continue
        if is_reported and (match := _earlier_announced(words, report.year)):
            yield sentence.start() + match.start(), match[0]
            continue
        if match := _years.named_this(last).search(words):
            yield sentence.start() + match.start("year"), match["year"]
            continue
        if _THIS_YEAR.search(_WITH_LAST.sub("", words)) or _HONOUR.search(words):
            continue
        if index and this.search(sentences[index - 1][0]) and _ALSO.search(words):
            continue
        following = sentences[index + 1][0] if index + 1 < len(sentences) else ""
        if _NUMBER.search(words) and this.search(following[:14]):
            # Last year's figure, then this year's.
            continue
        is_compared = _COMPARED.search(words) is not None
        for match in _claims(last).finditer(without_own_name(words, names)):
            assert match.lastgroup is not None
            if match.lastgroup in ("a", "e") or not is_compared:
                yield sentence.start() + match.start(match.lastgroup), match[match.lastgroup]
