"""How long the desk takes in Chromium: until one can type, until the first check is there, and a check after an edit.

Seconds of this machine, opened from the disk as a clerk does. What can be compared between machines is the ratio, of
the time until the first check to that of Python and our library started by a process here that checks one report.

`python -m benchmarks.desk [TURNS]`, with the Pyodide that `make desk` brings.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from benchmarks.reports import ROOT, reports
from gongkai.desk.page_file import DeskMaker, Office
from gongkai.desk.runtime import NoRuntime, find_runtime

TURNS = 3
EDITS = ("7", "8", "9")
PATIENCE = 60_000
"""Milliseconds."""


class Opened(NamedTuple):
    """Seconds."""

    typing: float
    ready: float
    checks: tuple[float, ...]


def main() -> None:
    """Open it a few times, and print the middle of each."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    runtime = None
    with suppress(NoRuntime):
        runtime = find_runtime(ROOT)
    if chromium is None or runtime is None:
        said = "没有 chromium 或 Pyodide（make desk 会取来），不测工作台 / no chromium or no Pyodide: left out"
        print(said, file=sys.stderr)
        return
    with TemporaryDirectory() as name:
        desk = Path(name) / "desk.html"
        desk.write_bytes(DeskMaker(runtime).make(Office(year=2021)))
        opened = [_open(chromium, desk) for _ in range(turns)]
    beside = median(_check() for _ in range(turns))
    typing, ready = median(each.typing for each in opened), median(each.ready for each in opened)
    checks = median(check for each in opened for check in each.checks)
    print(f"desk       {typing:5.2f} s until one can type, {ready:5.2f} s until the first check")
    print(f"           {1000 * checks:5.0f} ms from an edit to its check, the pause for typing with it")
    print(f"gongkai check of one report here {beside:5.2f} s: {ready / beside:.2f}")


def _open(chromium: str, desk: Path) -> Opened:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        start = time.perf_counter()
        page.goto(desk.as_uri(), wait_until="commit")
        page.wait_for_selector("input[id^=t3]", state="attached")
        typing = time.perf_counter() - start
        page.wait_for_selector("html[data-state=ready]")
        ready = time.perf_counter() - start
        checks = []
        for value in EDITS:
            begun = time.perf_counter()
            page.locator("input[id^=t3]").first.fill(value)
            page.wait_for_selector("html[data-state=checking]")
            page.wait_for_selector("html[data-state=ready]")
            checks.append(time.perf_counter() - begun)
        browser.close()
    return Opened(typing, ready, tuple(checks))


def _check() -> float:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in reports(1, range(2021, 2022)):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        command = (sys.executable, "-m", "gongkai", "check", "--data", str(folder))
        subprocess.run(command, cwd=folder, check=False, capture_output=True)  # noqa: S603
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
