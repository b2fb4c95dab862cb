"""`check` over a cluster of this machine: what the rules of many reports take, by the number of workers.

Reading stays where the files are; the rules go out by agency, and by year where sisters are compared. COUNT reports are
simulated: the offices of the benchmark, over and over under other names.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.reports import reports
from gongkai.findings import Finding
from gongkai.ground.spread import spread_over
from gongkai.model import read_archive
from gongkai.rules import inspect, inspect_spread
from gongkai.settings import Settings

COUNT = int(os.environ.get("COUNT", "2000"))
WORKERS = tuple(int(each) for each in os.environ.get("WORKERS", "1 2").split())
Findings = tuple[Finding, ...]
GROUP = 30
"""Offices of a district: their texts are compared with each other."""
PROVINCE = 180_000


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        written = _write(folder)
        start = time.perf_counter()
        archive, problems = read_archive(folder, folder)
        read = time.perf_counter() - start
        settings = Settings()
        print(f"{written} reports, {len(archive.agencies)} agencies; read in {read:.1f} s")
        alone, expected = _timed(lambda: inspect(archive, problems, settings))
        _row("here", alone, written, read)
        for workers in WORKERS:
            with spread_over(f"local:{workers}") as over:
                seconds, found = _timed(partial(inspect_spread, archive, problems, settings, over))
            assert found == expected, "the findings are not the same"
            _row(f"local:{workers}", seconds, written, read)


def _timed(work: Callable[[], Findings]) -> tuple[float, Findings]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def _row(label: str, seconds: float, count: int, read: float) -> None:
    whole = PROVINCE / count * (read + seconds)
    print(
        f"{label:10} rules {seconds:7.1f} s  {count / seconds:7.0f} reports a second; "
        f"{PROVINCE:,} with reading: {whole / 60:.0f} min"
    )


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
