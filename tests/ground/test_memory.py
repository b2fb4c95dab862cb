"""Python's search for cycles, put off while much is made."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest

from gongkai.ground.memory import Rest, uncollected


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


def test_a_rest_ends_a_moment_after_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rest, "AFTER", 0.05)
    rest = Rest()
    rest.begin()
    rest.end()
    assert not gc.isenabled()
    end = time.monotonic() + 20
    while not gc.isenabled():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_rest_lasts_as_long_as_the_next_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rest, "AFTER", 0.05)
    rest = Rest()
    rest.begin()
    rest.end()
    rest.begin()
    time.sleep(0.2)
    assert not gc.isenabled()
