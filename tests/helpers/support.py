"""What the tests share: data folders, reports made from published cells, findings by position."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gongkai.findings import Finding, Place
from gongkai.model import Agency, AgencyKind, Archive, Report, read_archive
from gongkai.model.agency import stand_in
from gongkai.rules import inspect
from gongkai.rules.years.jump import Options as JumpOptions
from gongkai.settings import Settings

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "tests/published"

AGENCY = "名称: 样例区人民政府办公室\n类别: 政府办公室\n"

NARRATIVES = {
    "总体情况": "本机关依法公开政府信息。主动公开、依申请公开、信息管理、平台建设和监督保障各检查2次。",
    "存在的主要问题及改进情况": "主动公开的时效有待提高，将逐月检查。",
    "其他需要报告的事项": "本年度未收取信息处理费。",
}

UNDATED = Settings(rules={"deadline": False, "no-content": False, "jump": JumpOptions(fees=1_000_000)})
"""For reports without a date of publication and of few words, an office with the fees of a city, where that is not what
the test is about."""


def agency_named(name: str, path: str = "office") -> Agency:
    """An office of which nothing is known but its name."""
    return replace(stand_in(path, None, Place("agency.yml")), name=name, kind=AgencyKind.OFFICE)


class PublishedCell(NamedTuple):
    """A line of a file in tests/published."""

    table: str
    row: str
    column: str
    value: str


def published_cells(name: str) -> list[PublishedCell]:
    """The cells of a published report, in the form's order; a blank is ""."""
    with (PUBLISHED / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return [PublishedCell(**row) for row in csv.DictReader(file, delimiter="\t")]


def published_labels(form: str) -> list[tuple[str, str, str]]:
    """Table, part and label of all that the official form of that name prints, typed by hand."""
    path = PUBLISHED / f"labels-{form}.tsv"
    assert path.exists(), f"type every label of the official form {form} into {path.relative_to(ROOT)}"
    with path.open(encoding="utf-8", newline="") as file:
        return [(line["table"], line["part"], line["label"]) for line in csv.DictReader(file, delimiter="\t")]


def with_rows_merged(labels: list[tuple[str, str, str]], group: str) -> list[tuple[str, str, str]]:
    """The labels where a group of table 三 is one row of the same label."""
    at = labels.index(("t3", "group", group))
    end = next(n for n, (_, _, label) in enumerate(labels) if n > at and label.startswith("（"))
    return [*labels[:at], ("t3", "row", group), *labels[end:]]


def report_text(name: str, year: int) -> str:
    """A published report's cells as an editor would have them in YAML, rows as lists."""
    tables: dict[str, dict[str, list[str]]] = {}
    for cell in published_cells(name):
        tables.setdefault(cell.table, {}).setdefault(cell.row, []).append(_cell(cell))
    lines = [f"年度: {year}", "总体情况: |", f"  {NARRATIVES['总体情况']}"]
    lines.append("主动公开政府信息情况:")
    lines += [f"  {_key(row)}: {_row(cells)}" for row, cells in tables["t2"].items()]
    lines.append("收到和处理政府信息公开申请情况:")
    lines += _applications(tables["t3"])
    lines.append("政府信息公开行政复议、行政诉讼情况:")
    lines += [f"  {_key(row)}: {_row(cells)}" for row, cells in tables["t4"].items()]
    for key in ("存在的主要问题及改进情况", "其他需要报告的事项"):
        lines += [f"{key}: |", f"  {NARRATIVES[key]}"]
    lines.append(f"发布日期: {year + 1}-01-20")
    return "\n".join(lines) + "\n"


def undated(text: str) -> str:
    """The text of report_text without its date of publication."""
    return re.sub(r"^发布日期: .*\n", "", text, flags=re.MULTILINE)


def with_date(text: str) -> str:
    """A report of 2021 with the day of its publication, without which there is something to say of it."""
    return text if "\n发布日期:" in text else f"{text.rstrip()}\n发布日期: 2022-01-20\n"


# The groups of table 三, whose rows are numbered from 1 in each; 其他处理 has none where it is one row.
_GROUPS = ("不予公开", "无法提供", "不予处理", "其他处理")


def _applications(rows: Mapping[str, list[str]]) -> Iterable[str]:
    groups = iter(_GROUPS)
    for label, cells in rows.items():
        if label.startswith(("一、", "二、", "四、")):
            yield f"  {_key(label)}: {_row(cells)}"
        elif label.startswith("（"):
            if label.startswith("（一）"):
                yield "  本年度办理结果:"
            yield f"    {_key(label)}: {_row(cells)}"
        else:
            if label.startswith("1."):
                yield f"    {next(groups)}:"
            yield f"      {_key(label)}: {_row(cells)}"


def _key(label: str) -> str:
    """A label without its number and its bracketed remark: the key."""
    key = re.sub(r"^(?:[一二三四]、|（[一二三四五六七]）|[0-9]+\.)", "", label)
    return re.sub(r"（[^（）]*）$", "", key)


def _cell(cell: PublishedCell) -> str:
    if cell.value == "":
        return "~"
    if cell.value.endswith("元"):
        return f"{{值: {cell.value[:-1]}, 单位: 元}}"
    return cell.value


def _row(cells: list[str]) -> str:
    return cells[0] if len(cells) == 1 else f"[{', '.join(cells)}]"


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Files below a folder, by path."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def read_files(
    folder: Path, files: Mapping[str, str | bytes], settings: Settings = UNDATED
) -> tuple[Archive, tuple[Finding, ...]]:
    """An archive of the files below folder/data, and everything found in it."""
    write_files(folder / "data", files)
    archive, problems = read_archive(folder / "data", folder)
    return archive, inspect(archive, problems, settings)


def read_text(folder: Path, text: str | bytes, year: int = 2021) -> tuple[Report | None, tuple[Finding, ...]]:
    """The one report of the sample agency with that text, and everything found in it."""
    archive, found = read_files(folder, {"office/agency.yml": AGENCY, f"office/{year}.yml": text})
    return (archive.reports[0] if archive.reports else None), found


def positions(found: Iterable[Finding], *codes: str) -> list[tuple[str, int, int]]:
    """Code, line and column of the findings, those of the named codes if any are named."""
    return [(f.code, f.place.line, f.place.column) for f in found if not codes or f.code in codes]
