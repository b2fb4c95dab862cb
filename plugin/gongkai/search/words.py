"""The words of a text as search knows them: every two characters of Han side by side, numbers, Latin words, 文号.

Pairs of characters need no dictionary, and find every word of a text, names of people and villages too. The script cuts
what a reader types in the same way: both must stay alike (`tests/browser/test_search.py`).
"""

from __future__ import annotations

import unicodedata
from operator import add

from gongkai.ground.patterns import later

_HAN = "㐀-䶿一-鿿々〇\U00020000-\U000323af"
_RUN = later(f"[{_HAN}]{{2,}}")
# A number in threes is the same number.
_THREES = later(r",(?<=[0-9],)(?=[0-9]{3})")
_WIDE = tuple((chr(ord(sign) + 0xFEE0), sign) for sign in ",:;!?()%")
"""Usual signs of Chinese texts: most have no others that have to be made narrow, and looking for all takes long."""
_NUMBER = later(rf"([0-9]+(?:\.[0-9]+)?)(%|[{_HAN}])?")
_LATIN = later(r"[a-z][a-z0-9]*")
_NUMBERED = later(r"[〔\[(【] *([0-9]{4}) *[〕\])】] *第? *([0-9]+) *号")


def plain(text: str) -> str:
    """A text as it is compared: one width, lower case, numbers without commas."""
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _THREES.sub("", text.lower())


def words(text: str) -> list[str]:
    """Every word of a text, as often as it stands there. A number is one with and without its unit: 200, 200元."""
    text = plain(text)
    # Mapped, for most of what there is to do is this.
    found: list[str] = []
    for run in _RUN.findall(text):
        found += map(add, run, run[1:])
    for number, unit in _NUMBER.findall(text):
        found += (number, number + unit) if unit else (number,)
    found += _LATIN.findall(text)
    found += (f"〔{year}〕{number}号" for year, number in _NUMBERED.findall(text))
    return found
