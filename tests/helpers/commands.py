"""Commands as their users run them, each in a folder of its own."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import click
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from gongkai.cli import command, main
from tests.helpers.support import AGENCY, ROOT, write_files

MKDOCS = [sys.executable, "-m", "mkdocs"]
GONGKAI = [sys.executable, "-m", "gongkai"]
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


def verb_of(name: str) -> click.Command:
    """The verb of that name."""
    found = command.get_command(click.Context(command), name)
    assert found is not None
    return found


def run(command: Sequence[str | bytes], folder: Path, encoding: str = "utf-8", **changes: str) -> Done:
    """Run a command in a folder."""
    done = subprocess.run(
        command, cwd=folder, env=environment(**changes), capture_output=True, timeout=120, check=False
    )
    return Done(done.returncode, *(s.decode(encoding, "replace") for s in (done.stdout, done.stderr)))


def run_on_a_terminal(command: Sequence[str], folder: Path, **changes: str) -> Done:
    """Run a command in a folder, printing to a terminal; what it says is as the terminal gets it."""
    # Nowhere but on POSIX.
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        command, cwd=folder, env=environment(TERM="xterm", **changes), stdout=theirs, timeout=120, check=False
    )
    os.close(theirs)
    return Done(done.returncode, _until_closed(ours).replace("\r\n", "\n"), "")


def gongkai_asked(folder: Path, answers: Sequence[str], *arguments: str) -> Done:
    """`gongkai` in a folder, in a terminal where each answer is typed when it is asked for; out is all that was shown."""
    # Nowhere but on POSIX.
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*GONGKAI, *arguments], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment()
    )
    os.close(theirs)
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    shown = _until_closed(ours)
    return Done(process.wait(timeout=60), shown, "")


def _until_closed(terminal: int) -> str:
    parts = []
    try:
        while part := os.read(terminal, 65536):
            parts.append(part)
    except OSError:
        pass  # all is read
    os.close(terminal)
    return b"".join(parts).decode()


def mkdocs_build(folder: Path, *options: str, **changes: str) -> Done:
    """`mkdocs build` in a folder, in a process of its own."""
    return run([*MKDOCS, "build", *options], folder, **changes)


class _Lines(logging.Handler):
    """Keeps what is logged, as MkDocs prints it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname:<8}-  {record.getMessage()}\n")


def build_here(folder: Path, *, strict: bool = False, site: str = "site") -> Done:
    """`mkdocs build` in a folder, in this process: the same steps in a fifth of the time."""
    logger, lines = logging.getLogger("mkdocs"), _Lines()
    level, propagates = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    # A warning is for the test to look at, and none of this process.
    logger.propagate = False
    logger.addHandler(lines)
    try:
        config = load_config(str(folder / "mkdocs.yml"), strict=strict or None, site_dir=str(folder / site))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except Abort:
        status = 1
    else:
        status = 0
    finally:
        logger.removeHandler(lines)
        logger.level, logger.propagate = level, propagates
    return Done(status, "", "".join(lines.lines))


def gongkai(folder: Path, *arguments: str | bytes, encoding: str = "utf-8", **changes: str) -> Done:
    """`gongkai` in a folder."""
    return run([*GONGKAI, *arguments], folder, encoding, **changes)


def gongkai_here(folder: Path, *arguments: str) -> Done:
    """`gongkai` in a folder, in this process: the same steps in a tenth of the time."""
    out, err = io.StringIO(), io.StringIO()
    with (
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(err),
        patch.object(sys, "argv", ["gongkai", *arguments]),
        # By how Python was started click finds out what the command is called: here, by its own name.
        patch.object(sys.modules["__main__"], "__package__", None),
    ):
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
    return Done(status, out.getvalue(), err.getvalue())


def site_config(
    theme: str = "mkdocs", plugins: str = "[search, gongkai]", more: str = "", *, documents: bool = False
) -> str:
    """A mkdocs.yml. plugins, more: as YAML. documents: whether the reports' are made, which takes its time."""
    plugins = plugins if documents else _without_documents(plugins)
    return f"site_name: 样例\ntheme: {THEMES[theme]}\nplugins: {plugins}\n{more}"


def _without_documents(plugins: str) -> str:
    """The same plugins, ours told to make no documents; as they are where they are no list on one line."""
    if not plugins.startswith("["):
        return plugins
    quiet = [_without_documents_of(entry) for entry in yaml.safe_load(plugins)]
    return yaml.safe_dump(quiet, allow_unicode=True, default_flow_style=True, width=10_000).strip()


def _without_documents_of(entry: object) -> object:
    if entry == "gongkai":
        return {"gongkai": {"documents": False}}
    if isinstance(entry, dict) and isinstance(entry.get("gongkai"), dict):
        return {**entry, "gongkai": {**entry["gongkai"], "documents": False}}
    return entry


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
