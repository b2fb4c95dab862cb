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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from gongkai.addresses import Addresses, Page
from gongkai.data_classes import dataclass
from gongkai.ground.shelf import digest
from gongkai.model import Archive
from gongkai.search.entries import Entry
from gongkai.search.names import short_names
from gongkai.search.placed import PageWords, Placed, Words
from gongkai.search.words import words

START = "start.js"
PER_PART = 20
"""Pages in a part of entries."""
MOST_SHOWN = 480
"""Characters kept of the sections of a page, to be shown around what was found: short ones whole, long ones cut alike."""
OFTEN = 3
"""From how many times on a section is said to speak of a word."""


@dataclass(frozen=True, slots=True)
class Agencies:
    """What of the site is found by its name alone."""

    archive: Archive
    compared: frozenset[str]
    """The paths of agencies that have a page of comparison."""
    years: tuple[int, ...]
    """The years that have a page of all agencies."""


class Listed:
    """A page of the index; more of it than the index needs each time is there when somebody asks."""

    def __init__(
        self,
        key: str,
        page: Page | None,
        headings: Sequence[tuple[str, str]],
        entry: Callable[[], Entry],
        words: Callable[[], tuple[Words, ...]],
    ) -> None:
        """key: of equal keys all is equal. page: that of a report. headings: of its sections, with their anchors. entry: gives all that is shown of it. words: gives those of each section."""
        self.key, self.page, self.headings = key, page, tuple(headings)
        self.entry, self.words = entry, words

    @classmethod
    def of(cls, entry: Entry) -> Listed:
        """An entry that is there."""
        headings = [(section.id, section.heading) for section in entry.sections]
        return cls(digest((entry,)), entry.page, headings, lambda: entry, lambda: words_of(entry))

    @cached_property
    def placed(self) -> PageWords:
        """As words are placed."""
        return PageWords(self.key, len(self.headings), self.words)


class Shown(NamedTuple):
    """A part of entries."""

    key: str
    """Of equal keys it is equal."""
    text: str
    """As it is written."""


@dataclass
class KnownWords:
    """What is known of the last time: what is the same is not worked out again."""

    shown: list[Shown] = field(default_factory=list)
    """The parts of entries."""
    placed: Placed = field(default_factory=Placed)
    """Where words stand."""


def search_files(
    listed: Iterable[Listed], agencies: Agencies, addresses: Addresses, known: KnownWords | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file, with its path below the folder of search. listed: in the order of the site, reports of all years mixed.

    known: of the last time; is renewed.
    """
    order = {path: at for at, path in enumerate(agencies.archive.agencies)}
    every = sorted(listed, key=lambda each: _rank(each, order))
    known = KnownWords() if known is None else known
    headings = _usual_headings(every)
    words_parts = known.placed.parts([each.placed for each in every])
    start = _start(every, agencies, addresses) | {"parts": len(words_parts), "headings": list(headings)}
    shown = known.shown = list(_entry_parts(every, headings, known.shown))

    def texts() -> Iterator[tuple[str, str]]:
        yield START.removesuffix(".js"), _compact(start)
        yield from ((f"words/{number}", _compact(part)) for number, part in enumerate(words_parts))
        yield from ((f"entries/{number}", part.text) for number, part in enumerate(shown))

    # Together they are large: they are made twice rather than kept.
    of_all = sha256()
    for number, (_, text) in enumerate(texts()):
        of_all.update(f"\n{text}".encode() if number else text.encode())
    digest_of_all = of_all.hexdigest()[:12]
    return ((f"{name}.js", _script(digest_of_all, text)) for name, text in texts())


def _rank(each: Listed, order: Mapping[str, int]) -> tuple[int, int]:
    """The newest reports first, of one year in the order of their agencies, then all else as it comes."""
    page = each.page
    if page is None or page.year is None:
        return 0, 0
    return -page.year, order[page.agency or ""]


def _start(every: Sequence[Listed], agencies: Agencies, addresses: Addresses) -> dict[str, object]:
    years: defaultdict[str, list[int]] = defaultdict(list)
    for each in every:
        if each.page is not None and each.page.year is not None:
            years[each.page.agency or ""] += (each.page.year, len(each.headings))
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
        "others": [len(each.headings) for each in every if each.page is None],
    }


def _usual_headings(every: Iterable[Listed]) -> Mapping[tuple[str, str], int]:
    """The headings that stand on several pages, with their anchors: a number for each."""
    counts = Counter(heading for each in every for heading in each.headings)
    usual = [heading for heading, count in counts.items() if count > 1]
    return {heading: at for at, heading in enumerate(usual)}


def _entry_parts(
    every: Sequence[Listed], headings: Mapping[tuple[str, str], int], before: Sequence[Shown]
) -> Iterator[Shown]:
    """What is shown of pages. before: the last time."""
    usual = digest(headings)
    for at in range(0, len(every), PER_PART):
        part = every[at : at + PER_PART]
        key, number = digest((usual, *(each.key for each in part))), at // PER_PART
        if number < len(before) and before[number].key == key:
            yield before[number]
        else:
            yield Shown(key, _compact([_shown(each.entry(), headings) for each in part]))


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


def words_of(entry: Entry) -> tuple[Words, ...]:
    """Those of an entry, by section."""
    return tuple(_words_of(entry))


def _words_of(entry: Entry) -> Iterator[Words]:
    for number, section in enumerate(entry.sections):
        texts = [section.text, entry.sentence, entry.numbered] if number == 0 else [section.text]
        found = Counter(words("\n".join(texts)))
        # What a heading names its section speaks of.
        for word in words(entry.title if number == 0 else section.heading):
            found[word] += OFTEN
        yield " ".join(found), " ".join(word for word, count in found.items() if count >= OFTEN)


_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _script(digest: str, value: str) -> bytes:
    """digest: that of all parts, by which the script sees that they belong together."""
    return f'gongkaiSearch("{digest}",{value});\n'.encode()
