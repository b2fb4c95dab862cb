"""A file that is kept from build to build, and the proof beside it that it is what was written.

A file is believed only if it has the length and the SHA-256 that stand beside it. One that was emptied, cut off, changed
or put there by somebody else is as good as none, and made anew. Who may write both can still deceive us: he could write
the site as well.
"""

from __future__ import annotations

from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from stat import S_ISREG

from gongkai.ground.generations import write_whole
from gongkai.ground.why_not import why_not

PROOF = ".sum"
"""The ending of the file that says what another must be."""


def keep(path: Path, data: bytes) -> None:
    """Write a file and its proof.

    Raises OSError where that cannot be done.
    """
    write_whole(path, data)
    write_whole(_proof(path), f"{len(data)} {sha256(data).hexdigest()}\n".encode())


def is_kept(path: Path) -> bool:
    """Whether a file is there as it was written; a link is not."""
    try:
        status = path.lstat()
        proof = _proof(path).read_bytes()
        return S_ISREG(status.st_mode) and proof == _told(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return False


def cannot_write(path: Path, error: OSError) -> str:
    """One line that says so, why, and what to do."""
    remedy = "请检查这个文件夹能否写入、磁盘是否已满；不需要 PDF、Word、Excel 的，写 documents: off"
    return f"写不到“{error.filename or path}”：{why_not(error)}；{remedy}"


@cache
def digest(path: Path, _: int, __: int) -> str:
    """SHA-256 of a file, read once as long as its time and size, the other arguments, are the same."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _told(path: Path, time: int, size: int) -> bytes:
    """What the proof of a file must be."""
    return f"{size} {digest(path, time, size)}\n".encode()


def _proof(path: Path) -> Path:
    return path.with_name(path.name + PROOF)
