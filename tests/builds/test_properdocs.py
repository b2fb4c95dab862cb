"""The demonstration built by MkDocs and by its fork ProperDocs, which runs the same plugin.

Material: the same bytes but for the line that names the generator. The own theme of each engine is a package of its
own by now, with ids and links that name the engine: there, all that is ours is the same.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from tests.helpers.support import ROOT, write_files

pytestmark = pytest.mark.thorough

ENGINES = ("mkdocs", "properdocs")
MANIFEST = "reports/manifest.json"
_GENERATOR = re.compile(rb'\s*<meta name="generator" content="[^"]*">')


@pytest.fixture(scope="module", params=["material", "mkdocs"])
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demonstration's handbook and data, built by each engine with the same theme."""
    folder = tmp_path_factory.mktemp(request.param)
    language = (
        "language: zh, font: false" if request.param == "material" else "locale: zh_CN, highlightjs: false"
    )
    config = f"""site_name: 演示
docs_dir: {ROOT / "docs"}
theme: {{name: {request.param}, {language}}}
plugins: [search, {{gongkai: {{data_dir: {ROOT / "data"}, documents: off}}}}]
"""
    write_files(folder, {"mkdocs.yml": config})
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for engine in ENGINES:
        command = [
            sys.executable,
            "-m",
            engine,
            "build",
            "--strict",
            "--quiet",
            "-f",
            "mkdocs.yml",
            "-d",
            engine,
        ]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return {engine: folder / engine for engine in ENGINES}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_same_files(sites: dict[str, Path]) -> None:
    """Neither engine leaves a page out."""
    assert files(sites["mkdocs"]).keys() == files(sites["properdocs"]).keys()


@pytest.mark.parametrize("sites", ["material"], indirect=True)
def test_material_gives_the_same_bytes(sites: dict[str, Path]) -> None:
    """All differences are the generator's name, and so the checksums of pages."""
    ours, theirs = files(sites["mkdocs"]), files(sites["properdocs"])
    differing = [name for name in ours if _GENERATOR.sub(b"", ours[name]) != _GENERATOR.sub(b"", theirs[name])]
    assert differing == [MANIFEST]


def test_the_manifest_has_the_same_files(sites: dict[str, Path]) -> None:
    """The checksums too, but for those of pages."""
    ours, theirs = ({str(entry["path"]): entry for entry in listed(sites[engine])} for engine in ENGINES)
    assert ours.keys() == theirs.keys()
    assert {path for path in ours if ours[path] != theirs[path] and not path.endswith(".html")} == set()


def test_our_content_is_the_same(sites: dict[str, Path]) -> None:
    """The article of every page, and everything below reports/ that is no page."""
    ours, theirs = files(sites["mkdocs"]), files(sites["properdocs"])
    checked = 0
    for name in ours:
        if name == MANIFEST:
            continue
        if name.startswith("reports/") and not name.endswith(".html"):
            assert ours[name] == theirs[name]
        elif name.startswith("reports/"):
            assert article(ours[name]) == article(theirs[name])
            checked += 1
    assert checked >= 3


def listed(site: Path) -> list[dict[str, str | int]]:
    """The files that the manifest lists."""
    entries: list[dict[str, str | int]] = json.loads((site / MANIFEST).read_bytes())["files"]
    return entries


def article(page: bytes) -> bytes:
    """What the theme puts around our content left out."""
    (content,) = html.fromstring(page.decode("utf-8")).xpath("//article | //div[@role='main']")
    return bytes(html.tostring(content, encoding="utf-8"))
