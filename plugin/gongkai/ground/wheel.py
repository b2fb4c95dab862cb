"""An installed package as a wheel again, to be kept where others shall install just that.

What is installed here has been tried here; it need not stand in any index, where another could take its name.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from importlib import metadata
from importlib.metadata import Distribution
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from gongkai.data_classes import dataclass
from gongkai.ground.why_not import why_not

_OF_THIS_PLACE = frozenset(("INSTALLER", "RECORD", "REQUESTED", "direct_url.json"))
"""What an installer writes beside the metadata."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class WheelError(Exception):
    """Why there is none, in Chinese, one line."""


@dataclass(frozen=True)
class Wheel:
    """A wheel: the same bytes for the same files."""

    name: str
    """As installers read it: mkdocs_gongkai-0.1.0-py3-none-any.whl."""
    data: bytes

    @property
    def sha256(self) -> str:
        """As requirement files have it."""
        return hashlib.sha256(self.data).hexdigest()


def installed_wheel(distribution: str, package: str) -> Wheel:
    """The wheel of what is installed. package: its one package, of Python alone.

    Raises WheelError where it is not installed, or a file is not the one that was installed.
    """
    try:
        found = metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        raise WheelError(f"没有安装 {distribution}，只有它的程序文件") from None
    files = dict(sorted(_files(found, package)))
    about = next(name.partition("/")[0] for name in files if name.endswith(".dist-info/WHEEL"))
    record = io.StringIO()
    lines = csv.writer(record, lineterminator="\n")
    lines.writerows((name, f"sha256={_digest(data)}", len(data)) for name, data in files.items())
    lines.writerow((f"{about}/RECORD", "", ""))
    files[f"{about}/RECORD"] = record.getvalue().encode()
    return Wheel(f"{about.removesuffix('.dist-info')}-py3-none-any.whl", _packed(files))


def _files(found: Distribution, package: str) -> Iterator[tuple[str, bytes]]:
    """The files of a distribution by their path in a wheel, each held against what the installer wrote down of it."""
    has_package = False
    # `Distribution.files` leaves out what is gone, from Python 3.12 on.
    for name, written, *_ in csv.reader((found.read_text("RECORD") or "").splitlines()):
        parts = PurePosixPath(name).parts
        is_about = parts[0].endswith(".dist-info") and parts[-1] not in _OF_THIS_PLACE
        if "__pycache__" in parts or not (is_about or parts[0] == package):
            continue
        has_package = has_package or parts[0] == package
        data = _read(Path(str(found.locate_file(name))))
        mode, _, value = written.partition("=")
        if mode == "sha256" and value != _digest(data):
            raise WheelError(f"{name} 与安装时的不同，请重新安装")
        yield name, data
    if not has_package:
        # Installed for development: only where it lies is written down.
        root = _folder(package)
        for path in root.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"{package}/{path.relative_to(root).as_posix()}", _read(path)


def _folder(package: str) -> Path:
    """Where a package is imported from."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise WheelError(f"找不到 {package} 的程序文件")
    return Path(found.submodule_search_locations[0])


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WheelError(f"读不到“{path}”：{why_not(error)}") from None


def _digest(data: bytes) -> str:
    """As RECORD has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode("ascii")


def _packed(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()
