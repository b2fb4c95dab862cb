"""Words that compare a number with last year's: by how much there were more, and how many there were."""

from __future__ import annotations

import re

from gongkai.claims.clauses import Standing
from gongkai.claims.layer import Layer
from gongkai.claims.numbers import Numeral
from gongkai.claims.scope import WORD
from gongkai.claims.subjects import Subject, is_counted_as
from gongkai.ground.patterns import later

_MORE = "(?P<up>增加|增长|增收|增多|上升|多出|多收|多办|多|新增|提高|提升|上涨|攀升|涨(?!幅|至|到)|升(?!幅|至|到|为)|增(?!幅|速|至|到|为))"
_LESS = "(?P<down>减少|减收|下降|少收|少办|少|降低|回落|下滑|缩减|压减|瘦身|跌(?!幅|至|到)|降(?!幅|至|到|为)|减(?!幅|至|到|为))"
_CHANGE = later(
    rf"(?:[较比与同](?:之|起)?(?:上|去)一?个?(?:统计)?年(?:度)?(?:同期|[末底])?(?:的?\s*[0-9]+\s*[件宗起份单例])?(?:相比|比)?|同比)(?:[净共再又亦也]|略有?)*"
    rf"(?:{_MORE}|{_LESS})了?{WORD}{{0,4}}\s*$"
)
CHANGE_ALONE = later(rf"(?:[净再又亦也]|略有?)*(?:{_MORE}|{_LESS})了?{WORD}{{0,4}}\s*$")
_LAST_OF_CHANGE = frozenset("加长收多升出办增高涨少降低落滑减身跌")
"""What the words for it end in."""
FEWER = later("[净再又亦也略有]*(?:减|下降|少|降|回落|下滑|缩减|压减|瘦身|跌)")
_COMPARED_BEFORE = later(
    r"[较比与同和](?:上|去)一?个?(?:统计)?年(?:度)?(?:同期)?(?:的?(?:情况|数据))?(?:相比较?|比较|对比|相较|比)?[，,]\s*$"
)
LONGEST_COMPARISON = 20
"""Characters of 与上一统计年度同期情况相比，"""
OF_LAST_YEAR = later(r"(?P<with>[较比与同由从是为])(?:上|去)一?个?(?:统计)?年(?:度)?(?:同期|[末底])?的?\s*$")
IN_LAST_YEAR = later(
    rf"\s*(?:上一个?(?:统计)?|[上去])年度?(?:同期)?(?:[这该][一个]?(?:数字|数量?)|全年|共|共计|总共|我[局委办市县区]|仅|只有|只|才|则|{WORD}|[了为是有\s])*"
)
THIS_YEAR = later(r"\s*(?:今年|本年度?|[0-9]{4}\s?年度?)(?:全年|共|共计|则|增至|降至|达到?|[了为是有\s])*")
"""In its clause alone, behind what was last year."""
TO_THIS = later(r"\s*(?:[增升降减]?[为至到]|达到?|共|共计|全年共?)\s*")
"""Behind by how much there were more: 增加3件，为41件."""
COMPARED_FIRST = later(
    r"(?:^|[，。；])(?:同比|[较比与同和](?:上|去)一?个?(?:统计)?年(?:度)?(?:同期)?(?:的?(?:情况|数据))?(?:相比较?|比较|对比|相较|比)|[较比](?:之|起)?(?:上|去)一?个?(?:统计)?年(?:度)?(?:同期)?)[，,：:]"
)
TWO_YEARS = later(
    r"(?P<one>[0-9]{4}\s?年度?|上一个?(?:统计)?年度?|今年|本年度?|去年|上年度?)[、和与](?P<other>[0-9]{4}\s?年度?|上一个?(?:统计)?年度?|今年|本年度?|去年|上年度?)"
)
"""2023年和2022年分别受理申请5件、3件."""
EACH_CHANGED = later(
    r"(?:分别(?:[较比与同](?:上|去)一?个?(?:统计)?年度?(?:同期)?(?:相比)?|同比)?|(?:[较比与同](?:上|去)一?个?(?:统计)?年度?(?:同期)?(?:相比)?|同比)分别)"
    r"(?:净)?(?:(?P<up>增加|增长|多|上升|新增)|(?P<down>减少|下降|少|降低))了?\s*$"
)
WITH_LAST_YEAR = later(r"[较比与同是为占](?:上|去)一?个?(?:统计)?年(?:度)?(?:同期)?[末底]?\s*$")
"""Before a bracket: 比上年（38件）增加3件."""
WITH_NAMED_OF_LAST_YEAR = later(r"[较比与同是为占](?:上|去)一?个?(?:统计)?年(?:度)?[^，。；：、0-9\x00]{1,12}$")
"""Before a bracket: 为上年办结数（38件）的九成. Of which row, only its words tell."""
RISEN = later(
    r"(?:增|升|降|减|变|涨|压减|压降|缩减|攀升|跌|增加|增长|上升|提高|提升|下降|减少|降低|增多|上涨|回落|回升|下滑|滑落)(?:至|到|为)(?:了)?(?:今年|本年|[0-9]{4}\s*年)?(?:度)?的?\s*$"
)
TO = later(
    "(?:增|升|降|减|变|涨|压减|压降|缩减|攀升|跌|增加|增长|上升|提高|提升|上涨|下降|减少|降低|回落|回升|下滑|滑落)(?:至|到|为)"
)
"""由38件增加到41件."""


def changed(layer: Layer, standing: Standing) -> re.Match[str] | None:
    """Where a number says by how much there were more or fewer than last year, in its clause or in the one before it too."""
    if not may_tell_change(standing.clause):
        return None
    if "年" in standing.clause or "同比" in standing.clause:
        return _CHANGE.search(standing.clause)
    start = max(0, standing.start - LONGEST_COMPARISON)
    if "年" not in layer.text[start : standing.start]:
        return None
    if not _COMPARED_BEFORE.search(layer.text, start, standing.start):
        return None
    return CHANGE_ALONE.search(standing.clause)


def may_tell_change(clause: str) -> bool:
    """Whether a clause may end with a change: no other needs the patterns."""
    return clause.rstrip().rstrip(WORD).removesuffix("了")[-1:] in _LAST_OF_CHANGE


def is_counted_in(numeral: Numeral, subject: Subject) -> bool:
    """Not in 下降1.2个百分点, 增长2倍."""
    return numeral.unit == "" or is_counted_as(numeral, subject.family)
