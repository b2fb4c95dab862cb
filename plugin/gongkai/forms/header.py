"""Rows and columns as trees of headers, and which of them are sums of others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from gongkai.data_classes import dataclass
from gongkai.forms.kinds import Quantity


@dataclass(frozen=True)
class Sum:
    """A header that is the sum of others, by the form's own words."""

    of: tuple[str, ...]
    """Ids of headers beside or below; a group stands for all its leaves."""
    rule: str
    """Name of the rule that checks it."""
    formula: str


@dataclass(frozen=True)
class Header:
    """A row or a column: a leaf holds cells, a group spans its children."""

    id: str
    """ASCII, the same for equal rows and columns of all forms; part of anchors, JSON and CSV."""
    label: str
    """Exactly as the form prints it."""
    key: str | None
    """The key in YAML; None for a group that is only printed."""
    short: tuple[str, ...] = ()
    """Other names for it in references (`{{ 新收.总计 }}`)."""
    children: tuple[Header, ...] = ()
    sum: Sum | None = None
    mergeable: bool = False
    """A group that some reports still give as one row, as the form of 2019 had it."""
    quantity: Quantity = Quantity.COUNT
    unit: str | None = None
    """Unit of its cells if it is not the table's; "any" if each cell has its own."""
    is_extra: bool = False
    """A row that one report has and the form has not (其他行): no sum counts it, and nothing is compared with it."""

    @cached_property
    def leaves(self) -> tuple[Header, ...]:
        """The leaves under this header, or itself if it is one."""
        if not self.children:
            return (self,)
        return tuple(leaf for child in self.children for leaf in child.leaves)

    @cached_property
    def addends(self) -> tuple[Header, ...]:
        """The leaves that add up to this header: all of the form's but those that are sums themselves."""
        return tuple(leaf for leaf in self.leaves if leaf is self or (leaf.sum is None and not leaf.is_extra))

    @property
    def names(self) -> tuple[str, ...]:
        """What an editor may call it in a path: its key and its short names."""
        return (*((self.key,) if self.key else ()), *self.short)

    def walk(self) -> Iterator[Header]:
        """This header and all below it, in the form's order."""
        yield self
        for child in self.children:
            yield from child.walk()


def expand(total: Header, headers: dict[str, Header]) -> tuple[Header, ...]:
    """The leaves that a total adds up, groups resolved."""
    assert total.sum is not None
    return tuple(leaf for name in total.sum.of for leaf in headers[name].leaves if not leaf.is_extra)
