"""The pages of other sites: from the catalogue and the numbers that a real site of ours publishes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from gongkai.addresses import Addresses, Page
from gongkai.ground.content import Content
from gongkai.model import read_archive
from gongkai.pages import AgenciesTable, IndexTable, PageContent, plain_text
from gongkai.readings.other_site import OtherSiteError, read_other_site
from gongkai.rules import rule_settings
from gongkai.settings import OtherSite, Settings, SettingsError, make_settings
from gongkai.site import made_files, make_site, with_other_sites
from gongkai.writers.markdown import write_markdown
from tests.helpers.commands import build_here, project, site_config
from tests.helpers.marked import slip
from tests.helpers.support import write_files

NEW = "本年新收政府信息公开申请数量: [37, 4, 0, 0, 0, 0, 41]"


def published(
    folder: Path,
    city: str,
    sample: str,
    addresses: Addresses = Addresses(),  # noqa: B008
) -> dict[str, str | bytes]:
    """What the site of a city publishes: made as a build makes it."""
    files = {
        f"{city}/agency.yml": f"名称: {city}市人民政府\n类别: 政府\n",
        f"{city}/2021.yml": sample,
        f"{city}/bureau/agency.yml": f"名称: {city}市样例局\n类别: 部门\n",
        f"{city}/bureau/2021.yml": sample + "撤回: {日期: 2022-05-06, 说明: 有误}\n",
        f"{city}/bureau/2020.yml": "年度: 2020\n格式: 自由\n章节:\n  - {标题: 概述, 内容: 无其他情况。}\n",
    }
    write_files(folder / city, {f"data/{name}": text for name, text in files.items()})
    archive, _ = read_archive(folder / city / "data", folder / city)
    site = make_site(archive, Settings(), addresses)
    made = made_files(site, addresses)
    return {
        name: data.read()
        for name in ("catalog.json", "all.csv")
        if isinstance(data := made[f"reports/{name}"], Content)
    }


@pytest.fixture
def province(tmp_path: Path, sample: str) -> Path:
    """Copies of what two cities publish."""
    more = slip(sample, NEW, "本年新收政府信息公开申请数量: [40, 4, 0, 0, 0, 0, 44]")
    for city, report in (("jia", sample), ("yi", more)):
        write_files(tmp_path / "sites" / city, published(tmp_path, city, report))
    return tmp_path


SITES = (
    OtherSite("甲市", "https://jia.example.gov.cn/reports/", "sites/jia"),
    OtherSite("乙市", "https://yi.example.gov.cn/xxgk/", "sites/yi"),
)


def pages(folder: Path) -> dict[str, PageContent]:
    """The pages of other sites, by their path."""
    catalogs = [read_other_site(site, folder) for site in SITES]
    archive, _ = read_archive(folder, folder)
    site = with_other_sites(make_site(archive, Settings(), Addresses()), catalogs)
    return {content.page.site: content for content in site.pages if content.page.site or content.page == Page()}


class TestAddresses:
    """Where the other site has its pages is said by its catalogue, with folders and without."""

    def of(self, folder: Path) -> list[str]:
        (catalog,) = [read_other_site(SITES[0], folder)]
        found = [(each.address, *(report.address for report in each.reports)) for each in catalog.agencies]
        return [address.removeprefix(SITES[0].url) for addresses in found for address in addresses]

    def test_folders(self, province: Path) -> None:
        assert self.of(province) == ["jia/", "jia/2021/", "jia/bureau/", "jia/bureau/2021/", "jia/bureau/2020/"]

    def test_files(self, tmp_path: Path, sample: str) -> None:
        write_files(tmp_path / "sites/jia", published(tmp_path, "jia", sample, Addresses(directories=False)))
        assert self.of(tmp_path) == [
            "jia/index.html",
            "jia/2021.html",
            "jia/bureau/index.html",
            "jia/bureau/2021.html",
            "jia/bureau/2020.html",
        ]

    @pytest.mark.parametrize("page", [None, "//evil.example/", "javascript:alert(1)", "../x/", "a/b"])
    def test_one_that_does_not_say_so_has_folders(self, province: Path, page: str | None) -> None:
        path = province / "sites/jia/catalog.json"
        catalog = json.loads(path.read_text(encoding="utf-8"))
        for agency in catalog["agencies"]:
            agency["page"] = page
            for report in agency["reports"]:
                report.pop("page")
        path.write_text(json.dumps(catalog), encoding="utf-8")
        assert self.of(province)[:2] == ["jia/", "jia/2021/"]


class TestPages:
    """What is told of them, and where links lead."""

    def test_overview(self, province: Path) -> None:
        overview = pages(province)["other_sites"]
        (table,) = (block for block in overview.blocks if isinstance(block, IndexTable))
        rows = [[plain_text(cell.inlines) for cell in row] for group in table.groups for row in group.rows]
        # The withdrawal is the newest day.
        assert rows == [
            ["甲市", "2", "3", "2020—2021", "2022-05-06", "打开"],
            ["乙市", "2", "3", "2020—2021", "2022-05-06", "打开"],
        ]
        assert overview.description == "汇集2个网站公布的目录：4个机关、6份报告。内容以各网站为准。"

    def test_numbers_side_by_side(self, province: Path) -> None:
        """Of the governments alone, the most first."""
        (table,) = (
            block for block in pages(province)["other_sites"].blocks if isinstance(block, AgenciesTable)
        )
        assert [plain_text(row.name.inlines) for row in table.rows] == ["yi市人民政府", "jia市人民政府"]
        assert [row.numbers[0] for row in table.rows] == [44, 41]
        assert [row.name.target for row in table.rows] == [
            "https://yi.example.gov.cn/xxgk/yi/2021/",
            "https://jia.example.gov.cn/reports/jia/2021/",
        ]
        assert plain_text(table.total[1][0].inlines) == "85"

    def test_without_numbers(self, province: Path) -> None:
        (province / "sites/yi/all.csv").unlink()
        blocks = pages(province)["other_sites"].blocks
        assert not any(isinstance(block, AgenciesTable) for block in blocks)

    def test_a_site(self, province: Path) -> None:
        (table,) = (b for b in pages(province)["other_sites/jia"].blocks if isinstance(b, IndexTable))
        rows = [[plain_text(cell.inlines) for cell in row] for group in table.groups for row in group.rows]
        assert rows == [["jia市人民政府", "01-20", "—"], ["jia市样例局", "01-20 撤回", "已发布"]]

    def test_links_lead_out_and_load_nothing(self, province: Path) -> None:
        addresses = Addresses()
        hosts = set()
        for content in pages(province).values():
            root = html.fromstring(write_markdown(content, addresses))
            assert (
                root.xpath(
                    "//img | //script | //iframe | //link[@rel='stylesheet'][starts-with(@href, 'http')]"
                )
                == []
            )
            for address in root.xpath("//a/@href"):
                if address.startswith("http"):
                    hosts.add(address.split("/")[2])
        assert hosts == {"jia.example.gov.cn", "yi.example.gov.cn"}

    def test_nothing_unless_asked_for(self, province: Path) -> None:
        archive, _ = read_archive(province, province)
        site = make_site(archive, Settings(), Addresses())
        assert with_other_sites(site, []) is site


class TestRead:
    """A copy that is none is said in a line."""

    @staticmethod
    def catalog(folder: Path) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((folder / "sites/jia/catalog.json").read_text(encoding="utf-8"))
        return found

    def refused(self, folder: Path, catalog: object) -> str:
        write_files(folder / "sites/jia", {"catalog.json": json.dumps(catalog)})
        with pytest.raises(OtherSiteError) as raised:
            read_other_site(SITES[0], folder)
        assert "\n" not in str(raised.value)
        return str(raised.value)

    def test_what_cannot_be_read(self, province: Path) -> None:
        good = self.catalog(province)
        assert "别的版本" in self.refused(province, {**good, "version": 2})
        others: list[object] = [[], {}, {"version": 1, "agencies": [{}]}, {"version": 1, "agencies": 1}, 7]
        for wrong in others:
            assert "sites/jia/catalog.json" in self.refused(province, wrong)
        for key, value in (("agency", "../x"), ("agency", 'a"b'), ("kind", "商号"), ("reports", [{}])):
            agency = {**good["agencies"][0], key: value}
            assert "sites/jia/catalog.json" in self.refused(province, {**good, "agencies": [agency]})

    def test_no_copy(self, tmp_path: Path) -> None:
        with pytest.raises(OtherSiteError, match="没有“sites/jia/catalog.json”"):
            read_other_site(SITES[0], tmp_path)

    @pytest.mark.parametrize("data", [b"\xff\xfe", b"a,b\n1,2\n"])
    def test_numbers_that_are_none(self, province: Path, data: bytes) -> None:
        write_files(province / "sites/jia", {"all.csv": data})
        with pytest.raises(OtherSiteError, match=r"all\.csv"):
            read_other_site(SITES[0], province)

    def test_only_the_top_is_read(self, province: Path) -> None:
        """However many there are below: a row of another agency is passed over unread."""
        file = province / "sites/jia/all.csv"
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerow(["jia/bureau", "x"])
        file.write_bytes(file.read_bytes() + text.getvalue().encode())
        assert list(read_other_site(SITES[0], province).numbers) == [("jia", 2021)]


class TestOption:
    """`other_sites` in mkdocs.yml."""

    GOOD = {"name": "甲市", "url": "https://jia.example.gov.cn/reports", "folder": "sites/jia/"}  # noqa: RUF012

    def test_good(self) -> None:
        assert make_settings({"other_sites": [self.GOOD]}, rule_settings()).other_sites == SITES[:1]

    @pytest.mark.parametrize(
        "sites",
        [
            "sites/jia",
            [{"name": "甲市"}],
            [{**GOOD, "more": 1}],
            [{**GOOD, "name": " "}],
            [{**GOOD, "url": "javascript:alert(1)"}],
            [{**GOOD, "url": "https://a/?x=1"}],
            [{**GOOD, "folder": "市"}],
            [{**GOOD, "folder": ""}],
            [GOOD, {**GOOD, "folder": "other/jia"}],
        ],
    )
    def test_wrong(self, sites: object) -> None:
        with pytest.raises(SettingsError, match="other_sites"):
            make_settings({"other_sites": sites}, rule_settings())


@pytest.mark.builds
def test_a_build(province: Path, sample: str) -> None:
    """The pages are there, and the index leads to them; a copy that is missing stops the build in a line."""
    project(province, {"2021.yml": sample})
    listed = ", ".join(f"{{name: {s.name}, url: '{s.url}', folder: {s.folder}}}" for s in SITES)
    write_files(province, {"mkdocs.yml": site_config(plugins=f"[{{gongkai: {{other_sites: [{listed}]}}}}]")})
    done = build_here(province, strict=True)
    assert done.status == 0, done.said
    index = html.parse(str(province / "site/reports/index.html"))
    assert "other_sites/" in index.xpath("//a/@href")
    for page in ("", "jia/", "yi/"):
        assert (province / f"site/reports/other_sites/{page}index.html").is_file()
    (province / "sites/yi/catalog.json").unlink()
    done = build_here(province)
    assert done.status != 0
    assert "没有“sites/yi/catalog.json”" in done.said
