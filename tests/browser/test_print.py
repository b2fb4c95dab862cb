"""A report printed from the browser: A4, no row cut in two, heads repeated, nothing of the screen on paper."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from tests.helpers.public import KINDS, REAL, build_public
from tests.helpers.servers import served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.thorough

A4 = (595, 842)
REPORTS = (KINDS["report"], KINDS["old"], REAL)
# Before and behind the text of each label and the last cell of a row a tiny word, so that each row is known again on paper. The height
# of a line does not change by it.
MARK = """() => [...document.querySelectorAll('.gongkai-title ~ * table')].forEach((table, t) => {
  [...table.rows].forEach((row, r) => [...row.cells].filter((cell, c) => cell.tagName === 'TH' || c === row.cells.length - 1).forEach((cell, c) => {
    if (row.parentElement.tagName === 'THEAD') return;
    const name = `r${t}x${r}x${c}`;
    // A tall cell spans rows: its end belongs to none.
    const ends = cell.rowSpan > 1 ? ['a'] : ['a', 'z'];
    for (const end of ends) {
      const mark = document.createElement('i');
      mark.textContent = ` ${name}${end} `;
      mark.style.cssText = 'position:absolute;font-size:1px;line-height:1px;white-space:nowrap;text-decoration:none';
      cell[end === 'a' ? 'prepend' : 'append'](mark);
    }
  }));
})"""


def printed(page: Page) -> list[str]:
    """The text of each page on paper."""
    pdf = page.pdf(prefer_css_page_size=True)
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for sheet in opened.pages:
            assert (round(sheet.width), round(sheet.height)) == A4
        words = (sheet.extract_words(x_tolerance=0.3) for sheet in opened.pages)
        # Chromium names some characters by the radicals that look like them.
        return [unicodedata.normalize("NFKC", " ".join(word["text"] for word in each)) for each in words]


def split_rows(sheets: list[str]) -> tuple[set[str], int]:
    """The rows of which parts stand on several sheets, and how many rows there are."""
    on: dict[str, set[int]] = {}
    for number, text in enumerate(sheets):
        for row in re.findall(r"r\d+x\d+(?=x\d+[az])", text):
            on.setdefault(row, set()).add(number)
    return {row for row, numbers in on.items() if len(numbers) > 1}, len(on)


@pytest.fixture(scope="module", params=["material"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the reports."""
    theme = str(request.param)
    folder: Path = build_public(tmp_path_factory.mktemp(theme), theme)
    for served_at in served(folder):
        yield f"{served_at}reports/"


both_themes = pytest.mark.parametrize("address", ["material", "mkdocs"], indirect=True)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """The reader of PDF complains of every font that Chromium embeds."""
    caplog.set_level(logging.ERROR, logger="pdfminer")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A reader's dark window."""
    window = browser.new_context(color_scheme="dark", viewport={"width": 1440, "height": 900})
    yield window.new_page()
    window.close()


@pytest.mark.parametrize("path", REPORTS)
def test_no_row_is_cut(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.evaluate(MARK)
    rows = page.evaluate("document.querySelectorAll('.gongkai-title ~ * tbody tr').length")
    split, found = split_rows(printed(page))
    assert split == set()
    assert found == rows


def test_a_long_table_repeats_its_head_and_cuts_no_row(page: Page, address: str) -> None:
    """Made longer than a sheet, with rows of several lines."""
    page.goto(address + REPORTS[0])
    page.evaluate(
        """() => {
          const table = document.querySelector('#t3'), body = table.tBodies[0];
          const rows = [...body.rows].filter(row => !row.querySelector('[rowspan]'));
          for (let n = 0; n < 4; n++) for (const row of rows) body.append(row.cloneNode(true));
        }"""
    )
    page.evaluate(MARK)
    sheets = printed(page)
    split, found = split_rows(sheets)
    assert split == set()
    assert found > 100
    of_table = [text for text in sheets if "r1x" in text]
    assert len(of_table) > 2
    assert [text for text in of_table if "申请人情况" not in text] == []


def test_the_measure_sees_a_row_that_is_cut(page: Page, address: str) -> None:
    """One that is longer than a sheet has to be; so that the tests above can fail."""
    page.goto(address + REPORTS[0])
    page.evaluate("document.querySelector('th:has(+ #t3-granted-natural)').innerHTML += '<br>行'.repeat(200)")
    page.evaluate(MARK)
    assert split_rows(printed(page))[0] != set()


@both_themes
def test_nothing_of_the_screen(page: Page, address: str) -> None:
    """Title, text and tables in black on white; no navigation, control, download or explanation."""
    page.goto(address + REPORTS[0])
    page.click(".gongkai-tools > button")
    page.click(".gongkai-glossary > summary")
    text = "".join(printed(page)).replace(" ", "")
    for there in ("样例区教育局", "2022年政府信息公开工作年度报告", "一、总体情况", "表三", "(七)总计"):
        assert there in text
    for gone in ("长者模式", "当前位置", "JSON", "上一年", "名词说明", "安全一稳定”指", "目录", "搜索", "首页"):
        assert gone not in text
    page.emulate_media(media="print", color_scheme="dark")
    colours = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color]"
    assert page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_a_chosen_size_of_text_does_not_change_paper(page: Page, address: str) -> None:
    page.goto(address + REPORTS[0])
    before = printed(page)
    page.click(".gongkai-tools > button")
    assert printed(page) == before


def test_seven_years_side_by_side_leave_room_for_labels(page: Page, demonstration: Callable[..., Path]) -> None:
    """Also beside amounts with four places, on no more than four sheets."""
    for at in served(demonstration("material")):
        page.goto(f"{at}reports/example-district/education/compare/")
        sheets = [text.replace(" ", "") for text in printed(page)]
    assert len(sheets) <= 4
    for label in ("行政规范性文件:本年制发件数", "行政许可:本年处理决定数量", "行政事业性收费:本年收费金额"):
        assert label in sheets[0]
