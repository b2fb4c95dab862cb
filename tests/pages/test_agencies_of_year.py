"""All agencies of a year side by side: which are there, their numbers, the total, the file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from lxml import html

from gongkai.addresses import Addresses, Anchor, Page
from gongkai.ground.content import Content
from gongkai.pages import AgenciesTable, Link, PageContent, Paragraph, plain_text
from gongkai.settings import Settings
from gongkai.site import Site, make_site
from gongkai.writers.html.agencies import agencies_table
from gongkai.writers.html.body import HtmlWriter
from tests.helpers.support import read_files, report_text

HAISHU, HONGZE = "haishu-office-2021", "hongze-2023"
FILE = "年度: 2021\n发布日期: 2022-01-20\n原址: https://www.example.gov.cn/2021.html\n"


def site_of(folder: Path, reports: dict[str, str]) -> Site:
    """The site of agencies with a report of 2021 each; county is a government."""
    files = {f"{path}/2021.yml": text for path, text in reports.items()}
    for path in reports:
        kind = "政府" if path == "county" else "部门"
        files[f"{path}/agency.yml"] = f"名称: {path.rpartition('/')[2]}\n类别: {kind}\n"
    archive, findings = read_files(folder, files)
    return make_site(archive, Settings(), Addresses(), findings=findings)


def page_of(site: Site) -> PageContent | None:
    """The page of 2021."""
    return next((content for content in site.pages if content.page == Page(None, 2021)), None)


def table_of(site: Site) -> AgenciesTable:
    """Its one table."""
    page = page_of(site)
    assert page is not None
    (table,) = (block for block in page.blocks if isinstance(block, AgenciesTable))
    return table


def shown(table: AgenciesTable) -> list[list[str]]:
    """Names and cells."""
    return [
        [plain_text(each) for each in (row.name.inlines, *(c.inlines for c in row.cells))] for row in table.rows
    ]


def two(**more: str) -> dict[str, str]:
    """Two published reports as those of two agencies of one year."""
    return {"small": report_text(HAISHU, 2021), "other": report_text(HONGZE, 2021), **more}


def test_the_most_first_and_the_total(tmp_path: Path) -> None:
    table = table_of(site_of(tmp_path, two()))
    assert shown(table) == [
        ["small", "41", "40", "55.0%", "1", "0", "0", "0", "1"],
        ["other", "21", "21", "19.0%", "0", "1", "0 核", "0", "0 核"],
    ]
    label, total = table.total
    assert label == "2个机关合计"
    assert [plain_text(cell.inlines) for cell in total] == [
        *("62", "61", "42.6%", "1", "1", "0 核", "0", "1 核")
    ]


def test_one_that_is_elsewhere_is_named_without_numbers(tmp_path: Path) -> None:
    table = table_of(site_of(tmp_path, two(third=FILE)))
    assert shown(table)[-1] == ["third"]
    assert plain_text(table.rows[-1].said) == "他站发布 没有可以比较的数"
    assert table.total[0] == "2个机关合计"


def test_a_government_whose_report_sums_up_the_others_is_left_out(tmp_path: Path) -> None:
    small, other = two().values()
    site = site_of(tmp_path, {"county": small, "county/a": small, "county/b": other})
    assert [row[0] for row in shown(table_of(site))] == ["a", "b"]
    page = page_of(site)
    assert page is not None
    assert "county的报告汇总下级机关，不列入" in "".join(
        plain_text(block.inlines) for block in page.blocks if isinstance(block, Paragraph)
    )


def test_a_blank_is_no_number_and_gives_no_sum(tmp_path: Path) -> None:
    blank = report_text(HAISHU, 2021).replace("[37, 4, 0, 0, 0, 0, 41]", "[37, 4, 0, 0, 0, 0, ~]")
    table = table_of(site_of(tmp_path, {**two(), "small": blank}))
    assert [row[1] for row in shown(table)] == ["21", "… 核"]
    assert plain_text(table.total[1][0].inlines) == "…"


def test_a_number_in_doubt_is_marked_and_gives_no_share(tmp_path: Path) -> None:
    wrong = report_text(HAISHU, 2021).replace("[36, 4, 0, 0, 0, 0, 40]", "[36, 4, 0, 0, 0, 0, 41]")
    table = table_of(site_of(tmp_path, {**two(), "small": wrong}))
    assert shown(table)[0][2:4] == ["41 核", "…"]
    assert plain_text(table.total[1][2].inlines) == "…"


def test_a_sum_with_a_number_in_doubt_is_marked(tmp_path: Path) -> None:
    wrong = report_text(HAISHU, 2021).replace("[36, 4, 0, 0, 0, 0, 40]", "[36, 4, 0, 0, 0, 0, 41]")
    site = site_of(tmp_path, {**two(), "small": wrong})
    total = table_of(site).total[1]
    mark = total[1].inlines[-1]
    assert isinstance(mark, Link)
    assert mark.target == Anchor(Page("small", 2021), "t3-result-total-total")
    page = page_of(site)
    assert page is not None
    assert page.description is not None
    assert "件（核）" in page.description.partition("办结")[2].partition("，")[0]


def test_a_sum_of_good_numbers_is_not(tmp_path: Path) -> None:
    good = report_text(HAISHU, 2021)
    total = table_of(site_of(tmp_path, {"small": good, "other": good})).total[1]
    assert not any(isinstance(each, Link) for cell in total for each in cell.inlines)


def test_a_single_agency_has_no_such_page(tmp_path: Path) -> None:
    assert page_of(site_of(tmp_path, {"small": report_text(HAISHU, 2021)})) is None


def bytes_of(site: Site, name: str) -> bytes:
    """What is in a file of data."""
    content = site.made[f"reports/{name}"]
    assert isinstance(content, Content)
    return content.read()


def test_the_file_is_described_and_listed(tmp_path: Path) -> None:
    site = site_of(tmp_path, two())
    package, catalog, data = (
        bytes_of(site, name) for name in ("datapackage.json", "catalog.json", "years/2021.csv")
    )
    (table,) = (each for each in json.loads(package)["resources"] if each["path"] == "years/2021.csv")
    header = data.decode("utf-8-sig").splitlines()[0]
    assert [field["name"] for field in table["schema"]["fields"]] == header.split(",")
    assert table["type"] == "table"
    assert [file["path"] for file in json.loads(catalog)["files"]] == ["all.csv", "years/2021.csv"]


def test_the_file_has_the_same_numbers(tmp_path: Path) -> None:
    data = bytes_of(site_of(tmp_path, two(third=FILE)), "years/2021.csv")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows == [
        [
            "agency",
            "name",
            "kind",
            "year",
            "new",
            "result",
            "public",
            "carried_out",
            "review_corrected",
            "review",
            "suit_corrected",
            "suit",
            "gap",
            "doubted",
        ],
        ["other", "other", "部门", "2021", "21", "21", "19.0", "0", "1", "0", "0", "0", "", "review suit"],
        ["small", "small", "部门", "2021", "41", "40", "55.0", "1", "0", "0", "0", "1", "", ""],
        ["third", "third", "部门", "2021", "", "", "", "", "", "", "", "", "address", ""],
    ]


def test_every_number_of_the_table_is_written_and_none_is_drawn_twice(tmp_path: Path) -> None:
    written = html.fromstring(
        agencies_table(HtmlWriter(Page(None, 2021), Addresses()), table_of(site_of(tmp_path, two())))
    )
    rows = written.xpath(".//tbody[@class='rows']/tr")
    assert [[cell.text_content() for cell in row] for row in rows] == shown(
        table_of(site_of(tmp_path / "again", two()))
    )
    assert [len(cell.xpath(".//circle")) for cell in written.xpath(".//tbody[@class='strip']/tr/td")] == [
        0,
        2,
        2,
        2,
        2,
        2,
        0,
        0,
        2,
    ]
    assert written.xpath(".//tbody[@class='rows']//a/@href")[0] == "../../small/2021/"
