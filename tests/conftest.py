"""Fixtures of all tests."""

from __future__ import annotations

import pytest

from tests.support import report_text


@pytest.fixture(scope="session")
def sample() -> str:
    """The figures of 海曙 2021 as a report without a fault."""
    return report_text("haishu-office-2021", 2021)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-golden` writes what is found now into the golden files; read the difference before you keep it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")
