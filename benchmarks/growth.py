"""How the cost of a site grows with its reports: ours from cold, without a cache, in sites of more and more of them.

Seconds are of this machine; what can be compared are the ratios, to the smallest site of the same run.

`python -m benchmarks.growth [REPORTS …]`
"""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.sites import Cost, ours, write_ours

SIZES = (200, 1000)


def main() -> None:
    """Build one site after the other, and print the table."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    found = [_built(size) for size in sizes]
    print(f"{'reports':>8} {'CPU s':>7} {'wall s':>7} {'MiB':>6} {'MB':>7} {'times':>6} {'CPU':>6}")
    for count, cost in found:
        first = found[0]
        times, grown = count / first[0], cost.cpu / first[1].cpu
        print(
            f"{count:8} {cost.cpu:7.1f} {cost.wall:7.1f} {cost.memory:6.0f} {cost.size:7.1f} {times:6.2f} {grown:6.2f}"
        )
    for (fewer, small), (more, large) in pairwise(found):
        each = (large.memory - small.memory) / (more - fewer)
        print(f"{fewer} to {more}: {each:.2f} MiB a report more, {large.cpu / small.cpu:.2f} times the CPU")


def _built(wanted: int) -> tuple[int, Cost]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        count = write_ours(folder, wanted)
        return count, ours(folder).build(folder)


if __name__ == "__main__":
    main()
