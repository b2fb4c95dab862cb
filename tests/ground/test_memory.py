"""Python's search for cycles, put off while much is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from gongkai.ground.memory import uncollected


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_off_within_and_on_again() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_stays_is_never_searched() -> None:
    gc.unfreeze()
    with uncollected(stays=True):
        kept: list[list[int]] = [[] for _ in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() > len(kept)


def test_what_may_go_is_searched() -> None:
    gc.unfreeze()
    with uncollected():
        pass
    assert gc.get_freeze_count() == 0
