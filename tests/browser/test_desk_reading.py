"""Files of the example district dropped on the desk: every cell as it stands in its YAML."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from gongkai.documents.formats import FORMATS
from gongkai.model import Archive, Report, read_archive
from gongkai.settings import Settings
from gongkai.tables import cell_id
from tests.helpers.desk import at_work, values
from tests.helpers.support import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), sign => sign.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


@cache
def demonstration() -> Archive:
    return read_archive(ROOT / "data", ROOT)[0]


def reports() -> list[Report]:
    """Of the district, those with tables."""
    return [
        report for report in demonstration().reports if report.agency == "example-district" and report.cells
    ]


def drop(page: Page, name: str, data: bytes) -> None:
    with at_work(page):
        page.evaluate(DROP, [name, b64encode(data).decode()])


def cases() -> list[Any]:
    """Each report in each format: two of them always, all by `make thorough`."""
    return [
        pytest.param(
            report,
            kind,
            id=f"{report.year}-{kind}",
            marks=() if (report.year, kind) in ((2024, "docx"), (2020, "html")) else pytest.mark.thorough,
        )
        for report in reports()
        for kind in ("docx", "html", "fragment", "xlsx", "json")
    ]


@pytest.mark.parametrize(("report", "kind"), cases())
def test_all_cells_are_right(page: Page, report: Report, kind: str) -> None:
    ending = kind.replace("fragment", "html")
    drop(page, f"{report.year}年报.{ending}", FORMATS[kind].write(report, demonstration(), Settings()))
    # A workbook has the number +3 as 3.
    read = {name: text.lstrip("+") for name, text in values(page).items()}
    assert read == {cell_id(name): cell.text.lstrip("+") for name, cell in report.cells.items()}
