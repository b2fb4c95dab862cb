"""Every picture of the handbook by its name: how the real program is brought to show it.

All is of the fictional district of data/. The yearly round is that of its education bureau, in a site that
`gongkai init` makes; what readers see is the whole district, built as the demonstration is.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from gongkai.desk.page_file import DeskMaker, Office
from gongkai.desk.runtime import NoRuntime, find_runtime
from tests.handbook.pictures.camera import SCALE, Picture, below, beside, framed, photograph, window_of
from tests.handbook.pictures.sheets import file_sheet, terminal_sheet
from tests.helpers.commands import GONGKAI, build_here, gongkai_here, run_on_a_terminal
from tests.helpers.desk import READY, START, open_file
from tests.helpers.marked import slip
from tests.helpers.servers import Server, served
from tests.helpers.support import ROOT, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DISTRICT = ROOT / "data/example-district"
BUREAU = "样例区教育局"
FILE = "data/education/2025.yml"
WIDTH = 760
"""The window, of about the width that the handbook has for a picture."""
QUICK = "plugins: [gongkai: {documents: off, rules: {no-content: off}}]\n"
"""Without documents and search, for speed; where they would be seen, a picture leaves them out. The short texts of the
district pass, as they do in the demonstration."""
OVERVIEW = 'textarea[data-section="总体情况"]'
RIGHT, WRONG = "予以公开: [9, 1, 0, 0, 0, 0, 10]", "予以公开: [8, 1, 0, 0, 0, 0, 10]"


class Studio:
    """A browser, and the sites that the pictures show, each made when it is first asked for."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self._ends: list[Callable[[], object]] = []

    @contextmanager
    def open(
        self, address: str, width: int = WIDTH, *, height: int = 900, scale: int = SCALE, dark: bool = False
    ) -> Iterator[Page]:
        """A page in a window of its own."""
        window = self.browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        page = window.new_page()
        page.goto(address)
        yield page
        window.close()

    def sheet(self, html: str, *parts: tuple[str, str]) -> Picture:
        """Parts of a page of our own making, from element to element."""
        path = self.folder / "sheet.html"
        path.write_text(html, encoding="utf-8")
        with self.open(path.as_uri()) as page:
            return below([photograph(page, first, last, above=0, under=0) for first, last in parts])

    @cached_property
    def district(self) -> str:
        """The address of the whole district, built by the demonstration's own mkdocs.yml."""
        folder = self.folder / "district"
        shutil.copytree(DISTRICT, folder / "data/example-district")
        config = f"INHERIT: {ROOT / 'mkdocs.yml'}\n{QUICK}"
        write_files(folder, {"mkdocs.yml": config, "docs/index.md": "# 首页\n"})
        done = build_here(folder)
        assert done.status == 0, done.said
        return self._serve(folder / "site")

    @cached_property
    def bureau(self) -> Path:
        """A site as `gongkai init` makes it, with two reports of the bureau."""
        folder = self.folder / "bureau"
        made = gongkai_here(
            self.folder,
            *(
                "init",
                str(folder),
                "--name",
                BUREAU,
                "--kind",
                "部门",
                "--folder",
                "education",
                "--year",
                "2024",
            ),
        )
        assert made.status == 0, made.said
        for name in ("agency.yml", "2023.yml", "2024.yml"):
            shutil.copy(DISTRICT / "education" / name, folder / "data/education")
        config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
        write_files(folder, {"mkdocs.yml": config.partition("plugins:")[0] + QUICK})
        return folder

    @cached_property
    def new_file(self) -> str:
        """What `gongkai new` writes for the next year."""
        path = self.bureau / FILE
        path.unlink(missing_ok=True)
        made = gongkai_here(self.bureau, "new", "education", "2025")
        assert made.status == 0, made.said
        text = path.read_text(encoding="utf-8")
        path.unlink()
        return text

    def write(self, *, wrong: bool) -> Path:
        """The bureau with its report of 2025 filled in, still a draft, right or with one wrong cell."""
        text = (DISTRICT / "education/2025.yml").read_text(encoding="utf-8")
        text = slip(text, "年度: 2025\n", "年度: 2025\n草稿: true\n")
        write_files(self.bureau, {FILE: slip(text, RIGHT, WRONG) if wrong else text})
        return self.bureau

    @cached_property
    def desk_file(self) -> str:
        """The address of the bureau's desk for 2025, with its report, one cell wrong."""
        try:
            maker = DeskMaker(find_runtime(ROOT))
        except NoRuntime:
            pytest.skip("没有 Pyodide（make desk 会取来），跳过 / no Pyodide: make desk brings it; skipped")
        names = ("agency.yml", "2024.yml", "2025.yml")
        files = {
            f"education/{name}": (DISTRICT / "education" / name).read_text(encoding="utf-8") for name in names
        }
        files["education/2025.yml"] = slip(files["education/2025.yml"], RIGHT, WRONG)
        rules = {"rules": {"no-content": False}}
        path = self.folder / "工作台.html"
        path.write_bytes(maker.make(Office("education", BUREAU, "部门", 2025, files, rules)))
        return path.as_uri()

    @contextmanager
    def desk(self) -> Iterator[Page]:
        """The desk, opened and checked."""
        # A whole window is wider than a page of the handbook: it is sharp there as it is.
        with self.open(self.desk_file, 1120, height=600, scale=1) as page:
            page.wait_for_selector(READY, timeout=START)
            yield page

    @cached_property
    def server(self) -> Server:
        """`mkdocs serve` of the bureau."""
        server = Server(self.write(wrong=True))
        self._ends.append(server.end)
        return server

    def _serve(self, site: Path) -> str:
        address = served(site)
        self._ends.append(lambda: next(address, None))
        return f"{next(address)}reports/"

    def end(self) -> None:
        """End what was started."""
        for end in self._ends:
            end()


def new_file(studio: Studio) -> Picture:
    """The beginning of a new file, and where last year's figures are taken over."""
    lines = studio.new_file.splitlines()
    opening, before, after = (
        next(number for number, line in enumerate(lines, 1) if words in line)
        for words in ("（待填写）", "# 三、", "  上年结转")
    )
    parts = ("h1", f"li:nth-child({opening})"), (f"li:nth-child({before})", f"li:nth-child({after})")
    return studio.sheet(file_sheet(FILE, studio.new_file), *parts)


def finding(studio: Studio) -> Picture:
    """One wrong cell, as the terminal shows it."""
    command = ["check", FILE]
    said = run_on_a_terminal([*GONGKAI, *command], studio.write(wrong=True)).out
    return studio.sheet(terminal_sheet(" ".join(["gongkai", *command]), said), ("pre", "pre"))


def preview(studio: Studio) -> Picture:
    """The same cell under `mkdocs serve`: the list at the top, and the table."""
    server = studio.server
    studio.write(wrong=True)
    server.page("reports/education/2025/", "最可能填错")
    with studio.open(f"http://{server.address}/reports/education/2025/") as page:
        top = photograph(page, "h1", ".gongkai-panel", above=4)
        table = photograph(page, "#t3 caption", "tr:has(#t3-partial-total)", under=1)
    return below([top, table])


def draft(studio: Studio) -> Picture:
    """The draft with nothing wrong."""
    server = studio.server
    studio.write(wrong=False)
    server.page("reports/education/2025/", "草稿", without="最可能填错")
    with studio.open(f"http://{server.address}/reports/education/2025/") as page:
        return photograph(page, ".gongkai-tools", ".gongkai-meta", under=1)


def summary(studio: Studio) -> Picture:
    """What a supervising office gets: `gongkai check --report` of the district, the same cell wrong."""
    folder = studio.folder / "supervised"
    shutil.copytree(DISTRICT, folder / "data/example-district")
    report = folder / "data/example-district/education/2025.yml"
    report.write_text(slip(report.read_text(encoding="utf-8"), RIGHT, WRONG), encoding="utf-8")
    assert gongkai_here(folder, "check", "--year", "2025", "--report", "核对情况.html").status == 1
    with studio.open((folder / "核对情况.html").as_uri()) as page:
        return photograph(page, "h1", "table >> nth=2")


def corrected(studio: Studio) -> Picture:
    """A report with corrections: at the top, and at the cell."""
    with studio.open(f"{studio.district}example-district/culture-tourism/2023/") as page:
        top = photograph(page, ".gongkai-tools", "#correction-1")
        table = photograph(page, "#t3 caption", "tr:has(#t3-partial-total)", under=1)
    return below([top, table])


def withdrawn(studio: Studio) -> Picture:
    """A report that was withdrawn."""
    with studio.open(f"{studio.district}example-district/donghu/2021/") as page:
        return photograph(page, ".gongkai-tools", ".gongkai-pager")


def index(studio: Studio) -> Picture:
    """All agencies and years."""
    with studio.open(studio.district, 940) as page:
        return photograph(page, ".gongkai-tools", "table")


def agency(studio: Studio) -> Picture:
    """Key figures of an agency, and its first chart."""
    with studio.open(f"{studio.district}example-district/education/") as page:
        return photograph(page, ".gongkai-key", "svg.gongkai-chart--stack")


def report(studio: Studio) -> Picture:
    """A report on a desk, and on a phone in the dark."""
    address = f"{studio.district}example-district/education/2024/"
    with studio.open(address) as page:
        desk = photograph(page, "#requests", "tr:has(#t3-refused-inquiry-total)", under=1)
    with studio.open(address, 360, dark=True) as page:
        phone = photograph(page, "#requests", "tr:has(#t3-refused-law-total)", under=1)
    return beside([desk, phone])


def document(studio: Studio) -> Picture:
    """The first two pages of a report as PDF."""
    folder = studio.folder / "out"
    done = gongkai_here(
        DISTRICT.parent.parent,
        *("export", "--format", "pdf", "--agency", "example-district/education", "--year", "2024"),
        *("--output", str(folder)),
    )
    assert done.status == 0, done.said
    pages = []
    with pypdfium2.PdfDocument(folder / "example-district/education/2024.pdf") as pdf:
        for number in range(2):
            page = pdf[number]
            image = page.render(scale=1.3).to_pil().convert("RGB")
            text = page.get_textpage().get_text_range().replace("\r\n", "\n")
            pages.append(Picture(image, f"{text}\n"))
    return beside(pages)


def desk_table(studio: Studio) -> Picture:
    """The same cell on the desk: last year's figures, sums, the suspect."""
    with studio.desk() as page:
        page.focus("#t3-granted-natural")
        page.evaluate("document.getElementById('chapter-requests').scrollIntoView()")
        return window_of(page)


def desk_text(studio: Studio) -> Picture:
    """A text with a number that is not as in the tables, and what was taken over from last year."""
    with studio.desk() as page:
        page.fill(OVERVIEW, f"{page.input_value(OVERVIEW)}\n全年新收政府信息公开申请12件。")
        page.wait_for_selector(READY)
        page.wait_for_selector("[data-numbers='总体情况'] li", state="attached")
        page.evaluate("document.querySelector('#chapter-overview .numbers').open = true")
        page.evaluate("document.getElementById('chapter-overview').scrollIntoView()")
        return window_of(page)


def desk_doubts(studio: Studio) -> Picture:
    """A web page that was read in, of which two cells were typed badly."""
    done = gongkai_here(
        DISTRICT.parent.parent,
        *("export", "--format", "html", "--agency", "example-district/education", "--year", "2025"),
        *("--output", str(studio.folder / "pages")),
    )
    assert done.status == 0, done.said
    text = (studio.folder / "pages/example-district/education/2025.html").read_text(encoding="utf-8")
    for name, typed in (("t3-granted-natural", "g"), ("t3-new-natural", "11件")):
        text = re.sub(rf'(id="{name}"[^>]*>)[^<]*', rf"\g<1>{typed}", text, count=1)
    with studio.desk() as page:
        open_file(page, "2025年报.html", text)
        page.wait_for_selector(READY, timeout=START)
        return window_of(page)


def desk_save(studio: Studio) -> Picture:
    """What saving will change."""
    with studio.desk() as page:
        page.fill("#t3-granted-natural", "9")
        page.wait_for_selector(READY)
        page.click("[data-action=changes]")
        page.click("#dialog summary")
        return window_of(page)


SCENES: Mapping[str, Callable[[Studio], Picture]] = {
    "new-file": new_file,
    "finding": finding,
    "preview": preview,
    "draft": draft,
    "summary": summary,
    "corrected": corrected,
    "withdrawn": withdrawn,
    "index": index,
    "agency": agency,
    "report": report,
    "document": document,
    "desk-table": desk_table,
    "desk-text": desk_text,
    "desk-doubts": desk_doubts,
    "desk-save": desk_save,
}


def take(name: str, studio: Studio) -> Picture:
    """A picture of the handbook, made anew."""
    return framed(SCENES[name](studio))
