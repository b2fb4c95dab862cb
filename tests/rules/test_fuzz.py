"""A few seconds of `make fuzz`, so that it goes on working; CI runs it for longer."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tools.attack import fuzz

# They take their time.
pytestmark = pytest.mark.builds


def test_nothing_falls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "KEPT", tmp_path)
    before = signal.getsignal(signal.SIGALRM)
    try:
        count, fallen = fuzz.fuzz(5, seed=2)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert count > 0
    assert not fallen
