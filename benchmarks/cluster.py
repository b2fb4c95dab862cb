"""`check` over processes and over a cluster of this machine: what reading and checking many reports takes, by their number.

COUNT reports are simulated: the offices of the benchmark, over and over under other names, thirty in a district. Wall time,
with the start of the processes, and processor time, which other work on this machine does not change as much.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.reports import reports
from gongkai.findings import Finding
from gongkai.ground.processes import processes
from gongkai.ground.spread import spread_over
from gongkai.model import read_archive
from gongkai.rules import inspect, read_and_inspect_spread
from gongkai.settings import Settings

COUNT = int(os.environ.get("COUNT", "2000"))
WAYS = tuple(os.environ.get("WAYS", "here processes:1 processes:2 local:1 local:2").split())
GROUP = 30
"""Offices of a district: their texts are compared with each other."""
PROVINCE = 180_000


def main() -> None:
    """Print the table; each way in a process of its own, so that its memory is its own."""
    if len(sys.argv) > 1:
        _one(sys.argv[1], Path(sys.argv[2]))
        return
    with TemporaryDirectory() as name:
        written = _write(Path(name))
        digests = set()
        for way in WAYS:
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-m", "benchmarks.cluster", way, name],
                check=True,
                capture_output=True,
                text=True,
            )
            seconds, here, others, memory, found, digest = done.stdout.split()
            digests.add(digest)
            print(
                f"{way:12} {written} reports {seconds:>7} s, processor {here:>6} s here and {others:>6} s elsewhere; "
                f"{memory} MiB here; {found} findings; "
                f"{PROVINCE:,} reports: {PROVINCE / written * float(seconds) / 60:.0f} min",
                flush=True,
            )
        assert len(digests) == 1, "the findings are not the same"


def _one(way: str, folder: Path) -> None:
    start = time.perf_counter()
    found = _found(way, folder)
    seconds = time.perf_counter() - start
    here, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    digest = sha256(repr(found).encode()).hexdigest()
    print(f"{seconds:.1f}", *(f"{each.ru_utime + each.ru_stime:.1f}" for each in (here, others)), end=" ")
    print(here.ru_maxrss // 1024, len(found), digest)


def _found(way: str, folder: Path) -> tuple[Finding, ...]:
    kind, _, count = way.partition(":")
    if kind == "here":
        archive, problems = read_archive(folder, folder)
        return inspect(archive, problems, Settings())
    with processes(int(count)) if kind == "processes" else spread_over(way) as over:
        return read_and_inspect_spread(folder, folder, Settings(), over)[2]


def _write(folder: Path) -> int:
    texts = [(path, text) for path, text in reports()]
    written = copy = 0
    while written < COUNT:
        for path, text in texts:
            is_report = not path.endswith("agency.yml")
            if is_report and written == COUNT:
                break
            office, _, file = path.partition("/")
            number = copy * 1000 + int(office.rpartition("-")[2])
            target = folder / f"district-{number // GROUP}" / f"{office}-{copy}" / file
            target.parent.mkdir(parents=True, exist_ok=True)
            (target.parent.parent / "agency.yml").write_text(
                f"名称: 样例{number // GROUP}区人民政府\n类别: 部门\n", encoding="utf-8"
            )
            target.write_text(text, encoding="utf-8")
            written += is_report
        copy += 1
    return written


if __name__ == "__main__":
    main()
