"""A list of the files of a folder with their length and SHA-256, by which a copy of the folder can be proved."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import IO

from gongkai.data_classes import dataclass
from gongkai.ground.jsontext import JsonText, compact, json_bytes
from gongkai.ground.why_not import why_not

VERSION = 1


class KnownDigests(dict[str, tuple[tuple[int, ...], str]]):
    """Of files by their paths: when and how they were written last, and the SHA-256 of what was in them then."""


class ManifestError(Exception):
    """A manifest that cannot be read; the message is one line."""


@dataclass(frozen=True)
class Differences:
    """What a copy has otherwise than its manifest, by path below the folder of the manifest."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unknown: tuple[str, ...]
    """Files below the folder that the manifest does not name."""
    checked: int
    """Files that the manifest names."""

    @property
    def is_same(self) -> bool:
        """Whether all that is named is as it was."""
        return not self.missing and not self.changed


def write_manifest(folder: Path, names: Iterable[str], base: str, known: KnownDigests | None = None) -> bytes:
    """The manifest of those files below a folder that are there.

    names: from the folder, with `/`. base: where the manifest will lie, from the folder; its paths are relative to that.
    known: of the last time, so that what was not written since need not be read; is renewed.
    """
    # There are thousands.
    there = {_from(name, base): os.path.join(folder, name) for name in set(names)}  # noqa: PTH118
    files = []
    for name, path in sorted(there.items()):
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            continue
        if S_ISREG(status.st_mode):
            digest = _digest(path) if known is None else _known_digest(path, status, known)
            files.append(
                JsonText(f'{{"path": {compact(name)}, "bytes": {status.st_size}, "sha256": "{digest}"}}')
            )
    return json_bytes({"version": VERSION, "files": files}, depth=2)


def _from(name: str, base: str) -> str:
    """A path as it is seen from a folder."""
    # Nearly all are below it.
    below = name.removeprefix(f"{base}/")
    return below if below != name else os.path.relpath(name, base or ".").replace(os.sep, "/")


def written(status: os.stat_result) -> tuple[int, ...]:
    """When and how a file was written last: of two writings it is not the same."""
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def written_at(path: str) -> tuple[int, ...]:
    """The same of a file at a path; empty where there is none."""
    try:
        return written(os.stat(path))  # noqa: PTH116  # thousands of them
    except OSError:
        return ()


def write_file(path: str, pieces: Iterable[bytes], known: KnownDigests) -> None:
    """Write a file, and its folder where there is none; nobody need read it for the manifest."""
    digest = sha256()
    with _opened(path) as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
        file.flush()
        known[path] = written(os.fstat(file.fileno())), digest.hexdigest()


def _opened(path: str) -> IO[bytes]:
    """Nearly every folder is there: only where it is not it is asked for."""
    try:
        return open(path, "wb")  # noqa: PTH123
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        return open(path, "wb")  # noqa: PTH123


def _known_digest(path: str, status: os.stat_result, known: KnownDigests) -> str:
    now = written(status)
    before, digest = known.get(path, ((), ""))
    if before != now:
        digest = _digest(path)
        known[path] = now, digest
    return digest


def compare(manifest: Path) -> Differences:
    """What is otherwise in the folder that a manifest lies in.

    Raises ManifestError where it cannot be read.
    """
    files = _read(manifest)
    missing, changed = [], []
    for name, (size, digest) in files.items():
        path = manifest.parent / name
        try:
            if not path.is_file():
                missing.append(name)
            elif path.stat().st_size != size or _digest(path) != digest:
                changed.append(name)
        except OSError:
            changed.append(name)
    below = (
        path.relative_to(manifest.parent).as_posix() for path in manifest.parent.rglob("*") if path.is_file()
    )
    unknown = sorted(name for name in below if name not in files and not name.startswith(manifest.name))
    return Differences(tuple(missing), tuple(changed), tuple(unknown), len(files))


def _read(manifest: Path) -> Mapping[str, tuple[int, str]]:
    try:
        value = json.loads(manifest.read_bytes())
        files = {str(file["path"]): (int(file["bytes"]), str(file["sha256"])) for file in value["files"]}
    except OSError as error:
        raise ManifestError(f"读不到“{manifest}”：{why_not(error)}") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ManifestError(f"“{manifest}”不是 gongkai 写的文件清单，或已损坏") from None
    if any(PurePosixPath(name).is_absolute() or "\0" in name for name in files):
        raise ManifestError(f"“{manifest}”中有不是相对路径的文件名")
    return files


def _digest(path: Path | str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123
        return file_digest(file, "sha256").hexdigest()
