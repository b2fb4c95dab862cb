"""Cost grows with length alone: 200 patterns, doubled from 4,000 to 64,000 characters. `make attack` has more places."""

from __future__ import annotations

import pytest

from tools.attack.lines import PATTERNS, slow

# They take their time.
pytestmark = [pytest.mark.builds, pytest.mark.thorough]


def test_patterns() -> None:
    assert len(PATTERNS) >= 199


@pytest.mark.parametrize("place", ["text", "value", "flow"])
def test_twice_the_length_is_at_most_two_and_a_half_times_the_time(place: str) -> None:
    assert list(slow(places=(place,))) == []
