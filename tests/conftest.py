"""Fixtures of all tests."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.helpers.commands import THEMES, mkdocs_build
from tests.helpers.support import ROOT, report_text, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BESIDE = {"wide": 2023, "old": 2019, "merged": 2023}
"""Reports that the demonstration of the tests has beside its own: six digits, the form of 2019, a merged row."""


APART = ("browser", "builds", "handbook")
"""Folders of tests that take long; a test elsewhere that builds a site has the marker itself."""

# The same examples in every run: a change that is green stays green.
settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")


@pytest.fixture(scope="session")
def sample() -> str:
    """The figures of 海曙 2021 as a report without a fault."""
    return report_text("haishu-office-2021", 2021)


def pytest_configure(config: pytest.Config) -> None:
    """A warning of Python's in a test is a failure, whoever gives it."""
    config.addinivalue_line("filterwarnings", "error")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a folder of `APART` holds has its name as marker."""
    for item in items:
        room = item.path.relative_to(ROOT / "tests").parts[0]
        if room in APART:
            item.add_marker(room)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-golden` writes what is found now into the golden files; read the difference before you keep it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture
def warned(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """For a test that expects warnings in the log: those that it got."""
    return lambda: [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]


@pytest.fixture(autouse=True)
def no_log_warnings(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log is a failure, unless the test asked for it by the fixture `warned`."""
    yield
    if "warned" not in request.fixturenames:
        assert [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING] == []


def six_digits() -> str:
    """宿迁 2023 with figures of six digits in whole rows of table 三, all else in it nought."""
    rows = {
        "本年新收政府信息公开申请数量": "[158220, 0, 0, 0, 0, 158096, 316316]",
        "上年结转政府信息公开申请数量": "[60, 0, 0, 0, 0, 65, 125]",
        "予以公开": "[158280, 0, 0, 0, 0, 158161, 316441]",
        "总计": "[158280, 0, 0, 0, 0, 158161, 316441]",
    }
    before, heading, rest = report_text("suqian-2023", 2023).partition("收到和处理政府信息公开申请情况:\n")
    table, after, end = rest.partition("政府信息公开行政复议、行政诉讼情况:\n")
    lines = []
    for line in table.splitlines():
        key, _, value = line.partition(": ")
        lines.append(f"{key}: {rows.get(key.strip(), '[0, 0, 0, 0, 0, 0, 0]')}\n" if value else f"{line}\n")
    return "".join((before, heading, *lines, after, end))


def beside() -> dict[str, str]:
    """The files of BESIDE below data/; what is wrong with the published ones is accepted."""
    remark = "  - {{规则: {}, 原因: 原报告如此。}}\n".format
    texts = {
        "wide": six_digits(),
        "old": f"{report_text('shanghai-office-2019', 2019)}核对说明:\n{remark('G201')}",
        "merged": f"{report_text('hongze-2023', 2023)}核对说明:\n{remark('G104')}",
    }
    agencies = {f"{name}/agency.yml": f"名称: 样例{name}\n类别: 政府\n" for name in BESIDE}
    return agencies | {f"{name}/{year}.yml": texts[name] for name, year in BESIDE.items()}


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The built demonstration, by theme and kind of addresses; with Material by the repository's own mkdocs.yml.

    agency: of its reports only those of that agency, and BESIDE.
    """

    @cache
    def built(theme: str, *, directories: bool = True, dark: bool = False, agency: str | None = None) -> Path:
        folder = tmp_path_factory.mktemp("demonstration")
        config = f"docs_dir: {ROOT / 'docs'}\nuse_directory_urls: {str(directories).lower()}\n"
        if theme == "material":
            config += f"INHERIT: {ROOT / 'mkdocs.yml'}\n"
        else:
            look = THEMES[theme].replace("}", f", color_mode: {'dark' if dark else 'light'}}}")
            config += f"site_name: 演示\ntheme: {look}\nplugins: [{{search: {{lang: en}}}}, gongkai: {{documents: off}}]\n"
        shutil.copytree(ROOT / "data" / (agency or ""), folder / "data" / (agency or ""))
        write_files(folder, {"mkdocs.yml": config})
        write_files(folder / "data", beside() if agency else {})
        done = mkdocs_build(folder, "--strict", "--quiet", GONGKAI_DOCUMENTS="off")
        assert done.status == 0, done.said
        return folder / "site"

    return built


# One a module: Playwright runs once at a time in a process.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium, without a window. Where there is none the tests skip, but never in CI."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        why = "没有 chromium，跳过浏览器中的测试 / no chromium: the tests in a browser are skipped"
        if os.environ.get("CI"):
            pytest.fail(f"CI：{why}")
        pytest.skip(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()
