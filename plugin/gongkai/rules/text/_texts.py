"""Every text of a report: narratives, 表注, and the notes of cells."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.ground.patterns import later
from gongkai.model import Report
from gongkai.prose import Line

_OF_THE_WHOLE = later(r"全年|本年|年度|共|总计|合计")
_OF_A_PART = later(r"其中|[包内]?含|包括|涉及|属于?|系|是|为")


def texts(report: Report) -> Iterator[tuple[Line, ...]]:
    """The lines of each text, in the order of the report; of a note of a cell only what does not speak of a part of it."""
    yield from narrated(report)
    yield from noted(report)


def narrated(report: Report) -> Iterator[tuple[Line, ...]]:
    """The lines of each narrative, in the order of the report."""
    return (narrative.lines for narrative in report.all_narratives)


def noted(report: Report) -> Iterator[tuple[Line, ...]]:
    """The lines of the texts that belong to tables, as `texts` gives them."""
    yield from report.table_note_lines.values()
    for lines in report.cell_notes:
        if whole := tuple(filter(_is_of_the_whole, lines)):
            yield whole


def _is_of_the_whole(line: Line) -> bool:
    """全年收到41件 is of the report; 其中上年结转3件 or 系重复申请 is of the cell, which no table parts further."""
    return _OF_THE_WHOLE.search(line.text) is not None and _OF_A_PART.search(line.text) is None
