"""The fast patterns that a line is asked for first: where one finds nothing, the slow one would not have either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

import pytest
from rapidfuzz import fuzz

from gongkai.claims import clauses, enumerations, sentences
from gongkai.claims.enumerations import _COUNTED, _FEWEST, _UNITS
from gongkai.claims.numbers import Sort, numerals, plain
from gongkai.prose import inlines  # its module
from gongkai.rules.content import no_content, placeholder
from gongkai.rules.text import _likeness, _ordinals, _years, text_slip
from gongkai.words.texts import Hit, hits, wording
from tests.claims.corpus import FOLDER

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
        (text_slip._TWICE, (text_slip._MAY_BE_WORD_TWICE, text_slip._MAY_BE_SIGN_TWICE)),
        (text_slip._MISSING, (text_slip._MAY_LACK,)),
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


@pytest.mark.parametrize(
    ("fast", "end"),
    [
        pytest.param(enumerations._MAY_LIST, "])", id="lists"),
        pytest.param(enumerations._MARKER, "])", id="markers"),
        pytest.param(text_slip._TWICE, "\\2)", id="twice"),
        pytest.param(_ordinals._ORDINAL, "])", id="ordinals"),
    ],
)
def test_no_place_is_lost_by_how_it_begins(fast: re.Pattern[str], end: str) -> None:
    """end: of what a match may begin with, in the pattern."""
    slow = re.compile(fast.pattern.partition(end)[2])
    random = Random(9)
    signs = sorted(set(re.findall("[\u4e00-\u9fff，。、；（(0-9①]", slow.pattern)))
    texts = [*LINES[:3000], *(FOLDER / "written.tsv").read_text(encoding="utf-8").splitlines()]
    texts += ["".join(random.choices(signs, k=40)) for _ in range(3000)]
    for words in re.findall("[\u4e00-\u9fff]+", slow.pattern):
        texts += [
            f"{words}{words}，",
            f"，{words}一、，",
            *(f"{words}{unit}、" for unit in "条件篇场次期份个处家项张"),
        ]
    found = [[match.span() for match in slow.finditer(text)] for text in texts]
    assert sum(map(bool, found)) > 20
    assert [[match.span() for match in fast.finditer(text)] for text in texts] == found


def test_no_inner_numbering_is_lost() -> None:
    random = Random(10)
    texts = ["".join(random.choices("：；，1２23.．、）)（(①③一公“ ", k=10)) for _ in range(20_000)]
    found = [text for text in texts if sentences._INNER_NUMBERING.search(text)]
    assert len(found) > 20
    assert [text for text in found if not sentences._MAY_BE_NUMBERED.search(text)] == []


def test_no_missing_number_is_lost() -> None:
    words = "公开 信息 条 动态 件 培训 培训班 期 场 活动 公示栏 处 手册 册 份 事项 项 低保对象 户 举办 3 、 ， 。 ；"
    random = Random(6)
    texts = ["".join(random.choices(words.split(), k=random.randint(2, 14))) for _ in range(5000)]
    texts += ["".join(random.choices(["举办", "培训", "期", "、", "。", "甲"], k=6)) for _ in range(5000)]
    for slow in (text_slip._SURELY_MISSING, text_slip._TRAINING):
        found = [text for text in texts if slow.search(text)]
        assert len(found) > 20
        assert [text for text in found if not text_slip._MAY_LACK.search(text)] == []


def test_no_clause_is_lost_that_stands_twice() -> None:
    random = Random(11)
    texts = []
    for _ in range(5000):
        words = ["".join(random.choices("甲乙、", k=random.choice([5, 6, 7, 60, 61]))) for _ in range(2)]
        texts.append("".join(random.choices([*words, "丙", "，", "，", "。", "；"], k=6)))
    found = [text for text in texts if twice(text)]
    assert len(found) > 20
    assert [text for text in texts if text_slip._CLAUSE_AGAIN.search("。" + text[::-1])] == found


def twice(text: str) -> bool:
    """Whether a clause of 6 to 60 characters stands at the end of the one before it."""
    said = text_slip._CLAUSE.findall(text)
    return any(6 <= len(other) <= 60 and one.endswith(other) for one, other in pairwise(said))


def test_no_placeholder_is_lost_beside_what_is_masked() -> None:
    signs = [*WORDS.split(), "《", "》", "“", "”", "http://a.cn/1", "诉", "案", "各类", "收取"]
    random = Random(12)
    texts = ["".join(random.choices(signs, k=random.randint(2, 12))) for _ in range(20_000)]
    found = [text for text in texts if placeholder._found(placeholder._own(text))]
    assert len(found) > 20
    assert [text for text in found if not placeholder._may_have_any(text)] == []


def test_the_first_digit_tells_as_much_as_all() -> None:
    signs = [
        *"0123二三四五十第〔〕[]（）《》h件条",
        "2021年",
        "3月",
        "7×24",
        "12345",
        "{{",
        "未收到",
        "https://a.cn/1 ",
        "](a1)",
    ]
    random = Random(13)
    texts = ["".join(random.choices(signs, k=random.randint(1, 8))) for _ in range(20_000)]
    found = [text for text in texts if no_content._NUMBER.search(no_content._NO_NUMBER.sub("", text))]
    assert len(texts) - len(found) > 20
    assert list(filter(no_content._has_number, texts)) == found


def test_no_year_is_lost() -> None:
    signs = ["2", "0", "1", "3", "二", "〇", "○", "零", "一", "三", "年", "度", "\u3000"]
    random = Random(7)
    texts = ["".join(random.choices(signs, k=random.randint(5, 14))) for _ in range(20_000)]
    texts += ["2023年", "二〇二三年和2021 年", "12023年", "2023", "2○零3年"]
    found = [{year for year in range(2000, 2034) if _years.said(year).search(text)} for text in texts]
    assert sum(map(bool, found)) > 20
    assert [{year for year in _years.named(text) if 2000 <= year < 2034} for text in texts] == found


def test_no_ordinal_is_lost() -> None:
    signs = [
        "一",
        "二",
        "十",
        "是",
        "要",
        "第",
        "（",
        "(",
        "）",
        ")",
        "1",
        "2",
        ".",
        "、",
        "，",
        "。",
        "①",
        "③",
        "问题",
        "公开",
    ]
    random = Random(8)
    texts = ["".join(random.choices(signs, k=random.randint(3, 12))) for _ in range(20_000)]
    found = [text for text in texts if _ordinals._ORDINAL.search(text)]
    assert len(found) > 20
    assert [text for text in found if not _ordinals._MAY_BE_ORDINAL.search(text)] == []


def test_no_counted_sentence_is_lost() -> None:
    counted = [line for line in LINES if any(map(text_slip._is_counted, sentences_of(line)))]
    assert len(counted) > 20
    assert [line for line in counted if not text_slip._MAY_BE_COUNTED.search(line)] == []


def sentences_of(line: str) -> list[str]:
    return [sentence for _, sentence in text_slip._sentences(line, 2033)]


PARTS = (
    "依申请 政府 信息 公开 申请 受理 答复 办结 上年 结转 下年度 予以 部分 不予 无法 提供 其他 处理 行政 复议 诉讼 维持 纠正 规章 规范性 文件 "
    "许可 处罚 强制 收费 自然人 商业 企业 科研 机构 法律 的 已 均 尚 未 共 。 ， 、 （ ） 1 36 件 条 项 三安全 “三 去年 截至 累计 至今 以来 本年"
)
TEXTS = ["".join(Random(seed).choices(PARTS.split(), k=12)) for seed in range(3000)]


def all_hits(text: str) -> Iterator[Hit]:
    """Every word asked at every place."""
    at = 0
    for start in range(len(text)):
        found = [(match.end(), word) for word in wording().words if (match := word.pattern.match(text, start))]
        if found and start >= at:
            at, word = max(found, key=lambda each: each[0])
            yield Hit(start, at, word)


def test_every_word_is_found_by_its_first_characters() -> None:
    texts = TEXTS[:400]
    assert [list(hits(wording(), text)) for text in texts] == [list(all_hits(text)) for text in texts]


@pytest.mark.parametrize(
    "name",
    ["other_topics", "other_subjects", "not_of_requests", "channels", "other_periods"],
)
def test_no_list_of_words_loses_one_by_its_first_characters(name: str) -> None:
    fast: re.Pattern[str] = getattr(wording(), name)
    slow = re.compile(fast.pattern.partition("])(?:")[2][:-1])
    texts = [*TEXTS, *(FOLDER / "written.tsv").read_text(encoding="utf-8").splitlines()]
    found = [[match.span() for match in slow.finditer(text)] for text in texts]
    assert any(found)
    assert [[match.span() for match in fast.finditer(text)] for text in texts] == found


def test_no_time_is_lost() -> None:
    told = [text for text in TEXTS if clauses._TIME.search(text)]
    assert len(told) > 20
    assert [text for text in told if not any(sign in text for sign in clauses._OF_TIME)] == []


def test_no_total_with_its_parts_is_lost() -> None:
    for line in LINES:
        counted = [each for each in numerals(line) if each.sort is Sort.COUNT and each.unit in _UNITS]
        assert len(counted) < _FEWEST or len(_COUNTED.findall(line)) >= _FEWEST


def test_a_number_is_counted_as_it_is_typed() -> None:
    """The fast pattern is asked before digits are made narrow and characters simplified."""
    signs = list(map(chr, range(0x10000)))
    for before, behind in (("3", ""), ("", "件")):
        counted = [sign for sign in signs if _COUNTED.search(plain(before + sign + behind))]
        typed = enumerations._counted_as_typed()
        assert [sign for sign in signs if typed.search(before + sign + behind)] == counted


def test_sentences_of_other_lengths_are_not_alike() -> None:
    for longer in range(8, 200):
        shorter = int(longer * _likeness._SHORTER)
        assert fuzz.ratio("一" * (shorter - 1), "一" * longer) < _likeness.SAME
        assert fuzz.ratio("一" * longer, "一" * (int(longer / _likeness._SHORTER) + 2)) < _likeness.SAME
