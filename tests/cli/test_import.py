"""`gongkai import`: reports of other formats as files of the data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.model import Archive, read_archive
from tests.helpers.commands import Done, gongkai_here, project
from tests.helpers.support import AGENCY, write_files
from tests.helpers.word_file import paragraph, row, table, word_file

TITLE = "样例区人民政府办公室2021年政府信息公开工作年度报告"
TEXT = f"""{TITLE}

本报告由样例区人民政府办公室编制，统计期限为2021年1月1日至2021年12月31日。

一、总体情况

本机关依法公开政府信息。

二、主动公开政府信息情况

第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t1\t2\t30

五、存在的主要问题及改进情况

栏目更新还不够及时，将逐月检查。

六、其他需要报告的事项

本年度没有收取信息处理费。
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with an agency and no report."""
    folder = project(tmp_path / "site", {})
    write_files(folder, {"data/office/agency.yml": AGENCY, "old.txt": TEXT})
    return folder


def run(folder: Path, *arguments: str) -> Done:
    return gongkai_here(folder, "import", *arguments)


def made(folder: Path, year: int = 2021) -> str:
    return (folder / f"data/office/{year}.yml").read_text(encoding="utf-8")


def archive(folder: Path) -> Archive:
    return read_archive(folder / "data", folder)[0]


class TestReading:
    def test_agency_and_year_are_taken_from_the_file(self, site: Path) -> None:
        done = run(site, "old.txt")
        assert (done.status, done.err) == (0, "")
        assert (
            "old.txt → data/office/2021.yml：样例区人民政府办公室2021年度，2021年格式，表二共6格，3个部分的文字"
            in done.out
        )
        (report,) = archive(site).reports
        assert report.draft
        assert [str(cell.value) for cell in report.cells.values()] == ["0", "0", "0", "1", "2", "30"]

    def test_what_is_missing_is_said_and_never_0(self, site: Path) -> None:
        done = run(site, "old.txt")
        assert "没有读到：表三\n" in done.out
        assert "没有读到：表四\n" in done.out
        assert (
            "# 没有读到：\n#   表二的4格（行政许可、行政处罚、行政强制、行政事业性收费）\n#   表三\n"
            in made(site)
        )
        assert "收到和处理政府信息公开申请情况" not in made(site)

    def test_the_findings_of_the_new_file_are_shown(self, site: Path) -> None:
        done = run(site, "old.txt")
        assert "核对：" in done.out
        assert "收到和处理政府信息公开申请情况" in done.out.partition("核对：")[2]

    def test_the_file_has_a_schema(self, site: Path) -> None:
        run(site, "old.txt")
        assert made(site).startswith("# yaml-language-server: $schema=../../schema/report-2021.json\n")
        assert (site / "schema/report-2021.json").is_file()

    def test_it_may_be_no_draft(self, site: Path) -> None:
        run(site, "old.txt", "--no-draft")
        assert "草稿" not in made(site)

    def test_options_decide_and_another_name_is_a_doubt(self, site: Path) -> None:
        write_files(site, {"data/bureau/agency.yml": "名称: 样例区教育局\n类别: 部门\n"})
        done = run(site, "old.txt", "--agency", "bureau", "--year", "2022")
        assert done.status == 0
        assert (site / "data/bureau/2022.yml").is_file()
        assert "请核对：文件里的机关是“样例区人民政府办公室”，按 --agency 读作“样例区教育局”" in done.out
        assert "请核对：文件里的年度是2021，按 --year 读作2022" in done.out

    def test_figures_that_stand_in_no_cell_stay_in_the_file(self, site: Path) -> None:
        write_files(site, {"old.txt": TEXT.replace("规章\t0", "地方性法规\t5\t6\t7\n规章\t0")})
        done = run(site, "old.txt")
        assert "没有放入的数：" in done.out
        assert "# 表里没有放入的数：" in made(site)
        assert "“5 6 7”（“地方性法规”一行）" in made(site)


class TestSeveralFiles:
    def test_one_that_fails_does_not_stop_the_others(self, site: Path) -> None:
        write_files(site, {"old/2021.txt": TEXT, "old/a.docx": b"PK\x03\x04", "old/~$a.docx": b"x"})
        done = run(site, "old")
        assert done.status == 1
        assert "old/a.docx：" in done.err
        assert "读入 1 份报告；1 个没有读入。" in done.out
        assert made(site)

    def test_two_files_of_one_year(self, site: Path) -> None:
        write_files(site, {"old/1.txt": TEXT, "old/2.txt": TEXT})
        done = run(site, "old")
        assert done.status == 1
        assert "刚才已由“1.txt”读入" in done.err


class TestFilesThatAreThere:
    def test_are_left_as_they_are(self, site: Path) -> None:
        run(site, "old.txt")
        before = made(site)
        write_files(site, {"old.txt": TEXT.replace("30", "31")})
        done = run(site, "old.txt")
        assert done.status == 1
        assert "已有 data/office/2021.yml，没有改动" in done.err
        assert made(site) == before

    def test_diff_shows_what_would_change_and_writes_nothing(self, site: Path) -> None:
        run(site, "old.txt")
        before = made(site)
        write_files(site, {"old.txt": TEXT.replace("30", "31")})
        done = run(site, "old.txt", "--diff")
        assert "+  行政规范性文件: {本年制发件数: 1, 本年废止件数: 2, 现行有效件数: 31}" in done.out
        assert made(site) == before

    def test_replace_changes_only_the_lines_that_differ(self, site: Path) -> None:
        run(site, "old.txt")
        own = (
            made(site)
            .replace("规章:", "# 本机关不制定规章\n  规章:")
            .replace("年度: 2021\n", "年度: 2021   # 去年\n")
        )
        write_files(
            site, {"data/office/2021.yml": own, "old.txt": TEXT.replace("30", "31").replace("依法", "及时")}
        )
        done = run(site, "old.txt", "--replace")
        assert done.status == 0
        assert made(site) == own.replace("现行有效件数: 30", "现行有效件数: 31").replace("依法公开", "及时公开")


class TestWrongUse:
    def test_no_file(self, site: Path) -> None:
        done = run(site)
        assert done.status == 2
        assert "请写上要读入的文件" in done.err

    def test_a_file_that_is_not_there(self, site: Path) -> None:
        done = run(site, "none.docx")
        assert done.status == 2
        assert "没有“none.docx”" in done.err

    def test_an_agency_that_is_not_there(self, site: Path) -> None:
        done = run(site, "old.txt", "--agency", "offise")
        assert done.status == 2
        assert "是不是 office？" in done.err

    def test_an_agency_whose_file_cannot_be_used(self, site: Path) -> None:
        write_files(site, {"data/office/agency.yml": "名称: 样例区人民政府办公室\n"})
        done = run(site, "old.txt", "--agency", "office")
        assert done.status == 2
        assert "data/office/agency.yml 有错，读不出机关" in done.err

    def test_a_file_that_cannot_be_changed_because_it_cannot_be_read(self, site: Path) -> None:
        write_files(site, {"data/office/2021.yml": "年度: [2021\n"})
        done = run(site, "old.txt", "--agency", "office", "--replace")
        assert "现有文件读不成，要整个重写" in done.out
        assert "年度: 2021\n" in made(site)

    def test_a_file_that_does_not_say_whose_it_is(self, site: Path) -> None:
        write_files(site, {"old.txt": TEXT.replace("样例区人民政府办公室", "别的机关")})
        done = run(site, "old.txt")
        assert done.status == 2
        assert "不知道是哪个机关（“别的机关”），请用 --agency 指明" in done.err

    def test_a_file_that_is_no_report(self, site: Path) -> None:
        body = table(row("甲", "1"), row("乙", "2")) + paragraph("通知。")
        write_files(site, {"2021.docx": word_file(body)})
        done = run(site, "2021.docx", "--agency", "office")
        assert done.status == 1
        assert "没有读出报告" in done.err
