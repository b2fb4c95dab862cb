"""An installed package as a wheel again."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest

from gongkai.ground.wheel import WheelError, installed_wheel
from tests.helpers.support import write_files

NOTHING = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
ABOUT = "sample_thing-1.2.dist-info"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where packages are installed, with one."""
    files = {
        "sample/__init__.py": "",
        "sample/a/data.txt": "",
        "sample/__pycache__/x.pyc": "1",
        f"{ABOUT}/METADATA": "Metadata-Version: 2.1\nName: sample-thing\nVersion: 1.2\n",
        f"{ABOUT}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{ABOUT}/INSTALLER": "pip\n",
        f"{ABOUT}/direct_url.json": "{}",
    }
    record = [
        "../../bin/sample,,",
        f"sample/__init__.py,sha256={NOTHING},0",
        f"sample/a/data.txt,sha256={NOTHING},0",
        "sample/__pycache__/x.pyc,,",
        *(f"{ABOUT}/{name},," for name in ("METADATA", "WHEEL", "INSTALLER", "direct_url.json", "RECORD")),
    ]
    write_files(tmp_path, {**files, f"{ABOUT}/RECORD": "\n".join(record)})
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return tmp_path


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


@pytest.mark.usefixtures("place")
def test_what_is_in_it() -> None:
    """What an installer left behind, and what Python made of it, is not."""
    wheel = installed_wheel("sample-thing", "sample")
    assert wheel.name == "sample_thing-1.2-py3-none-any.whl"
    of_package = ["sample/__init__.py", "sample/a/data.txt"]
    assert names(wheel.data) == [*of_package, f"{ABOUT}/METADATA", f"{ABOUT}/WHEEL", f"{ABOUT}/RECORD"]


@pytest.mark.usefixtures("place")
def test_same_bytes() -> None:
    assert installed_wheel("sample-thing", "sample") == installed_wheel("sample-thing", "sample")


def test_a_file_that_was_changed(place: Path) -> None:
    write_files(place, {"sample/a/data.txt": "x"})
    with pytest.raises(WheelError, match=r"^sample/a/data.txt 与安装时的不同，请重新安装$"):
        installed_wheel("sample-thing", "sample")


def test_a_file_that_is_gone(place: Path) -> None:
    (place / "sample/a/data.txt").unlink()
    with pytest.raises(WheelError, match=r"^读不到“.*data.txt”："):
        installed_wheel("sample-thing", "sample")


def test_nothing_is_installed() -> None:
    with pytest.raises(WheelError, match=r"^没有安装 no-such-thing"):
        installed_wheel("no-such-thing", "sample")


def test_installed_for_development(place: Path) -> None:
    """Only the folder is written down; all files in it are taken."""
    record = "\n".join(f"{ABOUT}/{name},," for name in ("METADATA", "WHEEL"))
    write_files(place, {f"{ABOUT}/RECORD": f"__editable__.pth,,\n{record}\n", "sample/more.py": "1"})
    found = names(installed_wheel("sample-thing", "sample").data)
    assert {"sample/__init__.py", "sample/a/data.txt", "sample/more.py"} <= set(found)
    assert "sample/__pycache__/x.pyc" not in found
