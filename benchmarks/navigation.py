"""A site that names every report in its navigation, beside plain Material that does, built in turn in one run.

The theme writes the navigation into every page, so both grow with the square of the reports.

`python -m benchmarks.navigation [REPORTS] [TURNS]`
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml

from benchmarks.sites import OURS, PLAIN, material, ours, write_ours, write_plain

REPORTS = 300
TURNS = 2


def main() -> None:
    """Build both in turn, and print the ratio of their processor seconds."""
    wanted, turns = (int(text) for text in (*sys.argv[1:], *(str(REPORTS), str(TURNS))[len(sys.argv) - 1 :]))
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with TemporaryDirectory() as name:
        folder = Path(name)
        count = write_ours(folder, wanted)
        write_plain(folder)
        content = folder / "content"
        nav = [
            "index.md",
            *sorted(file.relative_to(content).as_posix() for file in content.rglob("reports/**/*.md")),
        ]
        text = yaml.safe_dump({"nav": nav}, allow_unicode=True)
        (folder / "mkdocs.yml").write_text(OURS + text, encoding="utf-8")
        plain = "".join(line for line in PLAIN.splitlines(keepends=True) if "nav" not in line)
        (folder / "plain.yml").write_text(plain + text, encoding="utf-8")
        pairs = [(ours(folder).build(folder).cpu, material(folder).build(folder).cpu) for _ in range(turns)]
    print(f"a site of {count} reports, all in the navigation, in turn")
    for own, other in pairs:
        print(f"ours {own:6.1f} s CPU, material {other:6.1f}: {own / other:.2f}")
    print(f"median {median(own / other for own, other in pairs):.2f}")


if __name__ == "__main__":
    main()
