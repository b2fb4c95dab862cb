"""G312: a first chapter without a number of its own, or without one of the things that the notice asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongkai.findings import Finding, Level
from gongkai.model import Report
from gongkai.prose import Narrative
from gongkai.rules.rule import Example, Inspection, Rule, finding
from gongkai.words.traditional import folded

RULE = Rule(
    code="G312",
    name="no-content",
    level=Level.INFO,
    title="总体情况缺少数字或缺少一个方面",
    explanation=(
        "2021年的格式要求总体情况写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面；"
        "通篇没有一个说明工作的数字（年份、文号不算），或者有的方面一字未提，在这里说明。"
    ),
    why="评估时按缺项扣分；没有数字的总体情况往往各家雷同，看不出本机关做了什么。",
    article="国办公开办函〔2021〕30号",
    since=2,
    bad=Example("总体情况: |\n  本机关认真贯彻落实《条例》，扎实推进各项工作。"),
    good=Example(
        "总体情况: |\n"
        "  （一）主动公开。全年公开政府信息1136条。\n"
        "  （二）依申请公开。新收申请{{ 新收.总计 }}件，均按期答复。\n"
        "  （三）政府信息管理。清理规范性文件3件。\n"
        "  （四）政府信息公开平台建设。政府网站专栏改版，栏目减为12个。\n"
        "  （五）监督保障。培训2次，考核结果向社会公布。"
    ),
)

_RULED = r"[^，。；、]{0,3}(?:审|制度|流程|管理|日期|日程|时间|程序|机制|保密|平台|前)"
"""信息发布审核制度 is of how it is managed, and does not say that anything was published."""
_SIGNS: Mapping[str, str] = {
    "主动公开": (
        r"主动(?:向社会)?公开|(?<!信息)(?<!政务)(?<!申请)公开[^，。；]{0,16}[0-9]+\s*余?[条件项份篇批次]"
        rf"|(?<!拟)(?:发布|公布)(?!{_RULED})|(?<!信息)(?<!政务)(?<!申请)(?<!拟)公开[^，。；：]{{0,24}}(?:信息|文件|事项)"
    ),
    "依申请公开": r"依申请|申请",
    "政府信息管理": (
        r"信息(?:资源)?(?:规范化)?管理|信息资源|规范性文件[^，。；]{0,12}(?:管理|清理|备案|审查|有效性|标注)|保密审|公开属性|(?:信息|内容|发布|稿件|公开|分级)[^，。；]{0,8}审核|审核(?:把关|发布|制度|机制)|审签|审查|三审|先审后"
        r"|清理|更新|动态调整|源头|索引号|归档|台账|公文库|文件库|集中公开|权责清单|事项清单|信息(?:发布|内容)[^，。；]{0,6}(?:审|制度|流程|日期|把关)"
        r"|目录|(?:编制|修订|完善|更新|调整|梳理|规范)[^，。；]{0,10}(?:指南|清单)|把关|级审|校对|保密|发布(?:前|管理)|信息[^，。；]{0,4}(?:收集|采集|归集)|标引"
    ),
    "政府信息公开平台建设": (
        r"平台|网站|网页|专网|官网|门户|专栏|栏目|新媒体|公众号|微信|微博|客户端|小程序|政府公报|公开栏|公示栏|宣传栏|公告栏|显示屏|查阅点|查阅场所|专区|场所"
        r"|载体|阵地|公开渠道|大喇叭|广播"
    ),
    "监督保障": (
        r"(?<!卫生)(?<!市场)(?<!质量)(?<!安全)监督(?!抽|管理|所|局)|(?<!社会)(?<!住房)(?<!医疗)(?<!养老)(?<!生活)保障(?!房|[^，。；]{0,12}权|性|金)"
        r"|考核|绩效|培训|评议|评估(?!清理)|自查|自评|测评|问责|追责|责任追究|责任(?:科室|处室|单位|分工|落实|体系)|督查|督导|检查|通报|(?<!审计)(?<!促)整改|领导小组|组织领导|分管领导"
        r"|专人(?!负责(?:信息|内容|栏目|发布|网站|公众号))|专班|队伍|经费|(?:动员|专题|安排|研究)部署|部署(?:会|工作|政务|信息)|专题会|调度会|(?:工作|领导|责任|协调|考核|长效|督查|保障|推进)机制"
    ),
}
"""How a text speaks of each, by the names of the form."""
_NO_NUMBER = re.compile(
    r"(?=[0-9二三四五六第〔\[(（《h\]十])(?:"  # nearly every place of a text is rejected by it alone
    r"(?<![0-9])1(?:2345|23[0-9]{2})(?![0-9])|7\s*[×xX*]\s*24|24\s*小时|[0-9]{3,4}-[0-9]{7,8}|(?:19|20)[0-9]{2}\s*年|[0-9]{1,2}\s*月|[0-9]{1,2}\s*日|第\s*[0-9一二三四五六七八九十百]++\s*[条项款号次届个期]|[〔\[(（][0-9]{4}[〕\])）]\s*第?\s*[0-9]+\s*号"
    r"|《[^《》]*》|https?://\S+|\]\([^()\s]*\)|十[一二三四五]五|(?<![0-9])[0-9]++[.、]|[二三四五六](?:个方面|项工作|项任务|个环节)|二?十[一二三四五六七八九]?[大届])"
)
_CHINESE = "[一二两三四五六七八九十百千万]"
_NUMBER = re.compile(
    rf"[0-9０-９]|\{{\{{|(?<!{_CHINESE}){_CHINESE}++余?[件条次期场个项篇份人名家宗起]|未收到|没有收到|未发生|无行政"
)
"""Each run of digits is looked at once, so that a long one costs its length."""


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a report, at the first line of the chapter."""
    for report in inspection.reports:
        for section in report.form.sections:
            narrative = report.narratives.get(section.id)
            if section.outline and narrative is not None and narrative.lines:
                yield from _chapter(report, narrative, section.key, section.outline)


def _chapter(report: Report, narrative: Narrative, key: str, outline: tuple[str, ...]) -> Iterator[Finding]:
    text = folded("\n".join(line.text for line in narrative.lines))
    missing = [name for name in outline if not re.search(_SIGNS.get(name, re.escape(name)), text)]
    has_number = bool(_NUMBER.search(_NO_NUMBER.sub("", text)))
    if has_number and not missing:
        return
    said = [] if has_number else ["没有一个说明工作的数字"]
    if missing:
        said.append(f"没有写到{'、'.join(missing)}")
    yield finding(
        RULE,
        narrative.lines[0].place,
        f"“{key}”{'，'.join(said)}",
        "按格式要求的五个方面写，有数字的写数字；没有发生的也写明没有。",
        report,
    )
