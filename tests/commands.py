"""Commands run as their users run them: in a process of their own, in a folder of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support import AGENCY, ROOT, write_files

MKDOCS = [sys.executable, "-m", "mkdocs"]
GONGKAI = [sys.executable, "-c", "from gongkai.cli import main; main()"]
THEMES = {
    "mkdocs": "{name: mkdocs, locale: zh_CN, highlightjs: false}",
    "material": "{name: material, language: zh, font: false}",
}
# What would make a run differ from one on another machine.
_OF_THIS_MACHINE = ("SOURCE_DATE_EPOCH", "CI", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8")


class Done(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything that was printed."""
        return self.out + self.err


def environment(**changes: str) -> dict[str, str]:
    """The environment of a command; gongkai is the one of this repository, whatever else is installed."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_THIS_MACHINE}
    return {**kept, "PYTHONPATH": str(ROOT / "plugin"), "NO_MKDOCS_2_WARNING": "1", **changes}


def run(command: Sequence[str | bytes], folder: Path, encoding: str = "utf-8", **changes: str) -> Done:
    """Run a command in a folder."""
    done = subprocess.run(
        command, cwd=folder, env=environment(**changes), capture_output=True, timeout=120, check=False
    )
    return Done(done.returncode, *(s.decode(encoding, "replace") for s in (done.stdout, done.stderr)))


def mkdocs_build(folder: Path, *options: str, **changes: str) -> Done:
    """`mkdocs build` in a folder."""
    return run([*MKDOCS, "build", *options], folder, **changes)


def gongkai(folder: Path, *arguments: str | bytes, encoding: str = "utf-8", **changes: str) -> Done:
    """`gongkai` in a folder."""
    return run([*GONGKAI, *arguments], folder, encoding, **changes)


def site_config(theme: str = "mkdocs", plugins: str = "[search, gongkai]", more: str = "") -> str:
    """A mkdocs.yml. plugins, more: as YAML."""
    return f"site_name: 样例\ntheme: {THEMES[theme]}\nplugins: {plugins}\n{more}"


def project(
    folder: Path, reports: Mapping[str, str | bytes], config: str = "", *, data_dir: str = "data"
) -> Path:
    """A site with one page of its own and one agency, `office`, with these reports by the name of their file."""
    return write_files(
        folder,
        {
            "mkdocs.yml": config or site_config(),
            "docs/index.md": "# 首页\n",
            f"{data_dir}/office/agency.yml": AGENCY,
            **{f"{data_dir}/office/{name}": text for name, text in reports.items()},
        },
    )


def read_all(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def one_line(text: str) -> str:
    """The only line of a text that says what is wrong: blank ones, MkDocs' last words and reports of progress apart."""
    lines = [
        line for line in text.splitlines() if line.strip() and not line.startswith(("Aborted with", "INFO "))
    ]
    assert len(lines) == 1, text
    return lines[0]
