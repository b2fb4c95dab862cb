"""Draw each kind of page from the built demonstration, and the home page of a new site: `make pictures`, into .pictures/.

Light stands left of dark. Where a folder of drawings is named (LOOK=DIR), what is drawn there under the same name stands
beside it, to be looked at side by side. They are in no commit.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.helpers.commands import gongkai
from tests.helpers.servers import served

ROOT = Path(__file__).parent.parent
OUT = ROOT / ".pictures"
OFFICE = "reports/example-district/office"
PAGES = {
    "report-top": f"{OFFICE}/2025/",
    "report": "reports/haishu-office/2021/",
    "free": f"{OFFICE}/2015/",
    "withdrawn": "reports/example-district/donghu/2021/",
    "agency-top": f"{OFFICE}/",
    "compare": f"{OFFICE}/compare/",
    "years": "reports/years/2025/",
    "index": "reports/",
    "cells": f"{OFFICE}/2025.cells.html",
    "notfound": "404.html",
    "home": "",
    "handbook": "editor/",
    "rules": "rules/",
}
"""The pages, by the name of the drawing."""
NEW = ("--name", "样例区教育局", "--kind", "部门", "--folder", "education", "--year", "2025")
"""The site whose home page is drawn, before its first report and after."""
WIDTHS = {1440: 900, 360: 640}
TOPS = ("report-top", "handbook", "rules")
"""Of which the first screen is enough."""
GAP = 24
LARGEST = 6000


def drawn(browser: Browser, address: str, width: int, *, is_dark: bool, is_top: bool) -> Image.Image:
    """A page as a reader sees it."""
    scheme: Literal["dark", "light"] = "dark" if is_dark else "light"
    page = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme, reduced_motion="reduce"
    ).new_page()
    page.goto(address)
    page.wait_for_timeout(200)
    picture = page.screenshot(full_page=not is_top)
    page.context.close()
    found = Image.open(BytesIO(picture)).convert("RGB")
    return found.crop((0, 0, found.width, min(found.height, LARGEST)))


def beside(*pictures: Image.Image) -> Image.Image:
    """Pictures in a row."""
    width = sum(each.width for each in pictures) + GAP * (len(pictures) - 1)
    row = Image.new("RGB", (width, max(each.height for each in pictures)), "#888")
    at = 0
    for each in pictures:
        row.paste(each, (at, 0))
        at += each.width + GAP
    return row


def draw(browser: Browser, site: Path, pages: Mapping[str, str], look: Path | None) -> None:
    """Pages of a site, by the name of the picture."""
    server = served(site)
    address = next(server)
    for name, path in pages.items():
        for width in WIDTHS:
            light, dark = (
                drawn(browser, address + path, width, is_dark=is_dark, is_top=name in TOPS)
                for is_dark in (False, True)
            )
            picture = beside(light, dark)
            drawing = look / f"{name}-{width}.png" if look is not None else None
            if drawing is not None and drawing.is_file():
                picture = beside(picture, Image.open(drawing).convert("RGB"))
            picture.save(OUT / f"{name}-{width}.png")
            sys.stdout.write(f"{name}-{width}.png\n")
    next(server, None)


def built(folder: Path, site: Path) -> Path:
    """The site of a folder."""
    done = gongkai(folder, "build", "--site-dir", str(site))
    if done.status:
        sys.exit(done.err)
    return site


def main(look: Path | None) -> None:
    """Build, draw, and put side by side."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        folder = Path(name)
        draw(browser, built(ROOT, folder / "site"), PAGES, look)
        new = folder / "new"
        done = gongkai(folder, "init", str(new), *NEW)
        if done.status:
            sys.exit(done.err)
        draw(browser, built(new, folder / "empty"), {"home-init-empty": ""}, look)
        shutil.copytree(ROOT / "data/example-district/education", new / "data/education", dirs_exist_ok=True)
        draw(browser, built(new, folder / "filled"), {"home-init": ""}, look)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] else None)
