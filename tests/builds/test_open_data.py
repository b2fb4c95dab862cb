"""The data in a built site: which files there are, what the catalogues say of them, and how pages lead to them."""

from __future__ import annotations

import csv
import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from gongkai.schema import schemas
from gongkai.settings import SettingsError, make_settings
from tests.helpers.commands import build_here, one_line, project, read_all, site_config
from tests.helpers.support import AGENCY, report_text, write_files

SCHEMAS = {f"schema/{name}.json" for name in schemas()}
MANIFEST = "文件清单（SHA-256）"
UNDATED = "rules: {deadline: off, carry-over: off, stock: off}"
DATA = {
    "office/agency.yml": AGENCY,
    "office/2020.yml": "年度: 2020\n附件: [{文件: 报告.pdf}]\n",
    "office/2020/报告.pdf": "%PDF-1.4\n",
    "office/2016.yml": "年度: 2016\n章节: [{标题: 概述, 内容: 公开12条。}]\n",
    "city/agency.yml": "名称: 样例市人民政府\n类别: 政府\n",
    "city/2023.yml": report_text("suqian-2023", 2023) + "撤回: {日期: 2024-05-06, 说明: 内容有误。}\n",
    "city/2024.yml": report_text("suqian-2024", 2024),
    "city/sub/agency.yml": "名称: 样例局\n类别: 部门\n",
    "city/sub/2024.yml": report_text("suqian-2024", 2024) + "草稿: true\n",
}


def built(folder: Path, data: dict[str, str], options: str = "") -> Path:
    """The site of these files below data/."""
    config = site_config(plugins=f"[search: {{lang: en}}, gongkai: {{{UNDATED}{options}}}]")
    write_files(project(folder, {}, config) / "data", data)
    done = build_here(folder)
    assert done.status == 0, done.said
    return folder / "site/reports"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, sample: str) -> Path:
    """A site with a report of every state."""
    return built(tmp_path_factory.mktemp("site"), DATA | {"office/2021.yml": sample})


def data_files(site: Path) -> set[str]:
    """The files of data."""
    return {name for name in read_all(site) if name.endswith((".csv", ".json"))}


def descriptions(site: Path) -> set[str]:
    """The files that say what the columns of a CSV mean."""
    return {name for name in data_files(site) if name.endswith(".csv-metadata.json")}


def rows(file: Path) -> list[list[str]]:
    """The rows of a CSV."""
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def load(path: Path) -> Any:
    """A JSON file."""
    return json.loads(path.read_bytes())


def links(site: Path, page: str) -> list[tuple[str, str]]:
    """Text and address of the links of a page that lead to data."""
    root = html.fromstring((site / page / "index.html").read_text(encoding="utf-8"))
    every = root.xpath("//a[@href]")
    return [(a.text_content(), a.get("href")) for a in every if a.get("href").endswith((".csv", ".json"))]


class TestFiles:
    """A file a report, and those of all."""

    def test_which(self, site: Path) -> None:
        assert data_files(site) == {
            *("all.csv", "catalog.json", "datapackage.json", "manifest.json", *SCHEMAS),
            *("office/2021.csv", "office/2021.json", "office/2020.json", "office/2016.json"),
            *("city/2024.csv", "city/2024.json"),
            *(f"{name}.csv-metadata.json" for name in ("all", "office/2021", "city/2024")),
        }

    def test_all_is_every_report_after_the_other(self, site: Path) -> None:
        every, city, office = (rows(site / f"{each}.csv") for each in ("all", "city/2024", "office/2021"))
        named = ((city, "样例市人民政府"), (office, "样例区人民政府办公室"))
        assert every == [
            [*city[0], "agency_name"],
            *([*row, name] for of_report, name in named for row in of_report[1:]),
        ]

    def test_drafts_where_they_are_shown(self, tmp_path: Path) -> None:
        site = built(tmp_path, DATA, ", drafts: true")
        assert {"city/sub/2024.csv", "city/sub/2024.json"} <= data_files(site)
        rows = csv.DictReader(io.StringIO((site / "all.csv").read_text(encoding="utf-8-sig")))
        assert {row["agency"] for row in rows} == {"city", "city/sub"}
        assert load(site / "city/sub/2024.json")["draft"] is True

    def test_none_where_there_is_no_report(self, tmp_path: Path) -> None:
        site = built(tmp_path, {"office/agency.yml": AGENCY})
        assert data_files(site) == SCHEMAS | {"manifest.json"}
        assert links(site, ".") == [(MANIFEST, "manifest.json")]

    def test_same_bytes(self, site: Path, tmp_path: Path, sample: str) -> None:
        again = built(tmp_path, dict(reversed((DATA | {"office/2021.yml": sample}).items())))
        assert read_all(again) == read_all(site)


class TestCatalogues:
    """catalog.json and datapackage.json."""

    def test_every_file_with_size_and_hash(self, site: Path) -> None:
        catalog = load(site / "catalog.json")
        of_agencies = [f for a in catalog["agencies"] for f in a["files"]]
        of_reports = [*of_agencies, *(f for a in catalog["agencies"] for r in a["reports"] for f in r["files"])]
        for file in (*catalog["files"], *of_reports):
            data = (site / file["path"]).read_bytes()
            assert (file["bytes"], file["sha256"]) == (len(data), sha256(data).hexdigest())
        named = {file["path"] for file in (*catalog["files"], *of_reports)}
        of_all = {"catalog.json", "datapackage.json", "manifest.json", *SCHEMAS}
        assert data_files(site) - named - descriptions(site) == of_all

    def test_every_resource_with_size_and_hash(self, site: Path) -> None:
        package = load(site / "datapackage.json")
        resources = [*package["resources"], *package["files"]]
        for each in resources:
            data = (site / each["path"]).read_bytes()
            assert (each["bytes"], each["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
        named = {each["path"] for each in resources}
        assert data_files(site) - named - descriptions(site) == {"datapackage.json", "manifest.json", *SCHEMAS}
        assert len({each["name"] for each in package["resources"]}) == len(package["resources"])

    def test_every_csv_has_its_columns_described_beside_it(self, site: Path) -> None:
        tables = {name for name in data_files(site) if name.endswith(".csv")}
        assert descriptions(site) == {f"{name}-metadata.json" for name in tables}
        for name in tables:
            about = load(site / f"{name}-metadata.json")
            header, *body = rows(site / name)
            assert (about["@context"][0], about["url"]) == ("http://www.w3.org/ns/csvw", Path(name).name)
            columns = about["tableSchema"]["columns"]
            assert [column["titles"] for column in columns] == header
            assert all(column["dc:description"] for column in columns)
            whole = [at for at, column in enumerate(columns) if column["datatype"] == "integer"]
            assert all(row[at].isdigit() for row in body for at in whole)

    def test_states(self, site: Path) -> None:
        agencies = load(site / "catalog.json")["agencies"]
        states = {(a["agency"], r["year"]): r["state"] for a in agencies for r in a["reports"]}
        assert states == {
            ("city", 2023): "withdrawn",
            ("city", 2024): "form",
            ("office", 2016): "free",
            ("office", 2020): "attachment",
            ("office", 2021): "form",
        }

    def test_a_withdrawn_report_says_so_and_has_no_files(self, site: Path) -> None:
        said = {"date": "2024-05-06", "explanation": "内容有误。"}
        city = next(a for a in load(site / "catalog.json")["agencies"] if a["agency"] == "city")
        (report,) = (report for report in city["reports"] if report["year"] == 2023)
        assert (report["withdrawn"], report["files"]) == (said, [])
        assert load(site / "datapackage.json")["withdrawn"] == [{"agency": "city", "year": 2023, **said}]

    def test_the_dictionary_is_that_of_the_columns(self, site: Path) -> None:
        fields = load(site / "datapackage.json")["resources"][0]["schema"]["fields"]
        header = (site / "all.csv").read_text(encoding="utf-8-sig").splitlines()[0]
        assert [field["name"] for field in fields] == header.split(",")
        assert all(field["title"] and field["description"] for field in fields)

    def test_no_licence_is_invented(self, site: Path) -> None:
        assert "licenses" not in load(site / "datapackage.json")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("CC-BY-4.0", {"name": "CC-BY-4.0"}),
            ("https://www.example.gov.cn/xy.html", {"path": "https://www.example.gov.cn/xy.html"}),
        ],
    )
    def test_a_licence_that_the_site_states(self, tmp_path: Path, text: str, said: dict[str, str]) -> None:
        site = built(tmp_path, DATA, f', license: "{text}"')
        assert load(site / "datapackage.json")["licenses"] == [said]

    @pytest.mark.parametrize("value", ["政府开放数据", "a b", 4, ["CC0-1.0"]])
    def test_a_licence_that_is_none(self, value: object) -> None:
        with pytest.raises(SettingsError, match="license 应为"):
            make_settings({"license": value}, {})


class TestLinks:
    """Pages lead to the files."""

    def test_report(self, site: Path) -> None:
        assert links(site, "office/2021") == [
            *(("CSV", "../2021.csv"), ("JSON", "../2021.json"), (MANIFEST, "../../manifest.json")),
        ]

    def test_sizes(self, site: Path) -> None:
        root = html.fromstring((site / "office/2021/index.html").read_text(encoding="utf-8"))
        size = round((site / "office/2021.csv").stat().st_size / 1024)
        assert f"CSV {size} KB" in root.xpath("string(//*[@class='gongkai-downloads'])")

    def test_none_on_the_page_of_a_withdrawn_report(self, site: Path) -> None:
        assert links(site, "city/2023") == [(MANIFEST, "../../manifest.json")]

    def test_agency(self, site: Path) -> None:
        assert links(site, "office") == [
            *(("CSV", "2021.csv"), ("JSON", "2021.json")),
            *(("JSON", "2020.json"), ("JSON", "2016.json"), (MANIFEST, "../manifest.json")),
        ]

    def test_index(self, site: Path) -> None:
        assert links(site, ".") == [
            *(("全部数据", "all.csv"), ("目录", "catalog.json"), ("数据说明", "datapackage.json")),
            (MANIFEST, "manifest.json"),
        ]

    def test_without_directory_addresses(self, tmp_path: Path, sample: str) -> None:
        project(tmp_path, {"2021.yml": sample}, site_config(more="use_directory_urls: false\n"))
        assert build_here(tmp_path).status == 0
        text = (tmp_path / "site/reports/office/2021.html").read_text(encoding="utf-8")
        assert 'href="2021.csv"' in text


class TestCollisions:
    """Nothing of the site's own is lost, and nothing of ours."""

    @pytest.mark.parametrize(
        "name", ["all.csv", "catalog.json", "office/2021.csv", "office/2021.json", "schema/report-json.json"]
    )
    def test_a_hand_written_file_in_our_place(self, tmp_path: Path, sample: str, name: str) -> None:
        project(tmp_path, {"2021.yml": sample})
        write_files(tmp_path, {f"docs/reports/{name}": "我的"})
        done = build_here(tmp_path)
        assert done.status == 1
        assert f"docs/reports/{name} 与报告的页面或文件同名" in one_line(done.said)
        assert not (tmp_path / "site").exists()

    @pytest.mark.parametrize("name", ["all.csv", "office/2021.json"])
    def test_a_former_address_that_is_a_file_of_ours(self, tmp_path: Path, sample: str, name: str) -> None:
        project(tmp_path, {"2021.yml": f"{sample}曾用地址: [reports/{name}]\n"})
        done = build_here(tmp_path)
        assert done.status == 1
        assert f"曾用地址 reports/{name} 就是现在的一个文件的地址，请删去" in one_line(done.said)
