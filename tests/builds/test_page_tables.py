"""The statutory tables of built pages: every figure, every label and every header, read back by an independent parser.

The pages are MkDocs' own, built once from the figures of all five published reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from gongkai.findings import CellName
from gongkai.forms import statutory_forms
from tests.helpers.html_tables import Cell, Page, Table
from tests.helpers.sites import Site, build_site
from tests.helpers.support import (
    PublishedCell,
    published_cells,
    published_labels,
    report_text,
    with_rows_merged,
)

REPORTS = {
    "haishu-office-2021": 2021,
    "shanghai-office-2019": 2019,
    "suqian-2023": 2023,
    "suqian-2024": 2024,
    "hongze-2023": 2023,
}
STATES = "states"
AGENCY = "名称: {name}\n类别: 政府\n"


def states_text(text: str) -> str:
    """A report of 2021 with each state that a cell can have."""
    for old, new in (
        (
            "规章: [0, 0, 0]",
            "规章: {本年制发件数: ~, 本年废止件数: /, 现行有效件数: {值: 22, 注: 其中修订16件}}",
        ),
        ("行政许可: 0", "行政许可: {原文: 见附件}"),
        ("行政事业性收费: 0", "行政事业性收费: 59237.2449"),
        ("行政复议: [0, 0, 0, 0, 0]", "行政复议: {结果维持: 3, 结果纠正: 0, 其他结果: 0, 尚未审结: 4}"),
        ("未经复议直接起诉: [1, 0, 0, 0, 1]", "未经复议直接起诉: [~, 0, 0, 0, ~]"),
        ("复议后起诉: [0, 0, 0, 0, 0]", "复议后起诉: {结果维持: 0, 结果纠正: 0, 其他结果: 0, 尚未审结: 0}"),
        ("    总计: [36, 4, 0, 0, 0, 0, 40]\n", ""),
    ):
        assert old in text, old
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Site:
    """Six agencies, a published report each, and one with all states of a cell."""
    data = {}
    for name, year in REPORTS.items():
        data[f"{name}/agency.yml"] = AGENCY.format(name=name)
        data[f"{name}/{year}.yml"] = report_text(name, year)
    data[f"{STATES}/agency.yml"] = AGENCY.format(name="各种格子")
    data[f"{STATES}/2021.yml"] = states_text(sample)
    # 洪泽's totals are wrong as published: they are to be shown, not mended.
    return build_site(tmp_path_factory.mktemp("site"), data, options={"fail_on": "never"})


@pytest.fixture(scope="session", params=list(REPORTS))
def published(request: pytest.FixtureRequest, site: Site) -> tuple[str, Page]:
    """The page of each published report, with its name."""
    return request.param, site.page(request.param, REPORTS[request.param])


@pytest.fixture(scope="session")
def page(published: tuple[str, Page]) -> Page:
    """The page of each published report."""
    return published[1]


def read_back(table: Table) -> list[PublishedCell]:
    """The figures of a table with the leaf labels that geometry gives them."""
    found = []
    for cell in table.figures:
        above = table.column_headers(cell)
        left = table.row_headers(cell)
        # Table four is one line: its cases stand above their columns.
        row = left[-1] if left else above[-2]
        found.append(PublishedCell(table.element.get("id"), row.text, above[-1].text, cell.text))
    return found


def has_below(table: Table, header: Cell) -> bool:
    """Whether other headers of the same rows of headers stand below a header of columns."""
    body = table.rows[header.row].getparent()
    below = header.row + header.rows
    under = table.grid.get((below, header.column))
    return below in table.header_rows and table.rows[below].getparent() is body and under is not None


class TestFigures:
    """What was published is what the page says."""

    def test_every_cell(self, published: tuple[str, Page]) -> None:
        name, page = published
        assert [figure for table in page.tables.values() for figure in read_back(table)] == published_cells(
            name
        )

    def test_three_tables(self, page: Page) -> None:
        assert list(page.tables) == ["t2", "t3", "t4"]

    def test_every_slot_of_the_grid_is_covered(self, page: Page) -> None:
        for table in page.tables.values():
            slots = {(y, x) for y in range(len(table.rows)) for x in range(table.width)}
            assert set(table.grid) == slots

    def test_unit_of_a_cell_stands_behind_its_value(self, site: Site) -> None:
        table = site.page("shanghai-office-2019", 2019).tables["t2"]
        (amount,) = (cell for cell in table.figures if cell.id == "t2-procurement-procurement-amount")
        assert amount.text.endswith("元")
        assert amount.element.text + "元" == amount.text


class TestLabels:
    """What the form prints is what the page prints, in the same order."""

    def test_as_typed_by_hand(self, published: tuple[str, Page]) -> None:
        name, page = published
        form = "2019" if name == "shanghai-office-2019" else "2021"
        wanted = [label for label in published_labels(form) if label[1] != "section"]
        if name == "hongze-2023":
            wanted = with_rows_merged(wanted, "（六）其他处理")
        assert list(self.labels(page)) == wanted

    def labels(self, page: Page) -> Iterator[tuple[str, str, str]]:
        for id_, table in page.tables.items():
            for cell in table.cells:
                if cell.is_header or cell.row in table.header_rows:
                    yield id_, self.part(table, cell), cell.text

    def part(self, table: Table, cell: Cell) -> str:
        if not cell.is_header:
            return "corner"
        if cell.row in table.header_rows:
            return "block" if cell.columns == table.width else "column"
        return "row" if self.reaches_figures(table, cell) else "group"

    def reaches_figures(self, table: Table, cell: Cell) -> bool:
        return not table.grid[cell.row, cell.column + cell.columns].is_header

    def test_merged_row_is_one(self, site: Site) -> None:
        table = site.page("hongze-2023", 2023).tables["t3"]
        (row,) = (cell for cell in table.cells if cell.text == "（六）其他处理")
        assert (row.element.get("scope"), row.rows) == ("row", 1)

    def test_the_row_after_the_merged_one_is_the_total(self, site: Site) -> None:
        table = site.page("hongze-2023", 2023).tables["t3"]
        (row,) = (cell for cell in table.cells if cell.text == "（六）其他处理")
        assert table.grid[row.row + 1, row.column].text == "（七）总计"

    def test_long_label_is_not_shortened(self, site: Site) -> None:
        table = site.page("haishu-office-2021", 2021).tables["t3"]
        texts = {cell.text for cell in table.cells}
        assert "（二）部分公开（区分处理的，只计这一情形，不计其他情形）" in texts


class TestHeaders:
    """A screen reader tells of every figure all that stands beside and above it."""

    def test_headers_are_those_of_row_and_column(self, page: Page) -> None:
        for table in page.tables.values():
            for cell in table.figures:
                wanted = {c.id for c in (*table.row_headers(cell), *table.column_headers(cell))}
                assert set(cell.headers) == wanted, cell.id

    def test_headers_exist_and_are_header_cells_of_the_table(self, page: Page) -> None:
        for table in page.tables.values():
            for cell in table.figures:
                named = table.named_headers(cell)
                assert len(named) == len(cell.headers)
                assert all(header.is_header for header in named)

    def test_no_header_is_named_twice(self, page: Page) -> None:
        for table in page.tables.values():
            assert all(len(set(cell.headers)) == len(cell.headers) for cell in table.figures)

    def test_every_header_cell_heads_something(self, page: Page) -> None:
        # But for 信息内容, the label of the labels.
        for table in page.tables.values():
            named = {name for cell in table.figures for name in cell.headers}
            unused = {cell.text for cell in table.cells if cell.is_header and cell.id not in named}
            assert unused == ({"信息内容"} if table.element.get("id") == "t2" else set())

    @pytest.mark.parametrize(
        ("cell", "texts"),
        [
            (
                CellName("t2", "penalty", "decisions"),
                ["第二十条第（六）项", "行政处罚", "本年处理决定数量"],
            ),
            (
                CellName("t2", "fee", "fee-amount"),
                ["第二十条第（八）项", "行政事业性收费", "本年收费金额（单位：万元）"],
            ),
            (
                CellName("t3", "refused-secret", "business"),
                [
                    "三、本年度办理结果",
                    "（三）不予公开",
                    "1.属于国家秘密",
                    "申请人情况",
                    "法人或其他组织",
                    "商业企业",
                ],
            ),
            (CellName("t3", "new", "total"), ["一、本年新收政府信息公开申请数量", "申请人情况", "总计"]),
            (
                CellName("t3", "result-total", "natural"),
                ["三、本年度办理结果", "（七）总计", "申请人情况", "自然人"],
            ),
            (CellName("t4", "review", "pending"), ["行政复议", "尚未审结"]),
            (CellName("t4", "suit-after-review", "total"), ["行政诉讼", "复议后起诉", "总计"]),
        ],
    )
    def test_in_this_order(self, site: Site, cell: CellName, texts: list[str]) -> None:
        table = site.page("haishu-office-2021", 2021).tables[cell.table]
        (found,) = (c for c in table.figures if c.id == f"{cell.table}-{cell.row}-{cell.column}")
        assert [header.text for header in table.named_headers(found)] == texts

    def test_no_empty_header(self, page: Page) -> None:
        assert all(element.text_content().strip() for element in page.root.iter("th"))

    def test_corner_is_no_header(self, page: Page) -> None:
        table = page.tables["t3"]
        (corner,) = (cell for cell in table.cells if cell.row in table.header_rows and not cell.is_header)
        assert corner.text.startswith("（本列数据的勾稽关系为：")
        assert not any(corner.id in cell.headers for cell in table.figures)

    def test_scope(self, page: Page) -> None:
        for table in page.tables.values():
            for cell in (c for c in table.cells if c.is_header):
                if cell.row in table.header_rows:
                    wanted = "colgroup" if has_below(table, cell) else "col"
                else:
                    beside = table.grid[cell.row, cell.column + cell.columns]
                    wanted = "rowgroup" if beside.is_header else "row"
                assert cell.element.get("scope") == wanted, cell.text


class TestMarkup:
    """What every engine and every reader relies on."""

    def test_ids_are_unique(self, page: Page) -> None:
        assert {id_ for id_, count in Counter(page.ids).items() if count > 1} == set()

    def test_ids_are_ascii(self, page: Page) -> None:
        assert all(id_.isascii() and id_ and " " not in id_ for id_ in page.ids)

    def test_every_figure_has_the_id_of_its_cell(self, published: tuple[str, Page]) -> None:
        name, page = published
        form = next(form for form in statutory_forms() if form.covers(REPORTS[name]))
        if name == "hongze-2023":
            form = form.with_merged("other")
        wanted = [f"{cell.table}-{cell.row}-{cell.column}" for table in form.tables for cell in table.cells]
        assert [cell.id for table in page.tables.values() for cell in table.figures] == wanted

    def test_caption(self, published: tuple[str, Page]) -> None:
        name, page = published
        captions = [table.element.find("caption").text_content().split()[0] for table in page.tables.values()]
        assert captions == ["表二", "表三", "表四"]
        year = f"{REPORTS[name]}年"
        assert all(year in table.element.find("caption").text_content() for table in page.tables.values())

    def test_caption_is_the_first_child(self, page: Page) -> None:
        assert all(table.element[0].tag == "caption" for table in page.tables.values())

    def test_no_part_repeats_the_role_it_has(self, page: Page) -> None:
        assert [part.tag for table in page.tables.values() for part in table.element.xpath(".//*[@role]")] == []

    def test_the_side_of_headers(self, page: Page) -> None:
        for table in page.tables.values():
            for cell in (c for c in table.cells if c.is_header):
                side = "col" if cell.row in table.header_rows else "row"
                assert str(cell.element.get("scope")).startswith(side)

    def test_heads_and_bodies(self, page: Page) -> None:
        for id_, table in page.tables.items():
            tags = [child.tag for child in table.element if child.tag in ("thead", "tbody", "tfoot", "tr")]
            if id_ == "t2":
                assert set(tags) == {"tbody"}
            else:
                assert tags == ["thead", "tbody"]


@pytest.fixture(scope="module")
def cells(site: Site) -> dict[str, Cell]:
    """The figures of the report with all states, by id."""
    tables = site.page(STATES, 2021).tables.values()
    return {cell.id: cell for table in tables for cell in table.figures}


class TestStates:
    """The five states of a cell, and 0, by class and by what is seen."""

    @pytest.mark.parametrize(
        ("id_", "text", "classes"),
        [
            pytest.param("t2-regulation-made", "", {"blank"}, id="blank"),
            pytest.param("t2-regulation-repealed", "/", {"stroke"}, id="stroke"),
            pytest.param("t2-regulation-in-force", "22", set(), id="number with a note"),
            pytest.param("t2-licence-decisions", "见附件", {"text"}, id="text"),
            pytest.param("t2-penalty-decisions", "0", {"zero"}, id="zero"),
            pytest.param("t2-fee-fee-amount", "59237.2449", set(), id="amount"),
            pytest.param("t3-new-natural", "37", set(), id="number"),
            pytest.param("t3-result-total-natural", "36", {"computed"}, id="computed down a column"),
            pytest.param("t3-result-total-research", "0", {"computed", "zero"}, id="computed zero"),
            pytest.param("t3-result-total-total", "40", {"computed"}, id="computed from totals"),
            pytest.param("t4-review-total", "7", {"computed"}, id="computed along a row"),
            pytest.param("t4-suit-direct-upheld", "", {"blank"}, id="blank in a case"),
            pytest.param("t4-suit-direct-total", "", {"blank"}, id="blank total"),
            pytest.param("t4-suit-after-review-total", "0", {"computed", "zero"}, id="computed zero of a case"),
        ],
    )
    def test_state(self, cells: dict[str, Cell], id_: str, text: str, classes: set[str]) -> None:
        cell = cells[id_]
        of_state = cell.classes & {"blank", "stroke", "text", "computed", "zero"}
        assert (cell.text, of_state) == (text, classes)

    def test_a_blank_says_so_to_screen_readers(self, cells: dict[str, Cell]) -> None:
        assert cells["t2-regulation-made"].element.text_content() == "空白"

    def test_blank_and_stroke_are_explained_apart_where_they_stand(self, site: Site, page: Page) -> None:
        said = [p.text_content() for p in site.page(STATES, 2021).root.find_class("gongkai-signs")]
        both = "斜纹格：报告中为空白；“/”：报告中划了斜线；都不表示零。"
        assert said == [both, "斜纹格：报告中为空白；不表示零。"]
        tables = page.tables.values()
        with_signs = [t for t in tables if any(c.classes & {"blank", "stroke"} for c in t.figures)]
        assert len(page.root.find_class("gongkai-signs")) == len(with_signs)

    def test_each_table_with_a_computed_total_says_what_that_means(self, site: Site) -> None:
        assert site.page(STATES, 2021).root.text_content().count("报告中未填") == 2

    def test_nothing_is_said_where_nothing_is_computed(self, page: Page) -> None:
        assert "原报告未填" not in page.root.text_content()

    def test_a_blank_is_in_no_published_report_a_zero(self, published: tuple[str, Page]) -> None:
        name, page = published
        blanks = [c for table in page.tables.values() for c in table.figures if "blank" in c.classes]
        assert len(blanks) == sum(figure.value == "" for figure in published_cells(name))
