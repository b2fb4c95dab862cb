"""The agencies of a year side by side as CSV, one row an agency: the same numbers as on the page of the year.

UTF-8 with a byte order mark; texts that a spreadsheet would take for a formula get an apostrophe in front, as in the
files of cells.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from gongkai.pages.agencies_of_year import COLUMNS, PUBLIC, number_of
from gongkai.pages.doubts import Doubts
from gongkai.series import AgenciesOfYear
from gongkai.writers.data.cells_csv import literal, number_text

HEADER = ("agency", "name", "kind", "year", *(name for _, name, _, _ in COLUMNS), "gap", "doubted")
"""gap: why there are no numbers; doubted: the numbers that a finding contradicts, with a space between them."""


def write_agencies_csv(of_year: AgenciesOfYear, doubts: Doubts) -> bytes:
    """All agencies of the year, by their paths. doubts: of all reports; 公开率 is not worked out of such numbers."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for each in of_year.agencies:
        own = doubts.get((each.agency.path, of_year.year), {})
        numbers = [
            number_text(number_of(each.numbers, measure, own)) if each.numbers is not None else ""
            for measure, _, _, _ in COLUMNS
        ]
        doubted = [
            name
            for measure, name, _, _ in COLUMNS
            if each.numbers is not None
            and measure is not None
            and any(cell in own for cell in each.numbers.numbers[measure].cells)
        ]
        writer.writerow(
            (
                each.agency.path,
                literal(each.report.agency_name),
                each.agency.kind.value,
                of_year.year,
                *numbers,
                each.gap.value if each.gap is not None else "",
                " ".join(doubted),
            )
        )
    return text.getvalue().encode()


def agencies_schema() -> dict[str, Any]:
    """What the columns mean, as the Data Package standard has it."""
    return {
        "fields": [
            _field("agency", "string", "机关", "机关的路径，也是其页面在网站中的位置"),
            _field("name", "string", "机关名称", "机关当年的名称"),
            _field("kind", "string", "类别", "机关的类别"),
            _field("year", "integer", "年度", "报告年度"),
            *(
                _field(name, "number", PUBLIC, "予以公开与部分公开之和占办结的百分比")
                if measure is None
                else _field(name, "integer", f"{group}{label}", "单位为件；没有可用的数为空，不是 0")
                for measure, name, group, label in COLUMNS
            ),
            _field("gap", "string", "没有数的原因", "有数的为空"),
            _field("doubted", "string", "与其他数不符的", "列名，以空格隔开"),
        ],
        "primaryKey": ["agency"],
    }


def _field(name: str, type_: str, title: str, description: str) -> dict[str, str]:
    return {"name": name, "type": type_, "title": title, "description": description}
