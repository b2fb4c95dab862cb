"""Pages that need not be made: what is kept of them from build to build, and their blocks for those who ask for more."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from gongkai.addresses import Page
from gongkai.findings import CellName
from gongkai.ground.plain import Plain
from gongkai.ground.shelf import Bundle, Kind
from gongkai.pages.blocks import LaterBlocks, PageContent
from gongkai.series import KeyYear, Measure, Value
from gongkai.series.key_year import KeyCell
from gongkai.series.value import CellOfReport, Found


class Bundles(NamedTuple):
    """What is made of the pages of an agency."""

    facts: Bundle
    bodies: Bundle
    """Asked for where a page is to be written alone."""
    entries: Bundle
    """Of the search."""


class KeptPage(NamedTuple):
    """Where there is what is made of a page."""

    bundles: Bundles
    name: str
    """What its names in the bundles begin with."""

    @property
    def is_made(self) -> bool:
        """Whether anything of it is there."""
        return self.bundles.facts.has(self.name)

    def content(self, make: Callable[[], PageContent], finish: Finish | None = None) -> PageContent:
        """The page; what is not kept of it is made when somebody asks for it. finish: what lays by the rest."""
        found = self.bundles.facts.get(self.name, _FACTS)
        if found is None:
            content = make()
            found = _Facts.of(content)
            self.bundles.facts.put(self.name, _FACTS, found)
            if finish is None:
                return content
            finish(content, self)
        page, title, _, source, is_hidden, description, short, kinds = found
        blocks = LaterBlocks(lambda: make().blocks, frozenset(kinds))
        return PageContent(page, title, blocks, found.day, source, is_hidden, description, short)


Finish = Callable[[PageContent, KeptPage], None]
"""Lays by what is made of a page."""


def kept_key_year(bundle: Bundle, name: str, make: Callable[[], KeyYear | None]) -> KeyYear | None:
    """The key numbers of a report, if it has any."""
    found = bundle.get(name, _KEY_YEAR)
    if found is None:
        made = make()
        found = () if made is None else (made,)
        bundle.put(name, _KEY_YEAR, found)
    return found[0] if found else None


class _Facts(NamedTuple):
    """Of a page all but its blocks."""

    page: Page
    title: str
    date: str | None
    source: str | None
    is_hidden: bool
    description: str | None
    short: str
    kinds: tuple[str, ...]

    @property
    def day(self) -> datetime.date | None:
        return None if self.date is None else datetime.date.fromisoformat(self.date)

    @classmethod
    def of(cls, content: PageContent) -> _Facts:
        return cls(
            content.page,
            content.title,
            None if content.date is None else content.date.isoformat(),
            content.source,
            content.is_hidden,
            content.description,
            content.short,
            tuple(sorted(content.kinds)),
        )


_DAY = (datetime.date, type(None))
_PLAIN = Plain(_Facts, Page)


def _unpacked(packed: Any) -> _Facts:
    facts = _PLAIN.unpacked(packed)
    if not (isinstance(facts, _Facts) and isinstance(facts.page, Page) and isinstance(facts.day, _DAY)):
        raise TypeError(facts)
    return facts


_FACTS = Kind[_Facts](_PLAIN.packed, _unpacked)

_NUMBERS = Plain(KeyCell, Value, CellName, Measure, Found, CellOfReport)


def _packed_years(found: tuple[KeyYear, ...]) -> list[object]:
    return [
        [
            each.year,
            each.has_before,
            _NUMBERS.packed(tuple(each.numbers.items())),
            _NUMBERS.packed(each.outcomes),
        ]
        for each in found
    ]


def _unpacked_years(packed: Any) -> tuple[KeyYear, ...]:
    return tuple(
        KeyYear(int(year), bool(has_before), dict(_NUMBERS.unpacked(numbers)), _NUMBERS.unpacked(outcomes))
        for year, has_before, numbers, outcomes in packed
    )


_KEY_YEAR = Kind[tuple[KeyYear, ...]](_packed_years, _unpacked_years)
"""One, or none."""
