"""Pages that need not be made: what is kept of them from build to build, and their blocks for those who ask for more."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from gongkai.addresses import Page
from gongkai.ground.plain import Plain
from gongkai.ground.shelf import Bundle, Kind
from gongkai.pages.blocks import LaterBlocks, PageContent


class KeptPage(NamedTuple):
    """Where there is what is made of a page."""

    bundle: Bundle
    name: str
    """What its names in the bundle begin with."""

    def content(self, make: Callable[[], PageContent]) -> PageContent:
        """The page; what is not kept of it is made when somebody asks for it."""
        found = self.bundle.get(self.name, _FACTS)
        if found is None:
            content = make()
            self.bundle.put(self.name, _FACTS, _Facts.of(content))
            return content
        page, title, _, source, is_hidden, description, short, kinds = found
        blocks = LaterBlocks(lambda: make().blocks, frozenset(kinds))
        return PageContent(page, title, blocks, found.day, source, is_hidden, description, short)


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
