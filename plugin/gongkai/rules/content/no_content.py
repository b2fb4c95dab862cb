"""G312: a first chapter without a number of its own, or without one of the things that the notice asks for."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.findings import Finding, Level
from gongkai.ground.patterns import later
from gongkai.model import Report
from gongkai.prose import Narrative
from gongkai.rules.content._aspects import missing
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

_NO_NUMBER = later(
    r"(?=[0-9二三四五六第〔\[(（《h\]十])(?:"  # nearly every place of a text is rejected by it alone
    r"(?<![0-9])1(?:2345|23[0-9]{2})(?![0-9])|7\s*[×xX*]\s*24|24\s*小时|[0-9]{3,4}-[0-9]{7,8}|(?:19|20)[0-9]{2}\s*年|[0-9]{1,2}\s*月|[0-9]{1,2}\s*日|第\s*[0-9一二三四五六七八九十百]++\s*[条项款号次届个期]|[〔\[(（][0-9]{4}[〕\])）]\s*第?\s*[0-9]+\s*号"
    r"|《[^《》]*》|https?://\S+|\]\([^()\s]*\)|十[一二三四五]五|(?<![0-9])[0-9]++[.、]|[二三四五六](?:个方面|方面|项(?:重点)?(?:工作|任务)|个环节)|二?十[一二三四五六七八九]?[大届](?:[一二三四五六七八九][次中]全会)?)"
)
_OWN_DIGIT = later(rf"{_NO_NUMBER.pattern}|(?P<own>[0-9０-９])")
_CHINESE = "[一二两三四五六七八九十百千万]"
_NUMBER = later(
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
    absent = missing(text, outline)
    has_number = _has_number(text)
    if has_number and not absent:
        return
    said = [] if has_number else ["没有一个说明工作的数字"]
    if absent:
        said.append(f"没有写到{'、'.join(absent)}")
    yield finding(
        RULE,
        narrative.lines[0].place,
        f"“{key}”{'，'.join(said)}",
        "按格式要求的五个方面写，有数字的写数字；没有发生的也写明没有。",
        report,
    )


def _has_number(text: str) -> bool:
    """Whether a text has a number of its own. Most often its first digit tells, and the rest need not be looked at."""
    if any(match["own"] for match in _OWN_DIGIT.finditer(text)):
        return True
    return _NUMBER.search(_NO_NUMBER.sub("", text)) is not None
