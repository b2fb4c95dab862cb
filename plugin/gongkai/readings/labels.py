"""What the text of a cell or paragraph is called on the forms: tolerant within limits that are said, never by order.

Two texts are the same label where they differ only in numbering, brackets, quotes, spaces, width and traditional
characters. Beyond that a label may be misspelt by a few characters, the fewer the shorter it is, and only where no
other label is as near.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources

import yaml
from rapidfuzz.distance import OSA

from gongkai.data_classes import dataclass
from gongkai.forms import Header
from gongkai.readings.marks import parted, unmarked

_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十]+(?:部分|章|项)|[(][一二三四五六七八九十0-9]{1,3}[)]|[一二三四五六七八九十]{1,3}[、.,:?]|[0-9]{1,2}(?:[、,)]|[.](?![0-9])))+"
)
_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_SIGNS = re.compile(r"[^\w/]|_")


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    data = resources.files("gongkai.readings").joinpath("words.yml").read_bytes()
    words: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(data)
    return words


@cache
def _traditional() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in str(_words()["traditional"]).split()}


def section_names(key: str) -> tuple[str, ...]:
    """What the section of that key is called, the form's own word first."""
    return (key, *_words()["sections"].get(key, ()))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text for comparison: width, spaces and traditional characters made alike."""
    return "".join(unicodedata.normalize("NFKC", unmarked(text)).split()).translate(_traditional())


@lru_cache(maxsize=8192)
def core(text: str) -> str:
    """The words of a label: without numbering, bracketed remarks and signs."""
    bare = plain(parted(text)[0])
    for _ in range(2):
        bare = _NUMBERING.sub("", bare)
    without = bare
    for _ in range(3):
        without = _BRACKETED.sub("", without)
    # A bracket that the end of a page cut off.
    without = re.sub(r"[(\[【〔].*$", "", without)
    return _SIGNS.sub("", without) or _SIGNS.sub("", bare)


def number_of(text: str) -> str:
    """The number that a label begins with, without its signs; "" where it begins with none."""
    match = _NUMBERING.match(plain(text))
    return _SIGNS.sub("", match[0]) if match else ""


def limit(length: int) -> int:
    """How many characters of a label of that length may be wrong."""
    if length < 4:
        return 0
    if length < 6:
        return 1
    return 2 if length < 12 else min(length // 4, 6)


@dataclass(frozen=True, slots=True)
class Match:
    """The header that a text means."""

    header: Header
    is_exact: bool


class Labels:
    """The labels of a number of headers."""

    def __init__(self, headers: Iterable[Header]) -> None:
        self._known: dict[str, Header] = {}
        others = _words()["headers"]
        for header in headers:
            names = [name for name in (header.key, header.label) if name]
            names += others.get(header.key or "", ())
            for name in names:
                self._known.setdefault(core(name), header)
        self._found: dict[str, Match | None] = {}

    def match(self, text: str) -> Match | None:
        """The header that a text means; None where it means none, or may mean two."""
        wanted = core(text)
        if not wanted or len(wanted) > 80:
            return None
        if wanted not in self._found:
            self._found[wanted] = self._search(wanted)
        return self._found[wanted]

    def _search(self, wanted: str) -> Match | None:
        if wanted in self._known:
            return Match(self._known[wanted], is_exact=True)
        if wanted.isdecimal():
            return None
        nearest: dict[str, tuple[int, int, Header]] = {}
        for name, header in self._known.items():
            most = min(limit(len(name)), len(wanted) // 3)
            away = OSA.distance(wanted, name, score_cutoff=most + 1)
            if away <= most + 1 and (header.id not in nearest or away < nearest[header.id][0]):
                nearest[header.id] = (away, most, header)
        near = sorted(nearest.values(), key=lambda each: each[0])
        # Another label that would do as well makes it a guess.
        if near and near[0][0] <= near[0][1] and (len(near) == 1 or near[1][0] > near[0][0]):
            return Match(near[0][2], is_exact=False)
        return self._cut_short(wanted)

    def _cut_short(self, wanted: str) -> Match | None:
        """A long label of which only the beginning is there."""
        if len(wanted) < 8:
            return None
        begun = {header.id: header for name, header in self._known.items() if name.startswith(wanted)}
        return Match(next(iter(begun.values())), is_exact=False) if len(begun) == 1 else None
