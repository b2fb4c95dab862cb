"""An independent reader of HTML tables: spans resolved to a full grid, the headers of each figure found twice.

It knows nothing of the project: only what HTML says of rows, spans, `th` and `headers`. By geometry, the headers of
a figure are the header cells to its left in its own row, and those above it in its own rows of headers: the `thead`
where there is one, else the rows of header cells that its `tbody` begins with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import html
from lxml.html import HtmlElement

HIDDEN = "gongkai-hidden"
"""The class of words for screen readers only."""


def shown(element: HtmlElement) -> str:
    """The visible text: without marks of notes and words for screen readers, white space as a browser has it."""

    def pieces(parent: HtmlElement) -> Iterator[str]:
        yield parent.text or ""
        for child in parent:
            if child.tag != "sup" and HIDDEN not in child.get("class", "").split():
                yield from pieces(child)
            yield child.tail or ""

    return collapsed("".join(pieces(element)))


def collapsed(text: str) -> str:
    """White space as a browser has it: NBSP and U+3000 are none."""
    return " ".join(part for part in text.replace("\t", " ").replace("\n", " ").split(" ") if part)


@dataclass(frozen=True)
class Cell:
    """A `td` or `th` and the rectangle that it covers: rows and columns from 0."""

    element: HtmlElement
    row: int
    column: int
    rows: int
    columns: int

    @property
    def is_header(self) -> bool:
        """Whether it is a th."""
        return bool(self.element.tag == "th")

    @property
    def id(self) -> str:
        """Its id, or ""."""
        return str(self.element.get("id", ""))

    @property
    def text(self) -> str:
        """Its visible text."""
        return shown(self.element)

    @property
    def headers(self) -> list[str]:
        """The ids of its `headers` attribute."""
        return str(self.element.get("headers", "")).split()

    @property
    def classes(self) -> set[str]:
        """Its classes; a row of zeros says so once for all of its cells."""
        row = self.element.getparent()
        is_of_zeros = row is not None and "zeros" in row.get("class", "").split()
        return {*self.element.get("class", "").split(), *(["zero"] if is_of_zeros else [])}


@dataclass(frozen=True)
class Table:
    """A table of a page."""

    element: HtmlElement

    @cached_property
    def rows(self) -> list[HtmlElement]:
        """Every tr, in the order of the document."""
        return list(self.element.iterfind("./*/tr"))

    @cached_property
    def cells(self) -> list[Cell]:
        """Every cell in the order of the document, where HTML puts it."""
        return list(self.grid_and_cells[1])

    @cached_property
    def grid(self) -> dict[tuple[int, int], Cell]:
        """The cell that covers each slot of the grid."""
        return self.grid_and_cells[0]

    @cached_property
    def grid_and_cells(self) -> tuple[dict[tuple[int, int], Cell], list[Cell]]:
        """The algorithm of HTML, section 4.9.12; two cells in one slot are an error here."""
        grid: dict[tuple[int, int], Cell] = {}
        cells: list[Cell] = []
        for y, row in enumerate(self.rows):
            x = 0
            for element in row:
                while (y, x) in grid:
                    x += 1
                height, width = int(element.get("rowspan", 1)), int(element.get("colspan", 1))
                cell = Cell(element, y, x, height, width)
                cells.append(cell)
                for slot in ((y + dy, x + dx) for dy in range(height) for dx in range(width)):
                    assert slot not in grid, f"two cells in {slot}: {element.text}"
                    grid[slot] = cell
        return grid, cells

    @property
    def width(self) -> int:
        """Columns of the grid."""
        return 1 + max(x for _, x in self.grid)

    @property
    def figures(self) -> list[Cell]:
        """The data cells, in the order of the document: those of rows that are no rows of headers."""
        return [cell for cell in self.cells if not cell.is_header and cell.row not in self.header_rows]

    @cached_property
    def header_rows(self) -> set[int]:
        """The rows of a thead, and those of header cells at the beginning of a tbody that has its own."""
        found = set()
        in_front: dict[HtmlElement, bool] = {}
        for y, row in enumerate(self.rows):
            body = row.getparent()
            only_headers = all(cell.tag == "th" for cell in row)
            if body.tag == "thead" or (only_headers and in_front.get(body, True)):
                found.add(y)
            else:
                in_front[body] = False
        return found

    def row_headers(self, cell: Cell) -> list[Cell]:
        """The header cells to the left of a cell, in its own row, from the left."""
        return self._distinct(self.grid.get((cell.row, x)) for x in range(cell.column))

    def column_headers(self, cell: Cell) -> list[Cell]:
        """The header cells above a cell, in the rows of headers that are its own, from the top."""
        body = self.rows[cell.row].getparent()
        own = {y for y in self.header_rows if self.rows[y].getparent() is body}
        own = own or {y for y in self.header_rows if self.rows[y].getparent().tag == "thead"}
        columns = range(cell.column, cell.column + cell.columns)
        return self._distinct(self.grid.get((y, x)) for y in sorted(own) for x in columns)

    def named_headers(self, cell: Cell) -> list[Cell]:
        """The cells that the `headers` of a cell name, in that order; one that is not there is left out."""
        by_id = {other.id: other for other in self.cells if other.id}
        return [by_id[name] for name in cell.headers if name in by_id]

    @staticmethod
    def _distinct(cells: Iterator[Cell | None]) -> list[Cell]:
        found: list[Cell] = []
        for cell in cells:
            if cell is not None and cell.is_header and not any(cell is other for other in found):
                found.append(cell)
        return found


@dataclass(frozen=True)
class Page:
    """A built page."""

    root: HtmlElement

    @classmethod
    def of(cls, text: bytes) -> Page:
        """A page from the bytes of its file."""
        return cls(html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8")))

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The statutory tables by id."""
        return {t.get("id", ""): Table(t) for t in self.root.iter("table") if "gongkai" in t.classes}

    @property
    def ids(self) -> list[str]:
        """Every id on the page, as often as it is there."""
        return [element.get("id") for element in self.root.iter() if element.get("id") is not None]
