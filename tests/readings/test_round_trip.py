"""What our own writers make of a report is read as the same report: every cell, every note, every paragraph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gongkai.documents.formats import FORMATS, PLAIN
from gongkai.model import Archive, Report, State, read_archive
from gongkai.pages.plain_text import plain_text
from gongkai.pages.report import preamble
from gongkai.readings.compare import CellDifference, compare
from gongkai.readings.opening import read_file
from gongkai.readings.reading import Reading
from gongkai.settings import Settings
from tests.helpers.support import AGENCY, ROOT, report_text, write_files

WHOLE = ("docx", "html", "fragment", "plain", "pdf")
WRITTEN = {**FORMATS, "plain": PLAIN["fragment"]}
TABLES = ("xlsx", "csv")


@pytest.fixture(scope="module")
def demonstration() -> Archive:
    return read_archive(ROOT / "data", ROOT)[0]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Published reports of both forms, with their blanks, wrong totals and merged rows."""
    years = {"haishu-office-2021": 2021, "shanghai-office-2019": 2019, "suqian-2023": 2023, "hongze-2023": 2023}
    folder = tmp_path_factory.mktemp("published")
    for name, year in years.items():
        write_files(
            folder / "data", {f"{name}/agency.yml": AGENCY, f"{name}/{year}.yml": report_text(name, year)}
        )
    return read_archive(folder / "data", folder)[0]


def read_back(report: Report, archive: Archive, name: str) -> Reading:
    data = WRITTEN[name].write(report, archive, Settings())
    (reading,) = read_file(data, f"report.{name}")
    return reading.without(archive.agencies[report.agency].declaration)


def reports(archive: Archive, agency: str = "") -> Iterator[Report]:
    """Those with content, of one agency or of all."""
    for report in archive.reports:
        if report.withdrawal is None and not report.is_elsewhere and report.agency.startswith(agency):
            yield report


PDF_OF_ALL = pytest.param("pdf", "", marks=pytest.mark.thorough)
"""A third of a second each."""


@pytest.mark.builds
@pytest.mark.parametrize(
    ("name", "agency"),
    [*(pytest.param(n, "") for n in WHOLE if n != "pdf"), ("pdf", "example-district/office"), PDF_OF_ALL],
)
def test_all_of_a_report_is_read_as_it_is(name: str, agency: str, demonstration: Archive) -> None:
    for report in reports(demonstration, agency):
        reading = read_back(report, demonstration, name)
        own = [] if report.without_preamble else [plain_text(preamble(report, demonstration))]
        assert compare(report, demonstration, reading, own) == [], (report.agency, report.year)
        assert (reading.year, reading.agency_name) == (report.year, report.agency_name)
        assert reading.published == (report.published.day if report.published else None)
        assert reading.written == (report.written.day if report.written else None)
        assert reading.signature == report.signature
        assert not reading.unplaced
        assert not reading.missing


@pytest.mark.builds
@pytest.mark.parametrize("name", [*WHOLE, *TABLES])
def test_the_tables_of_published_reports_are_read_as_they_are(name: str, published: Archive) -> None:
    for report in reports(published):
        reading = read_back(report, published, name)
        differences = [each for each in compare(report, published, reading) if isinstance(each, CellDifference)]
        assert differences == [], (report.agency, name)
        assert (reading.form.name, reading.form.merged) == (report.form.name, report.form.merged)
        assert not reading.unplaced


@pytest.mark.builds
@pytest.mark.parametrize("name", TABLES)
def test_tables_are_read_as_they_are(name: str, demonstration: Archive) -> None:
    for report in reports(demonstration):
        if report.form.is_free:
            continue
        reading = read_back(report, demonstration, name)
        # The CSV has no words, and says which totals were left out.
        unlike = {n for n, cell in report.cells.items() if cell.state in (State.COMPUTED, State.TEXT)}
        differences = [
            each
            for each in compare(report, demonstration, reading)
            if isinstance(each, CellDifference) and not (name == "csv" and each.name in unlike)
        ]
        assert differences == [], (report.agency, report.year)


@pytest.mark.parametrize("name", ["docx", "html", "fragment", "plain", "xlsx", "csv"])
def test_notes_of_cells_are_read(name: str, demonstration: Archive) -> None:
    report = demonstration.by_agency["example-district/office"][2022]
    reading = read_back(report, demonstration, name)
    noted = {name: cell.note for name, cell in report.cells.items() if cell.note}
    assert noted
    assert {name: placed.cell.note for name, placed in reading.cells.items() if placed.cell.note} == noted


@pytest.mark.builds
@pytest.mark.parametrize("name", ["docx", "html", "xlsx"])
def test_notes_of_tables_are_read_and_no_others(name: str, demonstration: Archive) -> None:
    """What our files say of a computed total or a correction is none."""
    for report in reports(demonstration):
        if not report.form.is_free:
            reading = read_back(report, demonstration, name)
            assert reading.table_notes == report.table_notes, (report.agency, report.year)


def test_a_report_comes_back_whole_from_json(demonstration: Archive) -> None:
    for report in reports(demonstration):
        reading = read_back(report, demonstration, "json")
        again = reading.report(demonstration.agencies[report.agency], report.year, draft=report.draft)
        assert {name: cell.text for name, cell in again.cells.items()} == {
            name: cell.text for name, cell in report.cells.items()
        }


def test_each_cell_knows_its_place(demonstration: Archive) -> None:
    report = demonstration.by_agency["haishu-office"][2021]
    reading = read_back(report, demonstration, "docx")
    assert all(
        placed.spot.table and placed.spot.row and placed.spot.column for placed in reading.cells.values()
    )
