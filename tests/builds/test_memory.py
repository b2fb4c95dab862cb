"""What is kept from build to build changes nothing, whatever is edited in between."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterable
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any
from unittest.mock import patch

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from gongkai.ground.cache import NO_CACHE
from gongkai.ground.shelf import Shelf
from gongkai.model import KnownFiles, read_archive
from gongkai.rules import Before, inspect, read_and_inspect_spread
from gongkai.settings import Settings
from tests.helpers.commands import build_here, read_all, site_config
from tests.helpers.edits import data_to_edit, edit
from tests.helpers.support import ROOT, write_files

MANY = int(os.environ.get("GONGKAI_EDITS", "0"))
"""How many edits of a site; `make edits` asks for three hundred."""


@pytest.mark.parametrize("is_preview", [True, False])
@pytest.mark.parametrize("edits", [MANY or 20])
def test_after_any_edits(tmp_path: Path, edits: int, is_preview: bool) -> None:
    """The same archive, problems and findings as without a memory, and without a cache on disk."""
    data = data_to_edit(tmp_path)
    chance = random.Random(edits)
    before = Before()
    for _ in range(edits):
        edit(data, chance)
        if not before.shelf.is_in_use or not is_preview:
            before = Before(shelf=Shelf(None if is_preview else tmp_path / "cache", stays=is_preview))
        *kept, findings = read_and_inspect_spread(data, tmp_path, Settings(), None, before=before)
        before.shelf.settle()
        fresh = read_archive(data, tmp_path)
        assert tuple(kept) == fresh
        assert findings == inspect(*fresh, Settings())


EDITS = pytest.mark.parametrize("edits", [MANY or 6])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of a few agencies, for a theme that is rendered once for many pages."""
    # Themes write the time of the build into pages that are not ours.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    ours = "{gongkai: {documents: off, fail_on: never}}"
    config = site_config("material", f"[search, {ours}]", "site_url: http://127.0.0.1:8000/\n")
    data_to_edit(tmp_path)
    return write_files(tmp_path, {"mkdocs.yml": config, "docs/index.md": "# 首页\n"})


def previewed(folder: Path, name: str) -> dict[str, bytes]:
    """The files of a preview after another build, as MkDocs does it."""
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / name))
    if not (folder / name).exists():
        config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    return read_all(folder / name)


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files that are not the same."""
    return [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)]


@EDITS
@pytest.mark.usefixtures("warned")
def test_a_preview_after_any_edits(site: Path, edits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are those of a preview that has just begun, which takes nothing from anywhere."""
    chance = random.Random(edits)
    previewed(site, "old")
    for number in range(edits):
        edit(site / "data", chance)
        if number % 5 == 4:
            (site / "docs/index.md").write_text(f"# 首页{number}\n", encoding="utf-8")
        seen = previewed(site, "old")
        # MkDocs keeps the plugins of one process.
        kept: Any = MkDocsConfig.plugins
        with patch.dict(kept.plugin_cache, clear=True), monkeypatch.context() as new:
            new.setenv(NO_CACHE, "1")
            assert different(seen, previewed(site, f"new{number}")) == []
        rmtree(site / f"new{number}")


@EDITS
@pytest.mark.usefixtures("warned")
def test_a_build_after_any_edits(site: Path, edits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are those of a build that takes nothing from the cache."""
    chance = random.Random(-edits)
    for _ in range(edits):
        edit(site / "data", chance)
        assert build_here(site).status == 0
        warm = read_all(site / "site")
        with monkeypatch.context() as cold:
            cold.setenv(NO_CACHE, "1")
            assert build_here(site).status == 0
        assert different(warm, read_all(site / "site")) == []


@pytest.mark.usefixtures("warned")
def test_an_edit_writes_what_it_changes_alone(site: Path) -> None:
    """Of the pages and data of reports those of its agency."""
    times = written_at(site / "old", previewed(site, "old"))
    report = site / "data/example-district/education/2023.yml"
    report.write_text(report.read_text(encoding="utf-8") + "签发人: 某某\n", encoding="utf-8")
    after = written_at(site / "old", previewed(site, "old"))
    written = {name for name, time in after.items() if times.get(name) != time}
    of_reports = {
        name for name in written if re.search(r"/20\d\d(/index.html|\.)", name) and "/years/" not in name
    }
    assert "reports/example-district/education/2023/index.html" in written
    assert {name for name in of_reports if "/education/" not in name} == set()


def written_at(folder: Path, names: Iterable[str]) -> dict[str, int]:
    """When each file was written last."""
    return {name: (folder / name).stat().st_mtime_ns for name in names}


def test_what_is_unchanged_is_not_read_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    copytree(ROOT / "data/haishu-office", data / "office")
    known = KnownFiles()
    first, _ = read_archive(data, tmp_path, known=known)
    again, _ = read_archive(data, tmp_path, known=known)
    assert again.reports[0] is first.reports[0]
