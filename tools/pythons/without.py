"""For pytest in Pyodide: a test is skipped where it needs what cannot be had there, and for no other reason.

That is what is compiled for other machines, other processes, and threads. A module of Python's own that a newer version
has dropped is not among it.
"""

from __future__ import annotations

import re
from collections.abc import Generator

import pytest

_MISSING = re.compile(
    r"(?:No module named|cannot import name|could not load dynamic lib|dynamic module).{0,160}"
    r"(?:\betree\b|rpds|_typst|_rust|_imaging|'resource')"
    r"|emscripten does not support processes|can't start new thread|need to see wasm magic number"
)
_UNLIKE = (
    # Names may be as long as they like in the memory that is its disk.
    "tests/ground/test_why_not.py::test_from_the_system_itself",
    # Without its compiled part PyYAML takes ten times as long.
    "tests/rules/test_fallen.py::test_thousands_of_unknown_keys",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what is about this machine."""
    items[:] = [item for item in items if item.nodeid not in _UNLIKE]


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A file that imports what is missing."""
    report = yield
    _skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test, or what is made ready for it."""
    report = yield
    _skip(report)
    return report


def _skip(report: pytest.CollectReport | pytest.TestReport) -> None:
    found = _MISSING.search(str(report.longrepr)) if report.outcome == "failed" else None
    if found is not None:
        report.outcome = "skipped"
        report.longrepr = (report.nodeid, 1, f"Skipped: {' '.join(found[0].split())}")
