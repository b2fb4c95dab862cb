"""The least that a site of reports can cost: read each YAML, fill one template, write the page. Nothing is checked.

Run as a process of its own: `python floor.py DATA TEMPLATES OUTPUT`.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path
from string import Template

import yaml


def main(data: Path, templates: Path, output: Path) -> None:
    """data: files as `benchmarks.sites` writes them for Hugo; templates: a file a form, with `$t3_granted_natural`."""
    forms = {file.stem: Template(file.read_text(encoding="utf-8")) for file in templates.iterdir()}
    for file in sorted(data.iterdir()):
        values = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
        text = "".join(
            f"<h2>{escape(section['title'])}</h2>"
            + "".join(f"<p>{escape(line)}</p>" for line in section["text"].splitlines())
            for section in values["sections"]
        )
        page = output / values["path"] / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            forms[values["form"]].substitute(values["cells"], title=values["title"], text=text),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
