"""The blocks that help readers on: what signs and terms mean, and where the script puts its controls."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and its meaning."""

    text: str
    meaning: str
    kind: str | None = None
    """The kind of the tag that it is; None for one that is bare text."""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the signs of an index mean."""

    items: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Where the index under it is filtered; empty without the script."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A term of a form and what it means."""

    term: str
    text: str
    basis: str
    """The article that says so; empty where it is the form alone."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a group, which may be explained itself; all is empty but the terms where they stand in none."""

    label: str
    text: str
    basis: str
    items: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the rows of a table mean, for those who want to know: no part of the report."""

    table: str
    """The id of the table."""
    summary: str
    remark: str
    groups: tuple[Terms, ...]


Aid = Legend | Filter | Glossary
