"""This program as a machine has it: two machines of which this says the same make the same bytes."""

from __future__ import annotations

import json
import platform
import zlib
from functools import cache
from hashlib import sha256
from importlib import metadata, resources
from pathlib import Path

_OF_PROGRAM = (".py", ".yml", ".typ", ".txt", ".css")
_LIBRARIES = (
    "justhtml",
    "openpyxl",
    "pdfplumber",
    "python-docx",
    "PyYAML",
    "rapidfuzz",
    "typst",
    "XlsxWriter",
)
"""What reads and writes files."""


@cache
def program() -> str:
    """The program itself: a digest of all its files that decide what it does."""
    package = Path(str(resources.files("gongkai")))
    digest = sha256()
    for path in sorted(package.rglob("*"), key=lambda path: path.relative_to(package).as_posix()):
        if path.suffix in _OF_PROGRAM and path.is_file():
            name = json.dumps([path.relative_to(package).as_posix()]).encode()
            digest.update(name + b"\n" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def machine() -> str:
    """The program with what it stands on: Python, zlib and the libraries that read and write files."""
    versions = [f"{name} {_version(name)}" for name in _LIBRARIES]
    parts = [program(), platform.python_version(), zlib.ZLIB_RUNTIME_VERSION, *versions]
    return sha256(json.dumps(parts).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
