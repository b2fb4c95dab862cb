"""Reports to set on paper, and what must stand there: shared by the tests of PDF and Word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from gongkai.model import Archive, Report, State
from gongkai.pages import (
    Heading,
    Inlines,
    Link,
    List,
    Paragraph,
    SimpleTable,
    StatutoryTable,
    Strong,
    report_page,
)
from gongkai.tables import CornerCell, DataCell, GridCell
from tests.helpers.support import AGENCY, NARRATIVES, ROOT, read_files, report_text

HOSTILE = (
    r"#let x = 1 $a^2$ *b* _c_ `d` @e <f> \n [g](h) &amp; // i ]]> </w:t> #panic(0) = 标题 {{x}} ~ -- 'q' \"r\""
)
"""A line that means something to typst, to XML or to Markdown."""

RICH = f"""总体情况: |
  本机关依法公开政府信息，见[门户网站](https://www.example.gov.cn/a?b=1&c=2)和**要点**。
  （一）主动公开
  柴垟村、深水埗、五一邨公开信息12万㎡。
  （二）依申请公开。全年新收{{{{ 新收.总计 }}}}件。
  {HOSTILE}
  - 第一项
  - 第二项
  | 项目 | 数量 |
  | 办事指南 | 12 |
  | 政策解读 | 3 |
  ![一图读懂](图解.png)
"""
ENDING = """落款: 样例区人民政府办公室
文号: 样政办〔2022〕3号
更正:
  - {日期: 2022-03-02, 位置: 予以公开.自然人, 说明: 原为17。}
附件:
  - {文件: 图解.png, 说明: 图解}
"""


def picture() -> bytes:
    """A small PNG."""
    made = BytesIO()
    Image.new("RGB", (40, 20), "navy").save(made, "PNG")
    return made.getvalue()


def rich(sample: str) -> dict[str, str | bytes]:
    """A report with everything that a document can hold, and its files."""
    text = sample.replace(f"总体情况: |\n  {NARRATIVES['总体情况']}\n", RICH) + ENDING
    text = text.replace("予以公开: [18,", "予以公开: [{值: 18, 注: 其中重复3件},", 1)
    return {"office/agency.yml": AGENCY, "office/2021.yml": text, "office/2021/图解.png": picture()}


def one(folder: Path, files: dict[str, str | bytes]) -> tuple[Report, Archive]:
    """The one report of the files, and its archive."""
    archive, _ = read_files(folder, files)
    (report,) = archive.reports
    return report, archive


def published(folder: Path, name: str, year: int) -> tuple[Report, Archive]:
    """A published report; the demonstration's own text for 海曙."""
    if name == "haishu-office-2021":
        shutil.copytree(ROOT / "data/haishu-office", folder / "data/haishu-office")
        return one(folder, {})
    return one(folder, {"office/agency.yml": AGENCY, f"office/{year}.yml": report_text(name, year)})


PUBLISHED = (
    ("haishu-office-2021", 2021),
    ("shanghai-office-2019", 2019),
    ("hongze-2023", 2023),
    ("suqian-2023", 2023),
)


def plain(text: str) -> str:
    """A text without spaces and line ends: where lines end is the format's business."""
    return "".join(text.split()).replace("\u200b", "")


def inline_text(inlines: Inlines) -> str:
    """The text of inlines."""
    return "".join(
        inline_text(inline.inlines) if isinstance(inline, Link | Strong) else inline.text for inline in inlines
    )


def texts(report: Report, archive: Archive) -> Iterator[str]:
    """All that must be read, but for the tables of the form."""
    document = report_page(report, archive)
    yield document.title
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield inline_text(block.inlines)
        elif isinstance(block, List):
            yield from map(inline_text, block.items)
        elif isinstance(block, SimpleTable):
            yield from (inline_text(cell) for row in (block.header, *block.rows) for cell in row)
        elif isinstance(block, StatutoryTable):
            yield from (inline_text(note.inlines) for note in block.notes)


def tables(report: Report, archive: Archive) -> list[StatutoryTable]:
    """The tables of the form."""
    return [block for block in report_page(report, archive).blocks if isinstance(block, StatutoryTable)]


def cell_text(cell: GridCell, table: StatutoryTable) -> str:
    """What must be read in a cell, its marks included."""
    if isinstance(cell, DataCell):
        assert cell.cell is not None
        assert (cell.cell.state is State.BLANK) == (cell.cell.text == "")
        return cell.cell.text + (cell.cell.unit or "") + "".join(m.text for m in table.marks.get(cell.id, ()))
    return plain(cell.text)


def header_rows(table: StatutoryTable) -> list[list[str]]:
    """The header rows of every part."""
    return [[cell_text(cell, table) for cell in row] for part in table.grid.blocks for row in part.header]


def data_rows(table: StatutoryTable) -> list[list[str]]:
    """Of each row of figures its own label and its figures."""
    rows = (row for part in table.grid.blocks for row in part.rows)
    return [
        [
            cell_text(cell, table)
            for cell in row
            if not isinstance(cell, CornerCell) and (isinstance(cell, DataCell) or cell.scope == "row")
        ]
        for row in rows
    ]


def made_elsewhere(folder: Path, writer: str) -> bytes:
    """The document of the report below folder/data, made by another process in another time zone and language."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom gongkai.model import read_archive\n"
        f"from gongkai.writers.office.{writer} import write_{writer}\n"
        "archive, _ = read_archive(Path('data'), Path())\n"
        f"sys.stdout.buffer.write(write_{writer}(archive.reports[0], archive))\n"
    )
    changed = {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    environment = {**os.environ, **changed, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, check=True, capture_output=True
    ).stdout
