"""The ways on from a page: the bar of years, the outline, the title in the header."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from gongkai.addresses import Addresses, Page
from gongkai.pages import Outline, PageContent, YearBar, plain_text
from gongkai.settings import Settings
from gongkai.site import make_site
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.topic import with_topic
from gongkai.writers.html.ways import year_bar
from tests.helpers.support import AGENCY, read_files

FREE = "年度: {0}\n格式: 自由\n发布日期: {1}-01-20\n章节: [{{标题: 概述, 内容: 依法公开。}}, {{标题: 附录, 内容: 无。}}]\n"


def pages(folder: Path, years: range) -> dict[Page, PageContent]:
    """The pages of one agency with reports of these years."""
    files = {f"office/{year}.yml": FREE.format(year, year + 1) for year in years}
    archive, findings = read_files(folder, {"office/agency.yml": AGENCY, **files})
    return {each.page: each for each in make_site(archive, Settings(), Addresses(), findings=findings).pages}


def bar_of(content: PageContent) -> YearBar:
    """The one bar of a page."""
    (bar,) = (block for block in content.blocks if isinstance(block, YearBar))
    return bar


def strip(content: PageContent) -> html.HtmlElement:
    """The bar as it is written."""
    return html.fragment_fromstring(year_bar(HtmlWriter(content.page, Addresses()), bar_of(content)))


class TestBar:
    """The bar of years."""

    def test_newest_first_and_none_is_a_link_to_itself(self, tmp_path: Path) -> None:
        bar = strip(pages(tmp_path, range(2012, 2018))[Page("office", 2015)])
        assert bar.xpath("ol/li/*/text()") == ["2017", "2016", "2015", "2014", "2013", "2012"]
        assert bar.xpath("ol/li/*[@aria-current='page']/text()") == ["2015"]
        assert bar.xpath("ol/li/a/@href") == [f"../{year}/" for year in (2017, 2016, 2014, 2013, 2012)]

    @pytest.mark.parametrize(
        ("current", "near"),
        [(2017, [2017, 2016, 2015]), (2014, [2015, 2014, 2013]), (2006, [2008, 2007, 2006])],
    )
    def test_a_phone_shows_three_years_around_the_current_one(
        self, tmp_path: Path, current: int, near: list[int]
    ) -> None:
        bar = strip(pages(tmp_path, range(2006, 2018))[Page("office", current)])
        assert [int(year) for year in bar.xpath("ol/li[not(@class)]/*/text()")] == near
        assert len(bar.xpath("ol/li[not(@class='far')]")) == 9
        assert bar.xpath("span[@class='all far']/a/text()") == ["全部12年"]

    def test_a_single_year_says_so(self, tmp_path: Path) -> None:
        assert bar_of(pages(tmp_path, range(2016, 2017))[Page("office", 2016)]).remark == "本站只有这一年的报告"

    def test_no_year_of_the_agency_is_current(self, tmp_path: Path) -> None:
        bar = bar_of(pages(tmp_path, range(2012, 2018))[Page("office")])
        assert not [year for year in bar.years if year.is_current]
        assert bar.everything is None


def test_the_outline_has_every_section(tmp_path: Path) -> None:
    content = pages(tmp_path, range(2016, 2017))[Page("office", 2016)]
    (block,) = (each for each in content.blocks if isinstance(each, Outline))
    assert block.title == "目录：两个部分"
    assert [plain_text(link.inlines) for link in block.items] == ["概述", "附录"]


class TestTopic:
    """What a theme's header keeps while a page scrolls."""

    HEADER = '<div data-md-component="header-topic">\n <span class="md-ellipsis">\n{}\n</span></div>'

    def test_the_year_stands_first(self) -> None:
        assert "2021年　R&amp;D局" in with_topic(self.HEADER.format("R&amp;D局2021年报告"), "2021年　R&D局")

    def test_a_page_of_another_theme_stays(self) -> None:
        assert with_topic("<p>2021年</p>", "2021年　教育局") == "<p>2021年</p>"
