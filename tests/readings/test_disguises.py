"""Random reports in random disguise are read whole, or the reading says what it could not read: never a wrong number."""

from __future__ import annotations

import os

import pytest

from gongkai.readings.opening import read_file
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


@pytest.mark.builds
def test_tables_of_which_no_cell_vanished_are_read_whole() -> None:
    read = 0
    for seed in range(100):
        report = disguised(seed, "html")
        if "dropped" in report.how:
            continue
        (reading,) = read_file(report.data, report.name)
        assert {name: text for name, text in report.truth.items() if name not in reading.cells} == {}, seed
        read += 1
    assert read > 50
