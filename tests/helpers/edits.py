"""What editors do to a folder of data, at random."""

from __future__ import annotations

import random
from pathlib import Path
from shutil import copytree, rmtree

from tests.helpers.support import ROOT

_AGENCIES = ("office", "education", "donghu")


def data_to_edit(folder: Path) -> Path:
    """A few agencies of the demonstration, in data/ below a folder."""
    data = folder / "data/example-district"
    copytree(ROOT / "data/example-district", data)
    for each in [each for each in data.iterdir() if each.is_dir() and each.name not in _AGENCIES]:
        rmtree(each)
    return data.parent


def edit(data: Path, chance: random.Random) -> None:
    """Something that editors do: change, add, delete, rename, of a report, an agency or its folder."""
    reports = sorted(data.rglob("20??.yml"))
    report = chance.choice(reports)
    match chance.randrange(7):
        case 0 | 1:
            text = report.read_text(encoding="utf-8")
            digits = [at for at, character in enumerate(text) if character in "123456789"]
            at = chance.choice(digits)
            report.write_text(text[:at] + chance.choice("123456789") + text[at + 1 :], encoding="utf-8")
        case 2:
            report.write_text(report.read_text(encoding="utf-8") + "来源: 某处\n", encoding="utf-8")
        case 3 if len(reports) > 6:
            report.unlink()
        case 4:
            report.rename(report.with_name(f"{chance.randrange(2016, 2026)}.yml"))
        case 5:
            other = chance.choice(reports)
            other.with_name(f"{chance.randrange(2016, 2026)}.yml").write_bytes(report.read_bytes())
        case _:
            agency = chance.choice(sorted(data.rglob("agency.yml")))
            text = agency.read_text(encoding="utf-8")
            agency.write_text(
                text.replace("规章制定权: 无", "规章制定权: 无\n起始年度: 2017", 1), encoding="utf-8"
            )
