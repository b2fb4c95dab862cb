"""The desk in chromium, opened from file:// without a network: one for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from gongkai.desk.page_file import DeskMaker, Office
from gongkai.desk.runtime import NoRuntime, find_runtime
from tests.helpers.desk import COUNT, READY, START
from tests.helpers.support import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a desk of no office, for 2021."""
    try:
        runtime = find_runtime(ROOT)
    except NoRuntime:
        pytest.skip(
            "没有 Pyodide（make desk 会取来），跳过工作台的测试 / no Pyodide: make desk brings it; skipped"
        )
    path = tmp_path_factory.mktemp("desk") / "工作台.html"
    path.write_bytes(DeskMaker(runtime).make(Office(year=2021)))
    return path.as_uri()


@pytest.fixture(scope="module")
def page(browser: Browser, desk: str) -> Iterator[Page]:
    """One desk for all tests of this module: Python takes seconds to start. Nothing may be asked of a network."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    context.add_init_script(COUNT)
    opened = context.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("dialog", lambda dialog: dialog.accept())
    opened.goto(desk)
    opened.wait_for_selector(READY, timeout=START)
    yield opened
    assert [url for url in asked if not url.startswith(("blob:", "data:", "file:"))] == []
    assert wrong == []
    context.close()
