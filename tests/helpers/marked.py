"""Reports with a slip in them, the place where it must be seen marked in the text."""

from __future__ import annotations

from pathlib import Path

from gongkai.findings import Finding
from tests.helpers.support import AGENCY, positions, read_files

MARK = "▶"


def slip(good: str, old: str, new: str) -> str:
    """A good report with one passage changed; the passage must be there once."""
    assert good.count(old) == 1, f"{old!r} stands {good.count(old)} times"
    return good.replace(old, new)


def places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and line and column of each."""
    found = []
    lines = text.split("\n")
    for number in range(len(lines)):
        while MARK in lines[number]:
            found.append((number + 1, lines[number].index(MARK) + 1))
            lines[number] = lines[number].replace(MARK, "", 1)
    return "\n".join(lines), found


def only_at_marks(folder: Path, text: str, code: str, year: int = 2021) -> list[Finding]:
    """The findings of a report, which are all of that code and stand exactly where the marks are."""
    plain, marks = places(text)
    _, found = read_files(folder, {"office/agency.yml": AGENCY, f"office/{year}.yml": plain})
    assert positions(found) == [(code, *mark) for mark in marks], [finding.message for finding in found]
    return list(found)
