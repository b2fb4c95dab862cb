"""Our files in the folder of a preview, while MkDocs empties it."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.utils import clean_directory

from gongkai.plugin.kept_files import KeptFiles
from tests.helpers.commands import read_all
from tests.helpers.support import write_files

ONE, OTHER = "reports/a/1.html", "reports/b/2.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two of our files, one of somebody else beside them, and one elsewhere."""
    return write_files(
        tmp_path / "site", {ONE: "1", OTHER: "2", "reports/a/theirs.html": "3", "index.html": "4"}
    )


def built(site: Path, kept: KeptFiles, *wanted: str, made_of: str = "") -> dict[str, bytes]:
    """What is there when a build begins to write; all that is wanted is written then."""
    kept.put_aside(site, "reports")
    clean_directory(str(site))
    kept.bring_back(site, "reports", [str(site / name) for name in wanted])
    there = read_all(site)
    for name in wanted:
        write_files(site, {name: "again"})
        kept.note(str(site / name), made_of)
    return there


def test_the_first_time_nothing_stays(site: Path) -> None:
    assert built(site, KeptFiles(), ONE) == {}


def test_what_is_wanted_stays_and_nothing_else(site: Path) -> None:
    kept = KeptFiles()
    built(site, kept, ONE, OTHER)
    write_files(site, {"reports/a/theirs.html": "3"})
    assert built(site, kept, ONE) == {ONE: b"again"}
    assert not (site / "reports/b").exists()


def test_what_it_was_made_of(site: Path) -> None:
    kept = KeptFiles()
    built(site, kept, ONE, made_of="this")
    built(site, kept, ONE, made_of="that")
    assert kept.made_of(str(site / ONE)) == "this"
    assert kept.made_of(str(site / OTHER)) is None


def test_a_file_that_somebody_has_deleted_is_not_there(site: Path) -> None:
    kept = KeptFiles()
    built(site, kept, ONE, OTHER)
    (site / ONE).unlink()
    assert built(site, kept, ONE, OTHER) == {OTHER: b"again"}
    assert kept.made_of(str(site / ONE)) is None


def test_a_build_that_ended_early_leaves_nothing(site: Path) -> None:
    kept = KeptFiles()
    built(site, kept, ONE)
    kept.put_aside(site, "reports")
    clean_directory(str(site))
    write_files(site, {ONE: "by MkDocs"})
    assert built(site, kept, ONE) == {}


def test_where_somebody_writes_first_nothing_stays(site: Path) -> None:
    kept = KeptFiles()
    built(site, kept, ONE)
    kept.put_aside(site, "reports")
    clean_directory(str(site))
    write_files(site, {"reports/early.html": "5"})
    kept.bring_back(site, "reports", [str(site / ONE)])
    assert read_all(site) == {"reports/early.html": b"5"}
    assert kept.made_of(str(site / ONE)) is None


class TestOfAnotherProcess:
    """What it has left is believed as long as nobody has written it since."""

    def left(self, site: Path) -> KeptFiles:
        kept, first = KeptFiles(), KeptFiles()
        first.remember({})
        built(site, first, ONE, OTHER)
        kept.remember(first.now)
        return kept

    def test_what_is_as_it_was_stays(self, site: Path) -> None:
        assert built(site, self.left(site), ONE) == {ONE: b"again"}

    def test_what_was_written_since_goes(self, site: Path) -> None:
        kept = self.left(site)
        write_files(site, {ONE: "other"})
        assert built(site, kept, ONE, OTHER) == {OTHER: b"again"}
        assert kept.made_of(str(site / ONE)) is None

    def test_what_stays_is_known_the_next_time(self, site: Path) -> None:
        kept = self.left(site)
        kept.put_aside(site, "reports")
        kept.bring_back(site, "reports", [str(site / ONE)])
        kept.stays(str(site / ONE))
        assert kept.now.keys() == {str(site / ONE)}

    def test_given_up_nothing_hidden_is_left(self, site: Path) -> None:
        kept = self.left(site)
        kept.put_aside(site, "reports")
        kept.give_up()
        assert list(site.iterdir()) == []
