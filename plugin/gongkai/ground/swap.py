"""A folder that is replaced whole: whatever ends the process, what stands in its place is all old or all new.

The new folder is filled in a workroom beside the old one, on the same file system, and written through to the disk.
Linux exchanges the two in one step. Elsewhere the old one is moved into the workroom and the new one to its place; a
process that ends between the two leaves no folder in that place, and `recover` puts the old one back. A folder named
`old` in the workroom is therefore always whole: what is to be deleted gets another name first.

Whoever calls these functions holds a lock; nothing here is made for two at once.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from gongkai.data_classes import dataclass

PATIENCE = 5.0
"""Seconds for which a folder that somebody has open is tried again; only Windows refuses to rename one."""
PAUSE = 0.1

_IS_WINDOWS = os.name == "nt"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTTY)
"""What a kernel or file system says that cannot exchange."""


@dataclass(frozen=True)
class Workroom:
    """The folder beside a target in which its successor is made."""

    target: Path
    folder: Path

    @classmethod
    def beside(cls, target: Path) -> Workroom:
        """The workroom of a target, which need not be there yet."""
        return cls(target, target.with_name(f".{target.name}.build"))

    @property
    def new(self) -> Path:
        """Where the successor is made."""
        return self.folder / "new"

    @property
    def old(self) -> Path:
        """The old folder between two renames; whole whenever it is there."""
        return self.folder / "old"

    @property
    def gone(self) -> Path:
        """What is being deleted."""
        return self.folder / "gone"

    @property
    def lock(self) -> Path:
        """The file whose lock the one who works here holds."""
        return self.folder / "lock"

    def open(self) -> None:
        """Have the workroom, which git shall not see.

        Raises OSError where that cannot be done.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._ignore.write_bytes(b"*\n")

    @property
    def _ignore(self) -> Path:
        return self.folder / ".gitignore"

    def close(self) -> None:
        """Leave nothing but the lock. What cannot be deleted now is deleted by the next one."""
        with suppress(OSError):
            self.clear()
            self._ignore.unlink()

    def recover(self) -> bool:
        """Put right what an earlier process left behind; whether the old folder had to be put back.

        Raises OSError where something stays that cannot be moved or deleted.
        """
        is_back = self.old.is_dir() and not os.path.lexists(self.target)
        if is_back:
            _rename(self.old, self.target)
        self.clear()
        return is_back

    def clear(self) -> None:
        """Delete everything but the target.

        Raises OSError where something cannot be deleted.
        """
        for path in (self.gone, self.new):
            if path.is_dir():
                shutil.rmtree(path)
        if self.old.is_dir():
            _rename(self.old, self.gone)
            shutil.rmtree(self.gone)

    def swap(self, exchange: Callable[[Path, Path], bool] | None = None) -> None:
        """Put the successor in the target's place.

        exchange: exchanges two folders in one step, or says that it cannot; by default the system's own.
        Raises OSError where the target stays as it was.
        """
        write_through(self.new)
        if not os.path.lexists(self.target):
            _rename(self.new, self.target)
        elif not (exchange or exchange_folders)(self.new, self.target):
            _rename(self.target, self.old)
            try:
                _rename(self.new, self.target)
            except OSError:
                _rename(self.old, self.target)
                raise
        for folder in (self.folder, self.target.parent):
            _sync(folder)


def exchange_folders(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system in one step; False where the system cannot.

    Raises OSError where it can, but not with these.
    """
    function = _of_libc("renameat2")
    if function is None:
        return False
    if function(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def inherit(old: Path, new: Path) -> None:
    """Give a new folder the rights of the old one, and what stands directly in that under a name with a dot.

    Raises OSError where it cannot be read or written.
    """
    if not old.is_dir():
        return
    shutil.copymode(old, new)
    for entry in sorted(old.iterdir()):
        if not entry.name.startswith(".") or os.path.lexists(new / entry.name):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, new / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, new / entry.name, follow_symlinks=False)


def write_through(folder: Path) -> None:
    """Have everything below a folder on the disk, and not only in the system's memory.

    Raises OSError where it cannot be written.
    """
    function = _of_libc("syncfs")
    if function is None:
        for path in (*_below(folder), folder):
            _sync(path)
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if function(descriptor) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(descriptor)


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if not path.is_symlink():
            yield path


def _sync(path: Path) -> None:
    """One file or folder. Windows has no folders to sync, and syncs only what is open for writing."""
    is_folder = path.is_dir()
    if _IS_WINDOWS and is_folder:
        return
    descriptor = os.open(path, os.O_RDWR if _IS_WINDOWS else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems have no sync of a folder.
        if not is_folder or error.errno not in _NOT_HERE:
            raise
    finally:
        os.close(descriptor)


def _rename(source: Path, target: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            source.rename(target)
            return
        except PermissionError:
            if not _IS_WINDOWS or time.monotonic() >= until:
                raise
        time.sleep(PAUSE)


def _of_libc(name: str) -> Callable[..., int] | None:
    """A function of the C library of Linux; None elsewhere, or where that is too old to have it."""
    if not sys.platform.startswith("linux"):
        return None
    with suppress(OSError, AttributeError):
        function = getattr(ctypes.CDLL(None, use_errno=True), name)
        function.restype = ctypes.c_int
        return function  # type: ignore[no-any-return]  # what it takes and gives is said here
    return None
