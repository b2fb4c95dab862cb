"""Numbers as they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.claims.numbers import FIGURE, Sort, numerals, plain


def only(text: str) -> tuple[Sort, str, int, str]:
    (found,) = numerals(plain(text))
    return found.sort, str(found.value), found.decimals, found.unit


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit"),
    [
        ("收到41件", "41", 0, "件"),
        ("收到４１件", "41", 0, "件"),
        ("收到1,234件", "1234", 0, "件"),
        ("收到1，234，567件", "1234567", 0, "件"),
        ("收费12.50万元", "12.50", 2, "万元"),
        ("收到 41 件次", "41", 0, "件次"),
        ("收到十二件", "12", 0, "件"),
        ("收到二十件", "20", 0, "件"),
        ("收到两件", "2", 0, "件"),
        ("收到二百零三件", "203", 0, "件"),
        ("收到三百五十件", "350", 0, "件"),
        ("收到一千零八件", "1008", 0, "件"),
        ("收到一万两千件", "12000", 0, "件"),
        ("收到一五〇件", "150", 0, "件"),
        ("新收41，办结", "41", 0, ""),
        ("许可321.05万件", "3210500", -2, "万件"),
        ("收费6.18亿元", "61800", -2, "亿元"),
        ("收费251.8元", "0.02518", 5, "元"),
    ],
)
def test_counts(text: str, value: str, decimals: int, unit: str) -> None:
    assert only(text) == (Sort.COUNT, value, decimals, unit)


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("占12.5%", "12.5", 1),
        ("占１２％", "12", 0),
        ("百分之三十", "30", 0),
        ("百分之三十点五", "30.5", 1),
        ("百分之12.25", "12.25", 2),
    ],
)
def test_percentages(text: str, value: str, decimals: int) -> None:
    assert only(text) == (Sort.PERCENT, value, decimals, "%")


@pytest.mark.parametrize(
    "text",
    [
        "收到约41件",
        "收到40余件",
        "收到近百件",
        "收到40件左右",
        "超过40件",
        "三百五件",
        "百五件",
        "十几件",
        "1200多件",
        "占40%以上",
    ],
)
def test_about(text: str) -> None:
    assert [each.sort for each in numerals(text)] == [Sort.OTHER]


@pytest.mark.parametrize("text", ["未发生", "没有", "无", "尚未收到", "均未发生", "零复议"])
def test_none(text: str) -> None:
    (found,) = numerals(text)
    assert (found.sort, found.value) == (Sort.NONE, Decimal(0))


@pytest.mark.parametrize("text", ["2021年", "12月31日", "第五号", "统一", "每件", "A4纸", "逐件", "第3件"])
def test_no_numbers(text: str) -> None:
    assert numerals(text) == []


def test_references() -> None:
    (found,) = numerals(f"新收{FIGURE * 12}件")
    assert (found.sort, found.start, found.end, found.unit) == (Sort.REFERENCE, 2, 15, "件")


def test_places() -> None:
    text = "新收41件，办结 40 件，占97.5%"
    assert [(n.start, n.end) for n in numerals(text)] == [(2, 5), (9, 13), (15, 20)]


@pytest.mark.parametrize("text", ["办结率93.4，", "办理12315、"])
def test_what_is_no_count(text: str) -> None:
    """A percentage that has lost its sign, a telephone number."""
    assert only(text)[0] is Sort.OTHER
