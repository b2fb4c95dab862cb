"""The fonts of documents: ours, those of the office, and which characters they have.

The official typefaces (方正小标宋, 仿宋_GB2312, 楷体_GB2312, 黑体) belong to an office's own licence, so the package cannot
contain them: the option `fonts_dir` names a folder where they lie. Our own, made by tools/make_fonts.py, stand in for
what is not there.

Only the tables `name` and `cmap` of a font are read, so that a check of a whole archive needs no other package.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from hashlib import sha256
from importlib import resources
from itertools import chain, count, groupby
from pathlib import Path
from typing import BinaryIO

from gongkai.data_classes import dataclass

OURS = Path(str(resources.files("gongkai") / "assets" / "fonts"))
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"

# By the names of fonts, Chinese or English, the official one first; spaces and case do not count.
ROLES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "方正小标宋简体",
        "方正小标宋_GBK",
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "方正小标宋",
        "小标宋",
    ),
    "body": (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "方正仿宋_GBK",
        "方正仿宋简体",
        "仿宋",
        "FangSong",
        "华文仿宋",
        "STFangsong",
    ),
    "heading": ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "华文黑体", "STHeiti"),
    "subheading": (
        "楷体_GB2312",
        "KaiTi_GB2312",
        "方正楷体_GBK",
        "方正楷体简体",
        "楷体",
        "KaiTi",
        "华文楷体",
        "STKaiti",
    ),
}
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_READ = frozenset((b"name", b"cmap"))
_IS_NONE = (OSError, struct.error, KeyError, IndexError)
"""What reading raises of a file that is no font."""
_FAMILIES = (1, 16)
"""The ids of a family's name in the table `name`."""
_PRIVATE = frozenset(("Co", "Cn", "Cs"))
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
_SELECTORS = range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)
SUBSTITUTE = "〓"
"""Stands for a character that no font has, as is usual in print, once an editor has accepted that."""


@dataclass(frozen=True)
class Face:
    """One typeface of a file."""

    path: Path
    index: int
    """Which of the faces of the file: a .ttc has several."""
    names: frozenset[str]
    """What its family is called, in every language."""
    characters: frozenset[int]


@dataclass(frozen=True)
class FontSet:
    """The faces to set a document with: those of the office, then ours."""

    faces: tuple[Face, ...]

    @cached_property
    def characters(self) -> frozenset[int]:
        """Every character that one of them has."""
        return frozenset().union(*(face.characters for face in self.faces))

    def has(self, character: str) -> bool:
        """Whether a character can be shown, or is one that shows nothing. A private one means nothing elsewhere."""
        category = unicodedata.category(character)
        if category in _UNSEEN or is_unseen(character):
            return True
        return category not in _PRIVATE and ord(character) in self.characters

    @cached_property
    def _doubtful(self) -> re.Pattern[str]:
        """Finds, fast, every character for which `has` may be false."""
        shown = sorted(code for code in self.characters if unicodedata.category(chr(code)) not in _PRIVATE)
        rank = count()
        runs = [list(run) for _, run in groupby(shown, key=lambda code: code - next(rank))]
        return re.compile("[^" + "".join(rf"\U{run[0]:08x}-\U{run[-1]:08x}" for run in runs) + "]")

    def missing(self, text: str) -> frozenset[str]:
        """The characters of a text that cannot be shown."""
        return frozenset(each for each in set(self._doubtful.findall(text)) if not self.has(each))

    def face(self, role: str) -> Face | None:
        """The office's face for a role, the official one first."""
        for name in map(_plain, ROLES[role]):
            for face in self.faces:
                if name in map(_plain, face.names):
                    return face
        return None

    def shown(self, text: str) -> str:
        """A text as it can be set: without what shows nothing, and 〓 for what no font has."""
        if text.isascii() and text.isprintable():
            return text
        kept = (character for character in text if not is_unseen(character))
        return "".join(character if self.has(character) else SUBSTITUTE for character in kept)


def is_unseen(character: str) -> bool:
    """Whether a character only says how its neighbours are shown: a joiner, a direction, a variant."""
    return unicodedata.category(character) == "Cf" or any(ord(character) in codes for codes in _SELECTORS)


def font_set(folder: Path | None = None) -> FontSet:
    """The fonts of an office's folder, where there is one, and ours."""
    files = [*_files(folder), *_files(OURS)] if folder is not None else _files(OURS)
    return _font_set(tuple(map(_changed, files)))


def fonts_digest(folder: Path | None = None) -> str:
    """A digest of all that `font_set` gives."""
    files = [*(_files(folder) if folder is not None else ()), *_files(OURS)]
    found = sha256()
    for path in files:
        found.update(f"{path}\n".encode("utf-8", "surrogatepass") + _digest(*_changed(path)))
    return found.hexdigest()


@cache
def _digest(path: Path, _time: int, _size: int) -> bytes:
    """Of the tables that are read of it; nothing where it is no font."""
    found = sha256()
    try:
        with path.open("rb") as file:
            for tables in _tables(file):
                found.update(repr([(tag, len(data)) for tag, data in tables.items()]).encode())
                found.update(b"".join(tables.values()))
    except _IS_NONE:
        return b""
    return found.digest()


def _changed(path: Path) -> tuple[Path, int, int]:
    """A file, and when it was changed last."""
    status = path.stat()
    return path, status.st_mtime_ns, status.st_size


@cache
def _font_set(files: tuple[tuple[Path, int, int], ...]) -> FontSet:
    return FontSet(tuple(face for path, _, _ in files for face in read_faces(path)))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS and path.is_file())


def read_faces(path: Path) -> tuple[Face, ...]:
    """The faces of a font file; none where it cannot be read as one."""
    try:
        with path.open("rb") as file:
            return tuple(
                Face(path, index, frozenset(_names(tables[b"name"])), frozenset(_characters(tables[b"cmap"])))
                for index, tables in enumerate(_tables(file))
            )
    except _IS_NONE:
        return ()


def _plain(name: str) -> str:
    return name.replace(" ", "").lower()


def _tables(file: BinaryIO) -> Iterator[Mapping[bytes, bytes]]:
    """The tables of each face that we look at (ISO/IEC 14496-22, 4): nearly all of a font are drawings."""
    starts = (0,)
    if file.read(4) == b"ttcf":
        _, count = struct.unpack(">II", file.read(8))
        starts = struct.unpack(f">{count}I", file.read(4 * count))
    for start in starts:
        file.seek(start + 4)
        (count,) = struct.unpack(">H6x", file.read(8))
        entries = list(struct.iter_unpack(">4s4xII", file.read(16 * count)))
        tables = {}
        for tag, offset, length in entries:
            if tag in _READ:
                file.seek(offset)
                tables[tag] = file.read(length)
        yield tables


def _names(data: bytes) -> Iterator[str]:
    _, count, strings = struct.unpack_from(">HHH", data)
    for number in range(count):
        platform, encoding, _, id_, length, offset = struct.unpack_from(">6H", data, 6 + 12 * number)
        raw = data[strings + offset : strings + offset + length]
        if id_ in _FAMILIES and platform in (0, 3):
            # Old Chinese fonts name themselves in GBK, under Windows' number for it.
            yield raw.decode("gbk" if (platform, encoding) == (3, 3) else "utf-16-be", "replace").replace(
                "\0", ""
            )


def _characters(data: bytes) -> Iterator[int]:
    """The characters of every Unicode subtable of `cmap`."""
    (count,) = struct.unpack_from(">H", data, 2)
    for number in range(count):
        platform, encoding, start = struct.unpack_from(">HHI", data, 4 + 8 * number)
        (form,) = struct.unpack_from(">H", data, start)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            if form == 4:
                yield from chain.from_iterable(_segments(data, start))
            elif form == 12:
                yield from chain.from_iterable(_groups(data, start))


def _segments(data: bytes, start: int) -> Iterator[Iterable[int]]:
    """Format 4: segments of the basic plane, by shift or by a list of glyphs."""
    (twice,) = struct.unpack_from(">H", data, start + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    begins = struct.unpack_from(f">{count}H", data, start + 16 + twice)
    shifts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * twice)
    lists = start + 16 + 3 * twice
    ranges = struct.unpack_from(f">{count}H", data, lists)
    for number, (begin, end, shift, offset) in enumerate(zip(begins, ends, shifts, ranges, strict=True)):
        if offset == 0:
            codes, nothing = range(begin, min(end, 0xFFFE) + 1), -shift & 0xFFFF
            yield (code for code in codes if code != nothing) if nothing in codes else codes
            continue
        glyphs = (
            struct.unpack_from(f">{end - begin + 1}H", data, lists + 2 * number + offset)
            if end < 0xFFFF
            else ()
        )
        yield (begin + at for at, glyph in enumerate(glyphs) if glyph)


def _groups(data: bytes, start: int) -> Iterator[Iterable[int]]:
    """Format 12: groups of all planes."""
    (count,) = struct.unpack_from(">I", data, start + 12)
    for number in range(count):
        first, last, glyph = struct.unpack_from(">3I", data, start + 16 + 12 * number)
        yield range(first + (glyph == 0), min(last, 0x10FFFF) + 1)
