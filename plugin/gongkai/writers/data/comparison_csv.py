"""The years of an agency side by side as CSV, one row a line of the form, one column a year, the newest first.

The same numbers as on the page that compares them. UTF-8 with a byte order mark. What is no number is empty and never 0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

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


def years_of_comparison(data: bytes) -> tuple[int, ...]:
    """The years of a file that was written here, the newest first."""
    header = data.decode("utf-8-sig").partition("\r\n")[0].split(",")
    return tuple(map(int, header[len(HEADER) : -1]))


def comparison_schema(series: Series) -> dict[str, Any]:
    """What the columns mean, as the Data Package standard has it."""
    return comparison_columns(year.year for year in reversed(series.years))


def comparison_columns(years: Iterable[int]) -> dict[str, Any]:
    """The same of a file with these years."""
    titles = ("格式", "表", "行标识", "组", "行", "列标识", "列")
    said = (
        "有这一行的最新的法定格式",
        "表",
        "各种格式中含义相同的行标识相同",
        "行所在的各级组，由外到内，以 / 隔开",
        "行的名称；格式没有印出的行，是该组各行之和",
        "各种格式中含义相同的列标识相同",
        "列的名称",
    )
    return {
        "fields": [
            *(_field(*each) for each in zip(HEADER, titles, said, strict=True)),
            *(
                _field(f"{year}", f"{year}年", "当年的数，自带单位的连同单位；没有数的为空，不是 0")
                for year in years
            ),
            _field("doubted", "与其他数不符的", "年度，以空格隔开"),
        ],
        "primaryKey": ["form", "table", "row", "column"],
    }


def _field(name: str, title: str, description: str) -> dict[str, str]:
    return {"name": name, "type": "string", "title": title, "description": description}


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
