"""Numbers in Chinese sentences: digits of both widths, with separators, in words, as percentages; and none at all."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from gongkai.ground.patterns import later
from gongkai.words.traditional import folded

FIGURE = "\ufffc"
"""Stands for each character of a `{{ figure }}`: a number that is never in doubt."""

_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_IS_WIDE = later("[０-９．％]")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
CHINESE = "零〇一二两三四五六七八九十百千万"
_ZERO_VERB = r"(?:发生|收到|出现|产生|接到|受理|涉及|引发|存在|被|因|有(?![关效序])|新收|新增|制发|制定|出台|印发|废止|作出|收取|实施)"

_MENTION = later(
    # The first line says with what each of the others may begin: nearly every place of a text is rejected by it alone.
    rf"""
    (?=[0-9百{CHINESE}{FIGURE}均也从并尚未没无])(?:
    百分之(?P<parts>[{CHINESE}]+(?:点[{CHINESE}]+)?|[0-9]+(?:\.[0-9]+)?)
    | (?<![0-9A-Za-z.第])(?P<percent>[0-9]+(?:\.[0-9]+)?)\s*%
    | (?P<figure>{FIGURE}+)\s*(?P<figure_unit>%|万元|人次|件次|[件宗份起例条期次场项元个篇部笔桩]|单(?![位独项元边纯据元双程]))?
    | (?<![0-9A-Za-z.第—-])(?P<digits>[0-9]{{1,3}}(?:[,，][0-9]{{3}}(?![0-9]))+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)
      (?![0-9A-Za-z])\s*(?P<about>[余多几来]|万余|万多)?\s*
      (?P<unit>万[件宗份起例条次]|亿元|万元|元|人次|件次|件套|批次|个百分点|个工作日|个月|倍|单(?![位独项元边纯据双程])|[件宗份起例条期次场项元个篇家名人种类部处批组位天号届年月日时分笔幅册张户本辆台座只卷页桩])?
    | (?<![{CHINESE}第每逐同某任唯统进之上下])(?P<chinese>[{CHINESE}]+)(?P<chinese_about>[余多几来])?(?P<chinese_unit>个月|[件宗份起例次个条项笔桩部](?![次事案体别人门队分委署])(?!(?<=项)均)|单(?=[，；。、）]))
    | (?P<none>(?:(?:均|也|从|并|尚)?未|没有?|无)(?:{_ZERO_VERB}){{0,2}}(?:过)?|(?<!清)零(?=[^{CHINESE}0-9点]))
    )""",
    re.VERBOSE,
)
_APPROXIMATE = later(r"(?:近|约|大约|超过|超|逾|突破|不足|不到|至少|达到?近|第)\s*$")
_OR_SO = later(r"\s*(?:左右|以上|以下|上下|以内)")
_NOUGHT = Decimal(0)
_POWERS = {"亿元": 4, "元": -4}
"""Units of money, with the power of ten between them and 万元, the unit of the tables."""
_TEN_THOUSANDS = 4
"""Digits of 万: 3.2万件 is told to a thousand."""
_HOTLINE = later("12[0-9]{3}|9[56][0-9]{3}|11[0249]")
"""12345、12315: telephone numbers."""
_DATES = frozenset("年月日号届时分天") | {"个月"}


class Sort(Enum):
    """What kind of number it is."""

    COUNT = auto()
    PERCENT = auto()
    NONE = auto()
    """未发生, 没有, 无, 零: the number is 0, and what it is 0 of follows."""
    REFERENCE = auto()
    """Comes from the tables: tells what is spoken of, and is never in doubt."""
    OTHER = auto()
    """Not exact, or counted in something that no table counts: only a border between others."""


class Numeral(NamedTuple):
    """A number in a text."""

    start: int
    end: int
    """Behind the unit."""
    sort: Sort
    value: Decimal
    decimals: int
    unit: str


def plain(text: str) -> str:
    """The text, as long as before, with narrow digits and simplified characters."""
    text = folded(text)
    return text.translate(_WIDE) if _IS_WIDE.search(text) else text


def numerals(text: str) -> list[Numeral]:
    """The numbers of a text, dates apart. text: as `plain` gives it."""
    return [numeral for match in _MENTION.finditer(text) if (numeral := _mention(match, text)) is not None]


def _mention(match: re.Match[str], text: str) -> Numeral | None:
    start, end = match.span()
    # At once, for each by its name costs as much as all.
    parts, percent, figure, figure_unit, digits, about, unit, chinese, chinese_about, chinese_unit, none = (
        match.groups()
    )
    if none:
        return Numeral(start, end, Sort.NONE, _NOUGHT, 0, "")
    if figure:
        return Numeral(start, end, Sort.REFERENCE, _NOUGHT, 0, figure_unit or "")
    unit = unit or chinese_unit or ""
    if unit in _DATES:
        return None
    is_loose = bool(_APPROXIMATE.search(text, max(0, start - 4), start) or _OR_SO.match(text, end))
    if parts or percent:
        number = _decimal(parts or percent)
        sort = Sort.OTHER if is_loose or number is None else Sort.PERCENT
        return Numeral(start, end, sort, number or _NOUGHT, _decimals(number), "%")
    number = _decimal(chinese or digits.replace(",", "").replace("，", ""))
    if number is None or is_loose or chinese_about or about:
        return Numeral(start, end, Sort.OTHER, _NOUGHT, 0, unit)
    decimals = _decimals(number)
    if not unit and (decimals or (digits and _HOTLINE.fullmatch(digits))):
        return Numeral(start, end, Sort.OTHER, _NOUGHT, 0, unit)
    power = power_of(unit)
    return Numeral(
        start,
        end,
        Sort.COUNT,
        Decimal(f"{number.scaleb(power):f}") if power else number,
        decimals - power,
        unit,
    )


def power_of(unit: str) -> int:
    """The power of ten that a number in this unit was taken times: of 3.2万件 4, of 5件 0."""
    return _TEN_THOUSANDS if unit.startswith("万") and unit != "万元" else _POWERS.get(unit, 0)


def _decimals(number: Decimal | None) -> int:
    exponent = 0 if number is None else number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _decimal(text: str) -> Decimal | None:
    """A number in digits or in words; None where the words are no number."""
    if text[0].isascii():
        return Decimal(text)
    whole, _, fraction = text.partition("点")
    number = _whole(whole)
    digits = [_DIGITS.get(character) for character in fraction]
    if number is None or None in digits:
        return None
    return Decimal(f"{number}.{''.join(map(str, digits))}" if digits else number)


def _whole(text: str) -> int | None:
    """A whole number in words: 二百零三, 十二, 一万两千, 一五〇."""
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * _SCALES[character], 0, 0
        else:
            section += (digit or (0 if section else 1)) * _SCALES[character]
            digit = 0
    if digit and len(text) > 1 and text[-2] in "百千万":
        return None  # 三百五, 百五: 350 to some, 305 to others
    return total + section + digit
