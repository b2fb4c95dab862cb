"""What makes a number speak of something else than its words say: another subject's, a part of them, another time's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from gongkai.claims.clauses import Standing, is_as_judge
from gongkai.claims.layer import Layer
from gongkai.claims.others import is_within_words
from gongkai.claims.sofar import SoFar
from gongkai.ground.patterns import later
from gongkai.words.texts import Group, Hit, Matter, wording

_EVERY_CHANNEL = later(
    r"各(?:类|种|个|条)?(?:形式|方式|渠道|途径|类)?|多(?:种|类|个)?(?:形式|方式|渠道|途径)|等(?:多?种?|各种)?(?:方式|渠道|形式|途径|方法)|线上线下|线上、?线下|共计|合计|总计|任何"
)
_EVERY_SITE = later("等(?:各类|多个|多种)?(?:平台|载体|媒体|渠道)")
"""通过政府网站、公报等平台主动公开规章3件: there are no others."""
_CHANNELS = later(r"(?:通过|以|经)[^，。；0-9、]{2,10}(?:[、和及或][^，。；0-9、]{2,10}){2}提[交出]")
"""通过网站、信函、现场提交的: there are no others."""
_AS_PUBLISHED = later(
    "公开|公示|发布|公布|归集|录入|推送|报送|上网|上传|信息|案卷|抽查|评查|检查|典型|申请|结果|文书|其中|专项|行动|整治|排查|出动|查处|巡查|执法(?!方面|工作|职能|职责|权限|资格|主体|人员|单位|部门|机构|机关|队伍)|(?<!执法)(?<!审批)(?<!许可)(?<!处罚)(?<!管理)(?<!权力)方面|领域"
)
_DECIDED = later(
    "(?:^|[，；])(?:全年|本年度?|年内|今年|共计?|依法|累计)*(?:办理|[作做]出|实施)(?:的)?(?:行政)?(?:许可|处罚|强制)"
    "|未(?:收到|接到|受理)[^，。；0-9]{0,30}申请(?=，)"
)
"""公开机构职能等信息，办理行政许可12件，行政处罚3件; 未收到信息公开申请，行政处罚3件: from there on they are counted as they were decided."""
_BEFORE_ALONE = later(
    r"(?:[\s\x00\x01、，和及（）()一二三四五六七八九十0-9.]|全[年市县区省州旗镇乡站局厅委所校院关]|本年度?|年度内|年内|今年|年度?|(?:本|我)(?:机关|单位|局|委|办|厅|县|市|区|镇|乡|街道|旗)|共|共计|合计|总计|另有|依法|[作做]出|表[中内列])*"
)
_OF_KINDS = later(
    "(?:全年|年内|本年度?|共|依法)*(?:办理|作出|做出|实施|采取|办结|核发)?[\u4e00-\u9fff、]{2,20}等(?:各类|各项)?"
)
"""作出治安、交通等行政处罚3件."""
_IS_PUBLISHED = later(r"(?:公开|公示|公布|发布|上传|推送|归集|报送|录入|上网)(?:了|的|各类|有关|相关)*$")
_OF_APPLICATIONS = frozenset("件宗份")
FARTHEST = 20
"""Characters between persons and what they hand in."""
_HANDED_IN = later("提交|提出|递交")
_TAKEN_IN = later("收到|受理|接收|新收|办结|答复")
_NOT_ABOUT = later(
    "与(?:政府)?信息公开(?:工作)?无关|不服行政(?:处罚|许可|强制|征收|裁决)"
    r"|(?:复议|诉讼)[^，。；0-9]{0,6}[0-9]+\s*件[，（(]其中[，：]?(?:涉及?|属于?)?(?:政府)?信息公开"
)
"""The last: 复议申请132件，其中信息公开类11件 are over anything."""
_AND_SUCH = "等"
_CONCERNING = "涉及"
_APPLICATION = later("(?<!依)申请")


def is_silent(
    said: SoFar, standing: Standing, layer: Layer, where: tuple[int, int], used: Sequence[Hit]
) -> bool:
    """Whether the number speaks of something else than its words say: another subject, a part, another time."""
    words = wording()
    if any(hit.word.family is Matter.DISPUTES for hit in used) and (
        is_as_judge(said.sentence.anonymous[: where[1]], said.sentence.anonymous, said.context)
        or _is_not_about_disclosure(said.sentence.text)
    ):
        return True
    if not said.before.last and _is_of_something_else(said, used):
        return True
    if _is_by_persons(said, layer, where[1]) or _is_within_what_no_table_counts(said, layer, used, where[1]):
        return True
    decision = next((hit for hit in used if hit.word.family is Matter.DECISIONS), None)
    if decision is not None and _IS_PUBLISHED.search(layer.text, 0, decision.start):
        return True
    is_before = bool(used) and used[0].start < where[0]  # 许可、处罚分别为3件、2件
    if (
        any(hit.word.is_alone for hit in used)
        and not is_before
        and not _is_alone(said, layer, where[0], used[0].start)
    ):
        return True
    if standing.is_elsewhere or standing.is_other_year or standing.is_summed_up:
        return True
    if words.other_periods.search(standing.clause):
        return True
    is_channelled = bool(words.channels.search(standing.clause))
    is_of_documents = any(hit.word.family is Matter.DOCUMENTS for hit in used)
    is_on_all = is_of_documents and _EVERY_SITE.search(standing.clause) is not None
    if is_channelled and not is_on_all and not _is_by_every_channel(said, layer.text[slice(*where)]):
        return True
    used = [hit for hit in used if hit.start >= _behind_examples(layer, used)]
    return _has_other_subject(layer, where, used, is_by_channel=is_channelled)


def is_by_channel(
    said: SoFar, standing: Standing, layer: Layer, where: tuple[int, int], used: Sequence[Hit]
) -> bool:
    """Whether what came by one channel is all that keeps the number from being of all applications."""
    return (
        {hit.word.group for hit in used if hit.word.group is not Group.WEAK} <= {Group.NOUN, Group.FLOW}
        and (
            any(hit.word.family is Matter.REQUESTS for hit in used)
            or _APPLICATION.search(standing.clause) is not None
        )
        and wording().channels.search(standing.clause) is not None
        and not (standing.is_elsewhere or standing.is_other_year or standing.is_summed_up)
        and not wording().other_periods.search(standing.clause)
        and not _is_by_persons(said, layer, where[1])
        and not _is_within_what_no_table_counts(said, layer, used, where[1])
        and not _has_other_subject(layer, where, used, is_by_channel=True)
    )


@lru_cache(maxsize=16)
def _is_not_about_disclosure(sentence: str) -> bool:
    """Whether cases are over anything: asked once for all numbers of a sentence."""
    return _NOT_ABOUT.search(sentence) is not None


def _behind_examples(layer: Layer, used: Sequence[Hit]) -> int:
    """Where a kind begins that is told by examples: 属于不动产登记等行政查询事项; else 0."""
    kinds = [hit.start for hit in used if hit.word.group in (Group.REASON, Group.DECISION, Group.FEE)]
    return kinds[0] if kinds and layer.text[: kinds[0]].endswith(_AND_SUCH) else 0


def _has_other_subject(
    layer: Layer, where: tuple[int, int], used: Sequence[Hit], *, is_by_channel: bool
) -> bool:
    """Whether a word of what no table counts stands beside the number."""
    words = wording()
    is_of_requests = any(hit.word.family in (Matter.REQUESTS, Matter.DISPUTES) for hit in used)
    # 涉及讨论稿等过程性信息不予公开3件
    is_of_reason = any(hit.word.group is Group.REASON for hit in used)
    start, end = where
    start = max(start, _behind_examples(layer, used))
    while other := words.other_subjects.search(layer.text, start, end):
        if not (
            (not is_of_requests and words.not_of_requests.fullmatch(other[0]))
            or (is_by_channel and words.channels.search(other[0]))
            or is_within_words(other, layer)
            or (is_of_reason and other[0].startswith(_CONCERNING))
        ):
            return True
        start = other.start() + 1
    return False


def _is_of_something_else(said: SoFar, used: Sequence[Hit]) -> bool:
    """公文……其中主动公开3件、依申请公开2件: of documents, though the word is of applications."""
    if not used or any(hit.word.group not in (Group.NOUN, Group.OUTCOME) for hit in used):
        return False
    first = min(hit.start for hit in used)
    other = wording().other_topics.search(said.sentence.anonymous, 0, first)
    return other is not None and not _APPLICATION.search(said.sentence.anonymous, other.end(), first)


def _is_by_persons(said: SoFar, layer: Layer, end: int) -> bool:
    """有7人提交申请10件以上，共提交131件: what some persons have handed in; 收到7人提交的3件 is what came in."""
    persons = said.persons.get(id(layer))
    return (
        persons is not None
        and _HANDED_IN.search(layer.text, persons.end, persons.end + FARTHEST) is not None
        and _TAKEN_IN.search(layer.text, max(0, persons.start - FARTHEST), end) is None
    )


def _is_within_what_no_table_counts(said: SoFar, layer: Layer, used: Sequence[Hit], end: int) -> bool:
    """发出补正通知5件，其中逾期未补正2件; 受理诉求5件，在办2件: a part of what is not known."""
    families = {hit.word.family for hit in used}
    if families == {Matter.DISPUTES}:
        # 一审行政应诉案件5件，败诉1件
        return not any(hit.word.group is Group.CASE for hit in used) and _unknown(said, layer, end) >= 0
    if families != {Matter.REQUESTS}:
        return False
    listed = layer.text.rfind("其中", 0, end)
    if listed >= 0 and "；" not in layer.text[listed:end] and _unknown(said, layer, listed) >= 0:
        return True
    unknown = _unknown(said, layer, end)
    return (
        unknown >= 0
        and not any(hit.word.group is Group.FLOW for hit in used)
        and not said.topics.names_applications(unknown, end)
    )


def _unknown(said: SoFar, layer: Layer, end: int) -> int:
    """Where the last count before a place ends, if it is of what no table counts though in a unit of applications; else -1."""
    counted = said.counted.get(id(layer), [])
    at = bisect_right(counted, end, key=lambda claim: claim.numeral.end)
    if not at or counted[at - 1].subject is not None:
        return -1
    last = counted[at - 1].numeral
    return last.end if last.unit in wording().families[Matter.REQUESTS].units else -1


def _is_alone(said: SoFar, layer: Layer, lo: int, start: int) -> bool:
    """Whether a word of decisions begins its clause, after nothing that was published: 行政许可12件、行政处罚3件."""
    begin = layer.text.rfind("；", 0, start) + 1
    for decided in _DECIDED.finditer(layer.text, begin, start):
        begin = decided.end()
    if _AS_PUBLISHED.search(layer.text, begin, start):
        return False
    if _OF_KINDS.fullmatch(layer.text, lo, start):
        return True
    if not _BEFORE_ALONE.fullmatch(layer.text, lo, start):
        return False
    if not said.found or "、" not in layer.text[lo:start]:
        return True
    subject = said.found[-1].subject
    return subject is not None and subject.family is Matter.DECISIONS


def _is_by_every_channel(said: SoFar, around: str) -> bool:
    """Whether the channels named are all of them: 通过网络、邮寄等方式, and no other clause counts another."""
    if not _EVERY_CHANNEL.search(around) and not _CHANNELS.search(around):
        return False
    return said.unread.isdisjoint(_OF_APPLICATIONS)
