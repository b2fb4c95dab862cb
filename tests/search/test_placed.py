"""Where words stand: worked out for what has changed alone, and as from nothing."""

from __future__ import annotations

import random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ground.shelf import digest
from gongkai.search.placed import PageWords, Placed, Words
from gongkai.search.places import read_places, write_places

Pages = list[tuple[Words, ...]]


def some_section(chance: random.Random) -> Words:
    """Words, and some that it speaks of."""
    words = chance.sample([f"词{number}" for number in range(300)], 40)
    return " ".join(words), " ".join(words[: chance.randrange(4)])


def some_pages(chance: random.Random, count: int = 60) -> Pages:
    """Of one section to three."""
    return [tuple(some_section(chance) for _ in range(1 + number % 3)) for number in range(count)]


def listed(pages: Pages) -> list[PageWords]:
    return [PageWords(digest((page,)), len(page), lambda page=page: page) for page in pages]  # type: ignore[misc]


def parts(pages: Pages, placed: Placed | None = None) -> list[str]:
    """By what is known of before, or from nothing."""
    return list((placed or Placed()).parts(listed(pages)))


def test_after_any_changes() -> None:
    chance = random.Random(1)
    pages, placed = some_pages(chance), Placed()
    for turn in range(60):
        at = chance.randrange(len(pages))
        match turn % 6:
            case 0:
                pages.insert(at, (some_section(chance),))
            case 1:
                del pages[at]
            case 2:
                # A word that is nowhere else, and goes again.
                pages[at] = ((f"新词 又{turn}", ""), *pages[at][1:])
            case _:
                pages[at] = tuple(some_section(chance) for _ in pages[at])
        assert parts(pages, placed) == parts(pages)


def test_only_words_that_stand_elsewhere_are_written_anew() -> None:
    pages, placed = some_pages(random.Random(2)), Placed()
    parts(pages, placed)
    (words, spoken), *others = pages[5]
    pages[5] = ((f"{words.rpartition(' ')[0]} 新词", spoken), *others)
    with patch("gongkai.search.placed.write_places", wraps=write_places) as written:
        parts(pages, placed)
    assert written.call_count == 2


class TestOfAnotherProcess:
    """What it has left is taken, as far as it fits."""

    @pytest.fixture
    def pages(self) -> Pages:
        return some_pages(random.Random(3))

    def left(self, pages: Pages) -> Placed:
        first = Placed()
        parts(pages, first)
        return Placed(first.pages, first.texts)

    def changed(self, pages: Pages) -> Pages:
        return [*pages[:7], (some_section(random.Random(4)), *pages[7][1:]), *pages[8:]]

    def test_only_what_has_changed_is_written(self, pages: Pages) -> None:
        placed, now = self.left(pages), self.changed(pages)
        with patch("gongkai.search.placed.write_places", wraps=write_places) as written:
            found = parts(now, placed)
        assert found == parts(now)
        assert 0 < written.call_count <= 80

    def test_words_that_nobody_knows_any_more(self, pages: Pages) -> None:
        placed, now = self.left(pages), self.changed(pages)
        placed.pages = [PageWords(each.key, each.sections, lambda: None) for each in placed.pages]
        assert parts(now, placed) == parts(now)

    def test_places_that_are_not_those(self, pages: Pages) -> None:
        placed, now = self.left(pages), self.changed(pages)
        placed.texts = {word: write_places([1], []) for word in placed.texts}
        assert parts(now, placed) == parts(now)


@given(st.lists(st.integers(0, 3000), unique=True).map(sorted), st.data())
def test_places_come_back(places: list[int], data: st.DataObject) -> None:
    often = sorted(data.draw(st.sets(st.sampled_from(places)))) if places else []
    assert read_places(write_places(places, often)) == (places, often)
