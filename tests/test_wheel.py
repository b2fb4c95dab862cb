"""The wheel: built, installed into an empty environment, and used there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support import AGENCY, ROOT, write_files


def run(*command: str | Path, cwd: Path) -> str:
    """A command that must succeed, without what this environment has on its path."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of what git tracks, or of all files where there is no git."""
    folder = tmp_path_factory.mktemp("source")
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    for path in (ROOT / "plugin/gongkai").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            write_files(folder, {path.relative_to(ROOT).as_posix(): path.read_bytes()})
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        "dist",
        ".",
        cwd=folder,
    )
    (built,) = (folder / "dist").glob("*.whl")
    return built


def test_what_is_in_it(wheel: Path) -> None:
    """Forms, style sheet, types, and the entry points of both engines."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        points = next(archive.read(name).decode() for name in names if name.endswith("entry_points.txt"))
    for name in ("forms/2019.yml", "forms/2021.yml", "forms/free.yml", "assets/gongkai.css", "py.typed"):
        assert f"gongkai/{name}" in names
    assert points.count("gongkai = gongkai.plugin:GongkaiPlugin") == 2
    assert "[mkdocs.plugins]" in points
    assert "[properdocs.plugins]" in points
    assert "gongkai = gongkai.cli:main" in points


def test_it_builds_a_site_in_an_empty_environment(wheel: Path, tmp_path: Path, sample: str) -> None:
    """Nothing but what it asks for is there."""
    run(sys.executable, "-m", "venv", "empty", cwd=tmp_path)
    scripts = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel, cwd=tmp_path)
    files = {"data/office/agency.yml": AGENCY, "data/office/2021.yml": sample, "docs/index.md": "# 首页\n"}
    files["mkdocs.yml"] = "site_name: 样例\ntheme: {name: mkdocs, locale: en}\nplugins: [gongkai]\n"
    write_files(tmp_path, files)
    assert "没有发现问题" in run(scripts / "gongkai", "check", cwd=tmp_path)
    run(scripts / "mkdocs", "build", "--strict", cwd=tmp_path)
    page = (tmp_path / "site/reports/office/2021/index.html").read_text(encoding="utf-8")
    assert 'id="t3-granted-natural"' in page
