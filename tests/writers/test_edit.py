"""Files with some of their values changed: all else stays as it was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.source import Mapping, Node, Scalar, Sequence, read
from gongkai.writers.yaml.edit import Lines, NoPlace, Path, Value, append, edit
from gongkai.writers.yaml.syntax import scalar

TEXT = """\
# 第一行
年度: 2021   # 年度
发布日期:
总体情况: |
  第一段。
  第二段。

# 表二
主动公开政府信息情况:
  规章: {本年制发件数: 0, 本年废止件数: 0}  # 不制定
  行政许可: 7
收到和处理政府信息公开申请情况:
  # 自然人, 总计
  予以公开: [1, 2,  3]
  部分公开: {值: 22, 注: "其中1件"}
"""


def changed(path: Path, value: Value, text: str = TEXT) -> list[tuple[str, str]]:
    """The lines that differ, as they were and as they are."""
    after = edit(text, {path: value}).split("\n")
    before = text.split("\n")
    if len(before) == len(after):
        return [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    start = next(n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    end = next(n for n, (a, b) in enumerate(zip(before[::-1], after[::-1], strict=False)) if a != b)
    return [("\n".join(before[start : len(before) - end]), "\n".join(after[start : len(after) - end]))]


class TestOneLine:
    def test_keeps_its_comment(self) -> None:
        assert changed(("年度",), "2022") == [("年度: 2021   # 年度", "年度: 2022   # 年度")]

    def test_a_key_without_a_value(self) -> None:
        assert changed(("发布日期",), "2022-01-20") == [("发布日期:", "发布日期: 2022-01-20")]

    def test_an_item_of_a_list(self) -> None:
        path = ("收到和处理政府信息公开申请情况", "予以公开", 1)
        assert changed(path, "~") == [("  予以公开: [1, 2,  3]", "  予以公开: [1, ~,  3]")]

    def test_a_value_between_braces(self) -> None:
        ((_, line),) = changed(("主动公开政府信息情况", "规章", "本年废止件数"), "5")
        assert line == "  规章: {本年制发件数: 0, 本年废止件数: 5}  # 不制定"

    def test_a_new_key_between_braces(self) -> None:
        ((_, line),) = changed(("主动公开政府信息情况", "规章", "现行有效件数"), "5")
        assert line == "  规章: {本年制发件数: 0, 本年废止件数: 0, 现行有效件数: 5}  # 不制定"

    def test_a_new_key_below_others(self) -> None:
        ((_, lines),) = changed(("主动公开政府信息情况", "行政处罚"), "9")
        assert lines == "  行政处罚: 9"


class TestText:
    def test_is_replaced_and_blank_lines_after_it_stay(self) -> None:
        assert edit(TEXT, {("总体情况",): Lines(("第一段。", "新的。", "第三段。"))}) == TEXT.replace(
            "  第二段。\n", "  新的。\n  第三段。\n"
        )

    def test_behind_a_key_without_a_value(self) -> None:
        assert "发布日期: |\n  一。\n  二。\n总体情况: |" in edit(
            TEXT, {("发布日期",): Lines(("一。", "二。"))}
        )


def test_a_path_that_leads_nowhere() -> None:
    with pytest.raises(NoPlace):
        edit(TEXT, {("没有", "这里"): "1"})


def test_line_ends_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert edit(text, {("年度",): "2022"}) == text.replace("2021", "2022", 1)


def leaves(node: Node, path: Path = ()) -> list[tuple[Path, str]]:
    """Every scalar by its path."""
    if isinstance(node, Mapping):
        return [leaf for e in node.entries for leaf in leaves(e.value, (*path, e.key.value))]
    if isinstance(node, Sequence):
        return [leaf for n, item in enumerate(node.items) for leaf in leaves(item, (*path, n))]
    assert isinstance(node, Scalar)
    return [(path, node.value)]


WORDS = (
    st.text(alphabet="甲乙丙，。：、“”0123456789 #-[]{}|*&!%@", min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
NUMBERS = st.integers(0, 99_999).map(str)
COMMENTS = st.sampled_from(("", "   # 说明", " # [1, 2]"))


@st.composite
def files(draw: st.DrawFn) -> str:
    """Files as people type them: lists, mappings between braces and below keys, texts, comments, blank lines."""
    lines: list[str] = []
    for number in range(draw(st.integers(1, 6))):
        if draw(st.booleans()):
            lines.append(draw(st.sampled_from(("", "# 说明: 一行", "# ["))))
        kind = draw(st.sampled_from(("number", "words", "list", "braces", "text", "below")))
        key = f"键{number}"
        comment = draw(COMMENTS)
        if kind == "number":
            lines.append(f"{key}: {draw(NUMBERS)}{comment}")
        elif kind == "words":
            lines.append(f"{key}: {scalar(draw(WORDS))}{comment}")
        elif kind == "list":
            lines.append(f"{key}: [{', '.join(draw(st.lists(NUMBERS, min_size=1, max_size=7)))}]{comment}")
        elif kind == "braces":
            values = draw(st.lists(NUMBERS, min_size=1, max_size=4))
            lines.append(
                f"{key}: {{{', '.join(f'列{n}: {value}' for n, value in enumerate(values))}}}{comment}"
            )
        elif kind == "text":
            lines.append(f"{key}: |")
            lines += [
                f"  {each}" for each in draw(st.lists(WORDS.map(lambda w: f"段{w}"), min_size=1, max_size=4))
            ]
        else:
            lines.append(f"{key}:{comment}")
            values = draw(st.lists(NUMBERS, min_size=1, max_size=3))
            lines += [f"  下{n}: {value}" for n, value in enumerate(values)]
    return "\n".join(lines) + "\n"


@pytest.mark.builds
@settings(max_examples=300, deadline=None)
@given(files(), st.data())
def test_only_what_is_changed_changes(text: str, data: st.DataObject) -> None:
    root = read("x.yml", text.encode()).root
    assert root is not None, text
    before = leaves(root)
    chosen = data.draw(
        st.lists(st.sampled_from(before), min_size=1, max_size=4, unique_by=lambda leaf: leaf[0])
    )
    changes: dict[Path, Value] = {}
    expected = dict(before)
    for path, value in chosen:
        if value.endswith("\n"):
            lines = tuple(f"段{word}" for word in data.draw(st.lists(WORDS, min_size=1, max_size=4)))
            changes[path], expected[path] = Lines(lines), "\n".join(lines) + "\n"
        else:
            number = data.draw(NUMBERS)
            changes[path], expected[path] = number, number
    after = edit(text, changes)
    again = read("x.yml", after.encode())
    assert again.root is not None, (after, again.problems)
    assert dict(leaves(again.root)) == expected
    comments = re.compile(r"(?<!\S)#.*")
    assert [line for line in after.split("\n") if comments.match(line.strip())] == [
        line for line in text.split("\n") if comments.match(line.strip())
    ]


@settings(max_examples=100, deadline=None)
@given(files())
def test_without_changes_nothing_changes(text: str) -> None:
    assert edit(text, {}) == text


class TestTakenAway:
    """A key with its value, however many lines that has, and its comment; nothing else."""

    def test_with_its_comment(self) -> None:
        assert edit("年度: 2021\n草稿: true    # 写完删去\n甲: 1\n", {("草稿",): None}) == "年度: 2021\n甲: 1\n"

    def test_a_text(self) -> None:
        assert edit("甲: |\n  一\n\n  二\n乙: 1\n", {("甲",): None}) == "乙: 1\n"

    def test_what_is_not_there(self) -> None:
        assert edit("甲: 1\n", {("乙",): None}) == "甲: 1\n"

    LISTED = "附件:\n  - {文件: 甲.pdf, 说明: 一}   # 注\n  - 文件: 乙.pdf\n    说明: 二\n更正: [甲, 乙]\n"

    @pytest.mark.parametrize(
        ("path", "gone"),
        [
            (("附件", 0), "  - {文件: 甲.pdf, 说明: 一}   # 注\n"),
            (("附件", 1), "  - 文件: 乙.pdf\n    说明: 二\n"),
            (("附件", 1, "说明"), "    说明: 二\n"),
            (("附件", 0, "文件"), "文件: 甲.pdf, "),
            (("附件", 0, "说明"), ", 说明: 一"),
            (("更正", 0), "甲, "),
            (("更正", 1), ", 乙"),
        ],
    )
    def test_with_what_belongs_to_it_alone(self, path: Path, gone: str) -> None:
        assert self.LISTED.count(gone) == 1
        assert edit(self.LISTED, {path: None}) == self.LISTED.replace(gone, "")

    def test_the_first_key_of_an_item_has_no_line_of_its_own(self) -> None:
        with pytest.raises(NoPlace):
            edit(self.LISTED, {("附件", 1, "文件"): None})

    def test_two_that_share_a_comma_are_refused(self) -> None:
        with pytest.raises(NoPlace):
            edit(self.LISTED, {("附件", 0, "文件"): None, ("附件", 0, "说明"): None})


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("甲: 1\n", "甲: 1\n乙:\n  - {丙: 2}\n"),
        ("乙: [{丙: 1}]\n甲: 1\n", "乙: [{丙: 1}, {丙: 2}]\n甲: 1\n"),
        ("乙: []\n", "乙: [{丙: 2}]\n"),
        ("乙:\n  - {丙: 1}   # 一\n甲: 1\n", "乙:\n  - {丙: 1}   # 一\n  - {丙: 2}\n甲: 1\n"),
        ("乙:\n- 丙: 1\n  丁: 3", "乙:\n- 丙: 1\n  丁: 3\n- {丙: 2}"),
        ("甲: 1\r\n", "甲: 1\r\n乙:\r\n  - {丙: 2}\r\n"),
    ],
)
def test_an_item_more(text: str, longer: str) -> None:
    assert append(text, "乙", "{丙: 2}") == longer


def test_no_list_to_lengthen() -> None:
    with pytest.raises(NoPlace):
        append("乙: 1\n", "乙", "{丙: 2}")
