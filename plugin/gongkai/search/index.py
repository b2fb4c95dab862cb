"""The files of search: a start that every question needs, and parts of which a question needs a few.

    start          agencies with their names and years, and how the rest is cut
    words/N        for each word where it stands, words shared out over the parts by a hash
    entries/N      what is shown of pages, so many pages a part, newest reports first

Each is a script that hands over one JSON value (`gongkaiSearch(…)`), for scripts are what a page opened without a server
may load too. A place is the number of a section, counted over all pages in the order of the entries.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import groupby, pairwise

from gongkai.addresses import Addresses
from gongkai.model import Archive
from gongkai.search.entries import Entry
from gongkai.search.names import short_names
from gongkai.search.words import words

START = "start.js"
PER_PART = 20
"""Pages in a part of entries."""
MOST_SHOWN = 480
"""Characters kept of the sections of a page, to be shown around what was found: short ones whole, long ones cut alike."""
OFTEN = 3
"""From how many times on a section is said to speak of a word."""
_PART_SIZE = 60_000
"""What a part of words has about, in bytes."""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_NONE: array[int] = array("I")
_REPEATED = 4
"""From how many equal gaps on they are written as one."""


@dataclass(frozen=True, slots=True)
class Agencies:
    """What of the site is found by its name alone."""

    archive: Archive
    compared: frozenset[str]
    """The paths of agencies that have a page of comparison."""
    years: tuple[int, ...]
    """The years that have a page of all agencies."""


Words = tuple[tuple[str, ...], tuple[str, ...]]
"""Of a section: its words, and those that it speaks of."""


@dataclass
class KnownWords:
    """What a preview keeps of the last time: what is the same is not worked out again."""

    entries: dict[Entry, tuple[Words, ...]] = field(default_factory=dict)
    """The words of each page, by section."""
    packed: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """The places of each word: as numbers, and as they are written."""


def search_files(
    entries: Iterable[Entry], agencies: Agencies, addresses: Addresses, known: KnownWords | None = None
) -> dict[str, bytes]:
    """Every file, by its path below the folder of search. entries: in the order of the site, reports of all years mixed.

    known: of the last time; is renewed.
    """
    order = {path: at for at, path in enumerate(agencies.archive.agencies)}
    every = sorted(entries, key=lambda entry: _rank(entry, order))
    parts: dict[str, object] = dict(_word_parts(every, known))
    parts |= {
        f"entries/{at // PER_PART}": [_shown(entry) for entry in every[at : at + PER_PART]]
        for at in range(0, len(every), PER_PART)
    }
    written = {name: _compact(value) for name, value in parts.items()}
    digest = sha256("\n".join(written.values()).encode()).hexdigest()[:12]
    start = _start(every, agencies, addresses)
    start["parts"] = sum(name.startswith("words/") for name in parts)
    files = {START: _script(digest, _compact(start))}
    return files | {f"{name}.js": _script(digest, text) for name, text in written.items()}


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


def _shown(entry: Entry) -> list[object]:
    most = _fair([len(section.text) for section in entry.sections])
    sections = [[section.id, section.heading, section.text[:most].strip()] for section in entry.sections]
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


def _word_parts(every: Sequence[Entry], known: KnownWords | None) -> Iterator[tuple[str, dict[str, str]]]:
    """Each word with the places where it stands and, after a space, those that speak of it."""
    places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    spoken: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    at = 0
    for of_sections in _words(every, known):
        for found, often in of_sections:
            for word in found:
                places[word].append(at)
            for word in often:
                spoken[word].append(at)
            at += 1
    packed = _all_packed(places, spoken, known)
    size = sum(3 * len(word) + len(text) + 6 for word, text in packed.items())
    count = size // _PART_SIZE + 1
    parts: list[dict[str, str]] = [{} for _ in range(count)]
    for word in sorted(packed):
        parts[_hash(word) % count][word] = packed[word]
    for number, part in enumerate(parts):
        yield f"words/{number}", part


def _words(every: Iterable[Entry], known: KnownWords | None) -> Iterator[Iterable[Words]]:
    """Those of each page, by section."""
    if known is None:
        yield from map(_words_of, every)
        return
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
        yield tuple(found), tuple(word for word, count in found.items() if count >= OFTEN)


def _all_packed(
    places: Mapping[str, array[int]], spoken: Mapping[str, array[int]], known: KnownWords | None
) -> Mapping[str, str]:
    if known is None:
        return {word: _pair(found, spoken.get(word, ())) for word, found in places.items()}
    before, known.packed = known.packed, {}
    for word, found in places.items():
        often = spoken.get(word, _NONE)
        numbers = found.tobytes() + b"/" + often.tobytes()
        old, text = before.get(word, (b"", ""))
        known.packed[word] = numbers, text if old == numbers else _pair(found, often)
    return {word: text for word, (_, text) in known.packed.items()}


def _pair(found: Sequence[int], often: Sequence[int]) -> str:
    return f"{_packed(found)} {_packed(often)}" if often else _packed(found)


def _hash(word: str) -> int:
    """As the script has it."""
    found = 0
    for character in word:
        found = (found * 31 + ord(character)) % 2**32
    return found


def _packed(places: Sequence[int]) -> str:
    """Ascending numbers as their gaps; equal gaps in a row as one, 0, and how many more there are."""
    gaps = [after - before for before, after in pairwise((-1, *places))]
    if len(gaps) <= _REPEATED:
        return "".join(map(_number, gaps))
    written = list[str]()
    for gap, equal in groupby(gaps):
        count = len(list(equal))
        if count > _REPEATED:
            written += (_number(gap), _number(0), _number(count - 1))
        else:
            written.append(_number(gap) * count)
    return "".join(written)


@cache
def _number(value: int) -> str:
    """Five bits a character, the lowest first; the sixth says that there are more."""
    written = ""
    while value > 31:
        written += _DIGITS[32 + value % 32]
        value //= 32
    return written + _DIGITS[value]


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _script(digest: str, value: str) -> bytes:
    """digest: that of all parts, by which the script sees that they belong together."""
    return f'gongkaiSearch("{digest}",{value});\n'.encode()
