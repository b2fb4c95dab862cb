"""Fixtures of all tests."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import mkdocs.commands.build
import pytest
from hypothesis import settings

from tests.helpers.commands import THEMES, mkdocs_build
from tests.helpers.demonstration import beside
from tests.helpers.support import ROOT, report_text, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """What has no marker of `APART` neither builds a site nor starts Python anew, its fixtures included."""
    if any(item.get_closest_marker(name) for name in APART):
        return (yield)
    start = subprocess.Popen.__init__

    def watched(process: subprocess.Popen[bytes], args: Any, *more: Any, **options: Any) -> None:
        assert sys.executable not in args, f"{item.nodeid}: mark it `builds`"
        start(process, args, *more, **options)

    def refused(*_: object) -> None:
        raise AssertionError(f"{item.nodeid}: mark it `builds`")

    with (
        patch.object(subprocess.Popen, "__init__", watched),
        patch.object(mkdocs.commands.build, "get_files", refused),
    ):
        return (yield)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A folder of `APART` that is not asked for is not even read."""
    name = collection_path.name if collection_path.parent == ROOT / "tests" else ""
    return True if name in APART and f"not {name}" in config.option.markexpr else None


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


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The built demonstration, by theme and kind of addresses; with Material by the repository's own mkdocs.yml.

    agency: of its reports only those of that agency, and those beside it.
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
