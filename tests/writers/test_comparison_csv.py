"""The years of an agency side by side as CSV, held against the data."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from gongkai.series import make_series
from gongkai.writers.data.comparison_csv import (
    HEADER,
    comparison_columns,
    write_comparison_csv,
    years_of_comparison,
)
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, published_cells, read_files, report_text


def rows(folder: Path, texts: dict[int, str]) -> list[dict[str, str]]:
    files = {f"office/{year}.yml": text for year, text in texts.items()}
    archive, _ = read_files(folder, {"office/agency.yml": AGENCY, **files})
    series = make_series("office", {(r.agency, r.year): r for r in archive.reports})
    assert series is not None
    return list(csv.DictReader(io.StringIO(write_comparison_csv(series).decode("utf-8-sig"))))


def test_every_number_of_every_year(tmp_path: Path) -> None:
    texts = {2020: report_text("shanghai-office-2019", 2020), 2021: report_text("haishu-office-2021", 2021)}
    found = rows(tmp_path, texts)
    assert [*found[0]][-3:] == ["2021", "2020", "doubted"]
    numbers = sorted(int(row["2021"]) for row in found if row["2021"] and row["row"] in LEAVES)
    assert numbers == sorted(
        int(cell.value) for cell in published_cells("haishu-office-2021") if cell.table == "t4"
    )


LEAVES = {"review", "suit-direct", "suit-after-review"}


def test_what_is_no_number_is_empty(tmp_path: Path) -> None:
    text = report_text("haishu-office-2021", 2021)
    texts = {2021: slip(text, "行政处罚: 0", "行政处罚: /"), 2022: report_text("haishu-office-2021", 2022)}
    (row,) = (row for row in rows(tmp_path, texts) if row["row"] == "penalty")
    assert (row["2022"], row["2021"]) == ("0", "")


def test_its_years_are_told_from_the_file_and_its_columns_from_the_years(tmp_path: Path) -> None:
    """What the package of all data says of it: a number may bring its unit, so that no column is one of numbers."""
    files = {f"office/{year}.yml": report_text("haishu-office-2021", year) for year in (2021, 2023)}
    archive, _ = read_files(tmp_path, {"office/agency.yml": AGENCY, **files})
    series = make_series("office", {(r.agency, r.year): r for r in archive.reports})
    assert series is not None
    years = years_of_comparison(write_comparison_csv(series))
    assert years == (2023, 2022, 2021)
    fields = comparison_columns(years)["fields"]
    assert [field["name"] for field in fields] == [*HEADER, "2023", "2022", "2021", "doubted"]
    assert {field["type"] for field in fields} == {"string"}
