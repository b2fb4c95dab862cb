"""What a site is measured against shows the same reports."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import lxml.html
import pytest

from benchmarks import floor
from benchmarks.reports import ALL_YEARS, reports
from benchmarks.sites import Cost, cells_of, form_page, ratios, report_values, written_name
from gongkai.model import Archive, read_archive
from tests.helpers.support import write_files


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("benchmark")
    write_files(folder, dict(reports(1, ALL_YEARS)))
    archive, problems = read_archive(folder, folder)
    assert not problems
    return archive


def test_years_of_an_agency(archive: Archive) -> None:
    assert Counter(report.form.name for report in archive.reports) == {"自由": 11, "2019": 2, "2021": 5}


@pytest.mark.parametrize("year", [2012, 2019, 2021])
def test_the_floor_shows_every_number_and_line(archive: Archive, tmp_path: Path, year: int) -> None:
    report = archive.by_agency["office-000"][year]
    names = {cell.id: f"${written_name(cell.id)}" for cell in cells_of(report)}
    write_files(
        tmp_path,
        {
            "data/one.yml": report_values(report, "form"),
            "forms/form.html": form_page(report, "$title", "$text", names),
        },
    )
    floor.main(tmp_path / "data", tmp_path / "forms", tmp_path / "site")
    page = lxml.html.parse(tmp_path / f"site/office-000/{year}/index.html").getroot()
    shown = {cell.get("id"): cell.text_content() for cell in page.iter("td")}
    assert shown == {cell.id: str(getattr(report.cells[cell.name], "value", "")) for cell in cells_of(report)}
    lines = [line.text for narrative in report.all_narratives for line in narrative.lines]
    assert [paragraph.text_content() for paragraph in page.iter("p")] == lines


def test_ratios_are_of_the_same_turn() -> None:
    found = ratios(
        {
            "ours": [Cost(4, 1, 1, 1), Cost(9, 1, 1, 1), Cost(6, 1, 1, 1)],
            "warm": [Cost(1, 1, 1, 1), Cost(6, 1, 1, 1), Cost(6, 1, 1, 1)],
            "hugo": [Cost(2, 1, 1, 1), Cost(3, 2, 1, 1), Cost(6, 1, 1, 4)],
        }
    )
    assert found["cpu_hugo"] == {"min": 1, "median": 2, "max": 3}
    assert found["warm_hugo"] == {"min": 0.5, "median": 1, "max": 2}
    assert found["size_hugo"]["min"] == 0.25
