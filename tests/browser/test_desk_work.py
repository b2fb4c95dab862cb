"""What the desk helps with beyond typing: doubts of a reading, proposals, references, notes, rows, and where it is saved."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import expect

from gongkai.documents.formats import FORMATS
from gongkai.model import read_archive
from gongkai.settings import Settings
from tests.helpers.desk import READY, START, open_file, saved
from tests.helpers.marked import slip
from tests.helpers.servers import served
from tests.helpers.support import AGENCY, ROOT, report_text, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SAMPLE = report_text("haishu-office-2021", 2021)
HAISHU = (ROOT / "data/haishu-office/2021.yml").read_text(encoding="utf-8")
OVERVIEW = 'textarea[data-section="总体情况"]'
LINKED = '[data-marks="总体情况"] .linked'
HANDLE = """() => {
  const held = { name: "2021.yml", kind: "file", text: "" };
  held.handle = {
    name: "2021.yml", kind: "file",
    queryPermission: async () => "prompt",
    requestPermission: async () => { held.asked = true; return "granted"; },
    createWritable: async () => ({ write: async (text) => { held.text = text; }, close: async () => {} }),
  };
  window.held = held;
}"""
DROP = """(text) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([text], "2021.yml"));
  DataTransferItem.prototype.getAsFileSystemHandle = async () => window.held.handle;
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


def ready(page: Page) -> None:
    page.wait_for_selector(READY, timeout=START)


def opened(page: Page, text: str, name: str = "2021.yml") -> None:
    page.evaluate("document.activeElement.blur()")
    open_file(page, name, text)
    ready(page)


def as_page(folder: Path, *slips: tuple[str, str]) -> str:
    """The sample as a page of a portal, some cells typed otherwise: pairs of id and text."""
    write_files(folder, {"data/office/agency.yml": AGENCY, "data/office/2021.yml": SAMPLE})
    archive, _ = read_archive(folder / "data", folder)
    made = FORMATS["html"].write(archive.reports[0], archive, Settings()).decode()
    for name, typed in slips:
        head, _, rest = made.partition(f'id="{name}"')
        cell, _, after = rest.partition("</td>")
        made = f'{head}id="{name}"{cell[: cell.index(">") + 1]}{typed}</td>{after}'
    return made


def test_what_is_in_doubt_is_blank_until_somebody_has_looked(page: Page, tmp_path: Path) -> None:
    text = as_page(tmp_path, ("t3-granted-natural", "l8"), ("t3-partial-natural", "2件"))
    opened(page, text, "2021.html")
    doubts = page.locator("#doubts li:not(.done):has([data-value])")
    assert doubts.count() == 2
    assert page.locator("td[data-doubt]").count() == 2
    assert page.input_value("#t3-granted-natural") == page.input_value("#t3-partial-natural") == ""
    first = doubts.first
    assert "l8" in first.inner_text()
    assert first.locator("button.main").inner_text() == "取 18，与各项之和相合"
    first.locator("button.main").click()
    assert page.input_value("#t3-granted-natural") == "18"
    page.click("[data-action=undo]")
    assert doubts.count() == 2
    page.click("[data-action=redo]")
    page.fill("#t3-partial-natural", "2")
    assert page.locator("td[data-doubt]").count() == 0
    ready(page)
    assert page.locator("#saved").get_attribute("data-unsaved") == "1"


def test_the_source_stands_beside_what_is_in_doubt(page: Page, tmp_path: Path) -> None:
    typed = ("t3-granted-natural", "l8"), ("t3-partial-natural", "2件"), ("t3-new-business", "4件")
    opened(page, as_page(tmp_path, *typed), "2021.html")
    here = page.locator("#doubts .source .here")
    first = page.locator("#doubts li:has([data-value])").first.inner_text()
    expect(here).to_have_text(next(text for _, text in typed if text in first))
    page.locator("#doubts li:has([data-value])", has_text="2件").click()
    expect(here).to_have_text("2件")
    page.click("[data-action=take-all]")
    assert [page.input_value(f"#{id_}") for id_, _ in typed] == ["", "2", "4"]
    ready(page)


def test_what_a_finding_proposes_is_done_by_a_button(page: Page) -> None:
    opened(page, slip(SAMPLE, "本机关依法公开政府信息。", "本机关依法公开政府信息。予以公开36件。"))
    page.click("#findings [data-code=G501] button.act")
    assert "予以公开20件" in page.input_value(OVERVIEW)
    ready(page)
    assert page.locator("#findings [data-code=G501]").count() == 0
    assert "予以公开{{ 予以公开.总计 }}件" in saved(page)
    page.click("[data-action=undo]")
    assert "予以公开36件" in page.input_value(OVERVIEW)


def test_a_number_of_a_chapter_becomes_a_reference(page: Page) -> None:
    opened(page, slip(SAMPLE, "本机关依法公开政府信息。", "本机关依法公开政府信息。予以公开20件。"))
    numbers = page.locator('[data-numbers="总体情况"]')
    assert numbers.locator("summary").inner_text() == "本章数字：1 个可引用"
    numbers.locator("summary").click()
    numbers.locator("li button").click()
    assert "予以公开20件" in page.input_value(OVERVIEW)
    assert page.inner_text(LINKED) == "20"
    ready(page)
    assert "予以公开{{ 予以公开.总计 }}件" in saved(page)
    page.click('[data-numbers="总体情况"] [data-linked] button')
    ready(page)
    assert "予以公开20件" in saved(page)


def test_numbers_are_marked_where_they_stand(page: Page) -> None:
    opened(
        page, slip(SAMPLE, "本机关依法公开政府信息。", "新收{{ 新收.总计 }}件，予以公开20件，办结总计39件。")
    )
    marks = page.locator('[data-marks="总体情况"] span')
    kinds = marks.evaluate_all("all => all.map(one => [one.className, one.textContent])")
    assert ["linked", "41"] in kinds
    assert ["agrees", "20"] in kinds
    assert ["differs", "39"] in kinds


REFERRING = slip(SAMPLE, "本机关依法公开政府信息。", "公开{{ 予以公开.总计 }}件，{{ 新收.总计 }}件申请。")


def test_a_reference_is_a_number_to_whoever_types(page: Page) -> None:
    """The field shows the number; what is typed around it leaves every link of the file as it stands."""
    opened(page, REFERRING)
    assert page.input_value(OVERVIEW).startswith("公开20件，41件申请。")
    page.locator(OVERVIEW).evaluate("area => { area.focus(); area.setSelectionRange(2, 2); }")
    page.keyboard.type("了信息")
    ready(page)
    assert page.input_value(OVERVIEW).startswith("公开了信息20件，41件申请。")
    assert "公开了信息{{ 予以公开.总计 }}件，{{ 新收.总计 }}件申请。" in saved(page)
    page.focus(OVERVIEW)
    for _ in "了信息":
        page.keyboard.press("Backspace")
    ready(page)
    assert saved(page) == REFERRING


@pytest.mark.parametrize(
    ("place", "keys", "text"),
    [
        (3, "5", "公开250件，{{ 新收.总计 }}件申请。"),
        (4, "0", "公开200件，{{ 新收.总计 }}件申请。"),
        (4, "Backspace", "公开2件，{{ 新收.总计 }}件申请。"),
        (2, "Delete", "公开0件，{{ 新收.总计 }}件申请。"),
        (6, "约", "公开{{ 予以公开.总计 }}件，约{{ 新收.总计 }}件申请。"),
    ],
)
def test_who_types_into_the_number_breaks_its_link(page: Page, place: int, keys: str, text: str) -> None:
    opened(page, REFERRING)
    page.evaluate("document.getElementById('said').textContent = ''")
    page.locator(OVERVIEW).evaluate(f"area => {{ area.focus(); area.setSelectionRange({place}, {place}); }}")
    page.keyboard.press(keys) if keys.isalpha() and keys.isascii() else page.keyboard.type(keys)
    ready(page)
    assert text in saved(page)
    assert ("不再引用" in page.inner_text("#said")) == (keys != "约")
    page.keyboard.press("Control+z")
    ready(page)
    assert saved(page) == REFERRING


def test_a_cell_that_changes_changes_its_numbers(page: Page) -> None:
    opened(page, REFERRING)
    page.fill("#t3-granted-total", "21")
    ready(page)
    assert page.input_value(OVERVIEW).startswith("公开21件")
    page.fill("#t3-granted-total", "20")
    ready(page)
    assert saved(page) == REFERRING


def test_typed_braces_become_the_number(page: Page) -> None:
    opened(page, SAMPLE)
    page.locator(OVERVIEW).press("Control+Home")
    page.keyboard.type("{{ 新收.总计 }}件。")
    expect(page.locator(OVERVIEW)).to_have_value(re.compile("^41件。"))
    page.keyboard.type("依法")
    ready(page)
    assert "  {{ 新收.总计 }}件。依法" in saved(page)


@pytest.mark.parametrize("width", [360, 700, 1366])
def test_marks_lie_under_what_they_mark(page: Page, width: int) -> None:
    """The text behind the field breaks where that of the field breaks: the heights are equal."""
    page.set_viewport_size({"width": width, "height": 780})
    opened(page, HAISHU)
    heights = page.evaluate(
        """key => { const area = document.querySelector(`textarea[data-section="${key}"]`), marks = area.previousSibling;
          marks.style.bottom = 'auto'; area.style.height = '0';
          const found = [marks.getBoundingClientRect().height, area.scrollHeight + 2]; marks.style.bottom = ''; return found; }""",
        "总体情况",
    )
    assert abs(heights[0] - heights[1]) <= 1
    page.set_viewport_size({"width": 1440, "height": 900})


def test_blank_totals_are_summed_and_nothing_over_a_blank(page: Page) -> None:
    opened(page, SAMPLE)
    for name in ("new-total", "granted-total", "result-total-business", "granted-business"):
        page.fill(f"#t3-{name}", "")
    page.click("section:has(#t3-new-total) [data-action=fill-totals]")
    assert page.input_value("#t3-new-total") == "41"
    assert page.input_value("#t3-granted-total") == page.input_value("#t3-result-total-business") == ""
    page.fill("#t3-granted-business", "2")
    page.click("section:has(#t3-new-total) [data-action=fill-totals]")
    assert page.input_value("#t3-granted-total") == "20"
    ready(page)
    assert saved(page) == SAMPLE


def test_the_lines_that_will_change_are_shown(page: Page) -> None:
    opened(page, HAISHU)
    assert page.locator("[data-action=changes]").is_hidden()
    page.fill("#t3-granted-natural", "19")
    page.click("[data-action=changes]")
    page.click("#dialog details summary")
    dialog = page.inner_text("#dialog")
    assert "改动 1 行" in dialog
    assert "予以公开: [18," in dialog
    assert "予以公开: [19," in dialog
    with page.expect_download() as download:
        page.click("#dialog button.main")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text == HAISHU.replace("予以公开: [18,", "予以公开: [19,")
    assert page.locator("[data-action=changes]").is_hidden()


def test_the_menu_of_a_cell(page: Page) -> None:
    """By the keyboard: a stroke, a note."""
    opened(page, SAMPLE)
    page.focus("#t2-penalty-decisions")
    page.keyboard.press("Shift+F10")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#t2-penalty-decisions") == "/"
    assert page.evaluate("document.activeElement.id") == "t2-penalty-decisions"
    page.focus("#t2-licence-decisions")
    page.keyboard.press("Shift+F2")
    page.fill("#note-text", "其中修订16件")
    page.click("#dialog [data-confirm]")
    ready(page)
    text = saved(page)
    assert "行政处罚: /" in text
    assert "行政许可: {值: 0, 注: 其中修订16件}" in text


def test_a_row_that_the_form_has_not(page: Page) -> None:
    opened(page, SAMPLE)
    page.fill("#t2-licence-decisions", "5")
    page.click("[data-action=add-row][data-table=t2]")
    page.fill("#row-label", "其他主动公开文件")
    page.click("#dialog [data-confirm]")
    page.wait_for_selector("#t2-x1-in-force")
    page.fill("#t2-x1-in-force", "9")
    ready(page)
    text = saved(page)
    assert "行政许可: 5" in text
    assert "标签: 其他主动公开文件" in text
    assert "现行有效件数: 9" in text


def test_a_row_is_taken_back_and_what_came_before_it_too(page: Page) -> None:
    opened(page, SAMPLE)
    page.fill("#t2-licence-decisions", "5")
    page.click("[data-action=add-row][data-table=t2]")
    page.fill("#row-label", "其他主动公开文件")
    page.click("#dialog [data-confirm]")
    page.wait_for_selector("#t2-x1-in-force")
    page.fill("#t2-x1-in-force", "9")
    page.click("[data-action=undo]")
    assert page.input_value("#t2-x1-in-force") == ""
    page.click("[data-action=undo]")
    page.wait_for_selector("#t2-x1-in-force", state="detached")
    assert page.input_value("#t2-licence-decisions") == "5"
    page.click("[data-action=undo]")
    ready(page)
    assert page.input_value("#t2-licence-decisions") != "5"
    assert saved(page) == SAMPLE
    for _ in range(3):
        page.click("[data-action=redo]")
        ready(page)
    assert "现行有效件数: 9" in saved(page)


def test_corrections_attachments_and_headings(page: Page) -> None:
    opened(page, SAMPLE)
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    page.fill("[data-list=更正][data-item='0'][data-part=日期]", "2022-03-02")
    page.fill("[data-list=更正][data-item='0'][data-part=位置]", "予以公开.自然人")
    page.fill("[data-list=更正][data-item='0'][data-part=说明]", "原为17，现更正为18")
    page.fill("[data-list=更正][data-item='1'][data-part=日期]", "2022-03-03")
    page.fill("[data-list=更正][data-item='1'][data-part=说明]", "二")
    page.fill("[id='head-章节标题.五']", "问题和打算")
    page.fill("#head-抬头", "样例区")
    page.fill('textarea[data-section="主动公开政府信息情况/表注"]', "不含街道。")
    ready(page)
    text = saved(page)
    assert "  - {日期: 2022-03-02, 位置: 予以公开.自然人, 说明: " in text
    assert "  - {日期: 2022-03-03, 说明: 二}" in text
    assert "章节标题: {五: 问题和打算}" in text
    assert "\n抬头: 样例区\n" in text
    assert '  表注: "不含街道。"' in text


def test_a_table_of_the_office_s_own(page: Page) -> None:
    opened(page, "年度: 2016\n章节:\n  - 标题: 概述\n    内容: |\n      依法公开。\n", "2016.yml")
    page.click("[data-action=own-table]")
    page.fill("[data-row='1'][data-column='0']", "公开信息")
    page.fill("[data-row='1'][data-column='1']", "95")
    page.click("text=加一行")
    page.fill("[data-row='2'][data-column='0']", "其中政策")
    page.click("[data-action=add-section]")
    page.fill("#section-title", "附表")
    page.click("#dialog [data-confirm]")
    page.wait_for_selector("textarea[data-section='章节/1']")
    page.fill("textarea[data-section='章节/1']", "没有。")
    ready(page)
    text = saved(page)
    assert "表: {列: [项目, 数量], 行: [[公开信息, 95], [其中政策, ~]]}" in text
    assert "标题: 附表" in text


def test_what_was_typed_is_set_aside_when_something_else_is_opened(page: Page) -> None:
    opened(page, SAMPLE)
    page.evaluate("localStorage.clear()")
    page.fill("#t3-new-natural", "38")
    opened(page, HAISHU.replace("年度: 2021", "年度: 2022"), "2022.yml")
    assert page.input_value("#t3-new-natural") == "37"
    page.locator("#copies [data-copy] button.main").last.click()
    expect(page.locator("#t3-new-natural")).to_have_value("38", timeout=START)
    ready(page)
    assert "申请数量: [38," in saved(page)
    assert page.evaluate("localStorage.length") == 0


KEEPS = "Object.keys(localStorage).filter(key => key.startsWith('gongkai-desk:'))"


def test_a_copy_that_was_erased_comes_back_with_the_next_change_alone(page: Page) -> None:
    opened(page, SAMPLE)
    page.evaluate("localStorage.clear()")
    page.fill("#t3-new-natural", "38")
    ready(page)
    assert len(page.evaluate(KEEPS)) == 1
    page.evaluate("document.querySelector('[data-action=erase]').click()")
    page.click("#dialog [data-confirm]")
    page.wait_for_timeout(3500)
    assert page.evaluate(KEEPS) == []
    page.fill("#t3-new-natural", "39")
    ready(page)
    assert len(page.evaluate(KEEPS)) == 1
    saved(page)
    assert page.evaluate(KEEPS) == []


def test_an_office_that_gets_its_name_has_one_copy(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.goto(desk)
    ready(page)
    page.fill("#t3-new-natural", "5")
    ready(page)
    page.fill("#office-name", "样例区教育局")
    page.evaluate(
        "document.getElementById('office-name').dispatchEvent(new Event('change', { bubbles: true }))"
    )
    expect(page.locator("#heading")).to_contain_text("教育局")
    ready(page)
    page.fill("#t3-new-natural", "6")
    ready(page)
    assert page.evaluate(KEEPS) == ["gongkai-desk:样例区教育局:2021"]
    page.close()


def test_two_windows_keep_a_copy_each(page: Page, desk: str) -> None:
    opened(page, SAMPLE)
    page.evaluate("localStorage.clear()")
    other = page.context.new_page()
    other.goto(desk)
    ready(other)
    opened(other, SAMPLE)
    page.fill("#t3-new-natural", "38")
    ready(page)
    other.fill("#t3-new-natural", "39")
    ready(other)
    page.fill("#t3-new-natural", "40")
    ready(page)
    kept = page.evaluate(
        "Object.values(localStorage).map(each => JSON.parse(each).values.cells['t3-new-natural'])"
    )
    assert sorted(kept) == ["39", "40"]
    other.close()
    page.evaluate("localStorage.clear()")


def test_a_block_is_chosen_copied_and_emptied(page: Page) -> None:
    opened(page, SAMPLE)
    page.focus("#t3-granted-natural")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert page.locator("input.in-block").count() == 4
    copied = page.evaluate(
        """() => { const clipboardData = new DataTransfer();
          document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
          return clipboardData.getData("text/plain"); }"""
    )
    assert copied == "18\t2\n2\t0"
    page.keyboard.press("Delete")
    assert page.input_value("#t3-granted-natural") == page.input_value("#t3-partial-business") == ""
    assert page.locator("input.in-block").count() == 0
    page.keyboard.press("Control+z")
    ready(page)
    assert saved(page) == SAMPLE


def test_it_is_saved_into_the_file_that_was_dropped(page: Page) -> None:
    """Where the browser allows it: after it was asked, and what will change was shown."""
    page.evaluate(HANDLE)
    page.evaluate(DROP, HAISHU)
    page.wait_for_selector("[data-action=save-back]:not([hidden])")
    ready(page)
    page.fill("#t3-granted-natural", "19")
    page.click("[data-action=save-back]")
    page.click("#dialog [data-confirm]")
    page.wait_for_function("window.held.text !== ''")
    assert page.evaluate("window.held.asked")
    assert page.evaluate("window.held.text") == HAISHU.replace("予以公开: [18,", "予以公开: [19,")
    expect(page.locator("#saved")).to_contain_text("存为2021.yml")
    assert page.locator("#saved").get_attribute("data-unsaved") == ""


CHOSEN = """async text => {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle("2021.yml", { create: true });
  const stream = await handle.createWritable();
  await stream.write(text);
  await stream.close();
  window.showOpenFilePicker = async () => [handle];
}"""
KEPT = """async () => {
  const folder = await navigator.storage.getDirectory();
  return (await (await folder.getFileHandle("2021.yml")).getFile()).text();
}"""


def test_a_handle_outlives_a_reload(browser: Browser, desk: str) -> None:
    """A true handle, of the browser's own file system: chromium has that by http alone, and without a window no dialog to
    choose a file. That its permission is asked for anew is shown with a stand-in, above."""
    file = Path(url2pathname(urlsplit(desk).path))
    for address in served(file.parent):
        page = browser.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(address + quote(file.name))
        ready(page)
        page.evaluate(CHOSEN, HAISHU)
        page.evaluate("document.querySelector('[data-action=open-to-save-back]').click()")
        page.wait_for_selector("[data-action=save-back]:not([hidden])")
        page.reload()
        ready(page)
        assert page.locator("[data-action=save-back]").is_hidden()
        page.click("[data-action=reopen]")
        page.wait_for_selector("[data-action=save-back]:not([hidden])")
        ready(page)
        page.fill("#t3-granted-natural", "19")
        page.click("[data-action=save-back]")
        page.click("#dialog [data-confirm]")
        expect(page.locator("#saved")).to_contain_text("存为2021.yml")
        assert page.evaluate(KEPT) == HAISHU.replace("予以公开: [18,", "予以公开: [19,")
        page.close()


def test_a_remark_on_the_report_as_a_whole(page: Page) -> None:
    """That there is no date of publication is said of no cell and no text."""
    opened(page, SAMPLE.replace("发布日期: 2022-01-20\n", ""))
    page.click("#findings [data-code=G701] button.quiet")
    page.fill("#remark-reason", "所据来源未载发布日期。")
    page.click("#dialog [data-confirm]")
    page.wait_for_selector("#findings [data-code=G701][data-accepted]", state="attached")
    ready(page)
    assert '核对说明:\n  - {规则: G701, 原因: "所据来源未载发布日期。"}\n' in saved(page)


def test_a_remark_is_changed_and_taken_away(page: Page) -> None:
    remark = "核对说明:\n  - {规则: G701, 原因: 未载发布日期}\n"
    text = slip(SAMPLE, "发布日期: 2022-01-20\n", "") + remark
    opened(page, text)
    assert page.locator("#findings [data-code=G701][data-accepted]").count() == 1
    page.fill("[data-list=核对说明][data-item='0'][data-part=原因]", "来源未载发布日期")
    page.check("[data-list=核对说明][data-item='0'][data-part=公开]")
    ready(page)
    assert saved(page) == text.replace("原因: 未载发布日期", "原因: 来源未载发布日期, 公开: true")
    page.click("[data-items=核对说明] .item:first-child button")
    page.wait_for_selector("#findings [data-code=G701]:not([data-accepted])")
    ready(page)
    assert saved(page) == text.replace(remark, "")


def test_a_file_that_cannot_be_read_is_put_right_by_a_button(page: Page) -> None:
    opened(page, HAISHU.replace("年度: 2021", "年度：2021"))
    assert page.locator("input.cell").count() == 0
    page.click("#findings button.act")
    page.wait_for_selector("#t3-granted-natural")
    ready(page)
    assert saved(page) == HAISHU


BROKEN = "JSON.parse(session.call(name, JSON.stringify(request)))"


@pytest.mark.thorough
def test_what_python_cannot_do_is_one_line_and_nothing_is_lost(
    browser: Browser, desk: str, tmp_path: Path
) -> None:
    """A check that fails, as if there were a fault in it."""
    text = Path(url2pathname(urlsplit(desk).path)).read_text(encoding="utf-8")
    fault = "(() => { if (name === 'check') python.runPython('1 / 0'); return JSON.parse(session.call(name, JSON.stringify(request))); })()"
    (tmp_path / "desk.html").write_text(slip(text, BROKEN, fault), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "desk.html").as_uri())
    page.wait_for_selector("#trouble:not([hidden])", timeout=START)
    said = page.inner_text("#trouble")
    assert said.startswith("出错了：ZeroDivisionError")
    assert "Traceback" not in said
    page.fill("#t3-new-natural", "5")
    ready(page)
    with page.expect_download() as download:
        page.click("text=把填写的内容存成文件")
    kept = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert kept["cells"]["t3-new-natural"] == "5"
    assert "申请数量: [5," in saved(page)
    page.close()


@pytest.mark.parametrize("number", ["0", "/", ""])
def test_blank_stroke_and_nought_look_different(page: Page, number: str) -> None:
    page.fill("#t2-licence-decisions", number)
    pattern = page.evaluate("getComputedStyle(document.getElementById('t2-licence-decisions')).backgroundImage")
    assert ("gradient" in pattern) == (number == "")
    assert page.input_value("#t2-licence-decisions") == number
