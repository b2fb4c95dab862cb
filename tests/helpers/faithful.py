"""Whether a reading is faithful: no wrong number, and no number lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from gongkai.findings import CellName
from gongkai.forms import Identity
from gongkai.readings.opening import read_file
from gongkai.readings.reading import Reading
from tests.helpers.disguises import Disguised

_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")


def faults(disguised: Disguised) -> list[str]:
    """What is wrong with the reading of a disguised report; nothing where it is faithful."""
    (reading,) = read_file(disguised.data, disguised.name)
    found = []
    # Where the rows that tell the forms apart were not read, the year decides, and that something is missing is said.
    is_other = (reading.form.name, reading.form.merged) != (disguised.form.name, disguised.form.merged)
    if is_other and not (reading.missing or reading.doubts):
        found.append(f"form {reading.form.name} {reading.form.merged}")
    for name, placed in reading.cells.items():
        read = _bare(placed.cell.text + (placed.cell.unit or ""))
        true = disguised.truth.get(name)
        # A row that no form has is one of the report's own, and said.
        is_own = str(name.row).startswith("x") and read in disguised.others and bool(reading.doubts)
        if not is_own and not _is_by_sums(reading, disguised, name) and (true is None or read != _bare(true)):
            found.append(f"{name}: {true!r} read as {placed.cell.text!r}")
    have = Counter(_numbers(reading))
    for true in [*disguised.truth.values(), *disguised.others]:
        for number in _NUMBER.findall(true):
            if have[number]:
                have[number] -= 1
            else:
                found.append(f"{number} is lost")
    if disguised.is_whole:
        found += [f"{name} was not read" for name in disguised.truth if name not in reading.cells]
    return found


def _is_by_sums(reading: Reading, disguised: Disguised, name: CellName) -> bool:
    """Whether a cell is said to be placed by sums that the report itself breaks."""
    table = disguised.form.table(name.table)
    row = table.rows.get(str(name.row))
    if row is None:
        return False
    labels = (row.key or row.label, table.caption)
    said = [doubt.text for doubt in reading.doubts if "由勾稽关系确定" in doubt.text]
    return any(text.startswith(f"“{label}”") for text in said for label in labels) and any(
        not _holds(identity, disguised.truth)
        for identity in disguised.form.identities
        if any((cell.table, cell.row) == (name.table, name.row) for cell in identity.cells)
    )


def _holds(identity: Identity, truth: Mapping[CellName, str]) -> bool:
    left, right = (
        sum(
            int(_bare(truth.get(cell, "")) or 0) if _bare(truth.get(cell, "")).isdecimal() else 0
            for cell in side
        )
        for side in (identity.left, identity.right)
    )
    return left == right


def _numbers(reading: Reading) -> list[str]:
    """All numbers that a reading has or speaks of."""
    texts = [placed.cell.text for placed in reading.cells.values()]
    texts += [str(doubt) for doubt in (*reading.doubts, *reading.unplaced, *reading.rest, *reading.missing)]
    texts += [line.text for chapter in reading.chapters for line in chapter.lines]
    texts += [line.text for line in reading.preamble]
    plain = (unicodedata.normalize("NFKC", text) for text in texts)
    return [number.replace(",", "") for text in plain for number in _NUMBER.findall(text)]


def _bare(text: str) -> str:
    return text.replace(",", "").lstrip("+") or ""
