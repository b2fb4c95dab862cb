"""What the tables of a file say in the terms of a form: cells with their places, what is in doubt, what stands in no cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from gongkai.data_classes import dataclass
from gongkai.findings import CellName
from gongkai.forms import ExtraRow, Form
from gongkai.model import Cell
from gongkai.readings.pieces import Doubt, Spot


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell that was read, and where from."""

    cell: Cell
    spot: Spot


@dataclass(frozen=True, slots=True)
class ExtraRead:
    """A row of figures under the heads of a block, with a label that the form does not have."""

    row: ExtraRow
    cells: Mapping[str, Placed]
    """By the ids of the columns."""
    spots: tuple[Spot, ...]
    """Of its label, then of its figures."""


@dataclass(slots=True)
class TablesRead:
    """What the tables of a file say in the terms of a form."""

    form: Form
    cells: dict[CellName, Placed] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    unplaced: list[Doubt] = field(default_factory=list)
    """Each text with a number that stands in no cell."""
    rest: list[Doubt] = field(default_factory=list)
    """Words among the tables that are no label."""
    marks: list[tuple[CellName, str, Spot]] = field(default_factory=list)
    """The marks of notes beside figures."""
    extra: list[ExtraRead] = field(default_factory=list)
    """Rows that may be the report's own. Their texts stand in `unplaced` and `rest` all the same."""
    met: set[str] = field(default_factory=set)
    """The tables of which rows were met, whether their figures could be placed or not."""
    used: set[int] = field(default_factory=set)
    """The pieces that hold rows of the form, by identity."""
    misfits: int = 0
    """Rows of figures that the form does not know: what tells the forms apart."""

    @property
    def numbers(self) -> int:
        """How many cells hold something."""
        return sum(1 for placed in self.cells.values() if placed.cell.text)

    @property
    def is_whole(self) -> bool:
        """Whether every cell of the form was read and every figure placed, without a doubt."""
        is_clear = not (self.doubts or self.unplaced or self.misfits)
        return is_clear and len(self.cells) == len(self.form.labelled_cells)
