"""Bytes that wait to be written."""

from __future__ import annotations

import gc
from unittest.mock import Mock

import pytest

from gongkai.ground import spool
from gongkai.ground.forks import Forks
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
    def fails(**_: object) -> None:
        raise OSError

    monkeypatch.setattr(spool, "IN_MEMORY", 1)
    monkeypatch.setattr(spool, "TemporaryFile", fails)
    assert Spool().put(b"one")() == b"one"


def test_half_written_they_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full after some bytes, and has room again."""
    monkeypatch.setattr(spool, "IN_MEMORY", 1)
    waiting = Spool()
    first = waiting.put(b"first")
    file = vars(waiting)["_file"]
    full = Mock(wraps=file)
    full.write.side_effect = [file.write(b"se"), OSError]
    monkeypatch.setattr(waiting, "_file", full)
    second = waiting.put(b"second")
    monkeypatch.setattr(waiting, "_file", file)
    third = waiting.put(b"third")
    assert [first(), second(), third()] == [b"first", b"second", b"third"]


def test_copies_read_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", 1)
    waiting = Spool()
    pieces = [bytes([number]) * 1000 for number in range(200)]
    found = [waiting.put(piece) for piece in pieces]
    assert list(Forks(2).each(lambda number: found[number](), range(len(pieces)))) == pieces
