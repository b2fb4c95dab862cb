"""A form's table and a report's numbers as a grid of cells; figures resolved."""

from gongkai.tables.figures import figure_text, rounded
from gongkai.tables.grid import (
    CornerCell,
    DataCell,
    Grid,
    GridBlock,
    GridCell,
    GridRow,
    HeaderCell,
    cell_id,
    grid,
)

__all__ = [
    "CornerCell",
    "DataCell",
    "Grid",
    "GridBlock",
    "GridCell",
    "GridRow",
    "HeaderCell",
    "cell_id",
    "figure_text",
    "grid",
    "rounded",
]
