"""A Dask cluster on this machine: a scheduler and its workers, each a process of its own, on 127.0.0.1 alone."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.commands import environment

PATIENCE = 60
"""Seconds after which what has not started will not start."""
_SCHEDULER = """
import asyncio, sys
from distributed import Scheduler
async def main():
    async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
        print(scheduler.address, flush=True)
        await scheduler.finished()
asyncio.run(main())
"""
_WORKER = """
import asyncio, sys
from distributed import Worker
{before}
async def main():
    async with Worker(sys.argv[1], host="127.0.0.1", nthreads=1, dashboard=False) as worker:
        print(worker.address, flush=True)
        await worker.finished()
asyncio.run(main())
"""
OTHER_VERSION = "import gongkai.ground.program as program; program.machine = lambda: 'another'"
"""A worker that says it has another version of the program."""


@dataclass
class Started:
    """A running cluster."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def start(self, code: str, *arguments: str) -> str:
        """Start one process; what it says first, its address."""
        said = self.folder / f"{len(self.processes)}.address"
        with said.open("wb") as out, (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            self.processes.append(
                subprocess.Popen(
                    [sys.executable, "-c", code, *arguments],
                    cwd=self.folder,
                    env=environment(),
                    stdout=out,
                    stderr=log,
                )
            )
        end = time.monotonic() + PATIENCE
        while not (address := said.read_text().strip()) and time.monotonic() < end:
            time.sleep(0.05)
        assert address, "the process did not start"
        return address

    def worker(self, before: str = "") -> str:
        """Start a worker; code is what it does first."""
        return self.start(_WORKER.format(before=before), self.address)

    def kill(self, *numbers: int) -> None:
        """Kill processes as a machine that loses its power: 0 is the scheduler, then the workers."""
        for number in numbers:
            self.processes[number].kill()
            self.processes[number].wait()


@contextmanager
def cluster(folder: Path, workers: Sequence[str] = ("", "")) -> Iterator[Started]:
    """A cluster with those workers, by what each does first. All that was started is ended."""
    folder.mkdir(parents=True, exist_ok=True)
    started = Started(folder)
    try:
        started.address = started.start(_SCHEDULER)
        for before in workers:
            started.worker(before)
        yield started
    finally:
        for process in started.processes:
            process.kill()
            process.wait()
