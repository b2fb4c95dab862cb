"""Reports as CSV, JSON and Excel: every figure read back by other means equals the source."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.forms import Form, cells_at, path_of, statutory_forms
from gongkai.ground.extras import MissingExtra
from gongkai.model import Archive, Report, read_archive
from gongkai.pages import report_page
from gongkai.problems import FileMissing
from gongkai.readings.report_json import ReportJsonError, read_json
from gongkai.readings.xlsx import ABOUT, read_xlsx
from gongkai.schema import COLUMNS, schemas
from gongkai.writers.data.cells_csv import literal, rows_of_all, write_all_csv, write_csv
from gongkai.writers.data.report_json import write_json
from gongkai.writers.office.needs import has_tables
from gongkai.writers.office.xlsx import write_xlsx
from gongkai.writers.yaml.report import write_yaml
from tests.helpers.comparing import public, without_places
from tests.helpers.support import AGENCY, ROOT, published_cells, read_files, report_text, write_files

PUBLISHED = {"haishu-office-2021": 2021, "shanghai-office-2019": 2019, "hongze-2023": 2023, "suqian-2023": 2023}

STATES = """\
年度: 2021
总体情况: |
  全年新收{{ 新收.总计 }}件，其中[法人](https://www.example.gov.cn/a)**{{ 占比(新收.法人, 新收.总计) }}**。
  （一）主动公开。公开了目录。
  - 一项
  | 指标 | 数 |
  | 甲 | 1 |
主动公开政府信息情况:
  表注: 含派出机构。
  规章: [0, ~, /]
  行政规范性文件: {本年制发件数: {值: 4, 注: =其中修订2件}, 本年废止件数: {原文: "--253"}, 现行有效件数: 90}
  行政许可: 123456789012345678
  行政处罚: ~
  行政强制: /
  行政事业性收费: {值: 7730.280, 注: "'旧口径"}
收到和处理政府信息公开申请情况:
"""
"""The beginning of a report with cells in every state; `states` makes the rest of it."""


def states(sample: str) -> str:
    """Every state, notes that look like formulas, totals left out along rows and down columns."""
    rest = sample.partition("收到和处理政府信息公开申请情况:\n")[2]
    rest = rest.replace(
        "[37, 4, 0, 0, 0, 0, 41]",
        "{自然人: 37, 商业企业: 4, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}",
    )
    rest = rest.replace("    总计: [36, 4, 0, 0, 0, 0, 40]\n", "")
    return (
        STATES + rest + "更正: [{日期: 2022-03-02, 位置: 予以公开.自然人, 说明: 原为17。}]\n"
        "核对说明:\n  - {规则: G201, 位置: 行政处罚, 原因: 不适用。, 公开: true}\n  - {规则: G201, 原因: 内部的话。}\n"
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Archive:
    """The published reports, and one with every state of a cell."""
    files = {f"{name}/{year}.yml": report_text(name, year) for name, year in PUBLISHED.items()}
    files |= {f"{name}/agency.yml": AGENCY for name in (*PUBLISHED, "states")}
    files["states/2021.yml"] = states(sample)
    return read_files(tmp_path_factory.mktemp("published"), files)[0]


@pytest.fixture(scope="module")
def demonstration_archive() -> Archive:
    """Every kind of report there is."""
    return read_archive(ROOT / "data", ROOT)[0]


def report_of(archive: Archive, agency: str) -> Report:
    """The only report of an agency."""
    (report,) = archive.by_agency[agency].values()
    return report


def rows_of(data: bytes) -> list[dict[str, str]]:
    """A CSV as a program reads it."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def published(name: str) -> list[tuple[str, str, str, str]]:
    """The figures as they were published, units and signs apart."""
    return [
        (f.table, f.row, f.column, f.value.removesuffix("元").removeprefix("+")) for f in published_cells(name)
    ]


class TestCsv:
    """One row a cell."""

    @pytest.mark.parametrize("name", PUBLISHED)
    def test_every_cell(self, archive: Archive, name: str) -> None:
        rows = rows_of(write_csv([report_of(archive, name)], archive))
        assert [(r["table"], r["row_label"], r["column_label"], r["value"]) for r in rows] == published(name)

    def test_header(self, archive: Archive) -> None:
        data = write_csv([], archive)
        assert data == (
            "\ufeffagency,year,form,table,row,row_label,column,column_label,value,unit,state,note\r\n".encode()
        )

    @pytest.mark.parametrize("text", ["=2", "甲，乙", 'a, "b"', "一行\\n二行", "'"])
    def test_all_reports_have_the_name_behind_each_row(self, text: str, sample: str, tmp_path: Path) -> None:
        """Notes and names that CSV has to quote too."""
        quoted = json.dumps(text, ensure_ascii=False)
        report = sample.replace("行政许可: 0", f"行政许可: {{值: 0, 注: {quoted}}}")
        files = {"data/office/agency.yml": f"名称: {quoted}\n类别: 部门\n", "data/office/2021.yml": report}
        archive, _ = read_archive(write_files(tmp_path, files) / "data", tmp_path)
        one = write_csv(archive.reports, archive)
        rows = rows_of(b"".join(write_all_csv([rows_of_all(each, one) for each in archive.reports])))
        assert {row.pop("agency_name") for row in rows} == {literal(archive.reports[0].agency_name)}
        assert rows == rows_of(one)

    def test_ids(self, archive: Archive) -> None:
        report = report_of(archive, "hongze-2023")
        rows = rows_of(write_csv([report], archive))
        assert [(r["table"], r["row"], r["column"]) for r in rows] == [
            (c.table, c.row, c.column) for table in report.form.tables for c in table.cells
        ]

    def test_what_is_the_same_in_all_rows(self, archive: Archive) -> None:
        rows = rows_of(write_csv([report_of(archive, "shanghai-office-2019")], archive))
        assert {(r["agency"], r["year"], r["form"]) for r in rows} == {("shanghai-office-2019", "2019", "2019")}

    @pytest.mark.parametrize(
        ("row", "column", "told"),
        [
            ("regulation", "made", ("0", "件", "number")),
            ("regulation", "repealed", ("", "件", "blank")),
            ("regulation", "in-force", ("", "件", "stroke")),
            ("normative-document", "repealed", ("", "件", "text")),
            ("licence", "decisions", ("123456789012345678", "件", "number")),
            ("fee", "fee-amount", ("7730.280", "万元", "number")),
            ("new", "total", ("41", "件", "computed")),
            ("result-total", "total", ("40", "件", "computed")),
        ],
    )
    def test_states(self, archive: Archive, row: str, column: str, told: tuple[str, str, str]) -> None:
        rows = rows_of(write_csv([report_of(archive, "states")], archive))
        (found,) = (r for r in rows if (r["row"], r["column"]) == (row, column))
        assert (found["value"], found["unit"], found["state"]) == told

    def test_a_cells_own_unit(self, archive: Archive) -> None:
        rows = rows_of(write_csv([report_of(archive, "shanghai-office-2019")], archive))
        assert [r["unit"] for r in rows if r["column"] == "procurement-amount"] == ["元"]

    def test_no_unit_where_the_form_prints_none(self, archive: Archive) -> None:
        rows = rows_of(write_csv([report_of(archive, "shanghai-office-2019")], archive))
        assert {r["unit"] for r in rows if r["table"] == "t2"} == {"", "元"}

    @pytest.mark.parametrize(
        ("column", "note"),
        [("made", "'=其中修订2件"), ("fee-amount", "''旧口径")],
        ids=["formula", "apostrophe"],
    )
    def test_a_note_is_no_formula_and_can_be_read_back(self, archive: Archive, column: str, note: str) -> None:
        rows = rows_of(write_csv([report_of(archive, "states")], archive))
        assert [r["note"] for r in rows if r["note"] and r["column"] == column] == [note]

    def test_withdrawn_and_free_ones_contribute_nothing(self, demonstration_archive: Archive) -> None:
        rows = rows_of(write_csv(demonstration_archive.reports, demonstration_archive))
        with_tables = {
            (report.agency, str(report.year))
            for report in demonstration_archive.reports
            if report.cells and report.withdrawal is None
        }
        assert {(r["agency"], r["year"]) for r in rows} == with_tables
        assert ("example-district/donghu", "2021") not in with_tables


def schema() -> Draft202012Validator:
    """The published schema."""
    return Draft202012Validator(json.loads(schemas()["report-json"]))


class TestJson:
    """The whole report."""

    @pytest.mark.parametrize("name", PUBLISHED)
    def test_every_cell(self, archive: Archive, name: str) -> None:
        told = json.loads(write_json(report_of(archive, name), archive))
        found = [
            (table["id"], cell["row_label"], cell["column_label"], cell["text"])
            for table in told["tables"]
            for cell in table["cells"]
        ]
        assert found == [(f.table, f.row, f.column, f.value.removesuffix("元")) for f in published_cells(name)]

    def test_decimals_are_exact(self, archive: Archive) -> None:
        told = json.loads(write_json(report_of(archive, "states"), archive), parse_float=Decimal)
        (fee,) = (c for c in told["tables"][0]["cells"] if c["column"] == "fee-amount")
        assert str(fee["value"]) == "7730.280"

    def test_a_figure_is_path_and_text(self, archive: Archive) -> None:
        told = json.loads(write_json(report_of(archive, "states"), archive))
        paragraph = told["sections"][0]["blocks"][0]["inlines"]
        assert paragraph[1] == {"type": "figure", "path": "新收.总计", "text": "41"}

    def test_only_public_remarks(self, archive: Archive) -> None:
        data = write_json(report_of(archive, "states"), archive)
        assert [remark["reason"] for remark in json.loads(data)["remarks"]] == ["不适用。"]
        assert "内部的话" not in data.decode()

    def test_nothing_of_a_withdrawn_report(self, demonstration_archive: Archive) -> None:
        report = demonstration_archive.by_agency["example-district/donghu"][2021]
        told = json.loads(write_json(report, demonstration_archive))
        assert told["withdrawal"]["date"] == "2022-05-06"
        assert not any(
            told[key] for key in ("sections", "free_sections", "tables", "corrections", "attachments")
        )

    def test_the_usual_preamble_is_that_of_the_page(self, archive: Archive) -> None:
        told = json.loads(write_json(report_of(archive, "states"), archive))
        page = report_page(report_of(archive, "states"), archive)
        text = "".join(each["text"] for each in told["preamble"]["blocks"][0]["inlines"])
        assert any(
            text == "".join(i.text for i in getattr(b, "inlines", ()) if hasattr(i, "text"))
            for b in page.blocks
        )

    def test_schema_is_a_schema(self) -> None:
        Draft202012Validator.check_schema(schema().schema)

    @pytest.mark.builds
    def test_every_report_holds_to_the_schema(self, archive: Archive, demonstration_archive: Archive) -> None:
        """One of those that say the same things of themselves: of each form, with and without each key."""
        kinds: dict[tuple[str, ...], dict[str, Any]] = {}
        for every in (archive, demonstration_archive):
            for report in every.reports:
                told = json.loads(write_json(report, every))
                kinds.setdefault((report.form.name, *filter(told.get, told)), told)
        assert len(kinds) > 20
        validator = schema()
        for told in kinds.values():
            assert [error.message for error in validator.iter_errors(told)] == [], told["title"]

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("tables", 0, "cells", 0, "row"), "granted"),
            (("tables", 0, "cells", 0, "row_label"), "規章"),
            (("tables", 0, "cells", 0, "value"), None),
            (("tables", 0, "cells", 1, "value"), 0),
            (("tables", 0, "cells", 0, "state"), "zero"),
            (("tables", 0, "id"), "t5"),
            (("sections", 0, "id"), "section-1"),
            (("sections", 0, "blocks", 0, "type"), "html"),
            (("published",), "2022年1月20日"),
            (("form", "name"), "2019"),
            (("withdrawal",), {}),
        ],
    )
    def test_the_schema_refuses(self, archive: Archive, path: tuple[str | int, ...], value: object) -> None:
        told = json.loads(write_json(report_of(archive, "states"), archive))
        parent = told
        for step in path[:-1]:
            parent = parent[step]
        parent[path[-1]] = value
        assert not schema().is_valid(told)


@pytest.mark.builds
class TestThereAndBack:
    """JSON in, same report out; and its YAML is read as the same report."""

    def test_json(self, archive: Archive, demonstration_archive: Archive) -> None:
        for every in (archive, demonstration_archive):
            for report in every.reports:
                if report.withdrawal is None:
                    back = read_json(write_json(report, every))
                    assert without_places(back) == without_places(public(report)), (report.agency, report.year)

    def test_yaml(self, tmp_path: Path, archive: Archive, demonstration_archive: Archive) -> None:
        for number, every in enumerate((archive, demonstration_archive)):
            agencies = {f"{path}/agency.yml": AGENCY for path in every.agencies}
            texts = {f"{r.agency}/{r.year}.yml": write_yaml(r) for r in every.reports}
            write_files(tmp_path / str(number), agencies | texts)
            again, problems = read_archive(tmp_path / str(number), tmp_path)
            # The files themselves are not copied.
            assert {type(problem.what) for problem in problems} <= {FileMissing}
            before = {(r.agency, r.year): without_places(r) for r in every.reports}
            assert {(r.agency, r.year): without_places(r) for r in again.reports} == before

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\xff",
            b"[]",
            b"{}",
            b'{"version": 2}',
            b'{"version": 1}',
            b'{"version": 1, "form": {"name": "1999", "merged": []}}',
            b'{"version": 1, "form": []}',
            b"[" * 100_000,
        ],
    )
    def test_no_report(self, data: bytes) -> None:
        with pytest.raises(ReportJsonError, match=r"^a\.json .*[^\n]$"):
            read_json(data, "a.json")

    @pytest.mark.parametrize(
        ("key", "value"),
        [("agency", None), ("year", "2021"), ("published", "2022-02-30"), ("sections", {}), ("contact", "甲")],
    )
    def test_a_wrong_value(self, archive: Archive, key: str, value: object) -> None:
        told = json.loads(write_json(report_of(archive, "states"), archive))
        with pytest.raises(ReportJsonError):
            read_json(json.dumps({**told, key: value}).encode())

    def test_a_value_that_is_not_its_text(self, archive: Archive) -> None:
        data = write_json(report_of(archive, "states"), archive)
        assert data.count(b'"value": 37') == 1
        with pytest.raises(ReportJsonError):
            read_json(data.replace(b'"value": 37', b'"value": 38'))


@pytest.mark.parametrize("form", statutory_forms(), ids=lambda form: form.name)
def test_every_path_leads_back(form: Form) -> None:
    """The cells of a correction have a path that an editor may write."""
    names = [name for table in form.tables for name in table.cells]
    paths = [path_of(form, (name,)) for name in names]
    assert [cells_at(form, tuple((path or "").split("."))) for path in paths] == [(name,) for name in names]


@pytest.mark.parametrize("path", ["不予公开.总计", "行政诉讼.总计", "新收.法人", "不予公开.法人"])
def test_a_path_of_several_cells_leads_back(path: str) -> None:
    form = next(form for form in statutory_forms() if form.name == "2021")
    cells = cells_at(form, tuple(path.split(".")))
    assert cells_at(form, tuple((path_of(form, cells) or "").split("."))) == cells


def test_no_path_for_cells_that_have_no_common_name() -> None:
    form = next(form for form in statutory_forms() if form.name == "2021")
    cells = (*cells_at(form, ("新收", "总计")), *cells_at(form, ("行政许可",)))
    assert path_of(form, cells) is None


# Excel


def sheets(data: bytes, *, values: bool = False) -> dict[str, Worksheet]:
    """The sheets of tables by name, read by another library. values: what formulas give, as it was stored."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=values)
    about, *of_tables = book
    assert about.title == ABOUT
    return {sheet.title: sheet for sheet in of_tables}


def data_cells(sheet: Worksheet, report: Report, table_id: str) -> Iterator[object]:
    """The values of a table in the form's order, found by the merged cells alone."""
    table = report.form.table(table_id)
    covered = {
        (row, column)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
        if (row, column) != (area.min_row, area.min_col)
    }
    labels = {row.label for row in table.rows.values()}
    columns = {leaf.label for block in table.blocks for leaf in block.column_leaves}
    for row in sheet.iter_rows(min_row=4):
        own = [cell for cell in row if (cell.row, cell.column) not in covered and cell.border.left.style]
        words = [cell for cell in own if cell.value in labels]
        figures_ = [cell for cell in own if cell.value not in labels]
        is_figures = bool(words) if table_id != "t4" else len(own) == 15 and own[0].value not in columns
        if is_figures and not any(cell.font.bold for cell in figures_):
            yield from (cell.value for cell in figures_)


def shown(value: object) -> str:
    """A value of a workbook as the text that was published."""
    return "" if value is None else str(value)


class TestXlsx:
    """The three tables, a sheet each."""

    @pytest.mark.parametrize("name", PUBLISHED)
    def test_every_cell(self, archive: Archive, name: str) -> None:
        report = report_of(archive, name)
        by_name = sheets(write_xlsx(report, archive), values=True)
        assert list(by_name) == ["表二", "表三", "表四"]
        found = [
            (table, shown(value))
            for table, sheet in zip(("t2", "t3", "t4"), by_name.values(), strict=True)
            for value in data_cells(sheet, report, table)
        ]
        assert found == [(table, value) for table, _, _, value in published(name)]

    def test_labels_are_the_forms(self, archive: Archive) -> None:
        report = report_of(archive, "haishu-office-2021")
        for table, sheet in zip(report.form.tables, sheets(write_xlsx(report, archive)).values(), strict=True):
            words = {cell.value for row in sheet.iter_rows() for cell in row}
            assert {row.label for row in table.rows.values()} <= words
            assert {column.label for block in table.blocks for column in block.column_leaves} <= words

    def test_a_total_is_a_formula_where_it_gives_what_was_published(self, archive: Archive) -> None:
        by_name = sheets(write_xlsx(report_of(archive, "haishu-office-2021"), archive))
        formulas = [c.value for row in by_name["表三"].iter_rows() for c in row if c.data_type == "f"]
        # A total a row, and （七） in each of its other columns.
        assert len(formulas) == 25 + 6
        assert [c.value for row in by_name["表四"].iter_rows() for c in row if c.data_type == "f"] == [
            "=SUM(A7:D7)",
            "=SUM(F7:I7)",
            "=SUM(K7:N7)",
        ]

    def test_a_wrong_total_is_the_published_number(self, archive: Archive) -> None:
        """洪泽 2023: 行政复议 10 + 1 with a 总计 of 0, 复议后起诉 5 with a 总计 of 0."""
        sheet = sheets(write_xlsx(report_of(archive, "hongze-2023"), archive))["表四"]
        last = [cell.value for cell in sheet[7]]
        assert (last[4], last[14]) == (0, 0)
        assert str(last[9]).startswith("=SUM(")

    def test_no_formula_over_blanks(self, archive: Archive) -> None:
        """上海 2019 has blanks nearly everywhere."""
        report = report_of(archive, "shanghai-office-2019")
        given = sheets(write_xlsx(report, archive))["表三"]
        for row in given.iter_rows(min_row=7):
            if row[-1].data_type == "f":
                assert None not in [cell.value for cell in row[3:9]]

    @pytest.mark.builds
    def test_every_formula_gives_its_stored_value(self, archive: Archive) -> None:
        for report in archive.reports:
            data = write_xlsx(report, archive)
            stored = sheets(data, values=True)
            for name, sheet in sheets(data).items():
                for cell in (c for row in sheet.iter_rows() for c in row if c.data_type == "f"):
                    total = sum(
                        stored[name][each.coordinate].value
                        for part in cell.value.removeprefix("=SUM(").removesuffix(")").split(",")
                        for line in (stored[name][part] if ":" in part else ((stored[name][part],),))
                        for each in line
                    )
                    assert total == stored[name][cell.coordinate].value

    def test_states(self, archive: Archive) -> None:
        report = report_of(archive, "states")
        sheet = sheets(write_xlsx(report, archive), values=True)["表二"]
        values = [shown(value) for value in data_cells(sheet, report, "t2")]
        assert values == [
            *("0", "", "/", "4", "--253", "90"),
            *("123456789012345678", "", "/", "7730.28"),
        ]

    def test_decimals_are_shown_as_published(self, archive: Archive) -> None:
        sheet = sheets(write_xlsx(report_of(archive, "states"), archive))["表二"]
        assert [c.number_format for row in sheet.iter_rows() for c in row if c.value == 7730.28] == ["0.000"]

    def test_a_cells_own_unit_is_shown_and_the_number_is_one(self, archive: Archive) -> None:
        sheet = sheets(write_xlsx(report_of(archive, "shanghai-office-2019"), archive))["表二"]
        assert [c.number_format for row in sheet.iter_rows() for c in row if c.value == 251000] == ['0"元"']

    def test_notes_stand_below_and_are_no_formula(self, archive: Archive) -> None:
        sheet = sheets(write_xlsx(report_of(archive, "states"), archive))["表二"]
        notes = [row[0].value for row in sheet.iter_rows() if str(row[0].value).startswith("注：")]
        assert notes[0] == "注：含派出机构。"
        assert notes[1].endswith("的“本年制发件数”：=其中修订2件")

    def test_the_page(self, archive: Archive) -> None:
        by_name = sheets(write_xlsx(report_of(archive, "haishu-office-2021"), archive))
        assert [sheet.freeze_panes for sheet in by_name.values()] == ["B4", "D7", "A7"]
        assert [sheet.print_title_rows for sheet in by_name.values()] == ["$1:$3", "$1:$6", "$1:$6"]
        for sheet in by_name.values():
            assert sheet.page_setup.paperSize == 9
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            # One page wide is what is meant where nothing is said.
            assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert [sheet.page_setup.orientation for sheet in by_name.values()] == [
            "portrait",
            "portrait",
            "landscape",
        ]

    def test_a_long_label_has_the_height_it_needs(self, archive: Archive) -> None:
        sheet = sheets(write_xlsx(report_of(archive, "haishu-office-2021"), archive))["表三"]
        heights = {
            str(cell.value): sheet.row_dimensions[cell.row].height
            for row in sheet.iter_rows(min_row=7)
            for cell in row[:3]
            if cell.value
        }
        assert heights["3.其他"] < 20
        assert heights["2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"] > 40

    def test_tables_of_the_office_itself(self, demonstration_archive: Archive) -> None:
        report = demonstration_archive.by_agency["example-district"][2018]
        (sheet,) = sheets(write_xlsx(report, demonstration_archive)).values()
        assert sheet.title == "五、统计表"
        assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=4)] == [
            ["统计指标", "单位", "区本级", "全区"],
            ["主动公开政府信息数", "条", 310, 1302],
        ]

    def test_sheets_of_like_names(self, tmp_path: Path) -> None:
        sections = "".join(
            f"  - {{标题: '{title}', 表: {{列: [甲], 行: [[=1+1]]}}}}\n"
            for title in ("a/b", "A:B", "History", "长" * 40)
        )
        archive, _ = read_files(
            tmp_path, {"office/agency.yml": AGENCY, "office/2016.yml": f"年度: 2016\n章节:\n{sections}"}
        )
        by_name = sheets(write_xlsx(archive.reports[0], archive))
        assert list(by_name) == ["a_b", "A_B-2", "History-2", "长" * 31]
        assert by_name["a_b"]["A4"].data_type == "s"

    def test_same_bytes(self, archive: Archive) -> None:
        report = report_of(archive, "states")
        assert write_xlsx(report, archive) == write_xlsx(report, archive)

    def test_it_opens_with_what_the_signs_mean(self, archive: Archive) -> None:
        report = report_of(archive, "haishu-office-2021")
        book = openpyxl.load_workbook(io.BytesIO(write_xlsx(report, archive, "CC-BY-4.0")))
        about = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows(min_row=3)}
        assert book.active is book.worksheets[0]
        assert about["编制机关"] == report.agency_name
        assert "不是0" in about["空白"]
        assert "不是0" in about["斜线 /"]
        assert about["许可"] == "CC-BY-4.0"

    def test_readers_pass_that_sheet_over(self, archive: Archive) -> None:
        pieces = read_xlsx(write_xlsx(report_of(archive, "haishu-office-2021"), archive))
        assert {piece.spot.sheet for piece in pieces.pieces} == {"表二", "表三", "表四"}
        assert pieces.doubts == ()

    def test_the_day_it_bears(self, archive: Archive) -> None:
        book = openpyxl.load_workbook(io.BytesIO(write_xlsx(report_of(archive, "haishu-office-2021"), archive)))
        assert f"{book.properties.created:%Y-%m-%d}" == "2022-01-20"

    def test_nothing_to_write(self, demonstration_archive: Archive) -> None:
        assert not has_tables(demonstration_archive.by_agency["example-district/donghu"][2021])
        elsewhere = next(r for r in demonstration_archive.reports if r.is_elsewhere)
        assert not has_tables(elsewhere)

    def test_without_the_extra(self, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        with pytest.raises(
            MissingExtra, match=r"^没有安装 XlsxWriter：pip install mkdocs-gongkai\[documents\]$"
        ):
            write_xlsx(report_of(archive, "states"), archive)


def test_the_dictionary_names_the_columns(archive: Archive) -> None:
    assert tuple(rows_of(write_csv([report_of(archive, "states")], archive))[0]) == COLUMNS


Writer = Callable[[Report, Archive], bytes]


@pytest.mark.parametrize("write", [lambda r, a: write_csv([r], a), write_json], ids=["csv", "json"])
def test_the_same_from_a_file_of_windows(tmp_path: Path, sample: str, write: Writer) -> None:
    texts = {"unix": states(sample), "windows": "\ufeff" + states(sample).replace("\n", "\r\n")}
    made = []
    for name, text in texts.items():
        archive, _ = read_files(tmp_path / name, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        made.append(write(archive.reports[0], archive))
    assert made[0] == made[1]
