"""What is in a file that a report names: whether it is what its ending says, and may be shown to everybody.

Told by the first bytes, as the formats are published. An empty file, one cut off before its beginning, and the pointer
that Git LFS leaves of a file that was not fetched are told too; only what has no fixed beginning is left to its ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gongkai.model.pictures import picture_size
from gongkai.problems import FileContent, ImageMoves, ImagePlace, ImageTooLarge, What

LONGEST_SIDE = 10_000
MOST_PIXELS = 50_000_000
"""Of a picture: what a camera gives; more would stop a reader's phone, and who makes the PDF. A few bytes can claim it."""

_HEAD = 4096
_LARGEST = 32 * 1024 * 1024
"""Bytes of a picture that are looked through for a place."""
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"\xff\xd8\xff", "jpg"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"#!", "exe"),
    (b"version https://git-lfs", "pointer"),
)
_MARKUP = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|script|svg|\?xml|\?php|iframe|!--)", re.IGNORECASE
)
_KINDS = {
    **{ending: {ending} for ending in ("png", "gif", "webp", "pdf")},
    **{ending: {"jpg"} for ending in ("jpg", "jpeg")},
    **{ending: {"zip"} for ending in ("docx", "xlsx", "ofd", "zip")},
    # Those of WPS and of old Office are either.
    **{ending: {"ole", "zip"} for ending in ("doc", "wps", "xls", "et")},
    **{ending: set[str]() for ending in ("txt", "csv")},
}
"""What a file of an ending may begin as."""
_WORDS = {
    "jpg": "JPEG",
    "zip": "压缩包或 Office 文件",
    "ole": "旧格式的 Office 文件",
    "exe": "程序",
    "markup": "网页",
    "pointer": "Git LFS 的指针，不是文件本身",
    "empty": "空的",
    "unknown": "认不出的",
}
_GPS = 0x8825
"""The tag of TIFF that leads to a place."""


def objection_to_content(path: Path, name: str, ending: str) -> What | None:
    """What keeps a file from being published, by its content; None where nothing does.

    Raises OSError where it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    kind = _kind(head) or _nothing(head, ending)
    if kind is not None and ending in _KINDS and kind not in _KINDS[ending]:
        return FileContent(name, _WORDS.get(kind, kind.upper()))
    if kind not in ("png", "gif", "jpg", "webp"):
        return None
    width, height = picture_size(path) or (0, 0)
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        return ImageTooLarge(name, width, height)
    with path.open("rb") as file:
        data = file.read(_LARGEST)
    if _moves(data, kind):
        return ImageMoves(name)
    return ImagePlace(name) if _names_a_place(data) else None


def _kind(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if _MARKUP.match(head):
        return "markup"
    return next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)


def _nothing(head: bytes, ending: str) -> str | None:
    """What a file of no known beginning is, where its ending asks for one."""
    if not head:
        return "empty"
    # Readers of PDF look for its beginning in the first KiB.
    if ending == "pdf" and b"%PDF-" in head[:1024]:
        return "pdf"
    return "unknown" if _KINDS.get(ending) and "ole" not in _KINDS[ending] else None


def _moves(data: bytes, kind: str) -> bool:
    if kind == "png":
        return b"acTL" in (name for name, _ in _chunks_of_png(data))
    if kind == "webp":
        return data[12:16] == b"VP8X" and len(data) > 20 and bool(data[20] & 2)
    # Each frame of a GIF begins with its own control; a picture that stands still has one at most.
    return kind == "gif" and len(re.findall(rb"\x00\x21\xf9\x04.{4}\x00[\x2c\x21]", data, re.DOTALL)) > 1


def _names_a_place(data: bytes) -> bool:
    """By EXIF, or by XMP."""
    return b"GPSLatitude" in data or any(_has_gps(block) for block in _exif(data))


def _exif(data: bytes) -> Iterator[bytes]:
    """The blocks of TIFF in a picture."""
    for match in re.finditer(rb"Exif\x00\x00", data):
        yield data[match.end() : match.end() + 65536]
    if data[:4] == b"\x89PNG":
        yield from (content for name, content in _chunks_of_png(data) if name == b"eXIf")
    elif data[:4] == b"RIFF":
        at = data.find(b"EXIF")
        if at >= 0:
            yield data[at + 8 : at + 8 + 65536]


def _chunks_of_png(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + min(length, 65536)]
        at += 12 + length


def _has_gps(block: bytes) -> bool:
    """Whether the first directory of a block of TIFF leads to one of places."""
    order = {b"II": "little", b"MM": "big"}.get(block[:2])
    if order is None or len(block) < 10:
        return False

    def number(at: int, size: int) -> int:
        return int.from_bytes(block[at : at + size], "little" if order == "little" else "big")

    start = number(4, 4)
    count = number(start, 2)
    return any(number(start + 2 + 12 * entry, 2) == _GPS for entry in range(min(count, 1000)))
