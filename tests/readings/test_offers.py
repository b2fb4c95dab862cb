"""What a doubt says as data: the cell, the text of the source, the values offered, and which makes the sums hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.documents.formats import FORMATS
from gongkai.findings import CellName
from gongkai.readings.opening import read_file
from gongkai.readings.pieces import Doubt, Offer
from gongkai.settings import Settings
from tests.helpers.support import AGENCY, read_files, report_text

GRANTED = CellName("t3", "granted", "natural")
"""18 in the sample, where both its row and its column add up."""


def doubts(folder: Path, typed: str, name: str = "t3-granted-natural") -> list[Doubt]:
    """Of the sample as a web page, in which one cell is typed otherwise."""
    archive, _ = read_files(
        folder, {"office/agency.yml": AGENCY, "office/2021.yml": report_text("haishu-office-2021", 2021)}
    )
    (report,) = archive.reports
    page = FORMATS["html"].write(report, archive, Settings()).decode()
    head, _, rest = page.partition(f'id="{name}"')
    before, _, after = rest.partition("</td>")
    tag = before[: before.index(">") + 1]
    (reading,) = read_file(f'{head}id="{name}"{tag}{typed}</td>{after}'.encode(), "2021.html")
    return [doubt for doubt in reading.doubts if doubt.cells]


@pytest.mark.parametrize(
    ("typed", "raw", "offers"),
    [
        ("18件", "18件", [("18", True)]),
        ("17件", "17件", [("17", False), ("18", True)]),
        ("l8", "l8", [("8", False), ("18", True)]),
        ("若干", "若干", [("18", True)]),
    ],
)
def test_a_cell_of_sums(tmp_path: Path, typed: str, raw: str, offers: list[tuple[str, bool]]) -> None:
    (doubt,) = doubts(tmp_path, typed)
    assert (doubt.cells, doubt.raw) == ((GRANTED,), raw)
    assert doubt.offers == tuple(Offer(*each) for each in offers)
    assert doubt.spot.row


def test_a_cell_of_no_sum(tmp_path: Path) -> None:
    (doubt,) = doubts(tmp_path, "3件", "t2-penalty-decisions")
    assert doubt.offers == (Offer("3", None),)


def test_a_total(tmp_path: Path) -> None:
    """Asked for by its row and by its column; a digit that was misread is offered beside."""
    (doubt,) = doubts(tmp_path, "若干", "t3-granted-total")
    assert doubt.offers == (Offer("20", True),)
    (doubt,) = doubts(tmp_path, "4l", "t3-new-total")
    assert doubt.offers == (Offer("4", False), Offer("41", True))
