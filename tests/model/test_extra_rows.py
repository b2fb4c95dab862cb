"""其他行: rows that a province's variant of the form adds. Shown, never summed, never compared."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from gongkai.documents.formats import FORMATS
from gongkai.findings import CellName
from gongkai.model import Archive, Report
from gongkai.pages import StatutoryTable
from gongkai.pages.report import report_page
from gongkai.readings.report_json import read_json
from gongkai.series import roll_up
from gongkai.settings import Settings
from gongkai.tables import DataCell, HeaderCell
from gongkai.writers.data.report_json import write_json
from gongkai.writers.yaml.report import write_yaml
from tests.helpers.marked import only_at_marks, slip
from tests.helpers.schemas import faults, schema
from tests.helpers.support import AGENCY, positions, read_files, report_text

LAST = "  行政事业性收费: 0\n"
OTHER = "其他主动公开文件"
ROW = f"{{标签: {OTHER}, 数: {{本年制发件数: 5, 本年废止件数: 1, 现行有效件数: 9}}}}"
GROUP = "      属于行政查询事项: [0, 0, 0, 0, 0, 0, 0]\n"
REASON = "9.其他情形"
IN_GROUP = f"{GROUP}      其他行: [{{标签: {REASON}, 数: [3, 1, 0, 0, 0, 0, 4]}}]\n"


def with_rows(sample: str, *rows: str) -> str:
    """A report of 2021 with rows of its own at the end of table 二."""
    listed = "".join(f"    - {row}\n" for row in rows)
    return slip(sample, LAST, f"{LAST}  其他行:\n{listed}")


def read(folder: Path, text: str, year: int = 2021) -> tuple[Report, Archive]:
    """The one report of that text, in which nothing is wrong."""
    archive, found = read_files(folder, {"office/agency.yml": AGENCY, f"office/{year}.yml": text})
    assert found == (), [f.message for f in found]
    return archive.reports[0], archive


def labels_of_rows(report: Report, archive: Archive, table: str) -> list[str]:
    """What a table of the page says at the left of each row of numbers."""
    tables = [b for b in report_page(report, archive).blocks if isinstance(b, StatutoryTable)]
    (grid,) = (each.grid for each in tables if each.grid.table.id == table)
    return [
        next(cell.text for cell in reversed(row) if isinstance(cell, HeaderCell) and cell.is_row)
        for block in grid.blocks
        for row in block.rows
        if any(isinstance(cell, DataCell) for cell in row)
    ]


class TestRead:
    """Last in the block or group that each belongs to."""

    def test_block_by_its_columns(self, tmp_path: Path, sample: str) -> None:
        report, archive = read(tmp_path, with_rows(sample, ROW))
        assert report.cells[CellName("t2", "x1", "in-force")].value == 9
        assert labels_of_rows(report, archive, "t2")[:4] == ["规章", "行政规范性文件", OTHER, "行政许可"]

    def test_block_that_is_said(self, tmp_path: Path, sample: str) -> None:
        rows = (
            "{标签: 其他对外管理服务事项, 所属: 第二十条第（五）项, 数: 12}",
            "{标签: 行政检查, 所属: 第二十条第(六)项, 数: [7]}",
        )
        text = with_rows(sample, rows[0], rows[1].replace("[7]", "7"), ROW)
        report, archive = read(tmp_path, text)
        assert labels_of_rows(report, archive, "t2") == [
            *(
                "规章",
                "行政规范性文件",
                OTHER,
                "行政许可",
                "其他对外管理服务事项",
                "行政处罚",
                "行政强制",
                "行政检查",
            ),
            "行政事业性收费",
        ]
        assert [id_ for id_, _ in report.form.extra] == ["x1", "x2", "x3"]

    def test_in_a_group_of_table_three(self, tmp_path: Path, sample: str) -> None:
        report, archive = read(tmp_path, slip(sample, GROUP, IN_GROUP))
        shown = labels_of_rows(report, archive, "t3")
        assert shown[shown.index(REASON) - 1] == "8.属于行政查询事项"
        assert report.cells[CellName("t3", "x1", "total")].value == 4

    def test_a_total_left_out(self, tmp_path: Path, sample: str) -> None:
        row = "{自然人: 3, 商业企业: 1, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 0}"
        report, _ = read(tmp_path, slip(sample, GROUP, IN_GROUP.replace("[3, 1, 0, 0, 0, 0, 4]", row)))
        assert report.cells[CellName("t3", "x1", "total")].text == "4"

    def test_the_form_of_2019(self, tmp_path: Path) -> None:
        text = report_text("shanghai-office-2019", 2019)
        row = f"{{标签: {OTHER}, 数: {{本年新制作数量: 5, 本年新公开数量: 5, 对外公开总数量: 9}}}}"
        last = next(line for line in text.splitlines() if line.startswith("  政府集中采购"))
        archive, _ = read_files(
            tmp_path,
            {
                "office/agency.yml": AGENCY,
                "office/2019.yml": slip(text, f"{last}\n", f"{last}\n  其他行: [{row}]\n"),
            },
        )
        (report,) = archive.reports
        assert labels_of_rows(report, archive, "t2")[2] == OTHER


class TestWrong:
    """At line and column."""

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            (ROW.replace("5", "▶5件"), "G202"),
            (ROW.replace("现行有效件数: 9", "现行有效件数: ▶~"), "G201"),
            (f"▶{{标签: {OTHER}}}", "G301"),
            (f"{{标签: {OTHER}, 数: ▶[1, 2]}}", "G301"),
            (f"{{标签: {OTHER}, 数: ▶5}}", "G301"),
            (f"{{标签: {OTHER}, 所属: ▶第二十条第（九）项, 数: 5}}", "G301"),
            (f"{{标签: {OTHER}, 所属: 第二十条第（五）项, 数: ▶[5]}}", "G301"),
            ("▶其他主动公开文件", "G301"),
            ("{标签: ▶行政处罚, 所属: 第二十条第（六）项, 数: 7}", "G301"),
            (f"{ROW}\n    - {ROW.replace(OTHER, f'▶{OTHER}')}", "G301"),
        ],
    )
    def test_row(self, tmp_path: Path, sample: str, row: str, code: str) -> None:
        only_at_marks(tmp_path, with_rows(sample, row), code)

    def test_a_key_that_it_has_not(self, tmp_path: Path, sample: str) -> None:
        text = with_rows(sample, ROW.replace("标签", "名称"))
        _, found = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
        line = text.splitlines().index(f"    - {ROW.replace('标签', '名称')}") + 1
        assert positions(found) == [("G301", line, 7), ("G301", line, 8)]

    def test_what_is_said(self, tmp_path: Path, sample: str) -> None:
        (found,) = only_at_marks(tmp_path, with_rows(sample, f"{{标签: {OTHER}, 数: ▶5}}"), "G301")
        assert found.message == f"看不出“{OTHER}”是哪一项里的行"
        assert "第二十条第（五）项、第二十条第（六）项" in found.remedy

    def test_a_row_that_its_group_has(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, GROUP, IN_GROUP.replace(REASON, "▶属于行政查询事项"))
        (found,) = only_at_marks(tmp_path, text, "G301")
        assert found.message == "同一处已有“属于行政查询事项”这一行"

    def test_a_row_that_another_part_has_is_another(self, tmp_path: Path, sample: str) -> None:
        report, _ = read(tmp_path, with_rows(sample, "{标签: 行政处罚, 所属: 第二十条第（五）项, 数: 7}"))
        assert report.cells[CellName("t2", "x1", "decisions")].value == 7

    def test_its_own_total(self, tmp_path: Path, sample: str) -> None:
        """A row adds up to its own total, though no column counts it."""
        text = slip(sample, GROUP, IN_GROUP.replace("0, 4]", "0, ▶5]"))
        (found,) = only_at_marks(tmp_path, text, "G101")
        assert found.row_label == REASON

    def test_in_table_four(self, tmp_path: Path, sample: str) -> None:
        text = slip(sample, "  复议后起诉: [0, 0, 0, 0, 0]\n", "  复议后起诉: [0, 0, 0, 0, 0]\n  ▶其他行: []\n")
        only_at_marks(tmp_path, text, "G301")


class TestAlone:
    """In no sum but its own, compared with nothing."""

    def test_no_column_counts_it(self, tmp_path: Path, sample: str) -> None:
        report, _ = read(tmp_path, slip(sample, GROUP, IN_GROUP))
        counted = {
            name.row for identity in report.form.identities for name in identity.cells if name.row == "x1"
        }
        of_row = [i for i in report.form.identities if any(name.row == "x1" for name in i.cells)]
        assert counted == {"x1"}
        assert [{name.row for name in identity.cells} for identity in of_row] == [{"x1"}]

    def test_no_reference_to_its_group_counts_it(self, tmp_path: Path, sample: str) -> None:
        text = slip(slip(sample, GROUP, IN_GROUP), "各检查2次。", "各检查2次，不予公开{{ 不予公开.总计 }}件。")
        with_, _ = read(tmp_path / "a", text)
        without, _ = read(tmp_path / "b", text.replace(IN_GROUP, GROUP))
        shown = [write_json_text(report, tmp_path / name) for report, name in ((with_, "a"), (without, "b"))]
        assert shown[0] == shown[1]

    def test_not_with_last_year(self, tmp_path: Path, sample: str) -> None:
        before = with_rows(sample, ROW).replace("2021", "2020").replace("2022-01-20", "2021-01-20")
        files = {
            "office/agency.yml": AGENCY,
            "office/2020.yml": f"{before}格式: 2021\n核对说明: [{{规则: G302, 原因: 补编。}}]\n",
            "office/2021.yml": with_rows(sample, ROW.replace("9", "900")),
        }
        _, found = read_files(tmp_path, files)
        assert [f.message for f in found if f.cell is not None and f.cell.row == "x1"] == []

    def test_not_with_subordinates(self, tmp_path: Path, sample: str) -> None:
        files = {
            "region/agency.yml": "名称: 样例区人民政府\n类别: 政府\n",
            "region/2021.yml": with_rows(sample, ROW),
            "region/office/agency.yml": AGENCY,
            "region/office/2021.yml": with_rows(sample, ROW.replace("5", "6")),
        }
        archive, found = read_files(tmp_path, files)
        assert "G801" not in {f.code for f in found}
        report = archive.by_agency["region"][2021]
        names = roll_up(archive, "region", report.form, 2021).cells
        assert not any(name.row == "x1" for name in names)


def write_json_text(report: Report, folder: Path) -> str:
    """The first chapter as the JSON of the report has it, references resolved."""
    archive, _ = read_files(folder, {})
    sections = json.loads(write_json(report, archive))["sections"]
    return json.dumps(sections[0], ensure_ascii=False)


class TestOut:
    """In every file, as it stands in the report."""

    def given(self, folder: Path, sample: str) -> tuple[Report, Archive]:
        text = with_rows(sample, ROW, "{标签: 行政检查, 所属: 第二十条第（六）项, 数: {值: 7, 注: 含联合检查}}")
        return read(folder, slip(text, GROUP, IN_GROUP))

    def test_yaml(self, tmp_path: Path, sample: str) -> None:
        report, _ = self.given(tmp_path / "a", sample)
        written = write_yaml(report)
        again, _ = read(tmp_path / "b", written)
        assert again.form.extra == report.form.extra
        assert {n: c.text for n, c in again.cells.items()} == {n: c.text for n, c in report.cells.items()}
        assert write_yaml(again) == written
        assert faults("report-2021", written) == []

    def test_schema(self, sample: str) -> None:
        assert faults("report-2021", with_rows(sample, ROW.replace("标签", "名称"))) != []
        assert faults("report-2021", with_rows(sample, "{标签: 甲, 所属: 第二十条第（九）项, 数: 5}")) != []

    def test_json(self, tmp_path: Path, sample: str) -> None:
        report, archive = self.given(tmp_path, sample)
        again = read_json(write_json(report, archive))
        assert again.form.extra == report.form.extra
        validator = schema("report-json")
        assert list(validator.iter_errors(json.loads(write_json(report, archive)))) == []
        assert again.cells[CellName("t3", "x1", "total")].value == 4
        assert again.cells[CellName("t2", "x2", "decisions")].note == "含联合检查"

    def test_csv(self, tmp_path: Path, sample: str) -> None:
        report, archive = self.given(tmp_path, sample)
        data = FORMATS["csv"].write(report, archive, Settings()).decode("utf-8-sig")
        rows = [row for row in csv.DictReader(io.StringIO(data)) if row["row"].startswith("x")]
        assert [(row["table"], row["row"], row["row_label"], row["value"]) for row in rows[:3]] == [
            ("t2", "x1", OTHER, "5"),
            ("t2", "x1", OTHER, "1"),
            ("t2", "x1", OTHER, "9"),
        ]
        assert {row["row_label"] for row in rows} == {OTHER, "行政检查", REASON}

    @pytest.mark.parametrize(
        "name", ["docx", "xlsx", "html", "fragment", pytest.param("pdf", marks=pytest.mark.builds)]
    )
    def test_documents(self, tmp_path: Path, sample: str, name: str) -> None:
        report, archive = self.given(tmp_path, sample)
        assert FORMATS[name].write(report, archive, Settings())

    def test_a_cell_has_a_path(self, tmp_path: Path, sample: str) -> None:
        more = f"更正:\n  - {{日期: 2022-03-02, 位置: {OTHER}.现行有效件数, 说明: 原为8，现更正为9。}}\n"
        report, _ = read(tmp_path, with_rows(sample, ROW) + more)
        assert report.corrections[0].cells == (CellName("t2", "x1", "in-force"),)
