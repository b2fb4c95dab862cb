"""Where the words of a number stand, and what stands in brackets."""

from __future__ import annotations

import pytest

from gongkai.claims.enumerations import enumerations
from gongkai.claims.layer import AWAY, Layer
from gongkai.claims.regions import clause_start, is_bare, region, respective
from gongkai.claims.sentences import brackets_of, pieces_of, sentences, without_brackets
from gongkai.findings import Place
from gongkai.prose import Line


def layers(text: str) -> tuple[Layer, ...]:
    (sentence,) = sentences(Line(text, Place("x", 1, 1)), 2023, ("临江市信访局",), None)
    return sentence.layers


def words(text: str, at: int) -> tuple[str, str]:
    """What stands before a number and behind it, as far as it is the number's."""
    layer = layers(text)[0]
    lo, left_end, hi = region(layer, at)
    return layer.text[lo:left_end], layer.text[layer.numerals[at].end : hi]


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        ("新收41件，办结40件。", 0, ("新收", "")),
        ("新收41件，办结40件。", 1, ("办结", "")),
        ("新收：41件。", 0, ("新收", "")),
        ("新收41件办结40件。", 1, ("办结", "")),
        ("对41件申请、2件复议作出答复。", 0, ("对", "申请")),
        ("41件新收申请，均已办结。", 0, ("", "新收申请")),
    ],
)
def test_region(text: str, at: int, wanted: tuple[str, str]) -> None:
    assert words(text, at) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("办结申请（41件）。", 0), ("新收42件，办结（41件）。", 6), ("新收42件（41件）。", 5)]
)
def test_the_clause_before_a_bracket(text: str, wanted: int) -> None:
    outer, inner = layers(text)
    assert clause_start(outer, inner.start) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("办结申请（41件）。", True), ("办结（共计41件）。", True), ("办结（含新收41件）。", False)],
)
def test_bare(text: str, wanted: bool) -> None:
    layer = layers(text)[1]
    assert is_bare(layer, layer.numerals[0]) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("新收、办结申请分别为1件、2件。", ["新收", "办结"]),
        ("分别新收、办结申请1件、2件。", ["新收", "办结"]),
        ("新收、办结申请分别受理1件、2件。", ["新收", "办结"]),
        ("答复予以公开、部分公开的分别为1件、2件。", ["予以", "部分"]),
        ("新收、办结、结转下年度分别为1件、2件。", ["", "", ""][:2]),
        ("新收分别为1件、2件。", ["", ""]),
    ],
)
def test_respective(text: str, wanted: list[str]) -> None:
    layer = layers(text)[0]
    found = dict(respective(layer))
    said = [
        layer.text[hits[0].start : hits[0].end][:2] if (hits := found.get(numeral.start, ())) else ""
        for numeral in layer.numerals
    ]
    assert said == wanted


class TestBrackets:
    """Pairs of brackets, one in another too."""

    def test_pairs(self) -> None:
        assert brackets_of("甲（乙（丙））丁）（戊") == [(1, 7), (3, 6)]

    def test_blotted(self) -> None:
        text = "甲（乙（丙））丁"
        brackets = brackets_of(text)
        assert without_brackets(text, brackets, 0, len(text)) == f"甲{AWAY * 6}丁"
        assert without_brackets(text, brackets, 2, 6) == f"乙{AWAY * 3}"
        text = "甲（乙（丙）丁）戊"
        assert without_brackets(text, brackets_of(text), 2, 7) == f"乙{AWAY * 3}丁"

    def test_layers(self) -> None:
        outer, inner = layers("新收41件（自然人40件），办结40件。")
        assert [n.value for n in outer.numerals] == [41, 40]
        assert [n.value for n in inner.numerals] == [40]
        assert (outer.start, outer.in_brackets, inner.start, inner.in_brackets) == (0, False, 5, True)
        assert len(inner.text) == len(outer.text)


def test_pieces() -> None:
    text = "甲。乙！丙"
    assert [text[start:end] for start, end in pieces_of(text)] == ["甲。", "乙！", "丙"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公开信息95条（90条政策类、8条财政类）。", [(95, [90, 8])]),
        ("公开信息95条，其中政策类90条、财政类8条。", [(95, [90, 8])]),
        ("建议12件、提案30件，共43件。", [(43, [12, 30])]),
        ("建议12件、提案30件，共42件。", []),
        ("建议12件、会议3次、提案30件，共41件。", []),
        ("公开信息95条，比上年增加8条，其中政策类8条。", [(95, [8])]),
        ("公开信息95条，同时办理留言98件。", []),
    ],
)
def test_enumerations(text: str, wanted: list[tuple[int, list[int]]]) -> None:
    assert [(int(e.total.value), [int(p.value) for p in e.parts]) for e in enumerations(text)] == wanted


@pytest.mark.parametrize(
    ("text", "is_closed", "is_open"),
    [
        ("公开信息95条，其中政策类90条、其他8条。", True, False),
        ("公开信息95条，分别为政策类90条、财政类8条。", True, False),
        ("公开信息95条，其中政策类90条、财政类8条等。", False, True),
        ("公开信息95条（含政策类90条、财政类8条）。", False, True),
        ("公开信息95条，其中政策类90条、财政类8条。", False, False),
    ],
)
def test_open_and_closed(text: str, is_closed: bool, is_open: bool) -> None:
    (found,) = enumerations(text)
    assert (found.is_closed, found.is_open) == (is_closed, is_open)
    assert found.sum == 98
