"""Years that cannot stand where they do, in a report of another year: as patterns by the year."""

from __future__ import annotations

import re
from functools import cache

_CHINESE = "〇一二三四五六七八九"
SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")
HEADING = r"(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、是]|[0-9]+[.、．])?\s*"
WHO = r"(?:本|我|全)(?:机关|单位|部门|办公室|街道|办事处|人民政府|政府|集团|中心|[区县市省镇乡局委办厅院旗盟州村会所校馆社关站队处]|支队|大队|总队|分局|公司|园区|管委会|系统)"
ALL_AT_ONCE = r"共计?(?=[^，。；同享]{0,24}[0-9])|累计|合计|没有发生|未发生|没有收|未收|未因|未发现|未出现|没有出现|新收|收到|受理|办结|减免|已全面完成|取得了"
"""How is told what a year brought."""
_WILL = (
    r"将(?:着力|重点|进一步|继续|加强|不断|持续|从|加大|努力|认真|严格|积极|切实|坚持|围绕|抓好|以[^，。]{0,12}(?:为|推|做|抓|提)|全面|深入|按照|紧紧|聚焦|健全|完善"
    r"|强化|推进|推动|做好|提升|提高|优化|针对|扎实|主要|采取|通过|结合|在[^，。]{0,16}上|加快|更加|组织|开展|做到|对标|查漏|补齐|着眼|立足|着手|争取|注重|借助|依托|突出|瞄准|紧盯|锚定|统筹|深化|拓展|拓宽|创新|探索|丰富|压实|狠抓|大力|稳步|适时|逐步|及时|定期|全力|奋力|充分|切实推)"
)
_DOING = (
    r"(?:重点|着力|主要|继续|进一步|从|抓|做好|加强|加大|力争|努力|持续|完成|实现|全面|深入|开展|推|健全|完善)"
)


_DIGIT = "[0-9〇○零一二三四五六七八九]"
_NAMED = re.compile(rf"{_DIGIT}{_DIGIT}{{3}}(?<!{_DIGIT}{{5}})\s*年")
_VALUES = str.maketrans("○零〇一二三四五六七八九", "000123456789", "年")


@cache
def digits(year: int) -> str:
    """A year in digits of either kind, with spaces between."""
    both = (f"(?:{d}|{'[〇○零0]' if d == '0' else _CHINESE[int(d)]})" for d in str(year))
    return f"(?<!{_DIGIT})" + "".join(both) + r"\s*年"


def named(text: str) -> frozenset[int]:
    """All years of a text, found at once: those of which `said` would find one."""
    return frozenset([int(year.translate(_VALUES)) for year in _NAMED.findall(text)])


@cache
def said(year: int) -> re.Pattern[str]:
    """The year itself."""
    return re.compile(digits(year))


@cache
def plan(year: int) -> re.Pattern[str]:
    """That year where a sentence tells what will be done."""
    return re.compile(
        rf"(?:^|[。；，：、\s]|[）)]|特别是|展望|面向)(?P<year>{digits(year)})(?:度|里|内)?(?:[，,]?\s*[^，。；：0-9]{{0,10}}?(?:{_WILL}|(?:计划|打算|拟|要)(?:进一步|继续|从|加|完善|健全|重点|开展|推|着力|持续|抓))"
        rf"|\s*(?:度)?(?:下一步)?的?(?:工作)?(?:打算|计划|思路|安排|设想|重点|改进措施|改进方向|努力方向)(?=[：:，。])"
        rf"|下一步(?:工作)?(?:打算|计划|思路|安排)?(?=[：:，。]))"
        # 将在2023年重点抓好……
        rf"|(?:将|拟|计划|打算|准备|力争|争取)[在于](?P<in>{digits(year)})(?!\s*(?:[^，。；]{{0,12}}?(?:基础|成效|成果|经验)))"
        # 将以2023年为新起点
        rf"|(?:将|要)以(?P<from>{digits(year)})为(?:新)?(?:起点|开端)"
        # 下一步，我局2023年重点抓好……
        rf"|(?:下一步|下一阶段|下阶段|下步|今后)(?:(?!对照|根据|针对|总结|结合|巩固|按照|基础)[^。；]){{0,16}}?(?P<next>{digits(year)})(?:度|里|内)?[，,]?(?:我[局县市区镇乡委办厅院校街道们单位]{{1,2}})?{_DOING}"
        # 2023年底前完成……
        rf"|(?:^|[。；：，]|[是要])\s*[在于]?(?P<by>{digits(year)})\s*(?:[0-9]{{1,2}}\s*月)?(?:年?底|末)?前(?:全面|基本|要|再)?(?:完成|实现|建成|出台|整改|修订|做到)(?!的)"
    )


@cache
def looked_back(year: int) -> re.Pattern[str]:
    """That year where a sentence says what came of it and what is wanting: 2023年，公开工作取得一定成效，但……."""
    about = r"(?!印发|出台|制定|发布|公布|修订|编制|建成|开通|受理|收到)[^。；，0-9]{0,10}?(?:工作|公开|我|本|全|虽|尽管|在|各)"
    return re.compile(
        rf"(?:^|[。；])\s*{HEADING}(?P<year>{digits(year)})度?[，,]?(?:[^。；]{{0,40}}?(?:工作|公开)[^。；]{{0,12}}?取得(?!的)[^。；，]{{0,12}}?(?:成效|成绩|进展|进步|效果)[^。]*"
        rf"|{about}(?:(?!整改|反馈|指出|通报|评估|年报|报告|问题清单)[^。；]){{0,60}}?(?:存在(?!的)|仍有|还有|尚有|有待|不够|差距|短板)[^。]*)"
    )


@cache
def wanting(year: int) -> re.Pattern[str]:
    """That year as the one of which problems are told: 2025年存在的主要问题."""
    return re.compile(
        rf"(?:^|[。；])\s*{HEADING}(?P<year>{digits(year)})度?[，,]?(?:{WHO})?(?:政府信息公开|政务公开|信息公开)?(?:工作)?(?:中|里)?(?:(?:还|仍|尚)?存在(?:的|着)?[^。；，]{{0,16}}?(?:问题|不足|差距|短板)|不足之处|主要不足)"
    )


@cache
def taken_for_last(year: int) -> re.Pattern[str]:
    """That year where the one before it is meant: 2024年结转的申请已于年初办结, 上年（2024年）."""
    return re.compile(
        rf"(?:上年|去年|上一年)度?(?:同期)?[（(](?P<last>{digits(year)})度?[）)]"
        rf"|(?P<year>{digits(year)})度?(?:结转|转入|遗留|结余)(?:的|至今年|至本年|到今年|到本年)?[^。；]{{0,20}}?(?:年初|[一1]季度|上半年|今年|本年)"
    )


@cache
def compared(year: int) -> re.Pattern[str]:
    """That year as one that is compared with."""
    return re.compile(
        rf"(?:(?<![不合相共])同|(?<![参])与|较|比)\s*(?P<year>{digits(year)})(?:度|同期)*\s*(?:相比|相较|比较|略有|有所|[大小]幅|(?:净|多|少)?[增减]|上升|下降|提高|降低|[多少](?!个|次|样)|翻)"
        rf"|(?:高于|低于|多于|少于|优于|超过)\s*(?P<than>{digits(year)})(?=度?[，。；])"
    )


def turned_round(year: int) -> int:
    """The year with its last two digits changed round."""
    return year // 100 * 100 + year % 10 * 10 + year // 10 % 10


@cache
def swapped(wrong: int) -> re.Pattern[str]:
    """That year, which is another one turned round, where it is told as a time."""
    return re.compile(rf"(?<![至到于—\-－~～–])(?P<year>{digits(wrong)})(?=\s*(?:度|[0-9]{{1,2}}\s*月|[，,]))")


@cache
def told_as_over(year: int) -> re.Pattern[str]:
    """That year, which is still to come, with what it brought."""
    return re.compile(
        rf"(?:^\s*{HEADING}(?:{WHO})?|{WHO})(?P<year>{digits(year)})(?:度|全年)?(?!\s*(?:[0-9]|[初底末]|上半|春|预算|部门|计划|版|重点|目录|第))"
        rf"(?:(?!将|拟|计划|预计|[需要]要|力争|争取|预算|已经?印发|提前)[^。；]){{0,40}}?(?:{ALL_AT_ONCE})"
        # 截至2025年12月31日，累计……
        rf"|^\s*{HEADING}截[至止]到?(?P<end>{digits(year)})(?:\s*12\s*月\s*31\s*日|[底末])[，,](?:(?!将|拟|计划|预计|力争)[^。；]){{0,30}}?(?:累计|共)"
    )


@cache
def announced(year: int, name: str) -> re.Pattern[str]:
    """That year as the one that is reported on."""
    whose = rf"(?:{re.escape(name)}|[^，。；《》0-9]{{1,16}}?[省市区县旗州镇乡局委厅办道院校馆社会])?"
    return re.compile(
        rf"{digits(year)}(?=\s*度?\s*(?:(?:政府|政务)?(?:信息)?公开(?:工作)?(?:年度|情况)?(?:报告|年报|情况|工作)"
        rf"|{whose}(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:报告|年报)))"
    )


@cache
def named_this(year: int) -> re.Pattern[str]:
    """That year as what this year is called: 今年（2023年）."""
    return re.compile(rf"(?:今年|本年度?|本报告期|年内|一年来)[（(](?P<year>{digits(year)})度?[）)]")
