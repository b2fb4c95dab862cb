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

_SIGNS: Mapping[str, str] = {
    "主动公开": r"主动公开|公开[^，。；]{0,12}[0-9]+\s*余?[条件]|发布|公布",
    "依申请公开": r"依申请|申请",
    "政府信息管理": r"信息管理|规范性文件|保密审查|公开属性|审核|审签|三审|清理|更新|动态调整|源头|目录",
    "政府信息公开平台建设": r"平台|网站|专栏|新媒体|公众号|微信|微博|公报|公开栏|查阅点|专区|场所",
    "监督保障": r"监督|保障|考核|培训|评议|责任追究|督查|检查|通报|领导小组|机制",
}
"""How a text speaks of each, by the names of the form."""
_NO_NUMBER = re.compile(
    r"(?=[0-9第〔\[(（《h\]十])(?:"  # nearly every place of a text is rejected by it alone
    r"(?:19|20)[0-9]{2}\s*年|[0-9]{1,2}\s*月|[0-9]{1,2}\s*日|第\s*[0-9]+\s*[条项款号次届]|[〔\[(（][0-9]{4}[〕\])）]\s*第?\s*[0-9]+\s*号"
    r"|《[^《》]*》|https?://\S+|\]\([^()\s]*\)|十[一二三四五]五|(?<![0-9])[0-9]++[.、])"
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
