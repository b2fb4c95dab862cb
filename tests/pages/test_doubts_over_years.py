"""A number that a sum contradicts, on the page of its agency and in the comparison: marked, and nothing worked out of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from gongkai.addresses import Addresses, Page
from gongkai.pages import ComparedCell, ComparisonTable, Drawing, IndexTable, PageContent, Paragraph, plain_text
from gongkai.series.charts import is_drawn
from gongkai.settings import Settings
from gongkai.site import make_site
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.comparison import comparison_table
from tests.helpers.support import AGENCY, read_files, report_text

YEARS = (2021, 2022, 2023)
TOTAL = "[36, 4, 0, 0, 0, 0, 40]", "[36, 4, 0, 0, 0, 0, 41]"
ACCEPTED = "核对说明:\n  - {规则: G101, 位置: 本年度办理结果.总计, 原因: 原报告如此。}\n"


def page(folder: Path, wrong: tuple[str, str], more: str = "", *, is_comparison: bool = False) -> PageContent:
    """A page of an agency of three years, the second with a cell that is wrong."""
    texts = {year: report_text("haishu-office-2021", year) for year in YEARS}
    texts[2022] = texts[2022].replace(*wrong) + more
    files = {f"office/{year}.yml": text for year, text in texts.items()}
    archive, findings = read_files(folder, {"office/agency.yml": AGENCY, **files})
    site = make_site(archive, Settings(), Addresses(), findings=findings)
    wanted = Page("office", is_comparison=is_comparison)
    return next(content for content in site.pages if content.page == wanted)


def key_numbers(content: PageContent) -> dict[str, list[str]]:
    """The rows of the table of key numbers, by year, each as its texts."""
    table = next(b for b in content.blocks if isinstance(b, IndexTable) and plain_text(b.header[2]) == "新收")
    rows = [[plain_text(cell.inlines) for cell in row] for group in table.groups for row in group.rows]
    return {row[0]: row[2:] for row in rows}


def drawings(content: PageContent) -> dict[str, Drawing]:
    """The charts by their ids."""
    return {block.chart.id: block for block in content.blocks if isinstance(block, Drawing)}


def compared(content: PageContent, label: str) -> tuple[ComparedCell, ...]:
    """The cells of the totals of that row, newest first."""
    table = next(b for b in content.blocks if isinstance(b, ComparisonTable) and b.id == "t3-total")
    return next(row.cells for group in table.groups for row in group.rows if row.label == label)


@pytest.mark.parametrize("more", ["", ACCEPTED], ids=["open", "accepted"])
def test_the_table_marks_it_and_gives_no_share(tmp_path: Path, more: str) -> None:
    rows = key_numbers(page(tmp_path, TOTAL, more))
    assert rows["2021年"][1:3] == ["40", "55.0%"]
    assert rows["2022年"][1:3] == ["41 核", "…"]


def test_an_outcome_in_doubt_gives_no_share_either(tmp_path: Path) -> None:
    rows = key_numbers(page(tmp_path, ("[2, 0, 0, 0, 0, 0, 2]", "[2, 0, 0, 0, 0, 0, 3]")))
    assert rows["2022年"][2] == "…"


def test_the_chart_leaves_the_year_out_and_says_why(tmp_path: Path) -> None:
    drawing = drawings(page(tmp_path, TOTAL))["chart-results"]
    assert [is_drawn(drawing.chart, index) for index in range(3)] == [True, False, True]
    assert drawing.chart.words[1] == "数字待核"
    assert "2022年数字待核" in drawing.chart.description
    assert "标“核”的数" in drawing.caption


def test_a_chart_whose_numbers_are_sure_has_every_year(tmp_path: Path) -> None:
    drawing = drawings(page(tmp_path, ("复议后起诉: [0, 0, 0, 0, 0]", "复议后起诉: [0, 0, 0, 0, 1]")))[
        "chart-results"
    ]
    assert all(is_drawn(drawing.chart, index) for index in range(3))


def test_the_comparison_marks_it_and_compares_neither_year_with_it(tmp_path: Path) -> None:
    content = page(tmp_path, TOTAL, is_comparison=True)
    after, wrong, before = compared(content, "（七）总计")
    assert [cell.text for cell in (after, wrong, before)] == ["40", "41", "40"]
    assert [cell.doubt is not None for cell in (after, wrong, before)] == [False, True, False]
    assert [cell.change for cell in (after, wrong, before)] == ["不比", "不比", ""]
    legend = next(plain_text(b.inlines) for b in content.blocks if isinstance(b, Paragraph))
    assert "“核”与其他数不符" in legend
    assert "“不比”" in legend


def test_the_mark_leads_to_the_cell_of_its_year(tmp_path: Path) -> None:
    content = page(tmp_path, TOTAL, is_comparison=True)
    table = next(b for b in content.blocks if isinstance(b, ComparisonTable) and b.id == "t3-total")
    written = html.fromstring(comparison_table(HtmlWriter(content.page, Addresses()), table))
    (link,) = {
        each.get("href") for each in written.xpath(".//td/sup/a") if each.getparent().getparent().text == "41"
    }
    assert link == "../2022/#t3-result-total-total"


def test_without_a_finding_nothing_is_marked(tmp_path: Path) -> None:
    content = page(tmp_path, ("", ""), is_comparison=True)
    assert [cell.doubt for cell in compared(content, "（七）总计")] == [None, None, None]
