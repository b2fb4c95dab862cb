"""Where Pyodide, Python for browsers, is found: brought by `make desk`, or installed as a package of its own.

It is in no repository: what is found is believed only where its checksums are those written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from importlib import util
from pathlib import Path

from gongkai.data_classes import dataclass

VERSION = "314.0.7"
"""Of the npm package `pyodide`."""
ABI = "2026_0"
"""Which compiled packages it takes, by its own lock file; there are none here, but it asks."""
PACKAGE = "gongkai_desk"
"""The module of the package mkdocs-gongkai-desk, which holds nothing but the files."""
KEPT = Path(".cache/desk")
"""Where `make desk` keeps what it brings, by the working folder."""

FILES: Mapping[str, str] = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
}
"""SHA-256 of each file of Pyodide that is used."""
COMPILED = {"library.zip": "15e1b8486b135d4a4bef88a76b643a07bc5051a9a813e09996b1d8b3cca85002"}
"""Of what `make desk` makes of Python's library: the modules that it starts with as bytecode, so that it starts in half the
time. Where it is not there, the library as it comes does."""


class NoRuntime(Exception):  # noqa: N818  # it is no error of a program: something has to be brought first
    """Pyodide is not there, or is not the one that is meant; the message is one line that says how to get it."""


@dataclass(frozen=True)
class Runtime:
    """The files of Pyodide."""

    files: Mapping[str, bytes]

    @property
    def loader(self) -> bytes:
        """The JavaScript that starts it."""
        return self.files["pyodide.mjs"]

    @property
    def module(self) -> bytes:
        """The JavaScript around the machine."""
        return self.files["pyodide.asm.mjs"]

    @property
    def machine(self) -> bytes:
        """Python itself, as WebAssembly."""
        return self.files["pyodide.asm.wasm"]

    @property
    def library(self) -> bytes:
        """Python's library, zipped."""
        (compiled,) = COMPILED
        return self.files.get(compiled, self.files["python_stdlib.zip"])


def find_runtime(base: Path) -> Runtime:
    """The runtime, from `make desk` in the working folder `base` or from the package.

    Raises NoRuntime.
    """
    for folder in _folders(base):
        if all((folder / name).is_file() for name in FILES):
            known = {**FILES, **COMPILED}
            files = {name: (folder / name).read_bytes() for name in known if (folder / name).is_file()}
            wrong = [n for n, data in files.items() if hashlib.sha256(data).hexdigest() != known[n]]
            if wrong:
                raise NoRuntime(f"工作台的运行环境不是 {VERSION} 版，或已损坏（{wrong[0]}）；请重新取得")
            return Runtime(files)
    raise NoRuntime("没有工作台的运行环境：在源码里执行 make desk，或装上组件 mkdocs-gongkai-desk")


def _folders(base: Path) -> Iterator[Path]:
    yield base / KEPT
    found = util.find_spec(PACKAGE)
    yield from (Path(place) for place in (found.submodule_search_locations or () if found else ()))
