"""Work spread over copies of this process: in order, the same, whatever happens to a copy."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gongkai.ground.forks import Forks
from tests.helpers.commands import Done, environment, run

pytestmark = [
    pytest.mark.builds,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied"),
]
PROGRAM = """
import os, signal, sys, time
from pathlib import Path
from gongkai.ground.forks import Forks

HERE = os.getpid()
kept = {str(number): number for number in range(5000)}

def own(piece):
    time.sleep(0.001)
    return os.getpid()

def looked_up(piece):
    return kept[piece]

def deadly(piece):
    if os.getpid() == HERE:
        time.sleep(0.01)
        return piece
    os.kill(os.getpid(), signal.SIGKILL)

def fails_elsewhere(piece):
    if os.getpid() == HERE:
        time.sleep(0.01)
        return piece
    raise ValueError(piece)

def fails(piece):
    return 1 // piece

def waits(piece):
    if piece:
        Path(str(os.getpid())).touch()
        time.sleep(60 if os.getpid() == HERE else 0.1)

"""


def ran(folder: Path, script: str) -> Done:
    """A program that has one thread, as this one may not."""
    return run([sys.executable, "-c", PROGRAM + script], folder)


def test_results_come_in_the_order_of_the_pieces(tmp_path: Path) -> None:
    done = ran(tmp_path, "assert list(Forks(3).each(looked_up, kept)) == list(range(5000))")
    assert (done.status, done.said) == (0, "")


def test_each_copy_takes_part(tmp_path: Path) -> None:
    done = ran(tmp_path, "print(len(set(Forks(3).each(own, range(100)))))")
    assert (done.status, done.out) == (0, "3\n")


@pytest.mark.parametrize("do", ["deadly", "fails_elsewhere"])
def test_what_a_copy_did_not_end_is_done_here_and_nothing_is_said(do: str, tmp_path: Path) -> None:
    """As where there is too little memory for another process."""
    done = ran(tmp_path, f"assert list(Forks(2).each({do}, range(20))) == list(range(20))")
    assert (done.status, done.said) == (0, "")


def test_what_goes_wrong_everywhere_is_told_here(tmp_path: Path) -> None:
    done = ran(tmp_path, "list(Forks(2).each(fails, [1, 1, 0]))")
    assert (done.status, done.err.count("Traceback")) == (1, 1)
    assert "ZeroDivisionError" in done.err


@pytest.mark.parametrize("broken", ["os.fork", "forks.TemporaryFile"])
def test_where_no_copy_can_be_made_all_is_done_here(broken: str, tmp_path: Path) -> None:
    script = f"""
from gongkai.ground import forks
def refused():
    raise OSError
{broken} = refused
assert set(Forks(2).each(own, range(20))) == {{HERE}}
"""
    assert ran(tmp_path, script) == Done(0, "", "")


def test_told_nothing_of_its_copies_it_takes_what_they_made(tmp_path: Path) -> None:
    """Where the program that started this one wants no news of ended processes, nor has this one any."""
    script = "signal.signal(signal.SIGCHLD, signal.SIG_IGN)\nprint(len(set(Forks(2).each(own, range(100)))))"
    assert ran(tmp_path, script) == Done(0, "2\n", "")


def test_nothing_that_was_begun_is_done_twice(tmp_path: Path) -> None:
    script = """
import atexit
atexit.register(print, "end")
print("once", end=" ")
list(Forks(3).each(own, range(50)))
"""
    assert ran(tmp_path, script) == Done(0, "once end\n", "")


@pytest.mark.parametrize("deadly", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_copy_stays_behind(deadly: signal.Signals, tmp_path: Path) -> None:
    # Who starts the tests in the background may have told their processes to ignore Ctrl-C.
    script = "signal.signal(signal.SIGINT, signal.default_int_handler); list(Forks(2).each(waits, range(1000)))"
    started = subprocess.Popen(
        [sys.executable, "-c", PROGRAM + script],
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with started as process:
        while len(list(tmp_path.iterdir())) < 2:
            time.sleep(0.01)
        # As Ctrl-C does: to all of them. Other signals reach one.
        (os.killpg if deadly == signal.SIGINT else os.kill)(process.pid, deadly)
        process.wait(20)
    until = time.monotonic() + 20
    while any(Path(f"/proc/{each.name}").exists() for each in tmp_path.iterdir()):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_with_a_second_thread_all_is_done_here() -> None:
    ended = threading.Event()
    second = threading.Thread(target=ended.wait)
    second.start()
    try:
        assert set(Forks(2).each(_own, range(20))) == {os.getpid()}
    finally:
        ended.set()
        second.join()


def _own(_: int) -> int:
    return os.getpid()
