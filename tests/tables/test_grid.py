"""A table of the form with a report's numbers, as every writer draws it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest

from gongkai.findings import CellName
from gongkai.forms import Block, Header, Layout, Table
from gongkai.model import Report
from gongkai.tables import CornerCell, DataCell, Grid, GridCell, GridRow, HeaderCell, cell_id, grid
from tests.helpers.support import read_text, report_text

PUBLISHED = {"haishu-office-2021": 2021, "hongze-2023": 2023, "shanghai-office-2019": 2019}


def read(folder: Path, name: str) -> Report:
    """A published report."""
    report, _ = read_text(folder, report_text(name, PUBLISHED[name]), PUBLISHED[name])
    assert report is not None
    return report


@pytest.fixture(scope="module", params=PUBLISHED)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Each of the two forms, and the one with its merged row."""
    return read(tmp_path_factory.mktemp("data"), request.param)


@pytest.fixture(scope="module")
def haishu(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """海曙 2021."""
    return read(tmp_path_factory.mktemp("data"), "haishu-office-2021")


def grids(report: Report) -> list[Grid]:
    """All tables of a report."""
    return [grid(report, table) for table in report.form.tables]


def cells(rows: Iterable[GridRow]) -> list[GridCell]:
    """What stands in the rows."""
    return list(chain.from_iterable(rows))


def rows_of(grid: Grid) -> list[GridRow]:
    """Every row, headers first in each block."""
    return [row for block in grid.blocks for row in (*block.header, *block.rows)]


def headers_of(grid: Grid) -> dict[str, HeaderCell]:
    """The cells with labels, by id."""
    return {cell.id: cell for cell in cells(rows_of(grid)) if isinstance(cell, HeaderCell)}


class TestEveryForm:
    """What holds for each table of each form."""

    def test_the_numbers_are_those_of_the_report(self, report: Report) -> None:
        for each in grids(report):
            assert [cell.name for cell in each.data_cells] == list(each.table.cells)
            assert [cell.cell for cell in each.data_cells] == [report.cells[name] for name in each.table.cells]
            assert [cell.id for cell in each.data_cells] == [cell_id(name) for name in each.table.cells]
            assert each.year == report.year

    def test_the_spans_fill_every_row_from_edge_to_edge(self, report: Report) -> None:
        for each in grids(report):
            taken: set[tuple[int, int]] = set()
            for y, row in enumerate(rows_of(each)):
                x = 0
                for cell in row:
                    while (x, y) in taken:
                        x += 1
                    height = 1 if isinstance(cell, DataCell) else cell.rows
                    area = {(x + right, y + down) for right in range(cell.columns) for down in range(height)}
                    assert not taken & area
                    taken |= area
            height = len(rows_of(each))
            assert taken == {(x, y) for x in range(each.columns) for y in range(height)}

    def test_ids_are_unique(self, report: Report) -> None:
        for each in grids(report):
            ids = [cell.id for cell in cells(rows_of(each)) if not isinstance(cell, CornerCell)]
            assert len(ids) == len(set(ids))

    def test_labels_are_those_of_the_form(self, report: Report) -> None:
        labels = {each.name: (each.row_label, each.column_label) for each in report.form.labelled_cells}
        for each in grids(report):
            headers = headers_of(each)
            for cell in each.data_cells:
                texts = [headers[id_].text for id_ in cell.headers]
                row_label, column_label = labels[cell.name]
                assert texts[-1] == column_label
                assert row_label in texts[:-1]


class TestTableTwo:
    """Blocks, each with a caption and a header of its own, as wide as the widest."""

    def test_width(self, haishu: Report) -> None:
        two = grid(haishu, haishu.form.table("t2"))
        assert (two.columns, two.label_columns, len(two.blocks)) == (4, 1, 4)

    def test_a_block(self, haishu: Report) -> None:
        _, licence, *_ = grid(haishu, haishu.form.table("t2")).blocks
        assert licence.header == (
            (
                HeaderCell(
                    "t2-c-article-20-5", "第二十条第（五）项", "colgroup", columns=4, is_block_caption=True
                ),
            ),
            (
                HeaderCell("t2-c-article-20-5-stub", "信息内容", "col"),
                HeaderCell("t2-c-article-20-5-decisions", "本年处理决定数量", "col", columns=3),
            ),
        )
        ((label, number),) = licence.rows
        assert label == HeaderCell("t2-r-licence", "行政许可", "row")
        assert number == DataCell(
            "t2-licence-decisions",
            CellName("t2", "licence", "decisions"),
            haishu.cells[CellName("t2", "licence", "decisions")],
            ("t2-c-article-20-5", "t2-r-licence", "t2-c-article-20-5-decisions"),
            columns=3,
        )


class TestTableThree:
    """Groups of rows and of columns."""

    def test_header(self, haishu: Report) -> None:
        three = grid(haishu, haishu.form.table("t3"))
        assert (three.columns, three.label_columns) == (10, 3)
        (block,) = three.blocks
        corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
        assert block.header == (
            (CornerCell(corner, 3, 3), HeaderCell("t3-c-applicant", "申请人情况", "colgroup", columns=7)),
            (
                HeaderCell("t3-c-natural", "自然人", "col", rows=2, is_narrow=True),
                HeaderCell("t3-c-organisation", "法人或其他组织", "colgroup", columns=5),
                HeaderCell("t3-c-total", "总计", "col", rows=2, is_total=True, is_narrow=True),
            ),
            tuple(
                HeaderCell(f"t3-c-{id_}", label, "col", is_narrow=True)
                for id_, label in (
                    ("business", "商业企业"),
                    ("research", "科研机构"),
                    ("welfare", "社会公益组织"),
                    ("legal", "法律服务机构"),
                    ("other", "其他"),
                )
            ),
        )

    def test_labels_of_rows(self, haishu: Report) -> None:
        (block,) = grid(haishu, haishu.form.table("t3")).blocks
        result, refused = "三、本年度办理结果", "（三）不予公开"
        labels = {
            last.id: [c for c in row if isinstance(c, HeaderCell)]
            for row in block.rows
            if isinstance(last := row[-1], DataCell)
        }
        assert labels["t3-new-total"] == [
            HeaderCell("t3-r-new", "一、本年新收政府信息公开申请数量", "row", columns=3)
        ]
        assert labels["t3-granted-total"] == [
            HeaderCell("t3-r-result", result, "rowgroup", rows=22),
            HeaderCell("t3-r-granted", "（一）予以公开", "row", columns=2, groups=(result,)),
        ]
        assert labels["t3-refused-secret-total"] == [
            HeaderCell("t3-r-refused", refused, "rowgroup", rows=8, groups=(result,)),
            HeaderCell("t3-r-refused-secret", "1.属于国家秘密", "row", groups=(result, refused)),
        ]
        assert labels["t3-refused-law-total"] == [
            HeaderCell("t3-r-refused-law", "2.其他法律行政法规禁止公开", "row", groups=(result, refused))
        ]
        assert labels["t3-result-total-total"] == [
            HeaderCell("t3-r-result-total", "（七）总计", "row", columns=2, groups=(result,), is_total=True)
        ]

    def test_a_number_belongs_to_all_groups_around_it(self, haishu: Report) -> None:
        by_id = {cell.id: cell for cell in grid(haishu, haishu.form.table("t3")).data_cells}
        assert by_id["t3-refused-law-business"].headers == (
            "t3-r-result",
            "t3-r-refused",
            "t3-r-refused-law",
            "t3-c-applicant",
            "t3-c-organisation",
            "t3-c-business",
        )

    def test_totals(self, haishu: Report) -> None:
        three = grid(haishu, haishu.form.table("t3"))
        closing = {cell.name.row for cell in three.data_cells if cell.in_closing_row}
        totals = {cell.name.column for cell in three.data_cells if cell.in_total_column}
        assert (closing, totals) == ({"result-total", "carried-out"}, {"total"})

    def test_what_cannot_be_read_is_not_there(self, tmp_path: Path, sample: str) -> None:
        report, _ = read_text(tmp_path, sample.replace("予以公开: [18,", "予以公开: [十八,"))
        assert report is not None
        missing = [c.id for c in grid(report, report.form.table("t3")).data_cells if c.cell is None]
        assert missing == ["t3-granted-natural"]


class TestTableFour:
    """One line of numbers, the cases side by side above it."""

    def test_header(self, haishu: Report) -> None:
        four = grid(haishu, haishu.form.table("t4"))
        assert (four.columns, four.label_columns) == (15, 0)
        (block,) = four.blocks
        first, second, third = block.header
        assert first == (
            HeaderCell("t4-r-review", "行政复议", "colgroup", columns=5, rows=2, block=1),
            HeaderCell("t4-r-suit", "行政诉讼", "colgroup", columns=10, block=2),
        )
        assert second == (
            HeaderCell("t4-r-suit-direct", "未经复议直接起诉", "colgroup", columns=5, block=2),
            HeaderCell("t4-r-suit-after-review", "复议后起诉", "colgroup", columns=5, block=3),
        )
        assert third[3:6] == (
            HeaderCell("t4-c-review-pending", "尚未审结", "col", block=1, is_narrow=True),
            HeaderCell("t4-c-review-total", "总计", "col", block=1, is_narrow=True, is_total=True),
            HeaderCell("t4-c-suit-direct-upheld", "结果维持", "col", block=2, is_narrow=True),
        )
        assert not any(cell.is_row for cell in cells(block.header) if isinstance(cell, HeaderCell))

    def test_numbers(self, haishu: Report) -> None:
        four = list(grid(haishu, haishu.form.table("t4")).data_cells)
        name = CellName("t4", "suit-direct", "total")
        assert four[9] == DataCell(
            "t4-suit-direct-total",
            name,
            haishu.cells[name],
            ("t4-r-suit", "t4-r-suit-direct", "t4-c-suit-direct-total"),
            in_total_column=True,
            block=2,
        )
        assert four[0].headers == ("t4-r-review", "t4-c-review-upheld")
        assert [cell.block for cell in four] == [1] * 5 + [2] * 5 + [3] * 5
        assert [cell.in_total_column for cell in four] == [False, False, False, False, True] * 3


def leaf(id_: str) -> Header:
    """A row or a column that is labelled like its id."""
    return Header(id_, id_, id_)


class TestAFormToCome:
    """Two blocks, of which one has groups of rows and of columns: no form has that yet, and any may."""

    TABLE = Table(
        "t9",
        "表九",
        Layout.BLOCKS,
        (
            Block(
                "one",
                (Header("both", "both", None, children=(leaf("left"), leaf("right"))),),
                (Header("group", "group", None, children=(leaf("upper"), leaf("lower"))), leaf("single")),
                stub="项目",
            ),
            Block("two", (leaf("left"),), (leaf("only"),)),
        ),
    )

    def test_blocks(self, haishu: Report) -> None:
        one, two = grid(haishu, self.TABLE).blocks
        assert one.header == (
            (
                HeaderCell("t9-c-one-stub", "项目", "col", columns=2, rows=2),
                HeaderCell("t9-c-one-both", "both", "colgroup", columns=2),
            ),
            (HeaderCell("t9-c-one-left", "left", "col"), HeaderCell("t9-c-one-right", "right", "col")),
        )
        assert two.header == ((HeaderCell("t9-c-two-left", "left", "col", columns=2),),)
        ((label, number),) = two.rows
        assert label == HeaderCell("t9-r-only", "only", "row", columns=2)
        assert isinstance(number, DataCell)
        assert (number.columns, number.headers) == (2, ("t9-r-only", "t9-c-two-left"))
