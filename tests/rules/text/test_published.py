"""Whole texts as offices published them: only what a careful auditor would say; and the same left in for next year."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.findings import Finding
from gongkai.model import read_archive
from gongkai.readings.opening import read_file
from gongkai.rules import inspect
from gongkai.settings import Settings
from gongkai.writers.yaml.from_reading import write_reading
from tests.helpers.support import ROOT, write_files

REPORTS = ROOT.parent / "shared" / "reports"
OF_TEXT = ("G501", "G502", "G503", "G508", "G509")
BODIES = {
    "haishu-office-2021.txt": ("宁波市海曙区人民政府办公室", "政府办公室"),
    "hongze-2023.txt": ("淮安市洪泽区人民政府", "政府"),
    "hongze-2023.pdf": ("淮安市洪泽区人民政府", "政府"),
    "jianxin-2018.txt": ("遂溪县建新镇人民政府", "乡镇街道"),
}


def found_in(folder: Path, name: str, *, later: int = 0) -> tuple[list[Finding], list[str]]:
    """What the rules of prose find, in the year of the report or so many years later, and the lines."""
    path = REPORTS / name
    if not path.is_file():
        pytest.skip(
            f"没有 {path}：实例在 ../shared 里，这里没有 / the published reports are not beside this checkout"
        )
    (reading,) = read_file(path.read_bytes(), name)
    body, kind = BODIES[name]
    write_files(folder, {"a/agency.yml": f"名称: {body}\n类别: {kind}\n"})
    archive, _ = read_archive(folder, folder)
    assert reading.year is not None
    text = write_reading(reading, archive.agencies["a"], reading.year, draft=False)
    if later:
        year = f"年度: {reading.year + later}\n" + ("格式: 自由\n" if reading.form.is_free else "")
        text = text.replace(f"年度: {reading.year}\n", year, 1)
    write_files(folder, {f"a/{reading.year + later}.yml": text})
    archive, problems = read_archive(folder, folder)
    found = [each for each in inspect(archive, problems, Settings()) if each.code in OF_TEXT]
    return found, text.splitlines()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        # 36 of the 40 that were concluded are those of natural persons.
        ("haishu-office-2021.txt", [("G501", "36")]),
        ("hongze-2023.txt", []),
        pytest.param("hongze-2023.pdf", [], marks=pytest.mark.builds),
        ("jianxin-2018.txt", []),
    ],
)
def test_as_published(tmp_path: Path, name: str, wanted: list[tuple[str, str]]) -> None:
    found, lines = found_in(tmp_path, name)
    said = [
        (each.code, lines[each.place.line - 1][each.place.column - 1 :].split(" ")[0].split("件")[0])
        for each in found
    ]
    assert said == wanted


@pytest.mark.parametrize("name", [name for name in BODIES if name.endswith(".txt")])
def test_left_in_for_next_year(tmp_path: Path, name: str) -> None:
    """Every sentence that says of its year what was done in it, told by its beginning."""
    found, lines = found_in(tmp_path, name, later=1)
    year = int(name.removesuffix(".txt")[-4:])
    begin = (f"{year}年", f"{year} 年")
    wanted = {
        number
        for number, line in enumerate(lines, 1)
        if line.strip().startswith(begin) and "schema" not in line
    }
    assert wanted
    assert wanted <= {each.place.line for each in found if each.code == "G503"}
