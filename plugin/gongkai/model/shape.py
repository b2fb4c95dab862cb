"""Nodes by shape: the value that a key needs, or a problem at its place. Nothing is guessed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from difflib import get_close_matches
from types import MappingProxyType

from gongkai import source
from gongkai.data_classes import dataclass
from gongkai.findings import CellName, Place
from gongkai.ground.patterns import later
from gongkai.problems import (
    MissingKey,
    NotAChoice,
    NotACount,
    NotADate,
    NotADomain,
    NotAList,
    NotAMapping,
    NotAnAddress,
    NotAPath,
    NotAYear,
    NotText,
    NotTrueFalse,
    Problem,
    UnknownKey,
    What,
)
from gongkai.source import Node, Scalar, Sequence, alike

_NOWHERE: Mapping[str, str] = MappingProxyType({})
_DATE = later(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([0-9]{2}:[0-9]{2}))?")
_LOOSE_DATE = later(r"([0-9]{4})\s*[-./年]\s*([0-9]{1,2})\s*[-./月]\s*([0-9]{1,2})\s*日?")
_YEAR = later(r"[12][0-9]{3}")
_COUNT = later(r"[1-9][0-9]{0,5}")
_WEB_ADDRESS = later(r"https?://[^\s/?#]+\.[^\s/?#]+[^\s]*", re.IGNORECASE)
_DOMAIN = later(r"(?:[\w-]+\.)+[^\W\d_][\w-]*")
_SITE_PATH = later(r"[^\s/:?#\\]+(?:/[^\s/:?#\\]+)*/?")

YES, NO = ("true", "是"), ("false", "否")


MOST_UNKNOWN = 200
"""The most unknown keys of one mapping that are reported: it is another file then, and to look for the nearest takes its time."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as an editor gives it, `2022-01-28` or `2022-01-28 09:30`."""

    day: datetime.date
    time: datetime.time | None = None


@dataclass(frozen=True, slots=True)
class NodeReader:
    """One file being read: its name, and the problems met so far."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.file, node.line, node.column)

    def problem(self, what: What, node: Node, cell: CellName | None = None) -> None:
        """Note something wrong at a node."""
        self.problems.append(Problem(what, self.place(node), cell))

    def mapping(
        self, node: Node | None, known: Collection[str], elsewhere: Mapping[str, str] = _NOWHERE
    ) -> dict[str, Node]:
        """The values of a mapping by known key; each unknown key, up to `MOST_UNKNOWN`, is a problem that suggests the nearest one.

        A misspelt key is read as the suggested one, so that this is not reported as missing.
        elsewhere: keys that belong below another one, and which.
        """
        if node is None:
            return {}
        if not isinstance(node, source.Mapping):
            self.problem(NotAMapping(tuple(known)), node)
            return {}
        names = {alike(key): key for key in known}
        found: dict[str, Node] = {}
        misspelt: dict[str, Node] = {}
        unknown = 0
        for entry in node.entries:
            key = names.get(alike(entry.key.value))
            if key is None and unknown == MOST_UNKNOWN:
                continue
            if key is None:
                unknown += 1
                near = get_close_matches(alike(entry.key.value), names, n=1, cutoff=0.5)
                belongs = elsewhere.get(alike(entry.key.value), "")
                nearest = names[near[0]] if near and not belongs else ""
                if nearest:
                    misspelt[nearest] = entry.value
                self.problem(UnknownKey(entry.key.value, tuple(known), nearest, belongs), entry.key)
            else:
                found[key] = entry.value
        return {**misspelt, **found}

    def items(self, node: Node | None) -> tuple[Node, ...]:
        """The items of a list; a key with nothing behind it is an empty one."""
        if node is None or (isinstance(node, Scalar) and node.is_blank):
            return ()
        if not isinstance(node, Sequence):
            self.problem(NotAList(), node)
            return ()
        return node.items

    def required(self, values: dict[str, Node], key: str, parent: Node) -> str | None:
        """The text of a key that must not be missing or blank."""
        if key not in values:
            self.problem(MissingKey(key), parent)
            return None
        text = self.text(values[key])
        if text is None and isinstance(values[key], Scalar):
            self.problem(MissingKey(key), values[key])
        return text

    def text(self, node: Node | None) -> str | None:
        """Any scalar, exactly as written except for spaces around it; None for a blank."""
        if node is None or (isinstance(node, Scalar) and (node.is_blank or not node.value.strip())):
            return None
        if not isinstance(node, Scalar):
            self.problem(NotText(), node)
            return None
        return node.value.strip()

    def choice(self, node: Node | None, choices: Collection[str]) -> str | None:
        """One of the given words."""
        text = self.text(node)
        if text is not None and text not in choices:
            assert node is not None
            self.problem(NotAChoice(text, tuple(choices)), node)
            return None
        return text

    def true(self, node: Node | None) -> bool:
        """`true` or 是, `false` or 否; absent is false."""
        text = self.text(node)
        if text is not None and text not in (*YES, *NO):
            assert node is not None
            self.problem(NotTrueFalse(text), node)
        return text in YES

    def year(self, node: Node | None) -> int | None:
        """A year of four digits."""
        text = self.text(node)
        if text is None:
            return None
        if not _YEAR.fullmatch(text):
            assert node is not None
            self.problem(NotAYear(text), node)
            return None
        return int(text)

    def count(self, node: Node | None) -> int | None:
        """A whole number from 1 on."""
        text = self.text(node)
        if text is None:
            return None
        if not _COUNT.fullmatch(text):
            assert node is not None
            self.problem(NotACount(text), node)
            return None
        return int(text)

    def date(self, node: Node | None) -> Date | None:
        """`2022-01-28` or `2022-01-28 09:30`, a day that exists."""
        text = self.text(node)
        if text is None:
            return None
        assert node is not None
        match = _DATE.fullmatch(text)
        try:
            if match:
                time = datetime.time.fromisoformat(match[2]) if match[2] else None
                return Date(datetime.date.fromisoformat(match[1]), time)
        except ValueError:
            pass
        self.problem(NotADate(text, _as_date(text)), node)
        return None

    def web_address(self, node: Node | None) -> str | None:
        """An address that begins with http:// or https://."""
        return self._matching(node, _WEB_ADDRESS, NotAnAddress)

    def domain(self, node: Node | None) -> str | None:
        """A host name, without http://."""
        return self._matching(node, _DOMAIN, NotADomain)

    def site_path(self, node: Node | None) -> str | None:
        """A path below the site's root: no host, no leading slash, no `..`."""
        text = self._matching(node, _SITE_PATH, NotAPath)
        if text is not None and ".." in text.split("/"):
            assert node is not None
            self.problem(NotAPath(text), node)
            return None
        return text

    def _matching(
        self, node: Node | None, pattern: re.Pattern[str], objection: Callable[[str], What]
    ) -> str | None:
        text = self.text(node)
        if text is not None and not pattern.fullmatch(text):
            assert node is not None
            self.problem(objection(text), node)
            return None
        return text


def _as_date(text: str) -> str:
    """The right form of a date that is written another way (2022年1月28日); "" if it is no date."""
    match = _LOOSE_DATE.fullmatch(text)
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3])).isoformat() if match else ""
    except ValueError:
        return ""
