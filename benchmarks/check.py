"""Time of `gongkai check` for a thousand reports, all rules on: a report's share, on one core.

A second, and milliseconds, are of this machine. What can be compared between machines is the ratio to reading the
same files with PyYAML's CSafeLoader in the same run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml

from benchmarks.reports import reports
from gongkai.ground.memory import uncollected
from gongkai.model import Archive, read_archive
from gongkai.rules import inspect
from gongkai.settings import Settings

RUNS = 3


def seconds(function: Callable[[], object]) -> float:
    """The middle of three runs, in processor seconds."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return median(times)


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        texts = dict(reports())
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        archive, problems = read_archive(folder, folder)
        count = len(archive.reports)
        size = sum(len(text.encode()) for text in texts.values()) / count / 1000
        found = inspect(archive, problems, Settings())
        plain = seconds(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts.values()])
        read = seconds(lambda: read_archive(folder, folder))
        rules = seconds(lambda: _inspect_anew(folder))
        print(f"{count} reports of {size:.1f} KB, {len(found)} findings")
        for label, value in (
            ("CSafeLoader alone", plain),
            ("read", read),
            ("read and check, all rules", rules),
        ):
            print(f"{label:28} {1000 * value / count:6.2f} ms a report   {value / plain:5.2f} × CSafeLoader")


def _inspect_anew(folder: Path) -> None:
    """As the command does: nothing is left of an earlier run, and memory is not searched before the end."""
    archive: Archive
    with uncollected():
        archive, problems = read_archive(folder, folder)
        inspect(archive, problems, Settings())


if __name__ == "__main__":
    main()
