"""Late and missing reports in indexes, where a site asks for it: by the days of the rule deadline, without a clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.addresses import Addresses
from gongkai.pages import IndexTable, Legend, PageContent, Tag
from gongkai.rules import rule_settings
from gongkai.settings import SettingsError, make_settings
from gongkai.site import make_site
from tests.helpers.support import read_files

FREE = "年度: {}\n格式: 自由\n发布日期: {}\n章节: [{{标题: 概述, 内容: 依法公开。}}]\n"


def site(folder: Path, reports: dict[str, str], **options: object) -> dict[str, PageContent]:
    """The pages by their agency; the index under the empty name. reports: days by `agency/year`."""
    files = {f"{name}.yml": FREE.format(name[-4:], day) for name, day in reports.items()}
    for agency in {name.partition("/")[0] for name in reports}:
        kind = "政府" if agency == "county" else "部门"
        files[f"{agency}/agency.yml"] = f"名称: {agency}\n类别: {kind}\n起始年度: 2020\n"
    settings = make_settings({"show_late": True, **options}, rule_settings())
    archive, _ = read_files(folder, files, settings)
    pages = make_site(archive, settings, Addresses()).pages
    return {document.page.agency or "": document for document in pages if document.page.year is None}


def tags(document: PageContent) -> dict[str, list[str]]:
    """The tags of a matrix or a list of years, by row."""
    (table,) = (block for block in document.blocks if isinstance(block, IndexTable))
    return {
        text_of(row[0].inlines): [tag.text for cell in row for tag in cell.inlines if isinstance(tag, Tag)]
        for group in table.groups
        for row in group.rows
    }


def text_of(inlines: tuple[object, ...]) -> str:
    """The words of inlines and of the links in them."""
    return "".join(getattr(i, "text", "") or text_of(getattr(i, "inlines", ())) for i in inlines)


@pytest.mark.parametrize(
    ("agency", "day", "late"),
    [
        ("bureau", "2022-01-31", []),
        ("bureau", "2022-02-01", ["逾期"]),
        ("county", "2022-03-31", []),
        ("county", "2022-04-02", ["逾期"]),
    ],
)
def test_the_day_depends_on_the_kind(tmp_path: Path, agency: str, day: str, late: list[str]) -> None:
    pages = site(tmp_path, {f"{agency}/2020": "2021-01-20", f"{agency}/2021": day})
    assert tags(pages[""])[agency] == late


def test_the_page_of_the_agency_says_by_how_many_days(tmp_path: Path) -> None:
    pages = site(tmp_path, {"bureau/2020": "2021-01-20", "bureau/2021": "2022-02-06"})
    assert tags(pages["bureau"]) == {"2021年年度报告": ["逾期6天"], "2020年年度报告": []}


def test_days_of_the_settings(tmp_path: Path) -> None:
    days = {"deadline": {"部门": "01-15"}}
    pages = site(tmp_path, {"bureau/2020": "2021-01-20"}, rules=days)
    assert tags(pages[""])["bureau"] == ["逾期"]


def test_missing_once_the_data_are_past_the_day(tmp_path: Path) -> None:
    """Of a bureau in February, of a county not yet."""
    reports = {"bureau/2020": "2021-01-20", "county/2020": "2021-03-20", "other/2020": "2021-01-20"}
    pages = site(tmp_path, reports | {"other/2021": "2022-02-10"})
    assert tags(pages[""]) == {"bureau": ["未发布"], "county": [], "other": ["逾期"]}
    (legend,) = (block for block in pages[""].blocks if isinstance(block, Legend))
    assert [sign.text for sign in legend.items] == ["月-日", "逾期", "未发布", "—"]


def test_nothing_unless_asked_for(tmp_path: Path) -> None:
    pages = site(tmp_path, {"bureau/2020": "2021-05-20", "other/2021": "2022-05-10"}, show_late=False)
    assert [tag for row in tags(pages[""]).values() for tag in row] == []


def test_a_withdrawn_report_is_not_late(tmp_path: Path) -> None:
    """The year before it is not there."""
    day = "2022-05-20\n撤回: {日期: 2022-06-01, 说明: 重新编制。}"
    reports = {"bureau/2020": "2021-01-20", "bureau/2021": day}
    assert tags(site(tmp_path, reports)[""]) == {"bureau": ["撤回"]}


def test_the_option_is_yes_or_no() -> None:
    with pytest.raises(SettingsError, match="show_late 应为 true 或 false"):
        make_settings({"show_late": "是"}, rule_settings())
