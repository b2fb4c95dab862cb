"""What check and build leave for the next: the same findings, and a way to do without."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai import cli
from tests.helpers.commands import project, site_config
from tests.helpers.marked import slip

WRONG = ("予以公开: [18,", "予以公开: [17,")
FOUND = ".cache/gongkai/found"


def check(folder: Path, *arguments: str) -> str:
    """What `gongkai check` says in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(cli.command, ["check", *arguments]).output


@pytest.fixture
def site(tmp_path: Path, sample: str) -> Path:
    """A site with a report in which a number is wrong."""
    project(tmp_path, {"2021.yml": slip(sample, *WRONG)})
    return tmp_path


def test_the_second_time_says_the_same(site: Path) -> None:
    first = check(site, "--format", "json")
    assert list((site / FOUND).glob("*.kept"))
    assert check(site, "--format", "json") == first


def test_what_the_cache_says_is_taken(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check(site)

    def not_again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("gongkai.rules.parts._of_part", not_again)
    assert check(site) == first


def test_a_number_put_right_is_seen(site: Path, sample: str) -> None:
    check(site)
    project(site, {"2021.yml": sample})
    assert "G101" not in check(site)


def test_other_options_find_other_things(site: Path) -> None:
    assert "G101" in check(site)
    config = site_config(plugins="[search, gongkai: {rules: {row-total: off}}]")
    (site / "mkdocs.yml").write_text(config, encoding="utf-8")
    said = check(site)
    assert "G101" not in said
    assert "G102" in said


def test_without_it_nothing_is_written(site: Path) -> None:
    without = check(site, "--no-cache")
    assert not (site / ".cache").exists()
    assert check(site) == without


def test_of_data_of_no_site_nothing_is_kept(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    check(elsewhere, str(site / "data"))
    assert not list(elsewhere.iterdir())
