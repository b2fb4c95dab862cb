"""Search in Chinese: which words there are, how texts are cut, and which page comes first.

Material's search cuts Chinese texts with jieba, where it is installed. jieba does not know small places and
some terms, writes its progress to the terminal and a cache beside other users'; here it learns the words, prints
nothing and keeps its work in memory.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module, resources
from typing import Any

import yaml

from gongkai.addresses import Page
from gongkai.model import Archive

_PLACE = re.compile("[一-鿿]{1,7}?(?:省|市|自治区|区|县|旗|州|盟|镇|乡)")


def search_words(archive: Archive) -> tuple[str, ...]:
    """The words that must not be cut: first parts of terms, and the places that agencies are named for."""
    terms, organs = _listed()
    places = (place for agency in archive.agencies.values() for place in _places(agency.name, organs))
    return tuple(dict.fromkeys((*terms, *places)))


@cache
def _listed() -> tuple[tuple[str, ...], tuple[str, ...]]:
    data = resources.files("gongkai.words").joinpath("search.yml").read_bytes()
    values = yaml.safe_load(data)
    return tuple(values["terms"]), tuple(values["organs"])


def _places(name: str, organs: Iterable[str]) -> Iterator[str]:
    """The places at the head of a name: 宁波市, 海曙区."""
    ends = [at for organ in organs if (at := name.find(organ)) > 0]
    place = name[: min(ends, default=0)]
    yield from (found for found in _PLACE.findall(place) if len(found) > 2)


def teach_jieba(words: Iterable[str]) -> bool:
    """Let jieba know the words, if it is there; whether it is."""
    try:
        # It has no types.
        jieba: Any = import_module("jieba")
    except ImportError:
        return False
    jieba.setLogLevel(logging.CRITICAL + 1)
    tokenizer: Any = jieba.dt

    def load(dictionary: object = None) -> None:
        """As jieba does, but without a cache: it would lie where others may write, and save little."""
        if not tokenizer.initialized:
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
            tokenizer.initialized = True

    tokenizer.initialize = load
    for word in words:
        tokenizer.add_word(word)
    return True


def boost(page: Page) -> float:
    """The weight of one of our pages: of equal matches the newest report comes first."""
    if page.is_comparison:
        return 1.0
    return 3.0 if page.year is None else round(2 + (page.year - 2000) / 100, 2)
