"""A file that is as it was is not read again, as far as its times can tell."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gongkai.model import KnownFiles, read_archive
from gongkai.source.text import BYTES
from tests.helpers.support import write_files


class Reads:
    """Reads a folder of one report again and again."""

    def __init__(self, folder: Path, sample: str) -> None:
        agency = "名称: 样例办公室\n类别: 政府办公室\n"
        self.folder = write_files(folder, {"data/office/agency.yml": agency, "data/office/2021.yml": sample})
        self.report = folder / "data/office/2021.yml"
        self._known = KnownFiles()

    def title(self) -> str | None:
        """Of the report, as it is read now."""
        archive, _ = read_archive(self.folder / "data", self.folder, known=self._known)
        assert archive.digests.keys() == {"data/office/agency.yml", "data/office/2021.yml"}
        return archive.reports[0].title


@pytest.fixture
def reads(tmp_path: Path, sample: str) -> Reads:
    return Reads(tmp_path, sample + "标题: 甲\n")


def edit(reads: Reads) -> None:
    """As many bytes as before."""
    reads.report.write_text(reads.report.read_text(encoding="utf-8").replace("甲", "乙"), encoding="utf-8")


def test_one_written_long_ago_is_not_read(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.model.known_files._LONG_AGO", -1)
    assert reads.title() == "甲"
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read again"))
    assert reads.title() == "甲"


def test_one_written_since_is_read(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.model.known_files._LONG_AGO", -1)
    reads.title()
    edit(reads)
    assert reads.title() == "乙"


def test_one_written_just_now_is_read(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have been written again at what its times call the same moment."""
    monkeypatch.setattr("gongkai.model.known_files.written_at", lambda _: (1, 1, 1, 1))
    monkeypatch.setattr("gongkai.model.known_files.time_ns", lambda: 2)
    reads.title()
    edit(reads)
    assert reads.title() == "乙"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody says which files are open")
def test_what_was_in_a_file_is_not_held(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview goes on for days."""

    def waiting() -> int:
        open_files = (each.readlink() for each in Path("/proc/self/fd").iterdir() if each.is_symlink())
        return sum("(deleted)" in each.name for each in open_files)

    monkeypatch.setattr("gongkai.ground.spool.IN_MEMORY", 1)
    before = waiting()
    for number in range(20):
        reads.report.write_text(f"{reads.report.read_text(encoding='utf-8')}# {number}\n", encoding="utf-8")
        reads.title()
    assert waiting() - before <= 2


def test_of_a_file_that_is_too_large_little_is_held(reads: Reads) -> None:
    reads.report.write_bytes(b"#" * 5 * BYTES)
    known = KnownFiles()
    archive, problems = read_archive(reads.folder / "data", reads.folder, known=known)
    name = "data/office/2021.yml"
    assert len(known[name].data()) == BYTES + 1
    assert ([each.place.file for each in problems], archive.lines[name]) == ([name], ())
