"""How inputs are changed: as people, merges, other programs and attackers change them."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Sequence

from tools.attack.lines import PATTERNS

_VALUES = (
    *("", "~", "/", "[]", "{}", "[[]]", "[~]", "{a: b}", "true", "no", "-1", "1.5", "1e999", ".inf", ".nan", "0x1F", "0o7", "1_000", "9" * 29, "9" * 400),
    *("０", "文字", "2021-02-30", "2021-13-01", "2021-01-01 25:00", "2021-01-01T00:00:00Z", "'", '"', "|", ">", "|2", "|\n    多行\n      更深", "- a\n- b"),
    *("&a [*a]", "*a", "!!python/object:os.system x", "!ENV x", "\u202e反向", "\x00", "\x1b[31m", "\ufeff", "\ud7ff", "\U0010ffff", "x" * 3000, "[" * 300, "{a: " * 30),
    *("[1, 2, 3, 4, 5, 6, 7]", "[1, 2]", "{值: 1, 注: 甲}", "{值: [1]}", "{注: 甲}", "{{ 新收.总计 }}", "{{ 上年.新收.总计 }}", "{{ 占比(新收.总计, 0) }}", "../../etc/passwd", "a/../b"),
    *("https://[", "http://a.cn:99999999/", "javascript:a", "//a", "\\\\a\\b", "a.png", "图.svg", "CON", "2021", "0000", "G101", "总计", "予以公开.自然人", "{标题: 甲, 表: {列: [a, b], 行: [[1]]}}"),
)  # fmt: skip
_NUMBERS = (
    "0",
    "-1",
    "1",
    "2",
    "7",
    "65535",
    "2147483648",
    "99999999999999999999",
    "1e9",
    "",
    "a",
    "０",
    "1.5",
)
_NUMBER = re.compile(r"\d+")
_TAG = re.compile(r"<[^<>]{0,200}>")


def changed_lines(text: str, chance: random.Random, others: Sequence[str]) -> bytes:
    """Text of lines with up to six changes, most of them of whole lines. others: whose lines come into it."""
    lines = text.splitlines(keepends=True)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines)) if lines else 0
        here = lines[at] if lines else "\n"
        match chance.randrange(10):
            case 0 | 1 | 2:
                lines[at : at + 1] = [f"{here.partition(':')[0].rstrip()}: {chance.choice(_VALUES)}\n"]
            case 3:
                del lines[at : at + chance.randint(1, 5)]
            case 4:
                lines.insert(at, here)
            case 5:
                lines[at : at + 1] = [" " * chance.randint(0, 5) + here.lstrip(" ")]
            case 6:
                column = chance.randint(0, len(here))
                lines[at : at + 1] = [here[:column] + _piece(chance) + here[column:]]
            case 7:
                other = chance.choice(others).splitlines(keepends=True) or ["\n"]
                start = chance.randrange(len(other))
                lines[at:at] = other[start : start + chance.randint(1, 8)]
            case 8:
                end = min(len(lines), at + chance.randint(1, 9))
                lines[at:end] = reversed(lines[at:end])
            case 9:
                column = chance.randint(0, len(here))
                lines[at : at + 1] = [here[:column] + here[column + chance.randint(1, 4) :]]
    return damaged(_bytes("".join(lines)), chance, 0.1)


def changed_markup(text: str, chance: random.Random) -> str:
    """HTML, XML, JSON or the drawing of a page with up to four changes: tags, numbers, pieces lost, doubled or put in."""
    for _ in range(chance.randint(1, 4)):
        match chance.randrange(6):
            case 0 if tags := list(_TAG.finditer(text)):
                tag = chance.choice(tags)
                again = chance.choice(
                    ("", tag[0] * 2, tag[0].replace("/", ""), f"</{tag[0][1:]}", chance.choice(tags)[0])
                )
                text = text[: tag.start()] + again + text[tag.end() :]
            case 1 if numbers := list(_NUMBER.finditer(text)):
                number = chance.choice(numbers)
                text = text[: number.start()] + chance.choice(_NUMBERS) + text[number.end() :]
            case 2:
                start = chance.randint(0, len(text))
                text = text[:start] + text[start + chance.randint(1, 60) :]
            case 3:
                start = chance.randint(0, len(text))
                piece = text[start : start + chance.randint(1, 200)]
                text = text[:start] + piece * chance.randint(1, 4) + text[start:]
            case _:
                at = chance.randint(0, len(text))
                text = text[:at] + _piece(chance) + text[at:]
    return text


def changed_package(data: bytes, chance: random.Random) -> bytes:
    """A package of XML (Word, Excel) with a part changed, lost or doubled; now and then its own bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # The largest are what is read.
    heavy = sorted(parts, key=lambda name: -len(parts[name]))[:3]
    for _ in range(chance.randint(1, 2)):
        name = chance.choice(heavy if chance.random() < 0.8 else sorted(parts))
        match chance.randrange(12):
            case 0:
                parts.pop(name, None)
            case 1:
                parts[name] = chance.choice(sorted(parts.values()) or [b""])
            case _:
                parts[name] = _bytes(changed_markup(parts.get(name, b"").decode("utf-8", "replace"), chance))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            # Without a time of its own a part has that of the clock, and the same seed would give other bytes.
            archive.writestr(zipfile.ZipInfo(name), content)
    return damaged(packed.getvalue(), chance, 0.1)


def damaged(data: bytes, chance: random.Random, share: float) -> bytes:
    """The same, or with bytes put in, changed or cut off."""
    if chance.random() >= share:
        return data
    broken = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(broken))
        match chance.randrange(3):
            case 0:
                broken[at:at] = chance.randbytes(chance.randint(1, 3))
            case 1:
                broken[at : at + 1] = chance.randbytes(1)
            case _:
                del broken[at : at + chance.randint(1, 40)]
    return bytes(broken[: chance.randint(0, len(broken))] if chance.random() < 0.1 else broken)


def _piece(chance: random.Random) -> str:
    return chance.choice(chance.choice((PATTERNS, _VALUES))) * chance.choice((1, 1, 2, 30))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
