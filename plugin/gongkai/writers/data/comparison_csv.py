"""The years of an agency side by side as CSV, one row a line of the form, one column a year, the newest first.

The same numbers as on the page that compares them. UTF-8 with a byte order mark. What is no number is empty and never 0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from gongkai.series import Comparison, Series, Value
from gongkai.writers.data.cells_csv import number_text

HEADER = ("form", "table", "row", "group", "row_label", "column", "column_label")
"""Then a column a year, and `doubted`: the years whose number a finding contradicts, with a space between them.

group: the labels of the groups that the row stands in, outermost first; a row that no form prints is the sum of its group.
"""


def write_comparison_csv(series: Series) -> bytes:
    """All lines of all forms, the newest form first; of an older one what only it has."""
    years = [year.year for year in reversed(series.years)]
    text = io.StringIO(newline="")
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*HEADER, *years, "doubted"))
    for comparison in series.comparisons:
        writer.writerows(_rows(comparison, years))
    return text.getvalue().encode()


def _rows(comparison: Comparison, years: list[int]) -> Iterator[tuple[object, ...]]:
    for line in comparison.lines:
        values = {year.year: value for year, value in zip(comparison.years, line.values, strict=True)}
        yield (
            comparison.form.name,
            line.table.id,
            line.row.id,
            "/".join(group.label for group in line.groups),
            line.row.label,
            line.column.id,
            line.column.label,
            *(_text(values[year]) if year in values else "" for year in years),
            " ".join(str(year) for year in years if year in values and values[year].doubt is not None),
        )


def _text(value: Value) -> str:
    """The number, with the unit that the cell brings of its own."""
    return number_text(value.number) + (value.unit or "" if value.number is not None else "")
