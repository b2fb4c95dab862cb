"""Published figures with a sentence of our own beside them, the number that must be blamed marked in it."""

from __future__ import annotations

from pathlib import Path

from gongkai.findings import Finding
from tests.helpers.marked import places, slip
from tests.helpers.support import NARRATIVES, PUBLISHED, positions, read_files, report_text

AGENCIES = {
    "haishu-office": ("宁波市海曙区人民政府办公室", "政府办公室"),
    "shanghai-office": ("上海市人民政府办公厅", "政府办公室"),
    "suqian": ("宿迁市人民政府", "政府"),
    "hongze": ("淮安市洪泽区人民政府", "政府"),
}
CODES = ("G501", "G502")


def beside(folder: Path, report: str, sentence: str, section: str = "总体情况") -> list[Finding]:
    """What G501 and G502 find, which stands exactly at the marks. Last year's figures are there where we have them."""
    agency, year = report.rsplit("-", 1)
    name, kind = AGENCIES[agency]
    lines = "".join(f"  {line}\n" for line in sentence.split("\n"))
    text = slip(report_text(report, int(year)), f"  {NARRATIVES[section]}\n", lines)
    plain, marks = places(text)
    files = {"a/agency.yml": f"名称: {name}\n类别: {kind}\n", f"a/{year}.yml": plain}
    before = f"{agency}-{int(year) - 1}"
    if (PUBLISHED / f"{before}.tsv").exists():
        files[f"a/{int(year) - 1}.yml"] = report_text(before, int(year) - 1)
    found = [f for f in read_files(folder, files)[1] if f.code in CODES and f.year == int(year)]
    assert [where[1:] for where in positions(found)] == marks, [f.message for f in found]
    return found
