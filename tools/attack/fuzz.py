"""Whatever is in a file: a finding or one line, never a traceback, never a hang.

    python -m tools.attack.fuzz SECONDS [SEED [TARGET,…]]

Each target has its share of the time. What falls is kept in .fuzz/ and belongs into a test.
"""

from __future__ import annotations

import hashlib
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.attack.targets import ROOT, TARGETS

KEPT = ROOT / ".fuzz"
LONGEST = 20
"""Seconds for one input."""


class TooLong(BaseException):
    """An input took too long. No Exception, so that nothing but the fuzzer takes it for one of its own."""


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLong(f"more than {LONGEST} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)


@dataclass
class Figures:
    """Of one target."""

    inputs: int = 0
    seconds: float = 0.0
    longest: float = 0.0
    fallen: Counter[str] = field(default_factory=Counter)
    """By where."""


def fuzz(seconds: float, seed: int, names: Sequence[str] = tuple(TARGETS)) -> dict[str, Figures]:
    """The figures of each target, each with its share of the time."""
    figures = {name: Figures() for name in names}
    chances = {name: random.Random(f"{seed} {name}") for name in names}
    until = time.monotonic() + seconds
    with TemporaryDirectory() as folder:
        while time.monotonic() < until:
            # Whose share is furthest from used up.
            name = min(names, key=lambda name: figures[name].seconds / TARGETS[name].share)
            one(name, Path(folder), chances[name], figures[name])
    return figures


def one(name: str, folder: Path, chance: random.Random, figures: Figures) -> None:
    """An input of a target."""
    target = TARGETS[name]
    started = time.monotonic()
    data = target.make(chance)
    figures.inputs += 1
    try:
        with _in_time():
            target.check(folder, data, chance)
    except (Exception, TooLong) as error:
        frames = traceback.extract_tb(error.__traceback__)
        # Where a hang was met says nothing.
        last = frames[-1] if isinstance(error, Exception) else frames[1]
        where = f"{name}: {type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
        figures.fallen[where] += 1
        if figures.fallen[where] == 1:
            KEPT.mkdir(exist_ok=True)
            (KEPT / ".gitignore").write_text("*\n", encoding="utf-8")
            kept = KEPT / f"{name}-{hashlib.sha256(data).hexdigest()[:16]}"
            kept.write_bytes(data)
            print(f"{where}: {error}, {kept.name}"[:300], flush=True)
    took = time.monotonic() - started
    figures.seconds += took
    figures.longest = max(figures.longest, took)


def main() -> int:
    """The figures, a line for each target; whatever fell before it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    names = sys.argv[3].split(",") if len(sys.argv) > 3 else list(TARGETS)
    figures = fuzz(seconds, seed, names)
    for name, each in figures.items():
        print(
            f"fuzz {name}: {each.inputs} inputs in {each.seconds:.0f} s, {each.seconds / max(1, each.inputs) * 1000:.2f} ms each, "
            f"{each.longest:.1f} s the longest: {each.fallen.total()} fell, in {len(each.fallen)} places"
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    fallen = sum(each.fallen.total() for each in figures.values())
    inputs = sum(each.inputs for each in figures.values())
    print(f"fuzz: {inputs} inputs in {seconds:.0f} s, {memory} MiB: {fallen} fell")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
