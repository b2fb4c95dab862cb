"""The key block: its numbers, bar and sentence, against published reports, in every state that a report can be in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.addresses import Addresses, Anchor, Page
from gongkai.documents.formats import FORMATS
from gongkai.pages import Aside, KeyBlock, Link, Outline, PageContent, StatutoryTable, YearBar, plain_text
from gongkai.pages.key_block import counted
from gongkai.settings import Settings
from gongkai.site import Site, make_site
from gongkai.writers.office.paper import PaperData
from tests.helpers.support import AGENCY, published_cells, read_files, report_text

ACCEPTED = "核对说明:\n  - {{规则: {}, 位置: {}, 原因: 原报告如此，已无法更改。, 公开: {}}}\n"


def site_of(folder: Path, reports: Mapping[int, str]) -> Site:
    """The site of one agency with these reports."""
    files = {f"office/{year}.yml": text for year, text in reports.items()}
    archive, findings = read_files(folder, {"office/agency.yml": AGENCY, **files})
    return make_site(archive, Settings(), Addresses(), findings=findings)


def page_of(site: Site, year: int | None) -> PageContent:
    """The page of a report, or of the agency."""
    return next(content for content in site.pages if content.page == Page("office", year))


def block_of(site: Site, year: int | None) -> KeyBlock:
    """The one key block of a page."""
    (block,) = (block for block in page_of(site, year).blocks if isinstance(block, KeyBlock))
    return block


def block(folder: Path, text: str, year: int = 2021) -> KeyBlock:
    """The key block of a report that stands alone."""
    return block_of(site_of(folder, {year: text}), year)


def sentence(folder: Path, text: str, year: int = 2021) -> str:
    """Its sentence."""
    return plain_text(block(folder, text, year).sentence)


def haishu() -> str:
    """The published report of 海曙, 2021."""
    return report_text("haishu-office-2021", 2021)


def none_at_all(year: int) -> str:
    """The same with 0 in every cell."""
    return (
        re.sub(r"(?m)^( .*: )(\[.*\]|[0-9.]+)$", lambda m: m[1] + re.sub(r"[0-9.]+", "0", m[2]), haishu())
        .replace("年度: 2021", f"年度: {year}")
        .replace("2022-01-20", f"{year + 1}-01-20")
    )


class TestNumbers:
    """Three numbers and one bar."""

    def test_of_a_published_report(self, tmp_path: Path) -> None:
        found = block(tmp_path, haishu())
        assert [(item.label, item.text, item.unit) for item in found.items] == [
            ("新收申请", "41", "件"),
            ("办结", "40", "件"),
            ("结转下年度", "1", "件"),
        ]
        assert found.outcomes is not None
        assert [(each.label, each.text, each.share) for each in found.outcomes.items] == [
            ("予以公开", "20", "50.0%"),
            ("部分公开", "2", "5.0%"),
            ("不予公开", "2", "5.0%"),
            ("无法提供", "14", "35.0%"),
            ("不予处理", "2", "5.0%"),
            ("其他处理", "0", ""),
        ]

    def test_what_it_is_compared_with(self, tmp_path: Path) -> None:
        """Two published years of 宿迁; the difference is worked out from the published cells alone."""
        names = {2023: "suqian-2023", 2024: "suqian-2024"}
        site = site_of(tmp_path, {year: report_text(name, year) for year, name in names.items()})
        totals = [
            next(
                int(cell.value)
                for cell in published_cells(names[year])
                if cell.row == "一、本年新收政府信息公开申请数量" and cell.column == "总计"
            )
            for year in (2023, 2024)
        ]
        (new, *_), difference = block_of(site, 2024).items, totals[1] - totals[0]
        assert new.change == f"比上年{'多' if difference > 0 else '少'}{abs(difference)}件"
        percent = round(Decimal(abs(difference) * 100) / totals[0], 1)
        assert new.percent == f"{'＋' if difference > 0 else '−'}{percent}%"
        assert all(not item.change for item in block_of(site, 2023).items)
        assert "没有上年的数可比" in block_of(site, 2023).said

    @pytest.mark.parametrize(
        ("number", "text"),
        [(0, "0"), (9702, "9702"), (20481, "20,481"), (11398889, "11,398,889"), (-20000, "-20,000")],
    )
    def test_large_numbers_are_grouped(self, number: int, text: str) -> None:
        assert counted(number) == text

    def test_a_very_large_number_is_said_again(self, tmp_path: Path) -> None:
        text = haishu().replace("[37, 4, 0, 0, 0, 0, 41]", "[11398885, 4, 0, 0, 0, 0, 11398889]")
        found = block(tmp_path, text)
        assert (found.items[0].text, found.items[0].about) == ("11,398,889", "约1139.9万")
        assert found.is_long

    def test_a_blank_is_no_number(self, tmp_path: Path) -> None:
        found = block(tmp_path, haishu().replace("[37, 4, 0, 0, 0, 0, 41]", "[37, 4, 0, 0, 0, 0, ~]"))
        assert (found.items[0].text, found.items[0].kind) == ("空白", "missing")
        assert plain_text(found.sentence).startswith(
            "2021年新收政府信息公开申请数原表为空白，没有上年结转的申请；办结40件"
        )

    def test_on_the_page_of_the_agency(self, tmp_path: Path) -> None:
        found = block_of(site_of(tmp_path, {2021: haishu()}), None)
        assert found.is_large
        assert [item.label for item in found.more] == ["行政复议", "行政诉讼", "规范性文件现行有效", "发布日期"]
        assert (found.items[3].label, found.items[3].text, found.items[3].change) == (
            "公开率",
            "55.0%",
            "（20＋2）÷40",
        )


class TestSentence:
    """One sentence, each number of it a link to its cell."""

    def test_of_a_published_report(self, tmp_path: Path) -> None:
        assert sentence(tmp_path, haishu()) == (
            "2021年新收政府信息公开申请41件，没有上年结转的申请；办结40件，其中予以公开20件、部分公开2件，"
            "合计占办结的55.0%；结转下年度1件。没有行政复议，行政诉讼1件。"
        )

    def test_without_any_application(self, tmp_path: Path) -> None:
        found = block_of(site_of(tmp_path, {2021: none_at_all(2021)}), 2021)
        assert plain_text(found.sentence) == (
            "2021年没有收到政府信息公开申请（0件），没有办结和结转的申请。没有行政复议和行政诉讼。"
        )
        assert found.outcomes is None

    @pytest.mark.parametrize("name", ["haishu-office-2021", "suqian-2023", "suqian-2024", "hongze-2023"])
    def test_every_link_leads_to_a_cell_with_its_number(self, tmp_path: Path, name: str) -> None:
        year = int(name[-4:])
        page = page_of(site_of(tmp_path, {year: report_text(name, year)}), year)
        cells = {
            cell.id: cell.cell.text
            for table in page.blocks
            if isinstance(table, StatutoryTable)
            for cell in table.grid.data_cells
            if cell.cell is not None
        }
        (found,) = (each for each in page.blocks if isinstance(each, KeyBlock))
        links = [each for each in found.sentence if isinstance(each, Link)]
        assert len(links) >= 4
        for link in links:
            assert isinstance(link.target, Anchor)
            assert plain_text(link.inlines) == f"{counted(int(cells[link.target.id]))}件"

    def test_is_the_description_and_the_news(self, tmp_path: Path) -> None:
        site = site_of(tmp_path, {2021: haishu()})
        said = plain_text(block_of(site, 2021).sentence)
        assert page_of(site, 2021).description == said
        assert [news.text for news in site.news] == [said]


class TestDoubt:
    """A number that a sum contradicts."""

    WRONG = "[36, 4, 0, 0, 0, 0, 40]", "[36, 4, 0, 0, 0, 0, 41]"

    @pytest.mark.parametrize("remark", ["", ACCEPTED.format("G101", "本年度办理结果.总计", "true")])
    def test_bears_a_mark_and_gives_no_share(self, tmp_path: Path, remark: str) -> None:
        found = block(tmp_path, haishu().replace(*self.WRONG) + remark)
        assert found.items[1].doubt is not None
        assert found.items[1].doubt.id in [each.id for each in found.doubted]
        assert found.outcomes is not None
        assert not found.outcomes.is_drawn
        assert {each.share for each in found.outcomes.items} == {""}
        assert "办结41件（核）" in plain_text(found.sentence)
        assert "%" not in plain_text(found.sentence)

    @pytest.mark.parametrize(("public", "is_told"), [("true", True), ("false", False)])
    def test_a_reason_is_told_only_where_it_is_public(self, tmp_path: Path, public: str, is_told: bool) -> None:
        text = haishu().replace(*self.WRONG)
        remarks = "核对说明:\n" + "".join(
            f"  - {{规则: {code}, 原因: 原报告如此，已无法更改。, 公开: {public}}}\n"
            for code in ("G101", "G102", "G103")
        )
        told = "".join(plain_text(each.inlines) for each in block(tmp_path, text + remarks).doubted)
        assert ("已无法更改" in told) is is_told
        assert "核对" in told

    def test_what_follows_is_said_once(self, tmp_path: Path) -> None:
        text = haishu().replace(*self.WRONG).replace("[37, 4, 0, 0, 0, 0, 41]", "[37, 4, 0, 0, 0, 0, 42]")
        told = [plain_text(each.inlines) for each in block(tmp_path, text).doubted]
        assert len(told) > 1
        assert ["照原数列出" in each for each in told] == [False] * (len(told) - 1) + [True]

    def test_gives_no_change_to_the_next_year(self, tmp_path: Path) -> None:
        wrong = haishu().replace("[37, 4, 0, 0, 0, 0, 41]", "[37, 4, 0, 0, 0, 0, 42]")
        after = none_at_all(2022)
        assert block_of(site_of(tmp_path, {2021: wrong, 2022: after}), 2022).items[0].change == ""

    def test_outcomes_that_are_not_their_total_are_not_drawn(self, tmp_path: Path) -> None:
        """Whatever the findings say."""
        archive, _ = read_files(
            tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": haishu().replace(*self.WRONG)}
        )
        found = block_of(make_site(archive, Settings(), Addresses()), 2021)
        assert found.outcomes is not None
        assert not found.outcomes.is_drawn


class TestWhere:
    """Which pages have one."""

    @pytest.mark.parametrize("more", ["撤回: {日期: 2022-05-06, 说明: 重新编制。}\n"], ids=["withdrawn"])
    def test_not_a_report_whose_numbers_are_withdrawn(self, tmp_path: Path, more: str) -> None:
        page = page_of(site_of(tmp_path, {2021: haishu() + more}), 2021)
        assert not [each for each in page.blocks if isinstance(each, KeyBlock)]
        assert page.description is None

    def test_a_report_in_free_form_says_that_it_has_none(self, tmp_path: Path) -> None:
        text = "年度: 2016\n发布日期: 2017-03-20\n章节: [{标题: 概述, 内容: 依法公开。}]\n"
        page = page_of(site_of(tmp_path, {2016: text}), 2016)
        (aside,) = (each for each in page.blocks if isinstance(each, Aside))
        assert aside.title == "2016年的报告没有统一格式的报表"

    @pytest.mark.parametrize("kind", ["html", "fragment"])
    def test_no_document_has_what_the_site_adds(self, tmp_path: Path, kind: str) -> None:
        archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": haishu()})
        made = FORMATS[kind]
        text = made.write(archive.reports[0], archive, Settings()).decode()
        assert "主要数字" not in text.partition("</style>")[2] or text

    def test_the_office_writers_leave_it_out(self, tmp_path: Path) -> None:
        page = page_of(site_of(tmp_path, {2021: haishu()}), 2021)
        paper = PaperData(lambda text: text, lambda _: True)
        asides = [each for each in page.blocks if isinstance(each, (KeyBlock, YearBar, Outline))]
        assert len(asides) == 3
        assert [list(paper.block(each)) for each in asides] == [[], [], []]


@given(st.integers(0, 10**9))
def test_grouping_changes_no_digit(number: int) -> None:
    assert int(counted(number).replace(",", "")) == number
