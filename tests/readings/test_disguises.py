"""Random reports in random disguise are read whole, or the reading says what it could not read: never a wrong number."""

from __future__ import annotations

import os

import pytest

from tests.helpers.disguises import disguised
from tests.helpers.faithful import faults

pytestmark = pytest.mark.thorough

COUNT = int(os.environ.get("GONGKAI_DISGUISES", "2000"))
"""How many reports; `make disguises` reads a hundred thousand."""
PARTS = 50
"""`make quick` reads the first part."""


@pytest.mark.parametrize(
    "part", [0, *(pytest.param(part, marks=pytest.mark.builds) for part in range(1, PARTS))]
)
def test_no_number_is_wrong_and_none_is_lost(part: int) -> None:
    for seed in range(part, COUNT, PARTS):
        assert faults(disguised(seed)) == [], seed


def test_most_of_them_have_to_be_read_whole() -> None:
    """What leaves a choice is done to the few."""
    assert sum(disguised(seed).is_whole for seed in range(100)) > 50
