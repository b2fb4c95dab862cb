"""Bytes that wait to be written."""

from __future__ import annotations

import gc

import pytest

from gongkai.ground import spool
from gongkai.ground.spool import Spool

PIECES = [b"", b"one", "二".encode(), b"3" * 100]


@pytest.mark.parametrize("in_memory", [1, 1000])
def test_they_come_back(monkeypatch: pytest.MonkeyPatch, in_memory: int) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", in_memory)
    waiting = Spool()
    found = [waiting.put(piece) for piece in PIECES]
    assert [read() for read in reversed(found)] == list(reversed(PIECES))


def test_what_is_held_holds_all() -> None:
    read = Spool().put(b"one")
    gc.collect()
    assert read() == b"one"


def test_without_room_they_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object, __: bytes) -> int:
        raise OSError

    monkeypatch.setattr("tempfile.SpooledTemporaryFile.write", fails)
    assert Spool().put(b"one")() == b"one"
