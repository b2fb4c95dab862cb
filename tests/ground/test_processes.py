"""Work spread over processes of this machine: in order, the same, whatever happens to a process."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from gongkai.ground import processes as module
from gongkai.ground.processes import processes

pytestmark = pytest.mark.builds
PIECES = 40
PROCESS = "__import__('os').getpid()"
HERE = os.getpid()


def test_results_come_in_the_order_of_the_pieces_and_from_others() -> None:
    with processes(2) as over:
        assert list(over.each(str, range(PIECES))) == [str(number) for number in range(PIECES)]
        assert HERE not in over.each(eval, [PROCESS] * 8)


def test_pieces_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(PIECES):
            taken.append(number)
            yield number

    with processes(1) as over:
        results = over.each(str, pieces())
        assert next(results) == "0"
        assert len(taken) < 6


def test_a_piece_that_kills_its_process_is_done_here_and_so_is_the_rest() -> None:
    """As one that needs more memory than there is."""
    deadly = f"__import__('os')._exit(1) if {PROCESS} != {HERE} else 'done'"
    with processes(2) as over:
        assert list(over.each(eval, ["1", deadly, *["2"] * PIECES])) == [1, "done", *[2] * PIECES]
        assert list(over.each(eval, [PROCESS])) == [HERE]


def test_where_no_process_can_be_started_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a browser there are none."""

    def refused(count: int) -> None:
        raise NotImplementedError

    monkeypatch.setattr(module, "process_pool", refused)
    with processes(2) as over:
        assert list(over.each(eval, [PROCESS, "2"])) == [HERE, 2]


def test_what_goes_wrong_in_a_piece_is_told() -> None:
    with processes(1) as over, pytest.raises(ZeroDivisionError):
        list(over.each(eval, ["1", "1 / 0"]))
