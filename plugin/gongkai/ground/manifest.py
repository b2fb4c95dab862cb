"""A list of the files of a folder with their length and SHA-256, by which a copy of the folder can be proved."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from gongkai.ground.jsontext import json_bytes
from gongkai.ground.why_not import why_not

VERSION = 1


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


def write_manifest(folder: Path, names: Iterable[str], base: str) -> bytes:
    """The manifest of those files below a folder that are there.

    names: from the folder, with `/`. base: where the manifest will lie, from the folder; its paths are relative to that.
    """
    there = {os.path.relpath(name, base or ".").replace(os.sep, "/"): folder / name for name in set(names)}
    files = {name: path for name, path in sorted(there.items()) if path.is_file()}
    return json_bytes(
        {
            "version": VERSION,
            "files": [
                {"path": name, "bytes": path.stat().st_size, "sha256": _digest(path)}
                for name, path in files.items()
            ],
        },
        depth=2,
    )


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


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
