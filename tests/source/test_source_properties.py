"""Whatever the bytes: nodes or problems, inside the file; and a position leads back to its character."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.source import Mapping, Scalar, Source, Style, events, read
from gongkai.source.without_libyaml import PureLoader
from tests.helpers.nodes import REPORT, leaves

pytestmark = pytest.mark.builds

_SIGNS = "：，、【】［］｛｝（）[]{}:,\"'|>-#&*!?%@`\\ \t\u3000\xa0\n\r\x0b\ufeff\u200b1一a"
_PIECES = (
    "键: ",
    "- ",
    "  ",
    "\n",
    "|\n",
    ">\n",
    "---\n",
    "{{ 新收.总计 }}",
    "[1, 2]",
    "{a: 1}",
    '"',
    "：",
    "，",
    "# ",
)
_TEXTS = st.lists(
    st.sampled_from(_PIECES) | st.text(_SIGNS, max_size=4) | st.text(max_size=3), max_size=30
).map("".join)


_REFUSED = frozenset("&*!%@`")
"""Signs of anchors, tags and directives: always refused, but the two parsers may differ in the place."""


def check(source: Source) -> None:
    """Nodes or problems and never both; neither only where the file says nothing; all places inside the file."""
    assert source.root is None or not source.problems
    if source.root is None and not source.problems:
        said = "".join(re.sub(r"(^|[ \t])#.*", "", line) for line in source.lines)
        assert said.strip() in ("", "---"), source
    for problem in source.problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        if source.lines:
            assert problem.place.line <= len(source.lines)
            assert problem.place.column <= len(source.lines[problem.place.line - 1]) + 1
    for leaf in leaves(source.root):
        assert 1 <= leaf.line <= len(source.lines)
        assert 1 <= leaf.column <= len(source.lines[leaf.line - 1]) + 1
        for row, text in enumerate(leaf.value.split("\n")):
            line, column = leaf.position(row, len(text))
            assert 1 <= line <= len(source.lines)
            assert 1 <= column <= len(source.lines[line - 1]) + 1


def without_libyaml(data: bytes) -> Source:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "_LOADER", PureLoader)
        return read("f", data)


@given(_TEXTS.filter(lambda text: not _REFUSED.intersection(text)))
def test_both_parsers_read_any_text_alike(text: str) -> None:
    assert without_libyaml(text.encode()) == read("f", text.encode())


@given(
    st.integers(0, len(REPORT) - 1),
    st.sampled_from([*(sign for sign in _SIGNS if sign not in _REFUSED), "\t\t", " \t", ": ", ":["]),
    st.integers(0, 2),
)
def test_both_parsers_read_a_report_with_a_wrong_character_alike(at: int, sign: str, left_out: int) -> None:
    data = (REPORT[:at] + sign + REPORT[at + left_out :]).encode()
    assert without_libyaml(data) == read("f", data)


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    check(read("f", data))


@given(_TEXTS)
def test_any_text(text: str) -> None:
    check(read("f", text.encode()))


@given(st.integers(0, len(REPORT)))
def test_a_report_cut_anywhere(end: int) -> None:
    check(read("f", REPORT[:end].encode()))


@given(st.integers(0, len(REPORT.encode())))
def test_a_report_cut_within_a_character(end: int) -> None:
    check(read("f", REPORT.encode()[:end]))


@given(
    st.lists(st.tuples(st.integers(0, len(REPORT) - 1), st.sampled_from(_SIGNS), st.integers(0, 2)), max_size=3)
)
def test_a_report_with_wrong_characters(slips: list[tuple[int, str, int]]) -> None:
    text = REPORT
    for at, sign, left_out in slips:
        text = text[:at] + sign + text[at + left_out :]
    check(read("f", text.encode()))


@given(st.integers(0, REPORT.count("\n")), st.integers(1, 5), st.integers(0, 7))
def test_a_report_with_a_line_doubled_or_moved(row: int, times: int, spaces: int) -> None:
    lines = REPORT.split("\n")
    for changed in (
        [*lines[:row], *[lines[row]] * times, *lines[row:]],
        [*lines[:row], " " * spaces + lines[row], *lines[row + 1 :]],
        [*lines[:row], lines[row][spaces:], *lines[row + 1 :]],
    ):
        check(read("f", "\n".join(changed).encode()))


@given(
    st.lists(st.text("一二a：#-[ \t\u3000", max_size=6), min_size=1, max_size=8),
    st.integers(1, 6),
    st.sampled_from(["|", "|+", "|-"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.integers(0, 3),
)
def test_a_position_leads_back_to_its_character(
    texts: list[str], indent: int, sign: str, end: str, indicator: bool, blanks: int
) -> None:
    if not indicator:
        texts = [text.lstrip(" \t") for text in texts]
    header = f"  甲: {sign}{indent if indicator else ''}"
    body = ["" for _ in range(blanks)] + [" " * (2 + indent) + text for text in texts]
    source = read("f", end.join(["乙:", header, *body, "丙: 1", ""]).encode())
    assert isinstance(source.root, Mapping)
    scalar = leaves(source.root)[2]
    assert isinstance(scalar, Scalar)
    assert scalar.style is Style.LITERAL
    for row, text in enumerate(scalar.value.split("\n")):
        for offset, character in enumerate(text):
            line, column = scalar.position(row, offset)
            assert source.lines[line - 1][column - 1] == character
            assert column - 1 - offset == 2 + indent


@given(st.text("一二a，【", min_size=1, max_size=9), st.sampled_from(["{}", '"{}"', "'{}'"]), st.integers(0, 8))
def test_a_position_on_one_line_leads_back_to_its_character(text: str, form: str, offset: int) -> None:
    source = read("f", f"甲: {form.format('a' + text)}  # 注\n".encode())
    scalar = leaves(source.root)[-1]
    offset = min(offset, len(text))
    line, column = scalar.position(0, offset)
    assert source.lines[line - 1][column - 1] == scalar.value[offset]
