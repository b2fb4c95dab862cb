"""What is kept from build to build changes nothing, whatever is edited in between."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterable
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
from gongkai.source import read
from tests.helpers.commands import build_here, project, read_all, site_config
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


OF_REPORTS = re.compile(r"(?<!/years)/20\d\d(/index.html|\.)")
"""The pages and data of reports."""


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


REPORT = (ROOT / "data/example-district/education/2023.yml").read_text(encoding="utf-8")
CHANGES = {
    "a licence": ("mkdocs.yml", "documents: false", "documents: false, license: CC0-1.0"),
    "another domain": ("data/example-district/office/agency.yml", "www.example.gov.cn", "xxgk.example.gov.cn"),
    "a navigation": ("mkdocs.yml", "site_name: 样例", "site_name: 样例\nnav: [index.md]"),
    "files left out": ("mkdocs.yml", "site_name: 样例", "site_name: 样例\nexclude_docs: reports/**/*.json"),
    "the plain way": ("mkdocs.yml", "documents: false", "documents: false, fast: false"),
}
"""What goes into pages and not into what they say, or changes how they come about: a file, and words in it for others."""


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("warned")
def test_a_preview_after_a_change(site: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are those of a preview that has just begun."""
    for report in (site / "data").rglob("20[01]?.yml"):
        report.unlink()
    file, old, new = CHANGES[change]
    previewed(site, "old")
    text = (site / file).read_text(encoding="utf-8")
    assert old in text
    (site / file).write_text(text.replace(old, new), encoding="utf-8")
    seen = previewed(site, "old")
    kept: Any = MkDocsConfig.plugins
    with patch.dict(kept.plugin_cache, clear=True), monkeypatch.context() as cold:
        cold.setenv(NO_CACHE, "1")
        assert different(seen, previewed(site, "new")) == []


@pytest.mark.usefixtures("warned")
def test_a_preview_keeps_the_documents_of_the_pages_it_shows(tmp_path: Path) -> None:
    """As long as nothing new can be made, however often reports are changed."""
    config = site_config(plugins="[search, gongkai: {documents: [xlsx], fail_on: never}]", documents=True)
    report = project(tmp_path, {"2023.yml": REPORT}, config) / "data/office/2023.yml"
    before = previewed(tmp_path, "old")
    nowhere = "other_sites: [{name: 某县, url: 'https://example.gov.cn/', folder: nowhere}]"
    write_files(tmp_path, {"mkdocs.yml": config.replace("fail_on: never", f"fail_on: never, {nowhere}")})
    for number in range(3):
        report.write_text(f"{report.read_text(encoding='utf-8')}# {number}\n", encoding="utf-8")
        assert previewed(tmp_path, "old").keys() == before.keys()


@EDITS
@pytest.mark.usefixtures("warned")
def test_a_build_after_any_edits(site: Path, edits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are those of a build that takes nothing from the cache, nor from the site that is there."""
    chance = random.Random(-edits)
    for number in range(edits):
        edit(site / "data", chance)
        if number % 5 == 4:
            (site / "docs/index.md").write_text(f"# 首页{number}\n", encoding="utf-8")
        assert build_here(site).status == 0
        with monkeypatch.context() as cold:
            cold.setenv(NO_CACHE, "1")
            assert build_here(site, site="new").status == 0
        assert different(read_all(site / "site"), read_all(site / "new")) == []
        rmtree(site / "new")


@pytest.mark.usefixtures("warned")
def test_an_edit_writes_what_it_changes_alone(site: Path) -> None:
    """Of the pages and data of reports those of its agency."""
    times = written_at(site / "old", previewed(site, "old"))
    report = site / "data/example-district/education/2023.yml"
    report.write_text(report.read_text(encoding="utf-8") + "签发人: 某某\n", encoding="utf-8")
    after = written_at(site / "old", previewed(site, "old"))
    written = {name for name, time in after.items() if times.get(name) != time}
    of_reports = {name for name in written if OF_REPORTS.search(name)}
    assert "reports/example-district/education/2023/index.html" in written
    assert {name for name in of_reports if "/education/" not in name} == set()


@pytest.mark.usefixtures("warned")
class TestFilesOfTheSite:
    """Those that a build finds as the last one left them stay where they are."""

    PAGE = "reports/example-district/education/2022/index.html"

    def changed(self, site: Path) -> set[str]:
        """What another build writes of the pages and data of reports."""
        before = written_at(site / "site", read_all(site / "site"))
        assert build_here(site).status == 0
        after = written_at(site / "site", read_all(site / "site"))
        return {name for name, time in after.items() if before.get(name) != time and OF_REPORTS.search(name)}

    @pytest.fixture(autouse=True)
    def _built(self, site: Path) -> None:
        assert build_here(site).status == 0

    def test_an_edit_writes_what_it_changes_alone(self, site: Path) -> None:
        report = site / "data/example-district/education/2023.yml"
        report.write_text(report.read_text(encoding="utf-8") + "签发人: 某某\n", encoding="utf-8")
        written = self.changed(site)
        assert "reports/example-district/education/2023/index.html" in written
        assert {name for name in written if "/education/" not in name} == set()

    @pytest.mark.parametrize("change", [lambda page: page.write_bytes(b"other"), Path.unlink])
    def test_one_that_somebody_has_changed_is_made_anew(
        self, site: Path, change: Callable[[Path], object]
    ) -> None:
        before = read_all(site / "site")
        change(site / "site" / self.PAGE)
        assert self.PAGE in self.changed(site)
        assert different(read_all(site / "site"), before) == []

    def test_a_copy_of_a_file_stays_while_that_is_the_same(self, site: Path) -> None:
        (source,) = (site / "data/example-district/education/2022").glob("*.png")
        copied = f"reports/example-district/education/2022/{source.name}"
        at = (site / "site" / copied).stat().st_mtime_ns
        self.changed(site)
        assert (site / "site" / copied).stat().st_mtime_ns == at
        source.write_bytes(source.read_bytes() + b"\0")
        self.changed(site)
        assert (site / "site" / copied).read_bytes() == source.read_bytes()

    def test_one_that_nobody_made_goes(self, site: Path) -> None:
        write_files(site / "site", {"reports/other.html": "", "reports/example-district/other/1.html": ""})
        self.changed(site)
        assert not {"reports/other.html", "reports/example-district/other"} & read_all(site / "site").keys()

    def test_another_configuration_writes_all(self, site: Path) -> None:
        config = (site / "mkdocs.yml").read_text(encoding="utf-8")
        write_files(site, {"mkdocs.yml": f"{config}copyright: 某某\n"})
        assert self.PAGE in self.changed(site)

    def test_what_fails_later_leaves_nothing_hidden(self, site: Path) -> None:
        write_files(site, {"fail.py": "def on_nav(nav, **_):\n    raise ValueError\n"})
        config = (site / "mkdocs.yml").read_text(encoding="utf-8")
        write_files(site, {"mkdocs.yml": f"{config}hooks: [fail.py]\n"})
        with pytest.raises(ValueError):
            build_here(site)
        assert [path.name for path in (site / "site").iterdir() if path.name.startswith(".")] == []


def test_what_is_unchanged_is_not_taken_to_pieces(site: Path) -> None:
    """An edit lets its agency be read, and those reports of the year that its rules compare it with."""
    # No region, which sums up all others. The agencies are in the navigation: MkDocs makes their pages anew.
    for path in (site / "data/example-district").glob("*.yml"):
        path.unlink()
    assert build_here(site).status == 0
    report = site / "data/example-district/education/2023.yml"
    report.write_text(report.read_text(encoding="utf-8") + "签发人: 某某\n", encoding="utf-8")
    with patch("gongkai.model.known_files.read", wraps=read) as reads:
        assert build_here(site).status == 0
    names = {path.parent.name + path.name for path in (Path(call.args[0]) for call in reads.call_args_list)}
    assert "education2023.yml" in names
    agencies = {"education", "office", "donghu"}
    compared = {*(f"{each}agency.yml" for each in agencies), "office2023.yml", "donghu2023.yml"}
    assert {name for name in names if not name.startswith("education")} <= compared


def test_each_of_several_keeps_its_own(tmp_path: Path) -> None:
    """None deletes the documents of another before they are in the site."""
    outputs = ("a", "b", "c")
    each = [
        f"gongkai: {{documents: [xlsx], fail_on: never, data_dir: {name}, output: {name}}}" for name in outputs
    ]
    config = site_config(plugins=f"[search, {', '.join(each)}]", documents=True)
    for name in outputs:
        report = f"{REPORT}签发人: {name}\n"
        project(tmp_path, {"2023.yml": report}, config, data_dir=name)
    for _ in range(2):
        assert build_here(tmp_path).status == 0
        there = read_all(tmp_path / "site").keys()
        assert {name for name in there if name.endswith("xlsx")} == {
            f"{name}/office/2023.xlsx" for name in outputs
        }


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
