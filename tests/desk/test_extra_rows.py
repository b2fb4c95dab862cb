"""Rows that a report has more than its form: shown at the desk, typed in, and written where they stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gongkai.desk.layout import layout
from gongkai.desk.typed import Base, written
from tests.helpers.marked import slip
from tests.helpers.support import AGENCY, read_files

LAST = "  行政事业性收费: 0\n"
ROW = "    - {标签: 其他主动公开文件, 数: {本年制发件数: 5, 本年废止件数: 1, 现行有效件数: 9}}\n"
GROUP = "      属于行政查询事项: [0, 0, 0, 0, 0, 0, 0]\n"
LISTED = "      其他行:\n        - {标签: 9.其他情形, 数: [3, 1, 0, 0, 0, 0, 4]}\n"


def base(folder: Path, sample: str) -> Base:
    text = slip(slip(sample, LAST, f"{LAST}  其他行:\n{ROW}"), GROUP, GROUP + LISTED)
    archive, _ = read_files(folder, {"office/agency.yml": AGENCY, "office/2021.yml": text})
    return Base.of(text, archive.reports[0])


def test_drawn(tmp_path: Path, sample: str) -> None:
    opened = base(tmp_path, sample)
    assert opened.report is not None
    drawn = str(layout(opened.report.form))
    assert "其他主动公开文件" in drawn
    assert "t3-x1-total" in drawn
    assert opened.values.cells["t2-x1-in-force"] == "9"


def test_written_where_it_stands(tmp_path: Path, sample: str) -> None:
    opened = base(tmp_path, sample)
    values = replace(opened.values, cells={**opened.values.cells, "t2-x1-in-force": "8", "t3-x1-natural": "2"})
    assert written(opened, values) == slip(slip(opened.text, "件数: 9}", "件数: 8}"), "[3, 1,", "[2, 1,")
