"""A few seconds of `make fuzz`, so that it goes on working; CI runs it for longer."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.attack import fuzz
from tools.attack.targets import TARGETS, Target

# They take their time.
pytestmark = pytest.mark.builds


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What falls is kept elsewhere, and the signal is put back."""
    monkeypatch.setattr(fuzz, "KEPT", tmp_path / "kept")
    before = signal.getsignal(signal.SIGALRM)
    yield tmp_path / "kept"
    signal.signal(signal.SIGALRM, before)


def test_nothing_falls() -> None:
    """Of no target; all have their turn."""
    figures = fuzz.fuzz(8, seed=2)
    assert [name for name, each in figures.items() if not each.inputs] == []
    assert {name: each.fallen for name, each in figures.items() if each.fallen} == {}


@pytest.mark.parametrize("name", TARGETS)
def test_inputs_are_changed_and_come_again(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By their seed, whenever; many of them different."""
    make = TARGETS[name].make
    first = [make(random.Random(f"{seed}")) for seed in range(20)]
    tomorrow = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    assert first == [make(random.Random(f"{seed}")) for seed in range(20)]
    assert len(set(first)) > 15


def test_what_falls_is_told_and_kept(
    apart: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(folder: Path, data: bytes, _: random.Random) -> None:
        raise KeyError(folder.name, data)

    monkeypatch.setitem(TARGETS, "options", Target(1, lambda chance: chance.randbytes(3), check))
    (figures,) = fuzz.fuzz(0.05, 1, ["options"]).values()
    ((where, times),) = figures.fallen.items()
    assert where.startswith("options: KeyError at test_fuzz.py:")
    assert times == figures.inputs
    (kept,) = apart.glob("options-*")
    assert kept.name in capsys.readouterr().out
