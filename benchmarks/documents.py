"""Time of the documents: each writer by itself on one core, and a site of two hundred reports with all of them.

Seconds are of this machine. What can be compared between machines are the ratios: of a writer to reading the same
files with PyYAML's CSafeLoader, of a site with documents to the same site without, each in the same run. Processor
seconds, those of all processes together; the time that passes is less where there are more cores.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from benchmarks.check import seconds
from benchmarks.reports import YEARS, reports
from gongkai.documents.formats import FORMATS, Format
from gongkai.model import Archive, Report, read_archive
from gongkai.settings import DOCUMENTS, Settings

REPORTS = 200
SAMPLE = 28
"""Reports that each writer writes: those of four agencies."""
CONFIG = """site_name: 样例
theme: {{name: mkdocs, locale: zh_CN, highlightjs: false}}
plugins: [gongkai: {{fail_on: never, documents: {documents}}}]
"""


def main() -> None:
    """Print both tables."""
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    logging.getLogger("mkdocs").propagate = False
    with TemporaryDirectory() as name:
        folder = Path(name)
        years = 0
        for path, text in reports():
            years += path.endswith(tuple(f"{year}.yml" for year in YEARS))
            if years > REPORTS:
                break
            (folder / "data" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "data" / path).write_text(text, encoding="utf-8")
        archive, _ = read_archive(folder / "data", folder)
        _writers(archive)
        _site(folder, archive)


def _write_all(form: Format, reports: Sequence[Report], archive: Archive) -> list[bytes]:
    return [form.write(report, archive, Settings()) for report in reports]


def _writers(archive: Archive) -> None:
    """Milliseconds of a report, once the fonts are read."""
    sample = archive.reports[:SAMPLE]
    texts = ["\n".join(archive.lines[report.place.file]) for report in sample]
    plain = seconds(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts])
    print(f"{len(sample)} reports, one core")
    for name in DOCUMENTS:
        form = FORMATS[name]
        made = _write_all(form, sample, archive)
        value = seconds(partial(_write_all, form, sample, archive))
        size = sum(map(len, made)) / len(made) / 1000
        print(
            f"{form.kind:28} {1000 * value / len(sample):6.1f} ms a report   {value / plain:5.1f} × CSafeLoader"
            f"   {size:5.0f} KB"
        )


def _site(folder: Path, archive: Archive) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# 首页\n", encoding="utf-8")
    print(f"a site of {len(archive.reports)} reports, {os.cpu_count()} cores")
    _configure(folder, "off")
    alone = _build(folder)
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("documents, from cold", lambda: _configure(folder, "on")),
        ("documents, nothing changed", lambda: None),
        ("documents, one report edited", lambda: _edit(folder / archive.reports[0].place.file)),
    )
    _tell("no documents", alone, alone)
    for label, prepare in steps:
        prepare()
        _tell(label, _build(folder), alone)


def _configure(folder: Path, documents: str) -> None:
    (folder / "mkdocs.yml").write_text(CONFIG.format(documents=documents), encoding="utf-8")


def _edit(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("总体情况: |\n", "总体情况: |\n  本段是新写的。\n", 1), encoding="utf-8")


def _build(folder: Path) -> tuple[float, float]:
    """Processor seconds, and seconds that passed."""
    before, start = os.times(), time.perf_counter()
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return sum(os.times()[:4]) - sum(before[:4]), time.perf_counter() - start


def _tell(label: str, times: tuple[float, float], alone: tuple[float, float]) -> None:
    print(
        f"{label:28} {times[0]:6.1f} s   {times[0] / alone[0]:5.2f} × no documents   ({times[1]:.1f} s passed)"
    )


if __name__ == "__main__":
    main()
