"""Fixtures of all tests."""

from __future__ import annotations

import pytest

from tests.support import report_text


@pytest.fixture(scope="session")
def sample() -> str:
    """The figures of 海曙 2021 as a report without a fault."""
    return report_text("haishu-office-2021", 2021)
