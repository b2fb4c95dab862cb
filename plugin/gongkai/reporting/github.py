"""Findings as the workflow commands that GitHub shows at the lines of a pull request: `gongkai check --format github`.

What is accepted is left out. GitHub shows ten of a level a step, so the heaviest come first.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.findings import Finding, Level
from gongkai.reporting.entries import Entry, entries, printable
from gongkai.rules import LEVEL_NAMES

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}

_OF_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_OF_PROPERTY = {**_OF_DATA, ":": "%3A", ",": "%2C"}


def write_github(findings: Iterable[Finding]) -> str:
    """A line an entry; nothing where nothing is to be said."""
    told = sorted(entries(findings), key=lambda entry: (-entry.level.rank, entry.place, entry.code))
    return "".join(f"{_command(entry)}\n" for entry in told)


def _command(entry: Entry) -> str:
    place = entry.place
    properties = {
        "file": place.file,
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{LEVEL_NAMES[entry.level]} {entry.code}",
    }
    listed = ",".join(f"{name}={_escaped(value, _OF_PROPERTY)}" for name, value in properties.items())
    text = "\n".join((*map(printable, entry.said), f"改法：{printable(entry.remedy)}"))
    return f"::{COMMANDS[entry.level]} {listed}::{_escaped(text, _OF_DATA)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
