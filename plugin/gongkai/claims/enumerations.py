"""Totals and the kinds listed behind them: 公开信息95条，其中政策类24条、财政类66条、其他5条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from gongkai.claims.layer import AWAY
from gongkai.claims.numbers import CHINESE, Numeral, Sort, numerals, plain
from gongkai.claims.sentences import brackets_of, pieces_of, without_brackets
from gongkai.data_classes import dataclass
from gongkai.ground.patterns import later
from gongkai.words.texts import Axis, Group, hits, wording
from gongkai.words.traditional import unfolded

_CHANNEL = "(?:网络|网上|线上|平台|网站|邮寄|信函|来信|来函|当面|现场|窗口|书面|邮件|电子邮件|传真)"
_BY_CHANNEL = rf"{_CHANNEL}(?:提交|提出|递交|申请|收到|渠道|途径|方式)?(?:申请|的)?(?:有|为)?[0-9]+件"
_MAY_LIST = re.compile(
    # Nearly every place of a text is rejected by the first characters alone.
    rf"(?=[网线平邮信来当现窗书电传其包分（(：:共合总主涵])(?:{_CHANNEL}|其中|包括|包含|分别|[（(：:]|共计|合计|总计|共|主要[为是有]|涵盖)"
)
_MARKER = later(
    # Here too nearly every place is rejected by the first character.
    r"(?=[其含包涵分主，,：:])(?:(?P<open>(?:其中)?[，,：:]?(?:(?<![包])含|包含|涵盖))|(?P<within>其中)|(?P<all>包括|分别(?:为|是|有)?|主要(?:为|是|有)|分为)|(?P<colon>[：:])"
    r"|[，,](?P<parted>(?:按(?:来源|渠道|类别|途径|方式)分(?:为)?|(?:渠道|来源)分布)[为：:])"
    rf"|(?P<channels>(?<=件)[，,](?={_BY_CHANNEL}[、，]{_BY_CHANNEL})))"
)
_CAME_IN = later("(?:收到|受理|接收|接到)(?:了|各类|共)*$")
_GAP = later(r"[，,、；;\s]*(?:其中|具体|主要|内容|信息|内容)?[，,]?")
_NEXT = later(r"\s*[。；;]?\s*其中[，,：:]?")
_OPEN = later(r"等(?!级)|以及其[他它]|余[件条篇]")
_REST = later(r"其[他它余]|另外?[有]?")
_EACH = later(r"分别|分布为|[：:]")
_ENDS = later(
    # What is counted from here on is no kind of what was counted before.
    r"同时|此外|另外|(?:上|去|前)一?年|同期|20[0-9]{2}\s?年|同比|环比|增加|增长|减少|下降|上升|办理|受理|收到|答复|办结|回复|举办|开展|组织(?!机构|人事|建设)|召开|培训|征集|采纳"
    r"|处理|承办|接待|参加|参训|阅读|点击|浏览|访问|关注(?!热点|焦点|的|问题)|粉丝|累计|新增|共计|合计|总计|人大|政协|平均|每[月周天季]|全年|截[至止]|撤回|整改|审查|制定|修订|废止|失效|复议|诉讼|申请行政"
)
_OVERLAP = later(
    r"(?:部分|有的|同一|多数|同时在|同时通过)[^，。；]{0,8}(?:同时|同步|重复|多个?平台)|部分[^，。；]{0,8}多[种个]|重复(?:发布|统计|计算|计入|公开|提交)|件(?:[为系属]重复|同时)|同时(?:通过|以|采用|采取)|先后通过|多渠道|交叉|重合|重叠|不重复|并茂|兼[有具]"
    r"|[0-9]\s*(?:小时|个?工作日|日|天)(?:之?内|以内)|以[上下](?:的)?[0-9]"
)
"""部分信息同时在多个平台发布, 3日内答复5件: parts that hold each other."""
_MEDIA = later(
    "网站|公众号|微信|微博|抖音|头条|客户端|平台|媒体|图解|图片|图文|视频|音频|动漫|文字|[0-9]\\s*星"
)
_NOT = later("[未不]予?$")
_PROPOSALS = later("建议|提案|议案")
_PAUSE = later("[，、；,;：:]")
_TOTAL = later(r"(?:以上|上述|两项|三项|各项)?(?:合计|共计|总计|总共|一共|共)(?:有|为|是)?\s*$")
_NO_TOTAL = later(
    r"(?:(?:增加|增长|减少|下降|上升|多|少|新增|提高|降低)了?|[日月周年人户]均|平均|每[天日月周年期])\s*$"
)
"""Before a number that says how many more, or how many on average."""
_UNITS = frozenset("件条篇期次个份项宗起例部场家名人种类批幅册张户只") | {
    "人次",
    "件次",
    "批次",
    "万条",
    "万件",
    "万次",
    "万份",
}
_FEWEST = 2
_DIGITS, _COUNTERS = f"余多几来{CHINESE}", "".join(sorted({unit[0] for unit in _UNITS}))
_COUNTED = re.compile(f"[0-9{_DIGITS}]\\s*[{_COUNTERS}]")
"""Stands in each number that is counted in one of these: of a total and its parts there are two or more."""
LONGEST_PART = 30
"""Characters of a clause that is one kind of a list."""


FEWEST = 2
"""Parts that make a list."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A total, and its parts."""

    total: Numeral
    parts: tuple[Numeral, ...]
    is_closed: bool
    """Whether the parts are said to be all: 分别为, or the last is 其他."""
    is_open: bool
    """Whether they are said not to be all: 含, 等."""
    is_of_media: bool
    """Whether they are places or forms of what was published: the same may stand in several."""

    @property
    def sum(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def rounded_by(self) -> Decimal:
        """By how much the sum may differ from the total where they are told in 万: half of the last digit of each."""
        numerals = (self.total, *self.parts)
        return sum(
            (Decimal(1).scaleb(-each.decimals) / 2 for each in numerals if each.decimals < 0), Decimal(0)
        )


def enumerations(text: str) -> list[Enumeration]:
    """The totals of a line with their parts; places are offsets in the line."""
    if len(_counted_as_typed().findall(text)) < _FEWEST:
        return []
    text = plain(text)
    if not _MAY_LIST.search(text):
        return []
    found: list[Enumeration] = []
    pieces = list(pieces_of(text))
    for number, (start, end) in enumerate(pieces):
        stop = end
        if number + 1 < len(pieces) and _NEXT.match(text, pieces[number + 1][0]):
            stop = pieces[number + 1][1]
        if (
            len(_COUNTED.findall(text, start, stop)) >= _FEWEST
            and _MAY_LIST.search(text, start, stop)
            and not _OVERLAP.search(text, start, stop)
        ):
            found += [_moved(each, start) for each in _of_sentence(text[start:stop], end - start)]
    return found


@cache
def _counted_as_typed() -> re.Pattern[str]:
    """`_COUNTED` of a line that has not been made plain: few are."""
    return re.compile(rf"[0-9０-９{unfolded(_DIGITS)}]\s*[{unfolded(_COUNTERS)}]")


def _of_sentence(text: str, own: int) -> Iterator[Enumeration]:
    """Those of a sentence whose totals stand before own, brackets apart."""
    brackets = brackets_of(text)
    outer = without_brackets(text, brackets, 0, len(text))
    found = [numeral for numeral in numerals(outer) if numeral.unit in _UNITS]
    yield from _behind_markers(outer, found, own)
    yield from _before_totals(outer, found)
    for start, end in brackets:
        total = next((numeral for numeral in found if numeral.end == start), None)
        if total is None or not _is_total(outer, total):
            continue
        inner = AWAY * (start + 1) + without_brackets(text, brackets, start + 1, end - 1)
        inside = [numeral for numeral in numerals(inner) if numeral.unit in _UNITS]
        marker = _MARKER.search(inner, start + 1, inside[0].start) if inside else None
        is_open = marker is not None and marker["open"] is not None
        for each in _list(inner, total, inside, start + 1, is_open=is_open, is_all=False):
            # （其中甲3件、乙2件） names some, unless 其他 is the last of them.
            is_some = marker is not None and marker["within"] is not None and not each.is_closed
            yield replace(each, is_open=each.is_open or is_some)


def unit_of(numeral: Numeral) -> str:
    """What a number is counted in, whether by ones or by 万."""
    return numeral.unit.removeprefix("万")


def _is_total(text: str, numeral: Numeral) -> bool:
    return (
        numeral.sort is Sort.COUNT
        and numeral.unit in _UNITS
        and not _NO_TOTAL.search(text, max(0, numeral.start - 6), numeral.start)
    )


def _behind_markers(text: str, found: Sequence[Numeral], own: int) -> Iterator[Enumeration]:
    taken = -1
    for marker in _MARKER.finditer(text):
        before = [n for n in found if n.end <= marker.start()]
        if not before or marker.start() < taken:
            continue
        total = next((n for n in reversed(before) if _is_total(text, n)), None)
        if marker["channels"] and not _of_applications(text, total):
            continue
        if total is None or total.start >= own or (total is not before[-1] and before[-1].sort is Sort.OTHER):
            continue
        gap = text[total.end : marker.start()].replace(AWAY, "")
        if len(gap) > LONGEST_PART or (not marker["within"] and not _GAP.fullmatch(gap)):
            continue
        parts = [n for n in found if n.start >= marker.end()]
        is_all = any(marker[name] is not None for name in ("all", "colon", "parted"))
        # 收到申请30件，邮寄18件、当面13件: nothing says that these are all, but no more can be.
        is_open = marker["open"] is not None or marker["channels"] is not None
        for each in _list(text, total, parts, marker.end(), is_open=is_open, is_all=is_all):
            taken = each.parts[-1].end
            yield each


def _of_applications(text: str, total: Numeral | None) -> bool:
    """Whether it is applications that came in by channels, and none of another year is among them."""
    if total is None or "结转" in text:
        return False
    clause = max(text.rfind(sign, 0, total.start) for sign in "，。；") + 1
    return "申请" in text[clause : total.start] or _CAME_IN.search(text, clause, total.start) is not None


def _list(
    text: str, total: Numeral, found: Sequence[Numeral], start: int, *, is_open: bool, is_all: bool
) -> Iterator[Enumeration]:
    """The parts of a total from start on, as far as the list goes."""
    parts: list[Numeral] = []
    last = start
    about = text[max(text.rfind(sign, 0, total.start) for sign in "，。；、") + 1 : total.start]
    if _PROPOSALS.search(about):
        about += "人大政协"
    is_closed = is_all and bool(_EACH.search(text, max(0, start - 4), start))
    for numeral in found:
        clause = text[last : numeral.start].replace(AWAY, "")
        # 采纳3件，其中……，未采纳5件: what was not done is no part of what was.
        ends = any(end[0] not in about or _NOT.search(clause, 0, end.start()) for end in _ENDS.finditer(clause))
        # 其中甲3条、乙2条；推送信息5条: behind the semicolon something else is counted.
        ends = ends or ("；" in clause and len(parts) >= FEWEST and "；" not in text[start : parts[-1].start])
        if ends or "其中" in clause[1:] or "。" in clause.rstrip("其中，：") or len(clause) > LONGEST_PART:
            is_open = is_open or "其中" in clause
            break
        last = numeral.end
        if unit_of(numeral) != unit_of(total):
            continue
        if numeral.sort is not Sort.COUNT:
            is_open = True
            continue
        if _is_known_to_tables(clause):
            break
        parts.append(numeral)
        if _REST.search(clause):
            is_closed = True
    if _OPEN.search(text[last : last + 8]) or (parts and _OPEN.search(text[start : parts[0].start])):
        is_open = True
    if parts:
        is_of_media = _MEDIA.search(text, start, parts[-1].end) is not None
        yield Enumeration(total, tuple(parts), is_closed, is_open, is_of_media)


def _is_known_to_tables(clause: str) -> bool:
    """Whether a part is one that the tables count: that is checked against them."""
    return any(
        (hit.word.axis is Axis.COLUMN and hit.word.group is not Group.WEAK)
        or (hit.word.group in (Group.CARRIED, Group.OUTCOME, Group.REASON, Group.CASE) and not hit.word.beside)
        for hit in hits(wording(), clause)
    )


def _before_totals(text: str, found: Sequence[Numeral]) -> Iterator[Enumeration]:
    """建议12件、提案30件，共42件: the total behind its parts."""
    for at, total in enumerate(found):
        pauses = [
            match.end() for match in _PAUSE.finditer(text, max(0, total.start - LONGEST_PART), total.start)
        ]
        clause = text[pauses[-1] if pauses else max(0, total.start - LONGEST_PART) : total.start]
        if total.sort is not Sort.COUNT or not pauses or not _TOTAL.fullmatch(clause.strip()):
            continue
        parts: list[Numeral] = []
        end = total.start
        for numeral in reversed(found[:at]):
            if (
                unit_of(numeral) != unit_of(total)
                or numeral.sort is not Sort.COUNT
                or end - numeral.end > LONGEST_PART
            ):
                break
            parts.insert(0, numeral)
            end = numeral.start
        known = any(_is_known_to_tables(text[max(0, n.start - 14) : n.start]) for n in parts)
        sums = [sum((n.value for n in parts[first:]), Decimal(0)) for first in range(len(parts) - 1)]
        if len(parts) > 1 and not known and total.value not in sums:
            yield Enumeration(total, tuple(parts), is_closed=False, is_open=False, is_of_media=False)


def _moved(found: Enumeration, by: int) -> Enumeration:
    return Enumeration(
        _shifted(found.total, by),
        tuple(_shifted(part, by) for part in found.parts),
        found.is_closed,
        found.is_open,
        found.is_of_media,
    )


def _shifted(numeral: Numeral, by: int) -> Numeral:
    return numeral._replace(start=numeral.start + by, end=numeral.end + by)
