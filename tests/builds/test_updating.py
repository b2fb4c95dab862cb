"""A site that an older version's `gongkai init` wrote is built by this one: nobody has to touch it to update."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.commands import build_here, gongkai_here
from tests.helpers.support import ROOT

SITES = sorted((ROOT / "tests/golden/sites").iterdir())


@pytest.mark.parametrize("older", SITES, ids=lambda path: path.name)
class TestOlderSite:
    """As that version left it, with two years filled in."""

    def test_nothing_is_found_that_stops_it(self, tmp_path: Path, older: Path) -> None:
        folder = shutil.copytree(older, tmp_path / "site")
        done = gongkai_here(folder, "check")
        assert done.status == 0, done.said
        assert "核对了 1 个机关、2 份报告、400 个数" in done.said

    def test_it_is_built(self, tmp_path: Path, older: Path) -> None:
        folder = shutil.copytree(older, tmp_path / "site")
        done = build_here(folder)
        assert done.status == 0, done.said
        site = folder / "site"
        for name in ("index.html", "reports/index.html", "reports/education/2025/index.html"):
            assert (site / name).is_file()
        assert "最可能" not in done.said
        for kind in ("pdf", "docx", "xlsx", "csv", "json"):
            assert (site / f"reports/education/2025.{kind}").stat().st_size > 1000
