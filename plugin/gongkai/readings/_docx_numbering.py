"""The numbers that Word puts before paragraphs and keeps nowhere as text: 一、 （一） 1."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from gongkai.data_classes import dataclass
from gongkai.readings._package import attribute, child, local

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseDigital",
        "koreanDigital2",
        "japaneseDigitalTenThousand",
    )
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LEVELS = 9
"""So many levels a list has in Word."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str
    is_legal: bool


class Numbering:
    """Counts as Word does, paragraph by paragraph in the order of the text."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._styles = _styles(styles)
        links: dict[str, str] = {}
        for each in numbering if numbering is not None else ():
            if local(each) == "abstractNum":
                key = attribute(each, "abstractNumId") or ""
                self._levels[key] = {}
                if (link := attribute(child(each, "numStyleLink"), "val")) is not None:
                    links[key] = link
                for level in each:
                    if local(level) == "lvl":
                        self._levels[key][_whole(attribute(level, "ilvl"))] = _level(level)
        for each in numbering if numbering is not None else ():
            if local(each) == "num":
                number = attribute(each, "numId") or ""
                self._abstract[number] = attribute(child(each, "abstractNumId"), "val") or ""
                for override in each:
                    if local(override) == "lvlOverride":
                        self._override(number, override)
        for key, link in links.items():
            number = self._styles.get(link, ("", 0))[0]
            if (other := self._abstract.get(number)) is not None and other != key:
                self._levels[key] = self._levels.get(other, {})

    def _override(self, number: str, override: Element) -> None:
        at = _whole(attribute(override, "ilvl"))
        if (start := attribute(child(override, "startOverride"), "val")) is not None:
            self._starts[number, at] = _whole(start)
        if (level := child(override, "lvl")) is not None:
            own = f"{number} own"
            base = self._levels.get(self._abstract[number], {})
            self._levels[own] = {**base, at: _level(level)}
            self._abstract[number] = own

    def before(self, properties: Element | None) -> str:
        """What stands before a paragraph with these properties; counts it."""
        number, at = self._of(properties)
        kind = self._abstract.get(number, "")
        levels = self._levels.get(kind, {})
        level = levels.get(at)
        if level is None or not 0 <= at < _LEVELS:
            return ""
        counters = self._counters.setdefault(kind, {})
        if (number, at) in self._starts and (number, at) not in self._begun:
            counters[at] = self._starts[number, at]
        else:
            counters[at] = counters.get(at, level.start - 1) + 1
        self._begun.add((number, at))
        for below in [key for key in counters if key > at]:
            del counters[below]
        if level.style == "bullet":
            return "- "
        text = level.text
        for shown in range(at + 1):
            its = levels.get(shown, level)
            value = counters.setdefault(shown, its.start)
            style = "decimal" if level.is_legal else its.style
            text = text.replace(f"%{shown + 1}", _number(value, style))
        return text

    def _of(self, properties: Element | None) -> tuple[str, int]:
        own = child(properties, "numPr")
        style = attribute(child(properties, "pStyle"), "val")
        by_style = self._styles.get(style or "", ("", 0))
        if own is None:
            return by_style
        number = attribute(child(own, "numId"), "val")
        level = attribute(child(own, "ilvl"), "val")
        return number if number is not None else by_style[0], _whole(level) if level is not None else by_style[
            1
        ]


def _styles(styles: Element | None) -> Mapping[str, tuple[str, int]]:
    """Number and level of each style of paragraphs that has one, by itself or by the one it is based on."""
    own: dict[str, tuple[str | None, int | None, str | None]] = {}
    for style in styles if styles is not None else ():
        if local(style) != "style":
            continue
        numbered = child(style, "pPr", "numPr")
        level = attribute(child(numbered, "ilvl"), "val")
        own[attribute(style, "styleId") or ""] = (
            attribute(child(numbered, "numId"), "val"),
            None if level is None else _whole(level),
            attribute(child(style, "basedOn"), "val"),
        )
    found: dict[str, tuple[str, int]] = {}
    for name in own:
        number: str | None = None
        level_found: int | None = None
        at: str | None = name
        for _ in range(20):
            if at is None or at not in own:
                break
            its_number, its_level, at = own[at]
            number = number if number is not None else its_number
            level_found = level_found if level_found is not None else its_level
        if number is not None:
            found[name] = number, level_found or 0
    return found


def _level(level: Element) -> _Level:
    return _Level(
        _whole(attribute(child(level, "start"), "val") or "1"),
        attribute(child(level, "numFmt"), "val") or "decimal",
        attribute(child(level, "lvlText"), "val") or "",
        (legal := child(level, "isLgl")) is not None and attribute(legal, "val") not in ("0", "false", "off"),
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() and len(text) < 8 else 0


def _number(value: int, style: str) -> str:
    if style in _CHINESE:
        return chinese(value)
    if style == "chineseLegalSimplified":
        return chinese(value, _LEGAL, "拾佰仟")
    if style in ("ideographTraditional", "ideographZodiacTraditional") and 1 <= value <= 10:
        return _STEMS[value - 1]
    if style in ("upperLetter", "lowerLetter") and 1 <= value <= 26:
        return chr((65 if style == "upperLetter" else 97) + value - 1)
    if style in ("upperRoman", "lowerRoman") and 1 <= value < 100:
        roman = _roman(value)
        return roman if style == "upperRoman" else roman.lower()
    if style == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if style == "decimalZero":
        return f"{value:02}"
    return "" if style == "none" else str(value)


def _roman(value: int) -> str:
    text = ""
    for worth, sign in ((90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= worth:
            text, value = text + sign, value - worth
    return text


def chinese(value: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number as in 十二 or 一百零三, up to 9999."""
    if not 0 < value < 10_000:
        return str(value) if value else digits[0]
    text = ""
    gap = False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + (units[place - 1] if place else "")
            gap = False
        else:
            gap = True
    return text[1:] if digits is _DIGITS and text.startswith("一十") else text
