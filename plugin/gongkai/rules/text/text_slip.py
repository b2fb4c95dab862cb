"""G509: a slip of the pen: a word or clause twice in a row, an ordinal left out, a number left out, last year's sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from gongkai.findings import Finding, Level, TextProposal
from gongkai.ground.patterns import later
from gongkai.model import Report
from gongkai.prose import Line
from gongkai.rules._neighbours import year_before
from gongkai.rules.rule import Example, Inspection, Rule, finding, passage
from gongkai.rules.text._ordinals import astray
from gongkai.words.traditional import folded

RULE = Rule(
    code="G509",
    name="text-slip",
    level=Level.INFO,
    title="文字上的疏漏",
    explanation=(
        "同一个词或同一句话接连写了两遍，“一是……三是……”跳了号或重了号，列举中单位前面没有数字（“资质条、许可证76条”），法规的名称写错（“公开条列”），"
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
_LONG = rf"[{_HAN}]{{3,12}}"
_SEAMS = later(
    "公开|收费|学校|部门|储备|代表|单位|社会|医院|企业|社区|街道|机关|机构|中心|银行|公司|集团|大学|学院|法院|人员|领导|会议|委员|村民|居民|职工|学生|教师"
    "|教育|管理|服务|工程|项目|资金|建设|安全|监督|审计|统计|税务|环境|交通|文化|旅游|生活|经济|市场|农业|工业|国家|[省市县区镇村]级"
    "|研究|讨论|商量|学习|宣传|交流|了解|咨询|许多|说明|计划|培训"
)
"""Of two characters, what may stand twice: one thing's name ends with it, and another's begins (中小学校学校食堂), or it is said so."""
_BEFORE_SEAM = {"政府": "民县市区镇乡省州旗级本", "组织": "级党团会层"}
"""And what does behind these characters: 县人民政府政府信息公开, 各级组织组织活动."""
_TWICE = later(
    # Nearly every place of a text is rejected by the first line alone.
    rf"(?=([{_HAN}]{{2,12}})\1|([的了和与对在上将是由中向把会为])\2)(?:"
    rf"(?P<long>(?![一逐每层步]步){_LONG})(?P=long)"
    # Not 一个一个, 逐条逐条.
    rf"|(?P<short>(?![一逐每几半两很好]|多(?!次))(?P<first>[{_HAN}])(?!(?P=first))[{_HAN}])(?P=short)"
    # Not 目的的, 标的的, 的的确确.
    r"|(?<![目标])(?P<of>的)的(?!确)"
    # Not 进行了了解, 和和平社区, 现在在全县, 理由由申请人, 为为企业减负而出台的措施.
    r"|(?P<done>了)了(?![解然却结断无望事悟分])|(?P<and>和)和(?![平睦谐解气美顺煦悦田硕县])|(?<!参)(?P<with>与)与(?!会)"
    r"|(?<!一)(?P<to>对)对(?![口外象接策应比标照方内待账联换台]|公账)|(?<![现存内正潜所旨实])(?P<at>在)在(?![建职岗校线编册办审途押场座外库保研位])"
    r"|(?<![下加比])(?P<on>上)上(?![一海下周月个年级签传线报门网架岗墙榜学班访])|(?P<will>将)将(?![来领军近要士才])|(?P<is>是)是(?![非否])|(?P<grip>把)把(?![关脉握])|(?P<meet>会)会(?![议场员长计见面务谈同展费标徽址籍商审签堂馆友])|(?<![其集高初])(?P<mid>中)中(?![国央心学小级医午间期旬介部])|(?<![方动转导意倾面走取流])(?P<toward>向)向(?![日上阳])|(?<![理自事缘因])(?P<by>由)由(?![于此衷来])|(?<![一-龥])(?P<for>为)为(?![何啥])(?=[^，。；的而]{2,20}[，。；]))"
)
_MAY_BE_WORD_TWICE = re.compile(rf"([{_HAN}]{{2,12}})\1")
_MAY_BE_SIGN_TWICE = re.compile(r"([的了和与对在上将是由中向把会为])\1")
"""One of the two matches wherever `_TWICE` does, and both are faster than its many words."""
_TAIL = later(r"[化量处科办栏员部厅网性者不局委院校站所物再]|(?<=工作)[组室站]|(?<=发布)会|情况")
"""信息信息化, 组织组织部: the second begins another word."""
_COMPOUND = later(
    r"申请[人书件量表]|企业[家名]|公众号|服务[对站区中点]|数据[库局]|会议[室纪]|计划生|领导[小干班]|流程图|意见[箱书]|文件[夹柜名]|报告[人书会厅]|审核人|社会[组保各公治救主]|问题[导清线整]"
    r"|单位名|政策性|部门规|结果[维纠运]|平台型|质量监|人员名|事项清|建议人|年度报|目录[清树]|条例实|标准地"
)
"""And of words that are less often the first of two."""
_CLAUSE = later(r"[^，。；：！？]+")
_SIDE_BY_SIDE = re.compile(r"[，。；：、](?P<words>[^，。；：！？、]{4,30}+)、(?P=words)(?=[，。；、])")
SHORTEST_CLAUSE, LONGEST_CLAUSE = 6, 60
_CLAUSE_AGAIN = re.compile(
    rf"[，。；：！？]([^，。；：！？]{{{SHORTEST_CLAUSE},{LONGEST_CLAUSE}}}+)[，。；：！？]+\1"
)
"""In a text turned round, where a search goes from pause to pause: a clause with which the one before it ends."""

# Each of the next two begins with one class of characters, which is fastest, and looks back from there.
_MISSING = later(
    rf"[条篇件](?=[、，])(?:(?<=[{_HAN}]条)(?<![按几数多若干余些每逐单头线链枝便面信教金铁钢发纸一二三四五六七八九十百千万亿两]条)"
    rf"|(?<=[{_HAN}]篇)(?<![开长短鸿通名首整全大几数多若干余些每逐单一二三四五六七八九十百千万亿两]篇)"
    r"|(?<=(?:申请|信息|政策|处罚|许可|提案|投诉|举报|诉求|留言|建议|法规|工单)件))"
)
_SURELY_MISSING = later(
    r"[条件篇场次期份册个处块家项张户](?=[、，。；])(?:"
    r"(?<=(?:信息|动态|公告|解读|推文)条|(?:文件|事项|工单)件|(?:稿件|解读|推文)篇"
    r"|(?:培训|讲座|访谈|直播|活动|演练|宣讲)场|(?:会议|培训|检查|活动|讲座|督查|演练|抽查|评议|访谈|调研|采访)次"
    r"|(?:热线|来电)[次个]|(?:简报|公报|专刊|月报|访谈|节目|讲堂)期|(?:资料|手册|指南|折页|材料|问卷|海报|清单|读本|传单)份|(?:手册|读本|汇编|指南)册"
    r"|(?:栏目|账号|专栏|网站|专题|视频)个|(?:路段|点位|网点|站点)处|展板块|(?:海报|公示|告示|通告|布告)张|(?:单位|部门|机构)家"
    r"|(?:事项|政策|目录|制度|任务|标准|措施)项)"
    r"|(?<=(?:发布|说事|宣讲|座谈|听证|恳谈|说明|推介|报告)会场|培训班期|明白卡份|(?:查阅点|公开栏|公示栏)[个处]|显示屏[处块]|(?:公开|公示)栏块|宣传画张)"
    r"|(?<=册册)|(?<=低保对象户))"
)
"""No word ends so: 公开政府信息条，."""
_TRAINING = later(r"(?:组织|举办|开展|召开)[^，。；、0-9]{0,10}培训期(?=[、，。；])")
"""培训期 alone is a word, of a time."""
_MAY_LACK = re.compile("[条件篇场次期份册个处块家项张户][、，。；]")
"""A unit behind which its number cannot stand: in most lines there is none."""
_SAME_UNIT = later(
    r"[0-9]\s*[余多]?(?P<unit>[条件篇次场期份项个户家处张册部块批])[，、；][^，。、；：0-9一二三四五六七八九十百千两几数多]{2,14}"
    r"(?:(?<![按几数多若干余些每逐单头线链枝便面信教金铁钢发纸])条|(?<![文事邮软信案要附证条部稿来收办零配组物抄急密函批申])件|(?<![开长短鸿通名首整全大干些余])篇"
    r"|(?<![档层再其首多每初依名批人场频届班屡])次|(?<![市现广农会车立机操林牧战职剧体当到在入])场"
    r"|(?<![日定学假周短长按逾到延如近前中后时同预早工限末初年首当每月分任汛春秋暑寒疫过两训])期|(?<![身月年股省成])份|(?<![事专款选奖各单逐多立])项"
    r"|(?<![各逐整多几])个|(?<![农商用住账客入贫保门落过开散体])户|(?<![国专大农商作业厂居回人买卖])家|(?<![办好各到用之出查惩相四深难住处科])处"
    r"|(?<![主紧扩])张|(?<![手名注在画图造])册|(?<![干全内外支总各局诊])部|(?<![板地模])块|(?<![审报分成逐获首大整])批)"
    r"(?<=(?P=unit))(?=[、，。；])"
)
"""许可结果88项、审批结果项: the same unit as of the number beside it."""
_VISITS = later(r"(?<=[一-龥][，、；])(?:接待|解答|服务|培训|惠及)[^，。、；：0-9统计]{0,8}人次(?=[，、；。])")
"""接待群众咨询人次 beside another that has its number."""
_IS_A = later("(?:全部|均|皆|都)?(?:属于?|为|是|系)|(?:均|也|并)?(?:无|没有|未(?:有|发生|出现))")
"""全部属自然人申请件, 无超期件: there it is a noun."""
_WITH_NUMBER = {unit: re.compile(rf"[0-9余多]\s*{unit}") for unit in "条件篇场次期份册个处块家项张户部批人"}
"""A unit that has its number."""
_TOGETHER = later("[^，、；：。0-9]*(?:共|合计|合計|总计|總計)[计計]?[0-9]")
"""建议件、提案件共12件: the one number is of both."""
_COUNTED = later(r"[0-9]\s*(?:[条件篇个次期项份场户名]|人次)")
_SENTENCE = later(r"[^。！？]+[。！？]?")
_YEAR = later(r"(?:19|20)[0-9]{2}\s*年")
_COUNT = re.compile(r"([0-9](?<![0-9.第].)[0-9]+)\s*(?:余|多)?[条件篇个次期项份人家场名]")
_MAY_BE_COUNTED = re.compile(r"[0-9年](?:(?<=[0-9年][0-9])|(?<=年))\s*[余多]?[条件篇个次期项份人家场名]")
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
_PROVINCE = later(_PROVINCES)
_OWN = later("([一-龥]{2,3})省")
_OTHERS_LAW = later(
    rf"《(?P<province>{_PROVINCES})(?:省|市|[^《》]{{0,4}}自治区)(?:[^《》]*(?:条例|规定|办法|细则|规范|规程)[^《》]*|[^《》]*公开[^《》]*(?:要点|意见|通知|方案|标准|指引|计划)[^《》]*)》"
)
_AS_EXAMPLE = later("学习|借鉴|参考|参照|考察|对标|交流")
_MISSPELT = later(r"《[^《》]*(?P<wrong>条列|条利|办发|规订)(?=》|（)")
_MEANT = {"条列": "条例", "条利": "条例", "办发": "办法", "规订": "规定"}


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
        copied = _sentences_before(before) if before is not None else frozenset()
        home = _home(inspection, report)
        for narrative in report.all_narratives:
            is_preamble = narrative is report.preamble
            lines = [line for line in narrative.lines if not line.text.startswith("|")]
            texts = [_QUOTED.sub(lambda match: "”" * len(match[0]), line.text) for line in lines]
            ordinals = _ordinals(texts)
            for number, (line, text) in enumerate(zip(lines, texts, strict=True)):
                slips = [*_in_line(text), *ordinals.get(number, ())]
                if "《" in line.text:
                    slips += (*_of_others(line.text, home), *_misspelt(line.text))
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
    return (*_doubled(text, simple), *_missing(text, simple))


def _doubled(text: str, simple: str) -> Iterator[_Slip]:
    """A word, or a clause, that stands twice in a row. simple: the text, folded."""
    may_be_twice = _MAY_BE_WORD_TWICE.search(simple) or _MAY_BE_SIGN_TWICE.search(simple)
    for match in _TWICE.finditer(simple) if may_be_twice else ():
        assert match.lastgroup is not None
        word = text[slice(*match.span(match.lastgroup))]
        second = match.start() + len(word)
        if len(word) == 1 or not _is_at_seam(match, simple, second):
            yield _Slip(second, f"“{word}”接连写了两遍", "删去多写的一遍。", word)
    for match in _SIDE_BY_SIDE.finditer(text) if "、" in text else ():
        words = match["words"]
        yield _Slip(match.start("words"), f"“{words}”接连写了两遍", "删去多写的一遍。", words + "、")
    if not _CLAUSE_AGAIN.search("。" + text[::-1]):
        return
    for one, other in pairwise(_CLAUSE.finditer(text)):
        # What is quoted is blotted out: “甲”3件，“乙”3件.
        if (
            "””" not in other[0]
            and SHORTEST_CLAUSE <= len(other[0]) <= LONGEST_CLAUSE
            and one[0].endswith(other[0])
        ):
            start = one.end() - len(other[0])
            twice = text[start : other.start()]
            yield _Slip(start, f"“{other[0]}”接连写了两遍", "删去多写的一遍。", twice)


def _is_at_seam(match: re.Match[str], simple: str, second: int) -> bool:
    """Whether a word stands twice since one thing's name ends with it and another's begins."""
    word = simple[second : match.end()]
    before = simple[match.start() - 1 : match.start()]
    return (
        _SEAMS.fullmatch(word) is not None
        or (before != "" and before in _BEFORE_SEAM.get(word, ""))
        or _TAIL.match(simple, match.end()) is not None
        or _COMPOUND.match(simple, second) is not None
    )


def _ordinals(texts: Sequence[str]) -> Mapping[int, list[_Slip]]:
    """一是……三是……, by the line in which it goes on from none."""
    found: dict[int, list[_Slip]] = {}
    for line, ordinal, known in astray(texts):
        before = f"前面数到的是第{known}项" if known is not None else "前面没有第1项"
        slip = _Slip(ordinal.start, f"“{ordinal.text.strip()}”{before}", "补上漏写的一项，或改正序号。")
        found.setdefault(line, []).append(slip)
    return found


def _missing(text: str, simple: str) -> Iterator[_Slip]:
    """资质条、许可证76条: a unit without its number, in a sentence that counts others. simple: the text, folded."""
    if not _MAY_LACK.search(simple):
        return
    found = [match.start() for match in _SURELY_MISSING.finditer(simple)]
    found += [match.end() - 1 for match in _SAME_UNIT.finditer(simple)]
    if "培训期" in simple:
        found += [match.end() - 1 for match in _TRAINING.finditer(simple)]
    if "人次" in simple:
        found += [match.end() - 2 for match in _VISITS.finditer(simple)]
    if _MISSING.search(simple):
        counting = [each.span() for each in _SENTENCE.finditer(simple) if _COUNTED.search(each[0])]
        found += [match.start() for span in counting for match in _MISSING.finditer(simple, *span)]
    for at in dict.fromkeys(found):
        start = max(text.rfind(sign, 0, at) for sign in "，、；：。中") + 1
        # 共收到15件咨询投诉件: there it is part of the noun.
        has_number = _WITH_NUMBER[simple[at]].search(simple, start, at) is not None
        is_named = _IS_A.match(simple, start) is not None
        if not has_number and not is_named and not _TOGETHER.match(text, at + 2):
            unit = "人次" if simple.startswith("人次", at) else text[at]
            words = text[start : at + len(unit)]
            yield _Slip(start, f"“{words}”的“{unit}”前面没有数字", "补上数字；没有发生写 0。")


def _of_others(text: str, home: str | None) -> Iterator[_Slip]:
    """Another province's regulations, where the office's own province is known."""
    for match in _OTHERS_LAW.finditer(text) if home is not None else ():
        clause = text[max(text.rfind(sign, 0, match.start()) for sign in "，。；") + 1 : match.start()]
        if match["province"] != home and not _AS_EXAMPLE.search(clause):
            yield _Slip(
                match.start(), f"“{match[0]}”是别的省份的规定", "核对是不是照抄时没有改；确实引用的可以保留。"
            )


def _misspelt(text: str) -> Iterator[_Slip]:
    """The name of a law or rule that ends in no such word."""
    for match in _MISSPELT.finditer(text):
        wrong = match["wrong"]
        yield _Slip(match.start("wrong"), f"“{wrong}”应为“{_MEANT[wrong]}”", f"改为“{_MEANT[wrong]}”。")


def _home(inspection: Inspection, report: Report) -> str | None:
    """The province that the office's name begins with, or that its site's code names; else that of an office above it."""
    agency = inspection.archive.agencies.get(report.agency)
    while agency is not None:
        if match := _PROVINCE.match(agency.name) or _OWN.match(agency.name):
            return match[match.lastindex or 0]
        code = agency.website.code if agency.website is not None else None
        if home := _PROVINCE_OF_CODE.get((code or "")[:2]):
            return home
        agency = inspection.archive.agencies.get(agency.parent) if agency.parent else None
    return None


@lru_cache(maxsize=1024)
def _that_may_count(text: str, year: int) -> Sequence[tuple[int, str]]:
    """The sentences of a line that may count. Kept until the next year's report is compared with them."""
    return _sentences(text, year) if _MAY_BE_COUNTED.search(text) else ()


def _sentences(text: str, year: int) -> list[tuple[int, str]]:
    """The sentences of a line with years said from the report's, so that two years' can be compared."""
    sentences = [(match.start(), match[0].strip()) for match in _SENTENCE.finditer(text)]
    if not _YEAR.search(text):
        return sentences
    return [
        (start, _YEAR.sub(lambda said: f"年{int(said[0][:4]) - year}", sentence))
        for start, sentence in sentences
    ]


def _is_counted(sentence: str) -> bool:
    return len(sentence) >= SHORTEST_SENTENCE and any(
        Decimal(count) >= SMALLEST_COUNT for count in _COUNT.findall(sentence)
    )


def _sentences_before(report: Report) -> frozenset[str]:
    """The sentences of last year's report that may count: whether one does is asked once it stands there again."""
    return frozenset(
        [
            sentence
            for narrative in report.all_narratives
            for line in narrative.lines
            for _, sentence in _that_may_count(line.text, report.year)
        ]
    )


def _copied(text: str, year: int, before: frozenset[str]) -> list[_Slip]:
    return [
        _again(text, start)
        for start, sentence in _that_may_count(text, year)
        if sentence in before and _is_counted(sentence)
    ]


def _again(text: str, start: int) -> _Slip:
    """Of a sentence that begins there, at its number."""
    count = _COUNT.search(text, start)
    return _Slip(
        count.start() if count else start,
        "这句话连同数字与上年的报告一字不差",
        "核对数字是不是今年的；没有变化的可以保留。",
    )
