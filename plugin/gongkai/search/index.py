"""The files of search: a start that every question needs, and parts of which a question needs a few.

    start          agencies with their names and years, usual headings, and how the rest is cut
    words/N        for each word where it stands, words shared out over the parts by a hash
    entries/N      what is shown of pages, so many pages a part, newest reports first

Each is a script that hands over one JSON value (`gongkaiSearch(…)`), for scripts are what a page opened without a server
may load too. A place is the number of a section: the first of all pages in the order of the entries, then the second of
all that have one, and so on, for the same chapters of reports share most of their words and then stand side by side.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from gongkai.addresses import Addresses
from gongkai.model import Archive
from gongkai.search.entries import Entry
from gongkai.search.names import short_names
from gongkai.search.placed import Packed, Placed, Words
from gongkai.search.words import words

START = "start.js"
PER_PART = 20
"""Pages in a part of entries."""
MOST_SHOWN = 480
"""Characters kept of the sections of a page, to be shown around what was found: short ones whole, long ones cut alike."""
OFTEN = 3
"""From how many times on a section is said to speak of a word."""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Each six places: the first is the lowest bit."""
_COUNTS = "!#$%&'()+,./:;<=>?@[]^`{}~"
"""The digits of numbers between them: so many sixes are empty, or after REPEAT as the one before."""
_REPEAT = "*"


@dataclass(frozen=True, slots=True)
class Agencies:
    """What of the site is found by its name alone."""

    archive: Archive
    compared: frozenset[str]
    """The paths of agencies that have a page of comparison."""
    years: tuple[int, ...]
    """The years that have a page of all agencies."""


@dataclass
class KnownWords:
    """What a preview keeps of the last time: what is the same is not worked out again."""

    entries: dict[Entry, tuple[Words, ...]] = field(default_factory=dict)
    """The words of each page, by section."""
    shown: dict[int, _Shown] = field(default_factory=dict)
    """The parts of entries, by their numbers."""
    packed: Packed | None = None
    """What a build of another process has written; None where nothing is kept for another."""

    def __post_init__(self) -> None:
        """Where no word stands."""
        self.placed = Placed(_pair, self.packed)


class _Shown(NamedTuple):
    """A part of entries."""

    entries: Sequence[Entry]
    headings: Mapping[tuple[str, str], int]
    text: str
    """As it is written."""


def search_files(
    entries: Iterable[Entry], agencies: Agencies, addresses: Addresses, known: KnownWords | None = None
) -> dict[str, bytes]:
    """Every file, by its path below the folder of search. entries: in the order of the site, reports of all years mixed.

    known: of the last time; is renewed.
    """
    order = {path: at for at, path in enumerate(agencies.archive.agencies)}
    every = sorted(entries, key=lambda entry: _rank(entry, order))
    known = KnownWords() if known is None else known
    headings = _usual_headings(every)
    words_parts = known.placed.parts(list(_words(every, known)))
    start = _start(every, agencies, addresses) | {"parts": len(words_parts), "headings": list(headings)}
    written = {START.removesuffix(".js"): _compact(start)}
    written |= {f"words/{number}": _compact(part) for number, part in enumerate(words_parts)}
    written |= {f"entries/{number}": part for number, part in enumerate(_entry_parts(every, headings, known))}
    digest = sha256("\n".join(written.values()).encode()).hexdigest()[:12]
    return {f"{name}.js": _script(digest, text) for name, text in written.items()}


def _rank(entry: Entry, order: Mapping[str, int]) -> tuple[int, int]:
    """The newest reports first, of one year in the order of their agencies, then all else as it comes."""
    page = entry.page
    if page is None or page.year is None:
        return 0, 0
    return -page.year, order[page.agency or ""]


def _start(every: Sequence[Entry], agencies: Agencies, addresses: Addresses) -> dict[str, object]:
    years: defaultdict[str, list[int]] = defaultdict(list)
    for entry in every:
        if entry.page is not None and entry.page.year is not None:
            years[entry.page.agency or ""] += (entry.page.year, len(entry.sections))
    listed = [
        [path, agency.name, short_names(agency.name), int(path in agencies.compared), years[path]]
        for path, agency in agencies.archive.agencies.items()
    ]
    return {
        "depth": addresses.output.count("/") + 1,
        "directories": addresses.directories,
        "perPart": PER_PART,
        "agencies": listed,
        "years": agencies.years,
        "others": [len(entry.sections) for entry in every if entry.page is None],
    }


def _usual_headings(every: Iterable[Entry]) -> Mapping[tuple[str, str], int]:
    """The headings that stand on several pages, with their anchors: a number for each."""
    counts = Counter((section.id, section.heading) for entry in every for section in entry.sections)
    usual = [heading for heading, count in counts.items() if count > 1]
    return {heading: at for at, heading in enumerate(usual)}


def _entry_parts(
    every: Sequence[Entry], headings: Mapping[tuple[str, str], int], known: KnownWords
) -> Iterator[str]:
    """What is shown of pages."""
    before, known.shown = known.shown, {}
    for number, at in enumerate(range(0, len(every), PER_PART)):
        part = every[at : at + PER_PART]
        found = before.get(number)
        if found is None or (found.entries, found.headings) != (part, headings):
            found = _Shown(part, headings, _compact([_shown(entry, headings) for entry in part]))
        known.shown[number] = found
        yield found.text


def _shown(entry: Entry, headings: Mapping[tuple[str, str], int]) -> list[object]:
    most = _fair([len(section.text) for section in entry.sections])
    sections = list[list[object]]()
    for section in entry.sections:
        usual = headings.get((section.id, section.heading))
        heading = [section.id, section.heading] if usual is None else [usual]
        sections.append([*heading, section.text[:most].strip()])
    shown: list[object] = [entry.sentence, sections]
    if entry.title:
        shown.append(entry.title)
    if entry.page is None:
        shown.append(entry.address)
    return shown


def _fair(lengths: Sequence[int]) -> int:
    """How long a text may be, for all to have MOST_SHOWN together."""
    left, share = MOST_SHOWN, 0
    for count, length in zip(range(len(lengths), 0, -1), sorted(lengths), strict=True):
        share = left // count
        left -= min(length, share)
    return share


def _words(every: Iterable[Entry], known: KnownWords) -> Iterator[tuple[Words, ...]]:
    """Those of each page, by section."""
    before, known.entries = known.entries, {}
    for entry in every:
        found = before.get(entry)
        if found is None:
            found = tuple(_words_of(entry))
        known.entries[entry] = found
        yield found


def _words_of(entry: Entry) -> Iterator[Words]:
    for number, section in enumerate(entry.sections):
        texts = [section.text, entry.sentence, entry.numbered] if number == 0 else [section.text]
        found = Counter(words("\n".join(texts)))
        # What a heading names its section speaks of.
        for word in words(entry.title if number == 0 else section.heading):
            found[word] += OFTEN
        yield " ".join(found), " ".join(word for word, count in found.items() if count >= OFTEN)


def _pair(found: Sequence[int], often: Sequence[int]) -> str:
    """found: ascending. often: some of these."""
    if not often:
        return _packed(found)
    rank = {place: at for at, place in enumerate(found)}
    return f"{_packed(found)} {_packed(sorted(rank[place] for place in often))}"


def _packed(places: Sequence[int]) -> str:
    """Ascending numbers as sixes, and how many are empty or equal."""
    written: list[str] = []
    before, equal, after = "", 1, 0
    at, six = places[0] // 6, 0
    # One that stands in no six ends the last.
    for place in (*places, -1):
        if place // 6 == at:
            six |= 1 << place % 6
            continue
        digit = _DIGITS[six]
        if at == after and digit == before:
            equal += 1
        else:
            if equal > 1:
                written.append(_repeated(before, equal))
            if at > after:
                written.append(_empty(at - after, equal))
            written.append(digit)
            before, equal = digit, 1
        after, at, six = at + 1, place // 6, 1 << place % 6
    written.append(_repeated(before, equal))
    return "".join(written)


def _repeated(digit: str, equal: int) -> str:
    """What follows a digit that stands for so many."""
    return _REPEAT + _count(equal - 1) if equal > 2 else digit * (equal - 1)


def _empty(count: int, equal: int) -> str:
    """After a number of equal ones an empty six parts the two numbers."""
    if count and equal > 2:
        return _DIGITS[0] + _empty(count - 1, 1)
    return _count(count) if count else ""


@cache
def _count(value: int) -> str:
    """The highest digit first."""
    rest, digit = divmod(value, len(_COUNTS))
    return (_count(rest) if rest else "") + _COUNTS[digit]


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _script(digest: str, value: str) -> bytes:
    """digest: that of all parts, by which the script sees that they belong together."""
    return f'gongkaiSearch("{digest}",{value});\n'.encode()
