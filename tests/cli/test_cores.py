"""Many reports are read and checked on all cores: the same output as in one process."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.ground import processes
from gongkai.ground.processes import Processes
from gongkai.rules import parts, spread_for
from tests.helpers.commands import gongkai_here
from tests.helpers.support import ROOT, write_files

pytestmark = pytest.mark.builds
HAISHU = (ROOT / "data/haishu-office/2021.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("reports", "cores", "expected"),
    [(parts.FEW - 1, 64, 1), (parts.FEW, 64, 2), (parts.FEW, 1, 1), (100_000, 4, 4), (100_000, 64, parts.MOST)],
)
def test_as_many_processes_as_pay(
    reports: int, cores: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "cores", lambda: cores)
    with spread_for(reports) as over:
        assert (over.count if isinstance(over, Processes) else 1) == expected


@pytest.mark.parametrize("form", ["text", "json"])
def test_check_says_the_same(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "data/example-district", tmp_path / "data/example-district")
    write_files(tmp_path, {"data/haishu-office/2021.yml": HAISHU.replace("[18, 2,", "[17, 2,")})
    shutil.copy(ROOT / "data/haishu-office/agency.yml", tmp_path / "data/haishu-office")
    alone = gongkai_here(tmp_path, "check", "--format", form)
    started: list[int] = []
    monkeypatch.setattr(parts, "FEW", 1)
    monkeypatch.setattr(processes, "cores", lambda: 2)
    end = Processes.end

    def told(over: Processes) -> None:
        started.append(over.count)
        end(over)

    monkeypatch.setattr(Processes, "end", told)
    together = gongkai_here(tmp_path, "check", "--format", form)
    assert alone.status == 1
    assert (together.status, together.out) == (alone.status, alone.out)
    assert started == [2]
