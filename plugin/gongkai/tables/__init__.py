"""A form's table and a report's numbers as a grid of cells; references resolved."""

from gongkai.tables.grid import (
    CornerCell,
    DataCell,
    Grid,
    GridBlock,
    GridCell,
    GridRow,
    HeaderCell,
    cell_id,
    empty_grid,
    grid,
)
from gongkai.tables.references import reference_text, rounded

__all__ = [
    "CornerCell",
    "DataCell",
    "Grid",
    "GridBlock",
    "GridCell",
    "GridRow",
    "HeaderCell",
    "cell_id",
    "empty_grid",
    "grid",
    "reference_text",
    "rounded",
]
