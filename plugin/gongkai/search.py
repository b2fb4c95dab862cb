"""Search in Chinese: which words there are, how texts are cut, and which page comes first.

Material's search cuts Chinese texts with jieba, where it is installed. jieba does not know small places and
some terms, writes its progress to the terminal and a cache beside other users'; here it learns the words, prints
nothing and keeps its work in memory.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from importlib import import_module, resources
from typing import Any

import yaml

from gongkai.addresses import Page
from gongkai.model import Archive
from gongkai.pages import PageContent

_SENTENCE = re.compile(r"<p>((?:\u200b|\d)*年.*?件.*?)</p>", re.DOTALL)
"""The sentence of a key block as the theme's parser has it: the first paragraph of a page."""
_NUMBERED = re.compile(r"[〔[(（【]\s*(\d{4})\s*[〕\])）】]\s*第?\s*(\d+)\s*号")
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


def aliases(content: PageContent, archive: Archive) -> tuple[str, ...]:
    """What readers call an agency, and the 文号 of a report as the site's script asks for it: 教育局, 文旅局, 〔2026〕5."""
    agency = archive.agencies.get(content.page.agency or "")
    if agency is None or content.page.is_comparison:
        return ()
    found = [agency.name, *_short_names(agency.name)]
    report = archive.by_agency[agency.path].get(content.page.year) if content.page.year is not None else None
    if report is not None and report.document_number and report.withdrawal is None:
        found += (f"〔{year}〕{number}" for year, number in _NUMBERED.findall(report.document_number))
    return tuple(dict.fromkeys(found))


def _short_names(name: str) -> Iterator[str]:
    """What an agency is called without its place, and in short: 教育局, 文旅局, 区政府办."""
    rest = name
    for place in _PLACE.findall(name):
        if rest.startswith(place) and rest != place:
            rest = rest.removeprefix(place)
    if rest != name:
        yield rest
    for organ, shorts in _shortened().items():
        if name.endswith(organ):
            yield from shorts


@cache
def _shortened() -> dict[str, tuple[str, ...]]:
    data = yaml.safe_load(resources.files("gongkai.words").joinpath("search.yml").read_bytes())
    return {organ: tuple(shorts) for organ, shorts in data["short"].items()}


def lighter_index(index: str, aliases_of: Mapping[str, tuple[str, ...]]) -> str:
    """The search index of Material with our pages as readers look for them, in half the bytes.

    aliases_of: of our pages, by their address from the root of the site. The entry of a page has the sentence of its key
    block, which the theme puts into the first section, in place of the path to the page.
    """
    data = json.loads(index)
    sentences: dict[str, str] = {}
    for entry in data["docs"]:
        page, _, section = entry["location"].partition("#")
        if section == "report" and page in aliases_of and (found := _SENTENCE.match(entry["text"])):
            sentences[page] = found[1]
            entry["text"] = entry["text"][found.end() :].lstrip()
    for entry in data["docs"]:
        own = aliases_of.get(entry["location"])
        if own is not None:
            # Material shows a text as HTML.
            texts = (sentences.get(entry["location"], ""), *(escape(each, quote=False) for each in own))
            entry["text"] = " ".join(filter(None, texts))
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def boost(page: Page) -> float:
    """The weight of one of our pages: of equal matches the newest report comes first."""
    if page.is_comparison:
        return 1.0
    return 3.0 if page.year is None else round(2 + (page.year - 2000) / 100, 2)
