"""G509: a slip of the pen: a word or clause twice in a row, an ordinal left out, a number left out, last year's sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from gongkai.findings import Finding, Level, TextProposal
from gongkai.model import Report
from gongkai.prose import Line
from gongkai.rules._neighbours import year_before
from gongkai.rules.rule import Example, Inspection, Rule, finding, passage
from gongkai.words.traditional import folded

RULE = Rule(
    code="G509",
    name="text-slip",
    level=Level.INFO,
    title="文字上的疏漏",
    explanation=(
        "同一个词或同一句话接连写了两遍，“一是……三是……”跳了号或重了号，列举中单位前面没有数字（“资质条、许可证76条”），"
        "带数字的一句话与上年的一字不差，引用了别的省份的规定。"
    ),
    why="都是修改和照抄时留下的痕迹，数字照抄的往往没有更新；发布前通读一遍可以避免。",
    since=2,
    bad=Example("总体情况: |\n  一是加强加强组织领导；三是健全制度。"),
    good=Example("总体情况: |\n  一是加强组织领导；二是健全制度。"),
    changed=3,
)

_HAN = "\u4e00-\u9fff"
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|https?://[^\s)）]+|\]\([^()\s]*\)|\{\{[^{}]*\}\}")
# Of two characters only what never stands twice by itself: 政府政府, but not 县人民政府政府信息公开 or 一个一个.
_LONG = rf"[{_HAN}]{{3,12}}"
_SHORT = (
    "加强|认真|积极|不断|及时|严格|切实|全面|做好|推进|提高|提升|完善|健全|落实|坚持|进行|通过|按照|根据|我们|我局|我镇|我县|我市"
    "|我区|本机关|信息|情况|制度|要求|内容|以及|并且|同时|主动|规范|强化|深入|继续|持续|确保|开展|组织|建立|加快|优化|围绕|有效|充分|依法|深化|加大|拓宽|拓展|细化|抓好|督促|定期|大力|扎实|稳步|有序|逐步|不仅|由于|因此|目前|推动|促进|维护|增强|全年|本年度|高度|重视|任务|责任|发布|工作|机制|审查|答复|网站|栏目|群众"
)
_BODY = "政府"
_TWICE = re.compile(
    rf"(?P<long>(?![一逐每层步]步){_LONG})(?P=long)"
    rf"|(?P<short>{_SHORT})(?P=short)"
    rf"|(?<![民县市区镇乡省州旗级本])(?P<body>{_BODY})(?P=body)"
    # Not 目的的, 标的的, 的的确确.
    r"|(?<![目标])(?P<of>的)的(?!确)"
)
_MAY_BE_TWICE = (
    re.compile(rf"({_LONG})\1"),
    re.compile("|".join(word + word for word in f"{_SHORT}|{_BODY}|的".split("|"))),
)
"""One of them matches wherever `_TWICE` does: three times as fast, for each begins with one kind of character."""
_TAIL = re.compile(r"[化量处科办栏员部厅网]")
"""信息信息化, 组织组织部: the second begins another word."""
_CLAUSE = re.compile(r"[^，。；：！？]+")
SHORTEST_CLAUSE, LONGEST_CLAUSE = 6, 60

_ORDINAL = re.compile(
    r"(?:(?<=[，。；：、！？（(\s])|^)\s*(?:(?P<is>[一二三四五六七八九十]{1,2})是(?!否)|第(?P<th>[一二三四五六七八九十]{1,2})(?=[，、：]))"
)
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}

_MISSING = re.compile(
    rf"(?<=[{_HAN}])(?:(?<![按几数多若干余些每逐单头线链枝便面信教金铁钢发纸一二三四五六七八九十百千万亿两])条(?!例|款|件|目|约|线|文|理|码|幅|块)"
    r"|(?<![开长短鸿通名首整全大几多一二三四五六七八九十百千万亿])篇(?!幅|章|目)"
    r"|(?<=申请)件|(?<=信息)件|(?<=政策)件|(?<=处罚)件|(?<=许可)件|(?<=提案)件|(?<=建议)件|(?<=法规)件|(?<=工单)件)(?=[、，])"
)
_SURELY_MISSING = re.compile(
    r"(?:信息条|文件件|稿件篇|解读[篇条]|宣讲场|培训[场次期]|会议次|活动[场次]|发布会场|推文[条篇]|工单件|展板块|海报张|手册册|汇编册|简报期|专刊期|说事会场|低保对象户)(?=[、，。；])"
)
"""No word ends so: 公开政府信息条，."""
_MAY_BE_MISSING = re.compile("[条篇件][、，]")
_TOGETHER = re.compile("[^，、；：。0-9]*(?:共|合计|合計|总计|總計)[计計]?[0-9]")
"""建议件、提案件共12件: the one number is of both."""
_COUNTED = re.compile(r"[0-9]\s*[条件篇个次期项份]")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s*年")
_COUNT = re.compile(r"(?<![0-9.第])([0-9]{2,})\s*(?:余|多)?[条件篇个次期项份人家场名]")
_MAY_BE_COUNTED = re.compile(r"[0-9年]\s*[余多]?[条件篇个次期项份人家场名]")
"""Faster, and matches wherever `_COUNT` does once years are said from the report's."""
SHORTEST_SENTENCE = 16
SMALLEST_COUNT = 10
"""A smaller number may well be the same two years running."""

_PROVINCE_OF_CODE = {
    each[:2]: each[2:]
    for each in [
        "11北京",
        "12天津",
        "13河北",
        "14山西",
        "15内蒙古",
        "21辽宁",
        "22吉林",
        "23黑龙江",
        "31上海",
        "32江苏",
        "33浙江",
        "34安徽",
        "35福建",
        "36江西",
        "37山东",
        "41河南",
        "42湖北",
        "43湖南",
        "44广东",
        "45广西",
        "46海南",
        "50重庆",
        "51四川",
        "52贵州",
        "53云南",
        "54西藏",
        "61陕西",
        "62甘肃",
        "63青海",
        "64宁夏",
        "65新疆",
    ]
}
"""By the first two digits of 网站标识码, which are those of GB/T 2260."""
_PROVINCES = "|".join((*_PROVINCE_OF_CODE.values(), "台湾"))
_PROVINCE = re.compile(_PROVINCES)
_OTHERS_LAW = re.compile(
    rf"《(?P<province>{_PROVINCES})(?:省|市|[^《》]{{0,4}}自治区)[^《》]*(?:条例|规定|办法|细则|规范|规程)[^《》]*》"
)


class _Slip(NamedTuple):
    start: int
    message: str
    remedy: str
    surplus: str = ""
    """What is to be left out, from the start on."""


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a slip, at its first character."""
    for report in inspection.reports:
        before = year_before(report, inspection)
        copied = _counted_sentences(before) if before is not None else frozenset()
        home = _home(inspection, report)
        for narrative in report.all_narratives:
            is_preamble = narrative is report.preamble
            for line in narrative.lines:
                if line.text.startswith("|"):
                    continue
                text = _QUOTED.sub(lambda match: "”" * len(match[0]), line.text)
                slips = [*_in_line(text), *_of_others(line.text, home)]
                if copied and not is_preamble:
                    slips += _copied(text, report.year, copied)
                for slip in sorted(slips):
                    yield _say(report, line, slip)
        for line in report.note_lines:
            simple = folded(line.text)
            for slip in sorted((*_doubled(line.text, simple), *_missing(line.text, simple))):
                yield _say(report, line, slip)


def _say(report: Report, line: Line, slip: _Slip) -> Finding:
    place = line.at(slip.start)
    offers = (TextProposal(passage(place, slip.surplus), slip.surplus, ""),) if slip.surplus else ()
    return finding(RULE, place, slip.message, slip.remedy, report, offers=offers)


@lru_cache(maxsize=4096)
def _in_line(text: str) -> tuple[_Slip, ...]:
    """What a line shows by itself: the same line stands in many reports."""
    simple = folded(text)
    return (*_doubled(text, simple), *_ordinals(text), *_missing(text, simple))


def _doubled(text: str, simple: str) -> Iterator[_Slip]:
    """A word, or a clause, that stands twice in a row. simple: the text, folded."""
    for match in _TWICE.finditer(simple) if any(each.search(simple) for each in _MAY_BE_TWICE) else ():
        assert match.lastgroup is not None
        if not _TAIL.match(simple, match.end()):
            word = text[slice(*match.span(match.lastgroup))]
            yield _Slip(match.start() + len(word), f"“{word}”接连写了两遍", "删去多写的一遍。", word)
    clauses = _CLAUSE.findall(text)
    if not any(map(str.endswith, clauses, clauses[1:])):
        return
    for one, other in pairwise(_CLAUSE.finditer(text)):
        if SHORTEST_CLAUSE <= len(other[0]) <= LONGEST_CLAUSE and one[0].endswith(other[0]):
            start = one.end() - len(other[0])
            twice = text[start : other.start()]
            yield _Slip(start, f"“{other[0]}”接连写了两遍", "删去多写的一遍。", twice)


def _ordinals(text: str) -> Iterator[_Slip]:
    """一是……三是……: each goes on from one before it, or begins anew."""
    if "是" not in text and "第" not in text:
        return
    opened: dict[str, list[int]] = {"is": [], "th": []}
    for match in _ORDINAL.finditer(text):
        assert match.lastgroup is not None
        number, before = _value(match[match.lastgroup]), opened[match.lastgroup]
        known = before[-1] if before else None
        if number == 1:
            before.append(1)
            continue
        while before and before[-1] != number - 1:
            before.pop()
        if not before and known is not None:
            yield _Slip(
                match.start(match.lastgroup) - (match.lastgroup == "th"),
                f"“{match[0].strip()}”前面数到的是第{known}项",
                "补上漏写的一项，或改正序号。",
            )
        before[-1:] = [number]


def _value(text: str) -> int:
    if "十" not in text:
        return _DIGITS[text[-1]]
    tens, _, ones = text.partition("十")
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


def _missing(text: str, simple: str) -> Iterator[_Slip]:
    """资质条、许可证76条: a unit without its number, in a sentence that counts others. simple: the text, folded."""
    found = [match.end() - 1 for match in _SURELY_MISSING.finditer(simple)]
    if _MAY_BE_MISSING.search(simple):
        counting = [each.span() for each in _SENTENCE.finditer(simple) if _COUNTED.search(each[0])]
        found += [match.start() for span in counting for match in _MISSING.finditer(simple, *span)]
    for at in dict.fromkeys(found):
        start = max(text.rfind(sign, 0, at) for sign in "，、；：。中") + 1
        if not _TOGETHER.match(text, at + 2):
            words, unit = text[start : at + 1], text[at]
            yield _Slip(start, f"“{words}”的“{unit}”前面没有数字", "补上数字；没有发生写 0。")


def _of_others(text: str, home: str | None) -> Iterator[_Slip]:
    """Another province's regulations, where the office's own province is known."""
    if home is None or "《" not in text:
        return
    for match in _OTHERS_LAW.finditer(text):
        if match["province"] != home:
            yield _Slip(
                match.start(), f"“{match[0]}”是别的省份的规定", "核对是不是照抄时没有改；确实引用的可以保留。"
            )


def _home(inspection: Inspection, report: Report) -> str | None:
    """The province that the office's name begins with, or that its site's code names; else that of an office above it."""
    agency = inspection.archive.agencies.get(report.agency)
    while agency is not None:
        if match := _PROVINCE.match(agency.name):
            return match[0]
        code = agency.website.code if agency.website is not None else None
        if home := _PROVINCE_OF_CODE.get((code or "")[:2]):
            return home
        agency = inspection.archive.agencies.get(agency.parent) if agency.parent else None
    return None


@lru_cache(maxsize=1024)
def _sentences(text: str, year: int) -> tuple[tuple[int, str], ...]:
    """The sentences of a line with years said from the report's, so that two years' can be compared.

    Kept until the next year's report is compared with them.
    """
    if not _YEAR.search(text):
        return tuple([(match.start(), match[0].strip()) for match in _SENTENCE.finditer(text)])
    return tuple(
        [
            (match.start(), _YEAR.sub(lambda said: f"年{int(said[0][:4]) - year}", match[0].strip()))
            for match in _SENTENCE.finditer(text)
        ]
    )


def _is_counted(sentence: str) -> bool:
    return len(sentence) >= SHORTEST_SENTENCE and any(
        int(count) >= SMALLEST_COUNT for count in _COUNT.findall(sentence)
    )


def _counted_sentences(report: Report) -> frozenset[str]:
    texts = (line.text for narrative in report.all_narratives for line in narrative.lines)
    return frozenset(
        sentence
        for text in texts
        if _MAY_BE_COUNTED.search(text)
        for _, sentence in _sentences(text, report.year)
        if _is_counted(sentence)
    )


def _copied(text: str, year: int, before: frozenset[str]) -> Iterator[_Slip]:
    if not _MAY_BE_COUNTED.search(text):
        return
    for start, sentence in _sentences(text, year):
        if sentence in before:
            count = _COUNT.search(text, start)
            yield _Slip(
                count.start() if count else start,
                "这句话连同数字与上年的报告一字不差",
                "核对数字是不是今年的；没有变化的可以保留。",
            )
