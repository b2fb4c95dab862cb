"""Run the core part of the tests with each other Python, and build a site with it: `make pythons`.

    python -m tools.pythons [VERSION…]

Each interpreter from 3.12 on that stands on PATH or that pyenv keeps gets an environment of its own in .pythons/. 3.14 is the
one in Pyodide, which `make desk` brings, under Node: there what is compiled cannot be had, nor other processes, and the
tests that need them are skipped. The site must be the one that this Python builds, to the byte. A line for each; exit
status 1 where a test fails or a file differs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from gongkai.desk.runtime import ABI, NoRuntime, find_runtime

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".pythons"
NEWER = ("3.12", "3.13", "3.14")
IN_NODE = "3.14"
QUICK = "not browser and not builds and not handbook and not thorough"
CONFIG = """site_name: 样例
site_url: https://www.example.gov.cn/nb/
theme: {{name: material, language: zh, font: false}}
plugins: [search, gongkai: {{documents: {documents}}}]
"""


class Other(NamedTuple):
    """Another Python: how a module is run with it, and whether it has what is compiled."""

    version: str
    command: Sequence[str]
    is_whole: bool = True


def main() -> None:
    """Try each version, or those that are named."""
    wanted = sys.argv[1:] or NEWER
    holds = True
    with tempfile.TemporaryDirectory() as folder:
        for other in others(wanted):
            tested = tests_pass(other)
            count, differing = compared(other, Path(folder))
            told = f"{len(differing)} 个不同：{differing[0]}" if differing else "逐字节相同"
            print(
                f"Python {other.version}：{tested or '测试没有通过'}；网站 {count} 个文件，{told}", flush=True
            )
            holds = holds and bool(tested) and not differing
    if not holds:
        sys.exit(1)


def others(wanted: Sequence[str]) -> Iterator[Other]:
    """Those that are there, each with what the tests need."""
    for version in wanted:
        found = interpreter(version)
        if found is not None:
            yield Other(version, [environment(version, found), "-m"])
        elif version == IN_NODE and (node := shutil.which("node")):
            yield Other(f"{version}（Pyodide）", [node, *in_node()], is_whole=False)
        else:
            print(f"Python {version}：没有，跳过 / not there: skipped", flush=True)


def interpreter(version: str) -> str | None:
    """Kept by pyenv, whose own commands on PATH run only what is chosen; or on PATH."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    of_pyenv = sorted(kept.glob(f"{version}.*/bin/python"))
    return str(of_pyenv[-1]) if of_pyenv else shutil.which(f"python{version}")


def environment(version: str, found: str) -> str:
    """The interpreter of an environment with us and what the tests need, of the versions that we develop with."""
    folder = KEPT / version
    python = str(folder / "bin/python")
    if not folder.is_dir():
        run([found, "-m", "venv", str(folder)])
    install = [python, "-m", "pip", "install", "--quiet", "--constraint", "constraints.txt"]
    run([*install, "setuptools"])
    run([*install, "--no-build-isolation", "--editable", ".[site,documents,test]"])
    return python


def in_node() -> list[str]:
    """What Node is called with. What is pure Python it takes from this environment, beside the one part that is not."""
    try:
        find_runtime(ROOT)
    except NoRuntime as missing:
        sys.exit(str(missing))
    packages = KEPT / IN_NODE
    if not packages.is_dir():
        platform = ("--platform", f"pyemscripten_{ABI}_wasm32", "--implementation", "cp")
        python = ("--python-version", IN_NODE, "--abi", "cp" + IN_NODE.replace(".", ""))
        install = ("install", "--quiet", "--no-deps", "--only-binary=:all:", "--constraint", "constraints.txt")
        run(
            [sys.executable, "-m", "pip", *install, *platform, *python, "--target", str(packages), "hypothesis"]
        )
    paths = os.pathsep.join(map(str, (packages, ROOT, ROOT / "plugin", sysconfig.get_path("purelib"))))
    return [str(Path(__file__).with_name("pyodide.mjs")), str(ROOT / ".cache/desk"), ABI, IN_NODE, paths]


def run(command: Sequence[str]) -> None:
    """Run what must succeed."""
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603


def tests_pass(other: Other) -> str:
    """How many passed; empty where one failed, which is shown."""
    command = [*other.command, "pytest", "-q", "-p", "no:cacheprovider", "-m", QUICK]
    if not other.is_whole:
        command += ["-p", "no:xdist", "-p", "tools.pythons.without"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        print(done.stdout[-5000:], done.stderr[-2000:], sep="\n", flush=True)
        return ""
    return done.stdout.rstrip().rpartition("\n")[2]


def compared(other: Other, folder: Path) -> tuple[int, list[str]]:
    """How many files a site has, and those that this Python and the other do not write alike.

    It has no documents where what makes them is compiled.
    """
    ours, theirs = (
        site(folder / f"{number}-{other.version}", command, documents=other.is_whole)
        for number, command in enumerate(([sys.executable, "-m"], other.command))
    )
    return len(ours), sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def site(folder: Path, command: Sequence[str], *, documents: bool) -> dict[str, bytes]:
    """The files of the site that a Python builds of the demonstration's data."""
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# 首页\n", encoding="utf-8")
    config = CONFIG.format(documents="on" if documents else "off")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    variables = {**os.environ, "SOURCE_DATE_EPOCH": "1643846400", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([*command, "mkdocs", "build", "--quiet"], cwd=folder, env=variables, check=True)  # noqa: S603
    built = folder / "site"
    return {
        path.relative_to(built).as_posix(): path.read_bytes() for path in built.rglob("*") if path.is_file()
    }


if __name__ == "__main__":
    main()
