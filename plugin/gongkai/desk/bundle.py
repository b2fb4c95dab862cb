"""What Python runs inside the desk: this package and the few others that it needs there, as one zip of their sources."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

from gongkai.fonts import OURS

_OTHERS = {
    "yaml": "PyYAML",
    "rapidfuzz": "rapidfuzz",
    "justhtml": "justhtml",
    "openpyxl": "openpyxl",
    "et_xmlfile": "et_xmlfile",
    "xlsxwriter": "XlsxWriter",
}
"""Modules, and the packages they come from: pure Python all, or with a part that is."""
_DATA = (".yml", ".txt", ".css", ".json")
_LEFT_OUT = ("cli", "plugin", "page")
"""Rooms that nothing in the browser asks for; the page of the desk itself is outside of Python."""
_UNUSED = ("gongkai/assets/ci", "gongkai/assets/init", "gongkai/assets/requirements.txt")
_TIME = (1980, 1, 1, 0, 0, 0)
_TABLES = (b"cmap", b"name")


def bundle() -> bytes:
    """The zip. The same sources give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(_files()):
            archive.writestr(zipfile.ZipInfo(name, _TIME), data, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def licences() -> dict[str, str]:
    """The licence of each package that is inside, in full, by its name."""
    found: dict[str, str] = {}
    for package in ("mkdocs-gongkai", *_OTHERS.values()):
        try:
            files = metadata.files(package) or []
        except metadata.PackageNotFoundError:
            continue
        texts = [file.read_text() for file in files if file.name.upper().startswith(("LICENSE", "LICENCE"))]
        said = metadata.metadata(package)
        named = next((said[key] for key in ("License-Expression", "License") if key in said), "")
        found[package] = "\n\n".join(texts) or named
    return found


def _files() -> Iterator[tuple[str, bytes]]:
    here = OURS.parent.parent
    for path in here.rglob("*"):
        name = f"gongkai/{path.relative_to(here).as_posix()}"
        if path.suffix in (".py", *_DATA) and not _is_left_out(name):
            yield name, path.read_bytes()
    for font in OURS.glob("*.ttf"):
        yield f"gongkai/assets/fonts/{font.name}", only_names_and_characters(font.read_bytes())
    for module in _OTHERS:
        found = util.find_spec(module)
        if found is None or not found.submodule_search_locations:
            continue
        top = Path(next(iter(found.submodule_search_locations)))
        for path in top.rglob("*.py"):
            yield f"{module}/{path.relative_to(top).as_posix()}", path.read_bytes()


def _is_left_out(name: str) -> bool:
    return name.split("/")[1] in _LEFT_OUT or name.startswith(_UNUSED) or "/desk/page/" in name


def only_names_and_characters(font: bytes) -> bytes:
    """A font file of which nothing is left but what it is called and which characters it has (ISO/IEC 14496-22, 4)."""
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count))
    kept = {tag: font[start : start + length] for tag, _, start, length in entries if tag in _TABLES}
    head = struct.pack(">4sHHHH", font[:4], len(kept), 0, 0, 0)
    place = len(head) + 16 * len(kept)
    directory, body = b"", b""
    for tag, table in sorted(kept.items()):
        directory += struct.pack(">4sIII", tag, 0, place + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return head + directory + body
