"""A file of another format at the desk: the text of a report, what is in doubt, and the source to look at beside it.

A cell in doubt stays blank until somebody has confirmed what it holds. The file has no mark for a number that nobody has
looked at yet: saved before it was confirmed, it would be published like any other. A blank is found by the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from gongkai.data_classes import dataclass
from gongkai.desk.layout import Data
from gongkai.forms import Form
from gongkai.model import Agency, State
from gongkai.readings.pieces import Doubt, Grid, Paragraph, Pieces, Spot
from gongkai.readings.reading import Reading
from gongkai.tables import cell_id
from gongkai.writers.yaml.from_reading import write_reading


@dataclass(frozen=True)
class ReadIn:
    """A reading as the desk opens it."""

    text: str
    """Of the report's file."""
    doubts: tuple[Data, ...]


def read_in(reading: Reading, agency: Agency, year: int, skeleton: str) -> ReadIn:
    """skeleton: the text of a new report, for the sections that were not found."""
    text = write_reading(_confirmed(reading).without(agency.declaration), agency, year, draft=False)
    if not reading.form.is_free:
        text = _completed(text, skeleton, reading.form)
    return ReadIn(text, tuple(_doubts(reading)))


def _confirmed(reading: Reading) -> Reading:
    """Without what is in doubt."""
    doubtful = {name for doubt in reading.doubts for name in doubt.cells}
    cells = {
        name: replace(placed, cell=placed.cell._replace(state=State.BLANK, text="", value=None))
        if name in doubtful
        else placed
        for name, placed in reading.cells.items()
    }
    return replace(reading, cells=cells)


def _completed(text: str, skeleton: str, form: Form) -> str:
    """A file that was read in, with the sections that were not found as a new file has them."""
    for section in form.sections:
        if not re.search(rf"^{re.escape(section.key)}:", text, re.MULTILINE):
            found = re.search(rf"^{re.escape(section.key)}:.*?(?=\n\n|\Z)", skeleton, re.MULTILINE | re.DOTALL)
            text += f"{found[0].rstrip()}\n" if found else ""
    return text


def _doubts(reading: Reading) -> Iterator[Data]:
    for line in reading.missing:
        yield _doubt("没有读到", Doubt(line), reading)
    for kind, doubts in (
        ("存疑", reading.doubts),
        ("没有放进去的数", reading.unplaced),
        ("没有归入的文字", reading.rest),
    ):
        yield from (_doubt(kind, doubt, reading) for doubt in doubts)


def _doubt(kind: str, doubt: Doubt, reading: Reading) -> Data:
    """A doubt as the page shows it. read: what its cells hold in the reading, blanks left out."""
    placed = {cell_id(name): reading.cells[name].cell.text for name in doubt.cells if name in reading.cells}
    return {
        "kind": kind,
        "words": str(doubt),
        "cells": [cell_id(name) for name in doubt.cells],
        "raw": doubt.raw,
        "offers": [{"value": offer.value, "holds": offer.holds} for offer in doubt.offers],
        "read": {id_: text for id_, text in placed.items() if text},
        "spot": list(doubt.spot),
    }


def source(pieces: Pieces) -> list[Data]:
    """What the source holds, in its order, each place with its spot: paragraphs, and tables with their rows and cells."""
    return [_piece(piece) for piece in pieces.pieces if isinstance(piece, Paragraph | Grid)]


def _piece(piece: Paragraph | Grid) -> Data:
    if isinstance(piece, Paragraph):
        return {"text": piece.text, "spot": _at(piece.spot)}
    return {
        "spot": _at(piece.spot),
        "rows": [
            [
                {
                    "text": cell.text,
                    "spot": _at(piece.spot_of(cell)),
                    "rows": cell.rows,
                    "columns": cell.columns,
                }
                for cell in row
            ]
            for row in piece.rows
        ],
    }


def _at(spot: Spot) -> list[int | str]:
    return list(spot)
