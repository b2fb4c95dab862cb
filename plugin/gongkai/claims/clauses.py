"""What was said before a number, clause by clause: of whom, of which year. Known for a whole layer at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property, lru_cache

from gongkai.claims.layer import AWAY, Layer
from gongkai.claims.scope import WORD, is_part, may_name_parts, of_whom
from gongkai.ground.patterns import later
from gongkai.model import Agency, Report
from gongkai.words.texts import wording

_SIGN = later(
    "[，；：。,;:]|、(?!各|(?:(?:乡镇|镇街|街道|乡镇街道)|[县市区]\x00+)(?:共|全年|累计)|[省市县区州旗]?(?:人民)?政府办公[室厅]名义)"
)
"""市政府各部门、各县区 is one clause."""
_LISTED_PARTS = later("(?<=[门位室])、(?=(?:各|工作)?(?:部门|乡镇|镇街|街道|[县市区镇乡]))")
"""及所属部门、乡镇: one name, where what is listed goes with the reporter."""
_WITH = later("[及和与]其?(?:所属|下属|直属|办公室|各?(?:工作)?部门)")
_START = r"(?:^|[，；。、：\x00])\s*(?:在|于|截至)?\s*"
_TIME = later(
    rf"{_START}(?P<since>[自从]?[^，。；：、\x00]{{1,24}}?(?:以来|至今)|近[一二两三四五六七八九十几0-9]*年来?|[二两三四五六七八九十几0-9]+年来|历年来?|多年来)"
    rf"|(?P<own>全年|本年|今年|年内)|{_START}(?P<other>[上下]一个?(?:统计)?年度|去年|上年|往年|前年|(?P<year>[12][09][0-9]{{2}})\s?年)|(?P<named>[12][09][0-9]{{2}})\s?年"
    r"|(?P<part>[自从](?:本年|今年|[12][09][0-9]{2}\s?年)?(?!0?1月0?1日)[0-9]{1,2}月(?:[0-9]{1,2}日)?(?=起|至|到|以来|[—-]))"
)
_ONLY_TOLD = later(
    r"(?:上一个?(?:统计)?年度?|去年|上年度?)(?:同期|全年)?(?:则|才|仅|只|共|为|是|有)*\s*[0-9]+\s*[件宗份起例单][，；。]"
)
_OF_TIME = ("年", "以来", "至今", "月")
"""One of these stands wherever `_TIME` matches."""
_AS_JUDGE = later(
    r"(?:受理|办理|承办)(?:的|了|各类|全[市县区省]|共)*行政(?:复议|应诉|诉讼)|办结(?:的|了|各类|全[市县区省]|共)*行政(?:复议|应诉|诉讼)案件|(?:各类|各种|所有)行政(?:复议|应诉|诉讼)"
)
_RECEIVED_AS_JUDGE = later(
    r"(?:收到|接收|接到)(?:的|了|各类|全[市县区省]|共)*(?:行政)?复议申请[^。]*?(?:受理|审结|立案|调解|和解|终止)|出庭"
)
_AS_JUDGE_ITSELF = later(
    r"(?:审理|(?<!未)审结|化解|新收|收案|立案|代理|调解)[^，。；：、0-9]{0,10}行政(?:复议|应诉|诉讼)|(?:复议|诉讼)(?:案件)?新收|[一二再]审(?:行政)?案件|收案|调撤|综合纠错|法院[^，。；、0-9未]{0,8}(?:受理|审理|审结)|以(?!本|我)[^，。；0-9]{1,10}为(?:被告|被申请人)的(?:行政)?(?:复议|诉讼)"
)
_JUDGES = later("复议(?:机关|机构|委员会)[^，。；、0-9]{0,6}(?:受理|收到|审理|审结|新收|办理|立案)")
"""Whatever the cases are over, they are those of all who are complained of."""
_OVER_ANYTHING = later(
    "以[本我][^，。；0-9]{1,9}为(?:被告|被申请人)的(?:行政)?(?:复议|诉讼)|全[省市县区州旗](?:共|发生)*行政复议案件"
)
_OF_ALL_KINDS = "应诉案件"
_ABOUT_DISCLOSURE = later("信息公开|政府信息|政务公开|依申请")
_OF_YEAR_ITSELF = later(
    r"今年|本年|年初|当年|年内|(?<![0-9二两三四五六七八九十多几近])一?年(?:多|度)?以?来|入[春夏秋冬]"
)
_OF_YEAR = later(r"全年|本年|今年|年内|本报告期|年度内|一年来")
_SUM_UP = later(r"截[至止](?!.{0,12}(?:12月31日|年底|年末|12月底))")
_SO_FAR = "累计"
_OTHER_TIME = later(
    r"以来|至今|迄今|历年|历史|近[一二两三四五六七八九十几0-9]+年|[二两三四五六七八九十几0-9][一二两三四五六七八九十0-9]*年[来间]|成立|上线|开通|运行|启用|施行|实施|建成|建立|期间|任期|先后|[一二两三四五六七八九十]+批|季度|半年|月份"
)


class Standing:
    """Where a number stands: its clause up to it, and what the clauses before have said; worked out where it is asked for."""

    def __init__(self, clauses: Clauses, number: int, position: int) -> None:
        """number: of the clause; position: of the number in the layer."""
        self._clauses, self._number, self._position = clauses, number, position
        self.start = clauses.starts[number]
        """Where the clause begins."""
        self._said = clauses.text[self.start : position]
        self.clause = self._said.replace(AWAY, "")
        """Without the words that count something."""

    @cached_property
    def _of_whom(self) -> bool | None:
        return self._clauses.of_whom(self._said)

    @property
    def is_own(self) -> bool:
        """Whether the clause begins with the reporter."""
        return self._of_whom is False

    @cached_property
    def is_elsewhere(self) -> bool:
        """Whether the clause speaks of somebody else."""
        if self._clauses.is_of_part(self.clause):
            return True
        said = self._of_whom
        return self._clauses.is_elsewhere_before(self._number) if said is None else said

    @cached_property
    def is_other_year(self) -> bool:
        """Whether the clause speaks of another year."""
        return self._clauses.is_other_year(self._position)

    @cached_property
    def is_summed_up(self) -> bool:
        """Whether the clause counts more than this year."""
        return self._clauses.is_summed_up(self.clause, self._position)


class Clauses:
    """The clauses of a layer; of a bracket after those of the sentence before it."""

    def __init__(self, layer: Layer, outer: Clauses | None, report: Report, agency: Agency) -> None:
        self._report = report
        self._agency = agency
        self._outer = outer
        self._from = layer.start
        self.text = _blotted(layer)
        if "、" in self.text and _WITH.search(self.text):
            self.text = _LISTED_PARTS.sub("和", self.text)
        start = layer.start + 1 if layer.in_brackets else 0
        self.starts = [start, *(match.end() for match in _SIGN.finditer(self.text, start))]
        self._elsewhere: list[bool] = []

    @cached_property
    def _may_be_part(self) -> bool:
        return may_name_parts(self.text.replace(AWAY, ""))

    @cached_property
    def _times(self) -> tuple[list[int], list[bool]]:
        """Where times are named to their end, and whether each is another than the year."""
        may_tell_time = any(sign in self.text for sign in _OF_TIME)
        times = list(_TIME.finditer(self.text, self._from)) if may_tell_time else []
        told = [
            _ONLY_TOLD.match(self.text, match.start("other")) if match["other"] else None for match in times
        ]
        # 今年收到13件，去年5件；已办结12件: what was last year's is told, and then it is of this year again.
        marks = [(match.end(), self._is_other(match)) for match in times]
        marks += [(match.end(), False) for match in told if match is not None]
        return [end for end, _ in sorted(marks)], [is_other for _, is_other in sorted(marks)]

    @cached_property
    def _of_year(self) -> int:
        """Where the year is named first."""
        of_year = _OF_YEAR.search(self.text) or re.search(rf"{self._report.year}\s?年", self.text)
        return of_year.start() if of_year else len(self.text)

    def _is_other(self, match: re.Match[str]) -> bool:
        if match["part"]:
            return True
        named = match["year"] or match["named"]
        if match["since"]:
            return not _OF_YEAR_ITSELF.search(match["since"]) and str(self._report.year) not in match["since"]
        return not match["own"] and named != str(self._report.year) and bool(match["other"])

    def at(self, position: int) -> Standing:
        """Where a number stands that begins at position."""
        return Standing(self, bisect_right(self.starts, position) - 1, position)

    @cached_property
    def _before(self) -> Standing | None:
        """Where a bracket stands."""
        return self._outer.at(self._from) if self._outer else None

    def of_whom(self, said: str) -> bool | None:
        """Whether a clause speaks of somebody else; None where it does not say."""
        return of_whom(said, self._report, self._agency)

    def is_of_part(self, clause: str) -> bool:
        """Whether a clause speaks of a part of the reporter."""
        return self._may_be_part and is_part(clause, self._agency)

    def is_other_year(self, position: int) -> bool:
        """Whether another year was the last that was named before a place."""
        ends, are_other = self._times
        number = bisect_left(ends, position + 1)
        if number:
            return are_other[number - 1]
        return self._before is not None and self._before.is_other_year

    def is_summed_up(self, clause: str, position: int) -> bool:
        """Whether a clause counts another time than the year: 截至目前, or 累计 where such a time is named."""
        if "截" not in clause and _SO_FAR not in clause:
            return False
        if self._of_year < position or (self._before is not None and not self._before.is_summed_up):
            return False
        if _SUM_UP.search(clause):
            return True
        return _SO_FAR in clause and _SO_FAR in self.text and _OTHER_TIME.search(self.text) is not None

    def is_elsewhere_before(self, number: int) -> bool:
        """Whether the clauses before one speak of somebody else."""
        outer = self._before
        while len(self._elsewhere) < number:
            at = len(self._elsewhere)
            clause = self.text[self.starts[at] : self.starts[at + 1] - 1]
            said = of_whom(clause, self._report, self._agency)
            inherited = self._elsewhere[-1] if at else outer is not None and outer.is_elsewhere
            self._elsewhere.append(inherited if said is None else said)
        return self._elsewhere[number - 1] if number else outer is not None and outer.is_elsewhere


def _blotted(layer: Layer) -> str:
    parts, at = [], 0
    for hit in layer.hits:
        parts += [layer.text[at : hit.start], WORD * (hit.end - hit.start)]
        at = hit.end
    return "".join((*parts, layer.text[at:]))


def is_as_judge(said: str, sentence: str, context: str) -> bool:
    """Whether cases are those that the reporter decides or pleads itself, and not those over its disclosure.

    said: the sentence as far as the number; what is only handled or received may be known by the context.
    """
    if not _may_be_as_judge(sentence):
        return False
    if _JUDGES.search(said):
        return True
    if _ABOUT_DISCLOSURE.search(sentence):
        return False
    if _AS_JUDGE_ITSELF.search(said) or _RECEIVED_AS_JUDGE.search(sentence):
        return True
    is_of_all = any(pattern.search(said) for pattern in (_AS_JUDGE, _OVER_ANYTHING)) or _OF_ALL_KINDS in said
    return is_of_all and _ABOUT_DISCLOSURE.search(context) is None


@lru_cache(maxsize=16)
def _may_be_as_judge(sentence: str) -> bool:
    """Whether a sentence has any of the words, asked once for all its numbers: what matches a part matches the whole."""
    patterns = (_JUDGES, _AS_JUDGE_ITSELF, _RECEIVED_AS_JUDGE, _AS_JUDGE, _OVER_ANYTHING)
    return _OF_ALL_KINDS in sentence or any(pattern.search(sentence) for pattern in patterns)


class Topics:
    """What is spoken of along a sentence: applications, or something else."""

    def __init__(self, text: str, context: str = "") -> None:
        """context: what stands before it, looked at only where the sentence itself has not said yet."""
        self._context = context
        self.starts: list[int] = []
        self._about: list[bool] = []
        self._is_named: list[bool] = []
        for match in _topics().finditer(text):
            # 受理申请 behind 补贴 is of that.
            is_about = match["about"] is not None or (
                match["bare"] is not None and (not self._about or self._about[-1])
            )
            self.starts.append(match.start())
            self._about.append(is_about)
            self._is_named.append(match["about"] is not None)

    def is_about_applications(self, position: int) -> bool | None:
        """Whether applications are what was last spoken of before a position; None where nothing was."""
        number = bisect_left(self.starts, position)
        return self._about[number - 1] if number else self._before

    @cached_property
    def _before(self) -> bool | None:
        found = list(_topics().finditer(self._context))
        return (found[-1]["about"] or found[-1]["bare"]) is not None if found else None

    def names_applications(self, start: int, end: int) -> bool:
        """Whether applications for disclosure are named there, and not applications of any kind."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return any(self._is_named[first:last])

    def has_between(self, start: int, end: int) -> bool:
        """Whether a topic is named there."""
        return bisect_left(self.starts, start) < bisect_left(self.starts, end)


@cache
def _topics() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<about>依申请(?:政府)?(?:信息)?公开|信息公开[^，。；]{{0,4}}?申请|申请公开|公开申请)|(?P<bare>(?<!复议)(?<!行政许可)申请(?!人|材料|复议|条件|表|流程|渠道|途径))|(?:{wording().other_topics.pattern})|复议|诉讼"
    )
