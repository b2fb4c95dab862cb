"""Reports that are read when somebody asks for more than is known of them."""

from __future__ import annotations

import json
import pickle
from dataclasses import fields, replace
from pathlib import Path

import pytest

from gongkai.ground.shelf import Bundle
from gongkai.model import KnownFiles, Report, read_archive
from gongkai.model.later import FACTS, Facts, LaterReport
from tests.helpers.support import ROOT


def later(report: Report) -> LaterReport:
    """As another process finds it."""
    packed = json.loads(json.dumps(FACTS.packed(Facts.of(report))))
    return LaterReport.of(FACTS.unpacked(packed), lambda: report)


def unread() -> Report:
    raise AssertionError


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    """Of every form and kind."""
    archive, _ = read_archive(ROOT / "data", ROOT)
    return archive.reports


def test_it_is_the_same_report(reports: tuple[Report, ...]) -> None:
    for report in reports:
        assert later(report) == report
        assert report == later(report)
        assert all(getattr(later(report), each.name) == getattr(report, each.name) for each in fields(Report))
        assert (later(report).named_files, later(report).is_elsewhere) == (
            report.named_files,
            report.is_elsewhere,
        )


def test_what_is_known_is_not_read(reports: tuple[Report, ...]) -> None:
    for report in reports:
        known = LaterReport.of(Facts.of(report), unread)
        assert (known.year, known.published, known.remarks) == (report.year, report.published, report.remarks)
        assert (len(known.cells), known.named_files) == (len(report.cells), report.named_files)
        assert (known.is_elsewhere, known.period) == (report.is_elsewhere, report.period)


def test_it_is_read_once(reports: tuple[Report, ...]) -> None:
    calls = list[Report]()

    def read() -> Report:
        calls.append(reports[0])
        return reports[0]

    report = LaterReport.of(Facts.of(reports[0]), read)
    assert (report.narratives, report.key_lines) == (reports[0].narratives, reports[0].key_lines)
    assert len(calls) == 1


def test_with_something_else_it_is_whole(reports: tuple[Report, ...]) -> None:
    assert replace(later(reports[0]), cells={}) == replace(reports[0], cells={})
    assert replace(later(reports[0]), cells={}).is_elsewhere == reports[0].is_elsewhere


def test_sent_it_is_the_report(reports: tuple[Report, ...]) -> None:
    assert pickle.loads(pickle.dumps(later(reports[0]))) == reports[0]


def test_what_there_is_not(reports: tuple[Report, ...]) -> None:
    with pytest.raises(AttributeError):
        later(reports[0]).nothing  # noqa: B018


class TestKept:
    """What is kept of the reports of a folder."""

    def read(self, folder: Path, kept: Bundle) -> Report:
        archive, _ = read_archive(folder / "data", folder, known=KnownFiles(kept))
        return archive.reports[0]

    @pytest.fixture
    def kept(self, tmp_path: Path, sample: str) -> Bundle:
        office = tmp_path / "data/office"
        office.mkdir(parents=True)
        (office / "agency.yml").write_text("名称: 样例办公室\n类别: 政府办公室\n", encoding="utf-8")
        (office / "2021.yml").write_text(sample, encoding="utf-8")
        bundle = Bundle("key")
        self.read(tmp_path, bundle)
        return Bundle("key", _read=json.loads(bundle.text()))

    def test_of_the_same_file(self, tmp_path: Path, kept: Bundle) -> None:
        assert isinstance(self.read(tmp_path, kept), LaterReport)

    @pytest.mark.parametrize("file", ["agency.yml", "2021.yml"])
    def test_of_another_it_is_nothing(self, tmp_path: Path, kept: Bundle, file: str) -> None:
        path = tmp_path / "data/office" / file
        path.write_text(path.read_text(encoding="utf-8").replace("样例", "另一", 1) + "\n", encoding="utf-8")
        assert type(self.read(tmp_path, kept)) is Report

    @pytest.mark.parametrize("read", [None, 1, [], ["key", []], ["key", ["2021", 1, [""], False, []]]])
    @pytest.mark.usefixtures("kept")
    def test_what_is_something_else_is_nothing(self, tmp_path: Path, read: object) -> None:
        bundle = Bundle("key", _read={"data/office/2021.yml": read})
        assert type(self.read(tmp_path, bundle)) is Report

    @pytest.mark.usefixtures("kept")
    def test_with_problems_it_is_read_again(self, tmp_path: Path) -> None:
        path = tmp_path / "data/office/2021.yml"
        path.write_text(path.read_text(encoding="utf-8") + "发布日: 2022-01-28\n", encoding="utf-8")
        bundle = Bundle("key")
        self.read(tmp_path, bundle)
        assert json.loads(bundle.text()) == {}
