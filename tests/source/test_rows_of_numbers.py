"""A row of numbers is told to the parser as something shorter: what is read is the same, whatever stands around it."""

from __future__ import annotations

from random import Random

import pytest

from gongkai.source import Mapping, Scalar, Sequence, Source, events, read

ROW = "本年新收: [1, 20, 300]"
AROUND = {
    "in a mapping": f"处理:\n  {ROW}\n  {ROW.replace('新收', '办结')}\n",
    "in a list": f"- {ROW}\n",
    "in a block of text": f"甲: |\n  正文\n  {ROW}\n",
    "in text that is joined": f"甲: 乙\n  {ROW}\n",
    "in single quotes": f"甲: '乙\n  {ROW}\n  丙'\n",
    "in double quotes": f'甲: "乙\n  {ROW}\n  丙"\n',
    "in brackets over lines": f"甲: {{\n  {ROW}\n}}\n",
    "in a list over lines": f"甲: [\n  {ROW}\n]\n",
    "before text further right": f"{ROW}\n  乙\n",
    "before a key further right": f"{ROW}\n  乙: 1\n",
    "twice": f"{ROW}\n{ROW}\n",
    "before what is refused": f"{ROW}\n乙: [1\n",
    "before an anchor": f"{ROW}\n乙: &丙 1\n",
    "before another document": f"{ROW}\n---\n{ROW}\n",
    "before a character that is not seen": f"{ROW}\n乙: 丙\u200b\n",
    "too deep": "".join(f"{'  ' * depth}甲:\n" for depth in range(events.LEVELS - 1))
    + f"{'  ' * events.LEVELS}{ROW}\n",
}


def whole(monkeypatch: pytest.MonkeyPatch, text: str) -> Source:
    """What is read where the parser is told the text as it is."""
    with monkeypatch.context() as patch:
        patch.setattr(events, "_without_rows", lambda text: (text, {}))
        return read("x", text.encode())


@pytest.mark.parametrize("text", AROUND.values(), ids=AROUND)
def test_the_same_as_without(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert read("x", text.encode()) == whole(monkeypatch, text)


def test_the_same_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(3)
    lines = [
        ROW,
        f"  {ROW}",
        "甲: |",
        "  正文",
        "'",
        '"',
        "- [1, 2]",
        "乙: '丙",
        "丁: {",
        "}",
        "[",
        "]",
        "# 戊",
        "---",
        "己: 1",
        "",
    ]
    texts = ["\n".join(random.choices(lines, k=random.randint(2, 8))) for _ in range(3000)]
    assert [read("x", text.encode()) for text in texts] == [whole(monkeypatch, text) for text in texts]


def test_the_parser_is_told_less() -> None:
    assert events._without_rows(f"甲: 1\n  {ROW}") == ("甲: 1\n  本年新收: ''", {1: (8, "[1, 20, 300]")})


def test_each_number_stands_where_it_is_typed() -> None:
    root = read("x", f"甲:\n  {ROW}\n".encode()).root
    assert isinstance(root, Mapping)
    rows = root.get("甲")
    assert isinstance(rows, Mapping)
    row = rows.get("本年新收")
    assert isinstance(row, Sequence)
    numbers = [item for item in row.items if isinstance(item, Scalar)]
    assert (row.line, row.column) == (2, 9)
    assert [(number.value, number.column) for number in numbers] == [("1", 10), ("20", 13), ("300", 17)]
