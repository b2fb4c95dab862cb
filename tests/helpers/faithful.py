"""Whether a reading is faithful: no wrong number, and no number lost."""

from __future__ import annotations

import re

from gongkai.readings.opening import read_file
from tests.helpers.disguises import Disguised

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def faults(disguised: Disguised) -> list[str]:
    """What is wrong with the reading of a disguised report; nothing where it is faithful."""
    (reading,) = read_file(disguised.data, disguised.name)
    found = []
    # Where the rows that tell the forms apart were not read, the year decides, and that something is missing is said.
    is_other = (reading.form.name, reading.form.merged) != (disguised.form.name, disguised.form.merged)
    if is_other and not (reading.missing or reading.doubts):
        found.append(f"form {reading.form.name} {reading.form.merged}")
    said = "\n".join(map(str, (*reading.doubts, *reading.unplaced, *reading.rest, *reading.missing)))
    for name, placed in reading.cells.items():
        true = disguised.truth.get(name)
        is_same = true is not None and _bare(placed.cell.text + (placed.cell.unit or "")) == _bare(true)
        if not is_same:
            found.append(f"{name}: {true!r} read as {placed.cell.text!r}")
    told = _NUMBER.findall(said)
    have = [number for placed in reading.cells.values() for number in _NUMBER.findall(placed.cell.text)] + told
    for true in disguised.truth.values():
        for number in _NUMBER.findall(true):
            if number in have:
                have.remove(number)
            else:
                found.append(f"{number} is lost")
    return found


def _bare(text: str) -> str:
    return text.replace(",", "").lstrip("+") or ""
