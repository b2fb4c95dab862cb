"""G305: a placeholder that was never filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.findings import Finding, Level
from gongkai.ground.patterns import later
from gongkai.model import TO_FILL_IN
from gongkai.rules.rule import Example, Inspection, Rule, finding

RULE = Rule(
    code="G305",
    name="placeholder",
    level=Level.WARNING,
    title="占位的符号没有换成内容",
    explanation=(
        "正文里留着 XX、“待补充”“此处填写”，或者单位前面少了数字（“共主动公开条”）。"
        "×× 只在该有数字的地方（“××件”“20××年”）才算；书名、引文和案件名称里的不算。"
    ),
    why="模板里的空没有填就发布，一眼可见，说明发布前没有人读过。",
    bad=Example("总体情况: |\n  全年共主动公开条，新收申请XX件。"),
    good=Example("总体情况: |\n  全年共主动公开1136条，新收申请{{ 新收.总计 }}件。"),
    is_unfilled=True,
)

# What follows a number. An article (第××条) and a document number (〔2024〕××号) need a number too.
_UNIT = r"(?:人次|万元|亿元|万|亿|[件条年月日号次期场篇个项份起例宗人名元种批家户部％%])"
_SIGN = r"[XxＸｘ×✕╳]"
_END = r"(?=[，。；、：！？,;.!?）)】\]”\s]|$)"
_FILL = r"(?:补充|填写|填报|填|录入|添加|插入)"

_SIGNS = later(
    # 20XX年, 202×年
    rf"(?<![0-9])(?:19|20)[0-9]?{_SIGN}{{1,2}}(?=\s*年)"
    # ××件, X条, ？？件, ____条
    rf"|(?<![A-Za-z0-9一二三四五六七八九十百千〇○×✕╳?？_＿□■●])(?:{_SIGN}+|[?？]{{2,}}|_{{2,}}|＿{{2,}}|[□■○●]{{2,}}|N)(?=\s*{_UNIT})"
    # 共……件; not 《……条例》
    r"|(?:…{1,2}|\.{3,6}|。{3,6})(?=\s*[件条](?!例|款|件|目|约))"
    # XX局: the name of a body or a place; ×× there hides what the law requires to be hidden
    r"|(?<![A-Za-z0-9])X{2,}(?![A-Za-z0-9])"
)
# Without a class of characters, so that it looks for the first of each alternative at once.
_MAY_HAVE_SIGNS = re.compile("|".join((*"XxＸｘ×✕╳N？_＿□■○●…", r"\?", r"\.\.\.", "。。。")))
_WORDS = later(
    # 待补充 with nothing after it; not 力量有待补充, 待补正后答复, 待补充材料后
    rf"(?<![有尚亟还仍需等期对接])待{_FILL}(?:{_END}|(?=\s*{_UNIT}))"
    r"|[（(【\[]\s*(?:此处|这里|数据|数字|内容)?待(?:补充?|填[写报]?|定|核[实对]?|完善|更新|确认|统计|录入|插入|添加)\s*[）)】\]]"
    r"|(?:请在此(?:处)?|此处|在此处|在这里)(?:填写|填入|输入|插入|补充|写正文|写内容)"
    r"|(?:点击|单击)(?:此处|这里)?(?:输入|添加|编辑)(?:文字|文本|内容)"
    r"|(?<![A-Za-z])(?:TODO|TBD|FIXME|[Ll]orem [Ii]psum)(?![A-Za-z])"
)
_MAY_HAVE_WORDS = re.compile("待[补填录添插定核完更确统]|此处|在此|在这里|点击|单击|TODO|TBD|FIXME|orem")
_WHAT = r"(?:各类|各|有关|的)*(?:动态信息|政务信息|政府信息|信息|动态|内容|消息|稿件|建议|留言|意见)?"
_REQUEST = r"(?:(?:政府)?信息公开|依申请公开)?的?(?:申请|行政复议|行政诉讼|复议|诉讼)"
_TOTAL = r"(?:共计|合计|累计|总计|共)"
# A unit directly after a word that needs a number. A noun that ends in 件 or 条 (案件, 文件, 办件, 头条) is no unit.
_MISSING = later(
    rf"(?:{_TOTAL}|公开|发布|推送|更新|报送|收到|受理|新增|转发|刊发|编发)(?P<a>{_WHAT}条){_END}"
    rf"|{_TOTAL}(?:受理|收到|办理|办结|答复|新收|制发|废止)?(?:{_REQUEST})?(?P<b>件){_END}"
    rf"|(?:受理|收到|新收|办结|答复|办理|结转|新增|发生|提起)(?!的)(?:{_REQUEST})(?P<c>件){_END}"
    rf"|(?<![0-9]件)(?:新收|结转|(?:制发|废止)(?:行政)?(?:规范性文件)?)(?P<d>件){_END}"
    r"|现行有效(?P<e>件)(?!数)"
    rf"|(?:信息处理费|收取|收费)(?:{_TOTAL})?(?P<f>万?元){_END}"
    r"|(?:占|占比|比例|率|率为|增长|下降|上升|提高|降低|达|达到|约|为)\s*(?P<g>[%％])"
    r"|(?:截至|截止|截止到|自|于|从)(?P<h>年)(?=\s*[0-9]{1,2}\s*月)"
)
_NONE = later("未|没有|无")
"""没有上年结转件 needs no number."""
# With what can stand before each unit.
_MAY_BE_MISSING = re.compile(
    r"[条件元年%％](?:(?<=[计共开布送新到理增发类各关的息态容件议言见]条)|(?<=[计共理到结复收制发止请议讼转件政效]件)"
    r"|(?<=[费取计共万]元)|(?<=[^0-9][%％])|(?<=[至止到自于从]年))"
)
# Quotations and names are not the office's own words; an address has such signs too.
_QUOTED = later(r"《[^《》]*》|“[^“”]*”|https?://[^\s)）]+|\]\([^()\s]*\)|\{\{[^{}]*\}\}")
# A case is named without its parties.
_CASE = later(r"诉[^，。；！？]{0,30}案")
_QUOTED_OR_CASE = later(rf"{_QUOTED.pattern}|[^，。；！？]{{0,20}}{_CASE.pattern}")


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a placeholder, at its first character."""
    for report in inspection.reports:
        for narrative in report.all_narratives:
            for line in narrative.lines:
                if not _may_have_any(line.text):
                    continue
                own = _own(line.text)
                if not report.draft:
                    # The rule unfilled speaks of it: a draft may have it, a report that is published must not.
                    own = own.replace(TO_FILL_IN, "”" * len(TO_FILL_IN))
                for start, passage, message, remedy in _found(own):
                    yield finding(RULE, line.at(start), message.format(passage), remedy, report)


def _may_have_any(text: str) -> bool:
    """Whether a line, masked or not, may have a placeholder: hardly any goes on from here."""
    return (
        _MAY_HAVE_SIGNS.search(text) is not None
        or _MAY_HAVE_WORDS.search(text) is not None
        or _MAY_BE_MISSING.search(text) is not None
    )


def _own(text: str) -> str:
    """The office's own words, everything else masked."""
    quoted = _QUOTED_OR_CASE if _CASE.search(text) else _QUOTED
    return quoted.sub(lambda match: "”" * len(match[0]), text)


def _found(text: str) -> list[tuple[int, str, str, str]]:
    """Start, passage, message and remedy of each placeholder of a line."""
    found = [
        (
            match.start(),
            text[match.start() : match.end() + 1],
            "“{}”是占位符号，没有填上内容",
            "填上实际的内容。",
        )
        for match in _all(_SIGNS, _MAY_HAVE_SIGNS, text)
    ]
    found += [
        (match.start(), match[0], "“{}”是待补的话，没有填上内容", "填上实际的内容，或删去这句话。")
        for match in _all(_WORDS, _MAY_HAVE_WORDS, text)
    ]
    for match in _all(_MISSING, _MAY_BE_MISSING, text):
        assert match.lastgroup is not None
        clause = max(text.rfind(sign, 0, match.start()) for sign in "，。；：") + 1
        if _NONE.search(text, clause, match.start()):
            continue
        unit = match.end(match.lastgroup) - len(match[match.lastgroup].lstrip(" "))
        found.append(
            (
                unit,
                match[0].strip(),
                "“{}”的“" + match[match.lastgroup] + "”前面缺少数字",
                "补上数字；没有发生写 0。",
            )
        )
    return sorted(found)


def _all(pattern: re.Pattern[str], may_have: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    """All matches of a pattern in a text. may_have: a faster pattern that matches wherever the other one does."""
    return pattern.finditer(text) if may_have.search(text) else ()
