"""A lock between processes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from gongkai.ground.lock import locked
from tests.helpers.commands import environment

HOLD = """
import sys, time
from pathlib import Path
from gongkai.ground.lock import locked
with locked(Path(sys.argv[1]), lambda: None) as lock:
    exec(sys.argv[2])
    print("held", flush=True)
    time.sleep(60)
"""


def hold(path: Path, act: str = "") -> subprocess.Popen[bytes]:
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), act],
        stdout=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    return process


@pytest.mark.builds
def test_free_again_when_its_holder_is_killed(tmp_path: Path) -> None:
    """And the one who waits has said so, once."""
    waited: list[float] = []
    with hold(tmp_path / "lock") as holder:

        def waiting() -> None:
            waited.append(time.monotonic())
            threading.Timer(0.2, holder.kill).start()

        with locked(tmp_path / "lock", waiting):
            assert holder.wait(10) != 0
    assert len(waited) == 1


def test_free_when_it_is_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path / "lock", lambda: pytest.fail("nobody has it")):
            pass


@pytest.mark.builds
@pytest.mark.skipif(sys.platform == "win32", reason="a child inherits no lock there")
def test_the_child_of_one_who_was_killed_holds_it(tmp_path: Path) -> None:
    """So that no one works where it still writes."""
    with hold(
        tmp_path / "lock", "import subprocess; child = subprocess.Popen(['sleep', '1'], pass_fds=(lock,))"
    ) as holder:
        holder.kill()
    ended = time.monotonic()
    waited: list[bool] = []
    with locked(tmp_path / "lock", lambda: waited.append(True)):
        assert (waited, time.monotonic() - ended > 0.5) == ([True], True)


def test_many_at_once(tmp_path: Path) -> None:
    """One after the other, though each deletes the file."""
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        with locked(tmp_path / "room/lock", lambda: None):
            inside += 1
            most = max(most, inside)
            time.sleep(0.005)
            inside -= 1

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert list((tmp_path / "room").iterdir()) == []
