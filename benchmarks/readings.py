"""Milliseconds to read a file, by kind, beyond the first: the report of the demonstration as our writers make it.

CPU time; the best of five.
"""

from __future__ import annotations

import time
from pathlib import Path

from gongkai.documents.formats import FORMATS
from gongkai.model import read_archive
from gongkai.readings.opening import read_file
from gongkai.settings import Settings

ROOT = Path(__file__).parent.parent
KINDS = ("docx", "html", "fragment", "xlsx", "csv", "json", "pdf")
TIMES = 5


def main() -> None:
    """Print a line a kind."""
    archive, _ = read_archive(ROOT / "data", ROOT)
    report = archive.by_agency["haishu-office"][2021]
    for kind in KINDS:
        data = FORMATS[kind].write(report, archive, Settings())
        read_file(data, f"report.{kind}")
        taken = []
        for _ in range(TIMES):
            start = time.process_time()
            read_file(data, f"report.{kind}")
            taken.append(time.process_time() - start)
        print(f"{kind}: {min(taken) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
