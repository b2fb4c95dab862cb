"""Where the numbers of a text may be taken from."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.claims.meanings import Meaning, Tables
from gongkai.claims.references import change_of, numbers_of, reference_of
from tests.helpers.support import AGENCY, read_files, report_text

TEXT = report_text("haishu-office-2021", 2021)
OVERVIEW = "本机关依法公开政府信息。"
TOTAL = ((1, "总计"),)


def told(folder: Path, sentence: str) -> list[tuple[str, bool, list[tuple[str, str]]]]:
    """The numbers of a sentence in chapter 一: their digits, whether the tables agree, what they may be taken from."""
    text = TEXT.replace(OVERVIEW, sentence)
    archive, _ = read_files(folder, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    (report,) = archive.reports
    lines = report.narratives["overview"].lines
    found = list(numbers_of(lines, report, archive.agencies["office"], Tables(report)))
    for number in found:
        assert number.line.text[number.start :].startswith(number.text)
    return [(n.text, n.agrees, [(str(s.value), s.reference) for s in n.sources]) for n in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年予以公开20件。", [("20", True, [("20", "予以公开.总计")])]),
        ("全年予以公开 ２０ 件。", [("２０", True, [("20", "予以公开.总计")])]),
        ("全年予以公开36件。", [("36", False, [("20", "予以公开.总计")])]),
        ("全年予以公开{{ 予以公开.总计 }}件。", []),
        ("全年召开会议20次。", []),
    ],
)
def test_numbers(tmp_path: Path, sentence: str, expected: object) -> None:
    assert told(tmp_path, sentence) == expected


@pytest.mark.parametrize(
    ("rows", "reference"),
    [
        (((1, "新收"),), "新收.总计"),
        (((1, "新收"), (1, "上年结转")), "新收.总计 + 上年结转.总计"),
        (((1, "办结"), (-1, "其他处理")), "办结.总计 - 其他处理.总计"),
        (((-1, "其他处理"), (1, "办结")), "办结.总计 - 其他处理.总计"),
        (((1, "新收"), (1, "上年结转"), (1, "办结")), None),
    ],
)
def test_references(rows: tuple[tuple[int, str], ...], reference: str | None) -> None:
    assert reference_of(Meaning(rows, TOTAL)) == reference


def test_changes() -> None:
    new = Meaning(((1, "新收"),), TOTAL)
    assert change_of(new, 1) == "新收.总计 - 上年.新收.总计"
    assert change_of(new, -1) == "上年.新收.总计 - 新收.总计"
    assert change_of(Meaning(((1, "新收"), (1, "上年结转")), TOTAL), 1) is None
