"""The forms that come with the package, held against labels typed by hand; and what their loader refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from gongkai.findings import CellName
from gongkai.forms import Form, FormError, Header, Layout, cells_at, read_form, statutory_forms
from gongkai.forms.loading import in_turn
from gongkai.model import Report
from gongkai.tables import CornerCell, HeaderCell, grid
from gongkai.writers.yaml.new_report import NewReport, write_new_report
from tests.helpers.strategies import AGENCY
from tests.helpers.support import published_cells, published_labels, read_text, with_rows_merged

STATUTORY = [form for form in statutory_forms() if not form.is_free]
MERGEABLE = [
    (form, row) for form in STATUTORY for table in form.tables for row in table.rows.values() if row.mergeable
]


def blank(folder: Path, form: Form) -> Report:
    """A report of the first year of a form, in which nothing is filled in."""
    new = NewReport(AGENCY, form.first_year, form, date(form.first_year + 1, 1, 31), None)
    report, _ = read_text(folder, write_new_report(new), form.first_year)
    assert report is not None
    return report


def form_of(name: str) -> Form:
    """A form that comes with the package."""
    return next(form for form in statutory_forms() if form.name == name)


def drawn(report: Report) -> Iterator[tuple[str, str, str]]:
    """Table, part and label of every label that the grids of a report draw, in the order of reading."""
    for table in report.form.tables:
        drawing = grid(report, table)
        for block in drawing.blocks:
            for row in (*block.header, *block.rows):
                for cell in row:
                    if isinstance(cell, CornerCell):
                        yield table.id, "corner", cell.text
                    elif isinstance(cell, HeaderCell):
                        yield table.id, part(cell, drawing.columns), cell.text


def part(cell: HeaderCell, width: int) -> str:
    if cell.is_row:
        return "group" if cell.scope == "rowgroup" else "row"
    return "block" if cell.columns == width else "column"


def leaf_rows(form: Form, table: str) -> dict[str, Header]:
    """The rows of figures of a table by label."""
    return {row.label: row for block in form.table(table).blocks for row in block.row_leaves}


class TestCount:
    """How much a form holds."""

    @pytest.mark.parametrize(("name", "counts"), [("2021", [10, 175, 15]), ("2019", [22, 161, 15])])
    def test_cells(self, name: str, counts: list[int]) -> None:
        assert [len(table.cells) for table in form_of(name).tables] == counts

    @pytest.mark.parametrize(("name", "count"), [("2021", 42), ("2019", 40)])
    def test_identities(self, name: str, count: int) -> None:
        # A row of table 三 each, seven columns of （七）总计, seven of the balance, three cases of table 四.
        assert len(form_of(name).identities) == count

    def test_identities_of_the_merged_form(self) -> None:
        assert len(form_of("2021").with_merged("other").identities) == 40

    def test_cells_of_the_merged_form(self) -> None:
        assert len(form_of("2021").with_merged("other").table("t3").cells) == 161

    @pytest.mark.parametrize("name", ["2021", "2019"])
    def test_no_identity_twice(self, name: str) -> None:
        identities = form_of(name).identities
        assert len({(i.rule, i.left, i.right) for i in identities}) == len(identities)

    @pytest.mark.parametrize("name", ["2021", "2019"])
    def test_every_cell_of_tables_three_and_four_stands_in_an_identity(self, name: str) -> None:
        form = form_of(name)
        in_sums = {cell for identity in form.identities for cell in identity.cells}
        assert in_sums == {*form.table("t3").cells, *form.table("t4").cells}

    def test_free_has_no_tables(self) -> None:
        assert form_of("自由").is_free


class TestValidity:
    """Which form a year has."""

    @pytest.mark.parametrize(
        ("year", "name"), [(2008, "自由"), (2018, "自由"), (2019, "2019"), (2020, "2019"), (2021, "2021")]
    )
    def test_the_form_of_a_year(self, year: int, name: str) -> None:
        assert [form.name for form in statutory_forms() if form.covers(year)] == [name]

    def test_one_form_a_year(self) -> None:
        """From the first to years to come."""
        found = {year: sum(form.covers(year) for form in statutory_forms()) for year in range(2008, 2050)}
        assert set(found.values()) == {1}

    def test_none_before_the_first_regulation(self) -> None:
        assert not any(form.covers(2007) for form in statutory_forms())


class TestLabels:
    """Every label, character for character, in the order of reading."""

    @pytest.mark.parametrize("form", STATUTORY, ids=lambda form: form.name)
    def test_as_the_form_prints_them(self, tmp_path: Path, form: Form) -> None:
        sections = [("", "section", section.label) for section in form.sections]
        assert [*sections, *drawn(blank(tmp_path, form))] == published_labels(form.name)

    @pytest.mark.parametrize(
        ("form", "group"), MERGEABLE, ids=lambda value: value.name if isinstance(value, Form) else value.id
    )
    def test_a_group_that_may_be_one_row(self, tmp_path: Path, form: Form, group: Header) -> None:
        sections = [("", "section", section.label) for section in form.sections]
        merged = drawn(blank(tmp_path, form.with_merged(group.id)))
        assert [*sections, *merged] == with_rows_merged(published_labels(form.name), group.label)

    def test_there_are_forms_and_groups(self) -> None:
        assert {"2019", "2021"} <= {form.name for form in STATUTORY}
        assert ("2021", "other") in {(form.name, group.id) for form, group in MERGEABLE}

    @pytest.mark.parametrize(
        ("report", "name"),
        [("haishu-office-2021", "2021"), ("shanghai-office-2019", "2019"), ("suqian-2024", "2021")],
    )
    def test_cells_in_the_order_of_the_published_figures(self, report: str, name: str) -> None:
        form = form_of(name)
        named = [
            (
                cell.table,
                table.rows[cell.row or ""].label,
                table.column(cell.row or "", cell.column or "").label,
            )
            for table in form.tables
            for cell in table.cells
        ]
        assert named == [(f.table, f.row, f.column) for f in published_cells(report)]


class TestLikeCells:
    """Only what means the same in both forms has the same ids: only that may be compared across the years."""

    def common(self, table: str) -> set[tuple[str | None, str | None]]:
        old, new = (form_of(name).table(table).cells for name in ("2019", "2021"))
        return {(cell.row, cell.column) for cell in old} & {(cell.row, cell.column) for cell in new}

    def test_table_three_but_for_the_rows_of_other(self) -> None:
        old = {(cell.row, cell.column) for cell in form_of("2019").table("t3").cells}
        assert old - self.common("t3") == {("other", column) for _, column in old}

    def test_the_merged_row_is_the_row_of_2019(self) -> None:
        merged = form_of("2021").with_merged("other")
        assert merged.table("t3").cells == form_of("2019").table("t3").cells

    def test_the_rows_of_other_are_of_2021_only(self) -> None:
        new = {cell.row for cell in form_of("2021").table("t3").cells}
        old = {cell.row for cell in form_of("2019").table("t3").cells}
        assert new - old == {"other-not-completed", "other-not-paid", "other-else"}

    def test_table_four(self) -> None:
        assert form_of("2019").table("t4").cells == form_of("2021").table("t4").cells

    def test_table_two_has_only_decisions_in_common(self) -> None:
        # 规范性文件 counts other things, and 行政事业性收费 was a number of items and is an amount.
        assert self.common("t2") == {(row, "decisions") for row in ("licence", "penalty", "compulsion")}

    @pytest.mark.parametrize("table", ["t3", "t4"])
    def test_same_id_same_label(self, table: str) -> None:
        old, new = (leaf_rows(form_of(name), table) for name in ("2019", "2021"))
        by_id = {row.id: label for label, row in old.items() if label != "（六）其他处理"}
        assert {row.id: label for label, row in new.items() if row.id in by_id} == by_id


def cell(table: str, row: str, column: str) -> CellName:
    return CellName(table, row, column)


class TestPaths:
    """What a path names."""

    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("新收.总计", cell("t3", "new", "total")),
            ("本年新收政府信息公开申请数量.总计", cell("t3", "new", "total")),
            ("上年结转.自然人", cell("t3", "carried-in", "natural")),
            ("办结.总计", cell("t3", "result-total", "total")),
            ("本年度办理结果.总计.总计", cell("t3", "result-total", "total")),
            ("结转下年度.其他", cell("t3", "carried-out", "other")),
            ("予以公开.自然人", cell("t3", "granted", "natural")),
            ("本年度办理结果.予以公开.自然人", cell("t3", "granted", "natural")),
            ("不予公开.属于国家秘密.总计", cell("t3", "refused-secret", "total")),
            ("属于国家秘密.总计", cell("t3", "refused-secret", "total")),
            ("其他处理.其他.总计", cell("t3", "other-else", "total")),
            ("危及“三安全一稳定”.总计", cell("t3", "refused-security", "total")),
            ('危及"三安全一稳定".总计', cell("t3", "refused-security", "total")),
            ("行政许可", cell("t2", "licence", "decisions")),
            ("行政许可.本年处理决定数量", cell("t2", "licence", "decisions")),
            ("行政许可.处理决定数量", cell("t2", "licence", "decisions")),
            ("行政事业性收费", cell("t2", "fee", "fee-amount")),
            ("规范性文件.制发", cell("t2", "normative-document", "made")),
            ("行政复议.总计", cell("t4", "review", "total")),
            ("行政复议.纠正", cell("t4", "review", "corrected")),
            ("直接起诉.总计", cell("t4", "suit-direct", "total")),
            ("行政诉讼.复议后起诉.尚未审结", cell("t4", "suit-after-review", "pending")),
        ],
    )
    def test_one_cell(self, path: str, name: CellName) -> None:
        assert cells_at(form_of("2021"), tuple(path.split("."))) == (name,)

    def test_a_group_is_all_its_rows(self) -> None:
        found = cells_at(form_of("2021"), ("不予公开", "总计"))
        assert len(found) == 8
        assert {(name.table, (name.row or "").split("-")[0], name.column) for name in found} == {
            ("t3", "refused", "total")
        }

    def test_a_group_does_not_count_its_total_twice(self) -> None:
        found = cells_at(form_of("2021"), ("本年度办理结果", "总计"))
        assert len(found) == 21
        assert cell("t3", "result-total", "total") not in found

    def test_a_group_of_cases(self) -> None:
        suits = (cell("t4", "suit-direct", "total"), cell("t4", "suit-after-review", "total"))
        assert cells_at(form_of("2021"), ("行政诉讼", "总计")) == suits

    @pytest.mark.parametrize("group", ["法人", "法人或其他组织"])
    def test_a_group_of_columns(self, group: str) -> None:
        found = cells_at(form_of("2021"), ("新收", group))
        assert [name.column for name in found] == ["business", "research", "welfare", "legal", "other"]

    def test_other_is_three_rows(self) -> None:
        assert len(cells_at(form_of("2021"), ("其他处理", "总计"))) == 3

    def test_other_is_one_row_where_it_is_merged(self) -> None:
        merged = form_of("2021").with_merged("other")
        assert cells_at(merged, ("其他处理", "总计")) == (cell("t3", "other", "total"),)

    @pytest.mark.parametrize(
        "path",
        [
            "新收",
            "新收.合计",
            "新收总计",
            "总计",
            "",
            ".",
            "新收.",
            ".总计",
            "行政复议",
            "予以公开.不予公开.总计",
            "不予公开.予以公开.总计",
            "无法提供.属于国家秘密.总计",
            "规章",
            "行政许可.现行有效",
            "新收.总计.总计",
        ],
    )
    def test_unknown(self, path: str) -> None:
        assert cells_at(form_of("2021"), tuple(path.split("."))) == ()

    @pytest.mark.parametrize("name", ["2021", "2019"])
    def test_every_cell_has_a_path_of_its_own(self, name: str) -> None:
        # Keys from the outermost group to the row, then the column: as an editor would write it out.
        form = form_of(name)
        for table in form.tables:
            for block in table.blocks:
                for path, row in keys(block.rows, ()):
                    for column in block.column_leaves:
                        names = (*path, column.key or "")
                        assert cells_at(form, names) == (cell(table.id, row.id, column.id),), names


def keys(rows: tuple[Header, ...], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Header]]:
    for row in rows:
        path = (*above, row.key) if row.key else above
        if row.children:
            yield from keys(row.children, path)
        else:
            yield path, row


SOURCE = resources.files("gongkai.forms").joinpath("2021.yml").read_text(encoding="utf-8")


def place_of(text: str, mark: str) -> str:
    """file:line:column of the first time that mark stands in a text."""
    before = text[: text.index(mark)]
    return f"form.yml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


class TestContradictions:
    """A form that contradicts itself is refused, by name and place."""

    @pytest.mark.parametrize(
        ("old", "new", "mark", "words"),
        [
            pytest.param(
                "first_year:", "until: ~\nfirst_year:", "until", "unknown key until", id="unknown key"
            ),
            pytest.param("name:", "# name:", "first_year", "name is missing", id="no name"),
            pytest.param("first_year: 2021\n", "", "name:", "first_year is missing", id="no first year"),
            pytest.param("first_year: 2021", "first_year: 21", "21\n", "21 is no year", id="no year"),
            pytest.param("key: 总体情况, ", "", "{id: overview", "key is missing", id="section without key"),
            pytest.param(
                ", label: 一、总体情况", "", "{id: overview", "label is missing", id="section without label"
            ),
            pytest.param("id: problems", "id: overview", "name:", "overview", id="section id twice"),
            pytest.param(
                "key: 其他需要报告的事项", "key: 总体情况", "name:", "总体情况", id="section key twice"
            ),
            pytest.param(", table: t4", "", "- {id: overview", "t4", id="table without section"),
            pytest.param(", table: t4", ", table: t5", "- {id: overview", "t5", id="section of no table"),
            pytest.param("table: t4", "table: t3", "- {id: overview", "t3", id="table in two sections"),
            pytest.param("layout: cases", "layout: case", "case\n", "case", id="bad layout"),
            pytest.param("    layout: cases\n", "", "id: t4", "layout is missing", id="no layout"),
            pytest.param("layout: blocks", "layout: rows", "id: t2", "4 blocks", id="blocks in rows"),
            pytest.param("caption: 表四", "id: t5", "id: t5", "DuplicateKey", id="YAML key twice"),
            pytest.param("    caption: 表四\n", "", "id: t4", "caption is missing", id="no caption"),
            pytest.param("quantity: amount", "quantity: money", "money", "money", id="bad quantity"),
            pytest.param(
                "{id: licence, key: 行政许可}",
                "{key: 行政许可}",
                "{key: 行政许可}",
                "id is missing",
                id="no id",
            ),
            pytest.param(
                "{id: licence, key: 行政许可}",
                "{id: licence}",
                "{id: licence}",
                "label or key is missing",
                id="neither label nor key",
            ),
            pytest.param(
                "{id: licence, key: 行政许可}",
                "{id: licence, label: 行政许可}",
                "{id: licence",
                "行政许可 has neither key nor rows",
                id="leaf without key",
            ),
            pytest.param("id: partial,", "id: granted,", "id: t3", "granted", id="row id twice"),
            pytest.param("id: pending,", "id: upheld,", "id: t4", "upheld", id="column id twice"),
            pytest.param(
                "key: 重复申请,", "key: 信访举报投诉类申请,", "- {id: declined-p", "信访", id="key twice"
            ),
            pytest.param("short: [纠正]", "short: [维持]", "id: t4", "维持", id="column name twice"),
            pytest.param(
                "of: [natural, organisation]",
                "of: [natural, legal-person]",
                "id: t3",
                "legal-person",
                id="sum of nothing",
            ),
            pytest.param(
                "of: [natural, organisation]", "of: [natural, total]", "id: t3", "total", id="sum of itself"
            ),
            pytest.param(
                "declined, other]",
                "declined, result]",
                "id: t3",
                "result, which is or holds a total",
                id="sum of a total",
            ),
            pytest.param(
                "of: [natural, organisation]",
                "of: [organisation, business]",
                "id: t3",
                "business",
                id="addend twice",
            ),
            pytest.param(
                "of: [natural, organisation], ", "", "{rule: row-total", "of is missing", id="sum of no rows"
            ),
            pytest.param("rule: row-total, ", "", "{of: [natural", "rule is missing", id="sum without rule"),
            pytest.param(
                "label: 申请人情况\n",
                "label: 申请人情况\n        sum: {of: [natural], rule: a, formula: b}\n",
                "{of: [natural], rule: a",
                "申请人情况",
                id="group with sum",
            ),
            pytest.param(
                "left: [new, carried-in]",
                "left: [new, result]",
                "left: [new, result]",
                "result",
                id="balance of a group",
            ),
            pytest.param(
                "left: [new, carried-in]",
                "left: [new, gone]",
                "left: [new, gone]",
                "gone",
                id="balance of no row",
            ),
            pytest.param(
                "right: [result-total, carried-out]",
                "right: [new]",
                "left: [new, c",
                "new",
                id="balance row twice",
            ),
            pytest.param(
                "{id: partial,",
                "{id: partial, mergeable: true,",
                "{id: partial",
                "cannot be merged",
                id="mergeable leaf",
            ),
            pytest.param("key: 行政复议}", "key: 行政许可}", "name:", "行政许可", id="row name in two tables"),
            pytest.param(
                "        rows:\n          - {id: licence, key: 行政许可}\n",
                "",
                "id: article-20-5",
                "no rows",
                id="no rows",
            ),
            pytest.param(
                "sections:\n", "sections: 六项\nmore:\n", "more", "unknown key more", id="sections as text"
            ),
        ],
    )
    def test_refused(self, old: str, new: str, mark: str, words: str) -> None:
        assert old in SOURCE
        text = SOURCE.replace(old, new, 1)
        with pytest.raises(FormError) as refusal:
            read_form("form.yml", text.encode())
        place, _, message = str(refusal.value).partition(": ")
        assert place == place_of(text, mark), message
        assert words in message

    @pytest.mark.parametrize("sections", ["", "sections: []\n"])
    def test_no_sections_for_its_tables(self, sections: str) -> None:
        start, end = SOURCE.index("sections:"), SOURCE.index("tables:")
        with pytest.raises(FormError, match=r"^form.yml:\d+:\d+: .* t2, t3, t4$"):
            read_form("form.yml", (SOURCE[:start] + sections + SOURCE[end:]).encode())

    def test_not_yaml(self) -> None:
        with pytest.raises(FormError, match=r"form.yml:2:"):
            read_form("form.yml", b'name: "1"\nsections: [\n')

    def test_no_mapping(self) -> None:
        with pytest.raises(FormError, match=r"^form.yml:1:1: a mapping is wanted"):
            read_form("form.yml", b"- a\n")

    @pytest.mark.parametrize("data", [b"", b"# only a remark\n", b"\n\n"])
    def test_empty(self, data: bytes) -> None:
        with pytest.raises(FormError, match=r"^form.yml:1:1: empty"):
            read_form("form.yml", data)

    def test_the_form_itself_is_accepted(self) -> None:
        assert read_form("form.yml", SOURCE.encode()) == replace(form_of("2021"), last_year=None)


class TestInTurn:
    """A form holds until another begins."""

    def test_until_the_year_before_the_next(self) -> None:
        later = replace(form_of("2021"), name="later", first_year=2031, last_year=None)
        forms = in_turn([later, form_of("2021"), form_of("2019")])
        years = [(form.name, form.first_year, form.last_year) for form in forms]
        assert years == [("2019", 2019, 2020), ("2021", 2021, 2030), ("later", 2031, None)]

    def test_two_of_one_year(self) -> None:
        again = replace(form_of("2021"), name="again")
        with pytest.raises(ValueError, match="2021 and again both begin in 2021"):
            in_turn([*statutory_forms(), again])


def test_layouts() -> None:
    """Each table of both forms has the layout that its readers expect."""
    for name in ("2019", "2021"):
        layouts = [table.layout for table in form_of(name).tables]
        assert layouts == [Layout.BLOCKS, Layout.ROWS, Layout.CASES]
