"""The size of a picture by the head of its file, of each kind that may be published."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.model.pictures import picture_size
from tests.helpers.sites import build_site
from tests.helpers.support import AGENCY, ROOT

SOF = b"\xff\xc2\x00\x11\x08\x00\x28\x00\x50\x03" + bytes(9)
HEADS = {
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\x40\0\0\0\xf0", (320, 240)),
    "gif": (b"GIF89a\x40\x01\xf0\x00\0\0\0", (320, 240)),
    "jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(10) + SOF, (80, 40)),
    "extended.webp": (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x3f\x01\0\xef\0\0", (320, 240)),
    "lossless.webp": (
        b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (319 | 239 << 14).to_bytes(4, "little") + bytes(9),
        (320, 240),
    ),
    "lossy.webp": (b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + b"\x40\x01\xf0\x00\0\0", (320, 240)),
}


@pytest.mark.parametrize("kind", HEADS)
def test_known(tmp_path: Path, kind: str) -> None:
    head, size = HEADS[kind]
    (tmp_path / kind).write_bytes(head)
    assert picture_size(tmp_path / kind) == size


@pytest.mark.parametrize("kind", HEADS)
def test_cut_short(tmp_path: Path, kind: str) -> None:
    """A file that ends anywhere has no size, or its own; it is never an error."""
    head, size = HEADS[kind]
    for end in range(len(head)):
        (tmp_path / kind).write_bytes(head[:end])
        assert picture_size(tmp_path / kind) in (None, size)


def test_no_picture(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"<svg/>" * 10)
    assert picture_size(tmp_path / "a.png") is None
    assert picture_size(tmp_path / "b.png") is None


@pytest.mark.builds
def test_on_the_page(tmp_path: Path, sample: str) -> None:
    """So that nothing moves when the picture comes."""
    (picture,) = (ROOT / "data/example-district/education/2022").glob("*.png")
    (tmp_path / "data/office/2021").mkdir(parents=True)
    (tmp_path / "data/office/2021/a.png").write_bytes(picture.read_bytes())
    text = sample.replace("总体情况: |\n", "总体情况: |\n  ![图](a.png)\n")
    site = build_site(tmp_path, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    html = (site.folder / "reports/office/2021/index.html").read_text(encoding="utf-8")
    width, height = picture_size(picture) or (0, 0)
    assert width > 100
    assert f'alt="图" width="{width}" height="{height}">' in html
