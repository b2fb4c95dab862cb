"""The fast patterns that a line is asked for first: where one finds nothing, the slow one would not have either."""

from __future__ import annotations

import re
from random import Random

import pytest

from gongkai.prose import inlines  # its module
from gongkai.rules.content import placeholder
from gongkai.rules.text import text_slip

WORDS = (
    "加强 政府 信息 公开 逐步 步 县 条 篇 件 申请 资质 许可 待补充 此处填写 TODO 共 现行有效 收取 元 达 ％ % 自 年 月 2021 1 36 3 . ... … "
    "。。。 ， 、 。 ； X × N ? ？？ __ □□ ○ 余 多 场 名 {{ }} ** [a](b.pdf) ![ { }"
)


def lines(count: int) -> list[str]:
    random = Random(5)
    return ["".join(random.choices(WORDS.split(), k=random.randint(1, 14))) for _ in range(count)]


LINES = lines(20_000)


@pytest.mark.parametrize(
    ("slow", "fast"),
    [
        (text_slip._TWICE, text_slip._MAY_BE_TWICE),
        (text_slip._MISSING, (text_slip._MAY_BE_MISSING,)),
        (placeholder._SIGNS, (placeholder._MAY_HAVE_SIGNS,)),
        (placeholder._WORDS, (placeholder._MAY_HAVE_WORDS,)),
        (placeholder._MISSING, (placeholder._MAY_BE_MISSING,)),
        (inlines.INLINE, (inlines._MAY_BE_INLINE,)),
        (inlines._IN_OTHER_BRACES, (inlines._BRACES,)),
    ],
)
def test_no_line_is_lost(slow: re.Pattern[str], fast: tuple[re.Pattern[str], ...]) -> None:
    found = [line for line in LINES if slow.search(line)]
    assert len(found) > 20
    assert [line for line in found if not any(each.search(line) for each in fast)] == []


def test_no_counted_sentence_is_lost() -> None:
    counted = [line for line in LINES if any(map(text_slip._is_counted, sentences_of(line)))]
    assert len(counted) > 20
    assert [line for line in counted if not text_slip._MAY_BE_COUNTED.search(line)] == []


def sentences_of(line: str) -> list[str]:
    return [sentence for _, sentence in text_slip._sentences(line, 2033)]
