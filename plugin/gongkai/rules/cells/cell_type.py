"""G202: one cell that holds no number of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gongkai import problems
from gongkai.findings import CellProposal, Finding, Level
from gongkai.rules.rule import Example, Inspection, OfRow, Rule, Words, say

RULE = Rule(
    code="G202",
    name="cell-type",
    level=Level.ERROR,
    title="格子里不是合格的数字",
    explanation="件数是不带符号的整数，收费金额是小数，只有 2019 年格式的“本年增/减”可以带正负号。数字用半角，不写单位、千分位和多余的 0。",
    why="格子里混进单位、全角数字或符号，合计、导出和比较都会出错。",
    article="国办公开办函〔2021〕30号",
    bad=Example("行政许可: 12件"),
    good=Example("行政许可: 12"),
    words={
        problems.CellNotNumber: Words(
            "{where}填的是“{text}”，不是数字",
            "填一个整数；没有发生填 0，空白写 ~，斜杠写 /；公布的就是文字的写 {{原文: …}}。",
        ),
        problems.CellDash: Words(
            "{where}填的是“{text}”，不是数字",
            '没有发生填 0，空白写 ~，斜杠写 /；公布的就是“{text}”的，写 {{原文: "{text}"}}。',
        ),
        problems.CellChangeInWords: Words("{where}填的是“{text}”，不是数字", "写 {number}。"),
        problems.CellNegative: Words("{where}填的是“{text}”，不能是负数", "改为不带负号的数。"),
        problems.CellSigned: Words("{where}填的是“{text}”，这一格不带正负号", "去掉加号，只写数字。"),
        problems.CellNotWhole: Words("{where}填的是“{text}”，应为整数", "改为整数。"),
        problems.CellFullwidth: Words("{where}填的是全角字符“{text}”", "改为半角：{number}。"),
        problems.CellLeadingZero: Words("{where}填的是“{text}”，数字前面多了 0", "去掉前面的 0。"),
        problems.CellSeparator: Words(
            "{where}填的是“{text}”，数字里有分隔符", "只写数字，不加逗号、下划线等分隔符。"
        ),
        problems.CellUnit: Words(
            "{where}填的是“{text}”，带了单位“{unit}”", "只写数字：{number}。单位由表格给出。"
        ),
    },
    of_row=OfRow("{row}有 {count} 格填的不是数字：{columns}", "有的格子填的不是数字"),
    may_be_accepted=False,
    may_be_off=False,
)

_COUNT = re.compile(r"0|[1-9][0-9]*")
_OTHER = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|/")


def check(inspection: Inspection) -> Iterator[Finding]:
    """One finding a cell; the number is proposed where the text leaves no doubt which it is."""
    for problem in inspection.problems:
        if type(problem.what) in RULE.words:
            found = say(RULE, inspection.archive, problem)
            meant = _meant(problem.what)
            if problem.cell is not None and _OTHER.fullmatch(meant):
                value = int(meant) if _COUNT.fullmatch(meant) else meant
                found = replace(found, offers=(CellProposal(problem.cell, value),))
            yield found


def _meant(what: problems.What) -> str:
    """The value as it should be typed; "" where only its author can tell."""
    match what:
        case problems.CellChangeInWords(number=number) | problems.CellUnit(number=number):
            return number
        case problems.CellFullwidth(number=number):
            return number or "/"
        case problems.CellSigned(text=text):
            return text.lstrip("+")
        case problems.CellLeadingZero(text=text):
            return re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", text)
        case problems.CellSeparator(text=text):
            return re.sub(r"[,，_ ']", "", text)
        case _:
            return ""
