"""The rows of a table: what is read beside what is typed, and every slip at its line and column."""

from __future__ import annotations

import re

import pytest

from gongkai.findings import CellName, Place
from gongkai.forms import Form, statutory_forms
from gongkai.model.cells import State
from gongkai.model.rows import Cells, RowPlaces, add_rows, merge_rows, read_table
from gongkai.model.shape import NodeReader
from gongkai.problems import (
    CellCount,
    MissingColumn,
    MissingKey,
    MissingRow,
    NotACell,
    NotAMapping,
    NotARow,
    NotText,
    RowTwice,
    UnclearBlock,
    UnknownKey,
    What,
)
from gongkai.source import Mapping, read
from tests.helpers.support import report_text

TWO = """\
主动公开政府信息情况:
  规章: [1, 2, 3]
  行政规范性文件: [4, 5, 6]
  行政许可: 7
  行政处罚: 8
  行政强制: 9
  行政事业性收费: 10
"""
FOUR = """\
政府信息公开行政复议、行政诉讼情况:
  行政复议: [1, 2, 3, 4, 10]
  未经复议直接起诉: [0, 0, 0, 0, 0]
  复议后起诉: [0, 0, 0, 0, 0]
"""
ROWS_OF_RESULT = """\
收到和处理政府信息公开申请情况:
  本年新收政府信息公开申请数量: [3, 0, 0, 0, 0, 0, 3]
  上年结转政府信息公开申请数量: [0, 0, 0, 0, 0, 0, 0]
  本年度办理结果:
    予以公开: [1, 0, 0, 0, 0, 0, 1]
    部分公开: [0, 0, 0, 0, 0, 0, 0]
    不予公开: {属于国家秘密: [1, 0, 0, 0, 0, 0, 1]}
"""
OWN = ("标签", "数", "所属")
PARTS = tuple(f"第二十条第（{number}）项" for number in "一五六八")
COLUMNS_OF_THREE = ("natural", "business", "research", "welfare", "legal", "other", "total")
COLUMNS = ("本年制发件数", "本年废止件数", "现行有效件数")


def form_of(year: str) -> Form:
    return next(each for each in statutory_forms() if each.name == year)


def table_of(text: str, table: str, year: str = "2021") -> tuple[Form, Cells, RowPlaces, NodeReader]:
    """A table alone, read as the model reads it."""
    root = read("a.yml", text.encode()).root
    assert isinstance(root, Mapping)
    form, extras = add_rows(merge_rows(form_of(year), root), root)
    reader = NodeReader("a.yml")
    place = Place("a.yml", 1, 1)
    cells, rows = read_table(reader, form.table(table), root.entries[0].value, place, extras)
    return form, cells, rows, reader


def shown(cells: Cells) -> dict[str, str]:
    """Row and column, and what stands there: (…) a total that was worked out, ~ a blank."""
    marks = {State.COMPUTED: "({})", State.BLANK: "~"}
    return {
        f"{name.row}.{name.column}": marks.get(cell.state, "{}").format(cell.text)
        for name, cell in cells.items()
    }


def wrong(reader: NodeReader) -> list[tuple[int | None, int | None, str | None, str | None, What]]:
    """Line, column, row and column of the form, and what is wrong there."""
    return [
        (
            each.place.line,
            each.place.column,
            each.cell.row if each.cell else None,
            each.cell.column if each.cell else None,
            each.what,
        )
        for each in reader.problems
    ]


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def own(*items: str, after: str = "  行政事业性收费: 10\n") -> str:
    """表二 with rows of its own; the first item stands on line 9."""
    return changed(TWO, after, after + "  其他行:\n" + "".join(f"    - {item}\n" for item in items))


class TestGiven:
    """A list, a mapping, one value, nothing."""

    def test_all(self) -> None:
        _, cells, rows, reader = table_of(TWO, "t2")
        assert wrong(reader) == []
        assert shown(cells) == {
            "regulation.made": "1",
            "regulation.repealed": "2",
            "regulation.in-force": "3",
            "normative-document.made": "4",
            "normative-document.repealed": "5",
            "normative-document.in-force": "6",
            "licence.decisions": "7",
            "penalty.decisions": "8",
            "compulsion.decisions": "9",
            "fee.fee-amount": "10",
        }
        assert {row: place.line for (_, row), place in rows.items()} == {
            "regulation": 2,
            "normative-document": 3,
            "licence": 4,
            "penalty": 5,
            "compulsion": 6,
            "fee": 7,
        }

    def test_by_columns_in_any_order(self) -> None:
        text = changed(TWO, "[1, 2, 3]", "{现行有效件数: 3, 本年制发件数: 1, 本年废止件数: 2}")
        _, cells, _, reader = table_of(text, "t2")
        assert wrong(reader) == []
        assert [
            cells[CellName("t2", "regulation", each)].text for each in ("made", "repealed", "in-force")
        ] == [*"123"]

    def test_nothing_behind_the_key_is_a_row_of_blanks(self) -> None:
        _, cells, _, reader = table_of(changed(TWO, " [1, 2, 3]", ""), "t2")
        assert wrong(reader) == []
        assert [
            (
                cells[CellName("t2", "regulation", column)].state,
                cells[CellName("t2", "regulation", column)].text,
            )
            for column in ("made", "repealed", "in-force")
        ] == [(State.BLANK, "")] * 3

    def test_nothing_behind_the_section_is_every_row_missing(self) -> None:
        _, cells, rows, reader = table_of("主动公开政府信息情况:\n", "t2")
        assert (cells, rows) == ({}, {})
        assert [what for *_, what in wrong(reader)] == [
            MissingRow("规章", "规章"),
            MissingRow("行政规范性文件", "行政规范性文件"),
            MissingRow("行政许可", "行政许可"),
            MissingRow("行政处罚", "行政处罚"),
            MissingRow("行政强制", "行政强制"),
            MissingRow("行政事业性收费", "行政事业性收费"),
        ]


class TestTotals:
    """Left out, they are worked out; given, they are kept."""

    def test_along_a_row(self) -> None:
        text = changed(FOUR, "[1, 2, 3, 4, 10]", "{结果维持: 1, 结果纠正: 2, 其他结果: 3, 尚未审结: 4}")
        _, cells, _, reader = table_of(text, "t4")
        assert wrong(reader) == []
        assert shown(cells)["review.total"] == "(10)"
        total = cells[CellName("t4", "review", "total")]
        assert (total.value, total.place.line, len(total.addends)) == (10, 2, 4)

    def test_a_given_one_that_cannot_be_read_is_not_worked_out(self) -> None:
        text = changed(
            FOUR, "[1, 2, 3, 4, 10]", "{结果维持: 1, 结果纠正: 2, 其他结果: 3, 尚未审结: 4, 总计: 十}"
        )
        _, cells, _, _ = table_of(text, "t4")
        assert CellName("t4", "review", "total") not in cells

    def test_a_blank_addend_makes_a_blank_total(self) -> None:
        text = changed(FOUR, "[1, 2, 3, 4, 10]", "{结果维持: 1, 结果纠正: ~, 其他结果: 3, 尚未审结: 4}")
        _, cells, _, _ = table_of(text, "t4")
        total = cells[CellName("t4", "review", "total")]
        assert (total.state, total.text, total.place.line) == (State.BLANK, "", 2)

    def test_an_addend_that_cannot_be_read_leaves_none(self) -> None:
        text = changed(FOUR, "[1, 2, 3, 4, 10]", "{结果维持: 1, 结果纠正: 二, 其他结果: 3, 尚未审结: 4}")
        _, cells, _, _ = table_of(text, "t4")
        assert CellName("t4", "review", "total") not in cells


class TestSlips:
    """What is no row."""

    @pytest.mark.parametrize(
        ("old", "new", "found"),
        [
            ("[1, 2, 3]", "[1, 2]", (2, 7, "regulation", None, CellCount("规章", 3, 2, COLUMNS))),
            ("[1, 2, 3]", "5", (2, 7, "regulation", None, NotARow("5", "规章", 3))),
            (
                "[1, 2, 3]",
                "{本年制发件数: 1, 现行有效件数: 3}",
                (2, 7, "regulation", "repealed", MissingColumn("规章", "本年废止件数")),
            ),
            (
                "[1, 2, 3]",
                "{本年制发件数: 1, 本年废止件数: 2, 现行有效件数: 3, 甲乙: 4}",
                (2, 41, None, None, UnknownKey("甲乙", COLUMNS)),
            ),
            ("行政许可: 7", "行政许可: [7]", (4, 9, "licence", "decisions", NotACell())),
            ("  规章: [1, 2, 3]\n", "", (1, 1, "regulation", None, MissingRow("规章", "规章"))),
        ],
    )
    def test_one(
        self, old: str, new: str, found: tuple[int | None, int | None, str | None, str | None, What]
    ) -> None:
        _, _, _, reader = table_of(changed(TWO, old, new), "t2")
        assert wrong(reader) == [found]

    def test_a_row_given_wrongly_has_no_cells(self) -> None:
        for new in ("[1, 2]", "5"):
            _, cells, rows, _ = table_of(changed(TWO, "[1, 2, 3]", new), "t2")
            assert not [name for name in cells if name.row == "regulation"]
            assert ("t2", "regulation") in rows


class TestOwn:
    """Rows that the form does not have."""

    def test_ids_by_table_in_the_order_of_the_form(self) -> None:
        text = own("{标签: 甲, 所属: 第二十条第（八）项, 数: 3}", "{标签: 乙, 数: [1, 2, 3]}")
        form, cells, rows, reader = table_of(text, "t2")
        assert wrong(reader) == []
        assert [row.id for row in form.table("t2").rows.values() if row.is_extra] == ["x2", "x1"]
        assert {name: text for name, text in shown(cells).items() if name.startswith("x")} == {
            "x1.fee-amount": "3",
            "x2.made": "1",
            "x2.repealed": "2",
            "x2.in-force": "3",
        }
        assert [(rows["t2", row].line, rows["t2", row].column) for row in ("x1", "x2")] == [(9, 8), (10, 8)]

    def test_a_part_is_found_by_columns(self) -> None:
        form, _, _, _ = table_of(own("{标签: 甲, 数: {本年制发件数: 1, 现行有效件数: 3}}"), "t2")
        assert form.table("t2").block_of("x1").id == "article-20-1"

    def test_signs_of_a_part_may_be_of_another_width(self) -> None:
        form, _, _, reader = table_of(own("{标签: 甲, 所属: 第二十条第(五)项, 数: 3}"), "t2")
        assert wrong(reader) == []
        assert form.table("t2").block_of("x1").id == "article-20-5"

    @pytest.mark.parametrize(
        ("item", "found"),
        [
            ("甲", (9, 7, None, None, NotAMapping(OWN))),
            ("{标签: 甲}", (9, 7, None, None, MissingKey("数"))),
            ("{标签: [甲], 数: [1, 2, 3]}", (9, 12, None, None, NotText())),
            ("{标签: 甲, 数: 3}", (9, 18, None, None, UnclearBlock("甲", PARTS))),
            ("{标签: 甲, 数: [1, 2]}", (9, 18, None, None, UnclearBlock("甲", PARTS))),
            ("{标签: 甲, 数: {}}", (9, 18, None, None, UnclearBlock("甲", PARTS))),
            ("{标签: 甲, 数: {本年制发件数: 1, 乙: 2}}", (9, 18, None, None, UnclearBlock("甲", PARTS))),
            ("{标签: 甲, 所属: 第九项, 数: 3}", (9, 19, None, None, UnclearBlock("甲", PARTS))),
            ("{标签: 甲, 所属: [乙], 数: 3}", (9, 19, None, None, UnclearBlock("甲", PARTS))),
            ("{标签: 规章, 数: [1, 2, 3]}", (9, 12, None, None, RowTwice("规章"))),
            (
                "{标签: 甲, 数: [1, 2, 3], 丙: 1}",
                (9, 29, None, None, UnknownKey("丙", OWN)),
            ),
        ],
    )
    def test_slips(self, item: str, found: tuple[int | None, int | None, str | None, str | None, What]) -> None:
        _, _, _, reader = table_of(own(item), "t2")
        assert wrong(reader) == [found]

    def test_twice_among_themselves(self) -> None:
        _, _, _, reader = table_of(own("{标签: 甲, 数: [1, 2, 3]}", "{标签: 甲, 数: [1, 2, 3]}"), "t2")
        assert wrong(reader) == [(10, 12, None, None, RowTwice("甲"))]

    def test_one_without_a_name_does_not_end_the_list(self) -> None:
        form, cells, _, _ = table_of(own('{标签: "", 数: [1, 2, 3]}', "{标签: 甲, 数: [4, 5, 6]}"), "t2")
        assert [(row.id, row.label) for row in form.table("t2").rows.values() if row.is_extra] == [("x1", "甲")]
        assert cells[CellName("t2", "x1", "made")].text == "4"

    def test_a_row_has_no_rows_of_its_own(self) -> None:
        row = "{本年制发件数: 1, 本年废止件数: 2, 现行有效件数: 3, 其他行: [{标签: 甲, 数: [1, 2, 3]}]}"
        form, _, _, reader = table_of(changed(TWO, "[1, 2, 3]", row), "t2")
        assert not [row for row in form.table("t2").rows.values() if row.is_extra]
        assert wrong(reader) == [(2, 41, None, None, UnknownKey("其他行", COLUMNS))]

    def test_a_table_without_parts_has_none_to_name(self) -> None:
        text = f"{ROWS_OF_RESULT}  其他行: [{{标签: 甲, 所属: 乙, 数: [0, 0, 0, 0, 0, 0, 0]}}]\n"
        _, _, _, reader = table_of(text, "t3")
        assert UnknownKey("所属", ("标签", "数")) in [each.what for each in reader.problems]

    def test_none_in_table_four(self) -> None:
        text = f"{FOUR}  其他行: [{{标签: 甲, 数: [0, 0, 0, 0, 0]}}]\n"
        form, _, _, reader = table_of(text, "t4")
        assert not [row for row in form.table("t4").rows.values() if row.is_extra]
        assert [(line, column) for line, column, *_ in wrong(reader)] == [(5, 3)]


class TestGroups:
    """表三, whose rows stand in groups."""

    def test_a_row_in_another_group(self) -> None:
        text = changed(ROWS_OF_RESULT, "属于国家秘密", "信访举报投诉类申请")
        _, _, _, reader = table_of(text, "t3")
        (found,) = (each.what for each in reader.problems if isinstance(each.what, UnknownKey))
        assert (found.key, found.nearest, found.belongs) == ("信访举报投诉类申请", "", "不予处理")

    def test_own_row_of_a_group_stands_last_in_it(self) -> None:
        more = "属于国家秘密: [1, 0, 0, 0, 0, 0, 1], 其他行: [{标签: 甲, 数: [0, 0, 0, 0, 0, 0, 0]}]"
        form, cells, rows, _ = table_of(
            changed(ROWS_OF_RESULT, "属于国家秘密: [1, 0, 0, 0, 0, 0, 1]", more), "t3"
        )
        (refused,) = (row for row in form.table("t3").rows.values() if row.id == "refused")
        assert [child.id for child in refused.children][-2:] == ["refused-inquiry", "x1"]
        assert len([name for name in cells if name.row == "x1"]) == 7
        assert rows["t3", "x1"].line == 7

    def test_own_row_of_a_group_has_no_part_to_name(self) -> None:
        more = "属于国家秘密: [1, 0, 0, 0, 0, 0, 1], 其他行: [{标签: 甲, 所属: 乙, 数: [0, 0, 0, 0, 0, 0, 0]}]"
        _, _, _, reader = table_of(changed(ROWS_OF_RESULT, "属于国家秘密: [1, 0, 0, 0, 0, 0, 1]", more), "t3")
        assert UnknownKey("所属", ("标签", "数")) in [each.what for each in reader.problems]

    def test_own_row_called_as_one_of_its_group(self) -> None:
        more = (
            "属于国家秘密: [1, 0, 0, 0, 0, 0, 1], 其他行: [{标签: 1.属于国家秘密, 数: [0, 0, 0, 0, 0, 0, 0]}]"
        )
        _, _, _, reader = table_of(changed(ROWS_OF_RESULT, "属于国家秘密: [1, 0, 0, 0, 0, 0, 1]", more), "t3")
        assert RowTwice("1.属于国家秘密") in [each.what for each in reader.problems]

    def test_the_total_of_the_results_is_worked_out_where_all_its_rows_are_there(self) -> None:
        """Not here: the rows that are left out are no zeros."""
        _, cells, _, _ = table_of(ROWS_OF_RESULT, "t3")
        assert not [name for name in cells if name.row == "result-total"]

    def test_down_the_columns(self) -> None:
        text = report_text("haishu-office-2021", 2021)
        table = text[text.index("收到和处理") : text.index("政府信息公开行政复议")]
        whole, cells, rows, reader = table_of(re.sub(r"(?m)^    总计: .*\n", "", table), "t3")
        total = {name.column: cell for name, cell in cells.items() if name.row == "result-total"}
        assert (whole.name, wrong(reader)) == ("2021", [])
        assert [total[column].value for column in COLUMNS_OF_THREE] == [36, 4, 0, 0, 0, 0, 40]
        above = rows["t3", "other-else"]
        assert rows["t3", "result-total"] == above
        assert {cell.place for cell in total.values()} == {above}


class TestMerged:
    """其他处理 as one row."""

    def test_by_columns(self) -> None:
        row = "{自然人: 1, 商业企业: 0, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}"
        text = f"收到和处理政府信息公开申请情况:\n  本年度办理结果:\n    其他处理: {row}\n"
        _, cells, _, _ = table_of(text, "t3")
        assert shown(cells)["other.total"] == "(1)"

    def test_one_number_is_no_row(self) -> None:
        text = "收到和处理政府信息公开申请情况:\n  本年度办理结果:\n    其他处理: 5\n"
        form, cells, _, reader = table_of(text, "t3")
        (other,) = (row for row in form.table("t3").rows.values() if row.id == "other")
        assert (bool(other.children), cells) == (True, {})
        assert NotAMapping in [type(each.what) for each in reader.problems]

    def test_its_rows_by_their_keys(self) -> None:
        text = (
            "收到和处理政府信息公开申请情况:\n  本年度办理结果:\n    其他处理: {其他: [1, 0, 0, 0, 0, 0, 1]}\n"
        )
        _, cells, _, _ = table_of(text, "t3")
        assert {name.row for name in cells} == {"other-else"}

    def test_other_handling(self) -> None:
        text = "收到和处理政府信息公开申请情况:\n  本年度办理结果:\n    其他处理: [1, 0, 0, 0, 0, 0, 1]\n"
        _, cells, _, _ = table_of(text, "t3")
        assert [cell.text for name, cell in cells.items() if name.row == "other"] == [*"1000001"]
