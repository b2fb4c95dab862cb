"""G503: a year in the text that is not this report's, where this report's must stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.findings import Finding, Level, Place, Proposal, TextProposal
from gongkai.model import Report
from gongkai.prose import Line, Narrative
from gongkai.rules.rule import Example, Inspection, Rule, finding, passage, value_place

RULE = Rule(
    code="G503",
    name="prose-year",
    level=Level.WARNING,
    title="正文里的年份不是本年度",
    explanation=(
        "该写本年度的地方（各章正文、导语、落款、表注、单元格的注、图片和附件的说明）留着上年的年份（“2023年，本机关……”），统计期限不是本年度1月1日至12月31日（2008年度从5月1日起；报告写了“统计期限”的照它），"
        "或者年份根本不存在（202020年）。与上年比较、规划的起止年、文号、书名、第五部分谈今后打算，都不算。"
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

_AHEAD = re.compile(r"问题|不足|改进|措施|打算|计划|建议|展望|下一步")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_IS_WIDE = re.compile("[０-９]")
_MAY_HAVE_YEARS = re.compile(r"[0-9０-９〇○零一二三四五六七八九]\s*年")
# What is named or quoted, and document numbers, bear the years of others.
_NAMED = re.compile(
    r"《[^《》]*》|“[^“”]*”|[〔\[（(【][^〕\]）)】]{0,12}[〕\]）)】]\s*第?\s*[0-9]+\s*号|https?://[^\s)）]+|\]\([^()\s]*\)"
)
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")
_CAPTION = re.compile(r"!\[(?P<words>[^\]]*)\]\(")
_CHINESE = "〇一二三四五六七八九"

_IN_DIGITS = re.compile(r"[0-9]{4}\s*年")
_ANY = re.compile(r"[0-9]{1,6}\s*年")
_IMPOSSIBLE = re.compile(
    r"(?<![0-9.])(?:(?:19|20)[0-9]{3,4}\s*年"  # 202020年, 20204年
    r"|20[0-9]\s*年(?=\s*(?:度|[0-9]{1,2}\s*月))"  # 202年度
    r"|2[1-9][0-9]{2}\s*年(?=\s*(?:度|[0-9]{1,2}\s*月|底|末)))"  # 2204年度
)
_SIGNED = re.compile(r"([0-9]{4})\s*年(?:\s*([0-9]{1,2})\s*月)?")
_DAY = r"\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日"
_PERIOD = re.compile(
    rf"(?<![0-9])([0-9]{{4}})\s*年{_DAY}\s*(?:零时|起|开始)?[，,]?\s*(?:至|到|—+|-+|－+|~|～|–)\s*(?:([0-9]{{4}})\s*年)?{_DAY}"
)
_STATISTICS = re.compile(r"统计|期限|起止|时限|时段|数据")

_WHO = r"(?:本|我|全)(?:机关|单位|部门|办公室|街道|办事处|人民政府|政府|集团|中心|[区县市省镇乡局委办厅院旗盟州村会所])"
# Behind a year that tells when something was done which this year only goes on from.
_EARLIER = (
    r"(?!\s*度?\s*(?:底|末|初|以来|起|开始|之前|以前|前|后|同期|相比|版|印发|出台|制定|制发|颁布|发布的|修订|公布的|批复|获|被|荣获"
    r"|建成|成立|开通|上线|启动|创建|至|到|—|-|－|~|～|–|、|和|与|及|或|[0-9]{1,2}\s*月"
    r"|考核|测评|评估|评议|计划|要点|方案|规划|预算|决算|结转|遗留|收到的|受理的|申请的|新收的|未办结|尚未|(?:政府)?(?:信息公开)?(?:工作)?(?:年度)?报告|年报))"
)
_COMPARED = re.compile(r"相比|相较|比较|较[^强大好多长高为]|比上|比去|同比|持平|对比")
_THIS_YEAR = re.compile(r"今年|本年|当年|本报告期|去年|上年|上一年")
_WITH_LAST = re.compile(
    r"(?:比|较|同|与)(?:上年|去年|上一年)(?:度)?(?:同期)?(?:相比|比较)?|(?:上年|去年|上一年)度?(?:结转|转入|遗留)"
)
_STOP = re.compile("[。；！？]")
_DONE = re.compile(r"已|取得|完成了|了[，。]|未能|仍|尚|不足|不够|存在|以来|期间")
_WILL = (
    r"将(?:着力|重点|进一步|继续|加强|不断|持续|从|加大|努力|认真|严格|积极|切实|坚持|围绕|抓好|以[^，。]{0,12}为|全面|深入|按照|紧紧|聚焦|健全|完善"
    r"|强化|推进|推动|做好|提升|提高|优化|针对|扎实|主要|采取|通过|结合|在[^，。]{0,16}上|加快|更加|组织|开展|做到)"
)
_HONOUR = re.compile(r"被[^，。]{0,20}(?:确定|列|评|授予|命名)|荣获|获评")
_NUMBER = re.compile(r"[0-9]\s*+(?:[余多]\s*+)?[件条次期篇个项%％]")


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a year, at its first digit."""
    for report in inspection.reports:
        first_year = inspection.archive.agencies[report.agency].first_year
        yield from _title(RULE, inspection, report)
        yield from _signature(RULE, inspection, report)
        for narrative, is_strict in _narratives(report):
            for line in narrative.lines:
                yield from _line(
                    RULE,
                    report,
                    line,
                    first_year,
                    is_strict=is_strict,
                    is_preamble=narrative is report.preamble,
                )
                yield from _captions(report, line)
        for line in report.note_lines:
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
    last, this = _year(report.year - 1), _year(report.year)
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
    if not _MAY_HAVE_YEARS.search(line.text):
        return
    text = line.text.translate(_WIDE) if _IS_WIDE.search(line.text) else line.text
    text = _NAMED.sub(lambda match: "”" * len(match[0]), text)
    for match in _impossible(text):
        yield finding(
            rule,
            line.at(match.start()),
            f"“{match[0]}”不是年份",
            f"改为实际的年份，如 {report.year}年。",
            report,
        )
    if not is_strict:
        for match in _plan(report.year).finditer(text):
            clause = text[match.start("year") : _end_of_sentence(text, match.end())]
            if not _DONE.search(clause):
                yield finding(
                    rule,
                    line.at(match.start("year")),
                    f"这里说的是今后的打算，写的是“{match['year']}”，本报告是{report.year}年度的",
                    f"打算是下一年的，改为 {report.year + 1}年；确实在说本年已做的事的，改为已完成的说法。",
                    report,
                    offers=_instead(line.at(match.start("year")), match["year"], report.year + 1),
                )
        for match in _looked_back(report.year - 1).finditer(text):
            if not _year(report.year).search(match[0]):
                yield _leftover(rule, report, line.at(match.start("year")), match["year"])
        return
    found = _PERIOD.finditer(text) if "月" in text else ()
    periods = [match for match in found if _is_wrong(match, text, report, is_preamble, first_year)]
    for match in periods:
        yield finding(
            rule,
            line.at(match.start()),
            f"统计期限写的是“{match[0]}”，不是本年度",
            f"改为 {_period(report)}；确是这样统计的，写上“统计期限: {{起: …, 止: …}}”。",
            report,
        )
    taken = {match.start() for match in periods}
    for start, said in _leftovers(text, report, is_preamble):
        if start not in taken:
            yield _leftover(rule, report, line.at(start), said)


def _captions(report: Report, line: Line) -> Iterator[Finding]:
    """The words of a picture: those of last year's."""
    for caption in _CAPTION.finditer(line.text):
        if stale := _stale(caption["words"], report.year):
            yield _leftover(RULE, report, line.at(caption.start("words") + stale.start()), stale[0])


def _stale(words: str, year: int) -> re.Match[str] | None:
    """Last year's report, where what is named must be this year's."""
    if _year(year).search(words):
        return None
    return _announced(year - 1).search(words)


def _end_of_sentence(text: str, start: int) -> int:
    end = _STOP.search(text, start)
    return end.start() if end else len(text)


def _impossible(text: str) -> Iterator[re.Match[str]]:
    """What stands where a year does and is none."""
    for year in _ANY.finditer(text):
        if match := _IMPOSSIBLE.match(text, year.start()):
            yield match


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


@cache
def _digits(year: int) -> str:
    """A year in digits of either kind, with spaces between."""
    both = (f"(?:{d}|{'[〇○零0]' if d == '0' else _CHINESE[int(d)]})" for d in str(year))
    return r"(?<![0-9〇○零一二三四五六七八九])" + "".join(both) + r"\s*年"


@cache
def _year(year: int) -> re.Pattern[str]:
    return re.compile(_digits(year))


@cache
def _claims(year: int, name: str) -> re.Pattern[str]:
    """That year where a sentence says when what it tells was done."""
    subject = rf"(?:{re.escape(name)}|{_WHO})"
    heading = r"(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、是]|[0-9]+[.、．])?\s*"
    last = _digits(year)
    return re.compile(
        # 2023年，本机关……; （一）2023年……
        rf"^\s*{heading}(?P<a>{last}){_EARLIER}"
        # 本机关2023年度……
        rf"|{subject}(?:在|于)?(?P<b>{last}){_EARLIER}"
        # 截至2023年12月31日，……
        rf"|^\s*{heading}截[至止]到?(?P<c>{last})(?=\s*12\s*月\s*31\s*日)"
    )


@cache
def _plan(year: int) -> re.Pattern[str]:
    """That year where a sentence tells what will be done."""
    return re.compile(
        rf"(?:^|[。；，：、\s]|[）)])(?P<year>{_digits(year)})(?:度|里|内)?(?:[，,]?\s*[^，。；：0-9]{{0,10}}?(?:{_WILL}|(?:计划|打算|拟)(?:进一步|继续|从|加|完善|健全|重点|开展|推))"
        rf"|\s*(?:度)?(?:下一步)?的?(?:工作)?(?:打算|计划|思路|安排|设想)(?=[：:，。])"
        rf"|下一步(?:工作)?(?:打算|计划|思路|安排)?(?=[：:，。]))"
    )


@cache
def _looked_back(year: int) -> re.Pattern[str]:
    """That year where a sentence says what came of it, before what is wanting: 2023年，公开工作取得一定成效，但……."""
    return re.compile(
        rf"(?:^|[。；])\s*(?P<year>{_digits(year)})度?[，,]?[^。；]{{0,40}}?(?:工作|公开)[^。；]{{0,12}}?取得(?!的)[^。；，]{{0,12}}?(?:成效|成绩|进展|进步|效果)[^。]*"
    )


@cache
def _announced(year: int) -> re.Pattern[str]:
    """That year as the one that is reported on."""
    return re.compile(
        rf"{_digits(year)}(?=\s*度?\s*(?:政府|政务)?(?:信息)?公开(?:工作)?(?:年度|情况)?(?:报告|年报|情况|工作))"
    )


_EARLIER_REPORT = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})\s*年(?=\s*度?\s*(?:政府|政务)信息公开(?:工作)?(?:年度|情况)?(?:报告|年报|情况))"
)


def _earlier_announced(words: str, year: int) -> re.Match[str] | None:
    """The year of an older report than last year's, as the one that is reported on."""
    return next((m for m in _EARLIER_REPORT.finditer(words) if int(m["year"]) < year), None)


_REPORTED = re.compile(r"现将|现公布|特编制|本报告|特?向社会公[布开]|公布如下|报告如下|编制(?:而成|本|了?本)")


def _leftovers(text: str, report: Report, is_preamble: bool) -> Iterator[tuple[int, str]]:
    """Where last year stands in for this year, and how it is written."""
    last, this = report.year - 1, _year(report.year)
    if not _year(last).search(text) and not _EARLIER_REPORT.search(text):
        return
    sentences = list(_SENTENCE.finditer(text))
    for index, sentence in enumerate(sentences):
        words = sentence[0]
        if this.search(words):
            continue
        if (is_preamble or _REPORTED.search(words)) and (match := _announced(last).search(words)):
            yield sentence.start() + match.start(), match[0]
            continue
        if (is_preamble or _REPORTED.search(words)) and (match := _earlier_announced(words, report.year)):
            yield sentence.start() + match.start(), match[0]
            continue
        if _THIS_YEAR.search(_WITH_LAST.sub("", words)) or _HONOUR.search(words):
            continue
        following = sentences[index + 1][0] if index + 1 < len(sentences) else ""
        if _NUMBER.search(words) and this.search(following[:14]):
            # Last year's figure, then this year's.
            continue
        is_compared = _COMPARED.search(words) is not None
        for match in _claims(last, report.agency_name).finditer(words):
            assert match.lastgroup is not None
            if match.lastgroup == "a" or not is_compared:
                yield sentence.start() + match.start(match.lastgroup), match[match.lastgroup]
