"""YAML text to nodes, and every slip at its place. Each bad text has exactly one problem."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.problems import (
    Alias,
    Anchor,
    Backslash,
    BlockStart,
    BracketInText,
    ColonInText,
    ComplexKey,
    ControlCharacter,
    DuplicateKey,
    EmptyItem,
    Encoding,
    FoldedText,
    FullwidthBracket,
    FullwidthColon,
    FullwidthComma,
    Indentation,
    MissingComma,
    MissingSpace,
    NoColon,
    OutdentedText,
    ReservedStart,
    SecondDocument,
    TabIndentation,
    Tag,
    TextAfterClose,
    TooDeep,
    TooLarge,
    TooManyDigits,
    UnclosedBracket,
    UnclosedQuote,
    UnquotedReference,
    What,
    WideIndentation,
    WideSpace,
)
from gongkai.source import Entry, Mapping, Scalar, Sequence, Source, alike, events, read
from gongkai.source.parsing import PROBLEMS
from gongkai.source.text import BYTES
from gongkai.source.without_libyaml import PureLoader
from tests.helpers.nodes import AGENCY, REPORT, leaves

GOOD = {
    "agency": AGENCY,
    "report": REPORT,
    "crlf": REPORT.replace("\n", "\r\n"),
    "lone cr": REPORT.replace("\n", "\r"),
    "byte order mark": "\ufeff" + AGENCY,
    "no line end": "年度: 2021",
    "leading marker": "# 注：\n---\n年度: 2021\n",
    "free form": "章节: [{标题: 概述, 内容: 一、二。, 表: {列: [指标, 单位, 数值], 行: [[依申请、主动公开, 条, 3]]}}]\n",
    "colon in value": "标题: 关于公开：说明\n",
    "colon in items": "- 关于：说明\n- 网址:无\n",
    "colon in continued text": "说明: 一\n  续：行\n  第二：行\n年度: 2021\n",
    "colon in a value on its own line": "说明:\n  原为17：现更正为18。\n",
    "colon in braces": "更正: {说明: 注意：原为17，现更正为18。}\n",
    "colon in quotes": "a: \"x: y，[{ # \\\" '\"\nb: 'it''s: 【'\n\"键：\": 1\n",
    "quotes over lines": 'a: "一\n  二: 三\n  四"\nb: 1\n',
    "address": "原址: https://www.example.gov.cn/2012.html\n",
    "brackets in text": "标题: 【重要】通知\n导语: （试行）报告\n来源: （37）号\n文号: 37]\n",
    "bracket over lines": "联系: {\n  地址: 一,\n  邮编: 1\n}\n列: [\n  指标,\n  单位,\n]\n年度: 1\n",
    "bracket over lines at the margin": "联系: {\n地址: 一,\n邮编: 1}\n年度: 1\n",
    "list without indentation": "附件:\n- 文件: 一\n  说明: 二\n- 文件: 三\n年度: 1\n",
    "list in list": "- - 1\n  - 2\n-\n  a: 1\n- |\n  x\n- y\n",
    "stroke in brackets": "a: [-, /, ~]\n",
    "block with indicators": "a: |2-\n    x\n  y\nb: |+\n  z\n\nc: 1\n",
    "block with anything": 'a: |\n  x：1\n    [1\n  # x\n  [1]: x\n  - \t"\n  {{ y }\n  *a &b !c\n  >\n  ---\nb: 1\n',
    "block at the end, comment behind": "a: |\n  x\n\n# 注：\nb: |\n  y\n# 完\n",
    "block on its own line": "a:\n  |\n  x\nb: 1\n",
    "block after blank lines": "a: |\n\n  \n  x\n",
    "empty block": "a: |\nb: |\n\nc: 1\n",
    "comment after block, text after it": "甲:\n  乙: |\n    x\n  # 注：\n  丙: 1\n",
    "text in a block that looks like keys": "a: |\n  电话：1\n  电话: 1\n  行政许可:0\nb: 1\n",
    "time": "发布日期: 2022-01-28 09:30\n",
    "zero width in text": "a: |\n  一\u200b二\nb: 1\n",
}


def only(text: str) -> Any:
    problems = read("f.yml", text.encode()).problems
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_good_text_has_nodes_and_no_problems(text: str) -> None:
    source = read("f.yml", text.encode())
    assert source.problems == ()
    assert source.root is not None


@pytest.mark.parametrize("text", ["", "\n\n", "# 注：\n", "\ufeff", "---\n", "  \n# x", "\r\n"])
def test_an_empty_file_is_no_problem(text: str) -> None:
    source = read("f.yml", text.encode())
    assert (source.root, source.problems) == (None, ())


def test_nothing_is_resolved() -> None:
    source = read("f.yml", b"a: [0123, 12:30, yes, 1_000, 2021-01-28, 1e3, .5]")
    assert [leaf.value for leaf in leaves(source.root)] == [
        *("a", "0123", "12:30", "yes", "1_000", "2021-01-28", "1e3", ".5")
    ]


def test_nodes_know_their_place() -> None:
    root = read("f.yml", '甲:\r\n  - 乙: [一, "二"]\r\n    丙: |\r\n      丁\r\n'.encode()).root
    assert isinstance(root, Mapping)
    items = root.get("甲")
    assert isinstance(items, Sequence)
    inner = items.items[0]
    assert isinstance(inner, Mapping)
    row = inner.get("乙")
    assert isinstance(row, Sequence)
    assert [(n.line, n.column) for n in (root, items, inner, row)] == [(1, 1), (2, 3), (2, 5), (2, 8)]
    assert [(s.value, s.style.name, s.line, s.column) for s in leaves(root)] == [
        ("甲", "PLAIN", 1, 1),
        ("乙", "PLAIN", 2, 5),
        ("一", "PLAIN", 2, 9),
        ("二", "QUOTED", 2, 12),
        ("丙", "PLAIN", 3, 5),
        ("丁\n", "LITERAL", 3, 8),
    ]
    assert root.get("乙") is None
    assert root.entries == (Entry(root.entries[0].key, items),)


def test_a_key_without_value_is_blank() -> None:
    root = read("f.yml", "a:\nb: ~\nc: null\nd: Null\ne: NULL\nf: ''\ng: \"~\"\nh: 无\n".encode()).root
    assert isinstance(root, Mapping)
    blank = [
        entry.key.value for entry in root.entries if isinstance(entry.value, Scalar) and entry.value.is_blank
    ]
    assert blank == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("a: 一二三", (0, 2), (1, 6)),
        ('a: "一\\"二\\u4e09四"', (0, 4), (1, 15)),
        ("a: '一''二'", (0, 2), (1, 8)),
        ("a: |\n  一\n  二三\n", (1, 1), (3, 4)),
        ("a: |\r\n\r\n      \r\n      一\r\n        二\r\n", (3, 2), (5, 9)),
        ("a: |\r    一\r\r    二\r", (2, 0), (4, 5)),
        ("a: |2\n    一\n  二\n", (0, 2), (2, 5)),
        ("a:\n  - b: |-\n      一\n     \n      二三", (2, 1), (5, 8)),
        ("a: |\n  一\n", (1, 0), (3, 1)),
        ("a: |\n  一\n", (9, 9), (3, 1)),
        ("a: 一\n  二三\n\n  四\n", (0, 3), (2, 4)),
        ("a: 一\n  二三\n\n  四\n", (1, 0), (4, 3)),
        ('a: "一 \\\n  二"', (0, 2), (2, 3)),
    ],
)
def test_position_of_a_character(text: str, offset: tuple[int, int], place: tuple[int, int]) -> None:
    assert leaves(read("f.yml", text.encode()).root)[-1].position(*offset) == place


def test_keys_alike() -> None:
    assert alike("危及“三安全一稳定”（二）") == '危及"三安全一稳定"(二)'


BAD: list[tuple[str, type[What], int, int, dict[str, object]]] = [
    # Full-width colon.
    (
        "行政许可：0\n行政处罚: 0",
        FullwidthColon,
        1,
        5,
        {"fixed": "行政许可: 0"},
    ),
    ("a: 1\n行政许可 ： 0", FullwidthColon, 2, 6, {"fixed": "行政许可 : 0"}),
    (
        "甲：\n  规章: {a: 1}\n  行政许可: 0",
        FullwidthColon,
        1,
        2,
        {"fixed": "甲:"},
    ),
    ("a:\n  行政许可：0\n  行政处罚: 0\n", FullwidthColon, 2, 7, {"fixed": "  行政许可: 0"}),
    ("a: {规章：0}", FullwidthColon, 1, 7, {"fixed": "a: {规章: 0}"}),
    (
        "a: {规章：[1, 2], b: 1}",
        FullwidthColon,
        1,
        7,
        {"fixed": "a: {规章: [1, 2], b: 1}"},
    ),
    ('a: {"规章"：0}', FullwidthColon, 1, 9, {"fixed": 'a: {"规章": 0}'}),
    ('"规章"：0\nb: 1', FullwidthColon, 1, 5, {"fixed": '"规章": 0'}),
    ("更正：{日期: 一, 位置: 二}", FullwidthColon, 1, 3, {"fixed": "更正: {日期: 一, 位置: 二}"}),
    ("更正:\n  - 日期：2022\n    位置: 一", FullwidthColon, 2, 7, {"fixed": "  - 日期: 2022"}),
    ("总体情况：|\n  一\nb: 1", FullwidthColon, 1, 5, {"fixed": "总体情况: |"}),
    ("a: |\n  一：\n甲：\n  乙: 1\n", FullwidthColon, 3, 2, {}),
    # A space missing behind the colon, or the dash.
    ("行政许可:0\nb: 1", MissingSpace, 1, 5, {"key": "行政许可", "fixed": "行政许可: 0"}),
    ("a:\n  行政许可:0\n", MissingSpace, 2, 7, {"fixed": "  行政许可: 0"}),
    ("{规章:0, 行政规范性文件: 3}", MissingSpace, 1, 4, {"key": "规章"}),
    ("a: {联系:[1]}", MissingSpace, 1, 7, {"fixed": "a: {联系: [1]}"}),
    ("联系:{地址: 一}", MissingSpace, 1, 3, {"fixed": "联系: {地址: 一}"}),
    ("年度:\u30002021\na: 1", MissingSpace, 1, 3, {"fixed": "年度: 2021"}),
    ("网址:https://a.b\na: 1", MissingSpace, 1, 3, {"key": "网址"}),
    ("-{规则: G501}\n- {规则: G502}", MissingSpace, 1, 1, {"key": "-", "fixed": "- {规则: G501}"}),
    ("-规则: G501\n  原因: 无", MissingSpace, 1, 1, {"fixed": "- 规则: G501"}),
    # Commas.
    ("a: [37，4，0]", FullwidthComma, 1, 7, {"character": "，", "fixed": "a: [37, 4, 0]"}),
    ("a: [37、4]", FullwidthComma, 1, 7, {"character": "、"}),
    ("a: [37, 4，0, 1； 2]", FullwidthComma, 1, 10, {"fixed": "a: [37, 4, 0, 1, 2]"}),
    ("列: [指标，单位，数值]", FullwidthComma, 1, 7, {"fixed": "列: [指标, 单位, 数值]"}),
    ("a: {本年制发件数: 14，本年废止件数: 17}", FullwidthComma, 1, 15, {}),
    ("a: [[1, 2] [3, 4]]", MissingComma, 1, 12, {"fixed": "a: [[1, 2], [3, 4]]"}),
    ("a: {x: 1 y: 2}", MissingComma, 1, 9, {"fixed": "a: {x: 1, y: 2}"}),
    ('a: {x: "1" y: 2}', MissingComma, 1, 12, {"fixed": 'a: {x: "1", y: 2}'}),
    ("a: [1 2 3]", MissingComma, 1, 6, {"fixed": "a: [1, 2, 3]"}),
    ("a: [37\t4\t0\t0\t0\t0\t41]", MissingComma, 1, 7, {"fixed": "a: [37, 4, 0, 0, 0, 0, 41]"}),
    ("a: [37\t\t0\t\t\t0\t41]", MissingComma, 1, 7, {"fixed": "a: [37, ~, 0, ~, ~, 0, 41]"}),
    ("a: [37, , 4]", EmptyItem, 1, 9, {}),
    ("a: [, 4]", EmptyItem, 1, 5, {}),
    ("a: [37, 4,]", EmptyItem, 1, 11, {"fixed": "a: [37, 4]"}),
    # Brackets.
    ("a: 【37, 4】", FullwidthBracket, 1, 4, {"bracket": "【", "fixed": "a: [37, 4]"}),
    ("a: ［37, 4］ # 注", FullwidthBracket, 1, 4, {"fixed": "a: [37, 4] # 注"}),
    ("a: （37，4）", FullwidthBracket, 1, 4, {"fixed": "a: [37, 4]"}),
    ("a: ｛规章: 0｝", FullwidthBracket, 1, 4, {"fixed": "a: {规章: 0}"}),
    ("a: [37, 4】\nb: 1", FullwidthBracket, 1, 10, {"bracket": "】", "fixed": "a: [37, 4]"}),
    ("a: [37, 4\nb: 1", UnclosedBracket, 1, 4, {"fixed": "a: [37, 4]"}),
    ("a: {x: [1, 2 # 注\nb: 1", UnclosedBracket, 1, 8, {"fixed": "a: {x: [1, 2]} # 注"}),
    ("a: {x: 1,", UnclosedBracket, 1, 4, {"fixed": "a: {x: 1}"}),
    ("a:\n  - [1, 2\n  - [3, 4]", UnclosedBracket, 2, 5, {"fixed": "  - [1, 2]"}),
    ("a: [1, 2}\nb: 1", UnclosedBracket, 1, 4, {"fixed": "a: [1, 2]"}),
    ("a: [{b: 1]\nc: 2", UnclosedBracket, 1, 5, {"fixed": "a: [{b: 1}]"}),
    ("a: [37, 4]]\nb: 1", UnclosedBracket, 1, 11, {"fixed": "a: [37, 4]"}),
    ("a: 37, 4]\nb: 1", UnclosedBracket, 1, 9, {"fixed": "a: [37, 4]"}),
    ("a: 1\n]\nb: 1", UnclosedBracket, 2, 1, {}),
    ("a: ]", UnclosedBracket, 1, 4, {}),
    ("a: {文号: 甬[2022]3号, b: 1}", BracketInText, 1, 10, {"fixed": 'a: {文号: "甬[2022]3号", b: 1}'}),
    # Quotes and what stands in or behind them.
    ('标题: "一\nb: 1', UnclosedQuote, 1, 5, {"fixed": '标题: "一"'}),
    ('标题: "一\nb: "d"\nc: 1', UnclosedQuote, 1, 5, {"fixed": '标题: "一"'}),
    ("标题: '一 # 注\nb: 1", UnclosedQuote, 1, 5, {"fixed": "标题: '一' # 注"}),
    ("a: ['一, 2]\nb: 1", UnclosedQuote, 1, 5, {}),
    ('a: 1\n"键: 1\nb: 1', UnclosedQuote, 2, 1, {"fixed": '"键": 1'}),
    ('标题: "十四五"规划', TextAfterClose, 1, 10, {"fixed": "标题: '\"十四五\"规划'"}),
    ("文号: [2021]3号", TextAfterClose, 1, 11, {"fixed": '文号: "[2021]3号"'}),
    ('路径: "D:\\资料"', Backslash, 1, 8, {"fixed": "路径: 'D:\\资料'"}),
    # What a bare text cannot start with or contain.
    (
        "标题: {{ 新收.总计 }}件",
        UnquotedReference,
        1,
        5,
        {"fixed": '标题: "{{ 新收.总计 }}件"'},
    ),
    ("- {{ x }} # 注", UnquotedReference, 1, 3, {"fixed": '- "{{ x }}" # 注'}),
    ("a: [{{ x }}, 3]", UnquotedReference, 1, 5, {"fixed": 'a: ["{{ x }}", 3]'}),
    ("a: {标题: 新收{{ x }}件}", UnquotedReference, 1, 11, {"fixed": 'a: {标题: "新收{{ x }}件"}'}),
    ("说明: **重要**", ReservedStart, 1, 5, {"fixed": '说明: "**重要**"'}),
    ("**说明**: 一", ReservedStart, 1, 1, {"fixed": '"**说明**": 一'}),
    ("说明: &重要 一", ReservedStart, 1, 5, {}),
    ("说明: !重要", ReservedStart, 1, 5, {}),
    ("说明: @一", ReservedStart, 1, 5, {"fixed": '说明: "@一"'}),
    ("说明: `一`", ReservedStart, 1, 5, {}),
    ("说明: %5", ReservedStart, 1, 5, {}),
    ("说明: >50件", ReservedStart, 1, 5, {}),
    ("说明: - 无", ReservedStart, 1, 5, {"fixed": '说明: "- 无"'}),
    ("行政许可: -", ReservedStart, 1, 7, {"fixed": '行政许可: "-"'}),
    ("a: [1, @b]", ReservedStart, 1, 8, {"fixed": 'a: [1, "@b"]'}),
    ("%年度: 2021", ReservedStart, 1, 1, {}),
    ("说明: *x", Alias, 1, 5, {"text": "*x"}),
    ("说明: &x 1", Anchor, 1, 5, {}),
    ("a: 1\n说明: !x 1", Tag, 2, 5, {}),
    (
        "标题: 关于: 说明",
        ColonInText,
        1,
        7,
        {"fixed": '标题: "关于: 说明"'},
    ),
    ("a: {说明: 见：一: 二}", ColonInText, 1, 12, {}),
    # Blocks.
    ("a: |\n    一\n  二\n  三\nb: 1", OutdentedText, 3, 3, {"fixed": "    二"}),
    ("a: |\n\n     \n  一\nb: 1", OutdentedText, 4, 3, {}),
    (
        "a: |\n  一\n二，三。\n  四\nb: 1",
        OutdentedText,
        3,
        1,
        {"fixed": "  二，三。"},
    ),
    ("a: |\n一\nb: 1", OutdentedText, 2, 1, {"fixed": "  一"}),
    ("a: |\n  一\n具体如下：\n  二\nb: 1", OutdentedText, 3, 1, {}),
    ("a: |\n  一\n# 二\n  三\nb: 1", OutdentedText, 3, 1, {"fixed": "  # 二"}),
    ("a: |\n  一\n- 二\nb: 1", OutdentedText, 3, 1, {"fixed": "  - 二"}),
    ("a: |\n\t一\nb: 1", TabIndentation, 2, 1, {"fixed": "  一"}),
    ("a: |\n  一\n \t二\nb: 1", TabIndentation, 3, 2, {"fixed": "  二"}),
    ("a: >\n  一\n  二\nb: 1", FoldedText, 1, 4, {"fixed": "a: |"}),
    ("a: >-\n  一\n", FoldedText, 1, 4, {"fixed": "a: |-"}),
    ("a: ｜\n  一\nb: 1", BlockStart, 1, 4, {"fixed": "a: |"}),
    ("a: |无。\nb: 1", BlockStart, 1, 4, {}),
    # Indentation.
    ("a:\n\tb: 1\n", TabIndentation, 2, 1, {"fixed": "  b: 1"}),
    ("a:\n  - \tb: 1", TabIndentation, 2, 5, {"fixed": "  - b: 1"}),
    ("a:\n　　b: 1\n", WideIndentation, 2, 1, {"fixed": "  b: 1"}),
    ("a:\n \xa0b: 1\n", WideIndentation, 2, 2, {"fixed": "  b: 1"}),
    ("a: 1\n　\nb: 1\n", WideIndentation, 2, 1, {"fixed": ""}),
    ("a\u3000: 1", WideSpace, 1, 2, {"key": "a"}),
    ("a: {\u3000b: 1}", WideSpace, 1, 5, {"key": "b"}),
    ("a:\n  b: 1\n  d: 1\n c: 2\n  e: 3", Indentation, 4, 2, {}),
    ("a:\n   b: 1\n  c: 2\n  d: 2", Indentation, 2, 4, {}),
    ("a: 0\n  b: 0\n  c: 0\nd: 0", Indentation, 2, 3, {}),
    ("a:\nb: [1]\n  c: [2]\n  d: [3]", Indentation, 2, 1, {}),
    ("  a: 1\nb: 2\nc: 3", Indentation, 1, 3, {}),
    ("a:\n  - x\n  b: 1", Indentation, 3, 3, {}),
    ("a: [1]\n  二", Indentation, 2, 3, {}),
    ("a: 1\n行政许可 0\nb: 1", NoColon, 2, 1, {"fixed": "行政许可: 0"}),
    ("a:\n  行政许可 0\n  b: 1", NoColon, 2, 3, {"fixed": "  行政许可: 0"}),
    ("a: 1\n第一段。\n第二段。\nb: 1", NoColon, 2, 1, {}),
    ("a: {地址: 宁波市, 海曙区, 一}", NoColon, 1, 14, {}),
    # Keys and documents.
    ("a: 1\nb: 2\na: 3", DuplicateKey, 3, 1, {"key": "a", "first": 1}),
    ("a: {“一”（二）: 1, '\"一\"(二)': 2}", DuplicateKey, 1, 16, {"first": 1}),
    ("? a\n: b", ComplexKey, 1, 1, {}),
    ("[a]: 1", ComplexKey, 1, 1, {}),
    ("{a: 1}: 1", ComplexKey, 1, 1, {}),
    (": 1", ComplexKey, 1, 1, {}),
    ('"": 1', ComplexKey, 1, 1, {}),
    ("a: {: 1}", ComplexKey, 1, 5, {}),
    ("a: 1\n---\nb: 2", SecondDocument, 2, 1, {"text": "---"}),
    ("a: 1\n...\n", SecondDocument, 2, 1, {"text": "..."}),
    # Limits and characters.
    ("a: " + "[" * 12 + "]" * 12, TooDeep, 1, 15, {"limit": 12}),
    ("a: 1" + "0" * 30, TooManyDigits, 1, 4, {"digits": 31}),
    (
        "a: |\n  一\x0b二\n",
        ControlCharacter,
        2,
        4,
        {"code": "U+000B", "name": "垂直制表符（Word的手动换行）"},
    ),
    ("a: 一\u2028二\nb: 1", ControlCharacter, 1, 5, {"code": "U+2028"}),
    ("a: 一\x00\nb: 1", ControlCharacter, 1, 5, {"code": "U+0000", "fixed": "a: 一"}),
    ("a: 1\n\x0b\nb: 1", ControlCharacter, 2, 1, {}),
    ("a: 1\n\ufeffb: 1", ControlCharacter, 2, 1, {"fixed": "b: 1"}),
    ("a: 1\n行政\u200b许可: 1", ControlCharacter, 2, 3, {"name": "零宽空格", "fixed": "行政许可: 1"}),
]


@pytest.mark.parametrize(("text", "kind", "line", "column", "values"), BAD, ids=[case[0] for case in BAD])
def test_a_slip_is_found_at_its_place(
    text: str, kind: type[What], line: int, column: int, values: dict[str, Any]
) -> None:
    problem = only(text)
    assert (type(problem.what), problem.place.file, problem.place.line, problem.place.column) == (
        kind,
        "f.yml",
        line,
        column,
    )
    assert {key: getattr(problem.what, key) for key in values} == values


@pytest.mark.parametrize("text", [case[0] for case in BAD if "fixed" in case[4]])
def test_the_corrected_line_is_correct(text: str) -> None:
    problem = only(text)
    lines = text.split("\n")
    lines[problem.place.line - 1] = problem.what.fixed
    again = read("f.yml", "\n".join(lines).encode()).problems
    # Of lines that all start too far left only the first is spoken of.
    assert all(isinstance(p.what, OutdentedText) and p.place.line > problem.place.line for p in again)


@pytest.mark.parametrize(("text", "kind", "line", "column", "values"), BAD, ids=[case[0] for case in BAD])
def test_line_ends_make_no_difference(
    text: str, kind: type[What], line: int, column: int, values: dict[str, Any]
) -> None:
    del kind, line, column, values
    assert read("f", text.replace("\n", "\r\n").encode()).problems == read("f", text.encode()).problems


def test_several_slips_are_all_reported_in_order() -> None:
    text = '年度：2021\na: [1，2]\nb: |\n    一\n  二\nc: "一\nd:0\ne: {{ x }}\nf: **一**\n  g: 1\n'
    assert [(type(p.what), p.place.line) for p in read("f", text.encode()).problems] == [
        (FullwidthColon, 1),
        (FullwidthComma, 2),
        (OutdentedText, 5),
        (UnclosedQuote, 6),
        (NoColon, 7),
        (UnquotedReference, 8),
        (ReservedStart, 9),
        (Indentation, 10),
    ]


def test_two_slips_in_a_line_share_the_corrected_line() -> None:
    problems: Any = read("f", "a: {制发：14，废止：17}".encode()).problems
    assert [(type(p.what), p.place.column, p.what.fixed) for p in problems] == [
        (FullwidthColon, 7, "a: {制发: 14, 废止: 17}"),
        (FullwidthComma, 10, "a: {制发: 14, 废止: 17}"),
    ]


@pytest.mark.parametrize(
    ("data", "encoding", "line", "column"),
    [
        ("年度: 2021\n标题: 政府信息公开工作年度报告\n".encode("gbk"), "GBK", 1, 1),
        ("# x\na: 1\nb: 政府".encode("gb18030"), "GBK", 3, 4),
        ("年度: 2021".encode("utf-16"), "UTF-16", 1, 1),
        ("年度: 2021\n".encode("utf-16-le"), "UTF-16", 1, 1),
        ("a: 2021\n".encode("utf-16-be"), "UTF-16", 1, 1),
        ("a: 一二三\nb: 四五六".encode()[:-1], "", 2, 6),
        (b"a: 1\r\nb: \xff", "", 2, 4),
    ],
)
def test_text_that_is_not_utf8(data: bytes, encoding: str, line: int, column: int) -> None:
    source = read("f", data)
    (problem,) = source.problems
    assert problem.what == Encoding(encoding)
    assert (problem.place.line, problem.place.column) == (line, column)
    assert source == Source("f", (), None, source.problems)


def test_a_file_too_large_is_not_read() -> None:
    (problem,) = read("f", b"#" * (BYTES + 1)).problems
    assert problem.what == TooLarge(BYTES + 1, BYTES)


def test_problems_are_limited() -> None:
    assert len(read("f", b"\x01" * 1000).problems) == PROBLEMS


def test_a_hidden_character_speaks_alone_on_its_line() -> None:
    assert [type(p.what) for p in read("f", "a: 1\n\u200b行政许可：0".encode()).problems] == [ControlCharacter]


@pytest.mark.parametrize("text", [*GOOD.values(), *(case[0] for case in BAD)])
def test_without_libyaml_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read("f", text.encode())
    monkeypatch.setattr(events, "_LOADER", PureLoader)
    slow = read("f", text.encode())
    assert (slow.root is None) is (fast.root is None)
    assert [(p.what, p.place) for p in slow.problems] == [(p.what, p.place) for p in fast.problems]
    assert [leaf.value for leaf in leaves(slow.root)] == [leaf.value for leaf in leaves(fast.root)]
    assert [leaf.style for leaf in leaves(slow.root)] == [leaf.style for leaf in leaves(fast.root)]
