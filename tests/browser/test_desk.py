"""The desk in chromium, opened from file:// without a network: typed, pasted, opened, checked and saved."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from gongkai.model import Report, read_archive
from gongkai.pages import report_page
from gongkai.tables import cell_id
from gongkai.writers.html.fragment import write_fragment
from gongkai.writers.office.docx import write_docx
from tests.helpers.desk import READY, START, at_work, by_command, checked, open_file, saved, values
from tests.helpers.support import AGENCY, ROOT, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Page

HAISHU = (ROOT / "data/haishu-office/2021.yml").read_text(encoding="utf-8")
AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]}).then(
  found => found.violations.map(each => [each.id, each.nodes.slice(0, 3).map(node => node.html.slice(0, 120))]))"""


def texts(report: Report) -> dict[str, list[str]]:
    return {id_: [line.text for line in each.lines] for id_, each in report.narratives.items()}


def test_the_sample_typed_from_an_empty_desk(page: Page, tmp_path: Path) -> None:
    """Numbers by keys alone, row by row; the saved file says the same, and so do its findings."""
    sample, _ = by_command(tmp_path / "sample", HAISHU)
    assert sample is not None
    page.fill("#office-name", "样例区人民政府办公室")
    page.select_option("#office-kind", "政府办公室")
    page.wait_for_selector(READY, timeout=START)
    for table in sample.form.tables:
        page.focus(f"#{cell_id(table.cells[0])}")
        for name in table.cells:
            page.keyboard.type(sample.cells[name].text)
            page.keyboard.press("Tab")
    *others, last = [section for section in sample.form.sections if section.table is None]
    for section in others:
        page.fill(f'textarea[data-section="{section.key}"]', "\n".join(texts(sample)[section.id]))
    with at_work(page):
        page.fill(f'textarea[data-section="{last.key}"]', "\n".join(texts(sample)[last.id]))
    told = checked(page)
    text = saved(page)
    typed, expected = by_command(tmp_path / "typed", text)
    assert typed is not None
    assert {name: cell.text for name, cell in typed.cells.items()} == {
        name: cell.text for name, cell in sample.cells.items()
    }
    assert texts(typed) == texts(sample)
    assert told == expected


def test_a_page_drawn_anew_takes_no_key_away(page: Page) -> None:
    page.focus("#t3-partial-natural")
    page.keyboard.type("1")
    before = page.query_selector("#t3-partial-natural")
    assert before is not None
    page.evaluate(
        "document.getElementById('office-kind').dispatchEvent(new Event('change', { bubbles: true }))"
    )
    before.wait_for_element_state("hidden")
    page.keyboard.type("8")
    assert page.input_value("#t3-partial-natural") == "18"
    page.click("[data-action=undo]")


def test_one_cell_one_line_and_undo(page: Page, tmp_path: Path) -> None:
    open_file(page, "2021.yml", HAISHU)
    assert checked(page) == by_command(tmp_path, HAISHU)[1]
    assert page.locator("#findings .suspect").count() == 0
    with at_work(page):
        page.fill("#t3-granted-natural", "17")
    assert checked(page) == by_command(tmp_path, HAISHU.replace("[18, 2,", "[17, 2,"))[1]
    assert "17" in page.inner_text("#findings .suspect > p")
    assert page.get_attribute("#t3-granted-natural", "aria-invalid") == "true"
    changed = saved(page)
    lines = zip(HAISHU.splitlines(), changed.splitlines(), strict=True)
    assert [other.strip() for one, other in lines if one != other] == ["予以公开: [17, 2, 0, 0, 0, 0, 20]"]
    page.click("#findings .suspect > p .act")
    assert page.input_value("#t3-granted-natural") == "18"
    page.click("[data-action=undo]")
    assert page.input_value("#t3-granted-natural") == "17"
    page.click("[data-action=undo]")
    page.wait_for_selector(READY)
    assert saved(page) == HAISHU


def test_keys_of_a_table(page: Page) -> None:
    page.focus("#t3-new-business")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("／")
    assert page.input_value("#t3-carried-in-business") == "/"
    page.keyboard.press("Delete")
    page.keyboard.press("Alt+0")
    assert page.input_value("#t3-carried-in-business") == "0"
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "t3-granted-natural"
    page.keyboard.type("99")
    page.keyboard.press("Escape")
    assert page.input_value("#t3-granted-natural") == "18"
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("=")
    assert page.input_value("#t3-granted-total") == "20"
    assert "✓" in page.inner_text("#t3-granted-total >> xpath=ancestor::tr >> css=.gutter")


EXCEL = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><!--StartFragment--><table><col width=64>'
    "<tr><td class=xl65 align=right>5</td><td align=right>6</td></tr>"
    "<tr><td align=right>1,204</td><td>&nbsp;</td></tr></table><!--EndFragment--></body></html>"
)
WORD = (
    "<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><table class=MsoTableGrid><tr>"
    "<td><p class=MsoNormal>（二）部分公开（区分处理的，只计这一情形，不计其他情形）</p></td>"
    + "".join(f"<td><p class=MsoNormal><span lang=EN-US>{n}</span></p></td>" for n in range(1, 8))
    + "</tr></table></body></html>"
)
PASTED_WHOLE = """html => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  document.activeElement.blur();
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
PASTE = """([id, html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  document.getElementById(id).dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize(
    ("at", "html", "text", "cells"),
    [
        (
            "t3-granted-natural",
            EXCEL,
            "",
            {
                "t3-granted-natural": "5",
                "t3-granted-business": "6",
                "t3-partial-natural": "1204",
                "t3-partial-business": "",
            },
        ),
        ("t3-new-natural", WORD, "", {"t3-partial-natural": "1", "t3-partial-total": "7"}),
        ("t4-review-upheld", "", "1\t2\t/\r\n", {"t4-review-upheld": "1", "t4-review-otherwise": "/"}),
    ],
)
def test_a_block_is_shown_then_filled_in_one_step(
    page: Page, at: str, html: str, text: str, cells: dict[str, str]
) -> None:
    page.focus(f"#{at}")
    before = values(page)
    page.evaluate(PASTE, [at, html, text])
    page.wait_for_selector("#dialog[open] .plan")
    assert values(page) == before
    page.click("#dialog [data-confirm]")
    assert {each: page.input_value(f"#{each}") for each in cells} == cells
    page.click("[data-action=undo]")
    assert values(page) == before


def test_a_block_too_wide_is_refused_whole(page: Page) -> None:
    before = values(page)
    page.evaluate(PASTE, ["t3-new-other", "", "1\t2\t3\n4\t5\t6"])
    page.wait_for_selector("#trouble:not([hidden])")
    assert "3 列" in page.inner_text("#trouble")
    assert values(page) == before


def test_a_word_file_fills_all_cells(page: Page, tmp_path: Path) -> None:
    write_files(tmp_path, {"data/office/agency.yml": AGENCY, "data/office/2021.yml": HAISHU})
    archive, _ = read_archive(tmp_path / "data", tmp_path)
    (report,) = archive.reports
    open_file(page, "2021年报.docx", write_docx(report, archive))
    page.wait_for_selector("#office-name:disabled")
    page.wait_for_selector(READY, timeout=START)
    assert values(page) == {cell_id(name): cell.text for name, cell in report.cells.items()}


def test_a_whole_document_pasted_is_read(page: Page, tmp_path: Path) -> None:
    write_files(tmp_path, {"data/office/agency.yml": AGENCY, "data/office/2021.yml": HAISHU})
    archive, _ = read_archive(tmp_path / "data", tmp_path)
    (report,) = archive.reports
    page.evaluate("document.getElementById('t3-new-natural').value = 'x'")
    page.evaluate(PASTED_WHOLE, write_fragment(report_page(report, archive), {}).decode())
    expect(page.locator("#t3-new-natural")).to_have_value("37", timeout=START)
    page.wait_for_selector(READY)
    assert values(page) == {cell_id(name): cell.text for name, cell in report.cells.items()}


def test_a_folder_with_its_neighbours(page: Page, tmp_path: Path) -> None:
    """What is wrong with all of them, as `check` of the folder says."""
    before = HAISHU.replace("年度: 2021", "年度: 2020")
    write_files(tmp_path, {"data/office/agency.yml": AGENCY, "data/office/2020.yml": before})
    _, expected = by_command(tmp_path, HAISHU)
    page.set_input_files("input[data-action=open-folder]", tmp_path / "data")
    page.wait_for_selector("#folder-report")
    assert checked(page) == expected
    assert page.inner_text("td:has(> #t3-new-natural) .before") == "37"


def test_what_it_cannot_read_is_one_line(page: Page) -> None:
    open_file(page, "旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1WordDocument")
    page.wait_for_selector("#trouble:not([hidden])")
    assert "另存为 docx" in page.inner_text("#trouble")


def test_the_preview_is_the_published_page(page: Page) -> None:
    page.click("[data-action=preview]")
    frame = page.frame_locator("#dialog iframe")
    assert frame.locator("#t3-granted-natural").inner_text() == "18"
    page.click("#dialog .buttons button:last-child")


@pytest.mark.parametrize(("width", "scheme"), [(1366, "dark"), (360, "light")])
def test_it_can_be_used_by_everybody(page: Page, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    page.emulate_media(color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # What stands over cells while one types would hide a part of some.
    page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []


def test_a_reload_loses_nothing(page: Page, desk: str) -> None:
    """What was not saved is offered, never opened by itself, and gone once it is saved."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.fill("#t3-new-natural", "38")
    page.goto(desk)
    page.wait_for_selector(READY, timeout=START)
    assert page.input_value("#t3-new-natural") == ""
    with at_work(page):
        page.click("#copies button.main")
    assert page.input_value("#t3-new-natural") == "38"
    assert "本年新收政府信息公开申请数量: [38, 4" in saved(page)
    assert page.evaluate("localStorage.length") == 0
