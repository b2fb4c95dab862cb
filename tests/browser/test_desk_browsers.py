"""The desk in other browsers: the last chromium of Windows 7, and one that is too old."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.desk import READY, START, checked, open_file, saved
from tests.helpers.support import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType

HAISHU = (ROOT / "data/haishu-office/2021.yml").read_text(encoding="utf-8")
UNPACK = """
const { readFileSync, writeFileSync } = require("node:fs"), { brotliDecompressSync } = require("node:zlib");
const [from, to] = process.argv.slice(1);
writeFileSync(to + "/chromium", brotliDecompressSync(readFileSync(from + "/bin/chromium.br")), { mode: 0o755 });
writeFileSync(to + "/libraries.tar", brotliDecompressSync(readFileSync(from + "/bin/aws.tar.br")));
"""


def test_one_that_is_too_old_says_so(browser: Browser, desk: str) -> None:
    page = browser.new_page()
    page.add_init_script("delete self.DecompressionStream")
    page.goto(desk)
    assert page.inner_text("body").startswith("这个浏览器太旧，打不开工作台")
    assert page.inner_text("body").count("\n") == 0
    page.close()


@pytest.mark.thorough
def test_the_last_chromium_of_windows_7(browser: Browser, desk: str, tmp_path: Path) -> None:
    """From npm's `@sparticuz/chromium`, which `.ci/run` installs where there is npm."""
    package = os.environ.get("GONGKAI_CHROMIUM_109")
    if package is None:
        pytest.skip("没有设置 GONGKAI_CHROMIUM_109，跳过 / no package of chromium 109 is named: skipped")
    subprocess.run(["node", "-e", UNPACK, package, str(tmp_path)], check=True)
    subprocess.run(["tar", "xf", "libraries.tar"], cwd=tmp_path, check=True)
    kind: BrowserType = browser.browser_type
    old = kind.launch(
        executable_path=tmp_path / "chromium",
        args=["--no-sandbox", "--no-zygote", "--disable-gpu"],
        env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path / "lib")},
    )
    assert old.version.startswith("109.")
    page = old.new_context(offline=True).new_page()
    page.goto(desk)
    page.wait_for_selector(READY, timeout=START)
    text = HAISHU.replace("予以公开: [18,", "予以公开: [17,")
    open_file(page, "2021.yml", text)
    assert {"G101", "G102"} <= {code for code, _ in checked(page)}
    page.fill("#t3-granted-natural", "18")
    page.wait_for_selector(READY)
    assert saved(page) == HAISHU
    old.close()
