"""A number costs no more in a sentence of many: the interpreter's steps are counted, for so many numbers and for twice as many."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest

from gongkai.claims.sentences import LONGEST
from gongkai.findings import Place
from gongkai.prose import Line, Narrative
from gongkai.rules import all_rules, inspect
from gongkai.settings import Settings
from tests.claims.corpus import bodies

BODY, YEAR = "city", 2023
MOST = 2.3
"""So many times the steps for twice the numbers; what is looked through anew for each makes it three and more."""
OTHERS = {rule.name: False for rule in all_rules() if rule.name not in ("prose-figure", "prose-share")}

ONE_AFTER_ANOTHER = {
    "right and wrong": "新收98765件，办结98764件，",
    "without a pause": "新收98765件",
    "without a unit": "新收98765",
    "listed": "予以公开98765件、",
    "not understood": "涉征地类申请98765件，",
    "cases": "诉讼方面，维持98765、纠正98764，共10件；",
    "cases without a column": "复议98765件，",
    "cases brought at once or not": "行政诉讼3件、复议后起诉2件，",
    "columns named first": "自然人申请中，予以公开98765件，",
    "documents": "规范性文件方面，制发98765件，",
    "decisions": "行政许可98765件、",
    "told by examples": "讨论稿等过程性信息98765件、",
    "against last year": "新收98765件，较上年增加98764件，",
    "all upheld": "复议2件，诉讼1件，均获维持，",
    "persons": "有7人提交申请10件，",
    "in brackets": "收到申请98765件（其中自然人98764件）",
    "none": "未收到申请，",
    "percentages": "予以公开98765件，占12%，",
    "in words": "收到申请三百零五件",
    "ten thousands": "收到申请3.2万件，",
    "by one channel": "收到网上申请98765件，",
    "by every channel": "通过网络、邮寄等方式收到申请98765件，",
    "parted in brackets": "收到诉求9件（甲5件、乙4件），办结3件，",
    "not understood, with what it is made of": "收到诉求9件，其中3件为甲类；",
    "cases in hand": "行政复议5件，其中2件正在办理中，",
    "two percentages": "予以公开、部分公开分别占12%、13%，",
}
BEHIND_A_BEGINNING = {
    "made of channels": ("收到申请98764件，其中", "通过网站申请98765件，"),
    "made of what is not understood": ("收到诉求9件，其中", "3件为甲类，"),
    "a row": ("予以公开、部分公开分别较上年增加", "98765件、"),
    "a row of percentages": ("予以公开、部分公开分别占", "12%、"),
    "percentages": ("收到申请98765件，", "占12%，"),
}


def check(text: str) -> None:
    """What the rules of numbers say to a text."""
    archive = bodies("written")
    years = archive.by_agency[BODY]
    place = Place("x.yml", 1, 1)
    narrative = Narrative((), place, (Line(text, place),))
    report = replace(years[YEAR], place=place, narratives={"overview": narrative}, remarks=())
    inspect(replace(archive, reports=(years[YEAR - 1], report)), (), Settings(rules=OTHERS))


def steps(text: str) -> int:
    """The steps of the interpreter for it. What is known of a word, a pattern or a cell is worked out before."""
    count = 0

    def noted(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return noted

    check(text)
    before = sys.gettrace()
    sys.settrace(noted)
    try:
        check(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", ONE_AFTER_ANOTHER.values(), ids=ONE_AFTER_ANOTHER)
def test_twice_the_numbers(piece: str) -> None:
    many = LONGEST // (2 * len(piece))
    assert steps(piece * 2 * many) <= MOST * steps(piece * many)


@pytest.mark.parametrize(("beginning", "piece"), BEHIND_A_BEGINNING.values(), ids=BEHIND_A_BEGINNING)
def test_twice_the_numbers_behind_a_beginning(beginning: str, piece: str) -> None:
    many = (LONGEST - len(beginning)) // (2 * len(piece))
    assert steps(beginning + piece * 2 * many) <= MOST * steps(beginning + piece * many)
