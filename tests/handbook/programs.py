"""How the programs that the handbook names are run here: really, or as near to it as a machine without network can."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Callable, Sequence
from configparser import ConfigParser
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.handbook.worlds import IDENTITY, needed
from tests.helpers.commands import GONGKAI, MKDOCS, Done, build_here, gongkai_asked, gongkai_here, run
from tests.helpers.servers import Server
from tests.helpers.support import ROOT, write_files

Runner = Callable[[Path, Sequence[str]], Done]
"""Runs the words of a command in a folder."""

# Without the documents of reports, and without what a test may not do: bring anything from elsewhere.
FAST = {"GONGKAI_DOCUMENTS": "off", "NO_MKDOCS_2_WARNING": "1", "PIP_NO_INDEX": "1"}
_UNDONE = ("--dry-run", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")


def gongkai(folder: Path, words: Sequence[str]) -> Done:
    """Our command, in this process."""
    return gongkai_here(folder, *words[1:])


def gongkai_build(folder: Path, words: Sequence[str]) -> Done:
    """`gongkai build`, in a process of its own as MkDocs is one of its."""
    return run([*GONGKAI, *words[1:]], folder, **FAST)


def gongkai_help(folder: Path, words: Sequence[str]) -> Done:
    """A verb that a sentence only names: it is there."""
    return gongkai_here(folder, *words[1:], "--help")


def gongkai_asks(folder: Path, words: Sequence[str]) -> Done:
    """`gongkai init` in a terminal, where it asks for name, kind, folder and year."""
    if sys.platform == "win32":
        pytest.skip("a terminal of POSIX")
    answers = ["某某县教育局", "部门", "education", "2025"]
    return gongkai_asked(folder, answers, *words[1:])


def mkdocs_build(folder: Path, words: Sequence[str]) -> Done:
    """`mkdocs build`; in this process where nothing else is said."""
    if set(words[2:]) - {"--strict"}:
        return run([*MKDOCS, *words[1:]], folder, **FAST)
    with patch.dict(os.environ, FAST):
        return build_here(folder, strict="--strict" in words)


def mkdocs_serve(folder: Path, words: Sequence[str]) -> Done:
    """The server, at a port that is free, asked for a page and then stopped."""
    return _served(folder, lambda address: [*MKDOCS, *words[1:], "--dev-addr", address])


def make_serve(folder: Path, words: Sequence[str]) -> Done:
    """As above, by the Makefile."""
    _environment(folder)
    return _served(folder, lambda address: [*words, f"ADDRESS={address}"])


def _served(folder: Path, command: Callable[[str], Sequence[str]]) -> Done:
    """The page of the newest report, which may be a draft."""
    if sys.platform == "win32":
        pytest.skip("the server is ended by a signal")
    newest = max((folder / "data/haishu-office").glob("[0-9]*.yml"))
    server = Server(folder, command, **FAST)
    try:
        return Done(0, server.page(f"reports/haishu-office/{newest.stem}/", "</html>"), "")
    finally:
        server.end()


def pip(folder: Path, words: Sequence[str]) -> Done:
    """pip finds what it is told to install, and nothing is installed: what is here already is what there is to find.

    Every name must be ours, with extras that there are, or one that we ask for ourselves.
    """
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    extras = setup["options.extras_require"]
    asked_for = [setup["options"]["install_requires"], *extras.values()]
    known = set(re.findall(r"^[\w.-]+", "\n".join(asked_for), re.MULTILINE))
    wanted = re.sub(r"--(?:find-links|wheel-dir) \S+", "", " ".join(words[2:]))
    for name, chosen in re.findall(r"(?<= )(\.|[a-z][\w.-]*)(?:\[([\w,-]+)\])?(?= |$)", f" {wanted}"):
        if name in (".", setup["metadata"]["name"]):
            assert set(filter(None, chosen.split(","))) <= set(extras), words
        elif not (folder / name).is_file():
            assert name in known, f"{name} is none of our requirements"
    undone = [option for option in _UNDONE if words[1] == "install" or option != "--dry-run"]
    done = run([sys.executable, "-m", *words, *undone], folder)
    assert "does not provide the extra" not in done.said
    return done


def pip_help(folder: Path, words: Sequence[str]) -> Done:
    """A verb that a sentence only names: it is there."""
    return run([sys.executable, "-m", *words, "--help"], folder)


def pip_wheel(folder: Path, words: Sequence[str]) -> Done:
    """Really built, but nothing that it needs is fetched."""
    done = pip(folder, words)
    assert done.status or list((folder / words[words.index("--wheel-dir") + 1]).glob("mkdocs_gongkai-*.whl")), (
        words
    )
    return done


def python(folder: Path, words: Sequence[str]) -> Done:
    """The Python of this test run."""
    if words[1] == "-m":
        assert find_spec(words[2]) is not None, words
    return run([sys.executable, *words[1:]], folder, **FAST)


def python_venv(folder: Path, words: Sequence[str]) -> Done:
    """An environment without pip, which would take its time."""
    return run([sys.executable, *words[1:], "--without-pip"], folder)


def activate(folder: Path, words: Sequence[str]) -> Done:
    """What is to be called at the beginning of a day is there once an environment is made, by the name of this system."""
    python_venv(folder, ["python", "-m", "venv", ".venv"])
    (script,) = (path for path in folder.glob(".venv/*/activate"))
    if words[0] != "source":
        return Done(0, str(script), "")
    needed("bash")
    found = run(["bash", "-c", f"{' '.join(words)} && command -v python"], folder)
    assert found.out.strip() == str(script.with_name("python")), found.said
    return found


def make(folder: Path, words: Sequence[str]) -> Done:
    """A verb of the Makefile. Its .venv is the environment of this test run: nothing is installed."""
    _environment(folder)
    return program(folder, words)


def _environment(folder: Path) -> None:
    """What make takes for the environment that it would set up in this folder."""
    needed("make")
    calls = {"python": "", "gongkai": "-c 'from gongkai.cli import main; main()'"}
    for name, call in calls.items():
        script = f'#!/bin/sh\nexec "{sys.executable}" {call} "$@"\n'
        write_files(folder, {f".venv/bin/{name}": script})
        (folder / ".venv/bin" / name).chmod(0o755)
    # Which folder and which Python it is for stands in the names of its marks.
    (key,) = re.findall(r"^KEY := (\S+)$", run(["make", "-pn"], folder).out, re.MULTILINE)
    write_files(
        folder, {f".venv/{name}-{key}": "" for name in ("made", "site", "test", "lint", "mutants", "bench")}
    )


def make_says(folder: Path, words: Sequence[str]) -> Done:
    """What a verb would run."""
    return make(folder, [*words, "--dry-run"])


def program(folder: Path, words: Sequence[str]) -> Done:
    """Any other program, where it is installed."""
    needed(words[0])
    return run(words, folder, **IDENTITY, **FAST)


def push_elsewhere(folder: Path, words: Sequence[str]) -> Done:
    """To the server that is named, for which a repository beside stands in."""
    address = run(["git", "remote", "get-url", "origin"], folder).out.strip()
    beside = folder.parent / "origin.git"
    assert run(["git", "init", "--quiet", "--bare", str(beside)], folder).status == 0
    key = f"url.{beside.as_uri()}.insteadOf"
    return run(words, folder, GIT_CONFIG_COUNT="1", GIT_CONFIG_KEY_0=key, GIT_CONFIG_VALUE_0=address)


def zensical(folder: Path, words: Sequence[str]) -> Done:
    """Zensical, which .ci/run brings."""
    packages = os.environ.get("GONGKAI_ZENSICAL")
    if not packages:
        pytest.skip("没有设置 GONGKAI_ZENSICAL，跳过 / no Zensical: skipped")
    return run([sys.executable, "-m", *words], folder, PYTHONPATH=packages)


def apt(folder: Path, words: Sequence[str]) -> Done:
    """The packages are among those that the tests of a clean clone are run with, or there already."""
    text = (ROOT / ".ci/run").read_text(encoding="utf-8")
    (listed,) = re.findall(r"^packages=\((.*)\)$", text, re.MULTILINE)
    assert words[1] == "install"
    return Done(0 if set(words[2:]) <= set(listed.split()) else 1, listed, "")


def keyscan(folder: Path, words: Sequence[str]) -> Done:
    """For a server that is none, on this machine: the words are understood, and nobody answers."""
    needed(words[0])
    done = run([*words[:-1], "-T", "1", "-p", str(free_port()), "127.0.0.1"], folder)
    return done._replace(status=1 if "usage" in done.said else 0)


def ci(folder: Path, words: Sequence[str]) -> Done:
    """The script can be run, and its verbs are these; each has its own scenario."""
    path = ROOT / words[0]
    assert os.access(path, os.X_OK)
    verbs = re.findall(r"^make (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    done = run(["bash", "-n", str(path)], folder)
    return done._replace(out=" ".join(verbs))


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
