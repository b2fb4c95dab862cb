"""The wheel: built, installed into an empty environment, and used there as the README says."""

from __future__ import annotations

import os
import re
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


def blocks(document: str, heading: str, language: str) -> list[str]:
    """The fenced blocks of a language in a section of the README or the handbook."""
    text = (ROOT / document).read_text(encoding="utf-8").partition(heading)[2]
    section = re.split(r"\n##+ ", text)[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def test_the_quick_start_of_the_readme_works_as_it_stands(scripts: Path, tmp_path: Path) -> None:
    """Its files by the names they begin with, its commands one by one.

    The report is abridged there and points to the handbook: the handbook's skeleton is put in its place, with the
    sentence of the README.
    """
    heading = "## 为本机关建一个网站"
    files = {block.split()[1]: block for block in blocks("README.md", heading, "yaml")}
    assert list(files) == ["mkdocs.yml", "data/my-office/agency.yml", "data/my-office/2021.yml"]
    (sentence,) = re.findall(r"  2021年，.*", files["data/my-office/2021.yml"])
    (skeleton,) = blocks("docs/editor.md", "## 报告的骨架", "yaml")
    files["data/my-office/2021.yml"] = skeleton.replace("  在这里写正文，每行一段。", sentence).replace(
        "  在这里写正文。", "  主动公开的时效有待提高。"
    )
    write_files(tmp_path, {**files, "docs/index.md": "# 某某县政府信息公开\n"})
    (commands,) = blocks("README.md", heading, "sh")
    for line in commands.strip().splitlines():
        name, *arguments = line.partition("#")[0].split()
        run(scripts / name, *arguments, cwd=tmp_path)
    page = (tmp_path / "site/reports/my-office/2021/index.html").read_text(encoding="utf-8")
    assert "本机关新收政府信息公开申请0件" in page
