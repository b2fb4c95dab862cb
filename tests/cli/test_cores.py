"""Many reports are read and checked on all cores: the same output as in one process."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from gongkai.ground.cores import MOST
from gongkai.ground.forks import Forks
from gongkai.ground.processes import Processes
from gongkai.rules import parts, spread_for
from tests.helpers.commands import Done, gongkai_here, run
from tests.helpers.support import ROOT, write_files

pytestmark = pytest.mark.builds
HAISHU = (ROOT / "data/haishu-office/2021.yml").read_text(encoding="utf-8")
ON_CORES = """
import os, sys
from gongkai.cli import main
from gongkai.ground import cores
from gongkai.rules import parts
cores.cores = lambda: 2
made = []
fork = os.fork
os.fork = lambda: made.append(1) or fork()
try:
    main()
finally:
    assert made, "all was done in one process"
"""


@pytest.mark.parametrize(
    ("copied", "reports", "cores", "expected"),
    [
        (False, parts.FEW - 1, 64, 1),
        (False, parts.FEW, 64, 2),
        (False, parts.FEW, 1, 1),
        (False, 100_000, 4, 4),
        (False, 100_000, 64, MOST),
        (True, parts.FEW_COPIED - 1, 64, 1),
        (True, parts.FEW_COPIED, 64, 2),
        (True, 100_000, 1, 1),
        (True, 100_000, 64, MOST),
    ],
)
def test_as_many_processes_as_pay(
    *, copied: bool, reports: int, cores: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.ground.cores.cores", lambda: cores)
    monkeypatch.setattr(parts, "may_fork", lambda: copied)
    with spread_for(reports) as over:
        assert (over.count if isinstance(over, Processes | Forks) else 1) == expected
        assert isinstance(over, Forks if copied else Processes) == (expected > 1)


@pytest.fixture
def region(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data/example-district", tmp_path / "data/example-district")
    write_files(tmp_path, {"data/haishu-office/2021.yml": HAISHU.replace("[18, 2,", "[17, 2,")})
    shutil.copy(ROOT / "data/haishu-office/agency.yml", tmp_path / "data/haishu-office")
    return tmp_path


def alone(folder: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> Done:
    """What one process says."""
    with monkeypatch.context() as only:
        only.setattr("gongkai.ground.cores.cores", lambda: 1)
        done = gongkai_here(folder, "check", "--format", form)
    assert done.status == 1
    return done


@pytest.mark.parametrize("form", ["text", "json"])
def test_check_says_the_same(form: str, region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = alone(region, form, monkeypatch)
    started: list[int] = []
    monkeypatch.setattr(parts, "FEW", 1)
    monkeypatch.setattr("gongkai.ground.cores.cores", lambda: 2)
    monkeypatch.setattr(parts, "may_fork", lambda: False)
    end = Processes.end

    def told(over: Processes) -> None:
        started.append(over.count)
        end(over)

    monkeypatch.setattr(Processes, "end", told)
    together = gongkai_here(region, "check", "--format", form)
    assert (together.status, together.out) == (one.status, one.out)
    assert started == [2]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")
@pytest.mark.parametrize("form", ["text", "json"])
def test_check_on_copies_says_the_same(form: str, region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In a program of one thread, as this one may not be.
    copied = run([sys.executable, "-c", ON_CORES, "check", "--format", form], region)
    assert copied == alone(region, form, monkeypatch)
