"""What the numbers of the texts speak of is read once for all rules, and they find the same as if each read anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.claims import claims as reading
from gongkai.claims.claim import Claim
from gongkai.findings import CellName
from gongkai.model import Archive, Report, read_archive
from gongkai.rules import Inspection, inspect
from gongkai.settings import Settings
from tests.helpers.support import NARRATIVES, report_text

SECTION = NARRATIVES["总体情况"]
SAID = "全年办理政府信息公开申请36件。予以公开20件，占42.5%。"
UNDATED = {"deadline": False}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two years of an office, each with a sentence that is wrong in both ways."""
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "agency.yml").write_text("名称: 甲\n类别: 部门\n", encoding="utf-8")
    for year in (2021, 2022):
        text = report_text("haishu-office-2021", year).replace(SECTION, SAID)
        (folder / f"{year}.yml").write_text(text, encoding="utf-8")
    found, _ = read_archive(tmp_path, tmp_path)
    return found


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences read so far."""
    texts: list[str] = []
    begin = reading._Reader.claims

    def noted(self: reading._Reader) -> tuple[Claim, ...]:
        texts.append(self.sentence.text)
        return begin(self)

    monkeypatch.setattr(reading._Reader, "claims", noted)
    return texts


def codes(archive: Archive, *off: str) -> list[str]:
    rules = dict.fromkeys((*off, *UNDATED), False)
    found = inspect(archive, (), Settings(rules=rules))
    return [finding.code for finding in found if finding.code in ("G501", "G502")]


def test_each_sentence_is_read_once(archive: Archive, read: list[str]) -> None:
    assert codes(archive) == ["G501", "G502"] * 2
    assert set(Counter(read).values()) == {len(archive.reports)}


def test_the_suspects_of_a_report_are_looked_for_in_what_was_read(archive: Archive, read: list[str]) -> None:
    first = archive.reports[0]
    total = CellName("t3", "result-total", "total")
    cells = {name: cell._replace(value=41) if name == total else cell for name, cell in first.cells.items()}
    wrong = replace(archive, reports=(replace(first, cells=cells),))
    found = inspect(wrong, (), Settings(rules=UNDATED))
    assert any(finding.suspect or finding.candidates for finding in found)
    assert set(Counter(read).values()) == {1}


def test_percentages_alone_are_found_without_the_rule_before(archive: Archive, read: list[str]) -> None:
    assert codes(archive, "prose-figure") == ["G502"] * 2
    assert len(read) == 2


def test_what_is_kept_is_that_of_the_report_asked_for(archive: Archive) -> None:
    first, second = archive.reports
    inspection = Inspection(archive, (), Settings())
    agency = archive.agencies[first.agency]

    def lines(report: Report) -> set[str]:
        of_report = inspection.claims.of(report, agency)
        return {said.sentence.line.place.file for said in of_report.sentences}

    assert [lines(report) for report in (first, second, first)] == [
        {first.place.file},
        {second.place.file},
        {first.place.file},
    ]
