"""A folder that a build may take up again: files written whole, and those deleted that builds no longer use."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

BESIDE = ".new"
"""The ending of a file that is not whole yet."""
_RECENT = "recent.json"
"""The names that the last build used, and those of the last one before it that used others."""


def prepare(folder: Path) -> None:
    """The folder, which git ignores in any repository. Raises OSError where there can be none."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.is_file():
        write_whole(ignore, b"*\n")


def is_in_use(folder: Path) -> bool:
    """Whether a build has ended that used it."""
    return (folder / _RECENT).is_file()


def write_whole(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write a file so that it is never there by half, whoever else writes it at the same time, and whatever ends us.

    lasting: even if the machine itself stops; it takes time, and what bears its own proof may do without.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}{BESIDE}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        try:
            beside.replace(path)
        except PermissionError:
            # Windows: someone has just made the same file, and someone is reading it.
            if not path.is_file():
                raise
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def sweep(folder: Path, used: set[str], name_of: Callable[[Path], str | None]) -> None:
    """Delete what is no longer needed; what another build may have just made stays.

    used: the names that this build used. name_of: that of a file; None for a file that is none of these.
    """
    recent = folder / _RECENT
    try:
        last, before = (set(map(str, names)) for names in json.loads(recent.read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):
        last, before = set(), set()
    if used != last:
        last, before = used, last
        write_whole(recent, json.dumps([sorted(last), sorted(before)], indent=0).encode())
    kept = last | before
    for path in folder.iterdir():
        name = name_of(path)
        if path.suffix == BESIDE or (name is not None and name not in kept):
            # On Windows a file that is being read stays for another time.
            with suppress(OSError):
                path.unlink()
