"""Files that are a zip of XML (Word, OFD): opened within bounds, without entities."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError, fromstring

from gongkai.readings.pieces import UnreadableFile

MOST_BYTES = 60_000_000
"""Of a file as it lies on the disk."""
_MOST_PART = 30_000_000
"""Of one part of it, unpacked."""
_MOST_ELEMENTS = 2_000_000
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Package:
    """The parts of such a file. what: its kind, for what is said where it is broken."""

    def __init__(self, data: bytes, what: str) -> None:
        """Raises UnreadableFile."""
        self.what = what
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeError):
            raise UnreadableFile(f"{what}文件不完整或已损坏，请重新保存或下载") from None

    def read(self, name: str) -> bytes | None:
        """A part; None where there is none.

        Raises UnreadableFile.
        """
        name = name.lstrip("/")
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as part:
                data = part.read(_MOST_PART + 1)
        except RuntimeError:
            raise UnreadableFile(f"{self.what}文件加了密码，去掉密码再试") from None
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError):
            raise UnreadableFile(f"{self.what}文件不完整或已损坏，请重新保存或下载") from None
        if len(data) > _MOST_PART:
            raise UnreadableFile(f"{self.what}文件展开后过大，不是年度报告")
        return data

    def xml(self, name: str) -> Element | None:
        """A part as XML; None where there is none.

        Raises UnreadableFile.
        """
        data = self.read(name)
        if data is None:
            return None
        if any(doctype in data for doctype in _DOCTYPES):
            raise UnreadableFile(f"{self.what}文件里有不该有的 XML 声明，没有读取")
        if data.count(b"<") > _MOST_ELEMENTS:
            raise UnreadableFile(f"{self.what}文件内容过多，不是年度报告")
        try:
            return fromstring(data)  # noqa: S314  # no entities without a document type
        except (ParseError, ValueError, RecursionError):
            raise UnreadableFile(f"{self.what}文件不完整或已损坏，请重新保存或下载") from None

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that a part refers to as of that kind, by the end of its type."""
        folder, _, name = part.rpartition("/")
        prefix = f"{folder}/" if folder else ""
        relations = self.xml(f"{prefix}_rels/{name}.rels")
        found = []
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{prefix}{target}")
                found.append(path)
        return found


def local(element: Element) -> str:
    """The name of an element without its namespace: strict and transitional files differ in that alone."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of that name, and so on down."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element
