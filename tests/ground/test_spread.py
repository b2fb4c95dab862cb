"""Work spread over a cluster: in order, the same, whatever is lost on the way."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gongkai.ground import spread
from gongkai.ground.spread import ClusterError, spread_over
from tests.helpers.clusters import OTHER_VERSION, cluster

pytestmark = [pytest.mark.builds, pytest.mark.thorough]
PIECES = 40
PROCESS = "__import__('os').getpid()"
EXPECTED = [str(number) for number in range(PIECES)]


def pieces(at: int, do: Callable[[], None]) -> Iterator[int]:
    """The pieces; when that many are on the way, something happens."""
    for number in range(PIECES):
        if number == at:
            do()
        yield number


def test_results_come_in_the_order_of_the_pieces(tmp_path: Path) -> None:
    with cluster(tmp_path) as started, spread_over(started.address) as over:
        assert list(over.each(str, range(PIECES))) == EXPECTED


def test_a_lost_worker_s_part_is_done_again(tmp_path: Path) -> None:
    with cluster(tmp_path) as started, spread_over(started.address) as over:
        done = list(over.each(str, pieces(8, lambda: started.kill(1))))
        assert done == EXPECTED
        # The other one did the rest: it was not done here.
        assert set(over.each(eval, [PROCESS] * 4)) == {started.processes[2].pid}


@pytest.mark.parametrize("lost", [(1, 2), (0,)], ids=["every worker", "the scheduler"])
def test_where_nobody_is_left_the_rest_is_done_here(tmp_path: Path, lost: tuple[int, ...]) -> None:
    with cluster(tmp_path) as started, spread_over(started.address) as over:
        done = list(over.each(str, pieces(8, lambda: started.kill(*lost))))
        assert done == EXPECTED
        assert set(over.each(eval, [PROCESS] * 4)) == {os.getpid()}


def test_a_piece_that_kills_every_process_that_takes_it_is_done_here() -> None:
    """As one that needs more memory than the others have. Dask starts a new process each time, until it gives up."""
    here = os.getpid()
    deadly = f"__import__('os')._exit(1) if {PROCESS} != {here} else 'done'"
    with spread_over("local:1") as over:
        assert list(over.each(eval, [deadly])) == ["done"]


def test_another_version_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    with (
        cluster(tmp_path, ("", OTHER_VERSION)) as started,
        pytest.raises(ClusterError, match="版本不同"),
        spread_over(started.address),
    ):
        pytest.fail("it was taken")


def test_another_version_that_comes_later_is_refused(tmp_path: Path) -> None:
    with cluster(tmp_path, ("",)) as started, spread_over(started.address) as over:

        def change() -> None:
            started.worker(OTHER_VERSION)
            started.kill(1)

        with pytest.raises(ClusterError, match="版本不同"):
            list(over.each(str, pieces(8, change)))


def test_something_else_that_answers_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as the port of a web server: Dask takes the first bytes for a length."""
    monkeypatch.setattr(spread, "PATIENCE", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 9)
                client.close()

        threading.Thread(target=answer, daemon=True).start()
        address = f"127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(ClusterError, match="连不上集群"), spread_over(address):
            pytest.fail("it was taken")


@pytest.mark.parametrize(
    ("address", "said"),
    [("tcp://127.0.0.1:1", "连不上集群"), ("nothing", "连不上集群"), ("local:0", "写法不对")],
)
def test_no_cluster_there_is_one_line(address: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "PATIENCE", 1.0)
    with pytest.raises(ClusterError, match=said), spread_over(address):
        pytest.fail("it was taken")
