"""The wheel of what git tracks, with what it asks for and nothing else: no extra, no theme of others."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from email.parser import Parser
from pathlib import Path

import pytest

from tests.helpers.support import AGENCY, ROOT, with_date, write_files
from tests.helpers.wheels import quick_start, run

pytestmark = pytest.mark.thorough

LIST = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
PLAIN_THEME = "theme: {name: mkdocs, locale: en}"


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """The files that git tracks, or will with the next commit, by their path from the root."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run([*LIST, "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [name for name in os.fsdecode(listed).split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tracked: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that no build/ is left here."""
    folder = tmp_path_factory.mktemp("source")
    write_files(folder, {name: (ROOT / name).read_bytes() for name in tracked})
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", "dist", "."]
    run(*pip, cwd=folder)
    (built,) = (folder / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def members(wheel: Path) -> dict[str, str]:
    """What the wheel says of itself, by the file's last name."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            name.rpartition("/")[2]: archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if ".dist-info/" in name
        }


def test_the_package_is_whole_and_alone(wheel: Path, tracked: list[str]) -> None:
    """Every file of the package, with the bytes it has here; no tests, tools or data."""
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    prefix = "plugin/"
    ours = {name.removeprefix(prefix): name for name in tracked if name.startswith("plugin/gongkai/")}
    assert held.keys() == ours.keys()
    assert [name for name, content in held.items() if content != (ROOT / ours[name]).read_bytes()] == []
    assert {"gongkai/assets/gongkai.css", "gongkai/forms/2021.yml", "gongkai/py.typed"} <= held.keys()


def test_entry_points(members: dict[str, str]) -> None:
    """The command, and the plugin for both engines."""
    points = ConfigParser()
    points.read_string(members["entry_points.txt"])
    plugin = {"gongkai": "gongkai.plugin:GongkaiPlugin"}
    assert {group: dict(points[group]) for group in points.sections()} == {
        "console_scripts": {"gongkai": "gongkai.cli:main"},
        "mkdocs.plugins": plugin,
        "properdocs.plugins": plugin,
    }


def test_metadata(members: dict[str, str]) -> None:
    """Name, licence and Python as promised; without an extra only what setup.cfg names."""
    metadata = Parser().parsestr(members["METADATA"])
    assert (metadata["Name"], metadata["Requires-Python"]) == ("mkdocs-gongkai", ">=3.11")
    # The fonts bear their own licence.
    assert metadata["License-Expression"] == "MIT AND OFL-1.1"
    assert {"LICENSE", "OFL.txt"} <= members.keys()
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    wanted = setup["options"]["install_requires"].split()
    needed = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert names(needed) == names(wanted)
    assert {"click", "mkdocs", "pyyaml"} <= names(needed)
    assert not {"mkdocs-material", "pymdown-extensions", "properdocs", "typst", "python-docx"} & names(needed)


def names(requirements: list[str]) -> set[str]:
    """The distributions that are required."""
    return {re.split(r"[^\w.-]", line)[0].lower() for line in requirements}


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that holds the wheel and its dependencies."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", "empty", cwd=folder)
    scripts = folder / "empty" / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(scripts / "python")]
    run(*pip, "install", "-q", "--no-compile", "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    return scripts


def test_nothing_else_is_there(scripts: Path, tmp_path: Path) -> None:
    """The plugin comes from the wheel; the theme of the extra is not there to be leaned on."""
    code = (
        "import gongkai.plugin, importlib.util as u;"
        "print(gongkai.__file__, *(n for n in ('material', 'pymdownx', 'properdocs') if u.find_spec(n)))"
    )
    (path,) = run(scripts / "python", "-c", code, cwd=tmp_path).split()
    assert Path(path).is_relative_to(scripts.parent)


def test_a_site_without_the_extra(scripts: Path, tmp_path: Path, sample: str) -> None:
    """Checked and built with MkDocs' own theme; the style sheet comes along."""
    config = f"site_name: 样例\n{PLAIN_THEME}\nplugins: [gongkai]\n"
    files = {
        "data/office/agency.yml": AGENCY,
        "data/office/2021.yml": with_date(sample),
        "docs/index.md": "# 首页\n",
    }
    write_files(tmp_path, {**files, "mkdocs.yml": config})
    assert run(scripts / "gongkai", "check", "--strict", cwd=tmp_path).endswith("：没有发现问题。\n")
    run(scripts / "mkdocs", "build", "--strict", "--quiet", cwd=tmp_path)
    page = (tmp_path / "site/reports/office/2021/index.html").read_text(encoding="utf-8")
    assert 'id="t3-granted-natural"' in page
    (sheet,) = (tmp_path / "site").rglob("gongkai*.css")
    assert f"/{sheet.name}" in page


@pytest.fixture(scope="module")
def repository(scripts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a site that `init` has written with its pipelines, beside an environment with nothing in it."""
    folder = tmp_path_factory.mktemp("repository")
    options = ("--name", "某某县教育局", "--kind", "部门", "--year", "2024", "--ci", "gitee")
    run(scripts / "gongkai", "init", "site", *options, cwd=folder)
    run(sys.executable, "-m", "venv", "--without-pip", "runner", cwd=folder)
    return folder / "site"


class TestPipelines:
    """What a pipeline installs, by the line of the ready files."""

    def install(self, repository: Path, *options: str) -> subprocess.CompletedProcess[str]:
        python = repository.parent / "runner" / ("Scripts" if os.name == "nt" else "bin") / "python"
        pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-compile"]
        line = ["--require-hashes", "-r", "requirements.txt", *options]
        return subprocess.run([*pip, *line], cwd=repository, capture_output=True, text=True, check=False)

    def test_what_was_tried_is_installed(self, repository: Path, wheel: Path) -> None:
        """By hash, all of it, and it builds the site."""
        (ours,) = (repository / "wheels").iterdir()
        assert ours.name == wheel.name
        with zipfile.ZipFile(ours) as one, zipfile.ZipFile(wheel) as other:
            assert {name: one.read(name) for name in one.namelist() if not name.endswith("/RECORD")} == {
                name: other.read(name) for name in other.namelist() if not name.endswith("/RECORD")
            }
        done = self.install(repository)
        assert done.returncode == 0, done.stderr
        scripts = repository.parent / "runner" / ("Scripts" if os.name == "nt" else "bin")
        run(scripts / "gongkai", "build", "--strict", cwd=repository)
        assert (repository / "site/index.html").is_file()

    def test_another_of_the_same_name_is_not(self, repository: Path) -> None:
        """With one byte more."""
        (ours,) = (repository / "wheels").iterdir()
        whole = ours.read_bytes()
        ours.write_bytes(whole + b"\0")
        try:
            done = self.install(repository, "--no-deps", "--no-index", "--force-reinstall")
        finally:
            ours.write_bytes(whole)
        assert done.returncode != 0
        assert "DO NOT MATCH THE HASHES" in done.stderr


def test_the_quick_start_of_the_readme_without_the_extra(scripts: Path, tmp_path: Path) -> None:
    """As it stands: the site takes the theme that is there."""
    site = quick_start(scripts, tmp_path)
    assert PLAIN_THEME.rstrip("}") in (site / "mkdocs.yml").read_text(encoding="utf-8")
    page = (site / "site/reports/office/index.html").read_text(encoding="utf-8")
    assert "某某县人民政府办公室" in page
