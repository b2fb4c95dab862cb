"""A theme's style sheet without what cannot hold on the pages that it is for.

A rule goes where each of its selectors needs a class, or the value of an attribute, that no page has and that no script can
give. What cannot be told stays. The rules that stay are the theme's own, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from gongkai.data_classes import dataclass
from gongkai.writers.html.css import rules, selectors, without_comments

# Both begin with what is found fast: each page is gone through.
_HAS_CLASS = re.compile(r' class="([^"]*)"')
_HAS_FIXED = re.compile(r' (dir|data-md-color-(?:scheme|primary|accent))="([^"]*)"')
_STATEMENTS = re.compile(r"@(?:charset|import|namespace|layer)\b")
_GROUPS = re.compile(r"@(?:media|supports|container)\b")
_ARGUMENTS = re.compile(r":[\w-]+\([^()]*\)")
_ATTRIBUTE = re.compile(r"""\[([\w-]+)=["']?([\w-]+)["']?\]""")
_ATTRIBUTES = re.compile(r"\[[^\]]*\]")
_CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
_WORD = re.compile(r"[\w-]+")
_ICON = re.compile(r"""(--[\w-]+):url\((?:"[^"]*"|'[^']*')\);?""")
_FIXED = frozenset(("dir", "data-md-color-scheme", "data-md-color-primary", "data-md-color-accent"))
"""Attributes to which scripts give only values that stand in the page."""
_SHORTEST_PREFIX = 4


class Looks(NamedTuple):
    """What one page has."""

    classes: frozenset[str]
    fixed: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What pages have, and what scripts may give them."""

    words: frozenset[str]
    """All words of the scripts; one that ends in a hyphen may be the beginning of another."""
    classes: set[str] = field(default_factory=set)
    """As they stand in the pages, several in one text."""
    fixed: set[tuple[str, str]] = field(default_factory=set)
    """Those other attributes, with their values."""

    def look_at(self, html: str) -> Looks:
        """Take note of what a page has, in double quotes as the theme and we write it."""
        looks = Looks(frozenset(_HAS_CLASS.findall(html)), frozenset(_HAS_FIXED.findall(html)))
        self.take(looks)
        return looks

    def take(self, looks: Looks) -> None:
        """Take note of what a page has that was looked at before."""
        self.classes.update(looks.classes)
        self.fixed.update(looks.fixed)


def words_of(scripts: Iterable[str]) -> frozenset[str]:
    """Every word of scripts: a class that they may give is among them, or begins with one."""
    return frozenset().union(*map(_words, scripts))


@lru_cache(maxsize=8)
def _words(script: str) -> frozenset[str]:
    return frozenset(_WORD.findall(script))


def trimmed(css: str, seen: Seen, others: Iterable[str] | None) -> str:
    """The style sheet. others: those that stand beside it and may draw icons that it defines; None where they are not known."""
    of_pages = frozenset(seen.classes), frozenset(seen.fixed)
    return _trimmed(css, seen.words, *of_pages, None if others is None else tuple(others))


# A preview asks the same after most edits.
@lru_cache(maxsize=1)
def _trimmed(
    css: str,
    words: frozenset[str],
    classes: frozenset[str],
    fixed: frozenset[tuple[str, str]],
    others: tuple[str, ...] | None,
) -> str:
    text = "".join(_kept(without_comments(css), _Known(words, classes, fixed)))
    if others is None:
        return text
    used = "".join((text, *others))
    return _ICON.sub(lambda icon: icon[0] if f"var({icon[1]}" in used else "", text)


class _Known:
    """What may be asked of a selector."""

    def __init__(
        self, words: frozenset[str], classes: frozenset[str], fixed: frozenset[tuple[str, str]]
    ) -> None:
        self._fixed = fixed
        self._classes = words | {each for several in classes for each in several.split()}
        self._prefixes = tuple(word for word in words if word.endswith("-") and len(word) >= _SHORTEST_PREFIX)

    def may_hold(self, selector: str) -> bool:
        """Whether it can hold on a page."""
        while (shorter := _ARGUMENTS.sub("", selector)) != selector:
            selector = shorter
        fixed = (each for each in _ATTRIBUTE.findall(selector) if each[0] in _FIXED)
        names = (name.replace("\\", "") for name in _CLASS.findall(_ATTRIBUTES.sub("", selector)))
        return all(each in self._fixed for each in fixed) and all(map(self._may_be, names))

    def _may_be(self, name: str) -> bool:
        return name in self._classes or name.startswith(self._prefixes)


def _kept(css: str, known: _Known) -> Iterable[str]:
    for prelude, body in rules(css):
        if _STATEMENTS.match(prelude) and not body:
            yield f"{prelude};"
        elif _GROUPS.match(prelude):
            inner = "".join(_kept(body, known))
            if inner:
                yield f"{prelude}{{{inner}}}"
        elif prelude.startswith("@"):
            yield f"{prelude}{{{body}}}"
        elif chosen := [each for each in selectors(prelude) if known.may_hold(each)]:
            yield f"{','.join(chosen)}{{{body}}}"
