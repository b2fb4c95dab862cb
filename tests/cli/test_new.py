"""`gongkai new`: the file of a year, with what is known in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gongkai.model import State
from gongkai.schema import schemas
from gongkai.settings import Settings
from tests.helpers.commands import Done, gongkai_here, mkdocs_build, one_line, project, read_all, site_config
from tests.helpers.filled import LEFT, TAKEN, filled, row
from tests.helpers.schemas import faults
from tests.helpers.support import AGENCY, NARRATIVES, read_files, report_text, write_files
from tests.helpers.wheels import blocks
from tests.helpers.yaml12 import load

CONTACT = '联系: {地址: 县前街61号, 邮编: 015100, 电话: "0574-1"}\n'


def new(folder: Path, *arguments: str) -> Done:
    """`gongkai new` in a folder."""
    return gongkai_here(folder, "new", *arguments)


def made(folder: Path, year: int) -> str:
    """The file that it wrote for the agency `office`."""
    return (folder / f"data/office/{year}.yml").read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, sample: str) -> Path:
    """A site with the report of 2021."""
    return project(tmp_path / "site", {"2021.yml": sample})


class TestNextYear:
    """With a report of the year before."""

    def test_rows_that_were_all_0_may_begin_with_0(self, site: Path) -> None:
        done = new(site, "office", "2022", "--zero")
        assert (done.status, done.err) == (0, "")
        text = made(site, 2022)
        assert row(text, "属于国家秘密") == ["0"] * 7
        assert row(text, "予以公开") == ["~"] * 7

    def test_without_the_option_nothing_is_0(self, site: Path) -> None:
        new(site, "office", "2022")
        assert row(made(site, 2022), "属于国家秘密") == ["~"] * 7

    def test_carries_over_all_columns(self, site: Path, sample: str) -> None:
        left = "[1, 2, 3, 4, 5, 6, 21]"
        text = re.sub(rf"{LEFT}: .*", f"{LEFT}: {left}", sample)
        write_files(site, {"data/office/2021.yml": text})
        done = new(site, "office", "2022")
        assert (done.status, done.err) == (0, "")
        assert f"  {TAKEN}: {left}\n" in made(site, 2022)
        assert "上年结转取自2021年度报告。\n" in done.out

    def test_a_total_that_was_computed(self, site: Path, sample: str) -> None:
        columns = "{自然人: 1, 商业企业: 0, 科研机构: 0, 社会公益组织: 0, 法律服务机构: 0, 其他: 2}"
        write_files(site, {"data/office/2021.yml": re.sub(rf"{LEFT}: .*", f"{LEFT}: {columns}", sample)})
        new(site, "office", "2022")
        assert row(made(site, 2022), TAKEN) == ["1", "0", "0", "0", "0", "2", "3"]

    def test_what_was_no_number_is_none_now(self, site: Path, sample: str) -> None:
        write_files(
            site, {"data/office/2021.yml": re.sub(rf"{LEFT}: .*", f"{LEFT}: [1, ~, /, 0, 0, 0, 1]", sample)}
        )
        new(site, "office", "2022")
        assert row(made(site, 2022), TAKEN) == ["1", "~", "~", "0", "0", "0", "1"]

    def test_from_the_form_of_2019(self, tmp_path: Path) -> None:
        project(tmp_path, {"2020.yml": report_text("shanghai-office-2019", 2020)})
        new(tmp_path, "office", "2021")
        assert row(made(tmp_path, 2021), TAKEN) == row(report_text("shanghai-office-2019", 2020), LEFT)
        assert faults("report-2021", made(tmp_path, 2021)) == []

    def test_everything_else_is_blank(self, site: Path, tmp_path: Path) -> None:
        """No nought where nobody counted, in no form."""
        new(site, "office", "2022")
        archive, _ = read_files(
            tmp_path / "again", {"office/agency.yml": AGENCY, "office/2022.yml": made(site, 2022)}
        )
        cells = archive.reports[0].cells
        assert {cell.state for name, cell in cells.items() if name.row != "carried-in"} == {State.BLANK}
        assert len(cells) == 200

    def test_a_draft_with_warnings_only(self, site: Path) -> None:
        new(site, "office", "2022")
        done = gongkai_here(site, "check", "data/office/2022.yml", "--format", "json", "--strict")
        found = json.loads(done.out)["findings"]
        assert done.status == 0
        assert {f["level"] for f in found} == {"warning", "info"}
        assert {f["rule"] for f in found} == {"cell-blank", "no-content", "placeholder", "processing-fee"}

    @pytest.mark.builds
    def test_unfilled_it_is_not_published(self, site: Path) -> None:
        new(site, "office", "2022")
        text = re.sub(r"(?m)^草稿: .*\n", "", made(site, 2022))
        write_files(site, {"data/office/2022.yml": text})
        done = gongkai_here(site, "check")
        assert done.status == 1
        assert "G311" in done.out
        assert mkdocs_build(site).status != 0
        assert not (site / "site/reports").exists()

    def test_filled_in_it_has_no_fault(self, site: Path) -> None:
        new(site, "office", "2022")
        write_files(site, {"data/office/2022.yml": filled(made(site, 2022), 35, 2)})
        done = gongkai_here(site, "check", "data/office/2022.yml", "--format", "json")
        # The 92 documents in force last year are missed, and nothing else.
        assert [f["rule"] for f in json.loads(done.out)["findings"]] == ["stock", "jump"], done.out

    def test_holds_to_the_schema_that_it_names(self, site: Path) -> None:
        done = new(site, "office", "2022")
        named = made(site, 2022).partition("$schema=")[2].partition("\n")[0]
        schema = site / "data/office" / named
        assert schema.resolve() == (site / "schema/report-2021.json").resolve()
        assert schema.read_bytes() == schemas()["report-2021"]
        assert faults("report-2021", made(site, 2022)) == []
        assert done.out.startswith("已写出 data/office/2022.yml\n已写出 schema/report-2021.json\n")

    def test_a_schema_that_is_there_stays(self, site: Path) -> None:
        write_files(site, {"schema/report-2021.json": "{}"})
        done = new(site, "office", "2022")
        assert (site / "schema/report-2021.json").read_text(encoding="utf-8") == "{}"
        assert "schema/report-2021.json 与本版本不同；更新：gongkai schema --output schema\n" in done.out

    def test_a_folder_where_the_schema_would_be(self, site: Path) -> None:
        """Nothing is said of it, and the report is there."""
        (site / "schema/report-2021.json").mkdir(parents=True)
        done = new(site, "office", "2022")
        assert (done.status, done.err) == (0, "")
        assert made(site, 2022)

    def test_a_schema_of_this_version_is_not_spoken_of(self, site: Path) -> None:
        write_files(site, {"schema/report-2021.json": schemas()["report-2021"]})
        assert "schema" not in new(site, "office", "2022").out

    def test_name_and_contact_as_they_are(self, site: Path) -> None:
        write_files(site, {"data/office/agency.yml": AGENCY + CONTACT})
        new(site, "office", "2022")
        assert "\n名称: 样例区人民政府办公室\n联系: {地址: 县前街61号, 邮编: 015100, 电话: 0574-1}\n" in made(
            site, 2022
        )

    def test_contact_that_only_last_year_has(self, site: Path, sample: str) -> None:
        write_files(site, {"data/office/2021.yml": sample + CONTACT})
        new(site, "office", "2022")
        assert "\n联系: {地址: 县前街61号, 邮编: 015100, 电话: 0574-1}\n" in made(site, 2022)

    def test_a_comment_for_each_section_and_the_headings(self, site: Path) -> None:
        new(site, "office", "2022")
        comments = re.findall(r"(?m)^# ([一二三四五六])、.*：.+\n(?=\S)", made(site, 2022))
        assert comments == list("一二三四五六")
        assert "总体情况: |\n  （一）主动公开\n  （待填写）\n  （二）依申请公开\n" in made(site, 2022)

    def test_withdrawn_figures_go_nowhere(self, site: Path, sample: str) -> None:
        write_files(site, {"data/office/2021.yml": f"{sample}撤回: {{日期: 2022-05-06, 说明: 有误。}}\n"})
        done = new(site, "office", "2022")
        assert set(row(made(site, 2022), TAKEN)) == {"~"}
        assert "没有2021年度报告的数，上年结转留空。\n" in done.out

    def test_last_year_cannot_be_read(self, site: Path) -> None:
        write_files(site, {"data/office/2021.yml": "年度: [2021\n"})
        done = new(site, "office", "2022")
        assert done.status == 0
        assert "2021年度报告读不出来（见 gongkai check），上年结转留空。\n" in done.out


class TestDeadline:
    """By kind of agency, as a comment."""

    @pytest.mark.parametrize(
        ("kind", "year", "day"),
        [("政府", 2022, "2023-03-31"), ("部门", 2022, "2023-01-31"), ("部门", 2015, "2016-03-31")],
    )
    def test_day(self, tmp_path: Path, kind: str, year: int, day: str) -> None:
        project(tmp_path, {})
        write_files(tmp_path, {"data/office/agency.yml": f"名称: 甲\n类别: {kind}\n"})
        new(tmp_path, "office", str(year))
        assert f"\n# {year}年度报告，应在{day}前发布。\n" in made(tmp_path, year)

    def test_as_configured(self, tmp_path: Path) -> None:
        config = site_config(plugins="[{gongkai: {rules: {deadline: {政府办公室: 01-26}}}}]")
        project(tmp_path, {}, config)
        new(tmp_path, "office", "2022")
        assert "应在2023-01-26前发布。" in made(tmp_path, 2022)


class TestForms:
    """The one of the year."""

    @pytest.mark.parametrize(
        ("year", "schema"),
        [(2008, "report-free"), (2018, "report-free"), (2019, "report-2019"), (2021, "report-2021")],
    )
    def test_without_last_year(self, tmp_path: Path, year: int, schema: str) -> None:
        project(tmp_path, {})
        assert new(tmp_path, "office", str(year)).status == 0
        text = made(tmp_path, year)
        assert faults(schema, text) == []
        assert (tmp_path / f"schema/{schema}.json").is_file()
        files = {"office/agency.yml": AGENCY, f"office/{year}.yml": text}
        _, found = read_files(tmp_path / "again", files, Settings())
        assert {f.level for f in found} <= {"warning", "info"}


class TestRefused:
    """One line, and nothing written."""

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["office", "2021"], "已有“data/office/2021.yml”，没有改动；要改请直接编辑它"),
            (["ofice", "2022"], "没有机关“ofice”；是不是 office？"),
            (["bureau", "2022"], "没有机关“bureau”；新的机关先建立 data/<机关>/agency.yml，写上名称和类别"),
            (["../../outside", "2022"], "没有机关“../../outside”；新的机关先建立 "),
            (["/etc", "2022"], "没有机关“/etc”；新的机关先建立 "),
            (["", "2022"], "没有机关“”；新的机关先建立 "),
            ([".", "2022"], "没有机关“.”；新的机关先建立 "),
            (["data", "2022"], "没有机关“data”；新的机关先建立 "),
            (["长" * 300, "2022"], "没有机关“长"),
            (["office", "3000"], "“3000”不是年度，应为四位数字，如 2025"),
            (["office", "22"], "“22”不是年度，"),
            (["office", "２０２２"], "“２０２２”不是年度，"),
            (["office", "../2022"], "“../2022”不是年度，"),
            (["office", "1999"], "没有1999年度的格式：《条例》从2008年起施行"),
            (["office"], "缺少参数 年度"),
            (["office", "2022", "--data", "none"], "没有数据文件夹“none”；"),
        ],
    )
    def test_wrong_use(self, site: Path, arguments: list[str], says: str) -> None:
        before = read_all(site.parent)
        done = new(site, *arguments)
        assert (done.status, done.out) == (2, "")
        told, help_ = done.err.splitlines()
        assert told.startswith(f"错误：{says}")
        assert help_ == "查看用法：gongkai new --help"
        assert read_all(site.parent) == before

    def test_agency_with_a_fault(self, site: Path) -> None:
        write_files(site, {"data/bureau/agency.yml": "名称: 甲局\n类别: 局\n"})
        done = new(site, "bureau", "2022")
        assert "“bureau”的 agency.yml 有错误，先用 gongkai check 核对并改正" in done.err

    def test_a_link_in_its_place(self, site: Path) -> None:
        """Even one that leads nowhere is not written through."""
        (site / "data/office/2022.yml").symlink_to(site / "elsewhere.yml")
        assert new(site, "office", "2022").status == 2
        assert not (site / "elsewhere.yml").exists()

    def test_a_place_that_cannot_be_written(self, site: Path) -> None:
        """Rights do not stop root: here a file stands where the schema's folder should."""
        write_files(site, {"schema": "a"})
        done = new(site, "office", "2022")
        assert done.status == 2
        assert one_line(done.err.partition("查看用法")[0]).startswith("错误：写不到“")
        assert not (site / "data/office/2022.yml").exists()


class TestPlaces:
    """Where the data are, and how the agency is named."""

    def test_by_its_name(self, site: Path) -> None:
        assert new(site, "样例区人民政府办公室", "2022").status == 0
        assert made(site, 2022)

    def test_a_name_that_two_have(self, site: Path) -> None:
        write_files(site, {"data/other/agency.yml": AGENCY})
        done = new(site, "样例区人民政府办公室", "2022")
        assert done.status == 2
        assert "office、other" in done.err

    def test_by_the_path_of_its_folder(self, site: Path) -> None:
        assert new(site, "data/office/", "2022").status == 0

    def test_below_another_in_another_folder(self, tmp_path: Path) -> None:
        folder = tmp_path / "数据 二"
        write_files(
            folder,
            {"all/a/agency.yml": "名称: 甲\n类别: 政府\n", "all/a/b/agency.yml": "名称: 乙\n类别: 部门\n"},
        )
        done = new(tmp_path, "a/b", "2022", "--data", "数据 二/all")
        assert (done.status, done.err) == (0, "")
        text = (folder / "all/a/b/2022.yml").read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=../../../schema/report-2021.json\n")
        assert (folder / "schema/report-2021.json").is_file()

    def test_same_bytes(self, site: Path, tmp_path: Path, sample: str) -> None:
        new(site, "office", "2022")
        again = project(tmp_path / "again", {"2021.yml": sample.replace("\n", "\r\n")})
        new(again, "office", "2022")
        assert made(again, 2022) == made(site, 2022)


def test_the_handbooks_skeleton_is_such_a_file(site: Path, tmp_path: Path) -> None:
    """The same keys, row for row; with sentences where it asks for some nothing is found."""
    (skeleton,) = blocks("docs/editor.md", "## 报告的骨架", "yaml")
    new(site, "office", "2022")
    sections = (
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    )
    ours, theirs = load(made(site, 2022)), load(skeleton)
    assert [keys(ours[section]) for section in sections] == [keys(theirs[section]) for section in sections]
    text, count = re.subn(r"(?m)^  在这里写正文.*$", f"  {NARRATIVES['总体情况']}", skeleton)
    assert count == 2
    files = {"office/agency.yml": AGENCY, "office/2021.yml": text}
    assert read_files(tmp_path / "again", files, Settings())[1] == ()


def keys(value: object) -> object:
    """The keys of a mapping and those below them; of a row nothing, however it is written."""
    if not isinstance(value, dict) or set(value) <= {"本年制发件数", "本年废止件数", "现行有效件数"}:
        return None
    return {key: keys(below) for key, below in value.items()}
