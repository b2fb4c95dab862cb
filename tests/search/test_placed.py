"""Where words stand: worked out for what has changed alone, and as from nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence

from gongkai.search.placed import Packed, Placed, Words

Pages = list[tuple[Words, ...]]


def packed(places: Sequence[int], spoken: Sequence[int]) -> str:
    """As can be read here."""
    return f"{list(places)}{sorted(spoken)}"


def some_section(chance: random.Random) -> Words:
    """Words, and some that it speaks of."""
    words = chance.sample([f"词{number}" for number in range(300)], 40)
    return " ".join(words), " ".join(words[: chance.randrange(4)])


def some_pages(chance: random.Random, count: int = 60) -> Pages:
    """Of one section to three."""
    return [tuple(some_section(chance) for _ in range(1 + number % 3)) for number in range(count)]


def test_after_any_changes() -> None:
    chance = random.Random(1)
    pages, placed = some_pages(chance), Placed(packed)
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
        assert list(placed.parts(list(pages))) == list(Placed(packed).parts(list(pages)))


def test_only_words_that_stand_elsewhere_are_written_anew() -> None:
    written: list[Sequence[int]] = []

    def noted(places: Sequence[int], spoken: Sequence[int]) -> str:
        written.append(places)
        return packed(places, spoken)

    pages = some_pages(random.Random(2))
    placed = Placed(noted)
    placed.parts(list(pages))
    written.clear()
    (words, spoken), *others = pages[5]
    pages[5] = ((f"{words.partition(' ')[2]} 新词", spoken), *others)
    placed.parts(list(pages))
    assert len(written) == 2


def test_what_another_process_has_written_is_taken() -> None:
    chance, before = random.Random(3), Packed()
    pages = some_pages(chance)
    Placed(packed, before).parts(list(pages))
    pages[7] = (some_section(chance), *pages[7][1:])
    written: list[Sequence[int]] = []

    def noted(places: Sequence[int], spoken: Sequence[int]) -> str:
        written.append(places)
        return packed(places, spoken)

    assert list(Placed(noted, before).parts(list(pages))) == list(Placed(packed).parts(list(pages)))
    assert 0 < len(written) <= 80
    assert before.keys() == {word for page in pages for words, _ in page for word in words.split()}
