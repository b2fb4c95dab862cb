"""Enumerations by number, 一是……二是……, （1）……（2）……: whether each number goes on from one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from gongkai.ground.patterns import later

_NUMBER = "(?!十十)[一二三四五六七八九十]{1,2}"
_BEGIN = r"(?:(?<=[。；：:！？\s])|^)\s*"
_HAN = "\u4e00-\u9fff"
_ORDINAL = later(
    # Nearly every place of a text is rejected by the first characters alone.
    rf"(?=[\s一二三四五六七八九十第其（(0-9①-⑳])(?:"
    rf"(?:(?<=[，。；：、！？（(\s])|^)\s*(?:(?P<is>{_NUMBER})是(?!否)|(?P<must>{_NUMBER})要(?![素件点求])|第(?P<th>{_NUMBER})(?=[，、：])|其(?P<its>{_NUMBER})(?=[，、：是为]))"
    # 问题一是……，二是……
    r"|(?<=问题|原因|不足|措施|表现|方面|做法|打算|主要|分别)(?P<one>一)是(?!否)"
    # （1） is an item, 第（1）项 and 条例第二十条（一）项 are not.
    rf"|{_BEGIN}[（(](?:(?P<digit>[0-9]{{1,2}})|(?P<bracket>{_NUMBER}))[）)](?=\s*[{_HAN}])(?!\s*(?:[项款条号次类]|[总合]计))"
    rf"|(?:(?<=[，。；：:！？\s])|^)(?P<ring>[①-⑳])"
    rf"|{_BEGIN}(?P<point>[0-9]{{1,2}})[.．、](?=\s*[{_HAN}]))"
)
_MAY_BE_ORDINAL = re.compile(
    rf"[一二三四五六七八九十0-9①-⑳](?:(?<=[一二三四五六七八九十])(?:[是要）)]|[，、：为](?:(?<=[第其]..)|(?<=[第其]...)))"
    rf"|(?<=[0-9])[.．、）)](?=\s*[{_HAN}])|(?<=[①-⑳]))"
)
"""Matches wherever `_ORDINAL` does, and in few lines besides. It begins with one class of characters, which is fastest."""
_SECOND = 2
_LOOK_BACK = 400
"""Characters in which an item before may be written in another way."""
_RING = ord("①") - 1
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
_ALSO_FIRST = later(
    r"一是|一要|一个|一方面|一来|首先|首要|先是|其一|第一|主要是|(?:^|[。；：:\s])\s*(?:[（(]?[1一][）)]|[1一][.．、]|①)"
)
"""What begins an enumeration that goes on with 二是."""


class Ordinal(NamedTuple):
    """A number of an enumeration in a line."""

    family: str
    """How it is written; only those written alike belong together."""
    number: int
    start: int
    text: str


class Astray(NamedTuple):
    """An ordinal that goes on from none, and the number before it; None where it is the first."""

    line: int
    ordinal: Ordinal
    known: int | None


def astray(texts: Sequence[str]) -> Iterator[Astray]:
    """Of the lines of a text, in which a list may go on from line to line, or stand within one."""
    opened: dict[str, list[int]] = {}
    for line, text in enumerate(texts):
        if not _MAY_BE_ORDINAL.search(text):
            continue
        own: dict[str, list[int]] = {}
        for ordinal in _ordinals(text):
            if ordinal.family not in own and ordinal.number != 1:
                # The line goes on with what lines before it began.
                own[ordinal.family] = opened.pop(ordinal.family, [])
            before = own.setdefault(ordinal.family, [])
            known = before[-1] if before else None
            if ordinal.number == 1:
                before.append(1)
                continue
            if before[-1:] == [1] and ordinal.number != _SECOND:
                # A list of one item is none: the number goes on from it, or from nothing.
                before.clear()
            while before and before[-1] != ordinal.number - 1:
                before.pop()
            if not before and (
                (known is not None and not _is_mixed(text, ordinal))
                or (ordinal.number == _SECOND and _wants_first(texts, line, ordinal))
            ):
                yield Astray(line, ordinal, known)
            before[-1:] = [ordinal.number]
        for family, numbers in own.items():
            opened.setdefault(family, []).extend(numbers)


def _is_mixed(text: str, ordinal: Ordinal) -> bool:
    """Whether the number before is there, written in another way: 一是……，二要……，三是……."""
    before = "〇一二三四五六七八九"[ordinal.number - 1 : ordinal.number]
    said = text[max(0, ordinal.start - _LOOK_BACK) : ordinal.start]
    return bool(before) and re.search(f"[，。；：]{before}[要则来者在、，]", said) is not None


def _wants_first(texts: Sequence[str], line: int, ordinal: Ordinal) -> bool:
    """Whether 二是 stands where nothing can have been the first."""
    said = texts[line][: ordinal.start]
    if ordinal.family != "is" or not (line or said.strip()):
        return False
    return not any(map(_ALSO_FIRST.search, (said, *texts[:line])))


@lru_cache(maxsize=4096)
def _ordinals(text: str) -> tuple[Ordinal, ...]:
    """Those of a line: the same line stands in many reports."""
    return tuple([_ordinal(match) for match in _ORDINAL.finditer(text)])


def _ordinal(match: re.Match[str]) -> Ordinal:
    assert match.lastgroup is not None
    family = "is" if match.lastgroup == "one" else match.lastgroup
    start = match.start(match.lastgroup) - (family in ("th", "its", "digit", "bracket"))
    return Ordinal(family, _value(match[match.lastgroup]), start, match.string[start : match.end()])


def _value(text: str) -> int:
    if text[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(text[0]) - _RING
    if text.isdigit():
        return int(text)
    if "十" not in text:
        return _DIGITS[text[-1]]
    tens, _, ones = text.partition("十")
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
