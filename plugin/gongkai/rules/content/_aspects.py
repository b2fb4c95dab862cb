"""Whether a first chapter speaks of each of the five things that the notice of 2021 asks for.

Most offices write an item of each, under its name: there what an item says is of its own, and one that has no item, nor a
word outside of the others', is missing. Who writes freely may say a thing in words that nobody can list: of him only
what always has the same words is missed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, pairwise

from gongkai.ground.patterns import later

_RULED = r"[^，。；、]{0,3}(?:审|制度|流程|管理|日期|日程|时间|程序|机制|保密|平台|前|规程)"
"""信息发布审核制度 is of how it is managed, and does not say that anything was published."""
_SIGNS: Mapping[str, str] = {
    "主动公开": (
        r"主动(?:向社会)?(?:公开|发布|公布)|(?<!信息)(?<!政务)(?<!申请)公开[^，。；]{0,16}[0-9]+\s*余?[条件项份篇批次]"
        rf"|(?<!拟)(?:发布|公布|公示(?!栏))(?!{_RULED})|(?<!信息)(?<!政务)(?<!申请)(?<!拟)公开[^，。；：]{{0,24}}(?:信息|文件|事项)|(?<!信息)(?<!政务)(?<!申请)公开[^。；：]{{2,40}}等[^，。；]{{0,4}}[0-9]"
    ),
    "依申请公开": r"依申请|申请",
    "政府信息管理": (
        r"信息(?:资源)?(?:规范化)?管理|信息资源|规范性文件[^，。；]{0,12}(?:管理|清理|备案|审查|有效性|标注)|保密审|公开属性|(?:信息|内容|发布|稿件|公开|分级)[^，。；]{0,8}审核|审核(?:把关|发布|制度|机制|信息)|审签|审查|三审|先审后"
        r"|清理|更新|动态调整|源头|索引号|归档|台账|公文库|文件库|集中公开|权责清单|事项清单|信息(?:发布|内容)[^，。；]{0,6}(?:审|制度|流程|日期|把关)"
        r"|目录|(?:编制|修订|完善|更新|调整|梳理|规范)[^，。；]{0,10}(?:指南|清单)|把关|级审|[初复终]核|校对|保密|脱密|发布(?:前|管理|规程)|信息[^，。；]{0,4}(?:收集|采集|归集)|标引"
        r"|文件[^，。；]{0,6}(?:管理|整理|标注)|失效|一事一档"
    ),
    "政府信息公开平台建设": (
        r"平台|网站|网页|专网|官网|门户|专栏|栏目|新媒体|公众号|微信|微博|客户端|小程序|APP|政府公报|公开栏|公示栏|宣传栏|公告栏|显示屏|触摸屏|查阅点|查阅场所|专区|场所"
        r"|载体|阵地|公开渠道|大喇叭|广播"
    ),
    "监督保障": (
        r"(?<!卫生)(?<!市场)(?<!质量)(?<!安全)监督(?!抽|管理|所|局)|监督保障|(?<!社会)(?<!住房)(?<!医疗)(?<!养老)(?<!生活)保障(?!房|[^，。；]{0,12}权|性|金)"
        r"|考核|绩效|培训|评议|评估(?!清理)|自查|自评|互查|测评|打分|问责|追责|责任追究|责任(?:科室|处室|单位|分工|落实|体系)|督查|督导|督察|检查|通报|晾晒|(?<!审计)(?<!促)整改|领导小组|组织领导|分管领导"
        r"|专人(?!负责(?:信息|内容|栏目|发布|网站|公众号)|保管)|专班|队伍|经费|(?:动员|专题|安排|研究)部署|部署(?:会|工作|政务|信息)|专题(?:会|研究)|调度|(?:工作|领导|责任|协调|考核|长效|督查|保障|推进)机制"
        r"|评先|评优|监管"
    ),
}
"""How a text speaks of each, by the names of the form."""
_NAMED: Mapping[str, str] = {
    "主动公开": r"主动(?:向社会)?公开|主动(?:发布|公布)|信息发布(?=更|工作|方面|情况)",
    "依申请公开": r"依申请|(?:申请|答复)(?:办理|公开)|依法申请",
    "政府信息管理": r"信息(?:资源)?(?:规范化)?管理|信息审核|信息质量|文件管理|源头管理",
    "政府信息公开平台建设": r"平台|载体|阵地|渠道建设|网站建设|新媒体",
    "监督保障": r"监督|保障|考核|压实责任",
}
"""How an item is called that is of each."""
_ANY_NAME = "|".join(_NAMED.values())
_LEAD = 16
"""Characters in which an item says what it is of."""
_END_OF_ITEM = later(
    r"[\n。；](?:(?<=\n)|(?=\s*(?:[（(][一二三四五1-5][）)]|[一二三四五][是、]|[1-5][.．、]|[①-⑤]))"
    r"|(?=主动公开|依申请公开|政府信息管理|信息管理|平台建设|监督保障))"
)
_CLOSED = frozenset(("主动公开", "依申请公开", "政府信息公开平台建设"))
"""What cannot be told without one of the words above."""
_FEWEST = 3
"""Items called by their names that make a text one of items."""
_SHORT = 4
"""Sentences that are too few to hold what they do not name."""


def missing(text: str, outline: Sequence[str]) -> list[str]:
    """Those of the outline of which a chapter says nothing. text: with simplified characters."""
    items = _items(text)
    of_items = [_called(item, outline) for item in items]
    led = frozenset(chain.from_iterable(of_items))
    if len(led & set(outline)) >= _FEWEST:
        # The first of those without a name leads in, and says what is always said.
        others = [item for item, called in zip(items, of_items, strict=True) if not called][1:]
        return [
            name
            for name in outline
            if name not in led and not any(_says(item, name) for item in others) and _short(name) not in text
        ]
    is_short = text.count("。") < _SHORT
    return [name for name in outline if (is_short or name in _CLOSED) and not _says(text, name)]


def _items(text: str) -> list[str]:
    ends = [0, *(match.end() for match in _END_OF_ITEM.finditer(text)), len(text)]
    return [item for start, end in pairwise(ends) if (item := text[start:end].strip())]


def _short(name: str) -> str:
    return name.removeprefix("政府信息公开").removeprefix("政府")


def _called(item: str, outline: Sequence[str]) -> list[str]:
    lead = item[:_LEAD]
    if not _pattern(_ANY_NAME).search(lead):
        return []
    return [name for name in outline if name in _NAMED and _pattern(_NAMED[name]).search(lead)]


def _says(text: str, name: str) -> bool:
    return _pattern(_SIGNS.get(name, re.escape(name))).search(text) is not None


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)
