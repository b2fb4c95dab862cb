"""`gongkai check --report`: what a supervising office sends on."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import markdown
import openpyxl
import pytest
from click.testing import CliRunner, Result
from lxml import html

from gongkai import cli
from gongkai.reporting.summary import Section, Summary, Table
from gongkai.reporting.summary_html import write_summary_html
from gongkai.reporting.summary_markdown import write_summary_markdown
from tests.helpers.commands import project, site_config
from tests.helpers.marked import slip
from tests.helpers.support import report_text, write_files

WRONG = ("予以公开: [18,", "予以公开: [17,")
BLANK = ("行政处罚: 0", "行政处罚: ~")
OWED = "未发布、逾期发布和未注明日期的"
ON_TIME = "发布日期: 2022-01-20"
UNCHAINED = "{carry-over: off, stock: off, overlap: off}"


def check(folder: Path, *arguments: str) -> Result:
    """`gongkai check` in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(cli.command, ["check", *arguments])


def sections(folder: Path, *arguments: str) -> dict[str, list[list[str]]]:
    """The rows of each table of the page, without their head, by the heading above."""
    done = check(folder, "--report", "out.html", *arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    page = html.document_fromstring((folder / "out.html").read_bytes())
    found: dict[str, list[list[str]]] = {}
    for heading in page.iter("h2"):
        table = heading.xpath("following-sibling::*[self::h2 or self::div][1][self::div]")
        rows = table[0].xpath(".//tbody/tr") if table else []
        found[heading.text] = [[cell.text_content() for cell in row] for row in rows]
    return found


def agency(kind: str, more: str = "") -> str:
    """An agency.yml."""
    return f"名称: 样例区{kind}\n类别: {kind}\n{more}"


@pytest.fixture
def district(tmp_path: Path, sample: str) -> Path:
    """A government on its last day, a department a day late for a reason, one undated, one draft, one missing."""
    late = slip(sample, ON_TIME, "发布日期: 2022-02-01")
    write_files(tmp_path, {"mkdocs.yml": site_config(plugins=f"[{{gongkai: {{rules: {UNCHAINED}}}}}]")})
    remark = "核对说明: [{规则: G701, 原因: 系统升级。}]\n"
    files = {
        "gov/agency.yml": agency("政府"),
        "gov/2021.yml": slip(sample, ON_TIME, "发布日期: 2022-03-31"),
        "gov/2020.yml": report_text("shanghai-office-2019", 2020),
        "a/agency.yml": agency("部门"),
        "a/2021.yml": late + remark,
        "b/agency.yml": agency("乡镇街道", "起始年度: 2021\n"),
        "c/agency.yml": agency("开发区", "起始年度: 2021\n"),
        "c/2021.yml": sample + "草稿: true\n",
        "d/agency.yml": agency("其他"),
        "d/2021.yml": slip(sample, ON_TIME + "\n", ""),
    }
    write_files(tmp_path / "data", files)
    return tmp_path


class TestPublication:
    """Who has not published, or was late: by the archive alone."""

    def test_who(self, district: Path) -> None:
        assert sections(district)[OWED] == [
            ["样例区部门", "部门", "2021", "2022-01-31", "逾期发布（2022-02-01，晚 1 天）", "系统升级。"],
            ["样例区乡镇街道", "乡镇街道", "2021", "2022-01-31", "没有报告", ""],
            ["样例区开发区", "开发区", "2021", "2022-01-31", "只有草稿", ""],
            ["样例区其他", "其他", "2021", "2022-01-31", "未注明发布日期", ""],
        ]

    def test_by_year(self, district: Path) -> None:
        assert sections(district)["各年度发布情况"] == [
            ["2021", "5", "1", "1", "1", "—", "2"],
            ["2020", "1", "1", "—", "—", "—", "—"],
        ]

    def test_in_a_sentence(self, district: Path) -> None:
        check(district, "--report", "out.md")
        said = (district / "out.md").read_text(encoding="utf-8")
        counts = (
            "已发布 4 份（按期发布 2 份，逾期发布 1 份，未注明发布日期 1 份）；只有草稿 1 份；没有报告 1 份。"
        )
        assert f"截至 2021 年度，应有报告 6 份：{counts}" in said
        assert "有 2 个机关的 2 份报告尚未发布。" in said

    def test_days_of_the_rule(self, district: Path) -> None:
        """An earlier day makes the government late; without the rule nobody is."""
        config = "[{gongkai: {rules: {deadline: {政府: 03-30}}}}]"
        write_files(district, {"mkdocs.yml": site_config(plugins=config)})
        assert sections(district)[OWED][0][3:5] == ["2022-03-30", "逾期发布（2022-03-31，晚 1 天）"]
        write_files(district, {"mkdocs.yml": site_config(plugins="[{gongkai: {rules: {deadline: off}}}]")})
        assert not any("逾期" in row[4] for row in sections(district)[OWED])

    def test_through_year(self, district: Path) -> None:
        write_files(district, {"mkdocs.yml": site_config(plugins="[{gongkai: {through_year: 2022}}]")})
        owed = [row[0] for row in sections(district)[OWED] if row[2] == "2022"]
        assert owed == ["样例区乡镇街道", "样例区开发区"]

    def test_withdrawn_and_unreadable(self, tmp_path: Path, sample: str) -> None:
        withdrawal = "撤回: {日期: 2022-05-06, 说明: 重新编制。}\n"
        project(tmp_path, {"2021.yml": sample + withdrawal, "2022.yml": "a: ["})
        assert [row[4] for row in sections(tmp_path)[OWED]] == ["文件读不出来"]

    def test_all_is_well(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        check(tmp_path, "--report", "out.md")
        said = (tmp_path / "out.md").read_text(encoding="utf-8")
        assert f"## {OWED}\n\n应有的报告都已按期发布。\n" in said
        assert "没有发现问题。" in said


class TestFindings:
    """By office, by rule, one by one."""

    def test_by_office(self, tmp_path: Path, sample: str) -> None:
        remark = "核对说明: [{规则: G201, 原因: 没有这一项。}]\n"
        project(tmp_path, {"2021.yml": slip(slip(sample, *WRONG), *BLANK) + remark})
        write_files(tmp_path, {"data/x/2021.yml": sample})
        found = sections(tmp_path)
        assert found["各机关情况"] == [
            ["样例区人民政府办公室", "政府办公室", "1", "200", "2", "—", "—", "1", "—", "—"],
            ["数据文件夹中的其他文件", "", "", "", "1", "—", "—", "—", "", ""],
        ]
        assert [[row[0], *row[2:5]] for row in found["各类问题"]] == [
            ["G101", "错误", "1", "1"],
            ["G102", "错误", "1", "1"],
            ["G301", "错误", "1", "1"],
        ]
        assert found["已写明核对说明的"] == [
            ["样例区人民政府办公室", "2021", "G201", "1", "没有这一项。"],
        ]

    def test_what_to_do(self, tmp_path: Path, sample: str) -> None:
        """One line for a cell that breaks two sums; what is only info is counted, not listed."""
        text = slip(slip(sample, *WRONG), "本年度未收取信息处理费。", "无。")
        found = sections(project(tmp_path, {"2021.yml": text}))
        (row,) = found["逐项清单"]
        assert row[:4] == ["样例区人民政府办公室", "2021", "data/office/2021.yml 第15行", "错误 G101 G102"]
        assert row[4].startswith("最可能填错：（一）予以公开·自然人")
        assert row[5].startswith("核对这一格")
        assert "G506" in {row[0] for row in found["各类问题"]}

    def test_a_draft_is_marked(self, tmp_path: Path, sample: str) -> None:
        found = sections(project(tmp_path, {"2021.yml": slip(sample, *BLANK) + "草稿: true\n"}))
        assert found["逐项清单"][0][1] == "2021（草稿）"

    def test_cells(self, tmp_path: Path, sample: str) -> None:
        """How many figures were looked at, and how many are none."""
        found = sections(project(tmp_path, {"2021.yml": slip(sample, *BLANK)}))
        assert found["核对的数"] == [["2021", "1", "200", "—", "1", "—", "—"]]

    def test_only_what_is_asked_for(self, district: Path) -> None:
        found = sections(district, "--agency", "gov", "--year", "2021")
        assert [row[0] for row in found["各机关情况"]] == ["样例区政府"]
        assert [row[0] for row in found["各年度发布情况"]] == ["2021"]
        assert found[OWED] == []
        (row,) = sections(district, "data/b")[OWED]
        assert row[:3] == ["样例区乡镇街道", "乡镇街道", "2021"]

    def test_an_agency_whose_file_is_refused(self, tmp_path: Path, sample: str) -> None:
        files = {"bad/agency.yml": "名称: 甲\n", "bad/2021.yml": slip(sample, *WRONG)}
        write_files(tmp_path / "data", files)
        assert sections(tmp_path)["各机关情况"] == [["bad", "其他", "1", "200", "3", "—", "—", "—", "—", "—"]]


class TestFile:
    """Where it is written, and what it is."""

    def test_it_stands_alone(self, district: Path) -> None:
        """Nothing is loaded and nothing runs; every parser reads it the same."""
        check(district, "--report", "out.html")
        text = (district / "out.html").read_text(encoding="utf-8")
        assert not re.search(r"<(script|link|img|iframe)|\b(src|href)=|url\(|@import|https?://", text)
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(text)

    def test_the_same_twice(self, district: Path) -> None:
        check(district, "--report", "a.html")
        check(district, "--report", "b.html")
        assert (district / "a.html").read_bytes() == (district / "b.html").read_bytes()

    def test_what_is_printed_stays(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": slip(sample, *WRONG)})
        plain, told = check(tmp_path), check(tmp_path, "--report", "new/out.html")
        assert (told.exit_code, told.stdout) == (1, plain.stdout)
        assert "核对情况已写到“new" in told.stderr
        assert (tmp_path / "new/out.html").exists()

    @pytest.mark.parametrize(
        ("file", "says"),
        [
            ("out.pdf", "以 .html 或 .md 或 .xlsx 结尾"),
            ("data/out.md", "不能写到数据文件夹"),
            (".html", "结尾"),
        ],
    )
    def test_not_there(self, tmp_path: Path, sample: str, file: str, says: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        done = check(tmp_path, "--report", file)
        assert done.exit_code == 2
        assert says in done.output + str(done.exception)
        assert not (tmp_path / file).exists()

    def test_a_folder_of_that_name(self, tmp_path: Path, sample: str) -> None:
        write_files(project(tmp_path, {"2021.yml": sample}), {"out.md/a": ""})
        assert check(tmp_path, "--report", "out.md").exit_code == 2


HOSTILE = "<b>|a|</b> **b** `c` [d](e) \x1b[31m #"
SUMMARY = Summary(
    HOSTILE, (HOSTILE,), (Section(HOSTILE, (HOSTILE,), Table((HOSTILE, "数"), ((HOSTILE, "1"),))),)
)


def test_html_escapes() -> None:
    """Whatever a file is called or says."""
    page = html.document_fromstring(write_summary_html(SUMMARY))
    shown = HOSTILE.replace("\x1b", r"\x1b")
    texts = [page.xpath(f"string(//{name})") for name in ("title", "h1", "p", "h2", "th", "td")]
    assert texts == [shown] * 6
    assert page.xpath("count(//b)") == 0


def test_markdown_escapes() -> None:
    """A bar does not end a cell."""
    page = html.document_fromstring(markdown.markdown(write_summary_markdown(SUMMARY), extensions=["tables"]))
    shown = HOSTILE.replace("\x1b", r"\x1b")
    assert [page.xpath(f"string(//{name})") for name in ("h1", "p", "h2", "th", "td")] == [shown] * 5
    assert page.xpath("count(//b|//strong|//code|//a)") == 0


class TestSince:
    """`--since`: against what an earlier check wrote."""

    @staticmethod
    def earlier(folder: Path) -> None:
        done = check(folder, "--format", "json")
        (folder / "last.json").write_text(done.stdout, encoding="utf-8")

    def test_golden(self, district: Path, sample: str) -> None:
        """A report is sent, one published; an error is new, one mended, one has another number, one is explained."""
        data = district / "data"
        wrong = slip(slip(sample, "复议后起诉: [0,", "复议后起诉: [5,"), *BLANK)
        write_files(data, {"gov/2021.yml": slip(wrong, ON_TIME, "发布日期: 2022-03-31")})
        write_files(data, {"d/2021.yml": slip(slip(sample, *WRONG), ON_TIME + "\n", "")})
        self.earlier(district)
        mended = slip(slip(sample, "复议后起诉: [0,", "复议后起诉: [6,"), ON_TIME, "发布日期: 2022-03-31")
        remark = "核对说明: [{规则: G701, 原因: 系统升级。}]\n"
        write_files(
            data,
            {
                "gov/2021.yml": mended,
                "b/2021.yml": slip(sample, *BLANK) + "草稿: true\n",
                "c/2021.yml": sample,
                "d/2021.yml": slip(sample, ON_TIME + "\n", "") + remark,
            },
        )
        done = check(district, "--report", "out.md", "--since", "last.json", "--level", "warning")
        assert done.exit_code == 1
        text = (district / "out.md").read_text(encoding="utf-8")
        section = text.partition("## 与上次核对相比\n\n")[2].partition("\n\n## ")[0]
        assert section == (
            "新出现 1 处，有变化 1 处，已改正 3 处，已写核对说明 1 处。\n\n"
            "| 变化 | 机关 | 年度 | 规则 | 内容 |\n| --- | --- | ---: | --- | --- |\n"
            "| 报告 | 样例区乡镇街道 | 2021 |  | 没有报告→只有草稿 |\n"
            "| 报告 | 样例区开发区 | 2021 |  | 只有草稿→按期发布 |\n"
            "| 新出现 | 样例区乡镇街道 | 2021 | G201 | 表二“行政处罚”的“本年处理决定数量”是空白，不是数字 |\n"
            "| 有变化 | 样例区政府 | 2021 | G104 | 表四“行政诉讼·复议后起诉”的“总计”：应“结果维持＋结果纠正＋其他结果＋"
            "尚未审结＝总计”，现各列之和6，总计0，相差+6（上次：表四“行政诉讼·复议后起诉”的“总计”：应“结果维持＋结果纠正＋"
            "其他结果＋尚未审结＝总计”，现各列之和5，总计0，相差+5） |\n"
            "| 已改正 | 样例区其他 | 2021 | G101 | 表三“（一）予以公开”的“总计”：应“自然人＋法人或其他组织五项＝总计”，"
            "现各列之和19，总计20，相差-1 |\n"
            "| 已改正 | 样例区其他 | 2021 | G102 | 表三“（七）总计”的“自然人”：应“（一）至（六）各行之和＝（七）总计”，"
            "现各行之和35，（七）总计36，相差-1 |\n"
            "| 已改正 | 样例区政府 | 2021 | G201 | 表二“行政处罚”的“本年处理决定数量”是空白，不是数字 |\n"
            "| 已写核对说明 | 样例区其他 | 2021 | G701 | 没有写“发布日期”，看不出是否按时发布 |"
        )

    def test_nothing_has_changed(self, district: Path) -> None:
        self.earlier(district)
        found = sections(district, "--since", "last.json")
        assert found["与上次核对相比"] == []
        assert "问题没有变化。" in (district / "out.html").read_text(encoding="utf-8")

    def test_a_report_that_is_gone(self, district: Path) -> None:
        self.earlier(district)
        (district / "data/d/2021.yml").unlink()
        rows = sections(district, "--since", "last.json")["与上次核对相比"]
        assert ["报告", "样例区其他", "2021", "", "未注明发布日期→不在应有之列"] in rows

    def test_lines_that_moved_are_no_change(self, district: Path, sample: str) -> None:
        write_files(district / "data", {"a/2021.yml": slip(sample, *WRONG)})
        self.earlier(district)
        write_files(district / "data", {"a/2021.yml": "# 一行\n" + slip(sample, *WRONG)})
        assert sections(district, "--since", "last.json")["与上次核对相比"] == []

    def test_only_what_is_asked_for(self, district: Path, sample: str) -> None:
        write_files(district / "data", {"a/2021.yml": slip(sample, *WRONG)})
        self.earlier(district)
        write_files(district / "data", {"a/2021.yml": sample})
        assert sections(district, "--since", "last.json", "--agency", "gov")["与上次核对相比"] == []
        rows = sections(district, "--since", "last.json", "--agency", "a")["与上次核对相比"]
        assert {row[0] for row in rows} == {"已改正"}

    @pytest.mark.parametrize(
        "text", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "findings": [{}]}', "[" * 9999]
    )
    def test_a_file_that_is_none(self, district: Path, text: str) -> None:
        write_files(district, {"last.json": text})
        done = check(district, "--report", "out.md", "--since", "last.json")
        assert done.exit_code == 2
        assert "last.json" in done.output
        assert not (district / "out.md").exists()

    def test_alone(self, district: Path) -> None:
        self.earlier(district)
        assert check(district, "--since", "last.json").exit_code == 2


def test_groups(district: Path) -> None:
    """By kind, and by the government above."""
    write_files(district / "data", {"gov/e/agency.yml": "名称: 样例区戊局\n类别: 部门\n起始年度: 2021\n"})
    rows = sections(district, "--year", "2021")["按类别和地区"]
    assert [row[:8] for row in rows] == [
        ["类别", "政府", "1", "1", "1", "1", "—", "—"],
        ["类别", "部门", "2", "2", "1", "1", "1", "1"],
        ["类别", "乡镇街道", "1", "1", "—", "—", "—", "1"],
        ["类别", "开发区", "1", "1", "1", "—", "—", "1"],
        ["类别", "其他", "1", "1", "1", "1", "—", "—"],
        ["地区", "（不在政府之下）", "4", "4", "3", "2", "1", "2"],
        ["地区", "样例区政府", "2", "2", "1", "1", "—", "1"],
    ]


class TestEach:
    """`--report-each`: a page for each body, of itself alone."""

    def test_pages(self, district: Path) -> None:
        write_files(district / "data", {"gov/e/agency.yml": "名称: 样例区戊局\n类别: 部门\n起始年度: 2021\n"})
        done = check(district, "--report-each", "各机关", "--year", "2021")
        assert done.exit_code == 0
        pages = sorted(
            path.relative_to(district / "各机关").as_posix() for path in (district / "各机关").rglob("*.html")
        )
        assert pages == ["a.html", "b.html", "c.html", "d.html", "gov.html", "gov/e.html"]
        text = (district / "各机关/gov.html").read_text(encoding="utf-8")
        assert "<h1>样例区政府：政府信息公开工作年度报告核对情况</h1>" in text
        assert "样例区戊局" not in text
        assert "样例区部门" not in text
        assert "没有报告" in (district / "各机关/gov/e.html").read_text(encoding="utf-8")

    def test_not_among_the_data(self, district: Path) -> None:
        assert check(district, "--report-each", "data/x").exit_code == 2


class TestWorkbook:
    """The summary as Excel: the same rows, numbers as numbers."""

    def test_rows(self, district: Path) -> None:
        wanted = sections(district)
        check(district, "--report", "out.xlsx")
        book = openpyxl.load_workbook(district / "out.xlsx")
        assert book.sheetnames == ["概况", *wanted]
        for name, rows in wanted.items():
            found = [
                [cell if cell is not None else "" for cell in row]
                for row in book[name].iter_rows(values_only=True)
            ]
            if rows:
                assert [[str(cell) for cell in row[: len(rows[0])]] for row in found[-len(rows) :]] == rows
        cell = book["各年度发布情况"].cell(row=book["各年度发布情况"].max_row, column=2)
        assert (cell.value, cell.data_type) == (1, "n")

    def test_every_sheet_prints_all_of_its_columns_side_by_side(self, district: Path) -> None:
        check(district, "--report", "out.xlsx")
        for sheet in openpyxl.load_workbook(district / "out.xlsx"):
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
            assert sheet.page_setup.orientation == "landscape"

    def test_heads_of_numbers_stand_above_them(self, district: Path) -> None:
        check(district, "--report", "out.xlsx")
        sheet = openpyxl.load_workbook(district / "out.xlsx")["各机关情况"]
        assert [cell.alignment.horizontal for cell in sheet[1]][:3] == [None, None, "right"]
        assert {cell.alignment.horizontal for row in sheet.iter_rows(min_row=2, min_col=3) for cell in row} == {
            "right"
        }

    def test_same_bytes(self, district: Path) -> None:
        check(district, "--report", "a.xlsx")
        check(district, "--report", "b.xlsx")
        assert (district / "a.xlsx").read_bytes() == (district / "b.xlsx").read_bytes()

    def test_a_name_is_no_formula(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample, "agency.yml": '名称: "=1+1"\n类别: 部门\n'})
        check(tmp_path, "--report", "out.xlsx")
        book = openpyxl.load_workbook(tmp_path / "out.xlsx")
        assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}
