"""The index of three hundred agencies over fourteen years, opened without a server: its size, its filter, its print."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from gongkai.addresses import INDEX, Addresses
from gongkai.model import AgencyKind
from gongkai.pages import index_page
from gongkai.writers.html.aids import TOOLS
from gongkai.writers.html.body import HtmlWriter
from gongkai.writers.html.page import html_block
from gongkai.writers.html.style import OF_ALL, OF_OVERVIEWS, OF_PRINT, sheet
from tests.helpers.support import AGENCY, read_files

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.thorough

YEARS = range(2012, 2026)
COUNT = 300
KINDS = tuple(AgencyKind)
REPORT = (
    "年度: 2016\n发布日期: 2017-03-28\n章节: [{标题: 概述, 内容: 依法公开。}]\n"
    "更正: [{日期: 2017-05-04, 说明: 更正一处。}]\n"
)


@pytest.fixture(scope="module")
def body(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the page says: one report and its agency, again and again; each tenth report corrected."""
    archive, _ = read_files(
        tmp_path_factory.mktemp("one"), {"office/agency.yml": AGENCY, "office/2016.yml": REPORT}
    )
    (report,), agency = archive.reports, archive.agencies["office"]
    agencies, reports = {}, {}
    for number in range(COUNT):
        path = f"sample-county/department-{number:03}"
        # The last one begins late and misses a year.
        first = YEARS[10] if number == COUNT - 1 else YEARS[0]
        agencies[path] = replace(
            agency, path=path, name=f"样例县第{number}局", kind=KINDS[number % len(KINDS)], first_year=first
        )
        for year in YEARS:
            if year >= first and (number, year) != (COUNT - 1, 2024):
                kept = report.corrections if (number + year) % 10 == 0 else ()
                reports[path, year] = replace(report, agency=path, year=year, corrections=kept)
    document = index_page(replace(archive, agencies=agencies), reports, YEARS[-1], (), {})
    writer = HtmlWriter(INDEX, Addresses())
    return TOOLS + "\n".join(text for block in document.blocks for text in html_block(block, writer))


REPORTS = COUNT * len(YEARS) - 11


@pytest.fixture(scope="module")
def address(body: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as a file, with our own style and script."""
    folder: Path = tmp_path_factory.mktemp("index")
    (folder / "gongkai.js").write_bytes((resources.files("gongkai") / "assets/gongkai.js").read_bytes())
    (folder / "gongkai.css").write_text("".join(map(sheet, (OF_ALL, OF_OVERVIEWS, OF_PRINT))), encoding="utf-8")
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><link rel="stylesheet" href="gongkai.css">'
        f'<script src="gongkai.js" defer></script></head><body>{body}</body></html>',
        encoding="utf-8",
    )
    return (folder / "index.html").as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, opened."""
    window = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = window.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(address)
    yield opened
    window.close()
    assert errors == []


def shown(page: Page) -> tuple[int, int, str]:
    """Rows of agencies in sight, columns of years in sight, and what the page says of it."""
    rows = "[...document.querySelectorAll('tbody > tr:has(> th[scope=row])')].filter(row => row.checkVisibility()).length"
    columns = "[...document.querySelectorAll('thead th')].filter(head => head.checkVisibility()).length - 1"
    return page.evaluate(rows), page.evaluate(columns), page.inner_text("[role=status]")


def test_size(body: str) -> None:
    """Half a megabyte, the theme around it included, which takes some twenty thousand bytes."""
    assert body.count("<a ") == COUNT + REPORTS
    assert len(body.encode()) < 480_000


class TestFilter:
    """By name, kind and year, each and together."""

    def test_at_first_everything(self, page: Page) -> None:
        assert shown(page) == (COUNT, len(YEARS), f"共{COUNT}个机关，{REPORTS}份报告")

    @pytest.mark.parametrize("words", ["第29局", " 第 ２９ 局", "department-029"])
    def test_name(self, page: Page, words: str) -> None:
        """By part of it, whatever its spaces and digits, or by its folder."""
        page.fill("[name=name]", words)
        assert shown(page) == (1, len(YEARS), "显示1个机关，14份报告")

    def test_kind(self, page: Page) -> None:
        page.select_option("[name=kind]", "部门")
        departments = len(range(KINDS.index(AgencyKind.DEPARTMENT), COUNT, len(KINDS)))
        assert shown(page)[0] == departments
        assert page.inner_text("tbody:not([hidden]) th.kind").split() == [
            "部门",
            f"{departments}个机关",
        ]

    def test_year(self, page: Page) -> None:
        """One column; agencies of which nothing is said in that year are not counted, those without a report are."""
        page.select_option("[name=year]", "2016年")
        assert shown(page) == (COUNT - 1, 1, f"显示{COUNT - 1}个机关，{COUNT - 1}份报告")
        page.select_option("[name=year]", "2024年")
        assert shown(page) == (COUNT, 1, f"显示{COUNT}个机关，{COUNT - 1}份报告")

    def test_together_and_back(self, page: Page) -> None:
        page.fill("[name=name]", "第1")
        page.select_option("[name=kind]", "政府办公室")
        page.select_option("[name=year]", "2020年")
        rows, columns, _ = shown(page)
        assert (0 < rows < 30, columns) == (True, 1)
        page.click("button[type=reset]")
        assert shown(page)[:2] == (COUNT, len(YEARS))
        assert page.evaluate("document.activeElement.name") == "name"

    def test_nothing_found(self, page: Page) -> None:
        page.fill("[name=name]", "没有的局")
        assert shown(page) == (0, len(YEARS), "没有符合条件的机关")

    def test_kept_in_the_address(self, page: Page) -> None:
        """To be sent on, and on the way back."""
        page.fill("[name=name]", "第29局")
        page.select_option("[name=year]", "2020年")
        page.reload()
        assert page.input_value("[name=name]") == "第29局"
        assert shown(page)[:2] == (1, 1)

    def test_an_address_of_another_kind(self, page: Page, address: str) -> None:
        page.goto(f"{address}#kind=%E6%97%A0&year=x&name=%")
        page.reload()
        assert page.input_value("[name=kind]") == page.input_value("[name=year]") == ""

    def test_on_a_phone(self, page: Page) -> None:
        page.set_viewport_size({"width": 360, "height": 800})
        page.select_option("[name=year]", "2024年")
        page.fill("[name=name]", "第299局")
        assert shown(page)[2] == "显示1个机关，0份报告"
        assert page.evaluate("document.scrollingElement.scrollWidth") == 360


def test_the_answer_waits_for_nothing(page: Page) -> None:
    """All rows are right before the browser does anything else: no delay after a letter, no work left for later."""
    counts = page.evaluate(
        """() => {
          const name = document.querySelector('[name=name]'), counts = [];
          for (const words of ['第', '第29', '第299', '第29', '']) {
            name.value = words;
            name.dispatchEvent(new Event('input', {bubbles: true}));
            const heads = [...document.querySelectorAll('table tbody tr:has(td) > th')];
            counts.push(heads.filter(head => head.checkVisibility()).length);
          }
          return counts;
        }"""
    )
    assert counts == [300, 11, 1, 11, 300]


def test_print(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    """The head on every sheet, no control on any."""
    caplog.set_level(logging.ERROR, logger="pdfminer")
    page.select_option("[name=kind]", "部门")
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        sheets = [sheet.extract_text() for sheet in pdf.pages]
    assert len(sheets) > 1
    assert [text for text in sheets if "2025年" not in text] == []
    assert [text for text in sheets if "清除" in text or "长者" in text] == []
