"""Commands of an environment apart, and the quick start of the README in it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from tests.helpers.support import ROOT


def run(*command: str | Path, cwd: Path) -> str:
    """A command that must succeed, without what this environment has on its path."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def blocks(document: str, heading: str, language: str) -> list[str]:
    """The fenced blocks of a language in a section of the README or the handbook."""
    text = (ROOT / document).read_text(encoding="utf-8").partition(heading)[2]
    section = re.split(r"\n##+ ", text)[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


def quick_start(scripts: Path, folder: Path) -> Path:
    """Run the commands of the README's quick start as they stand; the site that they make."""
    (commands,) = blocks("README.md", "## 为本机关建一个网站", "sh")
    for line in commands.strip().splitlines():
        name, *arguments = line.partition("#")[0].split()
        if name == "cd":
            folder = folder / arguments[0]
        else:
            run(scripts / name, *arguments, cwd=folder)
    return folder
