"""The wheel: built, installed into an empty environment, and used there as the README says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.helpers.filled import TAKEN, filled, row
from tests.helpers.support import AGENCY, ROOT, write_files
from tests.helpers.wheels import quick_start, run

pytestmark = pytest.mark.thorough


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


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that holds the wheel and what it asks for, the theme of the README included."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "empty", cwd=folder)
    scripts = folder / "empty" / ("Scripts" if os.name == "nt" else "bin")
    wanted = f"{wheel}[site]"
    run(scripts / "python", "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wanted, cwd=folder)
    return scripts


def test_it_builds_a_site_where_nothing_else_is(scripts: Path, tmp_path: Path, sample: str) -> None:
    """With MkDocs' own theme."""
    files = {"data/office/agency.yml": AGENCY, "data/office/2021.yml": sample, "docs/index.md": "# 首页\n"}
    files["mkdocs.yml"] = "site_name: 样例\ntheme: {name: mkdocs, locale: en}\nplugins: [gongkai]\n"
    write_files(tmp_path, files)
    assert "没有发现问题" in run(scripts / "gongkai", "check", cwd=tmp_path)
    said = run(scripts / "mkdocs", "build", "--strict", cwd=tmp_path)
    assert "没有生成 PDF、Word、Excel：没有安装 typst、python-docx、XlsxWriter：" in said
    page = (tmp_path / "site/reports/office/2021/index.html").read_text(encoding="utf-8")
    assert 'id="t3-granted-natural"' in page


def test_the_quick_start_of_the_readme_works_as_it_stands(scripts: Path, tmp_path: Path) -> None:
    """Filled in and built once more, the report is there."""
    site = quick_start(scripts, tmp_path)
    assert (site / "mkdocs.yml").read_text(encoding="utf-8").count("name: material") == 1
    report = site / "data/office/2025.yml"
    report.write_text(filled(report.read_text(encoding="utf-8"), 3, 1), encoding="utf-8")
    run(scripts / "gongkai", "check", "--strict", cwd=site)
    run(scripts / "mkdocs", "build", "--strict", cwd=site)
    page = (site / "site/reports/office/2025/index.html").read_text(encoding="utf-8")
    assert "某某县人民政府办公室" in page
    assert 'id="t3-granted-natural"' in page


def test_from_nothing_to_the_second_year(scripts: Path, tmp_path: Path) -> None:
    """On a Chinese Windows' console, in a folder with a Chinese name: init, new, fill in, check, build, and again."""

    def call(folder: Path, name: str, *arguments: str, status: int = 0) -> str:
        env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        done = subprocess.run(
            [scripts / name, *arguments],
            cwd=folder,
            env={**env, "PYTHONIOENCODING": "cp936"},
            capture_output=True,
            check=False,
        )
        said = (done.stdout + done.stderr).decode("cp936")
        assert done.returncode == status, said
        return said

    options = ("--name", "样例县人民政府办公室", "--kind", "政府办公室", "--year", "2021", "--folder", "sample")
    call(tmp_path, "gongkai", "init", "某县 年报", *options)
    site = tmp_path / "某县 年报"
    for year, new, left, taken in ((2021, 5, 2, "~"), (2022, 7, 0, "2")):
        report = site / f"data/sample/{year}.yml"
        if not report.exists():
            assert f"上年结转取自{year - 1}年度报告。" in call(site, "gongkai", "new", "sample", str(year))
        draft = report.read_text(encoding="utf-8")
        assert row(draft, TAKEN) == [taken, *["~" if taken == "~" else "0"] * 5, taken]
        assert "提醒" in call(site, "gongkai", "check", str(report.relative_to(site)))
        call(site, "mkdocs", "build", "--strict", "--quiet")
        assert not (site / f"site/reports/sample/{year}").exists()
        report.write_text(filled(draft, new, left), encoding="utf-8")
        assert "没有发现问题" in call(site, "gongkai", "check", "--strict")
        call(site, "mkdocs", "build", "--strict", "--quiet")
        assert (site / f"site/reports/sample/{year}/index.html").is_file()
    assert "已有" in call(site, "gongkai", "new", "sample", "2022", status=2)
    page = (site / "site/reports/sample/2022/index.html").read_text(encoding="utf-8")
    assert re.search(r'id="t3-carried-in-natural"[^>]*>2<', page)
