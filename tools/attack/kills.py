"""Kill `gongkai build` at random moments and look at the site: it must be one build's, whole.

    python -m tools.attack.kills [SECONDS [SEED]]

A program that writes a few hundred files, each naming its build, stands in for MkDocs: so that what is counted is the
swap, and thousands of moments can be tried.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
FILES = 120
SECONDS = 1800.0
"""For both ways of swapping together."""

_ENGINE = f"""
import os, sys
from pathlib import Path
site = Path(sys.argv[sys.argv.index("--site-dir") + 1])
build = os.environ["BUILD"]
for number in range({FILES}):
    path = site / str(number % 7) / f"{{number}}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        file.write(build[:1])
        file.flush()
        file.write(build[1:])
(site / "index.html").write_text(build)
sys.exit(int(os.environ.get("STATUS", "0")))
"""
_COMMAND = """
import sys
import gongkai.cli
import gongkai.cli.build
from gongkai.ground import swap
gongkai.cli.build.ENGINE = "engine"
if {renames}:
    swap.exchange_folders = lambda one, other: False
gongkai.cli.main()
"""


@dataclass(frozen=True)
class Place:
    """A folder with a configuration, and what stands in for MkDocs."""

    folder: Path
    by_renames: bool = False
    """Whether the system is one that cannot exchange folders."""

    def prepare(self) -> None:
        """Make the files."""
        (self.folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
        (self.folder / "engine.py").write_text(_ENGINE, encoding="utf-8")

    def start(self, build: str, status: int = 0) -> subprocess.Popen[bytes]:
        """`gongkai build`, in a group of its own."""
        path = os.pathsep.join((str(ROOT / "plugin"), str(self.folder)))
        return subprocess.Popen(
            [sys.executable, "-c", _COMMAND.format(renames=self.by_renames), "build", "--quiet"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": path, "BUILD": build, "STATUS": str(status)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def build(self, build: str, status: int = 0) -> int:
        """The exit status of a whole build."""
        return self.start(build, status).wait(60)

    def builds(self) -> set[str]:
        """The builds that files of the site are of; "" where one is missing. Nothing: there is no site."""
        site = self.folder / "site"
        if not site.exists():
            return set()
        texts = {path.read_text() for path in site.rglob("*.html")}
        return texts if sum(1 for _ in site.rglob("*.html")) == FILES + 1 else texts | {""}


def kill_at_random(place: Place, seed: int) -> Iterator[str]:
    """What was found after each kill: old, new, none (only by renames, and then it was put back), or half."""
    chance = random.Random(seed)
    place.prepare()
    started = time.monotonic()
    assert place.build("whole-0") == 0
    length = time.monotonic() - started
    current = "whole-0"
    for number in count(1):
        name = f"whole-{number}"
        process = place.start(name)
        # Most of them where it happens: after Python has started.
        time.sleep(length * chance.uniform(0.3, 1.1))
        ended = process.poll() is not None
        with_child = chance.random() < 0.5
        if not ended:
            (os.killpg if with_child else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
        found = place.builds()
        if not found and place.by_renames:
            # A build that fails puts it back all the same.
            place.build("failing", 1)
            yield "none" if place.builds() in ({current}, {name}) else "half"
        elif found == {current}:
            yield "old"
        elif found == {name}:
            yield "new"
        else:
            yield "half"
        current = next(iter(place.builds()), "")


def main() -> int:
    """Both ways of swapping; the figures in a line each."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    halves = 0
    for by_renames in (False, True):
        started = time.monotonic()
        with TemporaryDirectory() as folder:
            counted: Counter[str] = Counter()
            for found in kill_at_random(Place(Path(folder), by_renames), seed):
                counted[found] += 1
                if time.monotonic() > started + seconds / 2:
                    break
        halves += counted["half"]
        way = "two renames" if by_renames else "exchange"
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(
            f"kills, {way}: {counted.total()} in {time.monotonic() - started:.0f} s, {memory} MiB: {counted['old']} old, {counted['new']} new, "
            f"{counted['none']} put back, {counted['half']} half"
        )
    return 1 if halves else 0


if __name__ == "__main__":
    sys.exit(main())
