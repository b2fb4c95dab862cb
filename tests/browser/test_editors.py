"""Fragments put into the editors that portals have, and taken out again: the report arrives whole.

GONGKAI_EDITORS names the folder of packages that npm brings (wangEditor 5, TinyMCE, KindEditor, and NEditor, which is
UEditor carried on); `.ci/run` installs them where npm is there. Without it these tests are skipped.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import html

from gongkai.documents.formats import FORMATS, PLAIN
from gongkai.model import Archive, Report, read_archive
from gongkai.settings import Settings
from tests.helpers.commands import gongkai_here
from tests.helpers.disguises import disguised
from tests.helpers.faithful import faults
from tests.helpers.support import ROOT, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.thorough

FLAVOURS = {"styled": FORMATS["fragment"], "plain": PLAIN["fragment"]}
REPORTS = (("haishu-office", 2021), ("example-district/office", 2022), ("example-district/office", 2019))
"""A real one; one with notes, marks and an attachment; one of the older form."""
DISGUISES = 40
BORDERS = """text => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  frame.contentDocument.write('<!doctype html>' + text);
  const cells = [...frame.contentDocument.querySelectorAll('th, td')];
  const bare = cells.filter(cell => ['Top', 'Right', 'Bottom', 'Left'].some(side => {
    const style = frame.contentWindow.getComputedStyle(cell);
    return style[`border${side}Style`] === 'none' || parseFloat(style[`border${side}Width`]) === 0;
  }));
  frame.remove();
  return [cells.length, bare.length];
}"""
"""How many cells there are, and how many have a side without a line."""


class Editor(NamedTuple):
    """An editor that npm has."""

    page: str
    """What its page loads; `{}` stands for the folder of the packages."""
    start: str
    """A function that starts it at #editor."""
    there_and_back: str
    """A function of the editor and a text that puts it in, and gives back what the editor would save."""
    keeps_borders: bool = True


EDITORS = {
    "wangeditor": Editor(
        '<div id=editor></div><script src="{}/@wangeditor/editor/dist/index.js"></script>',
        "() => wangEditor.createEditor({selector: '#editor', html: '', config: {}})",
        "(editor, text) => { editor.setHtml(text); return editor.getHtml() }",
        # What it saves has no lines: its handbook leaves them to the style sheet of the portal.
        keeps_borders=False,
    ),
    "tinymce": Editor(
        '<textarea id=editor></textarea><script src="{}/tinymce/tinymce.min.js"></script>',
        "() => tinymce.init({selector: '#editor', license_key: 'gpl', plugins: 'table lists link image code'})"
        ".then(started => started[0])",
        "(editor, text) => { editor.setContent(text); return editor.getContent() }",
    ),
    "ueditor": Editor(
        '<script>window.NEDITOR_HOME_URL = window.UEDITOR_HOME_URL = "{}/@notadd/neditor/"</script>'
        '<script src="{}/@notadd/neditor/neditor.config.js"></script>'
        '<script src="{}/@notadd/neditor/neditor.all.js"></script>'
        '<script src="{}/@notadd/neditor/i18n/zh-cn/zh-cn.js"></script><div id=editor></div>',
        "() => new Promise(done => { const it = UE.getEditor('editor'); it.ready(() => done(it)) })",
        "(editor, text) => { editor.setContent(text); return editor.getContent() }",
    ),
    "kindeditor": Editor(
        '<textarea id=editor></textarea><script src="{}/kindeditor/kindeditor-all.js"></script>'
        '<script src="{}/kindeditor/lang/zh_CN.js"></script>',
        "() => KindEditor.create('#editor')",
        "(editor, text) => { editor.html(text); return editor.html() }",
    ),
}
AS_HANDBOOK = re.compile(r"^```css\n(.*?)^```", re.MULTILINE | re.DOTALL)


STARTS = 3


class Opened(NamedTuple):
    """An editor in a page."""

    kind: Editor
    page: Page

    def start(self) -> None:
        """Load the page and start the editor, with nothing in it and nothing to undo."""
        self.page.reload()
        self.page.evaluate(f"async () => {{ window.started = await ({self.kind.start})() }}")

    def saved(self, text: str) -> str:
        """What the editor saves of a text."""
        return str(
            self.page.evaluate(f"async text => ({self.kind.there_and_back})(window.started, text)", text)
        )


@pytest.fixture(scope="module", params=EDITORS)
def editor(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Opened]:
    """An editor that has started, without a network."""
    packages = os.environ.get("GONGKAI_EDITORS")
    if not packages:
        pytest.skip("没有设置 GONGKAI_EDITORS，跳过 / no editors are named: skipped")
    kind = EDITORS[request.param]
    folder = write_files(
        tmp_path_factory.mktemp("editor"),
        {
            "editor.html": f"<!doctype html><meta charset=utf-8>{kind.page}".replace(
                "{}", Path(packages).as_uri()
            )
        },
    )
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((folder / "editor.html").as_uri())
    opened = Opened(kind, page)
    opened.start()
    yield opened
    context.close()


@pytest.fixture(scope="module")
def archive() -> Archive:
    """The demonstration."""
    return read_archive(ROOT / "data", ROOT)[0]


def written(archive: Archive, flavour: str) -> Iterator[tuple[Report, str]]:
    """The reports, each with its fragment."""
    for agency, year in REPORTS:
        report = archive.by_agency[agency][year]
        yield report, FLAVOURS[flavour].write(report, archive, Settings()).decode()


def shapes(text: str) -> list[list[tuple[int, int, str]]]:
    """The cells of each table: spans and text."""
    return [
        [
            (int(cell.get("rowspan", 1)), int(cell.get("colspan", 1)), words(cell))
            for cell in table.xpath(".//th | .//td")
        ]
        for table in html.fragment_fromstring(text, create_parent="div").xpath(".//table")
    ]


def words(element: html.HtmlElement) -> str:
    """All text in order, spaces apart."""
    return "".join(element.text_content().split())


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_tables_and_text_come_through(editor: Opened, archive: Archive, flavour: str) -> None:
    """Every span, every cell, all text in order."""
    for _, text in written(archive, flavour):
        saved = editor.saved(text)
        assert len(shapes(saved)) >= 3
        assert shapes(saved) == shapes(text)
        assert words(html.fromstring(f"<div>{saved}</div>")) == words(html.fromstring(f"<div>{text}</div>"))


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_cell_has_lines_around_it(editor: Opened, archive: Archive, flavour: str) -> None:
    """With wangEditor by the rule that the handbook gives for the style sheet of the portal."""
    (rule,) = AS_HANDBOOK.findall((ROOT / "docs/webmaster.md").read_text(encoding="utf-8"))
    style = "" if editor.kind.keeps_borders else f"<style>{rule}</style>"
    for _, text in written(archive, flavour):
        cells, bare = editor.page.evaluate(BORDERS, f'{style}<div class="article">{editor.saved(text)}</div>')
        assert cells > 200
        assert bare == 0


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_verify_says_that_it_arrived_whole(
    editor: Opened, archive: Archive, flavour: str, tmp_path: Path
) -> None:
    for report, text in written(archive, flavour):
        page = write_files(tmp_path, {"saved.html": editor.saved(text)}) / "saved.html"
        done = gongkai_here(ROOT, "verify", str(page), "--data", "data")
        assert (done.status, done.err) == (0, "")
        assert f"与 {report.place.file} 相同" in done.out


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_import_reads_the_same_values(editor: Opened, archive: Archive, flavour: str, tmp_path: Path) -> None:
    for report, text in written(archive, flavour):
        agency = (ROOT / "data" / report.agency / "agency.yml").read_text(encoding="utf-8")
        write_files(tmp_path, {f"data/{report.agency}/agency.yml": agency, "saved.html": editor.saved(text)})
        done = gongkai_here(tmp_path, "import", "saved.html", "--agency", report.agency, "--no-draft")
        assert done.status == 0, done.said
        again = read_archive(tmp_path / "data", tmp_path)[0].by_agency[report.agency][report.year]
        assert {name: cell.text for name, cell in again.cells.items()} == {
            name: cell.text for name, cell in report.cells.items()
        }


def test_reports_in_disguise_are_read_as_the_editor_saves_them(editor: Opened) -> None:
    """What an office pasted, whatever it looked like: no number wrong, none lost.

    An editor takes away tables in other elements, and lays out a row anew from which cells are missing: of what it
    changed itself nothing can be asked.
    """
    # On a busy machine wangEditor at times gives back nothing of any of them.
    assert any(kept_whole(editor) > DISGUISES // 3 for _ in range(STARTS))


def kept_whole(editor: Opened) -> int:
    """How many come back from an editor that has just started with all their cells; each of them is read as it is."""
    editor.start()
    kept = 0
    for seed in range(DISGUISES):
        report = disguised(seed, "html")
        text = report.data.decode("gb18030" if "gbk" in report.how else "utf-8")
        article = re.sub(r"</?(?:div|figure)[^>]*>", "", text.partition("<div>首页</div>")[2])
        article = article.removesuffix("</body></html>")
        saved = editor.saved(article)
        if shapes(saved) != shapes(article):
            continue
        kept += 1
        page = f"<html><head><meta charset=utf-8></head><body>{saved}</body></html>"
        assert faults(replace(report, data=page.encode())) == [], (seed, report.how)
    return kept
