"""The time that reading takes grows with the length of a text alone."""

from __future__ import annotations

from time import process_time

import pytest

from gongkai.claims.claims import claimed_sentences
from gongkai.claims.enumerations import enumerations
from gongkai.claims.meanings import Tables
from gongkai.findings import Place
from gongkai.prose import Line
from tests.claims.corpus import bodies

pytestmark = pytest.mark.thorough

FEW, TIMES = 400, 4
MOST = 2.5
"""Times four as long may take at most so many times four as much: the machine has other work."""

CLAIM = "新收申请{}件，办结{}件、予以公开{}件，"
PART = "甲类{}条、"
BRACKET = "新收申请{}件（自然人{}件、商业企业{}件），"


def text(part: str, count: int) -> str:
    return "".join(part.replace("{}", str(number + 2)) for number in range(count)) + "。"


def seconds(said: str) -> float:
    """The best of three."""
    archive = bodies("written")
    report = archive.by_agency["city"][2023]
    line = Line(said, Place("x", 1, 1))
    best = float("inf")
    for _ in range(3):
        start = process_time()
        list(claimed_sentences([line], report, archive.agencies["city"], Tables(report)))
        list(enumerations(said))
        best = min(best, process_time() - start)
    return best


@pytest.mark.builds
@pytest.mark.parametrize("part", [CLAIM, PART, BRACKET])
def test_one_sentence_without_an_end(part: str) -> None:
    begin = "公开信息9条，其中" if part is PART else ""
    short, long = (seconds(begin + text(part, count)) for count in (FEW, FEW * TIMES))
    assert long < short * TIMES * MOST
