"""The narrative: each construct of its grammar as typed blocks, figures at their places, and nothing lost."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.findings import Place
from gongkai.problems import Problem, ReferenceBraces, ReferenceSyntax, ReferenceUnclosed, What
from gongkai.prose import (
    Block,
    Heading,
    Image,
    Inline,
    Line,
    Link,
    List,
    Narrative,
    Operand,
    Operation,
    Paragraph,
    Reference,
    SimpleTable,
    Strong,
    Text,
    parse,
)
from gongkai.source import Mapping, Scalar, Style, read

FILE = "2021.yml"
FIRST = 2
"""The line of the file that the first line of a narrative stands on."""


def narrative(text: str) -> tuple[Narrative, tuple[Problem, ...]]:
    """A narrative as it stands in a file: in a block, two spaces in."""
    file = "总体情况: |2\n" + "".join(f"  {line}\n" for line in text.split("\n"))
    source = read(FILE, file.encode())
    assert isinstance(source.root, Mapping), source.problems
    value = source.root.get("总体情况")
    assert isinstance(value, Scalar)
    return parse(value, FILE)


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a narrative without a fault."""
    parsed, problems = narrative(text)
    assert problems == ()
    return parsed.blocks


def at(line: int, column: int) -> Place:
    """A place, by line and column of the narrative from 1."""
    return Place(FILE, FIRST - 1 + line, 2 + column)


def one(text: str) -> Block:
    """The only block of a narrative."""
    (block,) = blocks(text)
    return block


def inlines(text: str) -> tuple[Inline, ...]:
    """The inlines of a paragraph."""
    block = one(text)
    assert isinstance(block, Paragraph)
    return block.inlines


def figure(text: str) -> Reference:
    """The only inline of a paragraph, a figure."""
    (inline,) = inlines(text)
    assert isinstance(inline, Reference)
    return inline


def visible(parts: Iterable[Block | Inline]) -> str:
    """All text of blocks or inlines; of a figure, nothing."""
    return "".join(map(_visible, parts))


def _visible(part: Block | Inline) -> str:
    if isinstance(part, Text | Image):
        return part.text
    if isinstance(part, List):
        return "".join(map(visible, part.items))
    if isinstance(part, SimpleTable):
        return "".join(visible(cell) for row in (part.header, *part.rows) for cell in row)
    return "" if isinstance(part, Reference) else visible(part.inlines)


class TestParagraphs:
    """Every line is one."""

    def test_each_line(self) -> None:
        assert blocks("甲。\n乙。") == (
            Paragraph((Text("甲。"),), at(1, 1)),
            Paragraph((Text("乙。"),), at(2, 1)),
        )

    def test_blank_lines_mean_nothing(self) -> None:
        assert [block.place for block in blocks("甲\n\n\n乙")] == [at(1, 1), at(4, 1)]

    @pytest.mark.parametrize(
        "space", [" ", "　", "\u00a0", "\t", "\u2003", "\u3000\u3000", "\u200b", " \u00a0\t　"]
    )
    def test_spaces_around_go(self, space: str) -> None:
        assert one(f"{space}甲{space}") == Paragraph((Text("甲"),), at(1, 1 + len(space)))

    @pytest.mark.parametrize("space", ["　", "\u00a0", "  ", "\u2003", "\u200b"])
    def test_spaces_inside_stay(self, space: str) -> None:
        assert inlines(f"甲{space}乙") == (Text(f"甲{space}乙"),)

    def test_a_line_of_spaces_is_none(self) -> None:
        assert len(blocks("甲\n　　\n\u00a0\n乙")) == 2

    def test_nothing(self) -> None:
        assert blocks("　\n\n") == ()

    def test_place_of_the_narrative(self) -> None:
        parsed, _ = narrative("甲")
        assert parsed.place == Place(FILE, 1, 7)

    def test_quoted_text(self) -> None:
        source = read(FILE, '导语: "  甲{{ 新收.总计 }}乙"\n'.encode())
        assert isinstance(source.root, Mapping)
        value = source.root.entries[0].value
        assert isinstance(value, Scalar)
        (block,) = parse(value, FILE)[0].blocks
        assert isinstance(block, Paragraph)
        assert block.place == Place(FILE, 1, 8)
        assert [inline.place for inline in block.inlines if isinstance(inline, Reference)] == [
            Place(FILE, 1, 9)
        ]


class TestHeadings:
    """（一） and 一、, with a paragraph on the same line or without."""

    @pytest.mark.parametrize(
        "line", ["（一）主动公开", "(一)主动公开", "（十二）主动公开", "一、主动公开", "(二）主动公开"]
    )
    def test_whole_line(self, line: str) -> None:
        assert one(line) == Heading((Text(line),), 1, False, at(1, 1))

    def test_a_closing_full_stop_may_be_there(self) -> None:
        assert one("（一）主动公开。") == Heading((Text("（一）主动公开。"),), 1, False, at(1, 1))

    def test_forty_characters_are_a_heading(self) -> None:
        line = "（一）" + "公" * 37
        assert one(line) == Heading((Text(line),), 1, False, at(1, 1))

    def test_forty_characters_are_one_whatever_ends_in_them(self) -> None:
        line = "（一）" + "公" * 20 + "！" + "开" * 16
        assert one(line) == Heading((Text(line),), 1, False, at(1, 1))

    def test_forty_one_characters_end_with_the_first_sentence(self) -> None:
        sentence, rest = "（一）" + "公" * 20 + "！", "开" * 17
        assert blocks(sentence + rest) == (
            Heading((Text(sentence),), 1, True, at(1, 1)),
            Paragraph((Text(rest),), at(1, 25)),
        )

    def test_forty_one_characters_of_one_sentence_are_a_heading(self) -> None:
        line = "（一）" + "公" * 38
        assert one(line) == Heading((Text(line),), 1, False, at(1, 1))

    def test_run_in(self) -> None:
        assert blocks("（一）主动公开。全年公开。合计{{ 新收.总计 }}件。")[0] == Heading(
            (Text("（一）主动公开。"),), 1, True, at(1, 1)
        )

    def test_the_paragraph_of_a_run_in_heading_knows_its_column(self) -> None:
        _, paragraph = blocks("（一）主动公开。　合计{{ 新收.总计 }}件。")
        assert isinstance(paragraph, Paragraph)
        assert paragraph.place == at(1, 10)
        assert [i.place for i in paragraph.inlines if isinstance(i, Reference)] == [at(1, 12)]

    def test_a_comma_is_no_end(self) -> None:
        line = "（一）主动公开，及时准确；依法有序"
        assert one(line) == Heading((Text(line),), 1, False, at(1, 1))

    def test_the_closing_mark_of_strong_belongs_to_the_heading(self) -> None:
        heading, paragraph = blocks("（一）**主动公开。**全年公开。")
        assert heading == Heading((Text("（一）"), Strong((Text("主动公开。"),))), 1, True, at(1, 1))
        assert paragraph == Paragraph((Text("全年公开。"),), at(1, 13))

    def test_what_is_strong_behind_the_heading_stays_whole(self) -> None:
        heading, paragraph = blocks("（一）主动公开。**重点**公开。")
        assert heading == Heading((Text("（一）主动公开。"),), 1, True, at(1, 1))
        assert paragraph == Paragraph((Strong((Text("重点"),)), Text("公开。")), at(1, 9))

    def test_what_is_strong_in_the_heading_and_behind_it(self) -> None:
        heading, paragraph = blocks("（一）**主动**公开。**重点**公开。")
        assert heading == Heading((Text("（一）"), Strong((Text("主动"),)), Text("公开。")), 1, True, at(1, 1))
        assert paragraph == Paragraph((Strong((Text("重点"),)), Text("公开。")), at(1, 13))

    def test_one_character_behind_the_full_stop_is_a_paragraph(self) -> None:
        heading, paragraph = blocks("（一）主动公开。略")
        assert heading == Heading((Text("（一）主动公开。"),), 1, True, at(1, 1))
        assert paragraph == Paragraph((Text("略"),), at(1, 9))

    def test_what_is_strong_across_the_end_of_the_sentence_is_literal(self) -> None:
        heading, paragraph = blocks("（一）**主动公开。重点**公开。")
        assert heading == Heading((Text("（一）**主动公开。"),), 1, True, at(1, 1))
        assert paragraph == Paragraph((Text("重点**公开。"),), at(1, 11))

    def test_spaces_of_all_kinds_go_before_the_paragraph(self) -> None:
        _, paragraph = blocks("（一）主动公开。\u200b\u3000全年公开。")
        assert paragraph == Paragraph((Text("全年公开。"),), at(1, 11))

    @pytest.mark.parametrize("close", ["”", "》", "）", "”）"])
    def test_closing_quotes_and_brackets_belong_to_the_sentence(self, close: str) -> None:
        heading, paragraph = blocks(f"（一）“应公开尽公开。{close}全年公开。")
        assert visible([heading]) == f"（一）“应公开尽公开。{close}"
        assert visible([paragraph]) == "全年公开。"

    def test_minor_under_major_is_one_level_deeper(self) -> None:
        found = blocks("一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊")
        assert [block.level for block in found if isinstance(block, Heading)] == [1, 2, 2, 1, 2]

    def test_minor_before_any_major_is_on_the_first_level(self) -> None:
        found = blocks("（一）乙\n一、甲\n（一）丙")
        assert [block.level for block in found if isinstance(block, Heading)] == [1, 1, 2]

    @pytest.mark.parametrize(
        "line",
        [
            "1. 甲",
            "1.甲",
            "1、甲",
            "（1）甲",
            "(1) 甲",
            "①甲",
            "第一，甲",
            "一是甲",
            "一 、甲",
            "（甲）乙",
            "〇、甲",
        ],
    )
    def test_other_numbers_stay_text(self, line: str) -> None:
        assert one(line) == Paragraph((Text(line),), at(1, 1))


class TestLists:
    """Consecutive lines that begin `- `."""

    def test_items(self) -> None:
        assert one("- 甲\n-  乙") == List(((Text("甲"),), (Text("乙"),)), at(1, 1))

    def test_blank_lines_do_not_part_them(self) -> None:
        assert one("- 甲\n\n- 乙") == List(((Text("甲"),), (Text("乙"),)), at(1, 1))

    def test_another_line_does(self) -> None:
        assert [type(block) for block in blocks("- 甲\n乙\n- 丙")] == [List, Paragraph, List]

    def test_a_number_in_an_item_is_no_heading(self) -> None:
        assert one("- （一）甲") == List(((Text("（一）甲"),),), at(1, 1))

    def test_a_figure_in_an_item_knows_its_column(self) -> None:
        block = one("- 甲\n-   新收{{ 新收.总计 }}件")
        assert isinstance(block, List)
        assert [i.place for i in block.items[1] if isinstance(i, Reference)] == [at(2, 7)]

    @pytest.mark.parametrize(
        "line", ["-甲", "-", "- ", "—— 甲", "-- 甲", "-\u00a0甲", "－ 甲", "* 甲", "+ 甲", "· 甲"]
    )
    def test_anything_else_is_text(self, line: str) -> None:
        assert one(line) == Paragraph((Text(line.strip()),), at(1, 1))

    def test_two_items_end_before_another_line(self) -> None:
        first, second = blocks("- 甲\n- 乙\n丙")
        assert first == List(((Text("甲"),), (Text("乙"),)), at(1, 1))
        assert second == Paragraph((Text("丙"),), at(3, 1))


class TestTables:
    """`| … |` lines."""

    def test_header_and_rows(self) -> None:
        assert one("| 甲 | 乙 |\n|1|2|") == SimpleTable(
            ((Text("甲"),), (Text("乙"),)), (((Text("1"),), (Text("2"),)),), at(1, 1)
        )

    def test_short_rows_are_filled_up(self) -> None:
        assert one("|甲|\n|1|2|3|\n|4|5|") == SimpleTable(
            ((Text("甲"),), (), ()),
            (((Text("1"),), (Text("2"),), (Text("3"),)), ((Text("4"),), (Text("5"),), ())),
            at(1, 1),
        )

    def test_an_empty_cell(self) -> None:
        assert one("|甲| |乙|") == SimpleTable(((Text("甲"),), (), (Text("乙"),)), (), at(1, 1))

    def test_figures_in_cells_know_their_columns(self) -> None:
        block = one("| 甲 | 乙 |\n|　{{ 新收.总计 }} | 共{{ 办结.总计 }} |")
        assert isinstance(block, SimpleTable)
        places = [i.place for cell in block.rows[0] for i in cell if isinstance(i, Reference)]
        assert places == [at(2, 3), at(2, 18)]

    def test_a_line_of_dashes_is_a_row_like_any_other(self) -> None:
        block = one("|甲|\n|---|\n|1|")
        assert isinstance(block, SimpleTable)
        assert block.rows == (((Text("---"),),), ((Text("1"),),))

    @pytest.mark.parametrize("line", ["|甲", "甲|", "甲|乙", "|", "｜甲｜"])
    def test_anything_else_is_text(self, line: str) -> None:
        assert one(line) == Paragraph((Text(line),), at(1, 1))

    def test_two_rows_end_before_another_line(self) -> None:
        first, second = blocks("| 甲 |\n| 乙 |\n丙")
        assert first == SimpleTable(((Text("甲"),),), (((Text("乙"),),),), at(1, 1))
        assert second == Paragraph((Text("丙"),), at(3, 1))

    def test_of_one_empty_cell(self) -> None:
        assert one("||") == SimpleTable(((),), (), at(1, 1))

    def test_one_stroke_is_none(self) -> None:
        assert one("|") == Paragraph((Text("|"),), at(1, 1))


class TestImages:
    """An image stands alone, between the paragraphs before and after."""

    def test_alone(self) -> None:
        assert one("![一图读懂](图解.png)") == Image("一图读懂", "图解.png", at(1, 1))

    def test_splits_its_paragraph(self) -> None:
        assert blocks("甲 ![图](a.png) 乙") == (
            Paragraph((Text("甲"),), at(1, 1)),
            Image("图", "a.png", at(1, 3)),
            Paragraph((Text("乙"),), at(1, 15)),
        )

    def test_figures_between_two_images_know_their_columns(self) -> None:
        found = blocks("![](a.png)共{{ 新收.总计 }}![](b.png)")
        assert [type(block) for block in found] == [Image, Paragraph, Image]
        assert isinstance(found[1], Paragraph)
        assert found[1].place == at(1, 11)
        assert [i.place for i in found[1].inlines if isinstance(i, Reference)] == [at(1, 12)]

    def test_without_words(self) -> None:
        assert one("![](a.png)") == Image("", "a.png", at(1, 1))

    @pytest.mark.parametrize(
        "line",
        [
            "![图](../a.png)",
            "![图](/a.png)",
            "![图](.a.png)",
            "![图](b/a.png)",
            "![图](https://www.example.gov.cn/a.png)",
            "![图](data:image/png,x)",
            "![图](a)",
            "![图](a b.png)",
            "![图]()",
            "![图] (a.png)",
            "![图](a%2f.png)",
        ],
    )
    def test_no_file_of_the_report_no_image(self, line: str) -> None:
        assert inlines(line) == (Text(line),)

    def test_in_a_list_it_is_text(self) -> None:
        assert one("- ![图](a.png)") == List(((Text("![图](a.png)"),),), at(1, 1))


class TestLinks:
    """http, https, mailto, or a file of the report."""

    @pytest.mark.parametrize(
        "address",
        [
            "http://www.example.gov.cn/a_b",
            "https://www.example.gov.cn/?a=1&b=2#c",
            "HTTPS://www.example.gov.cn",
            "mailto:xxgk@example.gov.cn",
            "目录.pdf",
            "2021年目录.xlsx",
        ],
    )
    def test_link(self, address: str) -> None:
        assert inlines(f"见[目录]({address})。") == (
            Text("见"),
            Link((Text("目录"),), address, at(1, 2)),
            Text("。"),
        )

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)",
            "JavaScript:x.js",
            "data:text/html,x",
            "ftp://example.gov.cn/a",
            "//example.gov.cn/a.pdf",
            "../a.pdf",
            "/a.pdf",
            "a/b.pdf",
            "a.pdf#x",
            "a.pdf?x",
            "a\\b.pdf",
            "file:///a.pdf",
            "http:a.pdf",
            "#a",
            "a",
            "",
            "http://a b",
            "vbscript:a.b",
        ],
    )
    def test_any_other_address_is_text(self, address: str) -> None:
        assert inlines(f"[x]({address})") == (Text(f"[x]({address})"),)

    def test_a_figure_inside(self) -> None:
        assert inlines("[新收{{ 新收.总计 }}件](a.pdf)") == (
            Link(
                (
                    Text("新收"),
                    Reference(Operation.VALUE, (Operand(("新收", "总计")),), at(1, 4), "新收.总计"),
                    Text("件"),
                ),
                "a.pdf",
                at(1, 1),
            ),
        )

    def test_strong_inside(self) -> None:
        (link,) = inlines("[共**三**项](a.pdf)")
        assert link == Link((Text("共"), Strong((Text("三"),)), Text("项")), "a.pdf", at(1, 1))

    @pytest.mark.parametrize(
        "line", ["[x][y]", "[x]", "[]", "[](a.pdf)", "[x] (a.pdf)", "[1]: http://a.cn", "[^1]"]
    )
    def test_other_brackets_are_text(self, line: str) -> None:
        assert inlines(line) == (Text(line),)

    def test_a_good_link_behind_a_bad_one(self) -> None:
        assert inlines("[a](x)[b](b.pdf)") == (Text("[a](x)"), Link((Text("b"),), "b.pdf", at(1, 7)))

    def test_strong_in_the_brackets_of_no_link(self) -> None:
        assert inlines("[**a**](x)") == (Text("["), Strong((Text("a"),)), Text("](x)"))


class TestStrong:
    """`**strong**`."""

    def test_strong(self) -> None:
        assert inlines("甲**乙**丙") == (Text("甲"), Strong((Text("乙"),)), Text("丙"))

    def test_a_figure_inside(self) -> None:
        assert inlines("**新收{{ 新收.总计 }}件**") == (
            Strong(
                (
                    Text("新收"),
                    Reference(Operation.VALUE, (Operand(("新收", "总计")),), at(1, 5), "新收.总计"),
                    Text("件"),
                )
            ),
        )

    def test_a_link_inside(self) -> None:
        assert inlines("**见[目录](a.pdf)**") == (
            Strong((Text("见"), Link((Text("目录"),), "a.pdf", at(1, 4)))),
        )

    def test_single_asterisks_inside_are_text(self) -> None:
        assert inlines("**2*3**") == (Strong((Text("2*3"),)),)

    @pytest.mark.parametrize("line", ["**未闭合", "*单*", "****", "** **甲", "2*3*4", "__甲__", "***"])
    def test_nothing_lost_where_it_is_none(self, line: str) -> None:
        assert visible([one(line)]).replace("*", "") == line.replace("*", "")

    @pytest.mark.parametrize("line", ["**未闭合", "*单*", "****", "2*3*4", "__甲__", "***", "甲**"])
    def test_text(self, line: str) -> None:
        assert inlines(line) == (Text(line),)


A, B = Operand(("新收", "总计")), Operand(("办结", "总计"))


class TestFigures:
    """`{{ … }}`."""

    @pytest.mark.parametrize(
        ("source", "operation", "operands", "digits"),
        [
            ("新收.总计", Operation.VALUE, (A,), 1),
            ("行政许可", Operation.VALUE, (Operand(("行政许可",)),), 1),
            (
                "不予公开.属于国家秘密.总计",
                Operation.VALUE,
                (Operand(("不予公开", "属于国家秘密", "总计")),),
                1,
            ),
            ("危及“三安全一稳定”.总计", Operation.VALUE, (Operand(("危及“三安全一稳定”", "总计")),), 1),
            ('危及"三安全一稳定".总计', Operation.VALUE, (Operand(('危及"三安全一稳定"', "总计")),), 1),
            ("行政许可.本年增/减", Operation.VALUE, (Operand(("行政许可", "本年增/减")),), 1),
            ("上年.新收.总计", Operation.VALUE, (Operand(("新收", "总计"), True),), 1),
            ("上年结转.总计", Operation.VALUE, (Operand(("上年结转", "总计")),), 1),
            ("上年.上年结转.总计", Operation.VALUE, (Operand(("上年结转", "总计"), True),), 1),
            ("上年", Operation.VALUE, (Operand(("上年",)),), 1),
            ("新收.总计 + 办结.总计", Operation.SUM, (A, B), 1),
            ("新收.总计+办结.总计", Operation.SUM, (A, B), 1),
            ("新收.总计 - 上年.新收.总计", Operation.DIFFERENCE, (A, Operand(("新收", "总计"), True)), 1),
            ("占比(办结.总计, 新收.总计)", Operation.SHARE, (B, A), 1),
            ("占比(办结.总计,新收.总计,2)", Operation.SHARE, (B, A), 2),
            ("占比(办结.总计, 新收.总计, 0)", Operation.SHARE, (B, A), 0),
            ("占比 ( 办结.总计 , 新收.总计 , 3 )", Operation.SHARE, (B, A), 3),
            ("占比（办结.总计，新收.总计）", Operation.SHARE, (B, A), 1),
            ("占比（办结.总计，新收.总计，2）", Operation.SHARE, (B, A), 2),
            ("占比（办结.总计， 新收.总计， 2）", Operation.SHARE, (B, A), 2),
            ("增减(新收.总计, 办结.总计)", Operation.CHANGE, (A, B), 1),
            ("增减（新收.总计，办结.总计）", Operation.CHANGE, (A, B), 1),
            ("增幅(新收.总计, 办结.总计)", Operation.GROWTH, (A, B), 1),
        ],
    )
    def test_form(self, source: str, operation: Operation, operands: tuple[Operand, ...], digits: int) -> None:
        assert figure(f"{{{{ {source} }}}}") == Reference(operation, operands, at(1, 1), source, digits)

    @pytest.mark.parametrize("spaces", ["", " ", "  ", "　", "\u00a0", "\t"])
    def test_spaces_inside_the_braces(self, spaces: str) -> None:
        assert figure(f"{{{{{spaces}新收.总计{spaces}}}}}").source == "新收.总计"

    def test_several_in_a_line(self) -> None:
        found = inlines("　共{{ 新收.总计 }}件，{{办结.总计}}件")
        assert [i.place for i in found if isinstance(i, Reference)] == [at(1, 3), at(1, 16)]
        assert visible(found) == "共件，件"

    def test_line_of_a_later_figure(self) -> None:
        found = blocks("甲\n\n（一）乙\n共{{ 新收.总计 }}件")
        assert isinstance(found[-1], Paragraph)
        assert [i.place for i in found[-1].inlines if isinstance(i, Reference)] == [at(4, 2)]

    def test_in_a_heading(self) -> None:
        block = one("（一）新收{{ 新收.总计 }}件")
        assert isinstance(block, Heading)
        assert [i.place for i in block.inlines if isinstance(i, Reference)] == [at(1, 6)]

    @pytest.mark.parametrize(
        ("line", "what", "place"),
        [
            pytest.param("共{{ 新收.总计", ReferenceUnclosed(), at(1, 2), id="unclosed"),
            pytest.param("共{{ a }", ReferenceUnclosed(), at(1, 2), id="one brace"),
            pytest.param("{{", ReferenceUnclosed(), at(1, 1), id="nothing behind"),
            pytest.param("甲\n{{ a }}{{ b", ReferenceUnclosed(), at(2, 8), id="the second"),
            pytest.param("- 甲{{ a", ReferenceUnclosed(), at(1, 4), id="in an item"),
            pytest.param("|甲|乙{{ a|", ReferenceUnclosed(), at(1, 5), id="in a cell"),
            pytest.param("{{ }}", ReferenceSyntax(""), at(1, 1), id="empty"),
            pytest.param("甲{{ a b }}", ReferenceSyntax("a b"), at(1, 2), id="two names"),
            pytest.param("甲{{ a..b }}", ReferenceSyntax("a..b"), at(1, 2), id="two stops"),
            pytest.param("{{ .a }}", ReferenceSyntax(".a"), at(1, 1), id="begins with a stop"),
            pytest.param("{{ a. }}", ReferenceSyntax("a."), at(1, 1), id="ends with a stop"),
            pytest.param("{{ a - }}", ReferenceSyntax("a -"), at(1, 1), id="no second operand"),
            pytest.param("{{ -a }}", ReferenceSyntax("-a"), at(1, 1), id="sign"),
            pytest.param("{{ a + b + c }}", ReferenceSyntax("a + b + c"), at(1, 1), id="three"),
            pytest.param("{{ 占比(a) }}", ReferenceSyntax("占比(a)"), at(1, 1), id="one argument"),
            pytest.param(
                "{{ 占比(a, b, 12) }}",
                ReferenceSyntax("占比(a, b, 12)"),
                at(1, 1),
                id="digits",
            ),
            pytest.param(
                "{{ 增幅(a, b, 2) }}",
                ReferenceSyntax("增幅(a, b, 2)"),
                at(1, 1),
                id="no digits",
            ),
            pytest.param(
                "{{ 平均(a, b) }}",
                ReferenceSyntax("平均(a, b)"),
                at(1, 1),
                id="unknown function",
            ),
            pytest.param(
                "{{ 平均（a，b） }}",
                ReferenceSyntax("平均（a，b）"),
                at(1, 1),
                id="wide brackets",
            ),
            pytest.param("{{ a * b }}", ReferenceSyntax("a * b"), at(1, 1), id="product"),
            pytest.param("**共{{ a b }}**", ReferenceSyntax("a b"), at(1, 4), id="in strong"),
            pytest.param("[共{{ a b }}](a.pdf)", ReferenceSyntax("a b"), at(1, 3), id="in a link"),
            pytest.param(
                "（一）甲。乙{{ a b }}",
                ReferenceSyntax("a b"),
                at(1, 7),
                id="behind a heading",
            ),
            pytest.param(
                "![](a.png)甲{{ a b }}![](b.png)",
                ReferenceSyntax("a b"),
                at(1, 12),
                id="between images",
            ),
        ],
    )
    def test_wrong(self, line: str, what: What, place: Place) -> None:
        _, problems = narrative(line)
        assert problems == (Problem(what, place),)

    def test_each_wrong_one_is_told(self) -> None:
        _, problems = narrative("{{ a b }}和{{ c d }}\n{{")
        assert [problem.place for problem in problems] == [at(1, 1), at(1, 11), at(2, 1)]

    @pytest.mark.parametrize("line", ["共{{ a b }}件", "共{{ 新收.总计", "{{ }}{{"])
    def test_a_wrong_one_stays_as_it_was_typed(self, line: str) -> None:
        parsed, _ = narrative(line)
        assert visible(parsed.blocks) == line

    @pytest.mark.parametrize(
        "line", ["}}", "{ 新收 }", "{3.5}", "{% raw %}", "{# 甲 #}", "{ { a } }", "｛｛ a ｝｝", "｛见附件1.｝"]
    )
    def test_other_braces_are_text(self, line: str) -> None:
        assert inlines(line) == (Text(line),)


def parsed_alone(text: str) -> tuple[Narrative, tuple[Problem, ...]]:
    """A text that no file could hold, too: parsed as it is."""
    return parse(Scalar(text, Style.LITERAL, 1, 1), FILE)


WRITTEN = st.characters(exclude_categories=["C", "Z"], exclude_characters="*[]{}!|")
MARKUP = (
    "**",
    "*",
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "{{",
    "}}",
    "{",
    "|",
    "- ",
    "+",
    "-",
    "占比(",
    "http://a.cn",
    "a.png",
)
PLAIN = (
    "（一）",
    "一、",
    "。",
    "！",
    "，",
    "\n",
    " ",
    "　",
    "新收.总计",
    "上年.",
    "mailto:",
    "\\",
    "<b>",
    "`",
    "#",
    "1. ",
)
PIECES = st.sampled_from((*MARKUP, *PLAIN))


class TestNothingIsLost:
    """Whatever is typed or pasted."""

    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.text(WRITTEN), max_size=8).map("\n".join))
    def test_text_without_markup_comes_out_whole(self, text: str) -> None:
        found, problems = parsed_alone(text)
        assert problems == ()
        assert visible(found.blocks) == text.replace("\n", "")

    @settings(max_examples=200, deadline=None)
    @given(st.text(st.characters(exclude_categories=["C"], exclude_characters="*[]{}!|")))
    def test_spaces_are_lost_only_around_lines(self, text: str) -> None:
        found, _ = parsed_alone(text)
        assert "".join(visible(found.blocks).split()) == "".join(text.split())

    @settings(max_examples=500, deadline=None)
    @given(st.lists(PIECES, max_size=24).map("".join))
    def test_only_markup_is_lost(self, text: str) -> None:
        # Of every piece that is no markup, as many come out as went in, but for addresses and figures.
        found, _ = parsed_alone(text)
        shown = visible(found.blocks)
        for piece in ("（一）", "一、", "。", "！", "\\", "<b>", "`", "#", "1. "):
            if not any(isinstance(inline, Reference) for inline in all_inlines(found.blocks)):
                assert shown.count(piece.strip()) == text.count(piece.strip())

    @pytest.mark.builds
    @settings(max_examples=300, deadline=None)
    @given(st.text())
    def test_no_text_is_too_much(self, text: str) -> None:
        found, _ = parsed_alone(text)
        assert isinstance(found, Narrative)

    @settings(max_examples=300, deadline=None)
    @given(st.lists(PIECES, max_size=24).map("".join))
    def test_places_point_at_what_they_name(self, text: str) -> None:
        parsed, problems = narrative(text)
        lines = text.split("\n")
        places = [inline.place for inline in all_inlines(parsed.blocks) if isinstance(inline, Reference)]
        for place in [*places, *(problem.place for problem in problems)]:
            line = lines[place.line - FIRST]
            assert line[place.column - 3 :].startswith("{{")

    def test_long_lines_are_read_in_time(self) -> None:
        for piece in ("**", "[", "![", "{{", "](", "[a](", "（一）", "|", "- ", "占比("):
            parsed_alone(piece * 20_000)


def all_inlines(found: Iterable[Block | Inline]) -> Iterable[Inline]:
    """Every inline of the blocks, those within others included."""
    for part in found:
        if isinstance(part, List):
            for item in part.items:
                yield from all_inlines(item)
        elif isinstance(part, SimpleTable):
            for row in (part.header, *part.rows):
                for cell in row:
                    yield from all_inlines(cell)
        elif isinstance(part, Paragraph | Heading):
            yield from all_inlines(part.inlines)
        elif isinstance(part, Link | Strong):
            yield part
            yield from all_inlines(part.inlines)
        elif not isinstance(part, Image):
            yield part


class TestInvisible:
    """Spaces that nobody sees, as Word and web pages bring them along, are no part of what they surround."""

    def test_in_a_reference(self) -> None:
        assert figure("{{\u200b新收.总计\u2060}}").operands == (Operand(("新收", "总计")),)

    def test_in_a_table(self) -> None:
        table = one("| 甲\u200b |\u2060乙 |")
        assert isinstance(table, SimpleTable)
        assert table.header == ((Text("甲"),), (Text("乙"),))

    def test_before_an_image(self) -> None:
        paragraph, _ = blocks("文\u200b![图](图.png)")
        assert paragraph == Paragraph((Text("文"),), at(1, 1))

    def test_in_other_braces(self) -> None:
        _, problems = narrative("共{\u200b新收.总计\u200b}件")
        assert [problem.what for problem in problems] == [
            ReferenceBraces("{\u200b新收.总计\u200b}", "新收.总计")
        ]


class TestLastYear:
    """`上年.` before a path."""

    @pytest.mark.parametrize(
        ("path", "operand"),
        [
            ("上年.行政许可", Operand(("行政许可",), True)),
            ("上年.新收.总计", Operand(("新收", "总计"), True)),
            ("上年", Operand(("上年",))),
            ("新收.上年", Operand(("新收", "上年"))),
        ],
    )
    def test_operand(self, path: str, operand: Operand) -> None:
        assert figure(f"{{{{ {path} }}}}").operands == (operand,)


class TestInlines:
    """Every inline of a narrative, in the order of the text."""

    def test_all_kinds_of_blocks(self) -> None:
        text = (
            "一、{{ 甲.一 }}\n**强{{ 甲.二 }}**和[链{{ 甲.三 }}](https://www.example.gov.cn)\n- {{ 甲.四 }}\n- {{ 甲.五 }}\n"
            "| {{ 甲.六 }} | 七 |\n| --- | {{ 甲.八 }} |\n![图](图.png)"
        )
        parsed, _ = narrative(text)
        found = [inline for inline in parsed.inlines() if isinstance(inline, Reference)]
        assert [reference.source for reference in found] == [f"甲.{name}" for name in "一二三四五六八"]

    def test_what_stands_around_comes_first(self) -> None:
        parsed, _ = narrative("**强**[链](https://www.example.gov.cn)文")
        kinds = [type(inline) for inline in parsed.inlines()]
        assert kinds == [Strong, Text, Link, Text, Text]


class TestLines:
    """The lines as typed, for rules that search the text."""

    def test_without_blank_ones_and_the_spaces_around(self) -> None:
        parsed, _ = narrative("甲{{ 新收.总计 }}\n\n　- 乙　")
        assert parsed.lines == (Line("甲{{ 新收.总计 }}", at(1, 1)), Line("- 乙", at(3, 2)))


class TestMiswritten:
    """References in other braces, which would be printed as they stand."""

    @pytest.mark.parametrize(
        ("text", "column"),
        [
            ("共{新收.总计}件", 2),
            ("共｛｛ 新收.总计 ｝｝件", 2),
            ("办结{{ 办结.总计 }}件，共{新收.总计}件", 17),
            ("共{新收.总计}件，办结{{ 办结.总计 }}件", 2),
            ("{{ 甲.一 }}共{新收.总计}件{{ 甲.二 }}", 11),
            ("**共{新收.总计}件**", 4),
            ("[共{新收.总计}件](https://www.example.gov.cn)", 3),
        ],
    )
    def test_where(self, text: str, column: int) -> None:
        parsed, problems = narrative(text)
        braces = re.search("[{｛]{1,2} ?新收.总计 ?[}｝]{1,2}", text)
        assert braces is not None
        assert problems == (Problem(ReferenceBraces(braces[0], "新收.总计"), at(1, column)),)
        assert braces[0] in visible(parsed.blocks)

    @pytest.mark.parametrize("text", ["共{新收}件", "共{a.b}件", "共{新收.总计.}件", "共{{新收.总计}}件"])
    def test_other_braces(self, text: str) -> None:
        _, problems = narrative(text)
        assert problems == ()
