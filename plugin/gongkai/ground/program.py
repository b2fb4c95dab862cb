"""This program as a machine has it: two machines of which this says the same make the same bytes."""

from __future__ import annotations

import json
import os
import platform
import zlib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import metadata, resources

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
    package = str(resources.files("gongkai"))
    digest = sha256()
    for name in sorted(_files(package)):
        said = json.dumps([name]).encode()
        with open(f"{package}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - hundreds, in each build
            digest.update(said + b"\n" + sha256(file.readall()).digest())
    return digest.hexdigest()


def _files(package: str) -> Iterator[str]:
    """Their names from the package on."""
    for folder, _, names in os.walk(package):
        within = folder[len(package) :].lstrip(os.sep).replace(os.sep, "/")
        yield from (f"{within}/{name}".lstrip("/") for name in names if name.endswith(_OF_PROGRAM))


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
