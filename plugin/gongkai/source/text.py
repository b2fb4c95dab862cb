"""Bytes to text and lines, and the characters that no editor sees and that break YAML or the page."""

from __future__ import annotations

import unicodedata
from itertools import islice

from gongkai.data_classes import dataclass
from gongkai.findings import Place
from gongkai.ground.patterns import later
from gongkai.problems import ControlCharacter, Encoding, Problem, TooLarge

BYTES = 2_000_000
"""The largest file that is read."""

_ZEROS = 0.02
"""Share of zero bytes in a file that is not UTF-8 above which it is UTF-16: digits, spaces, line ends have one."""

_BREAK = later(r"\r\n?|\n")
_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_INVISIBLE = "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
_FORBIDDEN_CHARACTER = later(f"[{_FORBIDDEN}]")
_HIDDEN_CHARACTER = later(f"[{_FORBIDDEN}{_INVISIBLE}]")
_BREAKING = "\x0b\x0c\x85\u2028\u2029"
"""Characters that mean a new line or page: without them, what they separate would be joined."""

_NAMES = {
    "\x00": "空字符",
    "\x0b": "垂直制表符（Word的手动换行）",
    "\x0c": "换页符",
    "\x7f": "删除符",
    "\x85": "下一行符",
    "\xad": "软连字符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "左至右标记",
    "\u200f": "右至左标记",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u2060": "词连接符",
    "\ufeff": "字节顺序标记",
    "\ufffe": "非字符",
    "\uffff": "非字符",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded file: its lines without line ends, or the problem that prevents it."""

    lines: tuple[str, ...] = ()
    problem: Problem | None = None


def decode(file: str, data: bytes) -> Text:
    """UTF-8 to lines; a byte order mark is left out, CRLF and lone CR are line ends too."""
    if len(data) > BYTES:
        return Text(problem=Problem(TooLarge(len(data), BYTES), Place(file)))
    zeros = data.count(0) / len(data) if data else 0
    if 1 / 3 < zeros < 2 / 3:  # ASCII as UTF-16 without a mark is valid UTF-8
        return Text(problem=Problem(Encoding("UTF-16"), Place(file)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _BREAK.split(data[: error.start].decode("utf-8-sig", "replace"))
        place = Place(file, len(before), len(before[-1]) + 1)
        encoding = "GBK" if _is_gbk(data) else ""
        if data.startswith((b"\xff\xfe", b"\xfe\xff")) or zeros > _ZEROS:
            encoding = "UTF-16"
        return Text(problem=Problem(Encoding(encoding), place))
    return Text(tuple(_BREAK.split(text) if "\r" in text else text.split("\n")))


def _is_gbk(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are likely GBK, and not UTF-8 with a damaged character.

    Nearly any bytes can be read as GB18030. In a damaged UTF-8 file most of what is not ASCII is still good
    UTF-8; in a GBK file almost nothing is, except pairs that happen to look like two-byte characters.
    """
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    text = data.decode("utf-8", "replace")
    return text.count("\ufffd") > sum(character > "\u07ff" for character in text) / 2


def hidden(file: str, lines: tuple[str, ...], free: frozenset[int], limit: int) -> list[Problem]:
    """A problem for each control character anywhere, and for each invisible one outside `free` lines.

    It stops soon after `limit`: nobody reads more.

    `free` are the lines, from 0, whose content is free text: there an invisible character is harmless, and
    the text is published as it was written.
    """
    problems: list[Problem] = []
    for row, line in enumerate(lines):
        if len(problems) >= limit:
            break
        pattern = _FORBIDDEN_CHARACTER if row in free else _HIDDEN_CHARACTER
        without = pattern.sub("", line)
        for match in islice(pattern.finditer(line), limit):
            character = match[0]
            fixed = "" if character in _BREAKING else without
            what = ControlCharacter(_name(character), f"U+{ord(character):04X}", fixed=fixed)
            problems.append(Problem(what, Place(file, row + 1, match.start() + 1)))
    return problems


def _name(character: str) -> str:
    if character in _NAMES:
        return _NAMES[character]
    return "不可见的格式字符" if unicodedata.category(character) == "Cf" else "控制字符"


def has_hidden(text: str) -> bool:
    """Whether `hidden` would find anything: one search is far faster than one for each line."""
    return _HIDDEN_CHARACTER.search(text) is not None


def without_forbidden(text: str) -> str:
    """The text with a harmless character in place of each that the parser would refuse; columns stay."""
    return _FORBIDDEN_CHARACTER.sub("\ufffd", text)
