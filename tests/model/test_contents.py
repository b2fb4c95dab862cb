"""What is in a file, whatever its name says."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from gongkai.model.contents import objection_to_content
from gongkai.problems import FileContent, ImageMoves, ImagePlace, ImageTooLarge


def found(folder: Path, name: str, data: bytes) -> object:
    (folder / name).write_bytes(data)
    return objection_to_content(folder / name, name, name.rpartition(".")[2])


def picture(form: str, size: tuple[int, int] = (8, 8), *, place: bool = False, frames: int = 1) -> bytes:
    """As Pillow writes it."""
    first, *others = (Image.new("RGB", size, (20 * number, 0, 0)) for number in range(frames))
    exif = Image.Exif()
    exif[0x010F] = "camera"
    if place:
        exif.get_ifd(0x8825)[2] = (30.0, 15.0, 0.0)
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(buffer, form, exif=exif, **more) if form != "GIF" else first.save(buffer, form, **more)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.jpeg", "JPEG"), ("a.webp", "WEBP"), ("a.gif", "GIF")],
)
class TestPictures:
    """Of every kind."""

    def test_good(self, tmp_path: Path, name: str, form: str) -> None:
        assert found(tmp_path, name, picture(form)) is None

    def test_another_kind(self, tmp_path: Path, name: str, form: str) -> None:
        other = "PNG" if form != "PNG" else "JPEG"
        assert found(tmp_path, name, picture(other)) == FileContent(name, other)

    def test_a_place(self, tmp_path: Path, name: str, form: str) -> None:
        if form == "GIF":
            pytest.skip("has no EXIF")
        assert found(tmp_path, name, picture(form, place=True)) == ImagePlace(name)

    def test_a_place_by_xmp(self, tmp_path: Path, name: str, form: str) -> None:
        data = picture(form) + b'<rdf exif:GPSLatitude="30,15N"/>'
        assert found(tmp_path, name, data) == ImagePlace(name)

    def test_several_frames(self, tmp_path: Path, name: str, form: str) -> None:
        if form == "JPEG":
            pytest.skip("has one frame")
        assert found(tmp_path, name, picture(form, frames=3)) == ImageMoves(name)


def test_a_bomb(tmp_path: Path) -> None:
    """A few bytes that claim a thousand million pixels."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1_000_000), 9)), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
    assert found(tmp_path, "a.png", data) == ImageTooLarge("a.png", 30_000, 30_000)


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.txt", "a.csv", "a.doc", "a.docx", "a.zip", "a.ofd", "a.png", "a.et"]
)
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<html><script>", "网页"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html>", "网页"),
        (b"<svg onload=x>", "网页"),
        (b"<?php", "网页"),
        (b"MZ\x90\x00", "程序"),
        (b"#!/bin/sh\n", "程序"),
    ],
)
def test_what_runs(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    assert found(tmp_path, name, data) == FileContent(name, kind)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "甲".encode()),
        ("a.csv", b"a,b\n<1,2"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.docx", b"PK\x03\x04"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.wps", b"PK\x03\x04"),
        ("a.pdf", b"\n\n%PDF-1.4"),
        ("a.xls", b"{\\rtf1"),
    ],
)
def test_good(tmp_path: Path, name: str, data: bytes) -> None:
    assert found(tmp_path, name, data) is None


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.csv", "a.doc", "a.docx", "a.zip", "a.ofd", "a.png"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"", "空的"), (b"version https://git-lfs.github.com/spec/v1\noid", "Git LFS 的指针，不是文件本身")],
)
def test_nothing_is_in_it(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    assert found(tmp_path, name, data) == FileContent(name, kind)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.zip", "a.ofd", "a.png", "a.jpeg"])
def test_cut_off_or_garbled(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, name, b"\x00\x01 garbled") == FileContent(name, "认不出的")
